//! `date.truncate('month', d, {day: 5})` and its like: an instant cut down to a unit, with some parts
//! set anew.

use super::fields;
use super::temporal::{Kind, convert, zone_of};
use super::{Args, Result};
use crate::status::ValueError;
use crate::value::{Value, date_of, time_of};
use jiff::Unit;
use jiff::civil::{Date, ISOWeekDate, Time, Weekday};

/// Cuts a value down and sets the given parts. Without a value, now is meant.
pub(super) fn apply(args: &Args<'_>, kind: Kind) -> Result {
    let unit = args.text(0)?;
    let now = Value::from(args.env.now.clone());
    let value = if args.len() > 1 { args.get(1) } else { &now };
    let unsupported = || ValueError::Argument(format!("Unsupported unit: {unit}"));
    let (date, time) = (date_of(value), time_of(value));
    if date.is_none() && time.is_none() {
        return Err(args.refuse(1, "temporal value"));
    }
    let (date, time) = match (date, cut_date(unit, date), cut_time(unit, time)) {
        (Some(_), Some(date), _) => (Some(date), Time::midnight()),
        (date, _, Some(time)) => (date, time),
        (None, _, None) if unit.eq_ignore_ascii_case("day") => (None, Time::midnight()),
        _ => return Err(unsupported()),
    };
    let zone = zone_of(value).unwrap_or_else(|| args.env.now.time_zone().clone());
    let cut = match date {
        Some(date) => date.to_datetime(time).to_zoned_datetime(zone).map(Value::from),
        None => Ok(match value {
            Value::Time(base) => Value::Time(crate::value::OffsetTime { time, ..*base }),
            _ => Value::LocalTime(time),
        }),
    }
    .map_err(|_| unsupported())?;
    let cut = convert(&cut, kind, args.env.now.time_zone())
        .ok_or_else(|| args.refuse(1, "temporal value with a date"))?;
    match args.get(2) {
        Value::Map(map) => fields::build(kind, map, Some(&cut), args.env),
        _ => Ok(cut),
    }
}

/// The first day of the unit a date lies in; `None` for units of the clock.
fn cut_date(unit: &str, date: Option<Date>) -> Option<Date> {
    let date = date?;
    let year = date.year();
    let first_of = |span: i16| Date::new(year - year.rem_euclid(span), 1, 1).ok();
    match unit.to_ascii_lowercase().as_str() {
        "millennium" => first_of(1000),
        "century" => first_of(100),
        "decade" => first_of(10),
        "year" => first_of(1),
        "weekyear" => ISOWeekDate::new(date.iso_week_date().year(), 1, Weekday::Monday)
            .ok()
            .map(ISOWeekDate::date),
        "quarter" => Date::new(year, date.month() - (date.month() - 1) % 3, 1).ok(),
        "month" => Date::new(year, date.month(), 1).ok(),
        "week" => date.iso_week_date().first_of_week().ok().map(ISOWeekDate::date),
        "day" => Some(date),
        _ => None,
    }
}

/// A time of day cut down to a unit of the clock.
fn cut_time(unit: &str, time: Option<Time>) -> Option<Time> {
    let smallest = match unit.to_ascii_lowercase().as_str() {
        "hour" => Unit::Hour,
        "minute" => Unit::Minute,
        "second" => Unit::Second,
        "millisecond" => Unit::Millisecond,
        "microsecond" => Unit::Microsecond,
        _ => return None,
    };
    let options = jiff::civil::TimeRound::new().smallest(smallest).mode(jiff::RoundMode::Trunc);
    time?.round(options).ok()
}
