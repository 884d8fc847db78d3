//! `check`: what Neo4j's front end says of statements, without running any.
//!
//! Scripts become reports or one JSON array; `--jsonl` answers line by line, so that other programs
//! can ask about many statements. Memory does not grow with the input.

use super::args::{CheckFormat, Options};
use super::exit::{Exit, complain};
use super::files::open;
use super::screen::render_options;
use crate::ast::CypherVersion;
use crate::check::{Judge, Verdict, check_text_with};
use crate::parser::{
    Item, ItemKind, Items, Shapes, SplitError, StatementKind, mask_secrets, parse_extension,
};
use crate::render::{Place, RenderOptions, render_error, render_notification};
use crate::status::NotificationFilter;
use crate::text::utf16_offset;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

/// Checks scripts, one after the other.
pub(super) fn check_files(
    options: &Options,
    format: CheckFormat,
    extensions: bool,
    files: &[PathBuf],
) -> io::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut checker = Checker {
        shapes: Shapes::default(),
        version: options.version(),
        options: render_options(options),
        wanted: options.notification_filter(),
        format,
        extensions,
        statements: 0,
        errors: 0,
        warnings: 0,
        exit: Exit::Success,
    };
    if format == CheckFormat::Json {
        out.write_all(b"[")?;
    }
    for file in files {
        let is_stdin = file.as_os_str() == "-";
        let name = if is_stdin { "<stdin>".to_owned() } else { file.display().to_string() };
        match open(file) {
            Ok(reader) => checker.script(reader, &name, &mut out)?,
            Err(error) => {
                out.flush()?;
                complain(&format!("Cannot read '{name}': {error}"));
                checker.exit = Exit::Io;
            }
        }
    }
    checker.finish(&mut out)?;
    out.flush()?;
    Ok(checker.exit)
}

struct Checker {
    shapes: Shapes,
    version: CypherVersion,
    options: RenderOptions,
    wanted: NotificationFilter,
    format: CheckFormat,
    extensions: bool,
    statements: usize,
    errors: usize,
    warnings: usize,
    exit: Exit,
}

impl Checker {
    fn script(&mut self, reader: impl BufRead, name: &str, out: &mut dyn Write) -> io::Result<()> {
        for item in Items::new(reader) {
            match item {
                Ok(item) if item.kind == ItemKind::ColonCommand => {}
                Ok(item) => self.statement(&item, name, out)?,
                Err(error) => {
                    out.flush()?;
                    complain(&format!("{name}: {error}"));
                    self.exit = match error {
                        SplitError::Io(_) => Exit::Io,
                        _ => Exit::StatementFailed,
                    };
                }
            }
        }
        Ok(())
    }

    fn statement(&mut self, item: &Item, source: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut verdict =
            check_text_with(&mut self.shapes, &item.text, self.version, Judge::FrontEnd);
        if self.extensions {
            allow_extension(&mut verdict, &item.text, self.version);
        }
        verdict.notifications.retain(|warning| self.wanted.admits(warning));
        self.statements += 1;
        self.errors += verdict.errors.len();
        self.warnings += verdict.notifications.len();
        if !verdict.errors.is_empty() && self.exit == Exit::Success {
            self.exit = Exit::StatementFailed;
        }
        let place = Place {
            index: self.statements,
            source,
            text: &item.text,
            line: item.line,
            column: item.column,
        };
        match self.format {
            CheckFormat::Text => self.text(&place, &verdict, out),
            CheckFormat::Json => self.json(&place, &verdict, out),
        }
    }

    fn text(&self, place: &Place<'_>, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
        for error in &verdict.errors {
            render_error(out, &self.options, place, error)?;
        }
        for warning in &verdict.notifications {
            let position = place.position(warning.span.map_or(0, |span| span.range().start));
            writeln!(out, "{}:{}:{}:", place.source, position.line, position.column)?;
            render_notification(out, &self.options, warning)?;
        }
        Ok(())
    }

