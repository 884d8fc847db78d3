//! Places in a statement's text.

use std::hash::{Hash, Hasher};

/// A half-open range of byte offsets into the text of one statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span; offsets past `u32::MAX` cannot occur, statements are bounded far below.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The byte range, for slicing with `str::get`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value with the place it was written at.
///
/// The span takes no part in equality or hashing: two commands are the same command wherever they
/// stand, which is what every comparison of syntax trees wants.
#[derive(Debug, Clone, Copy)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: Hash> Hash for Spanned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

/// A 1-based line and column (in characters) and a 0-based offset in UTF-16 units, as Neo4j counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Position {
    /// UTF-16 units from the start of the text.
    pub offset: usize,
    /// 1-based line.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
}

/// The number of UTF-16 units before byte `offset` of `text`.
#[must_use]
pub fn utf16_offset(text: &str, offset: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < offset).map(|(_, c)| c.len_utf16()).sum()
}

/// Line, column and UTF-16 offset of byte `offset` of `text`.
#[must_use]
pub fn position_at(text: &str, offset: usize) -> Position {
    let mut position = Position { offset: 0, line: 1, column: 1 };
    for (_, c) in text.char_indices().take_while(|(at, _)| *at < offset) {
        position.offset += c.len_utf16();
        if c == '\n' {
            position.line += 1;
            position.column = 1;
        } else {
            position.column += 1;
        }
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf16_units_lines_and_characters() {
        let text = "a😀\nöx";
        assert_eq!(position_at(text, 0), Position { offset: 0, line: 1, column: 1 });
        assert_eq!(position_at(text, 5), Position { offset: 3, line: 1, column: 3 });
        assert_eq!(position_at(text, 8), Position { offset: 5, line: 2, column: 2 });
        assert_eq!(utf16_offset(text, 6), 4);
    }

    #[test]
    fn a_span_takes_no_part_in_equality() {
        assert_eq!(Spanned::new(1, Span::new(0, 1)), Spanned::new(1, Span::new(7, 9)));
    }
}
