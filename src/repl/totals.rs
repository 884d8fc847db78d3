//! What a run came to.

use std::fmt;
use std::time::Duration;

/// Sums over the statements of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Statements that were executed.
    pub statements: u64,
    /// Those that failed.
    pub failed: u64,
    /// Changes to the system graph.
    pub system_updates: u64,
    /// The server's remarks.
    pub notifications: u64,
    /// The time that statements took; zero where nobody measures it.
    pub time: Duration,
}

/// `3 statements, 1 failed, 2 system updates, 1 notification`; with the time when it is known.
impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { statements, failed, system_updates, notifications, time } = self;
        write!(f, "{}", Counted(*statements, "statement"))?;
        let seconds = time.as_secs_f64();
        match seconds {
            _ if time.is_zero() => {}
            ..1.0 => write!(f, " in {:.3} ms", seconds * 1000.0)?,
            _ => write!(f, " in {seconds:.3} s")?,
        }
        if *failed > 0 {
            write!(f, ", {failed} failed")?;
        }
        write!(f, ", {}", Counted(*system_updates, "system update"))?;
        if *notifications > 0 {
            write!(f, ", {}", Counted(*notifications, "notification"))?;
        }
        Ok(())
    }
}

/// A number of things: `1 statement`, `1,234 statements`.
struct Counted(u64, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, " {}{}", self.1, if self.0 == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_name_what_there_is() {
        let totals = Totals { statements: 1, ..Totals::default() };
        assert_eq!(totals.to_string(), "1 statement, 0 system updates");
        let totals = Totals {
            statements: 1_234_567,
            failed: 2,
            system_updates: 1,
            notifications: 123,
            time: Duration::from_micros(1_500),
        };
        assert_eq!(
            totals.to_string(),
            "1,234,567 statements in 1.500 ms, 2 failed, 1 system update, 123 notifications"
        );
        let totals = Totals { statements: 2, time: Duration::from_millis(61_500), ..totals };
        assert!(totals.to_string().starts_with("2 statements in 61.500 s, "));
    }
}
