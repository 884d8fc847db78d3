//! Instants: `date`, `localtime`, `time`, `localdatetime`, `datetime` and what belongs to them.

use super::{Args, Function, Result, fields, function, sees_null, truncate};
use crate::status::ValueError;
use crate::value::{
    OffsetTime, Value, date_of, parse_date, parse_date_time, parse_local_date_time,
    parse_local_time, parse_time, parse_zone, time_of,
};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// The five kinds of instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
}

impl Kind {
    /// Whether values of this kind have a date.
    pub(super) fn has_date(self) -> bool {
        !matches!(self, Self::LocalTime | Self::Time)
    }

    /// Whether values of this kind have a time of day.
    pub(super) fn has_time(self) -> bool {
        self != Self::Date
    }

    /// Whether values of this kind have a zone or an offset.
    pub(super) fn has_zone(self) -> bool {
        matches!(self, Self::Time | Self::DateTime)
    }

    /// Its name in messages.
    fn name(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::LocalTime => "LocalTime",
            Self::Time => "Time",
            Self::LocalDateTime => "LocalDateTime",
            Self::DateTime => "DateTime",
        }
    }
}

macro_rules! instants {
    ($($name:literal, $kind:ident;)*) => {
        &[
            $(
                sees_null($name, 0, 1, |args| construct(args, Kind::$kind)),
                sees_null(concat!($name, ".statement"), 0, 1, |args| current(args, Kind::$kind)),
                sees_null(concat!($name, ".transaction"), 0, 1, |args| current(args, Kind::$kind)),
                // The clock stands still within a statement: results do not depend on its pace.
                sees_null(concat!($name, ".realtime"), 0, 1, |args| current(args, Kind::$kind)),
                function(concat!($name, ".truncate"), 1, 3, |args| truncate::apply(args, Kind::$kind)),
            )*
            function("datetime.fromepoch", 2, 2, from_epoch),
            function("datetime.fromepochmillis", 1, 1, from_epoch_millis),
        ]
    };
}

pub(super) const FUNCTIONS: &[Function] = instants! {
    "date", Date;
    "localtime", LocalTime;
    "time", Time;
    "localdatetime", LocalDateTime;
    "datetime", DateTime;
};

/// Now, or what a string, a map or another instant says.
fn construct(args: &Args<'_>, kind: Kind) -> Result {
    match args.get(0) {
        Value::Null if args.len() == 0 => Ok(convert_zoned(&args.env.now, kind)),
        Value::Null => Ok(Value::Null),
        Value::String(text) => parse(kind, text)
            .ok_or_else(|| ValueError::TemporalText { kind: kind.name(), text: text.to_string() }),
        Value::Map(map) => fields::build(kind, map, None, args.env),
        value => convert(value, kind, args.env.now.time_zone())
            .ok_or_else(|| args.refuse(0, "STRING, MAP or temporal value")),
    }
}

/// Now, in a time zone.
fn current(args: &Args<'_>, kind: Kind) -> Result {
    if args.len() == 0 {
        return Ok(convert_zoned(&args.env.now, kind));
    }
    if args.get(0).is_null() {
        return Ok(Value::Null);
    }
    Ok(convert_zoned(&args.env.now.with_time_zone(zone(args.text(0)?)?), kind))
}

/// A time zone by name or offset.
pub(super) fn zone(name: &str) -> std::result::Result<TimeZone, ValueError> {
    parse_zone(name).ok_or_else(|| {
        ValueError::Argument(format!("Text '{name}' could not be parsed to a TimeZone"))
    })
}

fn parse(kind: Kind, text: &str) -> Option<Value> {
    Some(match kind {
        Kind::Date => Value::Date(parse_date(text)?),
        Kind::LocalTime => Value::LocalTime(parse_local_time(text)?),
        Kind::Time => Value::Time(parse_time(text)?),
        Kind::LocalDateTime => Value::LocalDateTime(parse_local_date_time(text)?),
        Kind::DateTime => parse_date_time(text)?.into(),
    })
}

/// The part of an instant that a kind keeps.
pub(super) fn convert_zoned(instant: &ZonedDateTime, kind: Kind) -> Value {
    match kind {
        Kind::Date => Value::Date(instant.date()),
        Kind::LocalTime => Value::LocalTime(instant.time()),
        Kind::Time => Value::Time(OffsetTime { time: instant.time(), offset: instant.offset() }),
        Kind::LocalDateTime => Value::LocalDateTime(instant.datetime()),
        Kind::DateTime => instant.clone().into(),
    }
}

