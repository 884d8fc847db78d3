//! Instants from maps of their parts: `date({year: 2024, month: 2})`,
//! `datetime({date: d, hour: 12, timezone: 'Europe/Berlin'})`.

use super::super::env::Env;
use super::temporal::{Kind, convert_zoned, zone, zone_of};
use crate::status::ValueError;
use crate::value::{Map, OffsetTime, Value, date_of, time_of};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::tz::{Offset, TimeZone};

type Fields<T> = Result<T, ValueError>;

/// Parts with a range: name, Java's name, smallest, largest value, and the range in words.
const RANGES: [(&str, &str, i64, i64, &str); 14] = [
    ("year", "Year", -9999, 9999, "-999999999 - 999999999"),
    ("month", "MonthOfYear", 1, 12, "1 - 12"),
    ("day", "DayOfMonth", 1, 31, "1 - 28/31"),
    ("week", "WeekOfWeekBasedYear", 1, 53, "1 - 52/53"),
    ("dayOfWeek", "DayOfWeek", 1, 7, "1 - 7"),
    ("quarter", "QuarterOfYear", 1, 4, "1 - 4"),
    ("dayOfQuarter", "DayOfQuarter", 1, 92, "1 - 90/92"),
    ("ordinalDay", "DayOfYear", 1, 366, "1 - 365/366"),
    ("hour", "HourOfDay", 0, 23, "0 - 23"),
    ("minute", "MinuteOfHour", 0, 59, "0 - 59"),
    ("second", "SecondOfMinute", 0, 59, "0 - 59"),
    ("millisecond", "MilliOfSecond", 0, 999, "0 - 999"),
    ("microsecond", "MicroOfSecond", 0, 999_999, "0 - 999999"),
    ("nanosecond", "NanoOfSecond", 0, 999_999_999, "0 - 999999999"),
];

/// Keys that are no numbers, or whose range is checked elsewhere.
const OTHERS: [&str; 6] = ["date", "time", "datetime", "timezone", "epochSeconds", "epochMillis"];

const MONTHS: [&str; 12] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

fn argument<T>(message: impl Into<String>) -> Fields<T> {
    Err(ValueError::Argument(message.into()))
}

/// An INTEGER part within its range.
fn part(map: &Map, name: &str) -> Fields<Option<i64>> {
    let number = match map.get(name) {
        None => return Ok(None),
        Some(Value::Integer(number)) => *number,
        Some(other) => {
            return argument(format!("{name} must be an integer value, but was {other}"));
        }
    };
    match RANGES.iter().find(|range| range.0 == name) {
        Some((_, java, least, most, words)) if !(*least..=*most).contains(&number) => {
            argument(format!("Invalid value for {java} (valid values {words}): {number}"))
        }
        _ => Ok(Some(number)),
    }
}

/// A small INTEGER part, or what stands for it.
fn small(map: &Map, name: &str, default: i8) -> Fields<i8> {
    Ok(part(map, name)?.and_then(|number| i8::try_from(number).ok()).unwrap_or(default))
}

/// The instant a map describes; `base` gives the parts that the map leaves out.
pub(super) fn build(kind: Kind, map: &Map, base: Option<&Value>, env: &Env<'_>) -> Fields<Value> {
    let is_known = |key: &str| OTHERS.contains(&key) || RANGES.iter().any(|range| range.0 == key);
    if let Some(key) = map.keys().find(|key| !is_known(key)) {
        return argument(format!("No such field: {key}"));
    }
    let given = |names: &[&str]| names.iter().find_map(|name| map.get(*name)).or(base);
    let (date_base, time_base) = (given(&["date", "datetime"]), given(&["time", "datetime"]));
    let zone = chosen_zone(map, time_base.or(date_base), env)?;
    if let Some(instant) = epoch(map)? {
        return Ok(convert_zoned(&instant.to_zoned_datetime(zone.0), kind));
    }
    let date = kind.has_date().then(|| date(map, date_base.and_then(date_of))).transpose()?;
    let time = if kind.has_time() {
        time(map, time_base.and_then(time_of), kind.has_date())?
    } else {
        Time::midnight()
    };
    assemble(kind, date, time, zone, time_base)
}

/// Puts the parts together. Where a zone is named and the time came from an instant with another one,
/// the instant stays the same and its clock is moved.
fn assemble(
    kind: Kind,
    date: Option<Date>,
    time: Time,
    (zone, named): (TimeZone, bool),
    time_base: Option<&Value>,
) -> Fields<Value> {
    let Some(date) = date else {
        let offset = zone.to_fixed_offset().unwrap_or(Offset::UTC);
        let moved = match time_base {
            Some(Value::Time(base)) if named => {
                let seconds = i64::from(offset.seconds() - base.offset.seconds());
                time.wrapping_add(jiff::SignedDuration::from_secs(seconds))
            }
            _ => time,
        };
        return Ok(match kind {
            Kind::Time => Value::Time(OffsetTime { time: moved, offset }),
            _ => Value::LocalTime(time),
        });
    };
    let local = DateTime::from_parts(date, time);
    let moved_from = time_base.and_then(zone_of).filter(|_| named && kind.has_zone());
    let start = moved_from.unwrap_or_else(|| zone.clone());
    match local.to_zoned_datetime(start) {
        Ok(instant) if kind.has_zone() => Ok(convert_zoned(&instant.with_time_zone(zone), kind)),
        Ok(_) if kind == Kind::Date => Ok(Value::Date(date)),
        Ok(_) => Ok(Value::LocalDateTime(local)),
        Err(_) => argument("The instant is outside the supported range of dates."),
    }
}

