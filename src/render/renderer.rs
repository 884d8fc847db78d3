//! Writes the results of a run, statement by statement.

use super::format::{Format, RenderOptions};
use super::json::{error_json, outcome_json};
use super::markdown::write_markdown;
use super::plain::write_plain;
use super::remark::render_notification;
use super::report::{render_error, render_short};
use super::table::write_table;
use crate::exec::Outcome;
use crate::status::Error;
use crate::text::{Position, position_at};
use std::fmt;
use std::io::{self, Write};

/// A statement and where it came from.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The statement's number in the run, from 1.
    pub index: usize,
    /// What errors call the source: a path, `<stdin>`, `<command line>`.
    pub source: &'a str,
    /// The statement's text.
    pub text: &'a str,
    /// The 1-based line of the source that the text starts on.
    pub line: usize,
    /// The 1-based column the text starts at.
    pub column: usize,
}

/// Without the text, which may hold a password.
impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.source, self.line, self.column)
    }
}

impl Place<'_> {
    /// Byte `offset` of the text: UTF-16 units from its start, line and column in the source.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut position = position_at(self.text, offset);
        if position.line == 1 {
            position.column += self.column - 1;
        }
        position.line += self.line - 1;
        position
    }
}

/// Writes results in one format.
#[derive(Debug)]
pub struct Renderer {
    /// How.
    pub options: RenderOptions,
    /// The number of results written so far that separate themselves from the next.
    written: usize,
}

impl Renderer {
    /// A renderer at the start of its output.
    #[must_use]
    pub fn new(options: RenderOptions) -> Self {
        Self { options, written: 0 }
    }

    /// Writes what a statement gave back.
    ///
    /// # Errors
    /// What the writers say.
    pub fn outcome(
        &mut self,
        out: &mut dyn Write,
        err: &mut dyn Write,
        place: &Place<'_>,
        outcome: &Outcome,
    ) -> io::Result<()> {
        match self.options.format {
            Format::Json | Format::Jsonl => self.object(out, &outcome_json(place, outcome)?)?,
            Format::Table => write_table(out, &self.options, outcome)?,
            Format::Plain => write_plain(out, outcome)?,
            Format::Csv | Format::Markdown if outcome.columns.is_none() => {}
            Format::Csv => {
                self.blank_line(out)?;
                super::csv::write_csv(out, outcome)?;
            }
            Format::Markdown => {
                self.blank_line(out)?;
                write_markdown(out, outcome)?;
            }
        }
        if !self.options.format.is_json()
            && !self.options.quiet
            && !outcome.notifications.is_empty()
        {
            // Rows and remarks go to different places; what is on one screen must keep its order.
            out.flush()?;
            for notification in &outcome.notifications {
                render_notification(err, &self.options, notification)?;
            }
        }
        Ok(())
    }

    /// Writes why a statement failed.
    ///
    /// # Errors
    /// What the writers say.
    pub fn error(
        &mut self,
        out: &mut dyn Write,
        err: &mut dyn Write,
        place: &Place<'_>,
        error: &Error,
    ) -> io::Result<()> {
        if self.options.format.is_json() {
            self.object(out, &error_json(place, error)?)?;
            out.flush()?;
            render_short(err, place, error)
        } else {
            out.flush()?;
            render_error(err, &self.options, place, error)
        }
    }

    /// Ends the output: a JSON array needs its bracket.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.options.format == Format::Json {
            out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.written = 0;
        Ok(())
    }

    fn object(&mut self, out: &mut dyn Write, object: &str) -> io::Result<()> {
        self.written += 1;
        match self.options.format {
            Format::Json if self.written == 1 => write!(out, "[\n{object}"),
            Format::Json => write!(out, ",\n{object}"),
            _ => writeln!(out, "{object}"),
        }
    }

    fn blank_line(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.written += 1;
        if self.written > 1 { writeln!(out) } else { Ok(()) }
    }
}
