//! Completion in a statement.

use super::candidate::{Candidate, begins};
use super::names;
use super::place::Place;
use crate::parser::{
    Expected, NameKind, Piece, PieceKind, StatementKind, expected_after, expected_after_extended,
    kind_of, scan,
};
use crate::repl::keywords::is_keyword;
use crate::repl::shell::Shell;

/// Longer beginnings are not looked at: what may follow is found anew with each key.
const LONGEST: usize = 16 * 1024;

/// What may follow the beginning of a statement.
pub(in crate::repl) fn expected(shell: &Shell, beginning: &str) -> Expected {
    let version = shell.settings.version;
    let mut expected = if beginning.len() > LONGEST {
        Expected::default()
    } else if shell.engine.console().is_some() {
        expected_after_extended(beginning, version)
    } else {
        expected_after(beginning, version)
    };
    leave_out_queries(&mut expected, beginning);
    leave_out_habits_of_nobody(&mut expected, beginning);
    expected
}

/// What leads to a data query is part of the language, but is not executed here.
fn leave_out_queries(expected: &mut Expected, beginning: &str) {
    let leads_to_query =
        |item: &String| kind_of(&format!("{beginning} {item}")) == StatementKind::Query;
    if kind_of(beginning) == StatementKind::Administration {
        expected.keywords.retain(|keyword| !leads_to_query(keyword));
        expected.symbols.retain(|symbol| !leads_to_query(symbol));
    }
}

/// Words in front of the first glob.
const BEFORE_GLOBS: [&str; 6] =
    ["PROCEDURE", "PROCEDURES", "FUNCTION", "FUNCTIONS", "SETTING", "SETTINGS"];

/// `YIELD` could be somebody's name (`SHOW USER yield PRIVILEGES`), and a glob may begin with a dot, or go on
/// behind a blank.
fn leave_out_habits_of_nobody(expected: &mut Expected, beginning: &str) {
    let is_visible =
        |piece: &Piece<'_>| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment);
    let Some(last) = scan(beginning).filter(is_visible).last() else { return };
    let is_any = |words: &[&str]| words.iter().any(|word| last.text.eq_ignore_ascii_case(word));
    if expected.names.iter().any(is_glob) {
        if last.text == "," || is_any(&BEFORE_GLOBS) {
            expected.symbols.retain(|symbol| symbol == "*");
        } else {
            expected.names.retain(|kind| !is_glob(kind));
            expected.symbols.retain(|symbol| symbol == ",");
        }
    }
    if is_any(&["YIELD"]) && expected.names.contains(&NameKind::Column) {
        expected.names = vec![NameKind::Column];
        expected.keywords.clear();
        expected.symbols.retain(|symbol| symbol == "*");
        expected.may_end = false;
    }
}

fn is_glob(kind: &NameKind) -> bool {
    matches!(kind, NameKind::Procedure | NameKind::Function | NameKind::ServerSetting)
}

/// The word at the end of a statement, with its dots where they are part of a name.
pub(in crate::repl) fn place<'a>(shell: &Shell, text: &'a str) -> Option<Place<'a>> {
    Place::dotted(text)
        .filter(|place| expected(shell, place.beginning).names.iter().any(is_glob))
        .or_else(|| Place::of(text))
}

/// Where the word at the end of the text starts, and what it can become.
pub(in crate::repl) fn in_statement(shell: &Shell, text: &str) -> (usize, Vec<Candidate>) {
    let Some(place) = place(shell, text) else { return (text.len(), Vec::new()) };
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
