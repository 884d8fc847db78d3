//! Our own bounds on what is parsed. Neo4j has none; its front end runs out of time or stack instead.

use crate::status::{Error, ErrorKind};
use crate::text::Span;

/// The longest statement, in bytes.
pub const MAX_STATEMENT_BYTES: usize = 16 << 20;

/// The deepest nesting of brackets, `NOT` and `CASE`.
pub const MAX_NESTING: usize = 400;

/// The most openings in one statement, those in texts and of brackets that are closed again included: a place to run
/// with this much stack can still be had.
const MAX_OPENINGS: usize = 1 << 15;

/// Statements up to this length cannot nest deeply enough to need a stack of their own.
const SHALLOW_BYTES: usize = 200;

/// What the generated parser may need for one level, with room to spare.
const LEVEL_BYTES: usize = if cfg!(debug_assertions) { 16 << 10 } else { 8 << 10 };

/// Runs a parse with enough stack for as deep as the text can nest, whatever thread it is on. Nothing else keeps
/// the generated parser from the end of its stack.
pub(super) fn with_stack<T>(text: &str, parse: impl FnOnce() -> T) -> T {
    if text.len() <= SHALLOW_BYTES {
        return parse();
    }
    let levels = match text.len() {
        0..=MAX_NESTING => MAX_NESTING,
        _ => openings(text).clamp(MAX_NESTING, MAX_OPENINGS),
    };
    let bytes = levels * LEVEL_BYTES;
    stacker::maybe_grow(bytes, bytes + (2 << 20), parse)
}

/// Runs one level of a recursive walk over a tree, on a new piece of stack when little is left.
pub(super) fn deeper<T>(walk: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(256 << 10, 2 << 20, walk)
}

/// Refuses statements beyond the bounds before the grammar sees them.
pub(super) fn check(text: &str) -> Result<(), Error> {
    if text.len() > MAX_STATEMENT_BYTES {
        return Err(ErrorKind::StatementTooLong { limit: MAX_STATEMENT_BYTES }.into());
    }
    match too_deep(text) {
        Some(offset) => Err(nesting_error(Span::new(offset, offset + 1))),
        None => Ok(()),
    }
}

/// The error for what is nested too deeply.
pub(super) fn nesting_error(span: Span) -> Error {
    Error::at(ErrorKind::NestedTooDeeply { limit: MAX_NESTING }, span)
}

/// The offset of the first opening beyond the bounds. Text in quotes and comments may only make the
/// count too high, so a second, exact look is taken when the quick one finds something.
fn too_deep(text: &str) -> Option<usize> {
    if text.len() <= MAX_NESTING {
        return None;
    }
    match openings(text) {
        0..=MAX_NESTING => None,
        count if count > MAX_OPENINGS => opening_places(text).nth(MAX_OPENINGS),
        _ => exact_too_deep(text),
    }
}

/// How deep a text can nest at most: each level of the grammar that may hold a further one, itself or by looking ahead,
/// begins with one of these, and here they count wherever they stand.
fn openings(text: &str) -> usize {
    opening_places(text).count()
}

fn opening_places(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let opens = |at: &usize| {
        let rest = bytes.get(*at..).unwrap_or_default();
        match rest.first().map(u8::to_ascii_lowercase) {
            // `<` is that of `LIST<…>`.
            Some(b'(' | b'[' | b'{' | b'<') => true,
            Some(b'c' | b's' | b't') => opening_word(rest).is_some(),
            _ => false,
        }
    };
    (0..bytes.len()).filter(opens)
}

/// The word at the start of `rest` that opens a level without a bracket.
fn opening_word(rest: &[u8]) -> Option<&'static str> {
    OPENING_WORDS.into_iter().find(|word| {
        rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    })
}

/// `CASE` holds expressions; behind a `SHOW` or `TERMINATE` the next one may follow.
const OPENING_WORDS: [&str; 3] = [CASE, "show", "terminate"];

const CASE: &str = "case";

/// Brackets are closed; of the others it is not looked for where they end, nobody has so many.
fn exact_too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut cases, mut commands) = (0_usize, 0_usize, 0_usize);
    let mut bytes = text.bytes().enumerate().peekable();
    let mut is_in_word = false;
    while let Some((at, byte)) = bytes.next() {
        let continues_word = std::mem::replace(&mut is_in_word, is_word_byte(byte));
        match byte {
            b'c' | b'C' | b's' | b'S' | b't' | b'T' if !continues_word => {
                let rest = text.as_bytes().get(at..).unwrap_or_default();
                let is_whole = |word: &str| !rest.get(word.len()).is_some_and(|b| is_word_byte(*b));
                match opening_word(rest).filter(|word| is_whole(word)) {
                    Some(CASE) => cases += 1,
                    Some(_) => commands += 1,
                    None => {}
                }
            }
            b'(' | b'[' | b'{' => {
                depth += 1;
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'\'' | b'"' => {
                while let Some((_, b)) = bytes.next() {
                    if b == b'\\' {
                        bytes.next();
                    } else if b == byte {
                        break;
                    }
                }
            }
            b'`' => {
                bytes.find(|(_, b)| *b == b'`');
            }
            b'/' if bytes.peek().is_some_and(|(_, b)| *b == b'/') => {
                bytes.find(|(_, b)| *b == b'\n');
            }
            b'/' if bytes.peek().is_some_and(|(_, b)| *b == b'*') => {
                bytes.next();
                let mut star = false;
                bytes.find(|(_, b)| {
                    let end = star && *b == b'/';
                    star = *b == b'*';
                    end
                });
            }
            _ => {}
        }
        if (depth + cases).max(commands) > MAX_NESTING {
            return Some(at);
        }
    }
    None
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_bounded_and_quotes_and_comments_do_not_count() {
        let open = |n: usize| "(".repeat(n);
        assert!(check(&open(MAX_NESTING)).is_ok());
        assert_eq!(too_deep(&open(MAX_NESTING + 1)), Some(MAX_NESTING));
        for quoted in [
            format!("'{}'", open(500)),
            format!("`{}`", open(500)),
            format!("/*{}*/", open(500)),
            format!("//{}\n", open(500)),
        ] {
            assert_eq!(too_deep(&quoted), None, "{quoted}");
        }
        assert_eq!(too_deep(&"()".repeat(5_000)), None);
    }

    #[test]
    fn words_that_open_a_level_count_too() {
        for (open, at) in [("CASE ", 2_000), ("show x ", 2_800), ("Terminate ", 4_000)] {
            assert_eq!(too_deep(&open.repeat(MAX_NESTING)), None, "{open}");
            assert_eq!(too_deep(&open.repeat(MAX_NESTING + 1)), Some(at), "{open}");
        }
        for other in ["cases ", "upcase ", "_show ", "'case' ", "a < b "] {
            assert_eq!(too_deep(&other.repeat(2_000)), None, "{other}");
        }
    }

    #[test]
    fn there_is_a_bound_on_all_openings_together() {
        assert_eq!(too_deep(&"'('".repeat(MAX_OPENINGS)), None);
        assert_eq!(too_deep(&"'('".repeat(MAX_OPENINGS + 1)), Some(3 * MAX_OPENINGS + 1));
    }
}
