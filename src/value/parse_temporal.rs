//! Dates, times and instants as strings: the ISO 8601 spellings that Neo4j's temporal functions take.
//!
//! ```text
//! date  ::= YYYY[-MM[-DD]] | YYYYMM[DD] | YYYY-DDD | YYYYDDD | ±Y…Y[-…]
//!         | YYYY[-]Www[[-]D] | YYYY[-]Qq[[-]DD]
//! time  ::= hh[:mm[:ss[.n…n]]] | hhmm[ss[.n…n]]            a comma may stand for the point
//! zone  ::= (Z | ±hh[[:]mm[[:]ss]]) [\[Region/City\]] | \[Region/City\]
//! ```
//!
//! Each function gives `None` where the text is no such value.

use super::OffsetTime;
use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::tz::{Offset, TimeZone};

/// DATE.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    Reader(text).whole(Reader::date)
}

/// LOCAL TIME.
#[must_use]
pub fn parse_local_time(text: &str) -> Option<Time> {
    Reader(text.strip_prefix('T').unwrap_or(text)).whole(Reader::time)
}

/// ZONED TIME; UTC when no offset is given.
#[must_use]
pub fn parse_time(text: &str) -> Option<OffsetTime> {
    Reader(text.strip_prefix('T').unwrap_or(text)).whole(|reader| {
        let time = reader.time()?;
        let offset = if reader.0.is_empty() { Offset::UTC } else { reader.offset()? };
        Some(OffsetTime { time, offset })
    })
}

/// LOCAL DATETIME; midnight when no time is given.
#[must_use]
pub fn parse_local_date_time(text: &str) -> Option<DateTime> {
    Reader(text).whole(Reader::date_time)
}

/// ZONED DATETIME; UTC when no zone is given. A region decides over an offset in front of it.
#[must_use]
pub fn parse_date_time(text: &str) -> Option<ZonedDateTime> {
    let mut reader = Reader(text);
    let local = reader.date_time()?;
    let offset = match reader.0.chars().next() {
        None => Some(Offset::UTC),
        Some('[') => None,
        Some(_) => Some(reader.offset()?),
    };
    let Some(region) = reader.region()? else {
        let zone = TimeZone::fixed(offset?);
        return local.to_zoned_datetime(zone).ok();
    };
    let instant = local.to_zoned_datetime(region).ok()?;
    match offset {
        // Where clocks are set back, the offset tells which of the two hours is meant.
        Some(offset) => {
            let exact =
                offset.to_timestamp(local).ok()?.to_zoned_datetime(instant.time_zone().clone());
            Some(if exact.offset() == offset { exact } else { instant })
        }
        None => Some(instant),
    }
}

/// A time zone by offset or region: `+01:00`, `Z`, `Europe/Berlin`.
#[must_use]
pub fn parse_zone(text: &str) -> Option<TimeZone> {
    match Reader(text).whole(Reader::offset) {
        Some(offset) => Some(TimeZone::fixed(offset)),
        None => TimeZone::get(text).ok(),
    }
}

/// What is left to read.
#[derive(Clone, Copy)]
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// Runs `read`, which must use up the text.
    fn whole<T>(mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let value = read(&mut self)?;
        self.0.is_empty().then_some(value)
    }

    /// Takes `c` if it stands next.
    fn takes(&mut self, c: char) -> bool {
        match self.0.strip_prefix(c) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Takes all digits that stand next.
    fn digits(&mut self) -> &'a str {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length).unwrap_or(("", self.0));
        self.0 = rest;
        digits
    }

    /// Takes exactly so many digits.
    fn number<T: std::str::FromStr>(&mut self, length: usize) -> Option<T> {
        let (digits, rest) = self.0.split_at_checked(length)?;
        let number =
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
        self.0 = rest;
        number
    }

    fn date(&mut self) -> Option<Date> {
        let negative = self.0.starts_with('-');
        if negative || self.0.starts_with('+') {
            self.0 = self.0.get(1..)?;
            let year: i16 = self.digits().parse().ok()?;
            return self.after_year(if negative { -year } else { year });
        }
        let run = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let year = self.number(4)?;
        match run {
            4 => self.after_year(year),
            6 => Date::new(year, self.number(2)?, 1).ok(),
            7 => day_of_year(year, self.number(3)?),
            8 => Date::new(year, self.number(2)?, self.number(2)?).ok(),
            _ => None,
        }
    }

    /// What may follow a year that stands alone.
    fn after_year(&mut self, year: i16) -> Option<Date> {
        let dashed = self.takes('-');
        if self.takes('W') {
            let week = self.number(2)?;
            let more = if dashed { self.takes('-') } else { self.next_is_digit() };
            let day = if more { self.number(1)? } else { 1 };
            let weekday = Weekday::from_monday_one_offset(day).ok()?;
            return ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date);
        }
        if self.takes('Q') {
            let quarter: i8 = self.number(1).filter(|quarter| (1..=4).contains(quarter))?;
            let more = if dashed { self.takes('-') } else { self.next_is_digit() };
            let day: i64 = if more { self.number(2)? } else { 1 };
            return day_of_quarter(year, quarter, day);
        }
        if !dashed {
            return Date::new(year, 1, 1).ok();
        }
        match self.0.bytes().take_while(u8::is_ascii_digit).count() {
            3 => day_of_year(year, self.number(3)?),
            2 => {
                let month = self.number(2)?;
                let day = if self.takes('-') { self.number(2)? } else { 1 };
                Date::new(year, month, day).ok()
            }
            _ => None,
        }
    }

    fn next_is_digit(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_digit())
    }

    fn time(&mut self) -> Option<Time> {
        let hour = self.number(2)?;
        let colons = self.takes(':');
        if !colons && !self.next_is_digit() {
            return Time::new(hour, 0, 0, 0).ok();
        }
        let minute = self.number(2)?;
        let more = if colons { self.takes(':') } else { self.next_is_digit() };
        if !more {
            return Time::new(hour, minute, 0, 0).ok();
        }
        let second = self.number(2)?;
        let nanos = if self.takes('.') || self.takes(',') { self.fraction()? } else { 0 };
        Time::new(hour, minute, second, nanos).ok()
    }

    /// One to nine decimals as nanoseconds.
    fn fraction(&mut self) -> Option<i32> {
        let digits = self.digits();
        (1..=9).contains(&digits.len()).then(|| format!("{digits:0<9}").parse().ok())?
    }

    fn date_time(&mut self) -> Option<DateTime> {
        let date = self.date()?;
        let time = if self.takes('T') { self.time()? } else { Time::midnight() };
        Some(DateTime::from_parts(date, time))
    }

    fn offset(&mut self) -> Option<Offset> {
        if self.takes('Z') || self.takes('z') {
            return Some(Offset::UTC);
        }
        let sign = if self.takes('-') {
            -1
        } else if self.takes('+') {
            1
        } else {
            return None;
        };
        let hours: i32 = self.number(2)?;
        let (mut minutes, mut seconds) = (0, 0);
        if self.takes(':') || self.next_is_digit() {
            minutes = self.number::<i32>(2).filter(|minutes| *minutes < 60)?;
            if self.takes(':') || self.next_is_digit() {
                seconds = self.number::<i32>(2).filter(|seconds| *seconds < 60)?;
            }
        }
        let total = hours * 3600 + minutes * 60 + seconds;
        // Java's bound.
        (total <= 18 * 3600).then(|| Offset::from_seconds(sign * total).ok())?
    }

    /// `[Region/City]`: `Some(None)` where the text is at its end, `None` where it is no region.
    fn region(&mut self) -> Option<Option<TimeZone>> {
        if self.0.is_empty() {
            return Some(None);
        }
        let name = self.0.strip_prefix('[')?.strip_suffix(']')?;
        parse_zone(name).map(Some)
    }
}

