//! What the front end rewrites before it analyses: variables that stand in backticks or parentheses alone, `x :: T`
//! without `IS`, `(x:Label)`, `timestamp()`, two `IN` with lists side by side, subqueries. Where one of them is in the
//! tail of an administration command, its analysis of that tail stops without a word: whatever else is wrong there
//! goes unreported. (In a `WHERE` without `YIELD` it does so in one run of the front end and not in the next, as the
//! order of its steps falls out. What a server would say is said here.)

use super::findings::Findings;
use super::pairs::Pairs;
use super::place::reported;
use super::verdict::tokens;
use super::walk::{each_in_tail, find};
use crate::ast::{
    CaseTest, Expr, ExprKind, Ident, PredicateOp, ProjectionItem, Return, ShowTail, SortItem, Yield,
};

/// Whether something of the kind is in `tail`.
pub(super) fn in_tail(tail: &ShowTail, findings: &Findings<'_>) -> bool {
    let text = findings.text;
    match tail {
        ShowTail::None | ShowTail::Where(_) => false,
        ShowTail::Yield(yields, returns) => {
            let pairs = Pairs::new(&[], findings);
            let mut loses = false;
            each_in_tail(tail, &mut |expr| loses = loses || pairs.lose_any_branch(expr));
            loses
                || in_yield(yields, text)
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

fn in_expr(expr: &Expr, text: &str) -> bool {
    find(expr, &mut |part| is_rewritten(part, text)).is_some()
}

/// Whether a test for labels is written with the word `LABELED`, which may be a label itself.
fn is_labeled(test: &str) -> bool {
    let mut words = tokens(test).skip(1);
    words.next().is_some_and(|word| word.text.eq_ignore_ascii_case("LABELED"))
        && words.next().is_some_and(|next| !matches!(next.text, "|" | "&" | ":"))
}

/// Whether `expr` itself is rewritten, or a name that it gives.
pub(super) fn is_rewritten(expr: &Expr, text: &str) -> bool {
    match &expr.kind {
        ExprKind::Variable(name) => is_quoted(name, text) || is_in_parentheses(expr, text),
        ExprKind::HasLabel { operand, negated, .. } => {
            let behind = text.get(operand.span.range().end..expr.span.range().end);
            *negated || behind.is_some_and(is_labeled) || is_in_parentheses(expr, text)
        }
        ExprKind::Case(case) => {
            let mut tests = case.branches.iter().flat_map(|branch| &branch.tests);
            tests.any(|test| matches!(test, CaseTest::HasLabel(true, _)))
        }
        ExprKind::IsTyped { negated: false, .. } => {
            let rest = text.get(reported(expr, text).range().start..).unwrap_or_default();
            rest.starts_with("::")
        }
        ExprKind::Call(call) => call.name.value.eq_ignore_ascii_case("timestamp"),
        ExprKind::Or(items) | ExprKind::And(items) => looks_up(items),
        ExprKind::ListComprehension(list) => is_quoted(&list.variable, text),
        ExprKind::Quantifier(quantifier) => is_quoted(&quantifier.variable, text),
        ExprKind::Reduce(reduce) | ExprKind::AllReduce(reduce, _) => {
            is_quoted(&reduce.accumulator, text) || is_quoted(&reduce.variable, text)
        }
        ExprKind::MapProjection(base, items) => {
            is_quoted(base, text)
                || items.iter().any(
                    |item| matches!(item, ProjectionItem::Variable(name) if is_quoted(name, text)),
                )
        }
        ExprKind::Subquery(..) => true,
        ExprKind::Pattern(inner) | ExprKind::PatternComprehension(inner) => in_skipped(inner),
        _ => false,
    }
}

fn is_in_parentheses(expr: &Expr, text: &str) -> bool {
    text.get(expr.span.range().start..).is_some_and(|rest| rest.starts_with('('))
}

/// `x IN […] OR …`, which is made a lookup; also with `AND`, behind `NOT`, and where it is an operand of the other chain.
fn looks_up(items: &[Expr]) -> bool {
    fn is_lookup(expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Predicate(_, op, list) => {
                op.value == PredicateOp::In && matches!(list.kind, ExprKind::List(_))
            }
            ExprKind::Not(operand) => {
                matches!(&operand.kind, ExprKind::Predicate(..)) && is_lookup(operand)
            }
            _ => false,
        }
    }
    items.iter().any(|item| match &item.kind {
        ExprKind::Or(inner) | ExprKind::And(inner) => inner.iter().any(is_lookup),
        _ => is_lookup(item),
    })
}

/// Whether something is in `tail` that is rewritten after the first look: a pattern, or a subquery.
pub(super) fn is_rewritten_late(tail: &ShowTail) -> bool {
    let is_late = |expr: &Expr| {
        matches!(
            expr.kind,
            ExprKind::Pattern(_) | ExprKind::PatternComprehension(_) | ExprKind::Subquery(..)
        )
    };
    let mut found = false;
    each_in_tail(tail, &mut |expr| {
        found = found || find(expr, &mut |part| is_late(part)).is_some();
    });
    found
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
