//! The table: what was measured, beside what, and how far from the target.

use std::fmt::Write as _;
use std::path::Path;

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unit {
    /// Nanoseconds; printed as ns, µs, ms or s.
    Time,
    /// Bytes; printed as B, KiB or MiB.
    Bytes,
    /// A plain number.
    Factor,
}

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// Our figure at most this.
    AtMost(f64),
    /// Ours divided by the peer's at most this.
    RatioAtMost(f64),
    /// Both: our figure, and the ratio.
    Both(f64, f64),
    /// Nothing was asked for; the figure stands for itself.
    None,
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Line {
    /// `parse`, `load` …
    pub row: &'static str,
    /// What was done.
    pub work: String,
    pub unit: Unit,
    pub ours: f64,
    /// Who did the same, and at what cost; none where nobody else does it.
    pub peer: Option<(String, f64)>,
    pub target: Target,
}

impl Line {
    fn ratio(&self) -> Option<f64> {
        self.peer.as_ref().map(|(_, theirs)| self.ours / theirs)
    }

    /// `yes`, `no`, or nothing where nothing was asked for.
    fn met(&self) -> &'static str {
        let is_met = match self.target {
            Target::AtMost(limit) => self.ours <= limit,
            Target::RatioAtMost(limit) => self.ratio().is_some_and(|ratio| ratio <= limit),
            Target::Both(limit, factor) => {
                self.ours <= limit && self.ratio().is_some_and(|ratio| ratio <= factor)
            }
            Target::None => return "",
        };
        if is_met { "yes" } else { "no" }
    }

    /// Whether something was asked for that it does not reach.
    pub fn is_missed(&self) -> bool {
        self.met() == "no"
    }

    fn cells(&self) -> [String; 7] {
        let (peer, theirs) = match &self.peer {
            Some((name, theirs)) => (name.clone(), figure(*theirs, self.unit)),
            None => ("–".into(), "–".into()),
        };
        let target = match self.target {
            Target::AtMost(limit) => format!("≤ {}", figure(limit, self.unit)),
            Target::RatioAtMost(limit) => format!("≤ {}", ratio(limit)),
            Target::Both(limit, factor) => {
                format!("≤ {}, ≤ {}", figure(limit, self.unit), ratio(factor))
            }
            Target::None => String::new(),
        };
        [
            format!("{}: {}", self.row, self.work),
            figure(self.ours, self.unit),
            peer,
            theirs,
            self.ratio().map_or("–".into(), ratio),
            target,
            self.met().into(),
        ]
    }
}

/// Three significant digits and a unit.
pub fn figure(value: f64, unit: Unit) -> String {
    let scaled = |steps: &[(f64, &str)]| {
        let (size, name) = steps.iter().rev().find(|(size, _)| value >= *size).unwrap_or(&steps[0]);
        format!("{} {name}", digits(value / size))
    };
    match unit {
        Unit::Time => scaled(&[(1.0, "ns"), (1e3, "µs"), (1e6, "ms"), (1e9, "s")]),
        Unit::Bytes => scaled(&[(1.0, "B"), (1024.0, "KiB"), (1024.0 * 1024.0, "MiB")]),
        Unit::Factor => digits(value),
    }
}

fn digits(value: f64) -> String {
    match value {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    }
}

/// `0.25×` below one is shown as its inverse: `1/4`.
fn ratio(ratio: f64) -> String {
    if ratio >= 0.995 {
        format!("{}×", digits(ratio))
    } else {
        format!("1/{}", digits(1.0 / ratio))
    }
}

const HEAD: [&str; 7] = ["job", "ours", "peer", "theirs", "ours : theirs", "target", "met"];

/// The table in Markdown, columns aligned, with the machine and remarks below it.
pub fn table(lines: &[Line], remarks: &[String]) -> String {
    let mut rows: Vec<[String; 7]> = vec![HEAD.map(str::to_owned)];
    rows.extend(lines.iter().map(Line::cells));
    let mut widths = [0; 7];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        for (cell, width) in row.iter().zip(widths) {
            let pad = width - cell.chars().count();
            let _ = write!(text, "| {cell}{} ", " ".repeat(pad));
        }
        text.push_str("|\n");
        if at == 0 {
            for width in widths {
                let _ = write!(text, "| {} ", "-".repeat(width));
            }
            text.push_str("|\n");
        }
    }
    for remark in remarks {
        let _ = write!(text, "\n{remark}\n");
    }
    text
}

/// One line about where this ran: no name of a host, only what figures depend on.
pub fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(Path::new(path)).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let model = info.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.and_then(|rest| rest.split_once(':')).map_or("", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default();
    let (system, kind) = (std::env::consts::OS, std::env::consts::ARCH);
    let mut line = format!("{cores} cores, {system} {kind}");
    if !model.is_empty() {
        let _ = write!(line, ", {model}");
    }
    if !load.is_empty() {
        let _ = write!(line, ", load {load} at the end");
    }
    line
}
