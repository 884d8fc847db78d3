//! Where the cursor is: in which statement, and behind which part of a word.

use crate::parser::{Piece, PieceKind, Splitter, scan};

/// The statement or command being typed: its offset in the text, and the text from there.
pub(in crate::repl) fn current(before: &str) -> (usize, &str) {
    let mut splitter = Splitter::new();
    let mut end = 0;
    // What is too long is told when it runs.
    if splitter.feed(before).is_ok() {
        while let Some(item) = splitter.take() {
            end = usize::try_from(item.end).unwrap_or(usize::MAX);
        }
    }
    match before.get(end..) {
        Some(text) => (end, text),
        None => (0, before),
    }
}

/// The word being typed and what stands in front of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::repl) struct Place<'a> {
    /// Everything of the statement in front of the word.
    pub(in crate::repl) beginning: &'a str,
    /// The word so far, with its quote or `$`.
    pub(in crate::repl) word: &'a str,
    /// What the word is. Blank where none has begun.
    pub(in crate::repl) kind: PieceKind,
}

impl<'a> Place<'a> {
    /// Finds the word at the end of a statement's text; `None` where nothing can be completed.
    pub(in crate::repl) fn of(statement: &'a str) -> Option<Self> {
        if let Some(start) = hyphenated(statement) {
            let (beginning, word) = statement.split_at_checked(start)?;
            return Some(Self { beginning, word, kind: PieceKind::Word });
        }
        let last = scan(statement).last();
        let empty = Self { beginning: statement, word: "", kind: PieceKind::Blank };
        let Some(last) = last else { return Some(empty) };
        let word = Self {
            beginning: statement.get(..last.start).unwrap_or_default(),
            word: last.text,
            kind: last.kind,
        };
        match last.kind {
            PieceKind::Word | PieceKind::Parameter => Some(word),
            PieceKind::String | PieceKind::Backticks if is_open(&last) => Some(word),
            PieceKind::Blank | PieceKind::Symbol => Some(empty),
            // Nothing is glued to what is complete.
            PieceKind::String | PieceKind::Backticks | PieceKind::Number | PieceKind::Comment => {
                None
            }
        }
    }

    /// The word at the end with all its dots, if it has any: `db.lab`.
    pub(in crate::repl) fn dotted(statement: &'a str) -> Option<Self> {
        let is_part = |piece: &Piece<'_>| {
            matches!(piece.kind, PieceKind::Word | PieceKind::Number)
                || matches!(piece.text, "." | "*" | "?")
        };
        let (mut start, mut has_dot) = (None, false);
        for piece in scan(statement) {
            if is_part(&piece) {
                start = start.or(Some(piece.start));
                has_dot |= piece.text.contains('.');
            } else {
                (start, has_dot) = (None, false);
            }
        }
        let (beginning, word) = statement.split_at_checked(start.filter(|_| has_dot)?)?;
        Some(Self { beginning, word, kind: PieceKind::Word })
    }

    /// The word without its quote or `$`.
    pub(in crate::repl) fn bare(&self) -> &'a str {
        self.word.trim_start_matches(['`', '\'', '"', '$'])
    }
}

/// Where a word with hyphens begins, at the end of the text: `data-eng`. Written like this it is none, but
/// it is the beginning of a name that needs backticks.
fn hyphenated(statement: &str) -> Option<usize> {
    let pieces: Vec<Piece<'_>> = scan(statement).collect();
    let is_part = |piece: &&Piece<'_>| {
        matches!(piece.kind, PieceKind::Word | PieceKind::Number) || piece.text == "-"
    };
    let parts: Vec<_> = pieces.iter().rev().take_while(is_part).collect();
    let first = parts.last()?;
    let has_hyphen = parts.iter().any(|piece| piece.text == "-");
    (has_hyphen && first.kind == PieceKind::Word).then_some(first.start)
}

/// Whether a string or a name in backticks lacks its end.
pub(in crate::repl) fn is_open(piece: &Piece<'_>) -> bool {
    let Some(quote) = piece.text.chars().next() else { return false };
    match piece.kind {
        PieceKind::Backticks => piece.text.matches('`').count() % 2 == 1,
        PieceKind::String => {
            let mut is_escaped = false;
            let mut ends = 0;
            for c in piece.text.chars() {
                ends += usize::from(c == quote && !is_escaped);
                is_escaped = c == '\\' && !is_escaped;
            }
            ends < 2
        }
        PieceKind::Comment => piece.text.starts_with("/*") && !piece.text.ends_with("*/"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PieceKind::{Backticks, Blank, Parameter, String, Word};

    #[test]
    fn the_word_at_the_cursor_is_found() {
        for (text, found) in [
            ("", Some(("", "", Blank))),
            ("GRA", Some(("", "GRA", Word))),
            ("GRANT ", Some(("GRANT ", "", Blank))),
            ("DROP ROLE `my ro", Some(("DROP ROLE ", "`my ro", Backticks))),
            ("DROP ROLE `a`", None),
            ("ENABLE SERVER 'se", Some(("ENABLE SERVER ", "'se", String))),
            ("ENABLE SERVER 'it\\'", Some(("ENABLE SERVER ", "'it\\'", String))),
            ("ENABLE SERVER 'a'", None),
            ("DROP ROLE $r", Some(("DROP ROLE ", "$r", Parameter))),
            ("READ {", Some(("READ {", "", Blank))),
            ("SHOW // ro", None),
        ] {
            let place = Place::of(text).map(|place| (place.beginning, place.word, place.kind));
            assert_eq!(place, found, "{text}");
        }
    }

    #[test]
    fn a_word_goes_over_its_dots_where_it_is_asked_to() {
        for (text, found) in [
            ("EXECUTE PROCEDURE db.lab", Some(("EXECUTE PROCEDURE ", "db.lab"))),
            ("PROCEDURE a.b, dbms.*", Some(("PROCEDURE a.b, ", "dbms.*"))),
            ("PROCEDURE a.b ", None),
            ("PROCEDURE db", None),
        ] {
            let place = Place::dotted(text).map(|place| (place.beginning, place.word));
            assert_eq!(place, found, "{text}");
        }
    }

    #[test]
    fn only_the_last_statement_counts() {
        assert_eq!(current("SHOW USERS; SHOW"), (11, " SHOW"));
        assert_eq!(current("SHOW ';"), (0, "SHOW ';"));
        assert_eq!(current(":use a\n:he"), (6, "\n:he"));
    }
}
