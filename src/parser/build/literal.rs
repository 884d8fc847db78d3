//! Literals: escapes in strings, the forms of numbers.

use super::context::{Built, Context};
use crate::ast::Literal;
use crate::parser::Seen;
use crate::status::{Error, ErrorKind};
use crate::text::Span;
use std::borrow::Cow;

/// `\uXXXX` outside strings: resolved before names are read.
pub(super) fn resolve_unicode(text: &str) -> Cow<'_, str> {
    if text.contains("\\u") { Cow::Owned(unescape(text, true)) } else { Cow::Borrowed(text) }
}

/// The text of a string literal with its quotes.
pub(super) fn string_text(literal: &str) -> String {
    let mut inner = literal.chars();
    inner.next();
    inner.next_back();
    let inner = inner.as_str();
    if inner.contains('\\') { unescape(inner, false) } else { inner.to_owned() }
}

/// Resolves escapes. Unknown ones stay as they are, as does a `\u` without four hex digits.
fn unescape(text: &str, only_unicode: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        if !before.is_empty() {
            flush(&mut units, &mut out);
            out.push_str(before);
        }
        if let Some(unit) =
            escape.strip_prefix("\\u").and_then(|hex| hex.get(..4)).and_then(hex_unit)
        {
            units.push(unit);
            rest = escape.get(6..).unwrap_or_default();
            continue;
        }
        flush(&mut units, &mut out);
        let mut chars = escape.chars();
        chars.next();
        match chars.next() {
            None => out.push('\\'),
            Some(c) => match plain_escape(c).filter(|_| !only_unicode) {
                Some(resolved) => out.push(resolved),
                None => out.extend(['\\', c]),
            },
        }
        rest = chars.as_str();
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    out
}

