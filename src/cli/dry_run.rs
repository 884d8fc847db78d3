//! `--dry-run`: everything is executed, nothing is kept, and what would have changed is written as the
//! commands that change it.

use crate::exec::{Config, Engine};
use crate::tools::diff::{Comparison, steps};
use crate::tools::state::{Secrets, State};
use std::io::{self, Write};

/// The state before a run.
#[derive(Debug)]
pub(super) struct DryRun {
    before: State,
}

impl DryRun {
    /// Begins; none where the engine does not show its state.
    pub(super) fn begin(engine: &dyn Engine) -> Option<Self> {
        state(engine).map(|before| Self { before })
    }

    /// Writes the commands that lead from the state before to the present one.
    ///
    /// # Errors
    /// What the writer says.
    pub(super) fn write_changes(&self, engine: &dyn Engine, out: &mut dyn Write) -> io::Result<()> {
        let Some(after) = state(engine) else { return Ok(()) };
        for step in steps(&self.before, &after, Comparison::Exact) {
            writeln!(out, "{};", step.shown())?;
        }
        Ok(())
    }
}

fn state(engine: &dyn Engine) -> Option<State> {
    let default_database = Config::default().default_database;
    let (graph, _) = engine.state()?;
    Some(State::of(graph, &default_database, Secrets::Encrypted))
}
