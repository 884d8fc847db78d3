//! The duration from one instant to another.
//!
//! Where one has no date, only the times of day count; where one has no time, midnight is meant;
//! where only one has a zone, the other is taken to be in it.

use super::temporal::zone_of;
use super::{Args, Result};
use crate::status::ValueError;
use crate::value::{Duration, Value, date_of, time_of};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// Which parts the duration may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Months, then days, then the rest.
    All,
    /// Whole months.
    Months,
    /// Whole days.
    Days,
    /// Seconds and nanoseconds.
    Seconds,
}

pub(super) fn between(args: &Args<'_>, parts: Between) -> Result {
    let (from, to) = (args.get(0), args.get(1));
    for (at, value) in [from, to].into_iter().enumerate() {
        if date_of(value).is_none() && time_of(value).is_none() {
            return Err(args.refuse(at, "temporal value"));
        }
    }
    let zone = zone_of(from).or_else(|| zone_of(to)).unwrap_or(TimeZone::UTC);
    let duration = match date_of(from).zip(date_of(to)) {
        Some(dates) => dated(from, to, dates, &zone, parts),
        None => clock_only(from, to, parts),
    };
    duration
        .map(Value::from)
        .ok_or_else(|| ValueError::TemporalOverflow("The duration is too long.".to_owned()))
}

fn midnight_or_time(value: &Value) -> Time {
    time_of(value).unwrap_or(Time::midnight())
}

/// Times of day only; offsets count where both have one.
fn clock_only(from: &Value, to: &Value, parts: Between) -> Option<Duration> {
    if matches!(parts, Between::Days | Between::Months) {
        return Some(Duration::default());
    }
    let shift = match (zone_of(from), zone_of(to)) {
        (Some(a), Some(b)) => {
            let seconds = |zone: TimeZone| zone.to_fixed_offset().map_or(0, |o| o.seconds());
            i128::from(seconds(a) - seconds(b))
        }
        _ => 0,
    };
    let apart = midnight_or_time(from).duration_until(midnight_or_time(to)).as_nanos();
    Duration::from_nanos(apart + shift * 1_000_000_000)
}

fn dated(
    from: &Value,
    to: &Value,
    dates: (Date, Date),
    zone: &TimeZone,
    parts: Between,
) -> Option<Duration> {
    let local = |value: &Value, date: Date| match value {
        Value::DateTime(instant) => instant.with_time_zone(zone.clone()).datetime(),
        _ => DateTime::from_parts(date, midnight_or_time(value)),
    };
    let (mut at, end) = (local(from, dates.0), local(to, dates.1));
    let mut duration = Duration::default();
    if matches!(parts, Between::All | Between::Months) {
        duration.months = whole_months(at, end);
        at = at.checked_add(jiff::Span::new().try_months(duration.months).ok()?).ok()?;
    }
    if matches!(parts, Between::All | Between::Days) {
        duration.days = whole_days(at, end);
        at = at.checked_add(jiff::Span::new().try_days(duration.days).ok()?).ok()?;
    }
    if matches!(parts, Between::All | Between::Seconds) {
        let instant = |local: DateTime| zone.to_timestamp(local).ok();
        let nanos = instant(end)?.as_nanosecond() - instant(at)?.as_nanosecond();
        duration = duration.checked_add(Duration::from_nanos(nanos)?)?;
    }
    Some(duration)
}

/// The day on which whole days from `at` end: one short of `end`'s where the time of day says so.
fn last_day(at: DateTime, end: DateTime) -> Date {
    let day = end.date();
    let moved = if day > at.date() && end.time() < at.time() {
        day.yesterday()
    } else if day < at.date() && end.time() > at.time() {
        day.tomorrow()
    } else {
        Ok(day)
    };
    moved.unwrap_or(day)
}

fn whole_months(at: DateTime, end: DateTime) -> i64 {
    // A month counts as 32 numbers, so that an incomplete month is cut off by the division.
    let number = |date: Date| {
        (i64::from(date.year()) * 12 + i64::from(date.month())) * 32 + i64::from(date.day())
    };
    (number(last_day(at, end)) - number(at.date())) / 32
}

fn whole_days(at: DateTime, end: DateTime) -> i64 {
    at.date().duration_until(last_day(at, end)).as_hours() / 24
}
