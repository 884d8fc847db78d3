//! Aggregating functions. Null arguments do not count.

use super::super::eval::{add, divide};
use crate::ast::{Expr, ExprKind};
use crate::status::ValueError;
use crate::value::{Key, Value, order};
use std::cmp::Ordering;
use std::collections::HashSet;

/// The aggregates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Aggregate {
    CountStar,
    Count,
    Collect,
    Sum,
    Avg,
    Min,
    Max,
    StDev,
    StDevP,
    PercentileCont,
    PercentileDisc,
}

/// Names and numbers of arguments.
pub(super) const AGGREGATES: [(&str, Aggregate, usize); 10] = [
    ("count", Aggregate::Count, 1),
    ("collect", Aggregate::Collect, 1),
    ("sum", Aggregate::Sum, 1),
    ("avg", Aggregate::Avg, 1),
    ("min", Aggregate::Min, 1),
    ("max", Aggregate::Max, 1),
    ("stDev", Aggregate::StDev, 1),
    ("stDevP", Aggregate::StDevP, 1),
    ("percentileCont", Aggregate::PercentileCont, 2),
    ("percentileDisc", Aggregate::PercentileDisc, 2),
];

/// The aggregate an expression calls, and how many arguments it takes.
pub(in super::super) fn aggregate_of(expr: &Expr) -> Option<(Aggregate, usize)> {
    match &expr.kind {
        ExprKind::CountStar => Some((Aggregate::CountStar, 0)),
        ExprKind::Call(call) => AGGREGATES
            .iter()
            .find(|(name, ..)| name.eq_ignore_ascii_case(&call.name.value))
            .map(|(_, aggregate, arguments)| (*aggregate, *arguments)),
        _ => None,
    }
}

/// An aggregate on its way through the rows of a group.
#[derive(Debug)]
pub(in super::super) struct Accumulator {
    aggregate: Aggregate,
    /// Values already seen, for DISTINCT.
    seen: Option<HashSet<Key>>,
    count: i64,
    /// Sum, minimum or maximum so far.
    value: Value,
    /// All values, where the result needs them.
    values: Vec<Value>,
    /// The percentile asked for.
    fraction: f64,
}

impl Accumulator {
    pub(in super::super) fn new(aggregate: Aggregate, distinct: bool) -> Self {
        let seen = distinct.then(HashSet::new);
        let value = if aggregate == Aggregate::Sum { Value::Integer(0) } else { Value::Null };
        Self { aggregate, seen, count: 0, value, values: Vec::new(), fraction: 0.0 }
    }

    /// Takes the arguments of one row.
    pub(in super::super) fn take(
        &mut self,
        value: &Value,
        fraction: Option<&Value>,
    ) -> Result<(), ValueError> {
        if self.aggregate == Aggregate::CountStar {
            self.count += 1;
            return Ok(());
        }
        if value.is_null() {
            return Ok(());
        }
        if let Some(seen) = &mut self.seen
            && !seen.insert(Key(vec![value.clone()]))
        {
            return Ok(());
        }
        self.count += 1;
        match self.aggregate {
            Aggregate::CountStar | Aggregate::Count => {}
            Aggregate::Collect => self.values.push(value.clone()),
            Aggregate::Sum | Aggregate::Avg => self.add(value)?,
            Aggregate::Min => self.keep(value, Ordering::Less),
            Aggregate::Max => self.keep(value, Ordering::Greater),
            Aggregate::StDev | Aggregate::StDevP => {
                self.values.push(numeric(value, self.name())?.clone());
            }
            Aggregate::PercentileCont | Aggregate::PercentileDisc => {
                self.fraction = percentile(fraction.unwrap_or(&Value::Null))?;
                self.values.push(numeric(value, self.name())?.clone());
            }
        }
        Ok(())
    }

    fn name(&self) -> &'static str {
        AGGREGATES.iter().find(|row| row.1 == self.aggregate).map_or("count", |row| row.0)
    }

    fn add(&mut self, value: &Value) -> Result<(), ValueError> {
        let name = self.name();
        let value = match value {
            Value::Duration(_) => value,
            _ => numeric(value, name)?,
        };
        self.value = match (&self.value, value) {
            (Value::Null, first) => first.clone(),
            (Value::Integer(0), Value::Duration(_)) if self.count == 1 => value.clone(),
            (sum @ Value::Duration(_), Value::Duration(_)) => add(sum, value)?,
            (Value::Duration(_), _) | (_, Value::Duration(_)) => {
                return Err(super::type_error(
                    format!("{name}() cannot mix number and duration"),
                    value,
                    "INTEGER, FLOAT or DURATION",
                ));
            }
            // The mean is kept from overflowing.
            (Value::Integer(sum), Value::Integer(next)) if self.aggregate == Aggregate::Avg => {
                match sum.checked_add(*next) {
                    Some(sum) => sum.into(),
                    None => add(&self.value.as_float().into(), value)?,
                }
            }
            (sum, next) => add(sum, next)?,
        };
        Ok(())
    }

    fn keep(&mut self, value: &Value, wanted: Ordering) {
        if self.value.is_null() || order(value, &self.value) == wanted {
            self.value = value.clone();
        }
    }

    /// The result over the rows taken.
    #[allow(clippy::cast_precision_loss)]
    pub(in super::super) fn finish(self) -> Result<Value, ValueError> {
        match self.aggregate {
            Aggregate::CountStar | Aggregate::Count => Ok(self.count.into()),
            Aggregate::Collect => Ok(Value::List(self.values)),
            Aggregate::Sum | Aggregate::Min | Aggregate::Max => Ok(self.value),
            Aggregate::Avg if self.count == 0 => Ok(Value::Null),
            Aggregate::Avg => divide(&self.value, &Value::Float(self.count as f64)),
            Aggregate::StDev => Ok(deviation(&floats(&self.values), 1).into()),
            Aggregate::StDevP => Ok(deviation(&floats(&self.values), 0).into()),
            Aggregate::PercentileCont => Ok(continuous(floats(&self.values), self.fraction).into()),
            Aggregate::PercentileDisc => Ok(discrete(self.values, self.fraction)),
        }
    }
}

