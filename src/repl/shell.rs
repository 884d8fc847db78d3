//! The shell without its terminal: executes items and writes what they give.

use super::command::Command;
use super::help::write_help;
use super::params::parse_assignment;
use crate::ast::{CypherVersion, Quotes, string_literal};
use crate::exec::{Engine, Params, TransactionStep};
use crate::parser::{Item, ItemKind, Items, SplitError};
use crate::render::{Format, Place, Renderer, render_value};
use crate::status::{Error, ErrorKind};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

/// How deep scripts may `:source` each other.
const MAX_SOURCE_DEPTH: usize = 16;

/// Where rows and where errors go.
pub struct Streams<'a> {
    /// Rows.
    pub out: &'a mut dyn Write,
    /// Errors and notifications.
    pub err: &'a mut dyn Write,
}

/// What to do after an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// The item failed.
    Failed,
    /// `:exit`
    Exit,
}

/// The worst that happened in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failure {
    /// A statement or command failed.
    Statement,
    /// A file could not be read.
    Io,
}

/// Opens a file for `:source`.
pub type Open = Box<dyn Fn(&Path) -> io::Result<Box<dyn BufRead>>>;

/// How a shell behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The language of statements without a prefix.
    pub version: CypherVersion,
    /// Scripts stop at the first failure.
    pub fail_fast: bool,
}

/// Executes statements and colon commands.
pub struct Shell {
    engine: Box<dyn Engine>,
    params: Params,
    renderer: Renderer,
    settings: Settings,
    open: Open,
    /// Statements so far.
    index: usize,
    failure: Option<Failure>,
}

impl Shell {
    /// A shell on a DBMS.
    #[must_use]
    pub fn new(
        engine: Box<dyn Engine>,
        params: Params,
        renderer: Renderer,
        settings: Settings,
        open: Open,
    ) -> Self {
        Self { engine, params, renderer, settings, open, index: 0, failure: None }
    }

