//! The rows of the table: one file for each job. Each first makes sure that ours and the peer give the
//! same result, then measures.

pub mod change;
pub mod check;
pub mod decide;
pub mod load;
pub mod parse;
pub mod show;
pub mod start;

use crate::measure::Effort;
use crate::plot::Plot;
use crate::report::Line;
use std::path::PathBuf;

/// What every row is given and gives back.
pub struct Suite {
    pub is_short: bool,
    pub effort: Effort,
    /// Where `node_modules` with Neo4j's front end is, if anywhere.
    pub front_end: Option<PathBuf>,
    /// A folder for scripts and tables that are measured with.
    pub scratch: PathBuf,
    pub lines: Vec<Line>,
    pub plots: Vec<Plot>,
    /// What the table cannot say.
    pub remarks: Vec<String>,
}

impl Suite {
    pub fn add(&mut self, line: Line) {
        eprintln!("  {}: {} {}", line.row, line.work, crate::report::figure(line.ours, line.unit));
        self.lines.push(line);
    }
}

/// What ends a row.
pub type Failed = Box<dyn std::error::Error>;
