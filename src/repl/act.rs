//! What the colon commands do.

use super::command::Command;
use super::help::write_help;
use super::params::{expression, parse_assignment};
use super::shell::{Failure, Flow, Shell, Streams};
use super::shortcuts;
use crate::ast::{Quotes, string_literal};
use crate::exec::TransactionStep;
use crate::parser::{Item, ItemKind};
use crate::status::Error;
use crate::text::{closest, escape_name};
use crate::tools::diff::{NO_CHANGE, what_if};
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How deep scripts may `:source` each other.
const MAX_SOURCE_DEPTH: usize = 16;

impl Shell {
    pub(super) fn command(
        &mut self,
        item: &Item,
        source: &str,
        directory: &Path,
        streams: &mut Streams<'_>,
        depth: usize,
    ) -> io::Result<Flow> {
        let command = match Command::parse(&item.text) {
            Ok(command) => command,
            Err(error) => {
                self.complain(&format!("{}{error}", self.at(source, item.line)), streams)?;
                return Ok(self.failed(Failure::Statement));
            }
        };
        let result = match command {
            Command::Exit => return Ok(Flow::Exit),
            Command::Source(file) => {
                return self.source(file, source, item.line, directory, streams, depth);
            }
            Command::View(argument) => {
                return self.view(argument, (source, item.line), directory, streams);
            }
            Command::Auth(enabled) => self.engine.set_auth(enabled),
            Command::Begin => self.engine.transaction(TransactionStep::Begin),
            Command::Commit => self.engine.transaction(TransactionStep::Commit),
            Command::Rollback => self.engine.transaction(TransactionStep::Rollback),
            Command::Undo => self.engine.transaction(TransactionStep::Undo),
            Command::Impersonate(user) => {
                let user = unquoted(user);
                let result =
                    self.engine.impersonate(Some(user.as_ref()).filter(|user| !user.is_empty()));
                result.map_err(|error| self.about_user(error, &user))
            }
            Command::Session(name) => self.engine.switch_session(&unquoted(name)),
            Command::Login(user) => {
                let user = unquoted(user);
                self.engine.login(&user).map_err(|error| self.about_user(error, &user))
            }
            Command::Connect(connection) => self.connect(connection),
            Command::Console(email) => self.console(email),
            Command::Use(name) => {
                let name = unquoted(name);
                self.engine.use_database(Some(name.as_ref()).filter(|name| !name.is_empty()))
            }
            Command::Databases => {
                return self.run_texts(&[shortcuts::DATABASES.to_owned()], streams);
            }
            Command::Users(name) => {
                return self.run_texts(&shortcuts::users(&unquoted(name)), streams);
            }
            Command::Privileges(name) => {
                let graph = self.engine.state().map(|(graph, _)| graph);
                match shortcuts::privileges(&unquoted(name), graph) {
                    Ok(statement) => return self.run_texts(&[statement], streams),
                    Err(message) => {
                        self.complain(
                            &format!("{}{message}", self.at(source, item.line)),
                            streams,
                        )?;
                        return Ok(self.failed(Failure::Statement));
                    }
                }
            }
            Command::WhatIf(statement) => match self.what_if(statement) {
                Ok(lines) => {
                    return self.with_text(streams, |_, out| out.write_all(lines.as_bytes()));
                }
                Err(error) => Err(error),
            },
            Command::Watch(time, statement) => return self.watch(time, statement, streams),
            Command::Timing(wanted) => {
                self.settings.timing = wanted.unwrap_or(!self.settings.timing);
                let state = if self.settings.timing { "on" } else { "off" };
                return self.with_text(streams, |_, out| writeln!(out, "Timing is {state}."));
            }
            Command::Param(definition) => self.param(definition),
            Command::Params => return self.with_text(streams, |shell, out| shell.list_params(out)),
            Command::Help(topic) => {
                return self.with_text(streams, |shell, out| {
                    write_help(out, topic, shell.renderer.options.width)
                });
            }
            // They are the line editor's business; in a script there is nothing to do.
            Command::Clear | Command::ClearHistory | Command::Edit | Command::History => Ok(()),
        };
        match result {
            Ok(()) => Ok(Flow::Continue),
            Err(error) => {
                let help = error.help.as_ref().map(|help| format!("\n  help: {help}"));
                let at = self.at(source, item.line);
                let message = format!("{at}{error}{}", help.unwrap_or_default());
                self.complain(&message, streams)?;
                Ok(self.failed(Failure::Statement))
            }
        }
    }

