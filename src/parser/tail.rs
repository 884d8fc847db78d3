//! The tail of `SHOW` and `TERMINATE` where it breaks off: what Neo4j's front end looks at all the same.

use super::Deferred;
use super::scan::{Piece, PieceKind};
use crate::ast::{Command, ShowTail, ShowWhat, Statement};
use crate::status::Error;

/// Words behind which an expression begins, so that a bracket there is no call and no index.
const BEFORE_EXPRESSION: [&str; 31] = [
    "ALL",
    "AND",
    "ASC",
    "BY",
    "CASE",
    "CONTAINS",
    "DESC",
    "DISTINCT",
    "ELSE",
    "FUNCTIONS",
    "IN",
    "LIMIT",
    "NOT",
    "OFFSET",
    "OR",
    "PROCEDURES",
    "RETURN",
    "SETTING",
    "SETTINGS",
    "SKIP",
    "THEN",
    "TRANSACTION",
    "TRANSACTIONS",
    "WHEN",
    "WHERE",
    "WITH",
    "XOR",
    "YIELD",
    "AS",
    "ON",
    "IS",
];

/// Words with which a part of the tail begins.
const CLAUSES: [&str; 6] = ["ORDER", "WHERE", "RETURN", "SKIP", "OFFSET", "LIMIT"];

/// Words with which a further command begins.
const COMMANDS: [&str; 2] = ["SHOW", "TERMINATE"];

fn is_any(piece: &Piece<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| piece.text.eq_ignore_ascii_case(word))
}

type Parsed = Result<(Statement, Vec<Deferred>), Error>;

fn command(parsed: &Parsed) -> Option<&Command> {
    parsed.as_ref().ok().map(|(statement, _)| &statement.command)
}

/// Whether the front end looks at what was read of a tail however it breaks off: in the commands that can stand
/// in a row, of which each `YIELD` is a clause of its own.
pub(super) fn goes_on(parsed: &Parsed) -> bool {
    match command(parsed) {
        Some(Command::Chain(_)) => true,
        Some(Command::TerminateTransactions(terminate)) => {
            matches!(terminate.tail, ShowTail::Yield(..))
        }
        Some(Command::Show(show)) => {
            matches!(show.tail, ShowTail::Yield(..))
                && matches!(
                    show.what,
                    ShowWhat::Databases(_)
                        | ShowWhat::Settings(_)
                        | ShowWhat::Procedures(_)
                        | ShowWhat::Functions { .. }
                        | ShowWhat::Transactions(_)
                )
        }
        _ => false,
    }
}

/// Whether what had to be `cut` stands behind the names that are yielded: in a later part of the tail, or a later
/// command.
pub(super) fn is_behind_items(kept: &[Piece<'_>], cut: &[Piece<'_>]) -> bool {
    let is_later = |piece: &Piece<'_>| is_any(piece, &CLAUSES) || is_any(piece, &COMMANDS);
    let items = kept.iter().rposition(|piece| is_any(piece, &["YIELD"])).unwrap_or_default();
    cut.first().is_none_or(is_later) || kept.iter().skip(items).any(is_later)
}

/// Whether a command has a `WHERE` without `YIELD`.
pub(super) fn is_lone_where(parsed: &Parsed) -> bool {
    matches!(command(parsed), Some(Command::Show(show)) if matches!(show.tail, ShowTail::Where(_)))
}

/// The text in front of the last part of the tail that begins before token `at`.
pub(super) fn front<'t>(text: &'t str, pieces: &[Piece<'_>], at: usize) -> Option<&'t str> {
    let before = pieces.get(..at)?;
    let clause = before.iter().rev().find(|piece| is_any(piece, &CLAUSES))?;
    text.get(..clause.start)
}

/// The brackets that are open, outermost first.
fn open_brackets(pieces: &[Piece<'_>]) -> Vec<usize> {
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece.text {
            "(" | "[" | "{" => open.push(at),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
    }
    open
}

/// Whether the token in front of a bracket is an operand: it is a call or an index then.
fn is_behind_operand(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| pieces.get(at)) else { return false };
    match before.kind {
        PieceKind::Word => !is_any(before, &BEFORE_EXPRESSION),
        PieceKind::Symbol => matches!(before.text, ")" | "]" | "}"),
        _ => true,
    }
}

/// Whether the innermost open bracket is a list's.
pub(super) fn is_in_list(pieces: &[Piece<'_>]) -> bool {
    open_brackets(pieces).last().is_some_and(|at| {
        pieces.get(*at).is_some_and(|piece| piece.text == "[") && !is_behind_operand(pieces, *at)
    })
}

/// Whether the error stands where a key or its colon is missing; at the end of the text a key may be.
fn is_key(pieces: &[Piece<'_>], is_at_end: bool) -> bool {
    let is_before = |piece: &Piece<'_>| matches!(piece.text, "{" | ",");
    match pieces {
        [.., last] if is_before(last) => !is_at_end,
        [.., before, _] => is_before(before),
        _ => false,
    }
}

/// The first open bracket whose expression is lost: parentheses and an index that are not closed; and a list or
/// a call in which the token at the error, `bad`, is no word and not the last. `rest` is what follows it.
pub(super) fn open_operand(pieces: &[Piece<'_>], bad: &str, rest: &str) -> Option<usize> {
    let is_at_end = bad.is_empty();
    let open = open_brackets(pieces);
    let is_lost = |at: &&usize| match pieces.get(**at).map(|piece| piece.text) {
        Some("(") => !is_behind_operand(pieces, **at),
        Some("[") => is_behind_operand(pieces, **at),
        _ => false,
    };
    if let Some(at) = open.iter().find(is_lost) {
        return Some(*at);
    }
    let (innermost, last) = (*open.last()?, pieces.last()?);
    let closing = match pieces.get(innermost)?.text {
        // A key that is none, or a list that ends where it begins.
        "{" if is_key(pieces, is_at_end) => return Some(innermost),
        "[" if last.text == "[" && is_at_end => return Some(innermost),
        "[" => ']',
        "(" => ')',
        _ => return None,
    };
    let is_operand = match last.kind {
        PieceKind::Symbol => matches!(last.text, ")" | "]" | "}" | "."),
        PieceKind::Word => !is_any(last, &BEFORE_EXPRESSION),
        _ => true,
    };
    let is_word = bad.starts_with(char::is_alphabetic);
    let is_last = is_word || rest.trim_start().starts_with(closing) || rest.trim().is_empty();
    (is_operand && !is_last).then_some(innermost)
}
