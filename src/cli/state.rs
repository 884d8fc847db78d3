//! States from files: dumps, and what scripts make.

use super::args::Options;
use super::exit::{Exit, complain};
use super::outside::Process;
use super::run::{new_shell, parameters};
use crate::aura::Console;
use crate::exec::Engine;
use crate::graph::{Symbol, SystemGraph};
use crate::repl::{Flow, Shell, Streams};
use crate::tools::dump::{Loaded, is_dump, load};
use crate::tools::state::{Secrets, State};
use jiff::Timestamp;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// What kept a command from its work, and how the program ends.
#[derive(Debug)]
pub(super) struct Trouble {
    exit: Exit,
    /// None where everything has been said.
    message: Option<String>,
}

impl Trouble {
    pub(super) fn new(exit: Exit, message: String) -> Self {
        Self { exit, message: Some(message) }
    }

    /// Something that has been complained about.
    pub(super) fn silent(exit: Exit) -> Self {
        Self { exit, message: None }
    }

    /// Says what is wrong and how the program ends.
    pub(super) fn complain(self) -> Exit {
        if let Some(message) = self.message {
            complain(&message);
        }
        self.exit
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::new(Exit::Io, error.to_string())
    }
}

/// The text of a file; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<String, Trouble> {
    let fail = |error: io::Error| {
        Trouble::new(Exit::Io, format!("Cannot read '{}': {error}", path.display()))
    };
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().read_to_end(&mut bytes).map_err(fail)?;
    } else {
        bytes = fs::read(path).map_err(fail)?;
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Trouble::new(Exit::Io, format!("Cannot read '{}': it is not valid UTF-8", path.display()))
    })?;
    // Some editors put a mark at the start.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads a state from the text of a dump.
fn load_text(options: &Options, path: &Path, text: &str) -> Result<Loaded, Trouble> {
    let params = parameters(options).map_err(|message| Trouble::new(Exit::Usage, message))?;
    load(text, &params, Timestamp::now())
        .map_err(|error| Trouble::new(Exit::Io, format!("{}: {error}", path.display())))
}

/// Whether a text is a dump; of what other scripts make, passwords are hashed anew each time.
pub(super) fn load_side(options: &Options, path: &Path) -> Result<(Loaded, bool), Trouble> {
    // Standard input can be read only once.
    let text = read(path)?;
    let is_exact = is_dump(&text);
    Ok((load_read(options, path, &text)?, is_exact))
}

/// The state in a file: a dump as JSON or script, or what any other script makes of a fresh DBMS.
pub(super) fn load_file(options: &Options, path: &Path) -> Result<Loaded, Trouble> {
    let text = read(path)?;
    load_read(options, path, &text)
}

fn load_read(options: &Options, path: &Path, text: &str) -> Result<Loaded, Trouble> {
    if is_dump(text) {
        return load_text(options, path, text);
    }
    // What the script says on the way is not what was asked for.
    let options = Options { load: None, quiet: true, ..options.clone() };
    let mut shell = new_shell(&options, Process::new())?;
    run_silently(&mut shell, path, text)?;
    let console = console_of(shell.engine()).cloned();
    let (graph, default_database) = graph_of(shell.engine())?;
    Ok(Loaded { dbms: Some((graph.clone(), default_database.into())), console })
}

/// Runs a script, or goes on with the state of a dump. Results are not shown, errors are.
pub(super) fn apply_file(
    options: &Options,
    shell: &mut Shell,
    path: &Path,
    is_first: bool,
) -> Result<(), Trouble> {
    let text = read(path)?;
    if !is_dump(&text) {
        return run_silently(shell, path, &text);
    }
    if !is_first || options.load.is_some() {
        let message =
            format!("'{}' is a whole state; it can only be the first file.", path.display());
        return Err(Trouble::new(Exit::Usage, message));
    }
    let loaded = load_text(options, path, &text)?;
    restore(shell.engine(), loaded)
}

/// Lets an engine go on with a state that was loaded.
pub(super) fn restore(engine: &mut dyn Engine, loaded: Loaded) -> Result<(), Trouble> {
    let usage = |message: String| Trouble::new(Exit::Usage, message);
    if let Some((graph, default_database)) = loaded.dbms {
        engine.restore(graph, &default_database).map_err(|error| usage(error.to_string()))?;
    }
    let Some(console) = loaded.console else { return Ok(()) };
    if engine.console().is_none() {
        return Err(usage("This state has an Aura console, and --strict knows none.".to_owned()));
    }
    engine.restore_console(console).map_err(|error| usage(error.to_string()))
}

fn run_silently(shell: &mut Shell, path: &Path, text: &str) -> Result<(), Trouble> {
    let (mut out, mut err) = (io::sink(), io::stderr());
    let mut streams = Streams { out: &mut out, err: &mut err };
    let directory = path.parent().unwrap_or(Path::new(""));
    let name = path.display().to_string();
    let flow = shell.run_script(text.as_bytes(), &name, directory, &mut streams)?;
    if flow == Flow::Failed || shell.failure().is_some() {
        return Err(Trouble::silent(Exit::StatementFailed));
    }
    Ok(())
}

/// The console of an engine, where there is anything in it.
pub(super) fn console_of(engine: &dyn Engine) -> Option<&Console> {
    engine.console().filter(|console| **console != Console::default())
}

/// The graph of an engine and the name of its default database.
fn graph_of(engine: &dyn Engine) -> Result<(&SystemGraph, &str), Trouble> {
    let (graph, access) = engine.state().ok_or_else(|| {
        Trouble::new(Exit::Usage, "This DBMS does not give away its state.".to_owned())
    })?;
    let text = |name: Symbol| graph.text(name);
    Ok((graph, access.default_database().map(text).unwrap_or_default()))
}

/// The state of an engine.
pub(super) fn state_of(engine: &dyn Engine, secrets: Secrets) -> Result<State, Trouble> {
    let (graph, default_database) = graph_of(engine)?;
    Ok(State::of(graph, default_database, secrets))
}
