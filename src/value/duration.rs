//! DURATION: months, days, seconds and nanoseconds, kept apart because a month has no fixed number
//! of days and a day no fixed number of seconds.

use std::cmp::Ordering;
use std::fmt::{Display, Formatter, Write};

/// Seconds of an average month: a twelfth of 365.2425 days.
pub(super) const SECONDS_PER_MONTH: i64 = 2_629_746;
pub(super) const SECONDS_PER_DAY: i64 = 86_400;
const NANOS_PER_SECOND: i64 = 1_000_000_000;

/// A length of time. Equal when all parts are equal; ordered by average length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Duration {
    /// Months; twelve make a year.
    pub months: i64,
    /// Days.
    pub days: i64,
    /// Seconds, rounded down.
    pub seconds: i64,
    /// What is left of a second: 0 to 999,999,999.
    pub nanos: i32,
}

impl Duration {
    /// A duration of these parts, nanoseconds carried into seconds; `None` on overflow.
    #[must_use]
    pub fn new(months: i64, days: i64, seconds: i64, nanos: i64) -> Option<Self> {
        let seconds = seconds.checked_add(nanos.div_euclid(NANOS_PER_SECOND))?;
        let nanos = i32::try_from(nanos.rem_euclid(NANOS_PER_SECOND)).ok()?;
        Some(Self { months, days, seconds, nanos })
    }

    /// A duration of so many nanoseconds; `None` on overflow.
    #[must_use]
    pub fn from_nanos(nanos: i128) -> Option<Self> {
        let second = i128::from(NANOS_PER_SECOND);
        let seconds = i64::try_from(nanos.div_euclid(second)).ok()?;
        Self::new(0, 0, seconds, i64::try_from(nanos.rem_euclid(second)).ok()?)
    }

    /// The sum; `None` on overflow.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::new(
            self.months.checked_add(other.months)?,
            self.days.checked_add(other.days)?,
            self.seconds.checked_add(other.seconds)?,
            i64::from(self.nanos) + i64::from(other.nanos),
        )
    }

    /// The same length backwards; `None` on overflow.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        Self::new(
            self.months.checked_neg()?,
            self.days.checked_neg()?,
            self.seconds.checked_neg()?,
            -i64::from(self.nanos),
        )
    }

    /// So many times the duration; fractions of a part are carried into the next smaller one by
    /// average length. `None` on overflow.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn scaled(self, factor: f64) -> Option<Self> {
        Self::approximate(
            self.months as f64 * factor,
            self.days as f64 * factor,
            self.seconds as f64 * factor,
            f64::from(self.nanos) * factor,
        )
    }

    /// A duration of fractional parts; each fraction is carried into the next smaller part by
    /// average length. `None` on overflow.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    pub fn approximate(months: f64, days: f64, seconds: f64, nanos: f64) -> Option<Self> {
        let whole = |number: f64| {
            (number.is_finite() && number.abs() < 9.2e18).then_some(number.trunc() as i64)
        };
        let days = days + months.fract() * (SECONDS_PER_MONTH as f64 / SECONDS_PER_DAY as f64);
        let seconds = seconds + days.fract() * SECONDS_PER_DAY as f64;
        // Rounded, so that a third of a second ends where its nine decimals end.
        let nanos = (nanos + seconds.fract() * NANOS_PER_SECOND as f64).round();
        Self::new(whole(months)?, whole(days)?, whole(seconds)?, whole(nanos)?)
    }

    /// The average length in nanoseconds.
    #[must_use]
    pub fn average_nanos(self) -> i128 {
        let seconds = i128::from(self.months) * i128::from(SECONDS_PER_MONTH)
            + i128::from(self.days) * i128::from(SECONDS_PER_DAY)
            + i128::from(self.seconds);
        seconds * i128::from(NANOS_PER_SECOND) + i128::from(self.nanos)
    }

    /// Seconds and nanoseconds as one number of nanoseconds.
    #[must_use]
    pub fn clock_nanos(self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(self.nanos)
    }
}

/// By average length; durations of the same length by months, then by days, so that only equal
/// durations sort alike.
impl Ord for Duration {
    fn cmp(&self, other: &Self) -> Ordering {
        self.average_nanos()
            .cmp(&other.average_nanos())
            .then_with(|| (self.months, self.days).cmp(&(other.months, other.days)))
    }
}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// ISO 8601: `P1Y2M3DT4H5M6.7S`, `PT0S`. Every part carries its own sign.
impl Display for Duration {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let part = |f: &mut Formatter<'_>, number: i128, unit: char| match number {
            0 => Ok(()),
            _ => write!(f, "{number}{unit}"),
        };
        if *self == Self::default() {
            return f.write_str("PT0S");
        }
        f.write_char('P')?;
        part(f, i128::from(self.months / 12), 'Y')?;
        part(f, i128::from(self.months % 12), 'M')?;
        part(f, i128::from(self.days), 'D')?;
        let clock = self.clock_nanos();
        if clock == 0 {
            return Ok(());
        }
        f.write_char('T')?;
        let second = i128::from(NANOS_PER_SECOND);
        part(f, clock / (3600 * second), 'H')?;
        part(f, clock / (60 * second) % 60, 'M')?;
        let rest = clock % (60 * second);
        if rest == 0 {
            return Ok(());
        }
        let sign = if rest < 0 { "-" } else { "" };
        let (whole, nanos) = (rest.abs() / second, rest.abs() % second);
        write!(f, "{sign}{whole}")?;
        if nanos != 0 {
            write!(f, ".{}", format!("{nanos:09}").trim_end_matches('0'))?;
        }
        f.write_char('S')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_in_iso_form() {
        for ((months, days, seconds, nanos), text) in [
            ((0, 0, 0, 0), "PT0S"),
            ((14, 3, 14_706, 700_000_000), "P1Y2M3DT4H5M6.7S"),
            ((0, 0, 0, -500_000_000), "PT-0.5S"),
            ((0, 0, -1, -500_000_000), "PT-1.5S"),
            ((-1, 0, 60, 0), "P-1MT1M"),
            ((0, 0, 90_000, 0), "PT25H"),
        ] {
            assert_eq!(Duration::new(months, days, seconds, nanos).unwrap().to_string(), text);
        }
    }

    #[test]
    fn fractions_are_carried_down() {
        for (duration, text) in [
            (Duration::approximate(0.5, 0.0, 0.0, 0.0), "P15DT5H14M33S"),
            (Duration::approximate(0.0, 1.5, 0.0, 0.0), "P1DT12H"),
            (Duration::new(1, 1, 1, 0).and_then(|one| one.scaled(2.0)), "P2M2DT2S"),
        ] {
            assert_eq!(duration.unwrap().to_string(), text);
        }
        assert_eq!(Duration::approximate(f64::NAN, 0.0, 0.0, 0.0), None);
    }

    #[test]
    fn a_month_is_longer_than_thirty_days() {
        let month = Duration { months: 1, ..Duration::default() };
        let days = |days| Duration { days, ..Duration::default() };
        assert!(month > days(30));
        assert!(month < days(31));
    }
}