fn numeric<'a>(value: &'a Value, name: &str) -> Result<&'a Value, ValueError> {
    match value {
        Value::Integer(_) | Value::Float(_) => Ok(value),
        _ => Err(super::type_error(
            format!(
                "{name}() can only handle numerical values, duration, and null. Got {}",
                value.runtime_text()
            ),
            value,
            "INTEGER or FLOAT",
        )),
    }
}

fn percentile(fraction: &Value) -> Result<f64, ValueError> {
    fraction.as_float().filter(|fraction| (0.0..=1.0).contains(fraction)).ok_or_else(|| {
        ValueError::Argument(format!(
            "Invalid input '{fraction}' is not a valid argument, must be a number in the range 0.0 to 1.0"
        ))
    })
}

fn floats(values: &[Value]) -> Vec<f64> {
    values.iter().filter_map(Value::as_float).collect()
}

/// Standard deviation, of a sample when `lost` is 1, of everything when it is 0.
#[allow(clippy::cast_precision_loss)]
fn deviation(numbers: &[f64], lost: usize) -> f64 {
    if numbers.len() <= lost.max(1) {
        return 0.0;
    }
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    (squares / (numbers.len() - lost) as f64).sqrt()
}

/// Interpolated between the two neighbours.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn continuous(mut numbers: Vec<f64>, fraction: f64) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let place = fraction * numbers.len().checked_sub(1)? as f64;
    let low = numbers.get(place.floor() as usize)?;
    let high = numbers.get(place.ceil() as usize)?;
    Some(low + (high - low) * place.fract())
}

/// The nearest value that was there.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn discrete(mut values: Vec<Value>, fraction: f64) -> Value {
    values.sort_by(order);
    let place = (fraction * values.len() as f64).ceil() as usize;
    values.get(place.saturating_sub(1)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check_tails;

    #[test]
    fn aggregates_skip_nulls() {
        check_tails(&[
            ("YIELD age RETURN count(age) AS c, collect(age) AS l", "c, l: [4, [40, 30, 30, 20]]"),
            ("YIELD age RETURN collect(DISTINCT age) AS l", "l: [[40, 30, 20]]"),
            ("YIELD age RETURN sum(age) AS s, avg(age) AS a", "s, a: [120, 30.0]"),
            ("YIELD age RETURN sum(DISTINCT age) AS s", "s: [90]"),
            ("YIELD age RETURN min(age) AS a, max(age) AS b", "a, b: [20, 40]"),
            ("YIELD name RETURN min(name) AS a, max(name) AS b", "a, b: [\"anna\", \"emil\"]"),
            ("YIELD age RETURN max(CASE age WHEN 40 THEN 'x' ELSE age END) AS m", "m: [30]"),
            ("YIELD age RETURN stDevP(age) AS s", "s: [7.0710678118654755]"),
            ("YIELD age RETURN stDev(age) AS s", "s: [8.16496580927726]"),
            ("YIELD age WHERE false RETURN stDev(age) AS s", "s: [0.0]"),
            ("YIELD age RETURN percentileCont(age, 0.25) AS p", "p: [27.5]"),
            ("YIELD age RETURN percentileDisc(age, 0.5) AS p", "p: [30]"),
            ("YIELD age WHERE false RETURN percentileDisc(age, 0.5) AS p", "p: [null]"),
            ("YIELD age RETURN sum(duration('P1D')) AS d", "d: [P5D]"),
            ("YIELD age RETURN avg(duration('P1D')) AS d", "d: [P1D]"),
            ("YIELD age RETURN avg(9223372036854775807) AS a", "a: [9.223372036854776E18]"),
            ("YIELD age RETURN sum(9223372036854775807) AS a", "error @?: long overflow"),
            (
                "YIELD name RETURN sum(name) AS s",
                "error @?: sum() can only handle numerical values, duration, and null. Got String(\"carl\")",
            ),
            (
                "YIELD age RETURN percentileCont(age, 2) AS p",
                "error @?: Invalid input '2' is not a valid argument, must be a number in the range 0.0 to 1.0",
            ),
        ]);
    }
}
