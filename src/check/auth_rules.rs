//! Auth rules: which clauses, and what a condition may use.

use super::findings::Findings;
use super::judge::Difference;
use super::once::Once;
use super::roles::replace_conflict;
use super::walk;
use crate::ast::{
    AuthRuleSetItem, AuthRuleVerb, Call, Expr, ExprKind, IfExists, Literal, Quotes, SetAuthRule,
};
use crate::status::SemanticError;

/// `CREATE AUTH RULE` and `ALTER AUTH RULE`
pub(super) fn check(command: &SetAuthRule, findings: &mut Findings<'_>) {
    let mut condition = Once::new("SET CONDITION");
    let mut enabled = Once::new("SET ENABLED");
    let mut expression = None;
    for set in &command.set {
        match &set.item {
            AuthRuleSetItem::Condition(found) => {
                condition.seen(set.place, findings);
                expression = expression.or(Some(found));
            }
            AuthRuleSetItem::Enabled(_) => enabled.seen(set.place, findings),
        }
    }
    if let AuthRuleVerb::Create(if_exists) = command.verb {
        replace_conflict("auth rule", &command.name, if_exists, command.place, findings);
        if if_exists == IfExists::Conflict {
            return;
        }
    }
    match expression {
        Some(expression) => check_condition(expression, findings),
        None if matches!(command.verb, AuthRuleVerb::Create(_)) => {
            findings.report(SemanticError::MissingCondition, command.place);
        }
        None => {}
    }
}

/// Functions that conditions may call, in lower case and in order, so that they can be searched.
const ALLOWED: &[&str] = &[
    "abac.native.user_tags",
    "abac.oidc.user_attribute",
    "abs",
    "btrim",
    "ceil",
    "char_length",
    "character_length",
    "coalesce",
    "date",
    "date.transaction",
    "date.truncate",
    "datetime",
    "datetime.fromepoch",
    "datetime.fromepochmillis",
    "datetime.transaction",
    "datetime.truncate",
    "duration",
    "duration.between",
    "duration.indays",
    "duration.inmonths",
    "duration.inseconds",
    "floor",
    "head",
    "isempty",
    "isnan",
    "last",
    "left",
    "localdatetime",
    "localdatetime.transaction",
    "localdatetime.truncate",
    "localtime",
    "localtime.transaction",
    "localtime.truncate",
    "lower",
    "ltrim",
    "nullif",
    "range",
    "reduce",
    "replace",
    "reverse",
    "right",
    "round",
    "rtrim",
    "sign",
    "size",
    "split",
    "substring",
    "tail",
    "time",
    "time.transaction",
    "time.truncate",
    "toboolean",
    "tobooleanlist",
    "tobooleanornull",
    "tofloat",
    "tofloatlist",
    "tofloatornull",
    "tointeger",
    "tointegerlist",
    "tointegerornull",
    "tolower",
    "tostring",
    "tostringlist",
    "tostringornull",
    "toupper",
    "trim",
    "upper",
    "vector",
];

/// Functions that give the current time when nothing else is asked for.
const INSTANTS: &[&str] = &["date", "datetime", "localdatetime", "localtime", "time"];

fn check_condition(condition: &Expr, findings: &mut Findings<'_>) {
    walk::each(condition, &mut |expr| match &expr.kind {
        ExprKind::Param(param) => {
            findings
                .report(SemanticError::ConditionInput(format!("${}", param.name.value)), expr.span);
        }
        ExprKind::Subquery(..) | ExprKind::Pattern(_) | ExprKind::PatternComprehension(_) => {
            findings.report(SemanticError::ConditionSubquery, expr.span);
        }
        ExprKind::Normalize(..) => {
            findings.report(SemanticError::ConditionFunction("normalize".to_owned()), expr.span);
        }
        ExprKind::CountStar if findings.applies(Difference::CountStarInCondition) => {
            findings.report(SemanticError::ConditionFunction("count".to_owned()), expr.span);
        }
        ExprKind::Call(call) => check_call(expr, call, findings),
        _ => {}
    });
    if findings.applies(Difference::VariableInCondition)
        && let Some(variable) = walk::free_variable(condition)
        && let ExprKind::Variable(name) = &variable.kind
    {
        let error = SemanticError::UndefinedVariable(name.value.to_string());
        findings.report(error, variable.span);
    }
}

fn check_call(expr: &Expr, call: &Call, findings: &mut Findings<'_>) {
    let name = call.name.value.as_str();
    let lower = name.to_ascii_lowercase();
    if ALLOWED.binary_search(&lower.as_str()).is_err() {
        let shown = if lower == "timestamp" { "datetime" } else { name };
        findings.report(SemanticError::ConditionFunction(shown.to_owned()), expr.span);
        return;
    }
    if INSTANTS.contains(&lower.as_str()) {
        match call.arguments.as_slice() {
            [] => findings.report(SemanticError::ConditionFunction(name.to_owned()), expr.span),
            [Expr { kind: ExprKind::Map(entries), .. }] => {
                if let [(key, zone)] = entries.as_slice()
                    && key.value.eq_ignore_ascii_case("timezone")
                {
                    let zone = match &zone.kind {
                        ExprKind::Literal(Literal::String(_)) => zone.to_text(Quotes::Single),
                        _ => String::new(),
                    };
                    let error = SemanticError::ConditionCurrentTime {
                        input: expr.to_text(Quotes::Single),
                        replacement: format!("{name}.transaction({zone})"),
                    };
                    findings.report(error, expr.span);
                }
            }
            _ => {}
        }
    }
    attribute_arguments(expr, call, &lower, findings);
}

/// The functions that only conditions have: their argument counts are told in words of their own.
fn attribute_arguments(expr: &Expr, call: &Call, lower: &str, findings: &mut Findings<'_>) {
    let (parameters, result, expected) = match lower {
        "abac.oidc.user_attribute" => ("attributeKey :: STRING", "ANY", 1),
        "abac.native.user_tags" => ("", "LIST<STRING>", 0),
        _ => return,
    };
    let got = call.arguments.len();
    if got == expected {
        if let [argument] = call.arguments.as_slice() {
            attribute_key(argument, findings);
        }
        return;
    }
    let given: Vec<_> = call
        .arguments
        .iter()
        .map(|argument| match &argument.kind {
            ExprKind::Literal(Literal::String(text)) => text.clone(),
            _ => argument.to_string(),
        })
        .collect();
    let name = call.name.value.to_string();
    let error = SemanticError::ArgumentCount {
        expected,
        got,
        signature: format!("{name}({parameters}) :: {result}"),
        name,
        given: given.join(", "),
    };
    findings.report(error, expr.span);
}

/// The key is a string. Of what is not a literal the type is not known.
fn attribute_key(argument: &Expr, findings: &mut Findings<'_>) {
    let actual = match &argument.kind {
        ExprKind::Literal(Literal::Integer(_)) => "Integer",
        ExprKind::Literal(Literal::Float(_) | Literal::NaN) => "Float",
        ExprKind::Literal(Literal::Boolean(_)) => "Boolean",
        ExprKind::Map(_) => "Map",
        _ => return,
    };
    let error =
        SemanticError::TypeMismatch { expected: "String".to_owned(), actual: actual.to_owned() };
    findings.report(error, argument.span);
}
