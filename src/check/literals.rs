//! Arguments whose values are there to be seen: proportions and points.

use super::findings::Findings;
use super::printed::printed;
use crate::ast::{Call, Expr, ExprKind, Literal};
use crate::status::SemanticError;

/// Checks literal arguments of the functions that ask more of them than a type.
pub(super) fn arguments(name: &str, call: &Call, findings: &mut Findings<'_>) {
    match (name, call.arguments.as_slice()) {
        ("percentileCont" | "percentileDisc", [_, proportion]) => {
            let bad = match &proportion.kind {
                ExprKind::Literal(Literal::Float(value)) => !(0.0..=1.0).contains(value),
                ExprKind::Literal(Literal::Integer(value)) => !(0..=1).contains(value),
                ExprKind::Literal(Literal::Null | Literal::NaN) => true,
                _ => false,
            };
            if bad {
                let text = written(proportion, findings);
                findings.report(SemanticError::NotAProportion(text), proportion.span);
            }
        }
        ("normalize", [_, form]) => {
            let is_form = matches!(&form.kind, ExprKind::Variable(name)
                if ["NFC", "NFD", "NFKC", "NFKD"].iter().any(|form| name.value.eq_ignore_ascii_case(form)));
            if !is_form {
                findings.report(SemanticError::NormalForm, form.span);
            }
        }
        ("point", [argument]) => {
            if let ExprKind::Map(entries) = &argument.kind {
                let has = |key: &str| entries.iter().any(|(name, _)| name.value == key);
                if !(has("x") && has("y") || has("latitude") && has("longitude")) {
                    let keys: Vec<_> =
                        entries.iter().map(|(name, _)| format!("'{}'", name.value)).collect();
                    findings.report(SemanticError::NotAPoint(keys.join(", ")), argument.span);
                }
            }
        }
        _ => {}
    }
}

/// A literal as messages print it: numbers as typed, words in their own case.
pub(super) fn written(expr: &Expr, findings: &Findings<'_>) -> String {
    match &expr.kind {
        ExprKind::Literal(Literal::Null) => "NULL".to_owned(),
        ExprKind::Literal(Literal::Boolean(value)) => value.to_string(),
        ExprKind::Literal(Literal::String(text)) => text.clone(),
        ExprKind::Literal(_) => printed(expr, findings.text),
        _ => findings.text.get(expr.span.range()).unwrap_or_default().to_owned(),
    }
}