fn day_of_year(year: i16, day: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok()?.with().day_of_year(day).build().ok()
}

/// Days count from 1; they must not leave the quarter.
fn day_of_quarter(year: i16, quarter: i8, day: i64) -> Option<Date> {
    let first = Date::new(year, quarter * 3 - 2, 1).ok()?;
    let date = first.checked_add(jiff::Span::new().try_days(day - 1).ok()?).ok()?;
    (day >= 1 && date.year() == year && (date.month() + 2) / 3 == quarter).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    #[test]
    fn every_spelling_of_a_date_is_read() {
        for (text, expected) in [
            ("2015-07-21", "2015-07-21"),
            ("20150721", "2015-07-21"),
            ("2015-07", "2015-07-01"),
            ("201507", "2015-07-01"),
            ("2015-W30-2", "2015-07-21"),
            ("2015W302", "2015-07-21"),
            ("2015-W30", "2015-07-20"),
            ("2015-Q2-60", "2015-05-30"),
            ("2015Q260", "2015-05-30"),
            ("2015-Q2", "2015-04-01"),
            ("2015-202", "2015-07-21"),
            ("2015202", "2015-07-21"),
            ("2015", "2015-01-01"),
            ("+2015-07-21", "2015-07-21"),
        ] {
            let date = parse_date(text).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "x", "2015-", "2015-7-21", "2015-13-01", "2015-02-30", "2015-Q1-91", "2015-07-21T"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn every_spelling_of_a_time_is_read() {
        for (text, expected) in [
            ("21", "21:00:00Z"),
            ("2140", "21:40:00Z"),
            ("21:40:32.142+01:00", "21:40:32.142+01:00"),
            ("214032,142-0100", "21:40:32.142-01:00"),
            ("21:40+01", "21:40:00+01:00"),
        ] {
            let time = parse_time(text).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some(expected), "{text}");
        }
        for text in ["24:00", "21:60", "2", "21:40:32.", "21:40+25", "21:40 "] {
            assert_eq!(parse_time(text), None, "{text}");
        }
        assert_eq!(parse_local_time("21:40+01"), None);
    }

    #[test]
    fn a_region_gives_the_offset() {
        for (text, expected) in [
            ("2015-07-21", "2015-07-21T00:00:00Z"),
            ("2015-07-21T21:40:32.142+0100", "2015-07-21T21:40:32.142+01:00"),
            ("2015-W30-2T214032.142Z", "2015-07-21T21:40:32.142Z"),
            ("2015-07-21T21:40:32[Europe/London]", "2015-07-21T21:40:32+01:00[Europe/London]"),
            ("2015-10-25T01:30+00:00[Europe/London]", "2015-10-25T01:30:00Z[Europe/London]"),
        ] {
            let value: Value = parse_date_time(text).unwrap().into();
            assert_eq!(value.to_string(), expected, "{text}");
        }
        for text in ["2015-07-21T21:40[Nowhere]", "2015-07-21T21:40+01:00[Europe/London", "x"] {
            assert_eq!(parse_date_time(text), None, "{text}");
        }
    }
}
