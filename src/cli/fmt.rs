//! `fmt`: scripts in canonical layout.

use super::args::Options;
use super::exit::{Exit, complain};
use super::files::golden_scripts;
use super::screen::render_options;
use crate::render::{Place, RenderOptions, render_error};
use crate::tools::fmt::{Formatted, Problem, format_script};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What to do with the scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FmtTask {
    /// Rewrite files that are not in canonical layout.
    Rewrite(Vec<PathBuf>),
    /// Name them.
    Check(Vec<PathBuf>),
    /// Standard input to standard output; with `true`, only say whether it would change.
    Stdin(bool),
}

/// Formats scripts.
pub(super) fn format(options: &Options, task: &FmtTask) -> io::Result<Exit> {
    let mut formatter = Formatter {
        options,
        render: render_options(options),
        exit: Exit::Success,
        out: io::stdout().lock(),
    };
    match task {
        FmtTask::Stdin(is_check) => formatter.stdin(*is_check)?,
        FmtTask::Rewrite(paths) => formatter.paths(paths, false)?,
        FmtTask::Check(paths) => formatter.paths(paths, true)?,
    }
    Ok(formatter.exit)
}

struct Formatter<'o> {
    options: &'o Options,
    render: RenderOptions,
    exit: Exit,
    out: io::StdoutLock<'static>,
}

impl Formatter<'_> {
    fn stdin(&mut self, is_check: bool) -> io::Result<()> {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        let Some((text, formatted)) = self.formatted("<stdin>", bytes)? else { return Ok(()) };
        if is_check {
            return self.compare("<stdin>", &text, &formatted.text);
        }
        self.out.write_all(formatted.text.as_bytes())?;
        self.out.flush()
    }

    fn paths(&mut self, paths: &[PathBuf], is_check: bool) -> io::Result<()> {
        for path in paths {
            match golden_scripts(path) {
                Ok(scripts) => {
                    for script in scripts {
                        self.file(&script, is_check)?;
                    }
                }
                Err(error) => self.unreadable(path, &error),
            }
        }
        Ok(())
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        complain(&format!("Cannot read '{}': {error}", path.display()));
        self.worse(Exit::Io);
    }

    fn file(&mut self, path: &Path, is_check: bool) -> io::Result<()> {
        let name = path.display().to_string();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.unreadable(path, &error);
                return Ok(());
            }
        };
        let Some((text, formatted)) = self.formatted(&name, bytes)? else { return Ok(()) };
        if is_check {
            return self.compare(&name, &text, &formatted.text);
        }
        if text != formatted.text {
            match fs::write(path, &formatted.text) {
                Ok(()) => writeln!(self.out, "{name}: formatted")?,
                Err(error) => {
                    complain(&format!("Cannot write '{name}': {error}"));
                    self.worse(Exit::Io);
                }
            }
        }
        Ok(())
    }

    /// The text of a script and what becomes of it; what is wrong with it is told.
    fn formatted(&mut self, name: &str, bytes: Vec<u8>) -> io::Result<Option<(String, Formatted)>> {
        let result = match String::from_utf8(bytes) {
            Ok(text) => match format_script(&text, self.options.version()) {
                Ok(formatted) => Ok((text, formatted)),
                Err(error) => Err(error.to_string()),
            },
            Err(_) => Err("This is not valid UTF-8.".to_owned()),
        };
        match result {
            Ok((text, formatted)) => {
                for problem in &formatted.problems {
                    self.report(name, problem)?;
                }
                Ok(Some((text, formatted)))
            }
            Err(message) => {
                complain(&format!("{name}: {message}"));
                self.worse(Exit::StatementFailed);
                Ok(None)
            }
        }
    }

    fn report(&mut self, name: &str, problem: &Problem) -> io::Result<()> {
        self.worse(Exit::StatementFailed);
        let Problem { statement: item, error } = problem;
        let Some(error) = error else {
            let (line, column) = (item.line, item.column);
            complain(&format!(
                "{name}:{line}:{column}: This statement is left as it is: its meaning would not survive."
            ));
            return Ok(());
        };
        let (line, column) = (item.line, item.column);
        let place = Place { index: 1, source: name, text: &item.text, line, column };
        render_error(&mut io::stderr().lock(), &self.render, &place, error)
    }

    /// Names a script that is not in canonical layout, with the first line that would change. The lines
    /// themselves may hold passwords and are not shown.
    fn compare(&mut self, name: &str, text: &str, formatted: &str) -> io::Result<()> {
        if text == formatted {
            return Ok(());
        }
        self.worse(Exit::Findings);
        let same = text.split('\n').zip(formatted.split('\n')).take_while(|(a, b)| a == b).count();
        writeln!(self.out, "{name}:{}: not formatted", same + 1)
    }

    /// A script that fails counts more than one that is not formatted, one that cannot be read most.
    fn worse(&mut self, exit: Exit) {
        let rank = |exit: Exit| match exit {
            Exit::Success => 0,
            Exit::Findings => 1,
            Exit::StatementFailed => 2,
            Exit::Usage => 3,
            Exit::Io => 4,
        };
        if rank(exit) > rank(self.exit) {
            self.exit = exit;
        }
    }
}
