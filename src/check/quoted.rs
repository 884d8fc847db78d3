//! Variables in backticks. Where one stands in the tail of an administration command, the front end's
//! analysis of that tail stops without a word: whatever else is wrong there goes unreported.

use super::findings::Findings;
use super::walk::find;
use crate::ast::{Expr, ExprKind, Ident, ProjectionItem, Return, ShowTail, SortItem, Yield};

/// Whether such a variable is in `tail`.
pub(super) fn in_tail(tail: &ShowTail, findings: &Findings<'_>) -> bool {
    if !findings.text.contains('`') {
        return false;
    }
    let text = findings.text;
    match tail {
        ShowTail::None => false,
        ShowTail::Where(predicate) => in_expr(predicate, text),
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
        || yields.filter.iter().any(|filter| in_expr(filter, text))
}

fn in_return(returns: &Return, text: &str) -> bool {
    let is_item = returns
        .items
        .iter()
        .any(|item| in_expr(&item.expr, text) || is_quoted_option(item.alias.as_ref(), text));
    let mut others = returns.group_by.iter().flatten().chain(&returns.skip).chain(&returns.limit);
    is_item || in_keys(&returns.order_by, text) || others.any(|expr| in_expr(expr, text))
}

fn in_keys(keys: &[SortItem], text: &str) -> bool {
    keys.iter().any(|item| in_expr(&item.key, text))
}

fn is_quoted_option(name: Option<&Ident>, text: &str) -> bool {
    name.is_some_and(|name| is_quoted(name, text))
}

fn is_quoted(name: &Ident, text: &str) -> bool {
    text.get(name.span.range().start..).is_some_and(|rest| rest.starts_with('`'))
}

/// Variables of quantifiers and the base of a map projection make no difference.
fn in_expr(expr: &Expr, text: &str) -> bool {
    let is_found = |expr: &Expr| match &expr.kind {
        ExprKind::Variable(name) => is_quoted(name, text),
        ExprKind::ListComprehension(list) => is_quoted(&list.variable, text),
        ExprKind::Reduce(reduce) | ExprKind::AllReduce(reduce, _) => {
            is_quoted(&reduce.accumulator, text) || is_quoted(&reduce.variable, text)
        }
        ExprKind::MapProjection(_, items) => items
            .iter()
            .any(|item| matches!(item, ProjectionItem::Variable(name) if is_quoted(name, text))),
        ExprKind::Subquery(_, inner) => in_skipped(inner),
        ExprKind::Pattern(inner) | ExprKind::PatternComprehension(inner) => in_skipped(inner),
        _ => false,
    };
    find(expr, &mut |expr| is_found(expr)).is_some()
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