    /// Says what a server would not: that there is no such user.
    fn about_user(&self, error: Error, user: &str) -> Error {
        let Some((graph, _)) = self.engine.state() else { return error };
        if graph.users().any(|(_, it)| graph.text(it.name) == user) {
            return error;
        }
        let near = closest(user, graph.users().map(|(_, it)| graph.text(it.name)));
        error.with_help(match near {
            Some(near) => format!("there is no user '{user}'. Did you mean {near}?"),
            None => format!("there is no user '{user}'; :du shows who there is"),
        })
    }

    /// What a statement would change about who may do what, in lines.
    fn what_if(&mut self, statement: &str) -> Result<String, Error> {
        let changes = what_if(self.engine.as_mut(), statement, &self.params)?;
        let mut lines: String = changes.iter().map(|change| format!("{change}\n")).collect();
        if lines.is_empty() {
            lines.push_str(NO_CHANGE);
            lines.push('\n');
        }
        Ok(lines)
    }

    /// Runs statements of the shell's own, as if they had been typed.
    fn run_texts(&mut self, texts: &[String], streams: &mut Streams<'_>) -> io::Result<Flow> {
        for text in texts {
            let item = Item {
                text: text.clone(),
                offset: 0,
                end: text.len() as u64,
                line: 1,
                column: 1,
                kind: ItemKind::Statement,
            };
            match self.statement(&item, "<shell>", streams)? {
                Flow::Continue => {}
                stop => return Ok(stop),
            }
        }
        Ok(Flow::Continue)
    }

    /// Runs a statement again and again, until the user interrupts or it fails.
    fn watch(
        &mut self,
        time: Duration,
        statement: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<Flow> {
        self.outside.is_interrupted();
        loop {
            let flow = self.run_texts(&[statement.to_owned()], streams)?;
            streams.out.flush()?;
            if flow != Flow::Continue || !self.outside.wait(time) {
                return Ok(flow);
            }
        }
    }

    /// Another way to write the statements `CONSOLE LOGIN` and `CONSOLE LOGOUT`.
    fn console(&mut self, email: Option<&str>) -> Result<(), Error> {
        let statement = match email {
            Some(email) => format!("CONSOLE LOGIN {}", string_literal(email, Quotes::Single)),
            None => "CONSOLE LOGOUT".to_owned(),
        };
        self.engine.run(&statement, &self.params).map(|_| ())
    }

    fn param(&mut self, definition: &str) -> Result<(), Error> {
        if definition == "clear" {
            self.params.clear();
            return Ok(());
        }
        for (name, value) in parse_assignment(definition, self.settings.version)? {
            self.params.insert(name, value);
        }
        Ok(())
    }

    fn list_params(&self, out: &mut dyn Write) -> io::Result<()> {
        for (name, value) in &self.params {
            writeln!(out, ":param {} => {}", escape_name(name), expression(value))?;
        }
        Ok(())
    }

    fn source(
        &mut self,
        file: &str,
        source: &str,
        line: usize,
        directory: &Path,
        streams: &mut Streams<'_>,
        depth: usize,
    ) -> io::Result<Flow> {
        let path: PathBuf = directory.join(file.trim_matches(['\'', '"']));
        if depth >= MAX_SOURCE_DEPTH {
            let at = self.at(source, line);
            let message = format!("{at}Scripts call each other more than {MAX_SOURCE_DEPTH} deep.");
            self.complain(&message, streams)?;
            return Ok(self.failed(Failure::Statement));
        }
        match self.outside.open(&path) {
            Ok(reader) => {
                let inner = path.parent().unwrap_or(Path::new(""));
                let name = path.display().to_string();
                self.run_nested(reader, &name, inner, streams, depth + 1)
            }
            Err(error) => {
                let at = self.at(source, line);
                let message = format!("{at}Cannot read '{}': {error}", path.display());
                self.complain(&message, streams)?;
                Ok(self.failed(Failure::Io))
            }
        }
    }
}

/// A name as it stands in a command: bare, in backticks, or in quotes.
fn unquoted(name: &str) -> Cow<'_, str> {
    for quote in ['`', '\'', '"'] {
        if let Some(inner) = name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote)) {
            return match quote {
                '`' => Cow::Owned(inner.replace("``", "`")),
                _ => Cow::Borrowed(inner),
            };
        }
    }
    Cow::Borrowed(name)
}
