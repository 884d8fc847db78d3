//! `graph`: a picture of who holds which role with which privileges.

use super::args::Options;
use super::can::with_state;
use super::exit::{Exit, complain};
use crate::tools::holders;
use crate::tools::picture::{to_dot, to_mermaid, to_svg};
use clap::{Args, ValueEnum};
use std::io;
use std::path::PathBuf;

/// What is to be drawn.
#[derive(Debug, Args)]
pub(super) struct Drawing {
    /// Only these users, their roles and PUBLIC, with commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    user: Vec<String>,
    /// Only these roles and who holds them, with commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    role: Vec<String>,
    /// A script that makes the users, roles and privileges; may be given several times
    #[arg(long = "script", short = 's', value_name = "FILE")]
    scripts: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "mermaid")]
    format: DrawingFormat,
}

/// The language of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DrawingFormat {
    /// A flowchart
    Mermaid,
    /// Graphviz
    Dot,
    /// For browsers
    Svg,
}

/// Draws it.
pub(super) fn draw(options: &Options, drawing: &Drawing) -> io::Result<Exit> {
    with_state(options, &drawing.scripts, |engine, out| {
        let Some((graph, _)) = engine.state() else { return Ok(Exit::Usage) };
        let picture = match holders(graph, &drawing.user, &drawing.role) {
            Ok(picture) => picture,
            Err(error) => {
                complain(&error.to_string());
                return Ok(Exit::StatementFailed);
            }
        };
        let text = match drawing.format {
            DrawingFormat::Mermaid => to_mermaid(&picture),
            DrawingFormat::Dot => to_dot(&picture),
            DrawingFormat::Svg => to_svg(&picture),
        };
        out.write_all(text.as_bytes())?;
        Ok(Exit::Success)
    })
}
