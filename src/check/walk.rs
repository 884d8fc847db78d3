//! Walks over expressions. Depth is bounded by the parser; chains are loops.

use crate::ast::{Clause, ClauseKind, Expr, ExprKind, Page, Return, ShowTail, Yield};

/// Calls `visit` for `expr` and everything in it, outermost first, in written order.
pub(super) fn each<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    visit(expr);
    expr.for_each_part(&mut |child| each(child, visit));
}

/// The first expression, outermost first in written order, that `wanted` accepts.
pub(super) fn find<'a>(
    expr: &'a Expr,
    wanted: &mut dyn FnMut(&'a Expr) -> bool,
) -> Option<&'a Expr> {
    if wanted(expr) {
        return Some(expr);
    }
    let mut found = None;
    expr.for_each_part(&mut |child| {
        if found.is_none() {
            found = find(child, wanted);
        }
    });
    found
}

/// The expressions of a command's tail, in written order.
pub(super) fn each_in_tail<'a>(tail: &'a ShowTail, visit: &mut dyn FnMut(&'a Expr)) {
    match tail {
        ShowTail::None => {}
        ShowTail::Where(predicate) => visit(predicate),
        ShowTail::Yield(yields, returns) => {
            each_in_yield(yields, visit);
            returns.iter().for_each(|clause| each_in_return(clause, visit));
        }
    }
}

/// The expressions of the parts of a `YIELD`.
pub(super) fn each_in_yield<'a>(yields: &'a Yield, visit: &mut dyn FnMut(&'a Expr)) {
    yields.order_by.iter().for_each(|item| visit(&item.key));
    yields.filter.iter().for_each(visit);
}

/// The expressions of a `RETURN` or a `WITH`.
pub(super) fn each_in_return<'a>(clause: &'a Return, visit: &mut dyn FnMut(&'a Expr)) {
    clause.items.iter().for_each(|item| visit(&item.expr));
    clause.group_by.iter().flatten().for_each(&mut *visit);
    clause.order_by.iter().for_each(|item| visit(&item.key));
    clause.skip.iter().chain(&clause.limit).for_each(visit);
}

/// The expressions of a clause; of a command none.
pub(super) fn each_in_clause<'a>(clause: &'a Clause, visit: &mut dyn FnMut(&'a Expr)) {
    match &clause.kind {
        ClauseKind::Command(_) | ClauseKind::Finish => {}
        ClauseKind::Return(returned) => each_in_return(returned, visit),
        ClauseKind::With(items, filter) => {
            each_in_return(items, visit);
            filter.iter().for_each(visit);
        }
        ClauseKind::Unwind(expr, _) | ClauseKind::Filter(expr) => visit(expr),
        ClauseKind::Let(items) => items.iter().for_each(|(_, expr)| visit(expr)),
        ClauseKind::Page(page) => {
            let Page { order_by, skip, limit } = &**page;
            order_by.iter().for_each(|item| visit(&item.key));
            skip.iter().chain(limit).for_each(visit);
        }
    }
}

/// The variables that `expr` itself binds for its parts.
pub(super) fn bound_variables(expr: &Expr) -> Vec<&str> {
    match &expr.kind {
        ExprKind::ListComprehension(list) => vec![&list.variable.value],
        ExprKind::Quantifier(quantifier) => vec![&quantifier.variable.value],
        ExprKind::Reduce(reduce) | ExprKind::AllReduce(reduce, _) => {
            vec![&reduce.accumulator.value, &reduce.variable.value]
        }
        _ => Vec::new(),
    }
}

/// The first variable in `expr` that is not bound inside it.
pub(super) fn free_variable(expr: &Expr) -> Option<&Expr> {
    fn look<'a>(expr: &'a Expr, bound: &mut Vec<&'a str>) -> Option<&'a Expr> {
        if let ExprKind::Variable(name) = &expr.kind {
            return (!bound.contains(&name.value.as_str())).then_some(expr);
        }
        let depth = bound.len();
        bound.extend(bound_variables(expr));
        let mut found = None;
        expr.for_each_part(&mut |child| {
            if found.is_none() {
                found = look(child, bound);
            }
        });
        bound.truncate(depth);
        found
    }
    look(expr, &mut Vec::new())
}
