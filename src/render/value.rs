//! Values as cypher-shell prints them: strings in double quotes, `NULL`, `TRUE`, `FALSE`.

use crate::text::escape_name;
use crate::value::Value;
use std::fmt::Write as _;

/// A value as it stands in a cell of a table.
#[must_use]
pub fn render_value(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value);
    text
}

fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("NULL"),
        Value::Boolean(true) => out.push_str("TRUE"),
        Value::Boolean(false) => out.push_str("FALSE"),
        Value::String(text) => {
            out.push('"');
            out.push_str(&text.replace('"', "\\\""));
            out.push('"');
        }
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write_value(out, item);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (at, (key, item)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                out.push_str(&escape_name(key));
                out.push_str(": ");
                write_value(out, item);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_text().unwrap_or_default()),
    }
}

/// A cell's text for a terminal: control characters other than line breaks are written out, so that no
/// name can move the cursor or change colours.
pub(super) fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    let is_unsafe = |c: char| c.is_control() && c != '\n';
    if !text.contains(is_unsafe) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => safe.push_str("\\t"),
            '\r' => safe.push_str("\\r"),
            c if is_unsafe(c) => _ = write!(safe, "\\u{:04x}", u32::from(c)),
            c => safe.push(c),
        }
    }
    safe.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_look_as_in_cypher_shell() {
        let map = Value::map([("a", Value::Integer(1)), ("b c", Value::Null)]);
        for (value, text) in [
            (Value::Null, "NULL"),
            (Value::Boolean(true), "TRUE"),
            (Value::Integer(-7), "-7"),
            (Value::Float(1.0), "1.0"),
            (Value::Float(1e10), "1.0E10"),
            (Value::String("a\"b\\".into()), "\"a\\\"b\\\""),
            (Value::List(vec![Value::Integer(1), Value::Boolean(false)]), "[1, FALSE]"),
            (map, "{a: 1, `b c`: NULL}"),
        ] {
            assert_eq!(render_value(&value), text);
        }
    }

    #[test]
    fn control_characters_do_not_reach_a_terminal() {
        assert_eq!(printable("a\u{1b}[31m\tb\n"), "a\\u001b[31m\\tb\n");
    }
}
