//! The part of a script that makes the Aura console.

use crate::ast::{CypherVersion, Extension};
use crate::aura::Console;
use crate::exec::{Clock, Engine, Extended, Local, Params, Surroundings};
use crate::parser::parse_extension;
use crate::status::{Error, ErrorKind};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A console that is made while a script is replayed.
pub(super) struct Replay<'t> {
    text: &'t str,
    now: Timestamp,
    /// None until the first statement of the console's.
    engine: Option<Extended>,
}

impl<'t> Replay<'t> {
    pub(super) fn new(text: &'t str, now: Timestamp) -> Self {
        Self { text, now, engine: None }
    }

    /// Runs what Neo4j refuses as none of its statements, if it is one of the console's; else the
    /// refusal stands.
    pub(super) fn run(
        &mut self,
        statement: &str,
        params: &Params,
        refusal: Error,
    ) -> Result<(), Error> {
        let is_unknown = matches!(refusal.kind, ErrorKind::Syntax(_) | ErrorKind::DataQuery);
        let extension = is_unknown.then(|| parse_extension(statement, CypherVersion::Cypher25));
        let Some(Ok(Extension::Console(_))) = extension else { return Err(refusal) };
        let (text, now) = (self.text, self.now);
        let engine = self.engine.get_or_insert_with(|| new_engine(text, now));
        engine.run(statement, params).map(|_| ())
    }

    /// The console that was made.
    pub(super) fn end(self) -> Option<Console> {
        self.engine.as_ref().and_then(Engine::console).cloned()
    }
}

/// Ids are not in the script; they are made from it, so that the same script gives the same ones and
/// two scripts do not.
fn new_engine(text: &str, now: Timestamp) -> Extended {
    let seed = Sha256::digest(text.as_bytes()).into();
    let surroundings = Surroundings { clock: Clock::fixed(now), seed, new_dbms };
    Extended::new(new_dbms(), surroundings)
}

fn new_dbms() -> Box<dyn Engine> {
    Box::new(Local::default())
}
