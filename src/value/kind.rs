//! The kinds of value.

use super::{Duration, OffsetTime, Point};
use crate::text::Text;
use indexmap::IndexMap;
use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime, Time};

/// A map's entries, in insertion order.
pub type Map = IndexMap<Text, Value>;

/// A Cypher value. The rare large kinds are boxed, so that a row of strings stays small.
///
/// `==` asks for the same type and content (`1` is not `1.0`), which is what tests and syntax want;
/// Cypher's own `=` is [`equals`](super::equals).
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// BOOLEAN
    Boolean(bool),
    /// INTEGER, 64 bits
    Integer(i64),
    /// FLOAT, 64 bits
    Float(f64),
    /// STRING
    String(Text),
    /// LIST
    List(Vec<Value>),
    /// MAP, in insertion order
    Map(Box<Map>),
    /// DATE
    Date(Date),
    /// LOCAL TIME
    LocalTime(Time),
    /// ZONED TIME
    Time(OffsetTime),
    /// LOCAL DATETIME
    LocalDateTime(DateTime),
    /// ZONED DATETIME
    DateTime(Box<ZonedDateTime>),
    /// DURATION
    Duration(Box<Duration>),
    /// POINT
    Point(Box<Point>),
}

impl Value {
    /// A map of these entries; of equal keys the last counts.
    pub fn map<K: Into<Text>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self::Map(Box::new(entries.into_iter().map(|(key, value)| (key.into(), value)).collect()))
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text of a STRING.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a LIST.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The entries of a MAP.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// An INTEGER's value.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// A number as FLOAT.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether lists and maps are nested deeper than `limit`. Looks no further down than that, so it
    /// can be asked about any value.
    #[must_use]
    pub fn is_deeper_than(&self, limit: usize) -> bool {
        let Some(below) = limit.checked_sub(1) else {
            return matches!(self, Self::List(_) | Self::Map(_));
        };
        match self {
            Self::List(elements) => elements.iter().any(|value| value.is_deeper_than(below)),
            Self::Map(entries) => entries.values().any(|value| value.is_deeper_than(below)),
            _ => false,
        }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::String(text)
    }
}

impl From<Duration> for Value {
    fn from(duration: Duration) -> Self {
        Self::Duration(Box::new(duration))
    }
}

impl From<ZonedDateTime> for Value {
    fn from(instant: ZonedDateTime) -> Self {
        Self::DateTime(Box::new(instant))
    }
}

impl From<Point> for Value {
    fn from(point: Point) -> Self {
        Self::Point(Box::new(point))
    }
}

/// `None` is `null`.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_within_four_words() {
        assert_eq!(size_of::<Value>(), 32);
    }

    #[test]
    fn depth_counts_lists_and_maps() {
        let nested = Value::List(vec![Value::map([("a", Value::List(vec![]))])]);
        assert!(nested.is_deeper_than(2));
        assert!(!nested.is_deeper_than(3));
        assert!(!Value::Integer(1).is_deeper_than(0));
    }
}
