//! Scalar functions: conversions, sizes, first and last.

use super::{Args, Function, Result, function, sees_null};
use crate::value::{Value, equals, value_type};

pub(super) const FUNCTIONS: &[Function] = &[
    function("char_length", 1, 1, char_length),
    function("character_length", 1, 1, char_length),
    sees_null("coalesce", 1, usize::MAX, coalesce),
    function("head", 1, 1, head),
    function("keys", 1, 1, keys),
    function("last", 1, 1, last),
    sees_null("nullIf", 2, 2, null_if),
    function("properties", 1, 1, properties),
    sees_null("randomUUID", 0, 0, random_uuid),
    function("size", 1, 1, size),
    sees_null("timestamp", 0, 0, timestamp),
    function("toBoolean", 1, 1, to_boolean),
    function("toBooleanOrNull", 1, 1, |args| Ok(boolean(args.get(0)).unwrap_or_default())),
    function("toFloat", 1, 1, to_float),
    function("toFloatOrNull", 1, 1, |args| Ok(float(args.get(0)).unwrap_or_default())),
    function("toInteger", 1, 1, to_integer),
    function("toIntegerOrNull", 1, 1, |args| Ok(integer(args.get(0)).unwrap_or_default())),
    function("toString", 1, 1, to_string),
    function("toStringOrNull", 1, 1, |args| Ok(string(args.get(0)).unwrap_or_default())),
    sees_null("valueType", 1, 1, |args| Ok(value_type(args.get(0)).into())),
];

/// Characters as Neo4j counts them: code points.
pub(super) fn count_chars(text: &str) -> Value {
    Value::Integer(i64::try_from(text.chars().count()).unwrap_or(i64::MAX))
}

fn char_length(args: &Args<'_>) -> Result {
    Ok(count_chars(args.text(0)?))
}

fn coalesce(args: &Args<'_>) -> Result {
    Ok(args.values.iter().find(|value| !value.is_null()).map(|v| v.clone().into_owned()).into())
}

fn head(args: &Args<'_>) -> Result {
    Ok(args.list(0)?.first().cloned().unwrap_or_default())
}

fn last(args: &Args<'_>) -> Result {
    Ok(args.list(0)?.last().cloned().unwrap_or_default())
}

fn keys(args: &Args<'_>) -> Result {
    let entries = args.get(0).as_map().ok_or_else(|| args.refuse(0, "MAP"))?;
    Ok(entries.keys().cloned().collect::<Vec<_>>().into())
}

fn null_if(args: &Args<'_>) -> Result {
    let equal = equals(args.get(0), args.get(1)) == Some(true);
    Ok(if equal { Value::Null } else { args.get(0).clone() })
}

fn properties(args: &Args<'_>) -> Result {
    match args.get(0) {
        map @ Value::Map(_) => Ok(map.clone()),
        _ => Err(args.refuse(0, "MAP")),
    }
}

/// A version 4 UUID of the statement's randomness.
fn random_uuid(args: &Args<'_>) -> Result {
    let high = (args.env.random() & !0xF000) | 0x4000;
    let low = (args.env.random() & !(0b11 << 62)) | (0b10 << 62);
    Ok(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    )
    .into())
}

fn size(args: &Args<'_>) -> Result {
    match args.get(0) {
        Value::String(text) => Ok(count_chars(text)),
        Value::List(elements) => {
            Ok(Value::Integer(i64::try_from(elements.len()).unwrap_or(i64::MAX)))
        }
        _ => Err(args.refuse(0, "STRING or LIST")),
    }
}

/// Milliseconds since 1970 by the statement's clock.
fn timestamp(args: &Args<'_>) -> Result {
    Ok(args.env.now.timestamp().as_millisecond().into())
}

fn to_boolean(args: &Args<'_>) -> Result {
    boolean(args.get(0)).ok_or_else(|| args.refuse(0, "BOOLEAN, STRING or INTEGER"))
}

fn to_float(args: &Args<'_>) -> Result {
    float(args.get(0)).ok_or_else(|| args.refuse(0, "STRING, FLOAT or INTEGER"))
}

fn to_integer(args: &Args<'_>) -> Result {
    integer(args.get(0)).ok_or_else(|| args.refuse(0, "STRING, FLOAT, INTEGER or BOOLEAN"))
}

fn to_string(args: &Args<'_>) -> Result {
    string(args.get(0))
        .ok_or_else(|| args.refuse(0, "String, Number, Boolean, Temporal or Duration"))
}

