//! Text to tokens as Neo4j's lexer cuts it: the longest match wins, and every character is part of some token,
//! blank or comment.

use super::kinds::{Kind, Kinds};
use crate::ast::CypherVersion;
use crate::parser::characters::{is_name_part, is_old_name_part, starts_name};
use crate::text::Span;

/// Kinds and places of the tokens; the last is the end of the text.
pub(super) struct Tokens {
    pub(super) kinds: Vec<Kind>,
    pub(super) spans: Vec<Span>,
}

/// What the lexer is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Code,
    /// `s'…'` or `s"…"`, by its quote.
    Interpolated(char),
}

pub(super) fn tokens(text: &str, version: CypherVersion, words: &Kinds) -> Tokens {
    let mut lexer = Lexer {
        v25: version == CypherVersion::Cypher25,
        words,
        mode: Mode::Code,
        modes: Vec::new(),
    };
    let mut tokens = Tokens { kinds: Vec::new(), spans: Vec::new() };
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && !rest.is_empty()
    {
        let (kind, length) = lexer.next(rest);
        if let Some(kind) = kind {
            tokens.kinds.push(kind);
            tokens.spans.push(Span::new(at, at + length));
        }
        at += length.max(1);
    }
    tokens.kinds.push(Kind::END);
    tokens.spans.push(Span::new(text.len(), text.len()));
    tokens
}

struct Lexer<'a> {
    v25: bool,
    words: &'a Kinds,
    mode: Mode,
    modes: Vec<Mode>,
}

impl Lexer<'_> {
    /// Kind and length of what `rest` starts with; no kind for blanks and comments.
    fn next(&mut self, rest: &str) -> (Option<Kind>, usize) {
        let Some(first) = rest.chars().next() else { return (None, 0) };
        if let Mode::Interpolated(quote) = self.mode {
            return self.interpolated(rest, first, quote);
        }
        if self.is_blank(first) {
            return (None, first.len_utf8());
        }
        if let Some(length) = comment(rest) {
            return (None, length);
        }
        let (kind, length) = self.code(rest, first);
        match rest.get(..length) {
            Some("{") => self.enter(Mode::Code),
            Some("}") => self.leave(),
            _ => {}
        }
        (Some(kind), length)
    }

    fn enter(&mut self, mode: Mode) {
        self.modes.push(self.mode);
        self.mode = mode;
    }

    fn leave(&mut self) {
        if let Some(mode) = self.modes.pop() {
            self.mode = mode;
        }
    }

    fn code(&mut self, rest: &str, first: char) -> (Kind, usize) {
        let second = rest.chars().nth(1);
        if self.v25
            && matches!(first, 's' | 'S')
            && let Some(quote @ ('\'' | '"')) = second
        {
            self.enter(Mode::Interpolated(quote));
            return (interpolated_kind("start", quote), 2);
        }
        if first == '\'' || first == '"' {
            let class = if first == '\'' { "string_single" } else { "string_double" };
            return match quoted(rest, first) {
                Some(length) => (Kind::of_class(class).unwrap_or(Kind::ERROR), length),
                None => (Kind::ERROR, 1),
            };
        }
        if first == '`' {
            return match backticked(rest) {
                Some(length) => (Kind::QUOTED, length),
                None => (Kind::ERROR, 1),
            };
        }
        if first.is_ascii_digit() || (first == '.' && second.is_some_and(|c| c.is_ascii_digit())) {
            return self.number(rest);
        }
        if starts_name(first) {
            let length = self.part_length(rest);
            let word = rest.get(..length).unwrap_or_default();
            return (self.word(word), length);
        }
        if let Some((kind, length)) = Kind::symbol_at(rest) {
            return (kind, length);
        }
        match first {
            '\u{AD}' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '﹘' | '﹣' | '－' => {
                (Kind::ARROW_LINE, first.len_utf8())
            }
            '⟨' | '〈' | '﹤' | '＜' => (Kind::ARROW_LEFT, first.len_utf8()),
            '⟩' | '〉' | '﹥' | '＞' => (Kind::ARROW_RIGHT, first.len_utf8()),
            _ if self.v25 && self.is_part(first) => (Kind::EXTENDED, self.part_length(rest)),
            _ => (Kind::ERROR, first.len_utf8()),
        }
    }

    fn word(&self, word: &str) -> Kind {
        let mut upper = [0_u8; 24];
        let upper = match upper.get_mut(..word.len()) {
            Some(upper) if word.is_ascii() => {
                upper.copy_from_slice(word.as_bytes());
                upper.make_ascii_uppercase();
                std::str::from_utf8(upper).unwrap_or_default()
            }
            _ => return Kind::IDENTIFIER,
        };
        self.words.word(upper).unwrap_or(Kind::IDENTIFIER)
    }

    /// The longest number, or in Cypher 25 what starts like one but goes on as a name.
    fn number(&self, rest: &str) -> (Kind, usize) {
        let whole = digits(rest);
        let after = rest.get(whole..).unwrap_or_default();
        let fraction = after
            .strip_prefix('.')
            .map(digits)
            .filter(|length| *length > 0)
            .map_or(0, |length| length + 1);
        let power = exponent(after.get(fraction..).unwrap_or_default());
        let float = if fraction > 0 || (whole > 0 && power > 0) {
            let length = whole + fraction + power;
            let suffix = rest.get(length..).unwrap_or_default();
            let suffix_length = if suffix.starts_with(starts_name) || power > 0 {
                self.part_length(suffix)
            } else {
                0
            };
            length + suffix_length
        } else {
            0
        };
        let parts = self.part_length(rest);
        let (kind, length) = match rest.as_bytes() {
            [b'0', b'x', ..] => (Kind::HEX, parts),
            [b'0', b'o', ..] => (Kind::OCTAL, parts),
            [b'0', b'X', ..] if !self.v25 => (Kind::HEX, parts),
            [b'0', ..] if !self.v25 && parts > 1 => (Kind::OCTAL, parts),
            [b'0', ..] => (Kind::INTEGER, 1),
            _ => (Kind::INTEGER, parts),
        };
        if float >= length && float >= parts.min(if self.v25 { parts } else { 0 }) && float > 0 {
            (Kind::FLOAT, float)
        } else if self.v25 && parts > length {
            (Kind::EXTENDED, parts)
        } else {
            (kind, length)
        }
    }

    fn interpolated(&mut self, rest: &str, first: char, quote: char) -> (Option<Kind>, usize) {
        if first == quote {
            self.leave();
            return (Some(interpolated_kind("end", quote)), 1);
        }
        if first == '{' {
            self.enter(Mode::Code);
            return (Some(interpolated_kind("value", quote)), 1);
        }
        let mut length = 0;
        let mut chars = rest.chars();
        while let Some(c) = chars.next() {
            if c == quote || c == '{' || c == '}' {
                break;
            }
            length += c.len_utf8();
            if c == '\\' {
                length += chars.next().map_or(0, char::len_utf8);
            }
        }
        match length {
            0 => (Some(Kind::ERROR), first.len_utf8()),
            _ => (Some(interpolated_kind("text", quote)), length),
        }
    }

    /// The length of the name characters that `rest` starts with.
    fn part_length(&self, rest: &str) -> usize {
        rest.find(|c| !self.is_part(c)).unwrap_or(rest.len())
    }

    fn is_part(&self, c: char) -> bool {
        is_name_part(c) || (!self.v25 && is_old_name_part(c))
    }

    fn is_blank(&self, c: char) -> bool {
        matches!(
            c,
            '\u{9}'..='\u{D}'
                | '\u{1C}'..='\u{20}'
                | '\u{A0}'
                | '\u{1680}'
                | '\u{2000}'..='\u{200A}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202F}'
                | '\u{205F}'
                | '\u{3000}'
        ) || (c == '\u{85}' && self.v25)
    }
}