/// The zone the map names, else the base's, else the statement clock's; and whether it was named.
fn chosen_zone(map: &Map, base: Option<&Value>, env: &Env<'_>) -> Fields<(TimeZone, bool)> {
    match map.get("timezone") {
        Some(Value::String(name)) => Ok((zone(name)?, true)),
        Some(other) => argument(format!("timezone must be a string value, but was {other}")),
        None => {
            let base = base.and_then(zone_of);
            Ok((base.unwrap_or_else(|| env.now.time_zone().clone()), false))
        }
    }
}

/// `epochSeconds` or `epochMillis`, with `nanosecond`.
fn epoch(map: &Map) -> Fields<Option<Timestamp>> {
    let nanos = match (part(map, "epochSeconds")?, part(map, "epochMillis")?) {
        (Some(seconds), _) => i128::from(seconds) * 1_000_000_000,
        (None, Some(millis)) => i128::from(millis) * 1_000_000,
        (None, None) => return Ok(None),
    };
    let nanos = nanos + i128::from(part(map, "nanosecond")?.unwrap_or(0));
    match Timestamp::from_nanosecond(nanos) {
        Ok(instant) => Ok(Some(instant)),
        Err(_) => argument("The instant is outside the supported range of dates."),
    }
}

/// By week, by quarter, by day of the year, or by month.
fn date(map: &Map, base: Option<Date>) -> Fields<Date> {
    let has = |name: &str| map.contains_key(name);
    let year = match (part(map, "year")?, base) {
        (Some(year), _) => i16::try_from(year).unwrap_or(i16::MAX),
        (None, Some(base)) if has("week") => base.iso_week_date().year(),
        (None, Some(base)) => base.year(),
        (None, None) => return argument("year must be specified"),
    };
    let made = if has("week") {
        by_week(map, year, base)?
    } else if has("quarter") {
        by_quarter(map, year, base)?
    } else if let Some(day) = part(map, "ordinalDay")? {
        let day = i16::try_from(day).unwrap_or(i16::MAX);
        Date::new(year, 1, 1).ok().and_then(|first| first.with().day_of_year(day).build().ok())
    } else {
        let month = small(map, "month", base.map_or(1, Date::month))?;
        let day = small(map, "day", base.map_or(1, Date::day))?;
        let date = Date::new(year, month, day);
        if date.is_err() {
            let name = MONTHS.get(usize::try_from(month - 1).unwrap_or(0)).unwrap_or(&"");
            return argument(format!("Invalid date '{name} {day}'"));
        }
        date.ok()
    };
    made.map_or_else(|| argument("The date does not exist."), Ok)
}

fn by_week(map: &Map, year: i16, base: Option<Date>) -> Fields<Option<Date>> {
    let week = small(map, "week", 1)?;
    let day = base.map_or(1, |base| base.weekday().to_monday_one_offset());
    let weekday = Weekday::from_monday_one_offset(small(map, "dayOfWeek", day)?);
    Ok(weekday.and_then(|day| ISOWeekDate::new(year, week, day)).ok().map(ISOWeekDate::date))
}

fn by_quarter(map: &Map, year: i16, base: Option<Date>) -> Fields<Option<Date>> {
    let quarter = small(map, "quarter", 1)?;
    let first_month = quarter * 3 - 2;
    match (part(map, "dayOfQuarter")?, base) {
        (None, Some(base)) => {
            let month = first_month + (base.month() - 1) % 3;
            Ok(Date::new(year, month, base.day()).ok())
        }
        (day, _) => {
            let days = day.unwrap_or(1) - 1;
            Ok(Date::new(year, first_month, 1)
                .ok()
                .and_then(|first| first.checked_add(jiff::Span::new().try_days(days).ok()?).ok())
                .filter(|date| (date.month() + 2) / 3 == quarter))
        }
    }
}

/// The time of day; `optional` where it may be left out altogether.
fn time(map: &Map, base: Option<Time>, optional: bool) -> Fields<Time> {
    if !map.contains_key("hour") && base.is_none() && !optional {
        return argument("hour must be specified");
    }
    let hour = small(map, "hour", base.map_or(0, Time::hour))?;
    let minute = small(map, "minute", base.map_or(0, Time::minute))?;
    let second = small(map, "second", base.map_or(0, Time::second))?;
    let decimals = [("millisecond", 1_000_000), ("microsecond", 1_000), ("nanosecond", 1)];
    let mut nanos = 0;
    for (name, unit) in decimals {
        nanos += part(map, name)?.unwrap_or(0) * unit;
    }
    if decimals.iter().all(|(name, _)| !map.contains_key(*name)) {
        nanos = base.map_or(0, |base| base.subsec_nanosecond().into());
    }
    match i32::try_from(nanos).ok().and_then(|nanos| Time::new(hour, minute, second, nanos).ok()) {
        Some(time) => Ok(time),
        None => argument("Invalid value for Nanosecond: the decimals exceed one second"),
    }
}
