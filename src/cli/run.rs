//! Scripts, single statements and the prompt, all through one [`Shell`].

use super::args::Options;
use super::arrange::{arrange, arrange_session};
use super::batch::with_shell;
use super::engine::live_engine;
use super::exit::{Exit, complain};
use super::files::open;
use super::outside::Process;
use super::prompt::prompt;
use super::screen::render_options;
use super::state::{Trouble, load_file, restore};
use crate::exec::Params;
use crate::render::Renderer;
use crate::repl::{Flow, Settings, Shell, parse_assignment};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The prompt on a terminal, else the script on standard input.
pub(super) fn run_stdin(options: &Options) -> io::Result<Exit> {
    if io::stdin().is_terminal() && !options.login.non_interactive {
        prompt(options)
    } else {
        run_files(options, &[PathBuf::from("-")])
    }
}

/// Statements of the command line.
pub(super) fn run_statements(options: &Options, statements: &[String]) -> io::Result<Exit> {
    with_shell(options, &[], |shell, streams, _| {
        for statement in statements {
            let directory = Path::new("");
            let flow =
                shell.run_script(statement.as_bytes(), "<command line>", directory, streams)?;
            if flow == Flow::Exit || (flow == Flow::Failed && !options.fail_at_end) {
                break;
            }
        }
        Ok(Exit::Success)
    })
}

/// Scripts, one after the other.
pub(super) fn run_files(options: &Options, files: &[PathBuf]) -> io::Result<Exit> {
    with_shell(options, files, |shell, streams, progress| {
        let mut exit = Exit::Success;
        for file in files {
            let is_stdin = file.as_os_str() == "-";
            let name = if is_stdin { "<stdin>".to_owned() } else { file.display().to_string() };
            let reader = match open(file) {
                Ok(reader) => progress.script(reader),
                Err(error) => {
                    streams.out.flush()?;
                    complain(&format!("Cannot read '{name}': {error}"));
                    exit = Exit::Io;
                    if options.fail_at_end {
                        continue;
                    }
                    break;
                }
            };
            let directory = file.parent().unwrap_or(Path::new(""));
            let flow = shell.run_script(reader, &name, directory, streams)?;
            if flow == Flow::Exit || (flow == Flow::Failed && !options.fail_at_end) {
                break;
            }
        }
        Ok(exit)
    })
}

/// The parameters of the command line.
pub(super) fn parameters(options: &Options) -> Result<Params, String> {
    let mut params = Params::default();
    for text in &options.params {
        let entries = parse_assignment(text, options.version()).map_err(|error| {
            let help = error.help.as_ref().map(|help| format!("\n  help: {help}"));
            format!("--param: {error}{}", help.unwrap_or_default())
        })?;
        params.extend(entries);
    }
    Ok(params)
}

/// A shell on a fresh DBMS, or on the state that the options name.
pub(super) fn new_shell(options: &Options, outside: Process) -> Result<Shell, Trouble> {
    let usage = |message: String| Trouble::new(Exit::Usage, message);
    let params = parameters(options).map_err(usage)?;
    let mut engine = live_engine(options.strict);
    engine.set_version(options.version());
    arrange(engine.as_mut(), options).map_err(usage)?;
    if let Some(path) = &options.load {
        restore(engine.as_mut(), load_file(options, path)?)?;
    }
    if !options.is_auth_enabled() {
        engine.set_auth(false).map_err(|error| usage(error.to_string()))?;
    }
    options.login.begin(engine.as_mut()).map_err(usage)?;
    arrange_session(engine.as_mut(), options).map_err(usage)?;
    let settings = Settings {
        version: options.version(),
        fail_fast: !options.fail_at_end,
        timing: options.timing,
        notifications: options.notification_filter(),
    };
    let renderer = Renderer::new(render_options(options));
    Ok(Shell::new(engine, params, renderer, settings, Box::new(outside)))
}
