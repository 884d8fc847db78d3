//! Helpers of this layer's tests: expressions as text, results as text.

use super::{Column, Env, Params, Row, Table, evaluate, run_tail};
use crate::ast::{Command, CypherVersion};
use crate::parser::{parse_expression, parse_statement};
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

/// Five users as a source: `name`, `roles`, `age`, and `secret`, which is not shown by default.
pub(super) fn users(composable: bool) -> Table {
    let user = |name: &str, roles: &[&str], age: Option<i64>, secret: &str| {
        vec![name.into(), roles.to_vec().into(), age.into(), secret.into()]
    };
    Table {
        columns: vec![
            Column::default("name"),
            Column::default("roles"),
            Column::default("age"),
            Column::verbose("secret"),
        ],
        rows: vec![
            user("carl", &["reader"], Some(40), "s3"),
            user("anna", &["admin", "reader"], Some(30), "s1"),
            user("bert", &[], None, "s2"),
            user("dora", &["reader"], Some(30), "s1"),
            user("emil", &["admin"], Some(20), "s2"),
        ],
        composable,
    }
}

/// The result of a tail over [`users`] as text: columns, then rows, or the error with its offset
/// from the tail's start.
pub(super) fn tail_result(tail: &str, composable: bool) -> String {
    const COMMAND: &str = "SHOW USERS ";
    let statement = format!("{COMMAND}{tail}");
    let show = match parse_statement(&statement, CypherVersion::Cypher25).map(|s| s.command) {
        Ok(Command::Show(show)) => show,
        other => return format!("no SHOW command: {other:?}"),
    };
    let params = params();
    let source = users(composable);
    match run_tail(&source, &show.tail, &env(&params)) {
        Ok(result) => {
            let row = |row: &Row| Value::List(row.clone()).to_string();
            let rows: Vec<_> = result.rows.iter().map(row).collect();
            format!("{}: {}", result.columns.join(", "), rows.join(" "))
        }
        Err(error) => {
            let at = error.span.map(|span| span.start as usize - COMMAND.len());
            format!("error @{}: {error}", at.map_or_else(|| "?".into(), |at| at.to_string()))
        }
    }
}

/// Checks a table of tails and results.
pub(super) fn check_tails(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(tail, expected)| (tail, expected, tail_result(tail, false)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(tail, expected, found)| format!("{tail}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