fn hex_unit(digits: &str) -> Option<u16> {
    if digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        u16::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

/// Writes out UTF-16 units gathered from `\u` escapes; an unpaired surrogate becomes U+FFFD.
fn flush(units: &mut Vec<u16>, out: &mut String) {
    if !units.is_empty() {
        out.push_str(&String::from_utf16_lossy(units));
        units.clear();
    }
}

fn plain_escape(c: char) -> Option<char> {
    Some(match c {
        '\\' | '\'' | '"' => c,
        'b' => '\u{8}',
        'f' => '\u{C}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => return None,
    })
}

fn invalid(message: &str, span: Span) -> Error {
    Error::at(ErrorKind::Syntax(message.to_owned()), span)
}

/// An unsigned decimal integer, `_` allowed between digits.
pub(super) fn unsigned(text: &str, span: Span) -> Built<u64> {
    match number(text, false, span)? {
        Literal::Integer(value) => Ok(value.unsigned_abs()),
        _ => Err(invalid("invalid literal number", span)),
    }
}

/// A signed decimal integer where only a literal may stand: `-`, blanks and comments, digits.
pub(super) fn signed(text: &str, span: Span) -> Built<i64> {
    let digits = text.rsplit(|c: char| c != '_' && !c.is_alphanumeric()).next().unwrap_or_default();
    match number(digits, text.starts_with('-'), span)? {
        Literal::Integer(value) => Ok(value),
        _ => Err(invalid("invalid literal number", span)),
    }
}

/// The number, or nought in place of a bad one, whose error is noted.
pub(super) fn or_defer<T: Default>(context: &Context<'_>, value: Built<T>, seen: Seen) -> T {
    value.unwrap_or_else(|error| {
        context.defer(error, seen);
        T::default()
    })
}

/// Whether only Cypher 5 takes this for a number: more behind a nought than `x` and `o`.
pub(super) fn is_of_cypher_5(text: &str) -> bool {
    text.len() > 1
        && text.starts_with('0')
        && !text.starts_with("0x")
        && !text.starts_with("0o")
        && !is_float(text)
}

/// Whether a number is a float by its form.
pub(super) fn is_float(text: &str) -> bool {
    let is_based = text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0X");
    let begins =
        |rest: &str| rest.trim_start_matches('_').starts_with(|c: char| c.is_ascii_digit());
    let has_power = || {
        text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_')
            .strip_prefix(['e', 'E'])
            .is_some_and(|power| begins(power.strip_prefix(['+', '-']).unwrap_or(power)))
    };
    !is_based && (text.contains('.') || has_power())
}

/// A number literal, `negative` if a minus stands before it.
///
/// Facts: `1_000`, `0x1F`, `0o17`, `.5`, `1e3`, `1.5f` are numbers; `017`, `0X1f` and `1x` are refused
/// each with its own text.
pub(super) fn number(text: &str, negative: bool, span: Span) -> Built<Literal> {
    let lower = text.to_ascii_lowercase();
    let (digits, radix) = if let Some(hex) = text.strip_prefix("0x") {
        (hex, 16)
    } else if let Some(octal) = text.strip_prefix("0o") {
        (octal, 8)
    } else if is_float(text) {
        return float(&lower, negative, span);
    } else {
        (text, 10)
    };
    if radix == 10 && digits.len() > 1 && digits.starts_with('0') {
        return Err(old_form(text, span));
    }
    let well_formed = !digits.is_empty()
        && !digits.ends_with('_')
        && !digits.contains("__")
        && (radix != 10 || !digits.starts_with('_'))
        && digits.chars().all(|c| c == '_' || c.is_digit(radix));
    if !well_formed {
        return Err(invalid("invalid literal number", span));
    }
    let signed = format!("{}{}", if negative { "-" } else { "" }, digits.replace('_', ""));
    i64::from_str_radix(&signed, radix)
        .map(Literal::Integer)
        .map_err(|_| invalid("integer is too large", span))
}

/// `017`, `0X1f`: forms of the past.
fn old_form(text: &str, span: Span) -> Error {
    let rest = text.get(1..).unwrap_or_default();
    if rest.chars().all(|c| c.is_digit(8)) {
        let message = format!(
            "The octal integer literal syntax `{text}` is no longer supported, please use `0o{rest}` instead"
        );
        return invalid(&message, span);
    }
    if let Some(hex) = rest.strip_prefix('X')
        && !hex.is_empty()
        && hex.chars().all(|c| c.is_ascii_hexdigit())
    {
        let message = format!(
            "The hex integer literal syntax `{text}` is no longer supported, please use `0x{hex}` instead"
        );
        return invalid(&message, span);
    }
    invalid("invalid literal number", span)
}

/// A float in small letters. What stands behind its power besides `f` and `d` is passed over, as Neo4j does.
fn float(lower: &str, negative: bool, span: Span) -> Built<Literal> {
    let (mantissa, power) = lower.split_once('e').unwrap_or((lower, ""));
    let is_good =
        |digits: &str| !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
    let sign = power.len() - power.trim_start_matches(['+', '-']).len();
    let digits = power.get(sign..).unwrap_or_default();
    let length = digits.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(digits.len());
    let power = power.get(..sign + length).unwrap_or_default();
    let mantissa = mantissa.trim_end_matches(['f', 'd']);
    let starts_well = !power.trim_start_matches(['+', '-']).starts_with('_');
    if !starts_well || !mantissa.split('.').all(is_good) {
        return Err(invalid("invalid literal number", span));
    }
    let text = if power.is_empty() { mantissa.to_owned() } else { format!("{mantissa}e{power}") };
    let value: f64 =
        text.replace('_', "").parse().map_err(|_| invalid("invalid literal number", span))?;
    if value.is_infinite() {
        return Err(invalid("floating point number is too large", span));
    }
    Ok(Literal::Float(if negative { -value } else { value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_resolve_their_escapes() {
        for (literal, text) in [
            (r"'a\'b'", "a'b"),
            (r#""x\ty""#, "x\ty"),
            (r"'\u0041\uD83D\uDE00'", "A😀"),
            (r"'\q\u00'", r"\q\u00"),
        ] {
            assert_eq!(string_text(literal), text);
        }
    }

    #[test]
    fn numbers_have_many_forms() {
        let span = Span::default();
        for (text, negative, expected) in [
            ("0", false, Literal::Integer(0)),
            ("1_000", false, Literal::Integer(1000)),
            ("0x1F", false, Literal::Integer(31)),
            ("0o17", false, Literal::Integer(15)),
            ("9223372036854775808", true, Literal::Integer(i64::MIN)),
            (".5", false, Literal::Float(0.5)),
            ("1.5E-3", false, Literal::Float(0.0015)),
            ("1e3d", true, Literal::Float(-1000.0)),
            ("1.5f", false, Literal::Float(1.5)),
        ] {
            assert_eq!(number(text, negative, span), Ok(expected), "{text}");
        }
        for (text, message) in [
            ("1_", "invalid literal number"),
            ("1x", "invalid literal number"),
            ("0x", "invalid literal number"),
            ("9223372036854775808", "integer is too large"),
            ("1e999", "floating point number is too large"),
            (
                "017",
                "The octal integer literal syntax `017` is no longer supported, please use `0o17` instead",
            ),
            (
                "0X1f",
                "The hex integer literal syntax `0X1f` is no longer supported, please use `0x1f` instead",
            ),
        ] {
            assert_eq!(number(text, false, span).unwrap_err().to_string(), message, "{text}");
        }
    }
}
