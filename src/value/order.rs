//! The order of `ORDER BY` over any values, ascending; descending is its exact reverse.

use super::{Map, Value, compare_integer_float};
use std::cmp::Ordering;

/// Where a value's type stands among the types (Cypher manual, "Ordering and comparison of values").
fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::List(_) => 1,
        Value::Point(_) => 2,
        Value::DateTime(_) => 3,
        Value::LocalDateTime(_) => 4,
        Value::Date(_) => 5,
        Value::Time(_) => 6,
        Value::LocalTime(_) => 7,
        Value::Duration(_) => 8,
        Value::String(_) => 9,
        Value::Boolean(_) => 10,
        Value::Integer(_) | Value::Float(_) => 11,
        Value::Null => 12,
    }
}

/// Which of two values comes first; equal for values that sort alike.
#[must_use]
pub fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.as_str().cmp(b.as_str()),
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => {
            a.partial_cmp(b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
        }
        // NaN is the largest number.
        (Value::Integer(a), Value::Float(b)) => {
            compare_integer_float(*a, *b).unwrap_or(Ordering::Less)
        }
        (Value::Float(a), Value::Integer(b)) => {
            compare_integer_float(*b, *a).map_or(Ordering::Greater, Ordering::reverse)
        }
        (Value::List(a), Value::List(b)) => order_lists(a, b),
        (Value::Map(a), Value::Map(b)) => order_maps(a, b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::LocalTime(a), Value::LocalTime(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => a.cmp(b),
        // The same instant: west before east, then by zone name.
        (Value::DateTime(a), Value::DateTime(b)) => a
            .timestamp()
            .cmp(&b.timestamp())
            .then_with(|| a.offset().cmp(&b.offset()))
            .then_with(|| super::zone_name(a).cmp(&super::zone_name(b))),
        (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
        (Value::Point(a), Value::Point(b)) => a.order(b),
        _ => rank(a).cmp(&rank(b)),
    }
}

fn order_lists(a: &[Value], b: &[Value]) -> Ordering {
    a.iter()
        .zip(b)
        .map(|(a, b)| order(a, b))
        .find(|ordering| ordering.is_ne())
        .unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// By number of entries, then by keys, then by values, keys in alphabetical order.
fn order_maps(a: &Map, b: &Map) -> Ordering {
    let sorted = |map: &Map| {
        let mut keys: Vec<_> = map.keys().cloned().collect();
        keys.sort_unstable();
        keys
    };
    let (keys, others) = (sorted(a), sorted(b));
    a.len().cmp(&b.len()).then_with(|| keys.cmp(&others)).then_with(|| {
        keys.iter()
            .map(|key| {
                order(a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null))
            })
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Duration, parse_date, parse_date_time};

    #[test]
    fn every_type_has_its_place() {
        let sorted = [
            Value::map([("a", Value::Null)]),
            Value::List(vec![]),
            Value::List(vec![Value::from("a")]),
            Value::List(vec![Value::from(1_i64)]),
            Value::List(vec![Value::from(1_i64), Value::from(0_i64)]),
            parse_date_time("2024-01-01T12:00Z").unwrap().into(),
            parse_date_time("2024-01-01T13:00+01:00").unwrap().into(),
            Value::Date(parse_date("2020-01-01").unwrap()),
            Duration { months: 0, days: 30, seconds: 0, nanos: 0 }.into(),
            Duration { months: 1, days: 0, seconds: 0, nanos: 0 }.into(),
            Value::from(""),
            Value::from("B"),
            Value::from("a"),
            Value::from(false),
            Value::from(true),
            Value::from(f64::NEG_INFINITY),
            Value::from(1_i64),
            Value::from(1.5),
            Value::from(2_i64),
            Value::from(f64::NAN),
            Value::Null,
        ];
        for (at, a) in sorted.iter().enumerate() {
            for (other, b) in sorted.iter().enumerate() {
                assert_eq!(order(a, b), at.cmp(&other), "{a} and {b}");
            }
        }
    }

    #[test]
    fn one_and_one_point_zero_sort_alike() {
        assert_eq!(order(&Value::from(1_i64), &Value::from(1.0)), Ordering::Equal);
    }
}
