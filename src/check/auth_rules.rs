//! Auth rules: which clauses, and what a condition may use.

use super::findings::Findings;
use super::judge::Difference;
use super::once::Once;
use super::roles::replace_conflict;
use super::walk;
use crate::ast::{
    AuthRuleSetItem, AuthRuleVerb, Call, Expr, ExprKind, Literal, Quotes, SetAuthRule,
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
                expression = Some(found);
            }
            AuthRuleSetItem::Enabled(_) => enabled.seen(set.place, findings),
        }
    }
    if let AuthRuleVerb::Create(if_exists) = command.verb {
        replace_conflict("auth rule", &command.name, if_exists, command.place, findings);
    }
    if findings.is_refused() {
        return;
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

#[cfg(test)]
mod tests {
    use crate::check::testing::*;

    #[test]
    fn conditions_and_what_they_may_use() {
        assert_first_errors(&[
            (
                "CREATE AUTH RULE r SET CONDITION $x",
                Cypher25,
                33,
                "42001\n22N05: Invalid input '$x' for auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION $`a b` = $1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input '$a b' for auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION rand() > 1 AND sqrt(2) > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'rand' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION RAND() > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'RAND' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date() > date('2025-01-01')",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'date' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION Date() > date('2025-01-01')",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'Date' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date({timezone: 'UTC'}) > 1",
                Cypher25,
                33,
                "42001\n42NAM: 'date({timezone: 'UTC'})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction('UTC')' instead.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION datetime({timezone: 'Europe/Berlin'}) > 1",
                Cypher25,
                33,
                "42001\n42NAM: 'datetime({timezone: 'Europe/Berlin'})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'datetime.transaction('Europe/Berlin')' instead.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date({TimeZone: 'UTC'}) > 1",
                Cypher25,
                33,
                "42001\n42NAM: 'date({TimeZone: 'UTC'})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction('UTC')' instead.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date({timezone: 1}) > 1",
                Cypher25,
                33,
                "42001\n42NAM: 'date({timezone: 1})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction()' instead.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date({timezone: x}) > 1",
                Cypher25,
                33,
                "42001\n42NAM: 'date({timezone: x})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction()' instead.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date({year: 2020, timezone: 'UTC'}) > 1",
                Cypher25,
                0,
                "",
            ),
            ("CREATE AUTH RULE r SET CONDITION date({year: 2020}) > 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION EXISTS { MATCH (n) }",
                Cypher25,
                33,
                "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION COUNT { MATCH (n) } > 1",
                Cypher25,
                33,
                "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION (n)-->()",
                Cypher25,
                33,
                "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION [(n)-->() | 1] = []",
                Cypher25,
                33,
                "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'.",
            ),
            ("CREATE AUTH RULE r SET CONDITION x = 1 AND count(*) = 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION count(x) = 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'count' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute() = 1",
                Cypher25,
                33,
                "Function call does not provide the required number of arguments: expected 1 got 0.\n\nFunction abac.oidc.user_attribute has signature: abac.oidc.user_attribute(attributeKey :: STRING) :: ANY\nmeaning that it expects 1 ",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute('a', 'b') = 1",
                Cypher25,
                33,
                "Function call does not provide the required number of arguments: expected 1 got 2.\n\nFunction abac.oidc.user_attribute has signature: abac.oidc.user_attribute(attributeKey :: STRING) :: ANY\nmeaning that it expects 1 a, b",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute(5) = 1",
                Cypher25,
                58,
                "Type mismatch: expected String but was Integer",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute(null) = 1",
                Cypher25,
                0,
                "",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute('a', 5, x) = 1",
                Cypher25,
                33,
                "Function call does not provide the required number of arguments: expected 1 got 3.\n\nFunction abac.oidc.user_attribute has signature: abac.oidc.user_attribute(attributeKey :: STRING) :: ANY\nmeaning that it expects 1 a, 5, x",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.native.user_tags(1) = 1",
                Cypher25,
                33,
                "Function call does not provide the required number of arguments: expected 0 got 1.\n\nFunction abac.native.user_tags has signature: abac.native.user_tags() :: LIST<STRING>\nmeaning that it expects 0 1",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION abac.native.user_tags('x', 2) = 1",
                Cypher25,
                33,
                "Function call does not provide the required number of arguments: expected 0 got 2.\n\nFunction abac.native.user_tags has signature: abac.native.user_tags() :: LIST<STRING>\nmeaning that it expects 0 x, 2",
            ),
            ("CREATE AUTH RULE r SET CONDITION abac.native.user_tags() = 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION ABAC.native.User_Tags(1) = 1",
                Cypher25,
                33,
                "Function call does not provide the required number of arguments: expected 0 got 1.\n\nFunction ABAC.native.User_Tags has signature: ABAC.native.User_Tags() :: LIST<STRING>\nmeaning that it expects 0 1",
            ),
            ("CREATE AUTH RULE r SET CONDITION 5", Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION 'x'", Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION 1 + true", Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION toUpper(1) = 'a'", Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION toUpper() = 'a'", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION timestamp() > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'datetime' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION normalize('a') = 'a'",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'normalize' for function in auth rule condition.",
            ),
            ("CREATE AUTH RULE r SET CONDITION size(DISTINCT 'a') = 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION exists(a.b)",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'exists' for function in auth rule condition.",
            ),
            ("CREATE AUTH RULE r SET CONDITION trim(BOTH 'a' FROM 'b') = 'b'", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION reduce(a = 1, x IN [1] | a + rand()) = 1",
                Cypher25,
                62,
                "42001\n22N05: Invalid input 'rand' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION all(x IN [1] WHERE x = $y)",
                Cypher25,
                56,
                "42001\n22N05: Invalid input '$y' for auth rule condition.",
            ),
            ("CREATE AUTH RULE r SET CONDITION any(x IN [1])", Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION a != b", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION localtime.realtime() > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'localtime.realtime' for function in auth rule condition.",
            ),
            ("CREATE AUTH RULE r SET CONDITION datetime.fromEpochMillis(1) > 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION apoc.foo(1) > 1 OR rand() > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'apoc.foo' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION `apoc`.`f oo`(1) > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'apoc.f oo' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date($x) > 1",
                Cypher25,
                38,
                "42001\n22N05: Invalid input '$x' for auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION date(rand()) > 1",
                Cypher25,
                38,
                "42001\n22N05: Invalid input 'rand' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION rand(date()) > 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'rand' for function in auth rule condition.",
            ),
            (
                "CREATE AUTH RULE r SET CONDITION allReduce(a = 1, x IN [1] | a + x, a < 3)",
                Cypher25,
                0,
                "",
            ),
            (r#"CREATE AUTH RULE r SET CONDITION s"abc{1}" = 'a'"#, Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION x{.a} = 1", Cypher25, 0, ""),
            ("CREATE AUTH RULE r SET CONDITION lower('a') = 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET CONDITION coll.sort([1]) = 1",
                Cypher25,
                33,
                "42001\n22N05: Invalid input 'coll.sort' for function in auth rule condition.",
            ),
            ("CREATE AUTH RULE r SET CONDITION roles[..] = 1", Cypher25, 0, ""),
            (
                "CREATE AUTH RULE r SET ENABLED true",
                Cypher25,
                0,
                "42001\n22N06: Invalid input. 'SET CONDITION' needs to be specified.",
            ),
            (
                "ALTER AUTH RULE r IF EXISTS SET CONDITION rand() > 1",
                Cypher25,
                42,
                "42001\n22N05: Invalid input 'rand' for function in auth rule condition.",
            ),
        ]);
    }

    #[test]
    fn clauses_of_auth_rules() {
        assert_first_errors(&[
            (
                "CREATE OR REPLACE AUTH RULE $x IF NOT EXISTS SET ENABLED true SET ENABLED false",
                Cypher25,
                0,
                "Failed to create the specified auth rule '$x': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE AUTH RULE x SET CONDITION true SET CONDITION false SET ENABLED true SET ENABLED false SET ENABLED false",
                Cypher25,
                38,
                "Duplicate SET CONDITION clause",
            ),
            ("ALTER AUTH RULE x SET ENABLED true", Cypher25, 0, ""),
            (
                "ALTER AUTH RULE x SET CONDITION 1 SET ENABLED true SET CONDITION $x",
                Cypher25,
                51,
                "Duplicate SET CONDITION clause",
            ),
        ]);
    }
}
