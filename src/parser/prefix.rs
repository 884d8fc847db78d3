//! What may stand in front of a statement: `EXPLAIN`, `PROFILE`, `CYPHER 25`, options.
//!
//! The server takes it off before its parser sees the statement, so no syntax error lies in it.

use super::scan::{Piece, PieceKind, scan};
use crate::ast::CypherVersion;

/// The prefix of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix {
    /// Byte offset of what comes behind it.
    pub(super) end: usize,
    /// The version that it names.
    pub(super) version: Option<CypherVersion>,
}

/// Finds the end of the prefix. What only looks like one is left to the parser.
pub(super) fn prefix(text: &str) -> Prefix {
    let mut pieces = scan(text)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .peekable();
    let mut prefix = Prefix { end: 0, version: None };
    while let Some(piece) =
        pieces.next_if(|piece| is_word(piece, &["EXPLAIN", "PROFILE", "CYPHER"]))
    {
        if piece.text.eq_ignore_ascii_case("cypher") {
            let version = pieces.next_if(|piece| piece.kind == PieceKind::Number);
            let options = options(text, pieces.peek().map_or(text.len(), |piece| piece.start));
            let found = match version.map(|version| version.text) {
                Some("5") => Some(CypherVersion::Cypher5),
                Some("25") => Some(CypherVersion::Cypher25),
                Some(_) => break,
                None if options == 0 => break,
                None => None,
            };
            prefix.version = found.or(prefix.version);
            for _ in 0..options * 3 {
                pieces.next();
            }
        }
        prefix.end = pieces.peek().map_or(text.len(), |piece| piece.start);
    }
    prefix
}

/// Where the statement itself begins.
#[must_use]
pub fn prefix_end(text: &str) -> usize {
    prefix(text).end
}

/// Words with which a command begins.
const COMMANDS: [&str; 15] = [
    "ALTER",
    "CREATE",
    "DEALLOCATE",
    "DENY",
    "DROP",
    "DRYRUN",
    "ENABLE",
    "GRANT",
    "REALLOCATE",
    "RENAME",
    "REVOKE",
    "SHOW",
    "START",
    "STOP",
    "TERMINATE",
];

/// Where what follows `USE graph` begins; none where no such clause is in front. `from` is the prefix's end.
#[must_use]
pub fn behind_use(text: &str, from: usize) -> Option<usize> {
    let mut pieces = scan(text.get(from..)?)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .peekable();
    pieces.next_if(|piece| is_word(piece, &["USE"]))?;
    let mut depth = 0_usize;
    let mut has_name = false;
    while let Some(piece) = pieces.peek() {
        let is_name = matches!(piece.kind, PieceKind::Word | PieceKind::Backticks);
        match piece.text {
            "(" => depth += 1,
            ")" => {
                depth = depth.checked_sub(1)?;
                has_name |= depth == 0;
            }
            "." => has_name = false,
            _ if depth > 0 => {}
            _ if is_name && !has_name => {
                has_name = true;
                // The word in front of a graph's name, unless it is the name.
                if is_word(piece, &["GRAPH"]) {
                    pieces.next();
                    has_name = pieces.peek().is_none_or(|next| {
                        next.text == "." || next.text == "(" || is_word(next, &COMMANDS)
                    });
                    continue;
                }
            }
            _ => return Some(from + piece.start),
        }
        pieces.next();
    }
    (has_name && depth == 0).then_some(text.len())
}

/// Where Neo4j says a command with `USE` in front begins: at its first word, or behind `SHOW` and `DRYRUN`.
#[must_use]
pub fn place_behind_use(text: &str) -> Option<usize> {
    let at = behind_use(text, prefix(text).end)?;
    let mut pieces = scan(text.get(at..)?)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment));
    let first = pieces.next()?;
    let second = pieces.next().filter(|_| is_word(&first, &["SHOW", "DRYRUN"]));
    Some(at + second.map_or(0, |second| second.start))
}

/// Whether a statement is only to be explained, not executed.
#[must_use]
pub fn is_explained(text: &str) -> bool {
    let end = prefix(text).end;
    scan(text).take_while(|piece| piece.start < end).any(|piece| is_word(&piece, &["EXPLAIN"]))
}

/// The names of the parameters of a statement, each once, in the order written.
#[must_use]
pub fn parameter_names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut pieces = scan(text).peekable();
    while let Some(piece) = pieces.next() {
        let Some(name) =
            piece.text.strip_prefix('$').filter(|_| piece.kind == PieceKind::Parameter)
        else {
            continue;
        };
        let name = match pieces.peek() {
            Some(quoted) if name.is_empty() && quoted.kind == PieceKind::Backticks => {
                let inner = quoted.text.strip_prefix('`').unwrap_or(quoted.text);
                inner.strip_suffix('`').unwrap_or(inner).replace("``", "`")
            }
            _ => name.to_owned(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_word(piece: &Piece<'_>, words: &[&str]) -> bool {
    piece.kind == PieceKind::Word && words.iter().any(|word| piece.text.eq_ignore_ascii_case(word))
}

/// How many `name = value` there are at `start`.
fn options(text: &str, start: usize) -> usize {
    let mut pieces = scan(text.get(start..).unwrap_or_default())
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment));
    let mut count = 0;
    while let (Some(name), Some(equal), Some(value)) = (pieces.next(), pieces.next(), pieces.next())
        && name.kind == PieceKind::Word
        && equal.text == "="
        && value.kind == PieceKind::Word
    {
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_clause_ends_where_the_command_begins() {
        for (text, end, place) in [
            ("USE x SHOW USERS", Some(6), Some(11)),
            ("CYPHER 5 USE `a`.b /**/ DRYRUN x", Some(24), Some(31)),
            ("use graph x CREATE USER y", Some(12), Some(12)),
            ("USE graph CREATE USER y", Some(10), Some(10)),
            ("USE graph.x DROP ROLE y", Some(12), Some(12)),
            ("USE graph.byName('x') DROP ROLE y", Some(22), Some(22)),
            ("USE (x) DROP ROLE y", Some(8), Some(8)),
            ("USE x", Some(5), None),
            ("USE", None, None),
            ("SHOW USERS", None, None),
        ] {
            assert_eq!(behind_use(text, prefix(text).end), end, "{text}");
            assert_eq!(place_behind_use(text), place, "{text}");
        }
    }

    #[test]
    fn a_prefix_ends_where_the_command_begins() {
        let v5 = Some(CypherVersion::Cypher5);
        let v25 = Some(CypherVersion::Cypher25);
        for (text, end, version) in [
            ("SHOW USERS", 0, None),
            ("  CYPHER 5 SHOW USERS", 11, v5),
            ("explain cypher 25 SHOW USERS", 18, v25),
            ("CYPHER 25 runtime = slotted planner=cost /**/ SHOW USERS", 46, v25),
            ("CYPHER runtime=slotted PROFILE SHOW USERS", 31, None),
            ("CYPHER 26 SHOW USERS", 0, None),
            ("CYPHER SHOW USERS", 0, None),
            ("EXPLAIN", 7, None),
        ] {
            assert_eq!(prefix(text), Prefix { end, version }, "{text}");
        }
    }
}
