//! Whether a property rule holds for an element.

use crate::privilege::{PropertyRule, RuleOperator, RuleTest, RuleValue};
use crate::text::Text;
use crate::value::{
    Map, Ternary, Value, compare, equals, parse_date, parse_date_time, parse_duration,
    parse_local_date_time, parse_local_time, parse_time,
};
use std::borrow::Cow;

/// Whether the rule's predicate is true for these properties; a missing property is `null`, and
/// neither false nor `null` is true. Labels are not looked at.
#[must_use]
pub fn rule_holds(rule: &PropertyRule, properties: &Map) -> bool {
    Test::of(rule).holds(properties)
}

/// A predicate with its literals evaluated, so that asking it parses nothing.
#[derive(Debug, Clone)]
pub(super) struct Test {
    property: Text,
    kind: TestKind,
}

#[derive(Debug, Clone)]
enum TestKind {
    IsNull(bool),
    Compare(RuleOperator, Value),
    In { negated: bool, values: Vec<Value> },
    Has { negated: bool, value: Value },
}

impl Test {
    pub(super) fn of(rule: &PropertyRule) -> Self {
        let kind = match &rule.test {
            RuleTest::IsNull => TestKind::IsNull(true),
            RuleTest::IsNotNull => TestKind::IsNull(false),
            RuleTest::Compare(operator, value) => TestKind::Compare(*operator, value_of(value)),
            RuleTest::In { negated, values } => {
                TestKind::In { negated: *negated, values: values.iter().map(value_of).collect() }
            }
            RuleTest::Has { negated, value } => {
                TestKind::Has { negated: *negated, value: value_of(value) }
            }
        };
        Self { property: rule.property.clone(), kind }
    }

    pub(super) fn holds(&self, properties: &Map) -> bool {
        let value = properties.get(&self.property).unwrap_or(&Value::Null);
        let truth = match &self.kind {
            TestKind::IsNull(expected) => Some(value.is_null() == *expected),
            TestKind::Compare(operator, literal) => compare_with(value, *operator, literal),
            TestKind::In { negated, values } => negate_if(*negated, is_in(value, values)),
            TestKind::Has { negated, value: literal } => {
                negate_if(*negated, value.as_list().and_then(|list| is_in(literal, list)))
            }
        };
        truth == Some(true)
    }
}

fn compare_with(value: &Value, operator: RuleOperator, literal: &Value) -> Ternary {
    let value = comparable(value, literal);
    let value = value.as_ref();
    match operator {
        RuleOperator::Equal => equals(value, literal),
        RuleOperator::NotEqual => equals(value, literal).map(|equal| !equal),
        RuleOperator::Less => compare(value, literal).holds(std::cmp::Ordering::is_lt),
        RuleOperator::LessOrEqual => compare(value, literal).holds(std::cmp::Ordering::is_le),
        RuleOperator::Greater => compare(value, literal).holds(std::cmp::Ordering::is_gt),
        RuleOperator::GreaterOrEqual => compare(value, literal).holds(std::cmp::Ordering::is_ge),
    }
}

/// `value IN list`
fn is_in(value: &Value, list: &[Value]) -> Ternary {
    let mut truth = Some(false);
    for element in list {
        match equals(&comparable(value, element), element) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => truth = None,
        }
    }
    truth
}

fn negate_if(negated: bool, truth: Ternary) -> Ternary {
    if negated { truth.map(|truth| !truth) } else { truth }
}

/// A point in a rule is kept as its text, so a point is compared by its text, which is canonical.
fn comparable<'a>(value: &'a Value, literal: &Value) -> Cow<'a, Value> {
    match (value, literal) {
        (Value::Point(_), Value::Map(_)) => Cow::Owned(point_text(&value.to_string())),
        _ => Cow::Borrowed(value),
    }
}

/// A marked value that equals no value of any other kind.
fn point_text(text: &str) -> Value {
    Value::map([("point", Value::from(text))])
}

