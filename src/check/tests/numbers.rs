use super::super::check_text;
use super::{In, In::*, Judge};
use crate::ast::CypherVersion;

/// Statements with all errors, `text@offset` each.
#[test]
#[rustfmt::skip]
fn bad_numbers_are_seen_where_the_front_end_looks() {
    const BAD: &str = "invalid literal number";
    const LARGE: &str = "integer is too large";
    type Row = (&'static str, In, &'static [(usize, &'static str)]);
    let table: &[Row] = &[
        ("SHOW USERS WHERE foo OR 1a", Both, &[(17, "Variable `foo` not defined"), (24, "Type mismatch: expected Boolean but was Integer"), (24, BAD)]),
        ("SHOW USERS YIELD user SKIP -1a LIMIT 99999999999999999999", Both, &[(27, BAD), (37, LARGE)]),
        ("SHOW USERS YIELD user RETURN user SKIP 1e999", Both, &[(39, "Invalid input. '1e999' is not a valid value. Must be a non-negative integer."), (39, "Type mismatch: expected Integer but was Float"), (39, "floating point number is too large")]),
        ("SHOW USERS YIELD user RETURN 1e2a, 1e1_, 1.5f, .5d, 1_000, 0x1_f, 0e5", Both, &[]),
        ("SHOW USERS YIELD user RETURN 1.5__0, 1e_5, 1.5_, 1d", Both, &[(29, BAD), (37, BAD), (43, BAD), (49, BAD)]),
        ("SHOW USERS YIELD user RETURN 017", Cypher5, &[(29, "The octal integer literal syntax `017` is no longer supported, please use `0o17` instead")]),
        ("SHOW USERS YIELD user RETURN 09", Cypher5, &[(29, BAD)]),
        ("SHOW USERS YIELD user RETURN 017", Cypher25, &[(29, "Invalid input '017': expected an expression, '*', 'ALL' or 'DISTINCT'")]),
        ("GRANT READ {*} ON GRAPH * FOR (n) WHERE n.a = 1a TO x", Both, &[(46, BAD)]),
        ("DROP DATABASE foo WAIT 1a", Both, &[(23, BAD)]),
        ("CREATE DATABASE foo WAIT 017", Both, &[(25, "Invalid input '017': expected <EOF> or an integer value")]),
        ("CREATE DATABASE foo DEFAULT LANGUAGE CYPHER 25a", Both, &[(44, "Invalid Cypher version '25a'. Valid Cypher versions are: 5, 25")]),
        ("CREATE DATABASE foo TOPOLOGY 1a PRIMARY 0 PRIMARY", Both, &[]),
        ("CREATE DATABASE foo OPTIONS {a: 1a}", Both, &[]),
        ("ALTER DATABASE foo SET OPTION a 99999999999999999999", Both, &[]),
        ("CREATE AUTH RULE x SET CONDITION 1a = 1", Cypher25, &[]),
    ];
    for (statement, versions, expected) in table {
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            if matches!((versions, version), (Cypher5, CypherVersion::Cypher25) | (Cypher25, CypherVersion::Cypher5)) {
                continue;
            }
            let errors = check_text(statement, version, Judge::FrontEnd).errors;
            let found: Vec<_> = errors.iter().map(|error| (error.span.map_or(0, |span| span.range().start), error.to_string())).collect();
            let expected: Vec<_> = expected.iter().map(|(at, text)| (*at, (*text).to_owned())).collect();
            assert_eq!(found, expected, "{version:?} {statement}");
            let is_run = check_text(statement, version, Judge::Server).errors.is_empty();
            let is_good = statement.contains("1e2a");
            assert_eq!(is_run, is_good, "a server takes no bad number: {statement}");
        }
    }
}
