//! Results in the Test Anything Protocol, version 14: one test per script, its differences as YAML.

use super::ran::{Ran, Trouble};
use super::report::{Reporter, Totals, difference_text};
use std::io::{self, Write};

#[derive(Debug, Default)]
pub(super) struct Tap {
    number: usize,
}

impl Reporter for Tap {
    fn begin(&mut self, out: &mut dyn Write, scripts: usize) -> io::Result<()> {
        writeln!(out, "TAP version 14\n1..{scripts}")
    }

    fn script(&mut self, out: &mut dyn Write, ran: &Ran) -> io::Result<()> {
        self.number += 1;
        let message = match &ran.result {
            Err(Trouble::Unreadable(error)) => format!("{}: {error}\n", ran.name),
            Err(Trouble::Broken(message)) => format!("{}: {message}\n", ran.name),
            Ok(report) => {
                let one = |of| difference_in_place(&ran.name, of);
                report.differences.iter().map(one).collect()
            }
        };
        let is_ok = message.is_empty();
        let name = ran.name.replace('\\', "\\\\").replace('#', "\\#");
        writeln!(out, "{} {} - {name}", if is_ok { "ok" } else { "not ok" }, self.number)?;
        writeln!(out, "  ---\n  duration_ms: {:.3}", ran.took.as_secs_f64() * 1000.0)?;
        if !is_ok {
            // The first character decides the indentation of the rest, so it must not be a blank.
            writeln!(out, "  message: |")?;
            message.lines().try_for_each(|line| writeln!(out, "    {line}"))?;
        }
        writeln!(out, "  ...")
    }

    fn end(&mut self, _: &mut dyn Write, _: &Totals) -> io::Result<()> {
        Ok(())
    }
}

fn difference_in_place(name: &str, of: &crate::tools::golden::Difference) -> String {
    let lines = difference_text(of);
    let indented: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("{name}:{}: {}\n{indented}", of.line, of.statement)
}
