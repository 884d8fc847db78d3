//! Completion in a statement.

use super::candidate::{Candidate, begins};
use super::names;
use super::place::Place;
use crate::parser::{Expected, PieceKind, expected_after, expected_after_extended, scan};
use crate::repl::keywords::is_keyword;
use crate::repl::shell::Shell;

/// Longer beginnings are not looked at: what may follow is found anew with each key.
const LONGEST: usize = 16 * 1024;

/// What may follow the beginning of a statement.
pub(in crate::repl) fn expected(shell: &Shell, beginning: &str) -> Expected {
    let version = shell.settings.version;
    if beginning.len() > LONGEST {
        Expected::default()
    } else if shell.engine.console().is_some() {
        expected_after_extended(beginning, version)
    } else {
        expected_after(beginning, version)
    }
}

/// Where the word at the end of the text starts, and what it can become.
pub(in crate::repl) fn in_statement(shell: &Shell, text: &str) -> (usize, Vec<Candidate>) {
    let Some(place) = Place::of(text) else { return (text.len(), Vec::new()) };
    let expected = expected(shell, place.beginning);
    let mut found = Vec::new();
    for kind in &expected.names {
        names::add(shell, *kind, &place, &mut found);
    }
    prefer_same_case(&mut found, place.word);
    if matches!(place.kind, PieceKind::Word | PieceKind::Blank) {
        add_keywords(&expected, &place, &mut found);
    }
    if place.word.is_empty() {
        // A comma or a closing bracket is typed faster than chosen, unless there is nothing else.
        let is_only = found.is_empty();
        let symbols = expected.symbols.iter();
        let wanted = symbols.filter(|it| is_only || matches!(it.as_str(), "{" | "(" | "[" | "*"));
        found.extend(wanted.map(Candidate::name));
    }
    (place.beginning.len(), found)
}

/// Names differ by case: those that begin just as typed hide those that only do so in another case.
pub(super) fn prefer_same_case(found: &mut Vec<Candidate>, typed: &str) {
    if found.iter().any(|name| name.typed.starts_with(typed)) {
        found.retain(|name| name.typed.starts_with(typed) || name.typed.starts_with('`'));
    }
}

fn add_keywords(expected: &Expected, place: &Place<'_>, found: &mut Vec<Candidate>) {
    let is_lower = writes_lower_case(place);
    for keyword in expected.keywords.iter().filter(|keyword| begins(keyword, place.word)) {
        found.push(Candidate::word(match is_lower {
            true => keyword.to_lowercase(),
            false => keyword.clone(),
        }));
    }
}

/// Whether keywords are typed in small letters: as the word begun, else as the statement's first.
fn writes_lower_case(place: &Place<'_>) -> bool {
    let is_lower = |word: &str| !word.is_empty() && !word.chars().any(char::is_uppercase);
    match place.word {
        "" => scan(place.beginning)
            .find(|piece| piece.kind == PieceKind::Word && is_keyword(piece.text))
            .is_some_and(|piece| is_lower(piece.text)),
        word => is_lower(word),
    }
}
