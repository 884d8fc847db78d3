//! Functions that make durations.

use super::between::{Between, between};
use super::{Args, Function, Result, function};
use crate::status::ValueError;
use crate::value::{Duration, Map, Value, parse_duration};

pub(super) const FUNCTIONS: &[Function] = &[
    function("duration", 1, 1, duration),
    function("duration.between", 2, 2, |args| between(args, Between::All)),
    function("duration.inDays", 2, 2, |args| between(args, Between::Days)),
    function("duration.inMonths", 2, 2, |args| between(args, Between::Months)),
    function("duration.inSeconds", 2, 2, |args| between(args, Between::Seconds)),
];

/// The parts a map may give: name, months, days, seconds, nanoseconds of one.
const UNITS: [(&str, f64, f64, f64, f64); 11] = [
    ("years", 12.0, 0.0, 0.0, 0.0),
    ("quarters", 3.0, 0.0, 0.0, 0.0),
    ("months", 1.0, 0.0, 0.0, 0.0),
    ("weeks", 0.0, 7.0, 0.0, 0.0),
    ("days", 0.0, 1.0, 0.0, 0.0),
    ("hours", 0.0, 0.0, 3600.0, 0.0),
    ("minutes", 0.0, 0.0, 60.0, 0.0),
    ("seconds", 0.0, 0.0, 1.0, 0.0),
    ("milliseconds", 0.0, 0.0, 0.0, 1e6),
    ("microseconds", 0.0, 0.0, 0.0, 1e3),
    ("nanoseconds", 0.0, 0.0, 0.0, 1.0),
];

fn duration(args: &Args<'_>) -> Result {
    match args.get(0) {
        value @ Value::Duration(_) => Ok(value.clone()),
        Value::String(text) => match parse_duration(text) {
            Some(duration) => Ok(duration.into()),
            None => Err(ValueError::TemporalText { kind: "Duration", text: text.to_string() }),
        },
        Value::Map(map) => from_map(map),
        _ => Err(args.refuse(0, "STRING or MAP")),
    }
}

/// Whole numbers exactly, fractions by average length.
#[allow(clippy::cast_possible_truncation)]
fn from_map(map: &Map) -> Result {
    let overflow = || ValueError::TemporalOverflow("The duration is too long.".to_owned());
    let mut sum = Duration::default();
    for (name, value) in map {
        let Some(&(_, months, days, seconds, nanos)) = UNITS.iter().find(|unit| unit.0 == name)
        else {
            return Err(ValueError::Argument(format!("No such field: {name}")));
        };
        let part = match value {
            Value::Integer(number) => {
                let times = |unit: f64| number.checked_mul(unit as i64).ok_or_else(overflow);
                Duration::new(times(months)?, times(days)?, times(seconds)?, times(nanos)?)
            }
            Value::Float(number) => Duration::approximate(
                number * months,
                number * days,
                number * seconds,
                number * nanos,
            ),
            other => {
                let message = format!("{name} must be a number value, but was {other}");
                return Err(ValueError::Argument(message));
            }
        };
        sum = part.and_then(|part| sum.checked_add(part)).ok_or_else(overflow)?;
    }
    Ok(sum.into())
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn durations_are_made_and_measured() {
        check(&[
            ("duration('P1Y2M')", "P1Y2M"),
            ("duration({days: 1.5, hours: 1})", "P1DT13H"),
            ("duration({nope: 1})", "error: No such field: nope"),
            ("duration('x')", "error: Text cannot be parsed to a Duration\n\"x\"\n ^"),
            ("duration.between(date('1984-10-11'), date('2015-06-24'))", "P30Y8M13D"),
            ("duration.between(date('2015-06-24'), date('1984-10-11'))", "P-30Y-8M-13D"),
            ("duration.inDays(date('2024-01-01'), date('2024-02-29'))", "P59D"),
            ("duration.inMonths(date('2024-01-31'), date('2024-02-29'))", "PT0S"),
            ("duration.inMonths(date('2024-01-31'), date('2024-03-31'))", "P2M"),
            ("duration.inSeconds(date('2024-01-01'), datetime('2024-01-02T01:00Z'))", "PT25H"),
            ("duration.between(localtime('12:00'), localtime('14:30'))", "PT2H30M"),
            ("duration.between(time('12:00Z'), time('12:00+01:00'))", "PT-1H"),
            (
                "duration.between(localdatetime('2024-01-01T12:00'), localdatetime('2024-01-02T11:00'))",
                "PT23H",
            ),
        ]);
    }
}
