//! From what pest or a builder refuses to the error that Neo4j reports.

use super::expected;
use super::kind::{StatementKind, kind_of};
use super::prefix::prefix;
use crate::ast::CypherVersion;
use crate::status::{Error, ErrorKind};
use crate::text::Span;
use cypher_admin_grammar::Rule;
use pest::error::{ErrorVariant, InputLocation};

/// The error for a statement that the grammar does not know.
pub(super) fn in_statement(
    text: &str,
    version: CypherVersion,
    error: &pest::error::Error<Rule>,
) -> Error {
    match place(error) {
        Ok(at) => invalid_input(text, version, at),
        Err(error) => error,
    }
}

/// The error for an expression that stands alone. Neo4j has no words for these.
pub(super) fn in_expression(text: &str, error: &pest::error::Error<Rule>) -> Error {
    match place(error) {
        Ok(at) => bare(text, at),
        Err(error) => error,
    }
}

/// Where pest gave up; an error of our own when it was a bound that stopped it.
fn place(error: &pest::error::Error<Rule>) -> Result<usize, Error> {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match &error.variant {
        ErrorVariant::CustomError { message } if message.contains("limit") => {
            Err(super::limits::nesting_error(Span::new(at, at)))
        }
        _ => Ok(at),
    }
}

/// The error for text that is no statement of ours either: only its place is of use.
pub(super) fn of_extension(text: &str, error: &pest::error::Error<Rule>) -> Error {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => bare(text, at),
    }
}

/// The longest text whose first syntax error is searched for the way Neo4j does it.
// DIFFERS: that search costs more than its length, so an error of a longer statement has only its
// token, without the list of what was expected.
pub(super) const SEARCHED_BYTES: usize = 32 << 10;

/// The error for a text whose syntax is wrong: Neo4j's words and place. Byte `at` is where we saw it.
pub(super) fn invalid_input(text: &str, version: CypherVersion, at: usize) -> Error {
    let is_query = || kind_of(text) == StatementKind::Query;
    if text.len() > SEARCHED_BYTES {
        return is_query().then(|| data_query(text)).flatten().unwrap_or_else(|| bare(text, at));
    }
    find(text, version).unwrap_or_else(|| data_query(text).unwrap_or_else(|| bare(text, at)))
}

/// The refusal of what Neo4j's parser takes and this program does not execute.
fn data_query(text: &str) -> Option<Error> {
    let prefix = prefix(text);
    let is_query = kind_of(text) == StatementKind::Query;
    // In Cypher 25 some SHOW commands are clauses among others.
    let is_composed = || {
        let first = text.get(prefix.end..)?.trim_start().get(..4)?;
        ["show", "term", "use "].iter().any(|word| first.eq_ignore_ascii_case(word)).then_some(())
    };
    if !is_query && is_composed().is_none() {
        return None;
    }
    let span = Span::new(prefix.end, text.trim_end().len());
    Some(Error::at(ErrorKind::DataQuery, span).with_help(if is_query {
        "Users, roles, privileges, databases, aliases, servers, settings and transactions are administered here; \
         send queries for nodes and relationships, indexes and constraints to a database."
    } else {
        "A SHOW command is executed here on its own; send it to a database when other clauses follow."
    }))
}

/// The first syntax error of a text, its prefix apart; none is searched for in very long ones.
pub(super) fn find(text: &str, version: CypherVersion) -> Option<Error> {
    if text.len() > SEARCHED_BYTES {
        return None;
    }
    let prefix = prefix(text);
    let version = prefix.version.unwrap_or(version);
    let found = expected::syntax_error(text.get(prefix.end..)?, version)?;
    let span = found.span.range();
    let span = Span::new(prefix.end + span.start, prefix.end + span.end);
    Some(Error::at(ErrorKind::Syntax(found.message), span))
}

/// The same without the expected set, for text that only we refuse.
fn bare(text: &str, at: usize) -> Error {
    let rest = text.get(at..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let rest = rest.trim_start();
    let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    let token = rest.get(..length).unwrap_or_default();
    Error::at(
        ErrorKind::Syntax(format!("Invalid input '{token}'")),
        Span::new(at + blank, at + blank + length),
    )
}
