//! The shell without its terminal: executes items and writes what they give.

use super::outside::Outside;
use super::totals::Totals;
use super::wrapped::wrapped;
use crate::ast::CypherVersion;
use crate::exec::{Engine, Params};
use crate::parser::{Item, ItemKind, Items, SplitError};
use crate::render::{Format, Place, Renderer};
use crate::status::{Error, ErrorKind, NotificationFilter};
use crate::tools::data::DataGraph;
use std::io::{self, BufRead, Write};
use std::path::Path;

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

/// How a shell behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The language of statements without a prefix.
    pub version: CypherVersion,
    /// Scripts stop at the first failure.
    pub fail_fast: bool,
    /// Each statement is followed by how long it took.
    pub timing: bool,
    /// Which notifications are shown.
    pub notifications: NotificationFilter,
}

/// Executes statements and colon commands.
pub struct Shell {
    pub(super) engine: Box<dyn Engine>,
    pub(super) params: Params,
    pub(super) renderer: Renderer,
    pub(super) settings: Settings,
    pub(super) outside: Box<dyn Outside>,
    /// Statements so far.
    index: usize,
    failure: Option<Failure>,
    totals: Totals,
    /// The data graph that `:view` has read last.
    pub(super) data: Option<DataGraph>,
    /// Whether what comes from [`TYPED`] is typed at a prompt: then nobody has to be told where it stands.
    pub(super) is_typed: bool,
}

/// The source of what is typed or piped in.
pub(super) const TYPED: &str = "<stdin>";

impl Shell {
    /// A shell on a DBMS.
    #[must_use]
    pub fn new(
        engine: Box<dyn Engine>,
        params: Params,
        renderer: Renderer,
        settings: Settings,
        outside: Box<dyn Outside>,
    ) -> Self {
        Self {
            engine,
            params,
            renderer,
            settings,
            outside,
            index: 0,
            failure: None,
            totals: Totals::default(),
            data: None,
            is_typed: false,
        }
    }

    /// The worst that happened so far.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.failure
    }

    /// What the statements so far came to.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals
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

    /// What the shell has from outside.
    pub(super) fn outside(&self) -> &dyn Outside {
        self.outside.as_ref()
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

    pub(super) fn run_nested(
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
                streams.err.flush()?;
            }
            let Some(item) = items.next() else { return Ok(flow) };
            if self.outside.is_interrupted() {
                self.complain(&format!("{source}: interrupted"), streams)?;
                return Ok(self.failed(Failure::Statement));
            }
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

    pub(super) fn statement(
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
        let before = self.outside.elapsed();
        let result = self.engine.run(&item.text, &self.params);
        let time = self.outside.elapsed().saturating_sub(before);
        self.totals.statements += 1;
        self.totals.time += time;
        let Streams { out, err } = streams;
        let flow = match result {
            Ok(mut outcome) => {
                let wanted = self.settings.notifications;
                outcome.notifications.retain(|notification| wanted.admits(notification));
                self.totals.system_updates += outcome.counters.system_updates;
                self.totals.notifications += outcome.notifications.len() as u64;
                self.renderer.outcome(*out, *err, &place, &outcome)?;
                Flow::Continue
            }
            Err(error) => {
                self.totals.failed += 1;
                self.renderer.error(*out, *err, &place, &error)?;
                self.failed(Failure::Statement)
            }
        };
        if self.settings.timing {
            self.with_text(streams, |_, out| {
                writeln!(out, "Time: {:.3} ms", time.as_secs_f64() * 1000.0)
            })?;
        }
        Ok(flow)
    }

    pub(super) fn failed(&mut self, failure: Failure) -> Flow {
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
    pub(super) fn complain(&self, message: &str, streams: &mut Streams<'_>) -> io::Result<()> {
        streams.out.flush()?;
        let message = format!("error: {message}");
        writeln!(streams.err, "{}", wrapped(&message, self.renderer.options.error_width))
    }

    /// `file:line: `, for a complaint about a command.
    pub(super) fn at(&self, source: &str, line: usize) -> String {
        if self.is_typed && source == TYPED {
            return String::new();
        }
        format!("{source}:{line}: ")
    }

    /// Text of the shell's own goes where it does not mix with a machine's output.
    pub(super) fn with_text(
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
}
