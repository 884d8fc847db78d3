//! A light scan of statement text into coloured pieces: words, strings, comments. It never fails and
//! gives every byte to exactly one piece, so that unfinished and wrong text can be highlighted and
//! searched for secrets too.

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// Letters, digits and `_`: a keyword or a name.
    Word,
    /// A number.
    Number,
    /// `$name`
    Parameter,
    /// A string with its quotes; without its closing quote where the text ends before.
    String,
    /// A name in backticks.
    Backticks,
    /// A comment.
    Comment,
    /// Blanks.
    Blank,
    /// Any other single character.
    Symbol,
}

/// A piece and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: PieceKind,
    /// Byte offset of its start.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
}

/// The pieces of `text`, in order and without gaps.
pub fn scan(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..)?;
        let (kind, length) = first_piece(rest)?;
        let piece = Piece { kind, start, text: rest.get(..length)? };
        start += length;
        Some(piece)
    })
}

fn first_piece(rest: &str) -> Option<(PieceKind, usize)> {
    let first = rest.chars().next()?;
    let while_from = |skip: usize, test: fn(char) -> bool| {
        let tail = rest.get(skip..).unwrap_or_default();
        skip + tail.find(|c: char| !test(c)).unwrap_or(tail.len())
    };
    let piece = match first {
        '\'' | '"' => (PieceKind::String, quoted_length(rest, first)),
        '`' => (PieceKind::Backticks, backticked_length(rest)),
        '/' if rest.starts_with("//") => {
            (PieceKind::Comment, rest.find('\n').unwrap_or(rest.len()))
        }
        '/' if rest.starts_with("/*") => {
            let inner = rest.get(2..).unwrap_or_default();
            (PieceKind::Comment, inner.find("*/").map_or(rest.len(), |end| end + 4))
        }
        '$' => (PieceKind::Parameter, while_from(1, is_word)),
        c if is_blank(c) => (PieceKind::Blank, while_from(0, is_blank)),
        c if c.is_ascii_digit() => (PieceKind::Number, while_from(0, is_word)),
        c if is_word(c) => (PieceKind::Word, while_from(0, is_word)),
        c => (PieceKind::Symbol, c.len_utf8()),
    };
    Some(piece)
}

/// Blanks, separators of files, groups, records and units among them, as everywhere in Neo4j.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the string at the start of `rest`, quotes included.
fn quoted_length(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn backticked_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '`' && chars.next_if(|(_, next)| *next == '`').is_none() {
            return at + 1;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use PieceKind::*;

    #[test]
    fn every_byte_belongs_to_one_piece() {
        for (text, kinds) in [
            ("", vec![]),
            ("GRANT r1", vec![Word, Blank, Word]),
            ("'a\\'b'\"c", vec![String, String]),
            ("`a``b`.1e5", vec![Backticks, Symbol, Number]),
            ("a//b\n/*c*/$d", vec![Word, Comment, Blank, Comment, Parameter]),
            ("/*é", vec![Comment]),
            ("é=☃", vec![Word, Symbol, Symbol]),
        ] {
            let pieces: Vec<_> = scan(text).collect();
            assert_eq!(pieces.iter().map(|piece| piece.kind).collect::<Vec<_>>(), kinds, "{text}");
            assert_eq!(
                pieces.iter().map(|piece| piece.text).collect::<std::string::String>(),
                text
            );
        }
    }
}
