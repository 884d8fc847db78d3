//! Walks over expressions. Depth is bounded by the parser; chains are loops.

use crate::ast::{CaseTest, Expr, ExprKind, InterpolatedPart, ProjectionItem};

/// Calls `visit` for the direct parts of `expr`, in written order.
pub(super) fn children<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Param(_)
        | ExprKind::Variable(_)
        | ExprKind::CountStar
        | ExprKind::Subquery(..)
        | ExprKind::Pattern(_)
        | ExprKind::PatternComprehension(_) => {}
        ExprKind::List(items)
        | ExprKind::Or(items)
        | ExprKind::Xor(items)
        | ExprKind::And(items) => items.iter().for_each(visit),
        ExprKind::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
        ExprKind::Not(operand) | ExprKind::Sign(_, operand) | ExprKind::Normalize(operand, _) => {
            visit(operand);
        }
        ExprKind::Comparison(first, rest) => {
            visit(first);
            rest.iter().for_each(|(_, operand)| visit(operand));
        }
        ExprKind::Arithmetic(first, rest) => {
            visit(first);
            rest.iter().for_each(|(_, operand)| visit(operand));
        }
        ExprKind::Predicate(left, _, right) | ExprKind::Index(left, right) => {
            visit(left);
            visit(right);
        }
        ExprKind::IsNull { operand, .. }
        | ExprKind::IsTyped { operand, .. }
        | ExprKind::IsNormalized { operand, .. }
        | ExprKind::HasLabel { operand, .. }
        | ExprKind::Property(operand, _) => visit(operand),
        ExprKind::Slice(base, from, to) => {
            visit(base);
            from.iter().chain(to).for_each(|bound| visit(bound));
        }
        ExprKind::Call(call) => call.arguments.iter().for_each(visit),
        ExprKind::Case(case) => {
            case.subject.iter().for_each(&mut *visit);
            for branch in &case.branches {
                for test in &branch.tests {
                    match test {
                        CaseTest::Value(value)
                        | CaseTest::Comparison(_, value)
                        | CaseTest::Predicate(_, value) => visit(value),
                        CaseTest::IsNull(_)
                        | CaseTest::IsTyped(..)
                        | CaseTest::IsNormalized(..)
                        | CaseTest::HasLabel(_) => {}
                    }
                }
                visit(&branch.result);
            }
            case.otherwise.iter().for_each(visit);
        }
        ExprKind::ListComprehension(list) => {
            visit(&list.list);
            list.filter.iter().chain(&list.map).for_each(visit);
        }
        ExprKind::Reduce(reduce) => {
            visit(&reduce.initial);
            visit(&reduce.list);
            visit(&reduce.step);
        }
        ExprKind::AllReduce(reduce, predicate) => {
            visit(&reduce.initial);
            visit(&reduce.list);
            visit(&reduce.step);
            visit(predicate);
        }
        ExprKind::Quantifier(quantifier) => {
            visit(&quantifier.list);
            quantifier.predicate.iter().for_each(visit);
        }
        ExprKind::Trim(trim) => {
            trim.characters.iter().for_each(&mut *visit);
            visit(&trim.source);
        }
        ExprKind::MapProjection(_, items) => {
            for item in items {
                if let ProjectionItem::Entry(_, value) = item {
                    visit(value);
                }
            }
        }
        ExprKind::Interpolated(parts) => {
            for part in parts {
                if let InterpolatedPart::Value(value) = part {
                    visit(value);
                }
            }
        }
    }
}

/// Calls `visit` for `expr` and everything in it, outermost first, in written order.
pub(super) fn each<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    visit(expr);
    children(expr, &mut |child| each(child, visit));
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
    children(expr, &mut |child| {
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
        children(expr, &mut |child| {
            if found.is_none() {
                found = look(child, bound);
            }
        });
        bound.truncate(depth);
        found
    }
    look(expr, &mut Vec::new())
}
