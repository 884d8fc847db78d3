//! `console`: the Aura console that scripts make, as statements or as JSON.

use super::args::Options;
use super::dump::leave_instances;
use super::exit::Exit;
use super::outside::Process;
use super::run::new_shell;
use super::state::{Trouble, apply_file};
use crate::aura::Console;
use crate::exec::console_commands;
use clap::ValueEnum;
use jiff::Timestamp;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Which console is written, and how.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Writing {
    /// Scripts that make the console; a dump or the JSON of a console may be the first
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "commands")]
    format: ConsoleFormat,
}

/// How a console is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ConsoleFormat {
    /// The statements that make it again, without ids and times
    Commands,
    /// Everything, with the field names and role ids of the public Aura API
    Json,
}

/// Makes a console with scripts and writes it.
pub(super) fn console(options: &Options, writing: &Writing) -> io::Result<Exit> {
    let console = match made(options, writing) {
        Ok(console) => console,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match writing.format {
        ConsoleFormat::Commands => {
            for command in console_commands(&console, Timestamp::now()) {
                writeln!(out, "{command};")?;
            }
        }
        ConsoleFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &console)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn made(options: &Options, writing: &Writing) -> Result<Console, Trouble> {
    let mut shell = new_shell(options, Process::new())?;
    for (at, file) in writing.files.iter().enumerate() {
        apply_file(options, &mut shell, file, at == 0)?;
    }
    leave_instances(shell.engine());
    shell.engine().console().cloned().ok_or_else(|| {
        Trouble::new(Exit::Usage, "--strict switches the Aura console off.".to_owned())
    })
}
