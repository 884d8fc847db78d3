//! `whatif`: whose rights a statement would change.

use super::args::Options;
use super::diff::{DiffFormat, decisions_json, write_decisions};
use super::exit::{Exit, complain};
use super::outside::Process;
use super::run::{new_shell, parameters};
use super::state::{Trouble, apply_file};
use crate::tools::diff::{DecisionChange, what_if};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// What is tried out, and on what.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Trying {
    /// The statement: "GRANT READ {ssn} ON GRAPH clinic NODES Patient TO trainee"
    #[arg(value_name = "STATEMENT")]
    statement: String,
    /// A script that makes the users, roles and privileges, or a dump; may be given several times
    #[arg(long = "script", short = 's', value_name = "FILE")]
    scripts: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,
}

/// Says what a statement would change, and changes nothing.
pub(super) fn try_out(options: &Options, trying: &Trying) -> io::Result<Exit> {
    let decisions = match tried(options, trying) {
        Ok(decisions) => decisions,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match trying.format {
        DiffFormat::Text => write_decisions(&mut out, &decisions)?,
        DiffFormat::Json => writeln!(out, "{:#}", decisions_json(&decisions))?,
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn tried(options: &Options, trying: &Trying) -> Result<Vec<DecisionChange>, Trouble> {
    let mut shell = new_shell(options, Process::new())?;
    for (at, script) in trying.scripts.iter().enumerate() {
        apply_file(options, &mut shell, script, at == 0)?;
    }
    let params = parameters(options).map_err(|message| Trouble::new(Exit::Usage, message))?;
    let statement = trying.statement.trim_end().trim_end_matches(';');
    what_if(shell.engine(), statement, &params).map_err(|error| {
        let help = error.help.as_ref().map(|help| format!("\n  help: {help}"));
        complain(&format!("{error}{}", help.unwrap_or_default()));
        Trouble::silent(Exit::StatementFailed)
    })
}
