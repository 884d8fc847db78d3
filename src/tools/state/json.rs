//! States as JSON documents: `{"format": …, "version": …, "state": {…}, "console": {…}}`. A document
//! without a console says that there is none.

use super::model::State;
use crate::aura::Console;
use crate::aura::wire::ConsoleDocument;
use crate::text::Text;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// What the document says it is.
const FORMAT: &str = "cypher-admin state";
/// The version of the format that is written, and the only one that is read.
const VERSION: u64 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document<S, C> {
    format: Text,
    version: u64,
    state: S,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    console: Option<C>,
}

/// Why a text is no state.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// It is no JSON: cut off, perhaps.
    #[error("This is no valid JSON: {0}")]
    Syntax(serde_json::Error),
    /// It is JSON of something else.
    #[error("This JSON is no state of a DBMS: it has no \"format\": \"{FORMAT}\".")]
    Foreign,
    /// It was written in another version of the format.
    #[error("This state is in version {0} of the format; version {VERSION} can be read.")]
    Version(u64),
    /// A member is missing, unknown, or has another type.
    #[error("This state is damaged: {0}")]
    Content(serde_json::Error),
}

/// Writes a state as JSON, with line breaks, and the console beside it.
///
/// # Errors
/// When the output cannot be written.
pub fn write_json(out: &mut dyn Write, state: &State, console: Option<&Console>) -> io::Result<()> {
    let document = Document { format: FORMAT.into(), version: VERSION, state, console };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// Reads a state, and the console beside it.
///
/// # Errors
/// When the text is no JSON, something else, or of another version; messages say where.
pub fn read_json(text: &str) -> Result<(State, Option<ConsoleDocument>), JsonError> {
    let document: Document<State, ConsoleDocument> = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) if !error.is_data() => return Err(JsonError::Syntax(error)),
        // What is wrong with the head explains more than what is missing below it.
        Err(error) => return Err(head(text).err().unwrap_or(JsonError::Content(error))),
    };
    check(&document.format, document.version)?;
    let mut state = document.state;
    state.sort();
    Ok((state, document.console))
}

fn head(text: &str) -> Result<(), JsonError> {
    #[derive(Deserialize)]
    struct Head {
        format: Text,
        version: u64,
        #[serde(rename = "state")]
        _state: IgnoredAny,
    }
    let Head { format, version, .. } =
        serde_json::from_str(text).map_err(|_| JsonError::Foreign)?;
    check(&format, version)
}

fn check(format: &str, version: u64) -> Result<(), JsonError> {
    match (format, version) {
        (FORMAT, VERSION) => Ok(()),
        (FORMAT, other) => Err(JsonError::Version(other)),
        _ => Err(JsonError::Foreign),
    }
}
