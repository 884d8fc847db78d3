//! What the front end rewrites before it analyses: variables that stand in backticks or parentheses alone, `x :: T`
//! without `IS`, `(x:Label)`, `timestamp()`, two `IN` with lists side by side, subqueries. Where one of them is in the
//! tail of an administration command, its analysis of that tail stops without a word: whatever else is wrong there
//! goes unreported.

use super::findings::Findings;
use super::place::reported;
use super::walk::find;
use crate::ast::{
    Expr, ExprKind, Ident, PredicateOp, ProjectionItem, Return, ShowTail, SortItem, Yield,
};

/// Whether something of the kind is in `tail`.
pub(super) fn in_tail(tail: &ShowTail, findings: &Findings<'_>) -> bool {
    let text = findings.text;
    match tail {
        ShowTail::None => false,
        // A predicate that is nothing but a variable in parentheses is looked at all the same.
        ShowTail::Where(Expr { kind: ExprKind::Variable(name), .. }) => is_quoted(name, text),
        ShowTail::Where(predicate) => in_expr(predicate, text, false),
        ShowTail::Yield(yields, returns) => {
            in_yield(yields, text)
                || returns.as_ref().is_some_and(|returns| in_return(returns, text))
        }
    }
}

fn in_yield(yields: &Yield, text: &str) -> bool {
    let is_item = yields
        .items
        .iter()
        .any(|item| is_quoted(&item.column, text) || is_quoted_option(item.alias.as_ref(), text));
    is_item
        || in_keys(&yields.order_by, text)
        || yields.filter.iter().any(|filter| in_expr(filter, text, true))
}

fn in_return(returns: &Return, text: &str) -> bool {
    let is_item = returns
        .items
        .iter()
        .any(|item| in_expr(&item.expr, text, true) || is_quoted_option(item.alias.as_ref(), text));
    let mut others = returns.group_by.iter().flatten().chain(&returns.skip).chain(&returns.limit);
    is_item || in_keys(&returns.order_by, text) || others.any(|expr| in_expr(expr, text, true))
}

fn in_keys(keys: &[SortItem], text: &str) -> bool {
    keys.iter().any(|item| in_expr(&item.key, text, true))
}

fn is_quoted_option(name: Option<&Ident>, text: &str) -> bool {
    name.is_some_and(|name| is_quoted(name, text))
}

fn is_quoted(name: &Ident, text: &str) -> bool {
    text.get(name.span.range().start..).is_some_and(|rest| rest.starts_with('`'))
}

/// Variables of quantifiers and the base of a map projection make no difference.
fn in_expr(expr: &Expr, text: &str, is_behind_yield: bool) -> bool {
    let is_found = |expr: &Expr| match &expr.kind {
        ExprKind::Variable(name) => is_quoted(name, text) || is_in_parentheses(expr, text),
        ExprKind::HasLabel { .. } => is_in_parentheses(expr, text),
        ExprKind::IsTyped { negated: false, .. } => {
            let rest = text.get(reported(expr, text).range().start..).unwrap_or_default();
            is_behind_yield && rest.starts_with("::")
        }
        ExprKind::Call(call) => call.name.value.eq_ignore_ascii_case("timestamp"),
        ExprKind::Or(items) | ExprKind::And(items) => looks_up_twice(items),
        ExprKind::ListComprehension(list) => is_quoted(&list.variable, text),
        ExprKind::Reduce(reduce) | ExprKind::AllReduce(reduce, _) => {
            is_quoted(&reduce.accumulator, text) || is_quoted(&reduce.variable, text)
        }
        ExprKind::MapProjection(_, items) => items
            .iter()
            .any(|item| matches!(item, ProjectionItem::Variable(name) if is_quoted(name, text))),
        ExprKind::Subquery(_, inner) => is_behind_yield || in_skipped(inner),
        ExprKind::Pattern(inner) | ExprKind::PatternComprehension(inner) => in_skipped(inner),
        _ => false,
    };
    find(expr, &mut |expr| is_found(expr)).is_some()
}

fn is_in_parentheses(expr: &Expr, text: &str) -> bool {
    text.get(expr.span.range().start..).is_some_and(|rest| rest.starts_with('('))
}

/// `x IN […] OR x IN […]`, which is made one; also with `AND`, and where one of them is an operand of the other chain.
fn looks_up_twice(items: &[Expr]) -> bool {
    let mut known = std::collections::HashSet::new();
    let mut is_second = |expr: &Expr| match &expr.kind {
        ExprKind::Predicate(what, op, list) => {
            op.value == PredicateOp::In
                && matches!(list.kind, ExprKind::List(_))
                && !known.insert(what.to_string())
        }
        _ => false,
    };
    items.iter().any(|item| match &item.kind {
        ExprKind::Or(inner) | ExprKind::And(inner) => inner.iter().any(&mut is_second),
        _ => is_second(item),
    })
}

/// Whether something is in `tail` that is rewritten after the first look: a pattern comprehension, or a subquery.
pub(super) fn is_rewritten_late(tail: &ShowTail) -> bool {
    let is_one = |expr: &Expr| {
        let is_late = |expr: &Expr| {
            matches!(expr.kind, ExprKind::PatternComprehension(_) | ExprKind::Subquery(..))
        };
        find(expr, &mut |expr| is_late(expr)).is_some()
    };
    match tail {
        ShowTail::None => false,
        ShowTail::Where(predicate) => is_one(predicate),
        ShowTail::Yield(yields, returns) => {
            yields.order_by.iter().any(|item| is_one(&item.key))
                || yields.filter.iter().any(is_one)
                || returns.iter().any(|clause| {
                    clause.items.iter().any(|item| is_one(&item.expr))
                        || clause.order_by.iter().any(|item| is_one(&item.key))
                })
        }
    }
}

/// In text that is only skipped: names behind a bracket or a blank, not those of properties, labels,
/// parameters and functions.
fn in_skipped(inner: &str) -> bool {
    let mut rest = inner;
    let mut before = String::new();
    while let Some((front, behind)) = rest.split_once('`') {
        before.push_str(front);
        let Some((_, after)) = behind.split_once('`') else { return false };
        let is_part = before.trim_end().ends_with(['.', ':', '$', '&', '|', '!']);
        let is_other = after.trim_start().starts_with(['(', '.']) && !before.ends_with('(');
        if !is_part && !is_other {
            return true;
        }
        before.push('x');
        rest = after;
    }
    false
}