/// One kind of instant as another; a missing time is midnight, a missing zone is `default`, a missing
/// date cannot be made up.
pub(super) fn convert(value: &Value, kind: Kind, default: &TimeZone) -> Option<Value> {
    let (date, time) = (date_of(value), time_of(value));
    if date.is_none() && (time.is_none() || kind.has_date()) {
        return None;
    }
    let time = time.unwrap_or(Time::midnight());
    let zone = zone_of(value).unwrap_or_else(|| default.clone());
    match (date, kind) {
        (Some(date), _) => {
            let local = DateTime::from_parts(date, time);
            Some(match kind {
                Kind::Date => Value::Date(date),
                Kind::LocalTime => Value::LocalTime(time),
                Kind::LocalDateTime => Value::LocalDateTime(local),
                Kind::Time | Kind::DateTime => {
                    convert_zoned(&local.to_zoned_datetime(zone).ok()?, kind)
                }
            })
        }
        (None, Kind::LocalTime) => Some(Value::LocalTime(time)),
        (None, Kind::Time) => {
            let offset = zone.to_fixed_offset().unwrap_or(jiff::tz::Offset::UTC);
            Some(Value::Time(OffsetTime { time, offset }))
        }
        (None, _) => None,
    }
}

/// The zone of a value that has one.
pub(super) fn zone_of(value: &Value) -> Option<TimeZone> {
    match value {
        Value::Time(time) => Some(TimeZone::fixed(time.offset)),
        Value::DateTime(instant) => Some(instant.time_zone().clone()),
        _ => None,
    }
}

fn from_epoch(args: &Args<'_>) -> Result {
    let nanos = i128::from(args.integer(0)?) * 1_000_000_000 + i128::from(args.integer(1)?);
    utc(nanos)
}

fn from_epoch_millis(args: &Args<'_>) -> Result {
    utc(i128::from(args.integer(0)?) * 1_000_000)
}

fn utc(nanos: i128) -> Result {
    let instant = Timestamp::from_nanosecond(nanos).map_err(|_| {
        ValueError::TemporalOverflow("The instant is outside the supported range of dates.".into())
    })?;
    Ok(instant.to_zoned_datetime(TimeZone::UTC).into())
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn instants_are_made_of_nothing_text_maps_and_each_other() {
        check(&[
            ("date()", "2024-02-29"),
            ("datetime()", "2024-02-29T12:30:45.123456789Z"),
            ("datetime() = datetime.realtime()", "true"),
            ("localtime()", "12:30:45.123456789"),
            ("time.transaction('+02:00')", "14:30:45.123456789+02:00"),
            ("datetime.transaction('Europe/Berlin').hour", "13"),
            ("date('2024-W09-4')", "2024-02-29"),
            ("date('x')", "error: Text cannot be parsed to a Date\n\"x\"\n ^"),
            ("date({year: 2024, month: 2, day: 29})", "2024-02-29"),
            ("date({year: 2023, month: 2, day: 29})", "error: Invalid date 'FEBRUARY 29'"),
            (
                "date({year: 2024, month: 13})",
                "error: Invalid value for MonthOfYear (valid values 1 - 12): 13",
            ),
            ("date({month: 1})", "error: year must be specified"),
            ("date({year: 2024, week: 9, dayOfWeek: 4})", "2024-02-29"),
            ("date({year: 2024, quarter: 2, dayOfQuarter: 2})", "2024-04-02"),
            ("date({year: 2024, ordinalDay: 60})", "2024-02-29"),
            ("date({date: date('2024-02-29'), day: 1})", "2024-02-01"),
            ("date({year: 2024, nope: 1})", "error: No such field: nope"),
            ("time({hour: 1, minute: 2, timezone: '+01:00'})", "01:02:00+01:00"),
            ("localdatetime({year: 2024})", "2024-01-01T00:00:00"),
            ("datetime({epochSeconds: 1, nanosecond: 5})", "1970-01-01T00:00:01.000000005Z"),
            (
                "datetime({datetime: datetime('2024-01-01T12:00+01:00'), timezone: 'Z'})",
                "2024-01-01T11:00:00Z",
            ),
            (
                "datetime({date: date('2024-01-01'), hour: 5, timezone: 'Europe/Berlin'})",
                "2024-01-01T05:00:00+01:00[Europe/Berlin]",
            ),
            ("date(datetime())", "2024-02-29"),
            ("localtime(datetime())", "12:30:45.123456789"),
            ("datetime(date())", "2024-02-29T00:00:00Z"),
            ("date(null)", "null"),
            ("datetime.fromepoch(0, 1)", "1970-01-01T00:00:00.000000001Z"),
            ("datetime.fromepochmillis(1000)", "1970-01-01T00:00:01Z"),
        ]);
    }

    #[test]
    fn instants_are_truncated() {
        check(&[
            ("date.truncate('month')", "2024-02-01"),
            ("date.truncate('week', date('2024-02-29'))", "2024-02-26"),
            ("date.truncate('weekYear', date('2024-02-29'))", "2024-01-01"),
            ("date.truncate('decade', date('2024-02-29'))", "2020-01-01"),
            ("date.truncate('quarter', date('2024-05-29'), {day: 5})", "2024-04-05"),
            ("datetime.truncate('hour', datetime())", "2024-02-29T12:00:00Z"),
            ("datetime.truncate('day', datetime())", "2024-02-29T00:00:00Z"),
            ("localtime.truncate('minute', localtime())", "12:30:00"),
            ("time.truncate('millisecond', time('12:00:00.1234+01:00'))", "12:00:00.123+01:00"),
            ("date.truncate('nope')", "error: Unsupported unit: nope"),
        ]);
    }
}
