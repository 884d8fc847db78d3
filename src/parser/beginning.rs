//! The beginning of a statement that does not parse, as far as it makes a statement of its own.
//!
//! Neo4j's front end goes on after a syntax error: what its parser had read by then is analysed too, and an error of
//! meaning in it comes first. A server reports the syntax error alone.

use super::kind::{StatementKind, kind_of};
use super::recovery::{self, Completion};
use super::scan::{Piece, PieceKind, scan};
use super::{Deferred, build, limits};
use crate::ast::{CypherVersion, Statement};
use crate::status::Error;
use crate::text::Span;
use cypher_admin_grammar::{CypherParser, Parser as _, Rule};

/// What completes a command that ends too early: its first words, and a clause that says nothing by itself.
const COMPLETIONS: [(&[&str], &str); 9] = [
    (&["CREATE", "USER"], " SET STATUS ACTIVE"),
    (&["ALTER", "USERS"], " a"),
    (&["CREATE", "ALIAS"], " FOR DATABASE a"),
    (&["ALTER", "ALIAS"], " SET DATABASE PROPERTIES {}"),
    (&["DROP", "ALIAS"], " FOR DATABASE"),
    (&["ALTER", "DATABASE"], " SET ACCESS READ ONLY"),
    (&["GRANT"], " TO a"),
    (&["DENY"], " TO a"),
    (&["REVOKE"], " FROM a"),
];

/// Commands whose whole meaning is looked at however much of them is missing.
const ALWAYS_WHOLE: [&str; 3] = ["USER", "USERS", "ROLE"];

/// Clauses that keep the front end from analysing at all when they break off.
const BREAKING: [&[&str]; 8] = [
    &["REMOVE", "ALL"],
    &["REMOVE", "AUTH"],
    &["REMOVE", "HOME"],
    &["REMOVE", "TAG"],
    &["REMOVE", "TAGS"],
    &["ADD", "TAG"],
    &["ADD", "TAGS"],
    &["SET", "HOME"],
];

/// The beginning of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// What was parsed, or the error that only shows when the tree is built.
    pub statement: Result<(Statement, Vec<Deferred>), Error>,
    /// The text that was parsed: up to the cut the same as the statement.
    pub text: String,
    /// Whether too much is missing to look further than the first stage of the analysis.
    pub is_partial: bool,
}

type Parsed = Result<(Statement, Vec<Deferred>), Error>;

/// At how many tokens in front of the error the statement is cut at most.
const MOST_CUTS: usize = 24;

/// The longest beginning of `text` in front of `error` that parses, brackets closed and the command completed.
#[must_use]
pub fn parse_beginning(text: &str, version: CypherVersion, error: Span) -> Option<Beginning> {
    if kind_of(text) == StatementKind::Query {
        return None;
    }
    let before = text.get(..error.range().start)?;
    if before.trim_end().ends_with('$') {
        let is_user =
            first_words(text).get(1).is_some_and(|word| word.eq_ignore_ascii_case("USER"));
        if is_user && error.start == error.end {
            // A name that is not there stops the analysis, unless a provider around it breaks off, too.
            return broken(text, version, &pieces_before(text, error), error, MOST_RESUMED)
                .flatten();
        }
        return whole_or_beginning(recovery::named(text, error)?, version, MOST_RESUMED);
    }
    beginning(text, version, error, MOST_RESUMED)
}

/// The first two words.
fn first_words(text: &str) -> Vec<&str> {
    let is_word = |piece: &Piece<'_>| piece.kind == PieceKind::Word;
    scan(text).filter(is_word).take(2).map(|piece| piece.text).collect()
}

/// How often the parser goes on behind an error.
const MOST_RESUMED: usize = 3;

fn whole_or_beginning(text: String, version: CypherVersion, resumes: usize) -> Option<Beginning> {
    match super::syntax_error::find(&text, version).and_then(|error| error.span) {
        Some(error) => beginning(&text, version, error, resumes),
        None => {
            let statement = parse(&text, version)?;
            Some(Beginning { statement, text, is_partial: false })
        }
    }
}

