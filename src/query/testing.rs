//! Helpers of this layer's tests: expressions as text, results as text.

use super::{Env, Params, evaluate};
use crate::ast::CypherVersion;
use crate::parser::parse_expression;
use crate::value::{Value, parse_date_time};

/// Parameters that tests may use.
pub(super) fn params() -> Params {
    [
        ("x".into(), Value::Integer(7)),
        ("list".into(), vec!["a", "b"].into()),
        ("map".into(), Value::map([("k", 1_i64.into()), ("n", Value::Null)])),
    ]
    .into_iter()
    .collect()
}

/// A fixed clock.
pub(super) fn env(params: &Params) -> Env<'_> {
    let now = parse_date_time("2024-02-29T12:30:45.123456789Z").unwrap();
    Env::new(params, now, 42)
}

/// The value of an expression as literal, or its error.
pub(super) fn result_of(text: &str) -> String {
    let params = params();
    let env = env(&params);
    parse_expression(text, CypherVersion::Cypher25)
        .and_then(|expr| evaluate(&expr, &env))
        .map_or_else(|error| format!("error: {error}"), |value| value.to_string())
}

/// Checks a table of expressions and results.
pub(super) fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(text, expected)| (text, expected, result_of(text)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