    fn json(&self, place: &Place<'_>, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
        let masked = mask_secrets(place.text);
        let located = |at: usize, mut value: Value| {
            let position = place.position(at);
            if let Value::Object(fields) = &mut value {
                fields.insert("offset".to_owned(), position.offset.into());
                fields.insert("line".to_owned(), position.line.into());
                fields.insert("column".to_owned(), position.column.into());
            }
            value
        };
        let errors: Vec<_> = verdict
            .errors
            .iter()
            .map(|error| {
                located(
                    error.span.map_or(0, |span| span.range().start),
                    json!({
                        "code": error.code(),
                        "gqlstatus": error.gqlstatus(),
                        "message": masked.message(place.text, error),
                    }),
                )
            })
            .collect();
        let warnings: Vec<_> = verdict
            .notifications
            .iter()
            .map(|warning| {
                located(
                    warning.span.map_or(0, |span| span.range().start),
                    json!({
                        "code": warning.code,
                        "gqlstatus": warning.gqlstatus,
                        "message": warning.description,
                    }),
                )
            })
            .collect();
        let separator = if place.index > 1 { "," } else { "" };
        let value = json!({
            "file": place.source,
            "statement": place.index,
            "line": place.line,
            "kind": kind_word(verdict.kind),
            "ok": verdict.errors.is_empty(),
            "errors": errors,
            "warnings": warnings,
        });
        write!(out, "{separator}\n{value}")
    }

    fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        let count = |number: usize, word: &str| {
            format!("{number} {word}{}", if number == 1 { "" } else { "s" })
        };
        match self.format {
            CheckFormat::Json => out.write_all(b"\n]\n"),
            CheckFormat::Text if self.options.quiet => Ok(()),
            CheckFormat::Text => writeln!(
                out,
                "{} checked: {}, {}",
                count(self.statements, "statement"),
                count(self.errors, "error"),
                count(self.warnings, "warning")
            ),
        }
    }
}

fn kind_word(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Administration => "administration",
        StatementKind::Query => "query",
    }
}

/// Takes back the errors of a statement that only this tool has.
fn allow_extension(verdict: &mut Verdict, text: &str, version: CypherVersion) {
    if !verdict.errors.is_empty() && parse_extension(text, version).is_ok() {
        *verdict = Verdict {
            kind: StatementKind::Administration,
            errors: Vec::new(),
            notifications: Vec::new(),
        };
    }
}

/// Answers `{"id", "statement"}` lines of standard input with one line each, in the same order.
pub(super) fn check_lines(options: &Options, extensions: bool) -> io::Result<Exit> {
    let version = options.version();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Success;
    let mut shapes = Shapes::default();
    for (at, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let asked = serde_json::from_str::<Value>(&line).ok().and_then(|value| {
            let statement = value.get("statement")?.as_str()?.to_owned();
            Some((value.get("id").cloned().unwrap_or(Value::Null), statement))
        });
        match asked {
            Some((id, statement)) => {
                let mut verdict =
                    check_text_with(&mut shapes, &statement, version, Judge::FrontEnd);
                if extensions {
                    allow_extension(&mut verdict, &statement, version);
                }
                let value = answer(&id, &statement, &verdict);
                writeln!(out, "{value}")?;
            }
            None => {
                out.flush()?;
                complain(&format!("line {}: no object with a \"statement\" of text", at + 1));
                exit = Exit::Io;
            }
        }
    }
    out.flush()?;
    Ok(exit)
}

/// The answer to one line.
fn answer(id: &Value, statement: &str, verdict: &Verdict) -> Value {
    let offset = |span: Option<crate::text::Span>| {
        span.map(|span| utf16_offset(statement, span.range().start))
    };
    if verdict.kind == StatementKind::Query {
        return json!({
            "id": id, "ok": null, "message": null, "offset": null, "warnings": [], "kind": "query",
        });
    }
    let first = verdict.errors.first();
    let warnings: Vec<_> = verdict
        .notifications
        .iter()
        .map(|warning| json!({"message": warning.description, "offset": offset(warning.span)}))
        .collect();
    json!({
        "id": id,
        "ok": verdict.errors.is_empty(),
        "message": first.map(|error| mask_secrets(statement).message(statement, error)),
        "offset": first.and_then(|error| offset(error.span)),
        "warnings": warnings,
    })
}
