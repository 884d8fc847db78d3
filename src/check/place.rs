//! Where Neo4j says an expression stands: at its operator, where it has one between its operands.

use crate::ast::{Expr, ExprKind};
use crate::text::Span;

/// The span that starts where Neo4j reports `expr`.
pub(super) fn reported(expr: &Expr, text: &str) -> Span {
    let start = match &expr.kind {
        ExprKind::Comparison(_, rest) => rest.first().map(|(op, _)| op.span.start),
        ExprKind::Arithmetic(_, rest) => rest.last().map(|(op, _)| op.span.start),
        ExprKind::Predicate(_, op, _) => Some(op.span.start),
        ExprKind::Or(items) | ExprKind::Xor(items) | ExprKind::And(items) => {
            let last = items.len().saturating_sub(2);
            items.get(last).and_then(|operand| behind(operand, text))
        }
        ExprKind::IsNull { operand, .. }
        | ExprKind::IsTyped { operand, .. }
        | ExprKind::IsNormalized { operand, .. }
        | ExprKind::HasLabel { operand, .. }
        | ExprKind::Property(operand, _)
        | ExprKind::Index(operand, _)
        | ExprKind::Slice(operand, ..) => behind(operand, text),
        ExprKind::MapProjection(base, _) => token_at(base.span.range().end, text),
        ExprKind::Pattern(inner) | ExprKind::PatternComprehension(inner) => {
            // Its own parentheses count, those around it do not.
            let typed = text.get(expr.span.range()).unwrap_or_default();
            typed
                .find(inner.as_str())
                .and_then(|at| u32::try_from(expr.span.range().start + at).ok())
        }
        // Parentheses around it are not part of it.
        _ => inside_parentheses(expr.span.range().start, text),
    };
    let start = start.unwrap_or(expr.span.start);
    Span { start, end: expr.span.end.max(start) }
}

/// The place of the first token from `start` on that is no opening parenthesis.
fn inside_parentheses(start: usize, text: &str) -> Option<u32> {
    text.get(start..).filter(|rest| rest.starts_with('('))?;
    token_behind(start, '(', text)
}

/// The place of the first token behind an operand and the parentheses around it.
fn behind(operand: &Expr, text: &str) -> Option<u32> {
    token_at(operand.span.range().end, text)
}

/// The place of the first token from `end` on that is no closing parenthesis.
fn token_at(end: usize, text: &str) -> Option<u32> {
    token_behind(end, ')', text)
}

fn token_behind(start: usize, bracket: char, text: &str) -> Option<u32> {
    let mut rest = text.get(start..)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == bracket);
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/")?.1;
        } else if rest.starts_with("//") {
            rest = rest.split_once('\n')?.1;
        } else {
            return u32::try_from(text.len() - rest.len()).ok();
        }
    }
}