fn interpolated_kind(part: &str, quote: char) -> Kind {
    let quote = if quote == '\'' { "single" } else { "double" };
    Kind::of_class(&format!("interpolated_{part}_{quote}")).unwrap_or(Kind::ERROR)
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find(['\n', '\r']).unwrap_or(rest.len()));
    }
    let inner = rest.strip_prefix("/*")?;
    inner.find("*/").map(|end| end + 4)
}

/// The length of a string in `quote`s, if it ends.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    None
}

/// The length of a name in backticks, if it ends: where the last one has no partner, at the last pair in front of it.
fn backticked(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1).peekable();
    let mut last_pair = None;
    while let Some((at, c)) = chars.next() {
        if c != '`' {
            continue;
        }
        if chars.next_if(|(_, c)| *c == '`').is_none() {
            return Some(at + 1);
        }
        last_pair = Some(at + 1);
    }
    last_pair
}

/// The length of digits, single `_` between them.
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    loop {
        match (bytes.get(length), bytes.get(length + 1)) {
            (Some(b'0'..=b'9'), _) => length += 1,
            (Some(b'_'), Some(b'0'..=b'9')) if length > 0 => length += 2,
            _ => return length,
        }
    }
}

/// The length of `e10`, `E-3`.
fn exponent(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix(['e', 'E']) else { return 0 };
    let unsigned = after.strip_prefix(['+', '-']).unwrap_or(after);
    let sign = after.len() - unsigned.len();
    let start = usize::from(unsigned.starts_with('_'));
    match digits(unsigned.get(start..).unwrap_or_default()) {
        0 => 0,
        length => 1 + sign + start + length,
    }
}
