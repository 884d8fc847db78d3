//! `view`: what somebody sees of a data graph.

use super::args::Options;
use super::can::with_state;
use super::exit::{Exit, complain};
use super::screen::render_options;
use crate::exec::Asked;
use crate::render::{Format, Place, Renderer};
use crate::tools::data::{DataError, DataGraph, Loader, PropertyType};
use crate::tools::picture::{to_dot, to_mermaid};
use crate::tools::view::{
    Apparent, Untyped, heading, look, picture, tables, to_document, to_lines,
};
use clap::{Args, ValueEnum};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// What is to be seen, by whom, where.
#[derive(Debug, Args)]
pub(super) struct Viewing {
    /// A file of the graph; may be given several times
    #[arg(long = "graph", short = 'g', required = true, value_name = "FILE")]
    graphs: Vec<PathBuf>,
    /// Who looks
    #[arg(long, value_name = "NAME", required_unless_present = "role")]
    user: Option<String>,
    /// Roles that look, with commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = trimmed, conflicts_with = "user")]
    role: Vec<String>,
    /// The database that the graph stands in [default: home database]
    #[arg(long, short, value_name = "NAME")]
    database: Option<String>,
    /// A script that makes the users, roles and privileges; may be given several times
    #[arg(long = "script", short = 's', value_name = "FILE")]
    scripts: Vec<PathBuf>,
    /// The type of a property that the files leave open: dateOfBirth:date; may be given several times
    #[arg(long = "type", value_name = "PROPERTY:TYPE", value_parser = property_type)]
    types: Vec<(String, PropertyType)>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ViewFormat,
    /// Draw what is hidden, too, faintly
    #[arg(long)]
    hidden: bool,
}

/// A name between commas.
fn trimmed(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text.trim().to_owned())
}

/// `name:type`
fn property_type(text: &str) -> Result<(String, PropertyType), String> {
    match PropertyType::declaration(text) {
        Some((name, of)) => Ok((name.to_owned(), of)),
        None => {
            Err("write PROPERTY:TYPE with a type of import, such as dateOfBirth:date".to_owned())
        }
    }
}

/// How a view is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ViewFormat {
    /// Tables of nodes, relationships and what is hidden
    Table,
    /// The same in Markdown
    Markdown,
    /// One document
    Json,
    /// What is seen as lines of APOC's JSON
    Jsonl,
    /// A flowchart
    Mermaid,
    /// Graphviz
    Dot,
}

impl Viewing {
    fn asked(&self) -> (Asked<'_>, String) {
        match &self.user {
            Some(user) => (Asked::User(user), user.clone()),
            None => (Asked::Roles(&self.role), self.role.join(", ")),
        }
    }
}

/// Shows it. Without access to the database it is a no, which counts as a finding.
pub(super) fn view(options: &Options, viewing: &Viewing) -> io::Result<Exit> {
    let data = match load(viewing) {
        Ok(data) => data,
        Err((message, exit)) => {
            complain(&message);
            return Ok(exit);
        }
    };
    with_state(options, &viewing.scripts, |engine, out| {
        let (asked, who) = viewing.asked();
        let (seen, untyped) = match look(engine, asked, viewing.database.as_deref(), &data) {
            Ok(seen) => seen,
            Err(error) => {
                complain(&error.to_string());
                return Ok(Exit::StatementFailed);
            }
        };
        write(options, viewing, &who, &seen, out)?;
        out.flush()?;
        for untyped in &untyped {
            let Untyped { property, of, .. } = untyped;
            let hint = format!("If it is a {of}: --type {property}:{of}");
            writeln!(io::stderr(), "note: {untyped}\n  help: {hint}")?;
        }
        if let Some(decision) = &seen.refusal {
            complain(decision.error.as_deref().unwrap_or("There is no access to the database."));
            return Ok(Exit::Findings);
        }
        Ok(Exit::Success)
    })
}

fn load(viewing: &Viewing) -> Result<DataGraph, (String, Exit)> {
    let mut loader = Loader::default();
    for (property, of) in &viewing.types {
        loader.declare(property, *of);
    }
    let mistaken = |error: DataError| (error.to_string(), Exit::StatementFailed);
    for path in &viewing.graphs {
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        super::files::open(path)
            .and_then(|mut reader| reader.read_to_end(&mut bytes))
            .map_err(|error| (format!("Cannot read '{name}': {error}"), Exit::Io))?;
        loader.read(&name, &bytes).map_err(mistaken)?;
    }
    loader.finish().map_err(mistaken)
}

fn write(
    options: &Options,
    viewing: &Viewing,
    who: &str,
    seen: &Apparent<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let drawn = || picture(seen, viewing.hidden);
    match viewing.format {
        ViewFormat::Json => writeln!(out, "{:#}", to_document(who, seen)),
        ViewFormat::Jsonl => to_lines(seen).try_for_each(|line| writeln!(out, "{line}")),
        ViewFormat::Mermaid => out.write_all(to_mermaid(&drawn()).as_bytes()),
        ViewFormat::Dot => out.write_all(to_dot(&drawn()).as_bytes()),
        ViewFormat::Table | ViewFormat::Markdown => {
            let format = match viewing.format {
                ViewFormat::Markdown => Format::Markdown,
                _ => Format::Table,
            };
            let render =
                crate::render::RenderOptions { format, quiet: true, ..render_options(options) };
            writeln!(out, "{}", heading(who, seen))?;
            let mut renderer = Renderer::new(render);
            let place = Place { index: 1, source: "", text: "", line: 1, column: 1 };
            for table in tables(seen) {
                renderer.outcome(out, &mut io::sink(), &place, &table)?;
            }
            Ok(())
        }
    }
}
