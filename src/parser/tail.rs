//! The tail of `SHOW` and `TERMINATE` where it breaks off: what Neo4j's front end looks at all the same.

use super::Deferred;
use super::scan::{Piece, PieceKind};
use crate::ast::{Command, ShowTail, ShowWhat, Statement};
use crate::status::Error;

/// Words behind which an expression begins, so that a bracket there is no call and no index.
const BEFORE_EXPRESSION: [&str; 33] = [
    "ALL",
    "AND",
    "ASC",
    "BY",
    "CASE",
    "CONTAINS",
    "DESC",
    "DISTINCT",
    "ELSE",
    "FILTER",
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
    "UNWIND",
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

/// A part `ORDER BY`, `SKIP` or `LIMIT` that breaks off, as Cypher 25 sees it: a clause of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenPage {
    /// Where it begins.
    pub start: usize,
    /// Whether it is `ORDER BY`.
    pub is_order: bool,
}

/// The part `ORDER BY`, `SKIP` or `LIMIT` in which a tail breaks off, right behind `YIELD` or `RETURN`.
pub(super) fn broken_page(pieces: &[Piece<'_>], message: &str) -> Option<BrokenPage> {
    const PAGES: [&str; 4] = ["ORDER", "SKIP", "OFFSET", "LIMIT"];
    let mut depth = 0_usize;
    let mut page: Option<BrokenPage> = None;
    let mut is_first = false;
    for piece in pieces {
        match piece.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if is_any(piece, &["YIELD", "RETURN"]) => (page, is_first) = (None, true),
            _ if is_any(piece, &PAGES) => {
                let is_order = is_any(piece, &["ORDER"]);
                page =
                    (is_first || !is_order).then_some(BrokenPage { start: piece.start, is_order });
                is_first = false;
            }
            _ if is_any(piece, &CLAUSES) => (page, is_first) = (None, false),
            _ => {}
        }
    }
    // Behind a whole key the text may end, or another follow.
    page.filter(|_| !message.contains("<EOF>") && !message.contains("'ASC'"))
}

/// A bracket or a `CASE` that is not closed.
enum Open {
    /// Where the bracket stands.
    Bracket(usize),
    /// Which of its words was the last one.
    Case(CasePart),
}

/// How far a `CASE` has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CasePart {
    Subject,
    Test,
    Result,
}

/// What is open, outermost first. `CASE` is a word like others where no `WHEN` is asked for or has come.
fn opened(pieces: &[Piece<'_>], message: &str) -> Vec<Open> {
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let is_name =
            at.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|before| {
                matches!(before.text, "." | "$" | ":") || is_any(before, &["AS"])
            });
        match (piece.text, open.last_mut()) {
            ("(" | "[" | "{", _) => open.push(Open::Bracket(at)),
            (")" | "]" | "}", _) => {
                while open.pop().is_some_and(|closed| matches!(closed, Open::Case(_))) {}
            }
            _ if is_name => {}
            (_, Some(Open::Case(part))) if is_any(piece, &["WHEN"]) => *part = CasePart::Test,
            (_, Some(Open::Case(part))) if is_any(piece, &["THEN", "ELSE"]) => {
                *part = CasePart::Result;
            }
            (_, Some(Open::Case(CasePart::Result))) if is_any(piece, &["END"]) => {
                open.pop();
            }
            _ if is_any(piece, &["CASE"]) => open.push(Open::Case(CasePart::Subject)),
            _ => {}
        }
    }
    if !message.contains("'WHEN'") {
        open.retain(|one| !matches!(one, Open::Case(CasePart::Subject)));
    }
    open
}

/// What closes all that is open. A `CASE` that has no branch gets one that Neo4j's analysis does not see.
pub(super) fn closing(pieces: &[Piece<'_>], message: &str) -> String {
    let close = |one: &Open| match one {
        Open::Bracket(at) => match pieces.get(*at).map(|piece| piece.text) {
            Some("(") => ")",
            Some("[") => "]",
            _ => "}",
        },
        Open::Case(CasePart::Subject) => " WHEN 1 THEN {a: a} END",
        Open::Case(_) => " END",
    };
    opened(pieces, message).iter().rev().map(close).collect()
}

/// Where a `reduce` begins that breaks off in its first part.
pub(super) fn open_reduce(pieces: &[Piece<'_>]) -> Option<usize> {
    let at = open_brackets(pieces).into_iter().find(|at| is_reduce(pieces, *at))?;
    at.checked_sub(1).filter(|_| !has_behind(pieces, at, ","))
}

/// Whether a bracket is that of a `reduce`.
fn is_reduce(pieces: &[Piece<'_>], at: usize) -> bool {
    let word = at.checked_sub(1).and_then(|before| pieces.get(before));
    word.is_some_and(|word| is_any(word, &["REDUCE", "ALLREDUCE"]))
}

/// Whether a symbol stands behind token `at`.
fn has_behind(pieces: &[Piece<'_>], at: usize, symbol: &str) -> bool {
    pieces.get(at..).unwrap_or_default().iter().any(|piece| piece.text == symbol)
}

/// Whether the last token is an operand, or ends one.
fn ends_operand(pieces: &[Piece<'_>]) -> bool {
    pieces.last().is_some_and(|last| match last.kind {
        PieceKind::Symbol => matches!(last.text, ")" | "]" | "}" | "*"),
        PieceKind::Word => !is_any(last, &BEFORE_EXPRESSION),
        _ => true,
    })
}

/// Whether the parser has not made up its mind what an expression is where it breaks off, or has nothing to put in
/// the place of what is missing: then nothing of the statement is looked at.
pub(super) fn is_undecided(pieces: &[Piece<'_>], message: &str) -> bool {
    let has_no_way = message.ends_with(": expected an expression") && ends_operand(pieces);
    // A list that ends where it begins.
    let has_nothing = message.starts_with("Invalid input '':")
        && matches!(pieces, [.., before, last]
            if last.text == "[" && is_any(before, &BEFORE_EXPRESSION));
    has_no_way
        || has_nothing
        || opened(pieces, message).iter().any(|one| match one {
            Open::Bracket(at) => {
                is_reduce(pieces, *at)
                    && has_behind(pieces, *at, ",")
                    && !has_behind(pieces, *at, "|")
            }
            Open::Case(part) => *part == CasePart::Test,
        })
}

/// The open bracket whose expression is lost: of an index, of a map in which a key or its colon is missing, of a list
/// that ends where it begins, of parentheses in which an operand is missing.
pub(super) fn open_operand(pieces: &[Piece<'_>], bad: &str, message: &str) -> Option<usize> {
    let is_at_end = bad.is_empty();
    let open = open_brackets(pieces);
    let is_text = |at: usize, text: &str| pieces.get(at).is_some_and(|piece| piece.text == text);
    let is_lost = |at: &&usize| match pieces.get(**at).map(|piece| piece.text) {
        Some("(") => !is_behind_operand(pieces, **at) && !ends_operand(pieces),
        Some("[") if is_behind_operand(pieces, **at) => {
            !ends_operand(pieces) || !has_behind(pieces, **at, "..")
        }
        _ => false,
    };
    if let Some(at) = open.iter().find(is_lost) {
        return Some(*at);
    }
    let innermost = *open.last()?;
    let is_lost = is_text(innermost, "{") && is_key(pieces, is_at_end)
        || is_text(innermost, "[") && message.contains("'..'");
    is_lost.then_some(innermost)
}
