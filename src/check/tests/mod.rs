//! Tables of tests: statements with the first error that Neo4j's front end reports.

mod aggregation;
mod aliases;
mod auth_rules;
mod composed;
mod databases;
mod expressions;
mod graph_names;
mod half_read;
mod names;
mod numbers;
mod printed;
mod privileges;
mod property_rules;
mod roles;
mod show;
mod use_clause;
mod users;

use super::{Judge, check_statement, check_text};
use crate::ast::CypherVersion;
use crate::parser::parse_statement;
use crate::text::utf16_offset;

/// Both versions, or one of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum In {
    Both,
    Cypher5,
    Cypher25,
}
pub(super) use In::{Both, Cypher5, Cypher25};

/// The first error: offset in UTF-16 units and text. `None` for a good statement.
pub(super) fn first_error(
    statement: &str,
    version: CypherVersion,
    judge: Judge,
) -> Option<(usize, String)> {
    let parsed = match parse_statement(statement, version) {
        Ok(parsed) => parsed,
        Err(error) => panic!("{statement}: {error}"),
    };
    let errors = check_statement(&parsed, statement, version, judge, &mut Vec::new()).err()?;
    let error = errors.first()?;
    let start = error.span.map_or(0, |span| span.range().start);
    Some((utf16_offset(statement, start), error.to_string()))
}

/// The first error of a text that need not parse: its byte and text.
pub(super) fn first_error_of_text(
    statement: &str,
    version: CypherVersion,
) -> Option<(usize, String)> {
    let errors = check_text(statement, version, Judge::FrontEnd).errors;
    let error = errors.first()?;
    Some((error.span.map_or(0, |span| span.range().start), error.to_string()))
}

/// Checks a table of statements with the offset and the text of the first error. An empty text
/// stands for a good statement.
pub(super) fn assert_first_errors(table: &[(&str, In, usize, &str)]) {
    let find = |statement: &str, version| first_error(statement, version, Judge::FrontEnd);
    assert_table(table, find, |found, offset, text| {
        *found == (!text.is_empty()).then(|| (offset, text.to_owned()))
    });
}

/// Checks a table of texts that need not parse, with the place and the first words of the first error. No words stand
/// for a good text.
pub(super) fn assert_first_words(table: &[(&str, In, usize, &str)]) {
    assert_table(table, first_error_of_text, |found, offset, words| match found {
        None => words.is_empty(),
        Some((at, found)) => !words.is_empty() && *at == offset && found.starts_with(words),
    });
}

/// Finds the first error of each statement and has it compared with the offset and the text of the table.
pub(super) fn assert_table(
    table: &[(&str, In, usize, &str)],
    find: impl Fn(&str, CypherVersion) -> Option<(usize, String)>,
    is_right: impl Fn(&Option<(usize, String)>, usize, &str) -> bool,
) {
    let mut wrong = Vec::new();
    for (statement, versions, offset, text) in table {
        let versions = match versions {
            Both => &[CypherVersion::Cypher5, CypherVersion::Cypher25][..],
            Cypher5 => &[CypherVersion::Cypher5],
            Cypher25 => &[CypherVersion::Cypher25],
        };
        for version in versions {
            let found = find(statement, *version);
            if !is_right(&found, *offset, text) {
                wrong.push(format!(
                    "{version:?} {statement}\n  expected {offset} {text}\n  found    {found:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_server_and_its_front_end_differ_where_the_table_says() {
    let v25 = CypherVersion::Cypher25;
    for (statement, front_end, server) in [
        ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x > date() TO r", false, true),
        ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x.y = 1 TO r", true, false),
        ("CREATE AUTH RULE r SET CONDITION x = 1", true, false),
        ("CREATE AUTH RULE r SET CONDITION count(*) = 1", true, false),
        ("SHOW USERS WHERE count(*) = 1", true, false),
        ("SHOW USERS YIELD * WHERE EXISTS { MATCH (n) }", true, false),
        ("SHOW DATABASES WHERE EXISTS { MATCH (n) }", true, false),
        ("SHOW ALIASES FOR DATABASE YIELD credentials", false, true),
        ("SHOW SETTINGS YIELD name WHERE foo = {a: (name)}", true, false),
        ("SHOW SETTINGS YIELD name RETURN CASE 1 WHEN 1 THEN {a: foo} END", true, false),
        ("SHOW SETTINGS YIELD name ORDER BY {a: 1} = count(*)", true, false),
    ] {
        for (judge, expected) in [(Judge::FrontEnd, front_end), (Judge::Server, server)] {
            let error = first_error(statement, v25, judge);
            assert_eq!(error.is_none(), expected, "{judge:?} {statement}: {error:?}");
        }
    }
}

#[test]
fn deprecations_are_remarks() {
    let statement = "DROP DATABASE `a`.`b`";
    let parsed = parse_statement(statement, CypherVersion::Cypher5).unwrap();
    let mut remarks = Vec::new();
    let judge = Judge::Server;
    check_statement(&parsed, statement, CypherVersion::Cypher5, judge, &mut remarks).unwrap();
    let texts: Vec<_> = remarks.iter().map(|remark| remark.description.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Graph references with separately backticked name parts (`a`.`b`) are deprecated. In future Cypher versions, use parameters or backtick the entire name (`a.b`)."
        ]
    );
}
