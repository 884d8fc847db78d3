//! `+ - * / % ^ ||` and signs.

use super::super::node::Node;
use super::{Evaluated, Frame, bounded, shallow, type_error};
use crate::ast::ArithmeticOp;
use crate::status::ValueError;
use crate::text::Text;
use crate::value::{Duration, Value, add_duration};
use std::borrow::Cow;

type Computed = Result<Value, ValueError>;

/// A chain of operators of one level, left to right.
pub(super) fn chain<'a>(
    first: &'a Node,
    rest: &'a [(ArithmeticOp, Node)],
    frame: Frame<'a>,
) -> Evaluated<'a> {
    let mut left = first.eval(frame)?;
    for (op, right) in rest {
        let right = right.eval(frame)?;
        frame.env.spend_on(&right)?;
        left = Cow::Owned(match (op, left) {
            // The growing end of a chain is extended in place.
            (ArithmeticOp::Add | ArithmeticOp::Concatenate, Cow::Owned(Value::String(text)))
                if right.as_str().is_some() =>
            {
                append(text, &right)?
            }
            (op, left) => {
                frame.env.spend_on(&left)?;
                arithmetic(*op, &left, &right)?
            }
        });
    }
    Ok(left)
}

fn append(mut text: Text, right: &Value) -> Computed {
    text.push_str(right.as_str().unwrap_or_default());
    bounded(text.len(), "bytes")?;
    Ok(Value::String(text))
}

/// One operation; null absorbs.
fn arithmetic(op: ArithmeticOp, left: &Value, right: &Value) -> Computed {
    if left.is_null() || right.is_null() {
        return Ok(Value::Null);
    }
    match op {
        ArithmeticOp::Add => add(left, right),
        ArithmeticOp::Concatenate => concatenate(left, right),
        ArithmeticOp::Subtract => subtract(left, right),
        ArithmeticOp::Multiply => multiply(left, right),
        ArithmeticOp::Divide => divide(left, right),
        ArithmeticOp::Modulo => modulo(left, right),
        ArithmeticOp::Power => power(left, right),
    }
}

/// The error for operands that an operator does not take.
fn refuse(verb: &str, joint: &str, left: &Value, right: &Value) -> ValueError {
    let (a, b) = (left.runtime_type_name(), right.runtime_type_name());
    type_error(format!("Cannot {verb} `{a}` {joint} `{b}`"), left, "INTEGER or FLOAT")
}

fn temporal_overflow() -> ValueError {
    ValueError::TemporalOverflow("The result is outside the supported range of dates.".to_owned())
}

/// Both as FLOAT, where both are numbers.
fn floats(left: &Value, right: &Value) -> Option<(f64, f64)> {
    left.as_float().zip(right.as_float())
}

/// `a + b`
pub(in super::super) fn add(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_add(*b)),
        (Value::List(a), Value::List(b)) => joined(a, b),
        (Value::List(a), b) => joined(a, std::slice::from_ref(b)),
        (a, Value::List(b)) => joined(std::slice::from_ref(a), b),
        (Value::String(_), _) | (_, Value::String(_)) => {
            let (Some(a), Some(b)) = (left.to_text(), right.to_text()) else {
                return Err(refuse("add", "and", left, right));
            };
            bounded(a.len() + b.len(), "bytes")?;
            let mut text = Text::with_capacity(a.len() + b.len());
            text.push_str(&a);
            text.push_str(&b);
            Ok(text.into())
        }
        (Value::Duration(a), Value::Duration(b)) => duration(a.checked_add(**b)),
        (Value::Duration(by), instant) | (instant, Value::Duration(by)) if is_instant(instant) => {
            add_duration(instant, by).ok_or_else(temporal_overflow)
        }
        _ => match floats(left, right) {
            Some((a, b)) => Ok((a + b).into()),
            None => Err(refuse("add", "and", left, right)),
        },
    }
}

fn is_instant(value: &Value) -> bool {
    matches!(
        value,
        Value::Date(_)
            | Value::LocalTime(_)
            | Value::Time(_)
            | Value::LocalDateTime(_)
            | Value::DateTime(_)
    )
}

fn integer(result: Option<i64>) -> Computed {
    result.map(Value::Integer).ok_or(ValueError::LongOverflow)
}

fn duration(result: Option<Duration>) -> Computed {
    result.map(Value::from).ok_or_else(temporal_overflow)
}

fn joined(left: &[Value], right: &[Value]) -> Computed {
    bounded(left.len() + right.len(), "elements")?;
    shallow(Value::List([left, right].concat()))
}

/// `a || b`: two strings or two lists.
fn concatenate(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::String(_), Value::String(_)) | (Value::List(_), Value::List(_)) => add(left, right),
        _ => Err(refuse("concatenate", "and", left, right)),
    }
}

fn subtract(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_sub(*b)),
        (Value::Duration(a), Value::Duration(b)) => {
            duration(b.checked_neg().and_then(|b| a.checked_add(b)))
        }
        (instant, Value::Duration(by)) if is_instant(instant) => {
            by.checked_neg().and_then(|by| add_duration(instant, &by)).ok_or_else(temporal_overflow)
        }
        _ => match floats(left, right) {
            Some((a, b)) => Ok((a - b).into()),
            None => Err(refuse("subtract", "from", right, left)),
        },
    }
}

