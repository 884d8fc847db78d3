//! `=` and `<`: three-valued, after the Cypher manual's chapter on equality and comparability.

use super::{Map, Ternary, Value, compare_integer_float};
use std::cmp::Ordering;

/// `a = b`.
#[must_use]
pub fn equals(a: &Value, b: &Value) -> Ternary {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::List(a), Value::List(b)) => equal_lists(a, b),
        (Value::Map(a), Value::Map(b)) => equal_maps(a, b),
        (Value::Integer(a), Value::Float(b)) | (Value::Float(b), Value::Integer(a)) => {
            Some(compare_integer_float(*a, *b) == Some(Ordering::Equal))
        }
        // The same instant in another zone is another value.
        (Value::DateTime(a), Value::DateTime(b)) => {
            Some(a == b && a.offset() == b.offset() && a.time_zone() == b.time_zone())
        }
        _ => Some(a == b),
    }
}

/// Equal when pairwise equal; one definite difference decides.
fn equal_lists(a: &[Value], b: &[Value]) -> Ternary {
    if a.len() != b.len() {
        return Some(false);
    }
    conjunction(a.iter().zip(b).map(|(a, b)| equals(a, b)))
}

fn equal_maps(a: &Map, b: &Map) -> Ternary {
    if a.len() != b.len() || a.keys().any(|key| !b.contains_key(key)) {
        return Some(false);
    }
    conjunction(a.iter().map(|(key, value)| equals(value, b.get(key).unwrap_or(&Value::Null))))
}

/// `AND` over many.
fn conjunction(truths: impl Iterator<Item = Ternary>) -> Ternary {
    let mut all = Some(true);
    for truth in truths {
        match truth {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

/// What `<` and its like know about two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// One order holds.
    Ordered(Ordering),
    /// None holds: NaN is on one side. `<`, `<=`, `>`, `>=` are all false.
    Never,
    /// `null`: a null inside, or types that do not compare.
    Unknown,
}

impl Comparison {
    /// The answer of an operator that holds for these orders.
    #[must_use]
    pub fn holds(self, accepts: impl Fn(Ordering) -> bool) -> Ternary {
        match self {
            Self::Ordered(ordering) => Some(accepts(ordering)),
            Self::Never => Some(false),
            Self::Unknown => None,
        }
    }
}

/// `a < b`, `a = b` or `a > b`, as far as they compare.
#[must_use]
pub fn compare(a: &Value, b: &Value) -> Comparison {
    let partial = |ordering: Option<Ordering>| match ordering {
        Some(ordering) => Comparison::Ordered(ordering),
        None => Comparison::Never,
    };
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => partial(a.partial_cmp(b)),
        (Value::Integer(a), Value::Float(b)) => partial(compare_integer_float(*a, *b)),
        (Value::Float(a), Value::Integer(b)) => {
            partial(compare_integer_float(*b, *a).map(Ordering::reverse))
        }
        // UTF-8 sorts by code point. UNKNOWN: Neo4j may sort by UTF-16 unit (show-clauses §6.8).
        (Value::String(a), Value::String(b)) => Comparison::Ordered(a.as_str().cmp(b.as_str())),
        (Value::Boolean(a), Value::Boolean(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::LocalTime(a), Value::LocalTime(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::DateTime(_), Value::DateTime(_)) => Comparison::Ordered(super::order(a, b)),
        (Value::List(a), Value::List(b)) => compare_lists(a, b),
        _ => Comparison::Unknown,
    }
}

/// Lexicographic, the shorter first.
fn compare_lists(a: &[Value], b: &[Value]) -> Comparison {
    for (a, b) in a.iter().zip(b) {
        match compare(a, b) {
            Comparison::Ordered(Ordering::Equal) => {}
            decided => return decided,
        }
    }
    Comparison::Ordered(a.len().cmp(&b.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(values: &[Value]) -> Value {
        Value::List(values.to_vec())
    }

    #[test]
    fn equality_is_three_valued() {
        let one = Value::Integer(1);
        let two = Value::Integer(2);
        let nan = Value::Float(f64::NAN);
        for (a, b, expected) in [
            (one.clone(), Value::Float(1.0), Some(true)),
            (one.clone(), Value::from("1"), Some(false)),
            (one.clone(), Value::Null, None),
            (Value::Null, Value::Null, None),
            (nan.clone(), nan, Some(false)),
            (list(std::slice::from_ref(&one)), list(&[one.clone(), two.clone()]), Some(false)),
            (list(&[one.clone(), Value::Null]), list(&[one.clone(), two.clone()]), None),
            (list(&[one.clone(), Value::Null]), list(&[two.clone(), two.clone()]), Some(false)),
            (Value::map([("a", one.clone())]), Value::map([("a", Value::Float(1.0))]), Some(true)),
            (Value::map([("a", Value::Null)]), Value::map([("a", one.clone())]), None),
            (Value::map([("a", one.clone())]), Value::map([("b", one)]), Some(false)),
        ] {
            assert_eq!(equals(&a, &b), expected, "{a} = {b}");
        }
    }

    #[test]
    fn values_of_different_types_do_not_compare_and_nan_never_does() {
        let less = |a: Value, b: Value| compare(&a, &b).holds(Ordering::is_lt);
        assert_eq!(less(1_i64.into(), 2.5.into()), Some(true));
        assert_eq!(less(1_i64.into(), "a".into()), None);
        assert_eq!(less(1_i64.into(), f64::NAN.into()), Some(false));
        assert_eq!(less("Z".into(), "a".into()), Some(true));
        assert_eq!(less("\u{FFFF}".into(), "\u{10000}".into()), Some(true));
        assert_eq!(less(vec![1_i64].into(), vec![1_i64, 0].into()), Some(true));
        assert_eq!(less(vec![Value::Null].into(), vec![1_i64].into()), None);
        assert_eq!(
            less(Value::map([("a", 1_i64.into())]), Value::map([("a", 2_i64.into())])),
            None
        );
    }
}
