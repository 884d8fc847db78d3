//! Property rules: `FOR pattern`. One property, compared with one value.

use super::findings::Findings;
use super::judge::Difference;
use super::place::reported;
use super::printed::printed;
use crate::ast::{
    CompareOp, Expr, ExprKind, Ident, Literal, PredicateOp, PropertyRule, RulePredicate, Sign,
};
use crate::status::{PropertyRuleError, SemanticError};
use crate::text::Span;

/// Functions that make a value of a moment or a duration.
const TEMPORAL: &[&str] = &["date", "datetime", "localdatetime", "localtime", "time", "duration"];

/// Checks the predicate of a rule.
pub(super) fn check(rule: &PropertyRule, findings: &mut Findings<'_>) {
    let found = match &rule.predicate {
        RulePredicate::Map(entries, place) => map(entries, place.0, findings),
        RulePredicate::Where(predicate) => predicate_error(predicate, findings),
    };
    if let Some((error, span)) = found {
        findings.report(SemanticError::PropertyRule(error), span);
    }
}

type Found = Option<(PropertyRuleError, Span)>;

fn map(entries: &[(Ident, Expr)], place: Span, findings: &Findings<'_>) -> Found {
    let text = || printed(&Expr::new(ExprKind::Map(entries.to_vec()), place), findings.text);
    match entries {
        [] => Some((PropertyRuleError::Unsupported(text()), place)),
        [(key, value)] if is_null(value) => {
            let pattern = format!("{{{}:NULL}}", key.value);
            let advice = " Use `WHERE` syntax in combination with `IS NULL` instead.";
            Some((PropertyRuleError::AlwaysNull { pattern, advice }, value.span))
        }
        [(_, value)] if is_value(value, findings) => None,
        [_] => Some((PropertyRuleError::Unsupported(text()), place)),
        _ => Some((PropertyRuleError::SeveralProperties(text()), place)),
    }
}

fn predicate_error(whole: &Expr, findings: &Findings<'_>) -> Found {
    let inner = match &whole.kind {
        // `WHERE {a: 1}` is the same as `{a: 1}`.
        ExprKind::Map(entries) => return map(entries, whole.span, findings),
        ExprKind::Not(operand) => operand,
        _ => whole,
    };
    let unsupported = || {
        Some((
            PropertyRuleError::Unsupported(printed(whole, findings.text)),
            reported(whole, findings.text),
        ))
    };
    match &inner.kind {
        ExprKind::Comparison(left, rest) => match rest.as_slice() {
            [(op, right)] if op.value != CompareOp::InvalidNotEqual => {
                match comparison(left, op.value, right, findings) {
                    Verdict::Good => None,
                    Verdict::Bad(error, span) => Some((error, span)),
                    Verdict::Unsupported => unsupported(),
                }
            }
            _ => unsupported(),
        },
        ExprKind::IsNull { operand, .. } if property(operand, findings).is_some() => None,
        ExprKind::Predicate(left, op, right) if op.value == PredicateOp::In => {
            match membership(left, right, findings) {
                Membership::Good => None,
                Membership::Elements => Some((
                    PropertyRuleError::ListElements(printed(whole, findings.text)),
                    reported(whole, findings.text),
                )),
                Membership::AlwaysNull(pattern) => {
                    Some((PropertyRuleError::AlwaysNull { pattern, advice: "" }, left.span))
                }
                Membership::Unsupported => unsupported(),
            }
        }
        _ => unsupported(),
    }
}

enum Verdict {
    Good,
    Bad(PropertyRuleError, Span),
    Unsupported,
}

fn comparison(left: &Expr, op: CompareOp, right: &Expr, findings: &Findings<'_>) -> Verdict {
    let symbol = symbol(op);
    let left_property = property(left, findings);
    let right_property = property(right, findings);
    let (value, null_pattern) = match (left_property, right_property) {
        (None, None) => return Verdict::Unsupported,
        (Some(name), _) => (right, format!("{} {symbol} NULL", name.value)),
        (None, Some(name)) => (left, format!("NULL {symbol} {}", name.value)),
    };
    if is_null(value) {
        let advice = match op {
            CompareOp::Equal => " Use `IS NULL` instead.",
            CompareOp::NotEqual => " Use `IS NOT NULL` instead.",
            _ => "",
        };
        let error = PropertyRuleError::AlwaysNull { pattern: null_pattern, advice };
        return Verdict::Bad(error, value.span);
    }
    if matches!(value.kind, ExprKind::Literal(Literal::NaN)) {
        return Verdict::Bad(PropertyRuleError::NaN, value.span);
    }
    if findings.is_cypher_5()
        && let Some(right_name) = right_property
    {
        let property = right_name.value.to_string();
        let error = PropertyRuleError::PropertyOnTheRight { property, operator: symbol };
        return Verdict::Bad(error, reported(right, findings.text));
    }
    if is_value(value, findings) { Verdict::Good } else { Verdict::Unsupported }
}

enum Membership {
    Good,
    Elements,
    AlwaysNull(String),
    Unsupported,
}

fn membership(left: &Expr, right: &Expr, findings: &Findings<'_>) -> Membership {
    if property(left, findings).is_some() {
        return match &right.kind {
            ExprKind::Param(_) => Membership::Good,
            ExprKind::List(items) if items.iter().all(is_element) => Membership::Good,
            ExprKind::List(_) => Membership::Elements,
            _ => Membership::Unsupported,
        };
    }
    match property(right, findings) {
        Some(name) if !findings.is_cypher_5() => {
            if is_null(left) {
                Membership::AlwaysNull(format!("NULL IN {}", name.value))
            } else if is_value(left, findings) {
                Membership::Good
            } else {
                Membership::Unsupported
            }
        }
        _ => Membership::Unsupported,
    }
}

/// The property that `expr` reads, if it is one.
fn property<'a>(expr: &'a Expr, findings: &Findings<'_>) -> Option<&'a Ident> {
    match &expr.kind {
        ExprKind::Property(base, name) => {
            let is_nested = matches!(base.kind, ExprKind::Property(..));
            (!is_nested || !findings.applies(Difference::NestedPropertyInRule)).then_some(name)
        }
        _ => None,
    }
}

fn is_null(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Null))
}

/// A literal that is no list, a parameter, a point; for a server a temporal value, too.
fn is_value(expr: &Expr, findings: &Findings<'_>) -> bool {
    match &expr.kind {
        ExprKind::Call(call)
            if findings.applies(Difference::TemporalInPropertyRule)
                && TEMPORAL.iter().any(|name| call.name.value.eq_ignore_ascii_case(name)) =>
        {
            true
        }
        _ => is_element(expr),
    }
}

/// What may be an element of a list.
fn is_element(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Param(_) => true,
        ExprKind::Sign(Sign::Minus, operand) => {
            matches!(operand.kind, ExprKind::Literal(Literal::Integer(_) | Literal::Float(_)))
        }
        ExprKind::Call(call) => call.name.value.eq_ignore_ascii_case("point"),
        _ => false,
    }
}

fn symbol(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "<>",
        CompareOp::InvalidNotEqual => "!=",
        CompareOp::Less => "<",
        CompareOp::LessOrEqual => "<=",
        CompareOp::Greater => ">",
        CompareOp::GreaterOrEqual => ">=",
    }
}
