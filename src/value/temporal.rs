//! Temporal values that `jiff` has no type for, and how the others are written.

use jiff::ZonedDateTime;
use jiff::civil::Time;
use jiff::tz::Offset;
use std::cmp::Ordering;
use std::fmt::{Display, Formatter};

/// ZONED TIME: a time of day with an offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OffsetTime {
    /// The time on the clock there.
    pub time: Time,
    /// The offset of that clock.
    pub offset: Offset,
}

impl OffsetTime {
    /// Nanoseconds from midnight UTC; below zero or above a day where the offset carries it there.
    #[must_use]
    pub fn utc_nanos(self) -> i64 {
        nanos_of_day(self.time) - i64::from(self.offset.seconds()) * 1_000_000_000
    }
}

/// Nanoseconds since midnight.
fn nanos_of_day(time: Time) -> i64 {
    let minutes = i64::from(time.hour()) * 60 + i64::from(time.minute());
    (minutes * 60 + i64::from(time.second())) * 1_000_000_000 + i64::from(time.subsec_nanosecond())
}

/// By instant; of the same instant the western offset first.
impl Ord for OffsetTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.utc_nanos().cmp(&other.utc_nanos()).then_with(|| self.offset.cmp(&other.offset))
    }
}

impl PartialOrd for OffsetTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Display for OffsetTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", format_time(self.time), format_offset(self.offset))
    }
}

/// `hh:mm:ss` with as many decimals as needed.
#[must_use]
pub fn format_time(time: Time) -> String {
    let text = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    match time.subsec_nanosecond() {
        0 => text,
        nanos => format!("{text}.{}", format!("{nanos:09}").trim_end_matches('0')),
    }
}

/// `Z`, `+hh:mm` or `+hh:mm:ss`.
#[must_use]
pub fn format_offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    if seconds == 0 {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let text = format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60);
    match size % 60 {
        0 => text,
        rest => format!("{text}:{rest:02}"),
    }
}

/// The name of the region an instant was given in, if it was given in a region. UTC counts as an
/// offset.
#[must_use]
pub fn zone_name(instant: &ZonedDateTime) -> Option<&str> {
    instant.time_zone().iana_name().filter(|name| *name != "UTC")
}