fn value_of(literal: &RuleValue) -> Value {
    match literal {
        RuleValue::Boolean(value) => Value::Boolean(*value),
        RuleValue::Integer(value) => Value::Integer(*value),
        RuleValue::Float(value) => Value::Float(f64::from(*value)),
        RuleValue::String(text) => Value::String(text.clone()),
        RuleValue::Point(text) => point_text(text),
        RuleValue::Temporal(function, text) => temporal(function, text).unwrap_or_default(),
    }
}

fn temporal(function: &str, text: &str) -> Option<Value> {
    Some(match function.to_ascii_lowercase().as_str() {
        "date" => Value::Date(parse_date(text)?),
        "localtime" => Value::LocalTime(parse_local_time(text)?),
        "time" => Value::Time(parse_time(text)?),
        "localdatetime" => Value::LocalDateTime(parse_local_date_time(text)?),
        "datetime" => parse_date_time(text)?.into(),
        "duration" => parse_duration(text)?.into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(test: RuleTest, value: Option<Value>) -> bool {
        let rule = PropertyRule::new(true, vec![], "p".into(), test);
        rule_holds(&rule, &value.map(|value| ("p".into(), value)).into_iter().collect())
    }

    #[test]
    fn only_true_applies_so_a_missing_property_escapes_every_comparison() {
        let one = || RuleValue::Integer(1);
        let equal = |value| RuleTest::Compare(RuleOperator::Equal, value);
        for (test, value, expected) in [
            (equal(one()), Some(1_i64.into()), true),
            (equal(one()), Some(1.0.into()), true),
            (equal(one()), Some("1".into()), false),
            (equal(one()), None, false),
            (RuleTest::Compare(RuleOperator::NotEqual, one()), Some("1".into()), true),
            (RuleTest::Compare(RuleOperator::NotEqual, one()), None, false),
            (RuleTest::Compare(RuleOperator::Less, one()), Some("0".into()), false),
            (RuleTest::Compare(RuleOperator::GreaterOrEqual, one()), Some(2_i64.into()), true),
            (RuleTest::IsNull, None, true),
            (RuleTest::IsNotNull, None, false),
            (RuleTest::IsNotNull, Some(false.into()), true),
            (RuleTest::In { negated: false, values: vec![one()] }, Some(1_i64.into()), true),
            (RuleTest::In { negated: true, values: vec![one()] }, Some(2_i64.into()), true),
            (RuleTest::In { negated: true, values: vec![one()] }, None, false),
            (RuleTest::In { negated: true, values: vec![] }, None, true),
            (RuleTest::Has { negated: false, value: one() }, Some(vec![1_i64, 2].into()), true),
            (RuleTest::Has { negated: true, value: one() }, Some(vec![2_i64].into()), true),
            (RuleTest::Has { negated: true, value: one() }, Some(2_i64.into()), false),
        ] {
            assert_eq!(holds(test.clone(), value.clone()), expected, "{test:?} {value:?}");
        }
    }

    #[test]
    fn temporal_literals_compare_as_what_they_are() {
        let after = RuleTest::Compare(
            RuleOperator::Greater,
            RuleValue::Temporal("date".into(), "2024-10-25".into()),
        );
        let day = |text| Some(Value::Date(parse_date(text).unwrap()));
        assert!(holds(after.clone(), day("2024-10-26")));
        assert!(!holds(after.clone(), day("2024-10-25")));
        assert!(!holds(after, Some("2024-10-26".into())));
    }

    #[test]
    fn points_are_equal_when_their_texts_are() {
        let point =
            crate::value::Point { crs: crate::value::Crs::Cartesian, x: 1.0, y: 2.0, z: 0.0 };
        let value = Value::from(point);
        let rule = |value: &Value| {
            RuleTest::Compare(RuleOperator::Equal, RuleValue::Point(value.to_string().into()))
        };
        assert!(holds(rule(&value), Some(value.clone())));
        assert!(!holds(rule(&value), Some("point".into())));
    }
}
