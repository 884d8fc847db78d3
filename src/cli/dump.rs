//! `dump`: a whole state as a script or as JSON.

use super::args::Options;
use super::can::made_by;
use super::exit::Exit;
use super::state::{Trouble, console_of, state_of};
use crate::aura::Console;
use crate::exec::{Engine, console_commands};
use crate::tools::dump::write_script;
use crate::tools::state::{Secrets, State, write_json};
use clap::ValueEnum;
use jiff::Timestamp;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// What is dumped, and how.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct Dumping {
    /// Scripts that make the state; a dump may be the first
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "cypher")]
    format: DumpFormat,
    /// Which secrets to write: users' passwords are encrypted, those of remote aliases are not
    #[arg(long, value_name = "SECRETS", default_value = "encrypted")]
    secrets: SecretsName,
}

/// How a state is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DumpFormat {
    /// A script for a fresh DBMS
    Cypher,
    /// Everything, with ids and times
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SecretsName {
    /// No passwords at all
    None,
    /// The encrypted passwords of users
    Encrypted,
    /// These, and the passwords of remote aliases in plain text
    All,
}

/// Makes a state with scripts and writes it.
pub(super) fn dump(options: &Options, dumping: &Dumping) -> io::Result<Exit> {
    match try_dump(options, dumping) {
        Ok((state, console)) => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            match dumping.format {
                DumpFormat::Cypher => {
                    let now = Timestamp::now();
                    let commands = console.map(|console| console_commands(&console, now));
                    write_script(&mut out, &state, &commands.unwrap_or_default())?;
                }
                DumpFormat::Json => write_json(&mut out, &state, console.as_ref())?,
            }
            out.flush()?;
            Ok(Exit::Success)
        }
        Err(trouble) => Ok(trouble.complain()),
    }
}

fn try_dump(options: &Options, dumping: &Dumping) -> Result<(State, Option<Console>), Trouble> {
    let mut shell = made_by(options, &dumping.files)?;
    leave_instances(shell.engine());
    let secrets = match dumping.secrets {
        SecretsName::None => Secrets::None,
        SecretsName::Encrypted => Secrets::Encrypted,
        SecretsName::All => Secrets::All,
    };
    let console = console_of(shell.engine()).cloned();
    let console = match secrets {
        Secrets::None => console.map(Console::without_secrets),
        Secrets::Encrypted | Secrets::All => console,
    };
    Ok((state_of(shell.engine(), secrets)?, console))
}

/// Goes back to the DBMS itself, and says so when something is left out.
pub(super) fn leave_instances(engine: &mut dyn Engine) {
    let many = match engine.leave_instances() {
        0 => return,
        1 => "the instance that was opened".to_owned(),
        many => format!("the {many} instances that were opened"),
    };
    // The output is complete without this, so that a reader who went away changes nothing.
    let _ = writeln!(io::stderr(), "note: what is inside {many} is left out");
}