fn multiply(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_mul(*b)),
        (Value::Duration(a), number) | (number, Value::Duration(a)) => match number.as_float() {
            Some(factor) => duration(a.scaled(factor)),
            None => Err(refuse("multiply", "and", left, right)),
        },
        _ => match floats(left, right) {
            Some((a, b)) => Ok((a * b).into()),
            None => Err(refuse("multiply", "and", left, right)),
        },
    }
}

/// `a / b`: of INTEGERs toward zero.
pub(in super::super) fn divide(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::Integer(_), Value::Integer(0)) => Err(ValueError::DivisionByZero),
        (Value::Integer(a), Value::Integer(b)) => integer(a.checked_div(*b)),
        (Value::Duration(a), number) => match number.as_float() {
            Some(0.0) => Err(ValueError::DivisionByZero),
            Some(divisor) => duration(a.scaled(1.0 / divisor)),
            None => Err(refuse("divide", "by", left, right)),
        },
        _ => match floats(left, right) {
            Some((a, b)) => Ok((a / b).into()),
            None => Err(refuse("divide", "by", left, right)),
        },
    }
}

/// `a % b`: the sign is the dividend's.
fn modulo(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::Integer(_), Value::Integer(0)) => Err(ValueError::DivisionByZero),
        (Value::Integer(a), Value::Integer(b)) => Ok(a.wrapping_rem(*b).into()),
        _ => match floats(left, right) {
            Some((a, b)) => Ok((a % b).into()),
            None => Err(refuse("calculate modulus of", "and", left, right)),
        },
    }
}

/// `a ^ b`: always FLOAT.
fn power(left: &Value, right: &Value) -> Computed {
    match floats(left, right) {
        Some((a, b)) => Ok(libm::pow(a, b).into()),
        None => Err(refuse("raise", "to the power of", left, right)),
    }
}

/// `-a`
pub(super) fn negate<'a>(operand: &Node, frame: Frame<'_>) -> Evaluated<'a> {
    let value = operand.eval(frame)?;
    let negated = match &*value {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => integer(number.checked_neg()),
        Value::Float(number) => Ok((-number).into()),
        Value::Duration(length) => duration(length.checked_neg()),
        other => Err(unsigned(other)),
    };
    negated.map(Cow::Owned)
}

/// `+a`
pub(super) fn positive<'a>(operand: &'a Node, frame: Frame<'a>) -> Evaluated<'a> {
    let value = operand.eval(frame)?;
    match &*value {
        Value::Null | Value::Integer(_) | Value::Float(_) | Value::Duration(_) => Ok(value),
        other => Err(unsigned(other)),
    }
}

fn unsigned(value: &Value) -> ValueError {
    let message = format!("Cannot take the sign of `{}`", value.runtime_type_name());
    type_error(message, value, "INTEGER or FLOAT")
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn numbers_keep_their_kind() {
        check(&[
            ("1 + 1", "2"),
            ("1 + 1.0", "2.0"),
            ("7 / 2", "3"),
            ("-7 / 2", "-3"),
            ("7.0 / 2", "3.5"),
            ("1 / 0", "error: / by zero"),
            ("1 % 0", "error: / by zero"),
            ("1.0 / 0", "Infinity"),
            ("-7 % 3", "-1"),
            ("7.5 % 2", "1.5"),
            ("2 ^ 3", "8.0"),
            ("2 ^ 3 ^ 2", "64.0"),
            ("-2 ^ 2", "4.0"),
            ("2 + 3 * 4", "14"),
            ("10 - 2 - 3", "5"),
            ("9223372036854775807 + 1", "error: long overflow"),
            ("-9223372036854775808 - 1", "error: long overflow"),
            ("9223372036854775807 * 2", "error: long overflow"),
            ("-(-9223372036854775808)", "error: long overflow"),
            ("1 + null", "null"),
            ("null / 0", "null"),
            ("- null", "null"),
            ("+ 1", "1"),
            ("true + 1", "error: Cannot add `Boolean` and `Long`"),
            ("1 - 'a'", "error: Cannot subtract `String` from `Long`"),
        ]);
    }

    #[test]
    fn plus_joins_strings_and_lists() {
        check(&[
            ("'a' + 'b'", "\"ab\""),
            ("'a' + 1", "\"a1\""),
            ("1 + 'a' + 1.0", "\"1a1.0\""),
            ("'a' + true", "\"atrue\""),
            ("'a' + date('2024-01-01')", "\"a2024-01-01\""),
            ("[1] + [2]", "[1, 2]"),
            ("[1] + 2", "[1, 2]"),
            ("1 + [2]", "[1, 2]"),
            ("[1] + null", "null"),
            ("'a' || 'b'", "\"ab\""),
            ("[1] || [2]", "[1, 2]"),
            ("'a' || 1", "error: Cannot concatenate `String` and `Long`"),
            ("s'a{1 + 1}b'", "\"a2b\""),
            ("s'a{null}b'", "null"),
        ]);
    }

    #[test]
    fn instants_and_durations_add_up() {
        check(&[
            ("date('2024-01-31') + duration('P1M')", "2024-02-29"),
            ("duration('P1D') + date('2024-01-31')", "2024-02-01"),
            ("datetime('2024-01-01T00:00Z') - duration('PT1S')", "2023-12-31T23:59:59Z"),
            ("duration('P1D') + duration('PT1H')", "P1DT1H"),
            ("duration('P1D') - duration('PT1H')", "P1DT-1H"),
            ("duration('P1D') * 2", "P2D"),
            ("duration('P1D') / 2", "PT12H"),
            ("-duration('P1D')", "P-1D"),
        ]);
    }
}
