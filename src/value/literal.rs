//! The written forms of a value: as a Cypher literal, and as `toString()` gives it.

use super::{Value, format_float, format_offset, format_time, zone_name};
use crate::text::escape_name;
use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result, Write};

/// The literal form: what golden files print. Temporal values are bare ISO 8601.
impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::String(text) => f.write_str(&quoted(text)),
            Self::List(elements) => {
                f.write_char('[')?;
                for (at, element) in elements.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(f, "{comma}{element}")?;
                }
                f.write_char(']')
            }
            Self::Map(entries) => {
                f.write_char('{')?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(f, "{comma}{}: {value}", escape_name(key))?;
                }
                f.write_char('}')
            }
            _ => f.write_str(&self.to_text().unwrap_or_default()),
        }
    }
}

/// Text as a Cypher string literal in double quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl Value {
    /// What `toString()` gives; `None` for null, lists and maps.
    #[must_use]
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Null | Self::List(_) | Self::Map(_) => return None,
            Self::Boolean(true) => "true".into(),
            Self::Boolean(false) => "false".into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Float(number) => format_float(*number).into(),
            Self::String(text) => Cow::Borrowed(text.as_str()),
            Self::Date(date) => date.to_string().into(),
            Self::LocalTime(time) => format_time(*time).into(),
            Self::Time(time) => time.to_string().into(),
            Self::LocalDateTime(instant) => {
                format!("{}T{}", instant.date(), format_time(instant.time())).into()
            }
            Self::DateTime(instant) => {
                let time = format_time(instant.time());
                let mut text =
                    format!("{}T{time}{}", instant.date(), format_offset(instant.offset()));
                if let Some(name) = zone_name(instant) {
                    let _ = write!(text, "[{name}]");
                }
                text.into()
            }
            Self::Duration(duration) => duration.to_string().into(),
            Self::Point(point) => point.to_string().into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{parse_date_time, parse_duration, parse_time};

    #[test]
    fn every_kind_has_a_literal_form() {
        for (value, text) in [
            (Value::Null, "null"),
            (true.into(), "true"),
            (Value::from(-1_i64), "-1"),
            (2.0.into(), "2.0"),
            ("a\"b\\c\n\u{1}".into(), r#""a\"b\\c\n\u0001""#),
            (vec!["a", "b"].into(), r#"["a", "b"]"#),
            (Value::map([("a b", Value::Null), ("k", 1_i64.into())]), "{`a b`: null, k: 1}"),
            (Value::Date(jiff::civil::date(2024, 2, 29)), "2024-02-29"),
            (Value::LocalTime(jiff::civil::time(1, 2, 0, 5_000_000)), "01:02:00.005"),
            (Value::Time(parse_time("10:15+01").unwrap()), "10:15:00+01:00"),
            (
                parse_date_time("2023-08-14T10:01:29.074Z").unwrap().into(),
                "2023-08-14T10:01:29.074Z",
            ),
            (
                parse_date_time("2023-08-14T10:01:29.5[Europe/Berlin]").unwrap().into(),
                "2023-08-14T10:01:29.5+02:00[Europe/Berlin]",
            ),
            (parse_duration("P1DT2H").unwrap().into(), "P1DT2H"),
        ] {
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn lists_and_maps_have_no_text() {
        assert_eq!(Value::List(vec![]).to_text(), None);
        assert_eq!(Value::from("a").to_text().as_deref(), Some("a"));
    }
}
