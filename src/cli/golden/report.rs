//! What every way of reporting has in common.

use super::ran::{Ran, Trouble};
use crate::tools::golden::Difference;
use std::io::{self, Write};
use std::time::Duration;

/// A way of reporting.
pub(super) trait Reporter {
    /// Before anything runs.
    fn begin(&mut self, out: &mut dyn Write, scripts: usize) -> io::Result<()>;
    /// A script, in order.
    fn script(&mut self, out: &mut dyn Write, ran: &Ran) -> io::Result<()>;
    /// Behind the last one.
    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()>;
}

/// Sums over all scripts.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) files: usize,
    pub(super) statements: usize,
    pub(super) differences: usize,
    /// Files that are no golden scripts.
    pub(super) broken: usize,
    pub(super) inferred: usize,
    pub(super) updated: usize,
    pub(super) took: Duration,
}

impl Totals {
    pub(super) fn add(&mut self, ran: &Ran) {
        match &ran.result {
            Err(Trouble::Unreadable(_)) => return,
            Err(Trouble::Broken(_)) => self.broken += 1,
            Ok(report) => {
                self.statements += report.statements();
                self.differences += report.differences.len();
                self.inferred += usize::from(report.is_inferred);
            }
        }
        self.files += 1;
        self.updated += usize::from(ran.is_updated);
        self.took += ran.took;
    }
}

/// A difference in full, as it is read by people.
pub(super) fn difference_text(difference: &Difference) -> String {
    difference.lines.iter().map(|line| format!("{line}\n")).collect()
}
