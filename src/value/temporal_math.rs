//! Instants and durations together.

use super::duration::SECONDS_PER_DAY;
use super::{Duration, OffsetTime, Value};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span, ZonedDateTime};

/// `instant + duration`: months first, then days, both on the calendar, then the rest on the clock.
/// A date takes whole days only, a time of day wraps around. `None` where the result leaves the
/// calendar or `instant` is none.
#[must_use]
pub fn add_duration(instant: &Value, duration: &Duration) -> Option<Value> {
    Some(match instant {
        Value::Date(date) => {
            let days = duration.days.checked_add(duration.seconds / SECONDS_PER_DAY)?;
            Value::Date(
                date.checked_add(months(duration)?).ok()?.checked_add(span_of_days(days)?).ok()?,
            )
        }
        Value::LocalTime(time) => Value::LocalTime(time.wrapping_add(clock(duration)?)),
        Value::Time(time) => {
            Value::Time(OffsetTime { time: time.time.wrapping_add(clock(duration)?), ..*time })
        }
        Value::LocalDateTime(instant) => Value::LocalDateTime(add_local(*instant, duration)?),
        Value::DateTime(instant) => add_zoned(instant, duration)?.into(),
        _ => return None,
    })
}

fn months(duration: &Duration) -> Option<Span> {
    Span::new().try_months(duration.months).ok()
}

fn span_of_days(days: i64) -> Option<Span> {
    Span::new().try_days(days).ok()
}

fn clock(duration: &Duration) -> Option<SignedDuration> {
    SignedDuration::from_secs(duration.seconds)
        .checked_add(SignedDuration::from_nanos(duration.nanos.into()))
}

fn add_local(instant: DateTime, duration: &Duration) -> Option<DateTime> {
    let instant = instant.checked_add(months(duration)?).ok()?;
    let instant = instant.checked_add(span_of_days(duration.days)?).ok()?;
    instant.checked_add(clock(duration)?).ok()
}

fn add_zoned(instant: &ZonedDateTime, duration: &Duration) -> Option<ZonedDateTime> {
    let instant = instant.checked_add(months(duration)?).ok()?;
    let instant = instant.checked_add(span_of_days(duration.days)?).ok()?;
    instant.checked_add(clock(duration)?).ok()
}

/// The date of a value that has one.
#[must_use]
pub fn date_of(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::LocalDateTime(instant) => Some(instant.date()),
        Value::DateTime(instant) => Some(instant.date()),
        _ => None,
    }
}

/// The time of day of a value that has one.
#[must_use]
pub fn time_of(value: &Value) -> Option<Time> {
    match value {
        Value::LocalTime(time) => Some(*time),
        Value::Time(time) => Some(time.time),
        Value::LocalDateTime(instant) => Some(instant.time()),
        Value::DateTime(instant) => Some(instant.time()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{parse_date, parse_date_time, parse_duration, parse_time};

    #[test]
    fn durations_move_instants() {
        let date = |text| Value::Date(parse_date(text).unwrap());
        let instant = |text| Value::from(parse_date_time(text).unwrap());
        let time = |text| Value::Time(parse_time(text).unwrap());
        for (value, duration, expected) in [
            (date("2024-01-31"), "P1M", "2024-02-29"),
            (date("2024-01-31"), "PT25H", "2024-02-01"),
            (date("2024-03-31"), "P-1M1D", "2024-03-01"),
            (time("23:00+01:00"), "PT2H", "01:00:00+01:00"),
            (
                instant("2024-03-30T12:00[Europe/Berlin]"),
                "P1D",
                "2024-03-31T12:00:00+02:00[Europe/Berlin]",
            ),
            (
                instant("2024-03-30T12:00[Europe/Berlin]"),
                "PT24H",
                "2024-03-31T13:00:00+02:00[Europe/Berlin]",
            ),
        ] {
            let moved = add_duration(&value, &parse_duration(duration).unwrap()).unwrap();
            assert_eq!(moved.to_string(), expected, "{value} + {duration}");
        }
        assert_eq!(add_duration(&date("9999-12-31"), &parse_duration("P1D").unwrap()), None);
        assert_eq!(add_duration(&Value::Null, &Duration::default()), None);
    }
}
