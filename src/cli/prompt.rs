//! The prompt on a terminal: where its files are, what it can show.

use super::args::{Color, Options};
use super::exit::Exit;
use super::outside::Process;
use super::run::new_shell;
use super::screen::{is_plain, use_color};
use crate::repl::terminal::{Prompt, run_prompt};
use crate::repl::{History, Streams};
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// Reads statements from the terminal until the user leaves.
pub(super) fn prompt(options: &Options) -> io::Result<Exit> {
    let mut shell = match new_shell(options, Process::interactive()) {
        Ok(shell) => shell,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let prompt = Prompt {
        history: history(options.login.history.as_deref()),
        color: use_color(options.color.unwrap_or(Color::Auto), io::stdout().is_terminal()),
        is_plain: is_plain(),
        greeting: greeting(options),
        startup: if options.login.no_init { None } else { startup() },
    };
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut streams = Streams { out: &mut out, err: &mut err };
    run_prompt(&mut shell, &prompt, &mut streams)?;
    shell.finish(&mut streams)?;
    Ok(Exit::Success)
}

fn greeting(options: &Options) -> String {
    if options.quiet {
        return String::new();
    }
    let what = match &options.load {
        Some(path) => format!("the state of {}", path.display()),
        None => "a fresh DBMS".to_owned(),
    };
    format!(
        "cypher-admin {}, {what} in memory.\nStatements end with ';'. :help shows help, Tab completes, :exit leaves.",
        env!("CARGO_PKG_VERSION")
    )
}

/// The variable that says where cypher-shell keeps its history.
const HISTORY: &str = "NEO4J_CYPHER_SHELL_HISTORY";

/// Where the history is kept: where it was asked for, else in the user's folder for state, by the XDG rules. In
/// memory where there is no such folder, so that a shell without a home works too.
fn history(asked: Option<&str>) -> History {
    let asked = asked.map(str::to_owned).or_else(|| env::var(HISTORY).ok());
    match asked.as_deref() {
        Some("in-memory") => return History::Memory,
        Some("disable") => return History::Off,
        Some(file) if !file.is_empty() => return History::File(PathBuf::from(file)),
        _ => {}
    }
    let folder = user_folder("XDG_STATE_HOME", &[".local", "state"]);
    let folder = folder.filter(|folder| fs::create_dir_all(folder).is_ok());
    folder.map_or(History::Memory, |folder| History::File(folder.join("history")))
}

/// The start-up script: `init.cypher` in the user's folder for settings, if there is one.
fn startup() -> Option<PathBuf> {
    let script = user_folder("XDG_CONFIG_HOME", &[".config"])?.join("init.cypher");
    script.is_file().then_some(script)
}

/// Our folder in one of the user's, which a variable names, or else lies below the home folder.
fn user_folder(variable: &str, below_home: &[&str]) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = match named {
        Some(folder) => folder,
        None => below_home.iter().fold(env::home_dir()?, |path, name| path.join(name)),
    };
    Some(folder.join("cypher-admin"))
}