    /// The worst that happened so far.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.failure
    }

    /// `user@database`, for a prompt.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{}@{}", self.engine.user(), self.engine.database())
    }

    /// The DBMS and session it drives.
    pub fn engine(&mut self) -> &mut dyn Engine {
        self.engine.as_mut()
    }

    /// The options results are written with.
    pub fn render_options(&mut self) -> &mut crate::render::RenderOptions {
        &mut self.renderer.options
    }

    /// Runs a script as it is read. Files it names are relative to `directory`.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn run_script(
        &mut self,
        reader: impl BufRead,
        source: &str,
        directory: &Path,
        streams: &mut Streams<'_>,
    ) -> io::Result<Flow> {
        self.run_nested(reader, source, directory, streams, 0)
    }

    /// Ends the output.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(&mut self, streams: &mut Streams<'_>) -> io::Result<()> {
        self.renderer.finish(streams.out)?;
        streams.out.flush()
    }

    fn run_nested(
        &mut self,
        reader: impl BufRead,
        source: &str,
        directory: &Path,
        streams: &mut Streams<'_>,
        depth: usize,
    ) -> io::Result<Flow> {
        let mut flow = Flow::Continue;
        let mut items = Items::new(reader);
        loop {
            // Reading may wait for whoever writes the script: what is done is shown before.
            if items.is_drained() {
                streams.out.flush()?;
            }
            let Some(item) = items.next() else { return Ok(flow) };
            let next = match item {
                Ok(item) => self.run_item(&item, source, directory, streams, depth)?,
                Err(error) => self.unreadable(&error, source, streams)?,
            };
            match next {
                Flow::Exit => return Ok(Flow::Exit),
                Flow::Failed if self.settings.fail_fast => return Ok(Flow::Failed),
                Flow::Failed => flow = Flow::Failed,
                Flow::Continue => {}
            }
        }
    }

    /// Executes one item.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn run_item(
        &mut self,
        item: &Item,
        source: &str,
        directory: &Path,
        streams: &mut Streams<'_>,
        depth: usize,
    ) -> io::Result<Flow> {
        match item.kind {
            ItemKind::Statement => self.statement(item, source, streams),
            ItemKind::ColonCommand => self.command(item, source, directory, streams, depth),
        }
    }

    fn statement(
        &mut self,
        item: &Item,
        source: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<Flow> {
        self.index += 1;
        let place = Place {
            index: self.index,
            source,
            text: &item.text,
            line: item.line,
            column: item.column,
        };
        let Streams { out, err } = streams;
        match self.engine.run(&item.text, &self.params) {
            Ok(outcome) => {
                self.renderer.outcome(*out, *err, &place, &outcome)?;
                Ok(Flow::Continue)
            }
            Err(error) => {
                self.renderer.error(*out, *err, &place, &error)?;
                Ok(self.failed(Failure::Statement))
            }
        }
    }

    fn failed(&mut self, failure: Failure) -> Flow {
        self.failure = self.failure.max(Some(failure));
        Flow::Failed
    }

    /// A script that cannot be read further.
    fn unreadable(
        &mut self,
        error: &SplitError,
        source: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<Flow> {
        let message = match error {
            SplitError::Io(error) => format!("{source}: {error}"),
            error => format!("{source}: {error}"),
        };
        if matches!(error, SplitError::Io(_)) {
            self.complain(&message, streams)?;
            return Ok(self.failed(Failure::Io));
        }
        if self.renderer.options.format.is_json() {
            self.index += 1;
            let line = error.line().unwrap_or(1);
            let place = Place { index: self.index, source, text: "", line, column: 1 };
            let error = Error::from(ErrorKind::Syntax(error.to_string()));
            self.renderer.error(streams.out, streams.err, &place, &error)?;
        } else {
            self.complain(&message, streams)?;
        }
        Ok(self.failed(Failure::Statement))
    }

    /// Says what went wrong, in one line, in order with the rows.
    fn complain(&self, message: &str, streams: &mut Streams<'_>) -> io::Result<()> {
        streams.out.flush()?;
        writeln!(streams.err, "error: {message}")
    }

    fn command(
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
                self.complain(&format!("{source}:{}: {error}", item.line), streams)?;
                return Ok(self.failed(Failure::Statement));
            }
        };
        let result = match command {
            Command::Exit => return Ok(Flow::Exit),
            Command::Source(file) => {
                return self.source(file, source, item.line, directory, streams, depth);
            }
            Command::Auth(enabled) => self.engine.set_auth(enabled),
            Command::Begin => self.engine.transaction(TransactionStep::Begin),
            Command::Commit => self.engine.transaction(TransactionStep::Commit),
            Command::Rollback => self.engine.transaction(TransactionStep::Rollback),
            Command::Undo => self.engine.transaction(TransactionStep::Undo),
            Command::Impersonate(user) => {
                let user = user.trim_matches('`');
                self.engine.impersonate(Some(user).filter(|user| !user.is_empty()))
            }
            Command::Login(user) => self.engine.login(user.trim_matches('`')),
            Command::Console(email) => self.console(email),
            Command::Use(name) => {
                let name = name.trim_matches('`');
                self.engine.use_database(Some(name).filter(|name| !name.is_empty()))
            }
            Command::Param(definition) => self.param(definition),
            Command::Params => return self.with_text(streams, |shell, out| shell.list_params(out)),
            Command::Help(topic) => {
                return self.with_text(streams, |_, out| write_help(out, topic));
            }
            // They are the line editor's business; in a script there is nothing to do.
            Command::Clear | Command::History => Ok(()),
        };
        match result {
            Ok(()) => Ok(Flow::Continue),
            Err(error) => {
                let help = error.help.as_ref().map(|help| format!("\n  help: {help}"));
                let message =
                    format!("{source}:{}: {error}{}", item.line, help.unwrap_or_default());
                self.complain(&message, streams)?;
                Ok(self.failed(Failure::Statement))
            }
        }
    }

    /// Text of the shell's own goes where it does not mix with a machine's output.
    fn with_text(
        &self,
        streams: &mut Streams<'_>,
        write: impl FnOnce(&Self, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Flow> {
        match self.renderer.options.format {
            Format::Table | Format::Plain => write(self, streams.out)?,
            Format::Json | Format::Jsonl | Format::Csv | Format::Markdown => {
                streams.out.flush()?;
                write(self, streams.err)?;
            }
        }
        Ok(Flow::Continue)
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
            writeln!(out, ":param {name} => {}", render_value(value))?;
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
            let message = format!(
                "{source}:{line}: Scripts call each other more than {MAX_SOURCE_DEPTH} deep."
            );
            self.complain(&message, streams)?;
            return Ok(self.failed(Failure::Statement));
        }
        match (self.open)(&path) {
            Ok(reader) => {
                let inner = path.parent().unwrap_or(Path::new(""));
                let name = path.display().to_string();
                self.run_nested(reader, &name, inner, streams, depth + 1)
            }
            Err(error) => {
                let message = format!("{source}:{line}: Cannot read '{}': {error}", path.display());
                self.complain(&message, streams)?;
                Ok(self.failed(Failure::Io))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::Outcome;
    use crate::parser::parse_statement;
    use crate::render::RenderOptions;
    use jiff::Timestamp;
    use std::collections::HashMap;

    /// Parses, and gives back who and where it was.
    struct Echo {
        user: String,
        database: String,
    }

    impl Engine for Echo {
        fn run(&mut self, statement: &str, params: &Params) -> Result<Outcome, Error> {
            parse_statement(statement, CypherVersion::Cypher25)?;
            let row = vec![self.user.as_str().into(), self.database.as_str().into()];
            let columns = vec!["user".to_owned(), "database".to_owned()];
            assert!(params.len() < 3);
            Ok(Outcome { columns: Some(columns), rows: vec![row], ..Outcome::default() })
        }
        fn user(&self) -> &str {
            &self.user
        }
        fn database(&self) -> &str {
            &self.database
        }
        fn set_version(&mut self, _: CypherVersion) {}
        fn login(&mut self, user: &str) -> Result<(), Error> {
            user.clone_into(&mut self.user);
            self.use_database(None)
        }
        fn use_database(&mut self, name: Option<&str>) -> Result<(), Error> {
            name.unwrap_or("home").clone_into(&mut self.database);
            Ok(())
        }
        fn set_auth(&mut self, _: bool) -> Result<(), Error> {
            Err(ErrorKind::Syntax("no".into()).into())
        }
        fn set_now(&mut self, _: Timestamp) -> Result<(), Error> {
            Ok(())
        }
    }

    /// What a script wrote to both streams, and the shell after it.
    fn run(format: Format, fail_fast: bool, files: &[(&str, &str)]) -> (String, String, Shell) {
        let store: HashMap<PathBuf, String> =
            files.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned())).collect();
        let open: Open = Box::new(move |path| match store.get(path) {
            Some(text) => Ok(Box::new(io::Cursor::new(text.clone()))),
            None => Err(io::ErrorKind::NotFound.into()),
        });
        let renderer = Renderer::new(RenderOptions::plain(format));
        let settings = Settings { version: CypherVersion::Cypher25, fail_fast };
        let engine = Box::new(Echo { user: "neo4j".into(), database: "neo4j".into() });
        let mut shell = Shell::new(engine, Params::default(), renderer, settings, open);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams { out: &mut out, err: &mut err };
        let (name, text) = files.first().unwrap();
        let folder = Path::new(name).parent().unwrap();
        shell.run_script(text.as_bytes(), name, folder, &mut streams).unwrap();
        shell.finish(&mut streams).unwrap();
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap(), shell)
    }

    #[test]
    fn a_script_stops_at_its_first_failure_unless_told_otherwise() {
        let files = [("a.cypher", "NONSENSE;\n:params nonsense\n:param a => 'é'\n:params\n")];
        let (out, err, shell) = run(Format::Plain, true, &files);
        assert_eq!((out.as_str(), shell.failure()), ("", Some(Failure::Statement)));
        assert!(err.contains("a.cypher:1:1") && !err.contains("a.cypher:2"), "{err}");
        let (out, err, shell) = run(Format::Plain, false, &files);
        assert_eq!(
            (out.as_str(), shell.failure()),
            (":param a => \"é\"\n", Some(Failure::Statement))
        );
        assert!(err.contains("error: a.cypher:2: A parameter is set with"), "{err}");
    }

    #[test]
    fn user_and_database_change_between_statements() {
        let script = "SHOW USERS; :login bob\n:use `a b`\nSHOW USERS;\n:use\nSHOW USERS;\n:login eve;\nSHOW ROLES;\n:auth disabled\n";
        let script = script.replace("; :login", ";\n:login");
        let (out, err, shell) = run(Format::Csv, true, &[("a", &script)]);
        let rows: Vec<_> =
            out.lines().filter(|line| line.contains(',') && *line != "user,database").collect();
        assert_eq!(rows, ["neo4j,neo4j", "bob,a b", "bob,home", "eve,home"]);
        assert_eq!((err.as_str(), shell.identity().as_str()), ("error: a:9: no\n", "eve@home"));
    }

    #[test]
    fn scripts_find_each_other_relative_to_themselves() {
        let files = [
            ("d/a.cypher", ":source e/b.cypher\n:params\n"),
            ("d/e/b.cypher", ":param a => 1\n:source c.cypher\n"),
            ("d/e/c.cypher", ":param b => 2"),
        ];
        let (out, err, shell) = run(Format::Plain, true, &files);
        assert_eq!((out.as_str(), err.as_str()), (":param a => 1\n:param b => 2\n", ""));
        assert_eq!(shell.failure(), None);
    }

    #[test]
    fn a_missing_script_and_an_endless_chain_of_scripts_are_failures() {
        let (_, err, shell) = run(Format::Plain, true, &[("a", ":source b")]);
        assert!(err.starts_with("error: a:1: Cannot read 'b'"), "{err}");
        assert_eq!(shell.failure(), Some(Failure::Io));
        let (_, err, shell) = run(Format::Plain, true, &[("a", ":source a")]);
        assert_eq!(err, "error: a:1: Scripts call each other more than 16 deep.\n");
        assert_eq!(shell.failure(), Some(Failure::Statement));
    }

    #[test]
    fn exit_ends_all_scripts() {
        let files = [("a", ":source b\n:params\n"), ("b", ":param a => 1\n:exit\n:params\n")];
        let (out, err, shell) = run(Format::Plain, true, &files);
        assert_eq!((out.as_str(), err.as_str(), shell.failure()), ("", "", None));
    }

    #[test]
    fn the_shells_own_words_do_not_mix_with_a_machines_output() {
        let (out, err, _) = run(Format::Jsonl, true, &[("a", ":param a => 1\n:params\n")]);
        assert_eq!((out.as_str(), err.as_str()), ("", ":param a => 1\n"));
        let (out, _, _) = run(Format::Json, true, &[("a", "")]);
        assert_eq!(out, "[]\n");
    }

    #[test]
    fn bytes_that_are_no_text_end_a_script() {
        let (out, err, shell) = run(Format::Jsonl, false, &[("a", ":params\n\0;\n:params")]);
        assert_eq!(
            err,
            "a:2:1: Line 2 contains a NUL character (Neo.ClientError.Statement.SyntaxError)\n"
        );
        assert!(out.starts_with("{\"statement\":1,\"line\":2,"), "{out}");
        assert_eq!(shell.failure(), Some(Failure::Statement));
    }
}
