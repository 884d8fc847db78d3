//! Walks over expressions. Depth is bounded by the parser; chains are loops.

use crate::ast::{Expr, ExprKind};

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
