//! Our own bounds on what is parsed. Neo4j has none; its front end runs out of time or stack instead.

use crate::status::{Error, ErrorKind};
use crate::text::Span;

/// The longest statement, in bytes.
pub const MAX_STATEMENT_BYTES: usize = 16 << 20;

/// The deepest nesting of brackets, `NOT` and `CASE`.
pub const MAX_NESTING: usize = 400;

/// Statements up to this length cannot nest deeply enough to need a stack of their own.
const SHALLOW_BYTES: usize = 200;

/// What the generated parser may need for [`MAX_NESTING`] levels, unoptimized.
const STACK_BYTES: usize = 6 << 20;

/// Runs a parse with enough stack for the deepest nesting that is allowed, whatever thread it is on:
/// the bound on nesting must be what stops it, everywhere at the same depth.
pub(super) fn with_stack<T>(text: &str, parse: impl FnOnce() -> T) -> T {
    if text.len() <= SHALLOW_BYTES {
        parse()
    } else {
        stacker::maybe_grow(STACK_BYTES, STACK_BYTES + (2 << 20), parse)
    }
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

/// The offset of the first bracket beyond the bound. Text in quotes and comments may only make the
/// count too high, so a second, exact look is taken when the quick one finds something.
fn too_deep(text: &str) -> Option<usize> {
    if text.len() <= MAX_NESTING {
        return None;
    }
    let opening = text.bytes().filter(|b| matches!(b, b'(' | b'[' | b'{')).count();
    if opening <= MAX_NESTING { None } else { exact_too_deep(text) }
}

fn exact_too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MAX_NESTING {
                    return Some(at);
                }
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
    }
    None
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
}
