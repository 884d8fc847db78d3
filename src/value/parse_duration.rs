//! Durations as strings: `P1Y2M3W4DT5H6M7.8S`, every part optional and signed, the last digits
//! possibly fractional, or the form of an instant: `P2012-02-02T14:37:21.545`.

use super::{Duration, parse_date, parse_local_time};

/// The units before and after the `T`: letter, months, days, seconds of one.
const DATE_UNITS: [(char, f64, f64, f64); 4] =
    [('Y', 12.0, 0.0, 0.0), ('M', 1.0, 0.0, 0.0), ('W', 0.0, 7.0, 0.0), ('D', 0.0, 1.0, 0.0)];
const TIME_UNITS: [(char, f64, f64, f64); 3] =
    [('H', 0.0, 0.0, 3600.0), ('M', 0.0, 0.0, 60.0), ('S', 0.0, 0.0, 1.0)];

/// DURATION; `None` where the text is none.
#[must_use]
pub fn parse_duration(text: &str) -> Option<Duration> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let body = body.strip_prefix('P')?;
    let duration = match instant_form(body) {
        Some(duration) => duration,
        None => unit_form(body)?,
    };
    if negative { duration.checked_neg() } else { Some(duration) }
}

fn unit_form(body: &str) -> Option<Duration> {
    let (dates, times) = match body.split_once('T') {
        Some((_, "")) => return None,
        Some((dates, times)) => (dates, times),
        None => (body, ""),
    };
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    let date = parts(dates, &DATE_UNITS)?;
    date.checked_add(parts(times, &TIME_UNITS)?)
}

/// Reads numbers with their units, in the units' order, each at most once.
fn parts(mut text: &str, units: &[(char, f64, f64, f64)]) -> Option<Duration> {
    let mut sum = Duration::default();
    let mut units = units.iter();
    while !text.is_empty() {
        let end = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, rest) = text.split_at_checked(end)?;
        let letter = rest.chars().next()?;
        text = rest.get(letter.len_utf8()..)?;
        let &(_, months, days, seconds) = units.find(|unit| unit.0 == letter)?;
        sum = sum.checked_add(scaled_unit(number, months, days, seconds)?)?;
    }
    Some(sum)
}

/// Whole numbers exactly, fractional ones by average length.
#[allow(clippy::cast_possible_truncation)]
fn scaled_unit(number: &str, months: f64, days: f64, seconds: f64) -> Option<Duration> {
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    let shape = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.chars().all(shape) {
        return None;
    }
    let number = number.replace(',', ".");
    if let Ok(whole) = number.parse::<i64>() {
        let times = |unit: f64| whole.checked_mul(unit as i64);
        return Duration::new(times(months)?, times(days)?, times(seconds)?, 0);
    }
    let number: f64 = number.parse().ok()?;
    Duration::approximate(number * months, number * days, number * seconds, 0.0)
}

/// `2012-02-02T14:37:21.545`, `20120202T143721`: the parts of an instant, each taken as a length.
fn instant_form(body: &str) -> Option<Duration> {
    let (date, time) = match body.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (body, None),
    };
    // Only calendar dates with month and day are meant.
    if !matches!(date.len(), 8 | 10) || !date.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return None;
    }
    let date = parse_date(date)?;
    let time = match time {
        Some(time) => parse_local_time(time)?,
        None => jiff::civil::Time::midnight(),
    };
    let months = i64::from(date.year()) * 12 + i64::from(date.month());
    let minutes = i64::from(time.hour()) * 60 + i64::from(time.minute());
    Duration::new(
        months,
        i64::from(date.day()),
        minutes * 60 + i64::from(time.second()),
        i64::from(time.subsec_nanosecond()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_duration_is_read() {
        for (text, expected) in [
            ("P14DT16H12M", "P14DT16H12M"),
            ("P5M1.5D", "P5M1DT12H"),
            ("P0.75M", "P22DT19H51M49.5S"),
            ("PT0.75M", "PT45S"),
            ("P2.5W", "P17DT12H"),
            ("P12Y5M14DT16H12M70S", "P12Y5M14DT16H13M10S"),
            ("-P1M", "P-1M"),
            ("P1Y-1M", "P11M"),
            ("PT-1.5S", "PT-1.5S"),
            ("P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S"),
            ("PT1,5S", "PT1.5S"),
        ] {
            let duration = parse_duration(text).map(|duration| duration.to_string());
            assert_eq!(duration.as_deref(), Some(expected), "{text}");
        }
        for text in ["", "P", "PT", "1D", "P1", "P1X", "PD", "P1D2Y", "P1DT", "P1D1D", "P--1D"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}
