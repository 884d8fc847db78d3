//! The named parts of temporal values, durations and points: `.year`, `.epochMillis`, `.x`.

use super::{Duration, Point, Value, date_of, format_offset, time_of, zone_name};
use jiff::civil::{Date, ISOWeekDate, Time};
use jiff::tz::Offset;

/// A part by its name; `None` where the value has no such part.
#[must_use]
pub fn component(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Duration(duration) => duration_part(duration, name).map(Value::Integer),
        Value::Point(point) => point_part(point, name),
        _ => date_of(value)
            .and_then(|date| date_part(date, name))
            .or_else(|| time_of(value).and_then(|time| time_part(time, name)))
            .map(Value::Integer)
            .or_else(|| zone_part(value, name)),
    }
}

fn date_part(date: Date, name: &str) -> Option<i64> {
    let week = || ISOWeekDate::from_date(date);
    let quarter = i64::from((date.month() + 2) / 3);
    Some(match name {
        "year" => date.year().into(),
        "quarter" => quarter,
        "month" => date.month().into(),
        "week" => week().week().into(),
        "weekYear" => week().year().into(),
        "day" => date.day().into(),
        "ordinalDay" => date.day_of_year().into(),
        "dayOfWeek" | "weekDay" => date.weekday().to_monday_one_offset().into(),
        "dayOfQuarter" => {
            let first = Date::new(date.year(), date.month() - (date.month() - 1) % 3, 1).ok()?;
            i64::from(date.day_of_year() - first.day_of_year()) + 1
        }
        _ => return None,
    })
}

fn time_part(time: Time, name: &str) -> Option<i64> {
    let nanos = i64::from(time.subsec_nanosecond());
    Some(match name {
        "hour" => time.hour().into(),
        "minute" => time.minute().into(),
        "second" => time.second().into(),
        "millisecond" => nanos / 1_000_000,
        "microsecond" => nanos / 1_000,
        "nanosecond" => nanos,
        _ => return None,
    })
}

fn zone_part(value: &Value, name: &str) -> Option<Value> {
    let (offset, instant): (Offset, _) = match value {
        Value::Time(time) => (time.offset, None),
        Value::DateTime(instant) => (instant.offset(), Some(instant)),
        _ => return None,
    };
    let region = instant.and_then(|instant| zone_name(instant));
    Some(match (name, instant) {
        ("timezone", _) => region.map_or_else(|| format_offset(offset), str::to_owned).into(),
        ("offset", _) => format_offset(offset).into(),
        ("offsetMinutes", _) => i64::from(offset.seconds() / 60).into(),
        ("offsetSeconds", _) => i64::from(offset.seconds()).into(),
        ("epochSeconds", Some(instant)) => instant
            .timestamp()
            .as_nanosecond()
            .div_euclid(1_000_000_000)
            .try_into()
            .ok()
            .map(Value::Integer)?,
        ("epochMillis", Some(instant)) => instant
            .timestamp()
            .as_nanosecond()
            .div_euclid(1_000_000)
            .try_into()
            .ok()
            .map(Value::Integer)?,
        _ => return None,
    })
}

/// Days count in days and weeks only, months in months and years, the clock's parts in the rest.
fn duration_part(duration: &Duration, name: &str) -> Option<i64> {
    let clock = duration.clock_nanos();
    let nanos = i64::from(duration.nanos);
    let of_clock = |unit: i128| i64::try_from(clock.div_euclid(unit)).ok();
    Some(match name {
        "years" => duration.months / 12,
        "quarters" => duration.months / 3,
        "quartersOfYear" => duration.months / 3 % 4,
        "months" => duration.months,
        "monthsOfYear" => duration.months % 12,
        "monthsOfQuarter" => duration.months % 3,
        "weeks" => duration.days / 7,
        "days" => duration.days,
        "daysOfWeek" => duration.days % 7,
        "hours" => duration.seconds / 3600,
        "minutes" => duration.seconds / 60,
        "minutesOfHour" => duration.seconds / 60 % 60,
        "seconds" => duration.seconds,
        "secondsOfMinute" => duration.seconds % 60,
        "milliseconds" => of_clock(1_000_000)?,
        "microseconds" => of_clock(1_000)?,
        "nanoseconds" => of_clock(1)?,
        "millisecondsOfSecond" => nanos / 1_000_000,
        "microsecondsOfSecond" => nanos / 1_000,
        "nanosecondsOfSecond" => nanos,
        _ => return None,
    })
}

fn point_part(point: &Point, name: &str) -> Option<Value> {
    let geographic = point.crs.is_geographic();
    Some(match name {
        "x" => point.x.into(),
        "y" => point.y.into(),
        "z" if point.crs.dimensions() == 3 => point.z.into(),
        "longitude" if geographic => point.x.into(),
        "latitude" if geographic => point.y.into(),
        "height" if geographic && point.crs.dimensions() == 3 => point.z.into(),
        "crs" => point.crs.name().into(),
        "srid" => point.crs.srid().into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{parse_date_time, parse_duration};

    #[test]
    fn instants_and_durations_have_parts() {
        let instant = parse_date_time("1984-11-11T12:31:14.645876123[Europe/Berlin]").unwrap();
        let instant = Value::from(instant);
        let duration = Value::from(parse_duration("P1Y4M10DT1H1M1.1111S").unwrap());
        for (value, name, expected) in [
            (&instant, "quarter", "4"),
            (&instant, "week", "45"),
            (&instant, "dayOfQuarter", "42"),
            (&instant, "ordinalDay", "316"),
            (&instant, "weekDay", "7"),
            (&instant, "microsecond", "645876"),
            (&instant, "timezone", "\"Europe/Berlin\""),
            (&instant, "offset", "\"+01:00\""),
            (&instant, "offsetMinutes", "60"),
            (&instant, "epochSeconds", "469020674"),
            (&instant, "epochMillis", "469020674645"),
            (&duration, "years", "1"),
            (&duration, "monthsOfYear", "4"),
            (&duration, "minutes", "61"),
            (&duration, "milliseconds", "3661111"),
        ] {
            let part = component(value, name).map(|part| part.to_string());
            assert_eq!(part.as_deref(), Some(expected), "{name}");
        }
        assert_eq!(component(&instant, "years"), None);
        assert_eq!(component(&Value::Integer(1), "year"), None);
    }
}
