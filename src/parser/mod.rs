//! L3: text to [`ast`](crate::ast). Syntax only: no name is looked up here.
//!
//! The grammar is `grammar/*.pest`, one superset of Cypher 5 and 25. `build/` turns its pairs into
//! trees and refuses what the asked version does not have. pest's types stay inside this module.

mod beginning;
mod build;
mod characters;
mod deferred;
mod escapes;
mod expected;
mod half_read;
mod help;
mod kind;
mod limits;
mod mask;
mod mend;
mod parts;
mod prefix;
mod recovery;
mod scan;
mod shapes;
mod split;
mod syntax_error;
mod tail;

pub use beginning::{Beginning, HalfName, broken_page, is_undecided, mended, parse_beginning};
pub use deferred::{Deferred, Seen};
pub use escapes::{BadEscape, Resolved, resolve_escapes};
pub use expected::{Expected, NameKind, expected_after, expected_after_extended};
pub use half_read::{HalfRead, Lost};
pub use help::{as_server_says, syntax_help};
pub use kind::{StatementKind, kind_of};
pub use limits::{MAX_NESTING, MAX_STATEMENT_BYTES};
pub use mask::{MASK, Masked, mask_secrets};
pub use parts::{Part, PartKind, parts};
pub use prefix::{behind_use, is_explained, parameter_names, place_behind_use, prefix_end};
pub use scan::{Piece, PieceKind, scan};
pub use shapes::Shapes;
pub use split::{Item, ItemKind, Items, SplitError, Splitter, split};
pub use tail::BrokenPage;

use crate::ast::{Composed, CypherVersion, Expr, Extension, Statement};
use crate::status::Error;
use crate::text::Span;
pub use cypher_admin_grammar::keywords;
use cypher_admin_grammar::{CypherParser, Parser as _, Rule};

/// Parses one statement, with or without its final `;`.
///
/// `version` is the language when the text has no `CYPHER 5` or `CYPHER 25` prefix.
///
/// # Errors
/// A syntax error in Neo4j's words, with its place; or one of our own bounds on length and nesting.
pub fn parse_statement(text: &str, version: CypherVersion) -> Result<Statement, Error> {
    let (statement, deferred) = parse_deferring(text, version)?;
    deferred.into_iter().next().map_or(Ok(statement), |deferred| Err(deferred.error))
}

/// As [`parse_statement`], with the errors of bad numbers beside the tree: for the front end's judgement, which
/// does not see all of them.
///
/// # Errors
/// As [`parse_statement`].
pub fn parse_deferring(
    text: &str,
    version: CypherVersion,
) -> Result<(Statement, Vec<Deferred>), Error> {
    limits::check(text)?;
    let read = characters::as_grammar_reads(text, version);
    limits::with_stack(&read, || match CypherParser::parse(Rule::statement, &read) {
        Ok(pairs) => match odd_error(text, version) {
            Some(error) => Err(error),
            None => build::statement(pairs, text, version),
        },
        Err(error) => Err(syntax_error::in_statement(text, version, &error)),
    })
}

/// The characters of names without backticks that Cypher 5 warns of, each once a name, with the place of the name.
#[must_use]
pub fn old_name_characters(text: &str) -> Vec<(Span, char)> {
    if characters::may_be_old(text) { expected::old_name_characters(text) } else { Vec::new() }
}

/// The error of a text that the grammar takes, where characters in it mean something else in this version.
fn odd_error(text: &str, version: CypherVersion) -> Option<Error> {
    if characters::are_odd(text) { syntax_error::find(text, version) } else { None }
}

/// Parses the beginning of a query that has `SHOW` or `TERMINATE` among its clauses, up to the first clause that
/// only databases with nodes and relationships know. None where that is the first clause, or no command is in front
/// of it; only Cypher 25 composes. The text is one that [`parse_statement`] has taken for a query.
///
/// # Errors
/// What only shows when the tree is built, as in [`parse_statement`].
pub fn parse_composed(
    text: &str,
    version: CypherVersion,
) -> Option<Result<(Composed, Vec<Deferred>), Error>> {
    let has_command = || {
        scan(text).any(|piece| {
            ["SHOW", "TERMINATE"].iter().any(|word| piece.text.eq_ignore_ascii_case(word))
        })
    };
    let version = prefix::prefix(text).version.unwrap_or(version);
    if version != CypherVersion::Cypher25 || limits::check(text).is_err() || !has_command() {
        return None;
    }
    let read = characters::as_grammar_reads(text, version);
    limits::with_stack(&read, || {
        let pairs = CypherParser::parse(Rule::composed, &read).ok()?;
        match build::composed(pairs, text, version) {
            Ok((query, _)) if !query.has_command() => None,
            built => Some(built),
        }
    })
}

/// Parses one statement that Neo4j does not have, with or without its final `;`: for text that
/// [`parse_statement`] has refused, where extensions are on.
///
/// # Errors
/// A syntax error at the place where the text stops being one, in our words.
pub fn parse_extension(text: &str, version: CypherVersion) -> Result<Extension, Error> {
    limits::check(text)?;
    let front = prefix::prefix(text);
    let version = front.version.unwrap_or(version);
    // Blanks in its place keep every offset.
    let behind = text.get(front.end..).unwrap_or_default();
    let blanked = (front.end > 0).then(|| format!("{:1$}{behind}", "", front.end));
    let text = blanked.as_deref().unwrap_or(text);
    limits::with_stack(text, || match CypherParser::parse(Rule::extension, text) {
        Ok(pairs) => build::extension(pairs, text, version),
        Err(error) => Err(syntax_error::of_extension(text, &error)),
    })
}

/// Parses one expression, as it stands after `WHERE` or in a parameter's value.
///
/// # Errors
/// As [`parse_statement`].
pub fn parse_expression(text: &str, version: CypherVersion) -> Result<Expr, Error> {
    limits::check(text)?;
    limits::with_stack(text, || match CypherParser::parse(Rule::expression, text) {
        Ok(pairs) => build::expression(pairs, text, version),
        Err(error) => Err(syntax_error::in_expression(text, &error)),
    })
}

/// Judges the syntax of one statement, or of several with `;` between them, the way Neo4j's parser walks
/// through it, data queries included. Slower than [`parse_statement`] and without a tree.
///
/// # Errors
/// The first syntax error, in Neo4j's words.
pub fn check_syntax(text: &str, version: CypherVersion) -> Result<(), Error> {
    syntax_error::find(text, version).map_or(Ok(()), Err)
}
