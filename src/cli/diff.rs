//! `diff`: what differs between two states, as commands and as decisions.

use super::args::Options;
use super::exit::Exit;
use super::state::{Trouble, load_side};
use crate::access::Access;
use crate::aura::Console;
use crate::exec::console_commands;
use crate::graph::SystemGraph;
use crate::tools::diff::{self, Comparison, DecisionChange, NO_CHANGE, Step, decisions, steps};
use crate::tools::dump::Loaded;
use crate::tools::state::{Secrets, State};
use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What is compared, and how it is told.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Diffing {
    /// The one state: a dump (script or JSON), or a script that makes it
    #[arg(value_name = "A")]
    from: PathBuf,
    /// The other
    #[arg(value_name = "B")]
    to: PathBuf,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,
    /// Compare privileges one by one, even where all decisions are the same
    #[arg(long)]
    exact: bool,
    /// Exit code 2 when there is a difference
    #[arg(long)]
    exit_code: bool,
}

/// How differences and plans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Text,
    Json,
}

/// A state that was loaded, in both forms.
pub(super) struct Side {
    graph: SystemGraph,
    access: Access,
    pub(super) state: State,
}

impl Side {
    fn new(loaded: Loaded) -> Self {
        let (graph, default_database) = loaded.into_dbms();
        let access = Access::new(&graph, graph.symbols().get(&default_database));
        let state = State::of(&graph, &default_database, Secrets::All);
        Self { graph, access, state }
    }

    fn decides(&self) -> diff::Side<'_> {
        diff::Side { graph: &self.graph, access: &self.access, state: &self.state }
    }
}

/// Loads two states. Where one of them is made by a script, its passwords have just been hashed with
/// salts of their own; they are taken for those of the other.
pub(super) fn load_sides(
    options: &Options,
    from: &Path,
    to: &Path,
) -> Result<(Side, Side), Trouble> {
    let (from, from_dump) = load_side(options, from)?;
    let (to, to_dump) = load_side(options, to)?;
    if console_of(&from) != console_of(&to) {
        let note = "note: the Aura consoles differ; they are not compared, `console` writes each";
        // The answer is complete without this.
        let _ = writeln!(io::stderr(), "{note}");
    }
    let (mut from, mut to) = (Side::new(from), Side::new(to));
    if !from_dump {
        from.state.assume_passwords(&to.state);
    } else if !to_dump {
        to.state.assume_passwords(&from.state);
    }
    Ok((from, to))
}

/// What there is in a console, ids and times left out.
fn console_of(loaded: &Loaded) -> Vec<String> {
    let console = loaded.console.as_ref().filter(|console| **console != Console::default());
    console.map(|console| console_commands(console, Timestamp::now())).unwrap_or_default()
}

pub(super) fn comparison(exact: bool) -> Comparison {
    if exact { Comparison::Exact } else { Comparison::Meaning }
}

/// Says what differs.
pub(super) fn diff(options: &Options, diffing: &Diffing) -> io::Result<Exit> {
    let (from, to) = match load_sides(options, &diffing.from, &diffing.to) {
        Ok(sides) => sides,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let steps = steps(&from.state, &to.state, comparison(diffing.exact));
    let decisions = decisions(from.decides(), to.decides());
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match diffing.format {
        DiffFormat::Text => write_text(&mut out, diffing, &steps, &decisions)?,
        DiffFormat::Json => writeln!(out, "{:#}", diff_json(&steps, &decisions))?,
    }
    out.flush()?;
    Ok(if diffing.exit_code && !steps.is_empty() { Exit::Findings } else { Exit::Success })
}

fn write_text(
    out: &mut dyn Write,
    diffing: &Diffing,
    steps: &[Step<'_>],
    decisions: &[DecisionChange],
) -> io::Result<()> {
    if steps.is_empty() {
        let what =
            if diffing.exact { "The states are the same." } else { "All decisions are the same." };
        return writeln!(out, "{what}");
    }
    let plural = if steps.len() == 1 { " leads" } else { "s lead" };
    let (from, to) = (diffing.from.display(), diffing.to.display());
    writeln!(out, "{} command{plural} from {from} to {to}:", steps.len())?;
    for step in steps {
        writeln!(out, "  {};", step.shown())?;
    }
    write_decisions(out, decisions)
}

/// What the rights of users come to.
pub(super) fn write_decisions(out: &mut dyn Write, decisions: &[DecisionChange]) -> io::Result<()> {
    if decisions.is_empty() {
        return writeln!(out, "{NO_CHANGE}");
    }
    for decision in decisions {
        writeln!(out, "{decision}")?;
    }
    Ok(())
}

/// Decisions for machines.
pub(super) fn decisions_json(decisions: &[DecisionChange]) -> Value {
    let one = |it: &DecisionChange| json!({"change": it.change.as_str(), "privilege": it.privilege, "users": it.users});
    decisions.iter().map(one).collect()
}

/// A command for machines.
pub(super) fn step_json(step: &Step<'_>) -> Value {
    json!({
        "command": step.shown(),
        "kind": step.kind().as_str(),
        "reason": step.reason(),
    })
}

fn diff_json(steps: &[Step<'_>], decisions: &[DecisionChange]) -> Value {
    json!({
        "commands": steps.iter().map(step_json).collect::<Vec<_>>(),
        "decisions": decisions_json(decisions),
    })
}
