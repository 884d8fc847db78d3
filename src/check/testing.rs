//! Tables of tests: what Neo4j's front end says.

use super::{Judge, check_statement};
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

/// Checks a table of statements with the offset and the text of the first error. An empty text
/// stands for a good statement.
pub(super) fn assert_first_errors(table: &[(&str, In, usize, &str)]) {
    let mut wrong = Vec::new();
    for (statement, versions, offset, text) in table {
        let versions = match versions {
            Both => &[CypherVersion::Cypher5, CypherVersion::Cypher25][..],
            Cypher5 => &[CypherVersion::Cypher5],
            Cypher25 => &[CypherVersion::Cypher25],
        };
        for version in versions {
            let expected = (!text.is_empty()).then(|| (*offset, (*text).to_owned()));
            let found = first_error(statement, *version, Judge::FrontEnd);
            if found != expected {
                wrong.push(format!(
                    "{version:?} {statement}\n  expected {expected:?}\n  found    {found:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
