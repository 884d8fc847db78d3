//! Equivalence: what `DISTINCT` and grouping take for the same. `null` is `null`, NaN is NaN, and
//! `1` is `1.0`.

use super::{Value, equals};
use std::hash::{Hash, Hasher};

/// Whether two values are the same for grouping.
#[must_use]
pub fn equivalent(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Null, Value::Null) => true,
        (Value::Float(a), Value::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equivalent(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equivalent(a, b)))
        }
        _ => equals(a, b) == Some(true),
    }
}

/// Feeds a value to a hasher so that equivalent values hash alike.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub fn hash_value<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Null => state.write_u8(0),
        Value::Boolean(truth) => truth.hash(state),
        Value::Integer(number) => number.hash(state),
        // A whole number hashes as the INTEGER it equals.
        Value::Float(number) if (*number as i64) as f64 == *number => {
            (*number as i64).hash(state);
        }
        Value::Float(number) if number.is_nan() => f64::NAN.to_bits().hash(state),
        Value::Float(number) => number.to_bits().hash(state),
        Value::String(text) => text.hash(state),
        Value::List(elements) => hash_values(elements.iter(), state),
        // Equal maps may list their entries in different order.
        Value::Map(entries) => {
            entries.len().hash(state);
            let mut keys: Vec<_> = entries.keys().collect();
            keys.sort_unstable();
            for key in keys {
                key.hash(state);
                hash_value(entries.get(key).unwrap_or(&Value::Null), state);
            }
        }
        Value::Date(date) => date.hash(state),
        Value::LocalTime(time) => time.hash(state),
        Value::Time(time) => time.hash(state),
        Value::LocalDateTime(instant) => instant.hash(state),
        Value::DateTime(instant) => instant.timestamp().hash(state),
        Value::Duration(duration) => duration.hash(state),
        Value::Point(point) => point.to_bits().hash(state),
    }
}

/// Feeds several values to a hasher.
pub fn hash_values<'a, H: Hasher>(values: impl ExactSizeIterator<Item = &'a Value>, state: &mut H) {
    state.write_usize(values.len());
    for value in values {
        hash_value(value, state);
    }
}

/// Values as one key of a hash table, compared by equivalence.
#[derive(Debug, Clone)]
pub struct Key(pub Vec<Value>);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| equivalent(a, b))
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_values(self.0.iter(), state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn equivalent_values_are_one_key() {
        let keys = |values: Vec<Value>| -> usize {
            values.into_iter().map(|value| Key(vec![value])).collect::<HashSet<_>>().len()
        };
        assert_eq!(keys(vec![Value::Null, Value::Null]), 1);
        assert_eq!(keys(vec![f64::NAN.into(), (-f64::NAN).into()]), 1);
        assert_eq!(keys(vec![1_i64.into(), 1.0.into(), 1.5.into()]), 2);
        assert_eq!(keys(vec![0.0.into(), (-0.0).into(), 0_i64.into()]), 1);
        assert_eq!(keys(vec!["a".into(), vec!["a"].into()]), 2);
        let (one, two) = (Value::from(1_i64), Value::from(2_i64));
        let forth = Value::map([("a", one.clone()), ("b", two.clone())]);
        let back = Value::map([("b", two), ("a", one)]);
        assert_eq!(keys(vec![forth, back]), 1);
    }
}
