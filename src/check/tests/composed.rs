//! `SHOW` and `TERMINATE` among other clauses: what is judged, and where judging ends.

use crate::ast::CypherVersion::{self, Cypher25};
use crate::check::{Judge, check_text};
use crate::parser::StatementKind;
use crate::text::utf16_offset;

/// What is said of a text: nothing of a data query.
fn said(text: &str, version: CypherVersion) -> Option<(usize, String)> {
    let verdict = check_text(text, version, Judge::FrontEnd);
    assert_eq!(verdict.kind, StatementKind::Administration, "{text}");
    let first = verdict.errors.first()?;
    let start = first.span.map_or(0, |span| span.range().start);
    Some((utf16_offset(text, start), first.to_string()))
}

/// Statements with the first error that Neo4j's front end reports in Cypher 25. An empty text stands for a good one.
#[test]
#[rustfmt::skip]
fn clauses_that_are_known_are_judged() {
    for (text, offset, message) in [
        ("SHOW FUNCTIONS YIELD name ORDER BY count(*) RETURN name", 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW FUNCTIONS YIELD name WHERE count(*) = 1 RETURN bar", 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW FUNCTIONS YIELD nam ORDER BY count(*) RETURN name", 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW FUNCTIONS YIELD name ORDER BY max(name) RETURN bar", 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW FUNCTIONS YIELD name ORDER BY max(foo) RETURN bar", 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW FUNCTIONS YIELD name ORDER BY name, count(*) SKIP 1 RETURN bar", 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES YIELD name ORDER BY count(*) RETURN bar", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES RETURN x", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES RETURN 1 AS x, 2 AS x", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES RETURN 'a' + true", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES RETURN count(count(*))", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES RETURN name LIMIT -1", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES WHERE foo RETURN name", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES WHERE name RETURN name", 0, "When combining `SHOW DATABASES` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW DATABASES YIELD name RETURN name RETURN name", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name MATCH (n) RETURN n", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name ORDER BY name LIMIT 1 WITH 1 AS x RETURN x", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN nam MATCH (n) RETURN n", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name SHOW DATABASES YIELD name RETURN name", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name FINISH", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name WITH name", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name UNWIND [1] AS x", 26, "RETURN can only be used at the end of the query."),
        ("RETURN 1 AS x SHOW FUNCTIONS YIELD name AS x RETURN x", 0, "RETURN can only be used at the end of the query."),
        ("RETURN 1 SHOW DATABASES YIELD name RETURN name", 0, "RETURN can only be used at the end of the query."),
        ("RETURN 1 AS x SHOW DATABASES", 0, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name RETURN name RETURN name foo", 26, "RETURN can only be used at the end of the query."),
        ("SHOW DATABASES YIELD name SHOW DATABASES YIELD name RETURN name", 47, "Variable `name` already declared"),
        ("SHOW DATABASES YIELD name UNWIND [name] AS name RETURN name", 43, "Variable `name` already declared"),
        ("SHOW DATABASES YIELD name LET name = 1 RETURN name", 30, "Variable `name` already declared"),
        ("SHOW FUNCTIONS YIELD name WITH name SHOW PROCEDURES YIELD name RETURN name", 58, "Variable `name` already declared"),
        ("WITH 1 AS x SHOW FUNCTIONS YIELD name AS x RETURN x", 41, "Variable `x` already declared"),
        ("SHOW DATABASES YIELD name AS a SHOW DATABASES YIELD name RETURN name, a", 0, ""),
        ("SHOW DATABASES YIELD name LIMIT 1 SKIP 1 RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name LIMIT 1 LIMIT 2 RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name LIMIT 1 + 1 RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name WHERE true ORDER BY name SKIP 1 LIMIT 1 RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name WITH * RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name WITH *, 1 AS x RETURN name, x", 0, ""),
        ("SHOW DATABASES YIELD name, type WITH name ORDER BY type RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name, type WITH name WHERE type = 'x' RETURN name", 0, ""),
        ("SHOW DATABASES YIELD name WITH name AS x SHOW DATABASES YIELD name RETURN x, name", 0, ""),
        ("SHOW DATABASES YIELD name UNWIND name AS x RETURN x", 0, ""),
        ("SHOW DATABASES YIELD name UNWIND 1 AS x RETURN x", 0, ""),
        ("SHOW DATABASES YIELD name FILTER WHERE name = 'x' RETURN name", 0, ""),
        ("TERMINATE TRANSACTION 'x' YIELD message FINISH", 0, ""),
        ("SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTION id YIELD message RETURN message", 0, ""),
        ("SHOW TRANSACTIONS YIELD transactionId TERMINATE TRANSACTION transactionId YIELD message RETURN message", 0, ""),
        ("SHOW DATABASES YIELD name WHERE name = 'x' ORDER BY name", 43, "Query cannot conclude with ORDER BY (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name SKIP 1 ORDER BY name", 33, "Query cannot conclude with ORDER BY (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTION id YIELD message WHERE true ORDER BY id", 94, "Query cannot conclude with ORDER BY (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name WHERE true ORDER BY name LIMIT 1", 37, "Query cannot conclude with ORDER BY (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name WHERE name = 'x' LIMIT 1", 43, "Query cannot conclude with LIMIT (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name ORDER BY name LIMIT $x", 40, "Query cannot conclude with LIMIT (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name LIMIT $x", 26, "Query cannot conclude with LIMIT (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name WHERE name = 'x' SKIP 1", 43, "Query cannot conclude with SKIP (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name LIMIT 1 SKIP 1", 34, "Query cannot conclude with SKIP (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name SKIP $x", 26, "Query cannot conclude with SKIP (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name WITH name, 1 AS x WHERE name = y RETURN x", 57, "Variable `y` not defined"),
        ("SHOW DATABASES YIELD name WITH name ORDER BY foo RETURN a", 45, "Variable `foo` not defined"),
        ("SHOW DATABASES YIELD name UNWIND [name] AS x RETURN y", 52, "Variable `y` not defined"),
        ("SHOW DATABASES YIELD name UNWIND foo AS x RETURN x", 33, "Variable `foo` not defined"),
        ("SHOW DATABASES YIELD name FILTER foo RETURN name", 33, "Variable `foo` not defined"),
        ("SHOW DATABASES YIELD name LET x = name, y = x RETURN y", 44, "Variable `x` not defined"),
        ("SHOW DATABASES YIELD name LET x = name, y = foo RETURN y", 44, "Variable `foo` not defined"),
        ("UNWIND [1] AS x SHOW DATABASES YIELD name WHERE name = y RETURN name", 55, "Variable `y` not defined"),
        ("SHOW SETTINGS x YIELD name WITH name RETURN name", 14, "Variable `x` not defined"),
        ("SHOW DATABASES YIELD name WITH name SHOW SETTINGS foo YIELD value RETURN value", 50, "Variable `foo` not defined"),
        ("SHOW FUNCTIONS YIELD name WITH collect(name) AS n RETURN n, name", 60, "Variable `name` not defined"),
        ("LET x = 1 SHOW FUNCTIONS YIELD name RETURN x, name, y", 52, "Variable `y` not defined"),
        ("SHOW DATABASES YIELD name WITH name AS x RETURN name", 48, "Variable `name` not defined"),
        ("WITH 1 AS x SHOW DATABASES YIELD name RETURN y", 45, "Variable `y` not defined"),
        ("SHOW DATABASES YIELD name WITH name, 1 RETURN name", 37, "Expression in WITH must be aliased (use AS)"),
        ("SHOW DATABASES YIELD name WITH 1 RETURN name", 31, "Expression in WITH must be aliased (use AS)"),
        ("SHOW DATABASES YIELD name WITH toUpper(name) RETURN name", 31, "Expression in WITH must be aliased (use AS)"),
        ("SHOW DATABASES YIELD name WITH name AS a, name AS a RETURN a", 50, "Multiple result columns with the same name are not supported"),
        ("SHOW DATABASES YIELD name LET x = 1, x = 2 RETURN x", 37, "Multiple result columns with the same name are not supported"),
        ("SHOW DATABASES YIELD name, type WITH DISTINCT name ORDER BY type RETURN name", 60, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: type"),
        ("SHOW DATABASES YIELD name, type WITH name, count(*) AS c ORDER BY type RETURN name", 66, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: type"),
        ("SHOW DATABASES YIELD name WITH name", 26, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTION id YIELD message WITH message", 83, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW FUNCTIONS NEXT RETURN 1", 0, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW FUNCTIONS NEXT SHOW FUNCTIONS", 0, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("LIMIT 1 SHOW FUNCTIONS", 8, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("LET x = 1 SHOW FUNCTIONS", 10, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("FILTER true SHOW FUNCTIONS", 12, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name LIMIT 1 + 1 SHOW FUNCTIONS", 38, "Query cannot conclude with WITH (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name WITH name AS x SHOW DATABASES", 41, "Query cannot conclude with SHOW DATABASES (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name WITH name AS x SHOW DATABASES YIELD name", 56, "Query cannot conclude with YIELD (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW TRANSACTIONS YIELD transactionId AS id WITH id TERMINATE TRANSACTION id YIELD *", 77, "Query cannot conclude with YIELD (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("UNWIND [1] AS x SHOW DATABASES YIELD name", 31, "Query cannot conclude with YIELD (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name UNION SHOW DATABASES YIELD name", 15, "Query cannot conclude with YIELD (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name NEXT RETURN name", 15, "Query cannot conclude with YIELD (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name LIMIT 1 + 1 SHOW FUNCTIONS YIELD name AS n", 53, "Query cannot conclude with YIELD (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name UNWIND [1] AS x", 26, "Query cannot conclude with UNWIND (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name UNWIND [1] AS x RETURN x + true", 53, "Type mismatch: expected Float, Integer, String or List<T> but was Boolean"),
        ("SHOW DATABASES YIELD name UNWIND ['a'] AS x RETURN -x", 52, "Type mismatch: expected Float or Integer but was String"),
        ("SHOW DATABASES YIELD name UNWIND count(*) AS x RETURN x", 33, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW DATABASES YIELD name LET x = count(*) RETURN x", 34, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW DATABASES YIELD name FILTER name = 'x'", 26, "Query cannot conclude with FILTER (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name FILTER count(*) = 1 RETURN name", 42, "Illegal aggregation expression(s) in order by: count(*) = 1. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW DATABASES YIELD name LET x = 1", 26, "Query cannot conclude with LET (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name FINISH RETURN name", 26, "FINISH can only be used at the end of the query."),
        ("FINISH SHOW FUNCTIONS", 0, "FINISH can only be used at the end of the query."),
        ("SHOW TRANSACTIONS YIELD transactionId AS id WITH id TERMINATE TRANSACTION id", 52, "Query cannot conclude with TERMINATE TRANSACTIONS (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("UNWIND ['a'] AS id TERMINATE TRANSACTION id", 19, "Query cannot conclude with TERMINATE TRANSACTIONS (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTION id YIELD message", 75, "When combining show and/or terminate commands, `RETURN` isn't optional."),
        ("SHOW SETTINGS 'x' UNION SHOW SETTINGS 'x'", 0, "Query cannot conclude with SHOW SETTINGS (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW SETTINGS 'x' UNION SHOW SETTINGS 'x' YIELD nam RETURN name", 0, "Query cannot conclude with SHOW SETTINGS (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW FUNCTIONS UNION ALL SHOW FUNCTIONS", 0, "Query cannot conclude with SHOW FUNCTIONS (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."),
        ("SHOW DATABASES YIELD name RETURN name LIMIT 1 SKIP 1", 26, "42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`."),
        ("SHOW DATABASES YIELD name RETURN name LIMIT 1 ORDER BY name", 26, "42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`."),
        ("SHOW DATABASES YIELD name RETURN name SKIP 1 ORDER BY name", 26, "42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`."),
        ("SHOW DATABASES YIELD name RETURN name LIMIT 1 LIMIT 1", 26, "42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`."),
        ("SHOW DATABASES YIELD name RETURN name ORDER BY name ORDER BY name", 26, "42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`."),
        ("SHOW DATABASES YIELD name RETURN name AS n ORDER BY n LIMIT 1 ORDER BY n", 26, "42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`."),
        ("SHOW FUNCTIONS YIELD name WITH collect(name) AS n, size(name) AS s, count(*) + size(name) AS t RETURN n", 84, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): name"),
        ("SHOW FUNCTIONS YIELD name WITH name AS n WHERE n RETURN n", 47, "Type mismatch: expected Boolean but was String"),
        ("SHOW FUNCTIONS YIELD name UNWIND ['a'] AS n FILTER NOT n RETURN n", 55, "Type mismatch: expected Boolean but was String"),
        ("SHOW FUNCTIONS YIELD name WITH 1 AS n WHERE n RETURN n", 44, "Type mismatch: expected Boolean but was Integer"),
    ] {
        let expected = (!message.is_empty()).then(|| (offset, message.to_owned()));
        assert_eq!(said(text, Cypher25), expected, "{text}");
    }
}

#[test]
fn a_query_whose_first_error_may_lie_in_a_data_clause_is_left_alone() {
    for text in [
        "SHOW DATABASES YIELD name, name MATCH (n) RETURN n",
        "SHOW DATABASES YIELD name SHOW INDEXES YIELD name AS n RETURN n",
        "SHOW DATABASES YIELD name SHOW INDEXES YIELD nam AS n RETURN n",
        "SHOW DATABASES YIELD name SHOW INDEXES",
        "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTION id YIELD message CREATE (n)",
        "SHOW TRANSACTIONS YIELD transactionId AS id CALL { RETURN 1 AS y } TERMINATE TRANSACTION id YIELD message",
        "SHOW TRANSACTIONS YIELD transactionId AS id CREATE (n) SHOW DATABASES YIELD name",
        "SHOW TRANSACTIONS YIELD transactionId AS id RETURN id UNION SHOW DATABASES YIELD name RETURN name AS id",
        "SHOW TRANSACTIONS YIELD transactionId AS id RETURN id UNION SHOW DATABASES YIELD name RETURN name",
        "SHOW TRANSACTIONS YIELD transactionId AS id RETURN id UNION SHOW DATABASES",
        "SHOW FUNCTIONS YIELD name RETURN name NEXT SHOW FUNCTIONS",
        "SHOW FUNCTIONS YIELD name RETURN name NEXT SHOW FUNCTIONS YIELD name AS n RETURN n, name",
        "{ SHOW FUNCTIONS }",
        "{ SHOW FUNCTIONS YIELD name RETURN foo }",
    ] {
        let verdict = check_text(text, Cypher25, Judge::FrontEnd);
        assert_eq!((verdict.kind, verdict.errors), (StatementKind::Query, Vec::new()), "{text}");
    }
}

#[test]
fn a_server_refuses_to_compose_what_its_front_end_refuses() {
    let verdict = check_text("SHOW DATABASES MATCH (n) RETURN n", Cypher25, Judge::Server);
    let first = verdict.errors.first().map(ToString::to_string).unwrap_or_default();
    assert!(first.ends_with("`YIELD` is mandatory."), "{first}");
}
