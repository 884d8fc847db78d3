//! `\uXXXX` anywhere in a statement: Neo4j resolves it before its lexer sees the text, inside comments, too.

use crate::text::{Span, utf16_offset};

/// A text with its escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The text.
    pub text: String,
    /// Where resolved and typed text part: byte offsets behind each escape, in both.
    shifts: Vec<(usize, usize)>,
}

/// An escape without its hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadEscape;

impl Resolved {
    /// The span in the text as typed of a span in the resolved one.
    #[must_use]
    pub fn typed(&self, span: Span) -> Span {
        Span::new(self.typed_offset(span.range().start), self.typed_offset(span.range().end))
    }

    /// The span in the text as typed, `text`, that is as many UTF-16 units from its start as `span` is in the resolved
    /// one.
    #[must_use]
    pub fn same_place(&self, span: Span, text: &str) -> Span {
        let place = |at: usize| {
            let units = utf16_offset(&self.text, at);
            let mut before = 0;
            let found = text.char_indices().find(|(_, c)| {
                before += c.len_utf16();
                before > units
            });
            found.map_or(text.len(), |(at, _)| at)
        };
        Span::new(place(span.range().start), place(span.range().end))
    }

    fn typed_offset(&self, at: usize) -> usize {
        let number = self.shifts.partition_point(|(resolved, _)| *resolved <= at);
        let last = number.checked_sub(1).and_then(|last| self.shifts.get(last));
        let (resolved, typed) = last.copied().unwrap_or_default();
        typed + (at - resolved)
    }
}

/// Resolves the escapes of a text; `None` when it has none.
///
/// # Errors
/// An escape whose digits are none: Neo4j's front end looks at such a text no further.
pub fn resolve_escapes(text: &str) -> Result<Option<Resolved>, BadEscape> {
    if !text.contains("\\u") {
        return Ok(None);
    }
    let mut resolved = Resolved { text: String::with_capacity(text.len()), shifts: Vec::new() };
    let mut units: Vec<u16> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && !rest.is_empty()
    {
        if let Some(behind) = rest.strip_prefix("\\u") {
            let (unit, length) = unit(behind)?;
            units.push(unit);
            at += "\\u".len() + length;
            continue;
        }
        flush(&mut units, &mut resolved, at);
        // A backslash and what it escapes, another backslash among it; or text up to the next one.
        let length = if rest.starts_with('\\') {
            rest.chars().take(2).map(char::len_utf8).sum()
        } else {
            rest.find('\\').unwrap_or(rest.len())
        };
        resolved.text.push_str(rest.get(..length).unwrap_or_default());
        at += length;
    }
    flush(&mut units, &mut resolved, at);
    Ok((!resolved.shifts.is_empty()).then_some(resolved))
}

/// Up to four digits, fewer only at the end of the text.
fn unit(text: &str) -> Result<(u16, usize), BadEscape> {
    let digits = text.get(..4).unwrap_or(text);
    let is_hex = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match u16::from_str_radix(digits, 16) {
        Ok(unit) if is_hex => Ok((unit, digits.len())),
        _ => Err(BadEscape),
    }
}

/// Writes out the units gathered; an unpaired surrogate becomes U+FFFD.
fn flush(units: &mut Vec<u16>, resolved: &mut Resolved, at: usize) {
    if !units.is_empty() {
        // Each character keeps the place of its own escape: six bytes as typed, save at the very end.
        let mut typed = at.saturating_sub(units.len() * 6);
        for found in char::decode_utf16(units.drain(..)) {
            let c = found.unwrap_or(char::REPLACEMENT_CHARACTER);
            resolved.text.push(c);
            typed = (typed + c.len_utf16() * 6).min(at);
            resolved.shifts.push((resolved.text.len(), typed));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_and_places_kept() {
        for (typed, text, places) in [
            (r"a\u0062c", "abc", &[(0, 0), (1, 1), (2, 7), (3, 8)][..]),
            (r"\u0041\u00e4x", "Aäx", &[(0, 0), (1, 6), (3, 12)]),
            (r"\ud83d\ude00!", "😀!", &[(0, 0), (4, 12)]),
            (r"\\u0041 \u0041", r"\\u0041 A", &[(8, 8)]),
            (r"'\\\u0027'", r"'\\''", &[(3, 3), (4, 9)]),
            (r"\u41", "A", &[(0, 0), (1, 4)]),
        ] {
            let resolved = resolve_escapes(typed).unwrap().unwrap();
            assert_eq!(resolved.text, text, "{typed}");
            for (at, expected) in places {
                assert_eq!(resolved.typed_offset(*at), *expected, "{typed} {at}");
            }
        }
        assert_eq!(resolve_escapes(r"\\u0041 \U0041"), Ok(None));
        for bad in [r"\u00zz", r"\u", r"'\u00'", r"\uu041"] {
            assert_eq!(resolve_escapes(bad), Err(BadEscape), "{bad}");
        }
    }
}