fn beginning(text: &str, version: CypherVersion, error: Span, resumes: usize) -> Option<Beginning> {
    let pieces = pieces_before(text, error);
    let completion = completion(&pieces);
    let is_any = |piece: &Piece<'_>, words: &[&str]| {
        words.iter().any(|word| piece.text.eq_ignore_ascii_case(word))
    };
    let is_whole = pieces.first().is_some_and(|piece| is_any(piece, &["CREATE", "ALTER"]))
        && pieces.iter().take(5).any(|piece| is_any(piece, &ALWAYS_WHOLE));
    for (number, last) in pieces.iter().enumerate().rev().take(MOST_CUTS) {
        let beginning = text.get(..last.start + last.text.len())?;
        let closed = format!("{beginning}{}", closing(pieces.get(..=number).unwrap_or_default()));
        let cut = pieces.get(number + 1..).unwrap_or_default();
        let is_cut = !cut.is_empty();
        let is_whole = is_whole && !BREAKING.iter().any(|clause| begins_with(cut, clause));
        if let Some(statement) = parse(&closed, version) {
            return Some(Beginning { statement, text: closed, is_partial: is_cut && !is_whole });
        }
        if !is_cut && let Some(found) = broken(text, version, &pieces, error, resumes) {
            return found;
        }
        if let Some(completion) = completion
            && !is_cut
            && ends_before_word(&pieces)
        {
            for word in ["GRAPH", "DATABASE"] {
                let text = format!("{closed} {word}{completion}");
                if let Some(statement) = parse(&text, version) {
                    return Some(Beginning { statement, text, is_partial: false });
                }
            }
        }
        if let Some(completion) = completion {
            let text = closed + completion;
            if let Some(statement) = parse(&text, version) {
                return Some(Beginning { statement, text, is_partial: !is_whole });
            }
        }
    }
    None
}

/// Tokens in front of an error.
fn pieces_before(text: &str, error: Span) -> Vec<Piece<'_>> {
    scan(text)
        .take_while(|piece| piece.start < error.range().start)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .collect()
}

/// What a command counts as whose last clause breaks off, where that is known: nothing, or a text.
fn broken(
    text: &str,
    version: CypherVersion,
    pieces: &[Piece<'_>],
    error: Span,
    resumes: usize,
) -> Option<Option<Beginning>> {
    let Completion::As(text, resumed) = recovery::completed(text, pieces, error)? else {
        return Some(None);
    };
    if let Some(resumed) = resumed.filter(|_| resumes > 0)
        && let Some(found) = whole_or_beginning(resumed, version, resumes - 1)
    {
        return Some(Some(found));
    }
    let statement = parse(&text, version)?;
    Some(Some(Beginning { statement, text, is_partial: false }))
}

fn parse(text: &str, version: CypherVersion) -> Option<Parsed> {
    limits::check(text).ok()?;
    limits::with_stack(text, || {
        let pairs = CypherParser::parse(Rule::statement, text).ok()?;
        match build::statement(pairs, text, version) {
            Err(error) if super::syntax_error::find(text, version).is_some() => drop(error),
            built => return Some(built),
        }
        None
    })
}

fn completion(pieces: &[Piece<'_>]) -> Option<&'static str> {
    let words: Vec<&str> = pieces
        .iter()
        .map(|piece| piece.text)
        .filter(|word| !word.eq_ignore_ascii_case("OR") && !word.eq_ignore_ascii_case("REPLACE"))
        .take(2)
        .collect();
    COMPLETIONS
        .iter()
        .find(|(first, _)| {
            first.iter().enumerate().all(|(at, word)| {
                words.get(at).is_some_and(|found| found.eq_ignore_ascii_case(word))
            })
        })
        .map(|(_, completion)| *completion)
}

/// Whether a privilege's target lacks its second word: `ON HOME`, `ON DEFAULT`. A home graph that is revoked is no
/// reason to look further.
fn ends_before_word(pieces: &[Piece<'_>]) -> bool {
    let is = |piece: &Piece<'_>, word: &str| piece.text.eq_ignore_ascii_case(word);
    let is_revoked = pieces.first().is_some_and(|first| is(first, "REVOKE"));
    matches!(pieces, [.., on, last]
        if is(on, "ON") && (is(last, "DEFAULT") || is(last, "HOME") && !is_revoked))
}

fn begins_with(pieces: &[Piece<'_>], words: &[&str]) -> bool {
    words
        .iter()
        .enumerate()
        .all(|(at, word)| pieces.get(at).is_some_and(|piece| piece.text.eq_ignore_ascii_case(word)))
}

/// What closes the brackets that are still open; and the name of a parameter, if it ends before.
fn closing(pieces: &[Piece<'_>]) -> String {
    let mut open = Vec::new();
    for piece in pieces {
        match piece.text {
            "(" => open.push(')'),
            "[" => open.push(']'),
            "{" => open.push('}'),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
    }
    let name = pieces.last().is_some_and(|last| last.text == "$").then_some('a');
    name.into_iter().chain(open.into_iter().rev()).collect()
}
