//! Results for people: what differs, and the totals.

use super::ran::{Ran, Trouble};
use super::report::{Reporter, Totals};
use crate::tools::golden::{Difference, DifferenceLine, Mark};
use std::io::{self, Write};
use std::time::Duration;

pub(super) struct Text {
    color: bool,
    is_update: bool,
    /// How many of the slowest scripts to name.
    slowest: usize,
    times: Vec<(Duration, String)>,
}

impl Text {
    pub(super) fn new(color: bool, is_update: bool, slowest: usize) -> Self {
        Self { color, is_update, slowest, times: Vec::new() }
    }

    fn difference(&self, out: &mut dyn Write, name: &str, of: &Difference) -> io::Result<()> {
        let Difference { line, statement, lines } = of;
        let (bold, off) = if self.color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        writeln!(out, "{bold}{name}:{line}:{off} {statement}")?;
        for line in lines {
            let color = match line {
                DifferenceLine { mark: Mark::Expected, .. } if self.color => "\u{1b}[31m",
                DifferenceLine { mark: Mark::Given, .. } if self.color => "\u{1b}[32m",
                _ => "",
            };
            let off = if color.is_empty() { "" } else { off };
            writeln!(out, "    {color}{line}{off}")?;
        }
        Ok(())
    }
}

impl Reporter for Text {
    fn begin(&mut self, _: &mut dyn Write, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn script(&mut self, out: &mut dyn Write, ran: &Ran) -> io::Result<()> {
        self.times.push((ran.took, ran.name.clone()));
        match &ran.result {
            Err(Trouble::Unreadable(_)) => Ok(()),
            Err(Trouble::Broken(message)) => writeln!(out, "{}: {message}", ran.name),
            Ok(_) if ran.is_updated => writeln!(out, "{}: updated", ran.name),
            Ok(_) if self.is_update => Ok(()),
            Ok(report) => {
                let mut differences = report.differences.iter();
                differences.try_for_each(|difference| self.difference(out, &ran.name, difference))
            }
        }
    }

    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        let Totals { files, statements, differences, broken, inferred, updated, .. } = totals;
        let counted = |count: &usize, one: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {one}s"),
        };
        let mut parts = vec![counted(files, "file"), counted(statements, "statement")];
        parts.push(counted(differences, "difference"));
        if *broken > 0 {
            parts.push(format!("{broken} not runnable"));
        }
        if *updated > 0 {
            parts.push(format!("{updated} updated"));
        }
        if *inferred > 0 {
            parts.push(format!("{inferred} on inferred facts"));
        }
        writeln!(out, "{}", parts.join(", "))?;
        self.times.sort_by_key(|(took, _)| std::cmp::Reverse(*took));
        for (took, name) in self.times.iter().take(self.slowest) {
            writeln!(out, "{:>9.3} ms  {name}", took.as_secs_f64() * 1000.0)?;
        }
        Ok(())
    }
}
