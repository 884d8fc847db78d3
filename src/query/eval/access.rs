//! Parts of values: `a.key`, `a[i]`, `a[from..to]`, `a{.key}`.

use super::super::node::{Node, Projected};
use super::{Evaluated, Frame, type_error};
use crate::status::ValueError;
use crate::value::{Map, Value, component};
use std::borrow::Cow;

/// Looks into a value without copying the rest of it.
fn part<'a>(whole: Cow<'a, Value>, find: impl Fn(&Value) -> Option<&Value>) -> Cow<'a, Value> {
    match whole {
        Cow::Borrowed(whole) => find(whole).map_or(Cow::Owned(Value::Null), Cow::Borrowed),
        Cow::Owned(whole) => Cow::Owned(find(&whole).cloned().unwrap_or_default()),
    }
}

pub(super) fn get_property<'a>(operand: &'a Node, key: &str, frame: Frame<'a>) -> Evaluated<'a> {
    let value = operand.eval(frame)?;
    match &*value {
        Value::Map(_) => Ok(part(value, |value| value.as_map()?.get(key))),
        other => property(other, key).map(Cow::Owned),
    }
}

/// `value.key`
fn property(value: &Value, key: &str) -> Result<Value, ValueError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Map(entries) => Ok(entries.get(key).cloned().unwrap_or_default()),
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::List(_) => {
            let message = format!("Type mismatch: expected a map but was {}", value.runtime_text());
            Err(type_error(message, value, "MAP"))
        }
        _ => component(value, key)
            .ok_or_else(|| ValueError::Argument(format!("No such field: {key}"))),
    }
}

/// `list[integer]`, `map[string]`
pub(super) fn index<'a>(whole: &'a Node, index: &'a Node, frame: Frame<'a>) -> Evaluated<'a> {
    let (whole, index) = (whole.eval(frame)?, index.eval(frame)?);
    match (&*whole, &*index) {
        (Value::Null, _) | (_, Value::Null) => Ok(Cow::Owned(Value::Null)),
        (Value::List(elements), Value::Integer(at)) => {
            let at = position(*at, elements.len());
            Ok(part(whole, |whole| whole.as_list()?.get(at?)))
        }
        (Value::Map(_), Value::String(key)) => Ok(part(whole, |whole| whole.as_map()?.get(key))),
        (Value::List(_), other) => {
            let message = format!(
                "Cannot access a list using a non-number index, got {}",
                other.runtime_text()
            );
            Err(type_error(message, other, "INTEGER"))
        }
        (Value::Map(_), other) => {
            let message = format!(
                "Cannot access a map by key '{}': the key must be a string",
                other.runtime_text()
            );
            Err(type_error(message, other, "STRING"))
        }
        (other, key) => {
            let (text, key) = (other.runtime_text(), key.runtime_text());
            let message = format!(
                "`{text}` is not a collection or a map. Element access is only possible by \
                 performing a collection lookup using an integer index, or by performing a map \
                 lookup using a string key (found: {text}[{key}])"
            );
            Err(type_error(message, other, "LIST or MAP"))
        }
    }
}

/// Where an index points, negative ones from the end; `None` outside.
fn position(index: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let at = if index < 0 { length.checked_add(index)? } else { index };
    usize::try_from(at).ok().filter(|_| at < length)
}

/// `list[from..to]`: half open, clamped; a null bound gives null.
pub(super) fn slice<'a>(
    list: &Node,
    from: Option<&Node>,
    to: Option<&Node>,
    frame: Frame<'_>,
) -> Evaluated<'a> {
    let list = list.eval(frame)?;
    let elements = match &*list {
        Value::List(elements) => elements,
        Value::Null => return Ok(Cow::Owned(Value::Null)),
        other => {
            let message = format!("`{}` is not a list", other.runtime_text());
            return Err(type_error(message, other, "LIST"));
        }
    };
    let length = elements.len();
    let (Some(from), Some(to)) =
        (bound(from, 0, length, frame)?, bound(to, length, length, frame)?)
    else {
        return Ok(Cow::Owned(Value::Null));
    };
    let part = elements.get(from..to).unwrap_or_default();
    Ok(Cow::Owned(Value::List(part.to_vec())))
}

/// A bound of a slice within the list; `None` for null.
fn bound(
    bound: Option<&Node>,
    default: usize,
    length: usize,
    frame: Frame<'_>,
) -> Result<Option<usize>, ValueError> {
    let Some(bound) = bound else { return Ok(Some(default)) };
    let value = bound.eval(frame)?;
    match &*value {
        Value::Null => Ok(None),
        Value::Integer(at) => {
            let end = i64::try_from(length).unwrap_or(i64::MAX);
            let at = if *at < 0 { end.saturating_add(*at) } else { *at };
            Ok(Some(usize::try_from(at.clamp(0, end)).unwrap_or(length)))
        }
        other => {
            let message = format!("Expected an integer, but got: {}", other.runtime_text());
            Err(type_error(message, other, "INTEGER"))
        }
    }
}

/// `m{.a, b: 1, .*}`
pub(super) fn projection<'a>(map: &Node, items: &[Projected], frame: Frame<'_>) -> Evaluated<'a> {
    let source = map.eval(frame)?;
    let entries = match &*source {
        Value::Null => return Ok(Cow::Owned(Value::Null)),
        Value::Map(entries) => entries,
        other => {
            let message = format!("Type mismatch: expected a map but was {}", other.runtime_text());
            return Err(type_error(message, other, "MAP"));
        }
    };
    let mut made = Map::with_capacity(items.len());
    for item in items {
        match item {
            Projected::Entry(key, value) => {
                made.insert(key.clone(), value.owned(frame)?);
            }
            Projected::Property(key) => {
                made.insert(key.clone(), entries.get(key).cloned().unwrap_or_default());
            }
            Projected::All => {
                for (key, value) in entries.iter() {
                    made.insert(key.clone(), value.clone());
                }
            }
        }
    }
    Ok(Cow::Owned(Value::Map(Box::new(made))))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn parts_of_lists_and_maps() {
        check(&[
            ("[1, 2, 3][0]", "1"),
            ("[1, 2, 3][-1]", "3"),
            ("[1, 2, 3][3]", "null"),
            ("[1, 2, 3][-4]", "null"),
            ("[1][null]", "null"),
            ("null[0]", "null"),
            ("[1, 2, 3][1..]", "[2, 3]"),
            ("[1, 2, 3][..-1]", "[1, 2]"),
            ("[1, 2, 3][1..10]", "[2, 3]"),
            ("[1, 2, 3][2..1]", "[]"),
            ("[1, 2, 3][null..2]", "null"),
            ("[1][..]", "error: The start or end (or both) is required for a collection slice"),
            ("{a: 1}.a", "1"),
            ("{a: 1}.b", "null"),
            ("{a: 1}['a']", "1"),
            ("$map.k", "1"),
            ("$map['n']", "null"),
            ("null.a", "null"),
            ("'a'.b", "error: Type mismatch: expected a map but was String(\"a\")"),
            ("date('2024-05-06').month", "5"),
            ("date('2024-05-06').hour", "error: No such field: hour"),
            ("[m IN [{a: 1, b: 2}] | m{.a, c: 3, .d}]", "[{a: 1, c: 3, d: null}]"),
            ("[m IN [{a: 1, b: 2}] | m{.*, b: 3}]", "[{a: 1, b: 3}]"),
            ("[m IN [{a: 1}] | [x IN [5] | m{.a, x}]]", "[[{a: 1, x: 5}]]"),
        ]);
    }
}