/// As BOOLEAN: null for text that is none, `None` for types that do not convert.
pub(super) fn boolean(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Null => Value::Null,
        Value::Boolean(_) => value.clone(),
        Value::Integer(number) => (*number != 0).into(),
        Value::String(text) => {
            let text = text.trim();
            match (text.eq_ignore_ascii_case("true"), text.eq_ignore_ascii_case("false")) {
                (true, _) => true.into(),
                (_, true) => false.into(),
                _ => Value::Null,
            }
        }
        _ => return None,
    })
}

/// As FLOAT: null for text that is none, `None` for types that do not convert.
pub(super) fn float(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Null => Value::Null,
        Value::Integer(_) | Value::Float(_) => value.as_float().into(),
        Value::String(text) => parse_float(text.trim()).into(),
        _ => return None,
    })
}

/// Java's spelling of floats; Rust's `inf` and `nan` are not among them.
fn parse_float(text: &str) -> Option<f64> {
    match text.strip_prefix(['+', '-']).unwrap_or(text) {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }),
        digits if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            text.strip_suffix(['f', 'F', 'd', 'D']).unwrap_or(text).parse().ok()
        }
        _ => None,
    }
}

/// As INTEGER: null for text that is none, `None` for types that do not convert.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn integer(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Null => Value::Null,
        Value::Boolean(truth) => i64::from(*truth).into(),
        Value::Integer(_) => value.clone(),
        Value::Float(number) => truncated(*number).into(),
        Value::String(text) => {
            let text = text.trim();
            text.parse::<i64>().ok().or_else(|| parse_float(text).and_then(truncated)).into()
        }
        _ => return None,
    })
}

/// Toward zero; `None` for what has no INTEGER.
#[allow(clippy::cast_possible_truncation)]
fn truncated(number: f64) -> Option<i64> {
    (number.abs() < 9_223_372_036_854_775_808.0).then_some(number as i64)
}

/// As STRING; `None` for types that do not convert.
pub(super) fn string(value: &Value) -> Option<Value> {
    match value {
        Value::Null => Some(Value::Null),
        _ => value.to_text().map(|text| text.as_ref().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn scalar_functions() {
        check(&[
            ("coalesce(null, 1, 2)", "1"),
            ("coalesce(null)", "null"),
            ("nullIf(1, 1.0)", "null"),
            ("nullIf(1, 2)", "1"),
            ("nullIf(null, null)", "null"),
            ("size('añ😀')", "3"),
            ("size([1, 2])", "2"),
            ("size(null)", "null"),
            (
                "size(1)",
                "error: Invalid input for function 'size()': Expected a STRING or LIST, got: Long(1)",
            ),
            ("char_length('abc')", "3"),
            ("head([])", "null"),
            ("head([1, 2])", "1"),
            ("last([1, 2])", "2"),
            ("keys({b: 1, a: 2})", "[\"b\", \"a\"]"),
            ("properties({a: 1})", "{a: 1}"),
            ("valueType([1, 'a'])", "\"LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL\""),
            ("valueType(null)", "\"NULL\""),
            ("timestamp()", "1709209845123"),
            (
                "randomUUID() =~ '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'",
                "true",
            ),
        ]);
    }

    #[test]
    fn conversions() {
        check(&[
            ("toInteger(' 42 ')", "42"),
            ("toInteger('1.9')", "1"),
            ("toInteger(-1.9)", "-1"),
            ("toInteger('x')", "null"),
            ("toInteger(true)", "1"),
            ("toInteger(NaN)", "null"),
            ("toIntegerOrNull([])", "null"),
            ("toFloat('1e3')", "1000.0"),
            ("toFloat('inf')", "null"),
            ("toFloat(1)", "1.0"),
            ("toFloatOrNull(true)", "null"),
            ("toBoolean('TRUE')", "true"),
            ("toBoolean('x')", "null"),
            ("toBoolean(0)", "false"),
            ("toBooleanOrNull(1.5)", "null"),
            ("toString(1.0)", "\"1.0\""),
            ("toString(true)", "\"true\""),
            ("toString(date('2024-01-02'))", "\"2024-01-02\""),
            ("toString(null)", "null"),
            ("toStringOrNull([1])", "null"),
            (
                "toString([1])",
                "error: Invalid input for function 'toString()': Expected a String, Number, Boolean, Temporal or Duration, got: List{Long(1)}",
            ),
        ]);
    }
}
