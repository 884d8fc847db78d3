//! `CREATE [OR REPLACE] [COMPOSITE] DATABASE`

use super::drop::drop_named;
use super::name::{check_ambiguity, check_name};
use super::topology::{Counts, place_copies};
use super::{options, topology, wait};
use crate::ast::{CreateDatabase, CypherVersion, DatabaseKind, IfExists};
use crate::exec::Outcome;
use crate::exec::dbms::database_id;
use crate::exec::run::Run;
use crate::graph::{Change, Database, DatabaseType};
use crate::status::{DatabaseError, Error, ErrorKind, SetupVerb};

/// `CREATE [OR REPLACE] [COMPOSITE] DATABASE … [IF NOT EXISTS] [DEFAULT LANGUAGE …] [TOPOLOGY …]
/// [OPTIONS …] [WAIT …]`
pub(in crate::exec) fn create<'s>(
    run: &mut Run<'s>,
    command: &'s CreateDatabase,
) -> Result<Outcome, Error> {
    let kind = match command.kind {
        DatabaseKind::Standard => DatabaseType::Standard,
        DatabaseKind::Composite => DatabaseType::Composite,
        DatabaseKind::Replica => {
            return Err(ErrorKind::NotExecuted { command: "CREATE REPLICA DATABASE" }.into());
        }
    };
    if command.graph_shard.is_some() || command.property_shards.is_some() {
        return Err(ErrorKind::NotExecuted { command: "A sharded database" }.into());
    }
    let given = run.database(&command.name)?;
    let name = run.graph.symbols_mut().intern(&given.name);
    let is_database = run.graph.database(name).is_some();
    let is_taken = is_database || run.graph.alias(name).is_some();
    match command.if_exists {
        IfExists::DoNothing if is_taken => return Ok(wait::done(run, command.wait)),
        IfExists::Replace | IfExists::Conflict if is_database => {
            drop_named(run, name, false)?;
        }
        _ if is_taken => {
            let error = DatabaseError::Exists { name: given.name.to_string() };
            return Err(Error::at(error.into(), command.name.span()));
        }
        _ => {}
    }
    check_name(&given.name)?;
    check_ambiguity(run, &given.name, kind)?;
    if run.graph.databases().count() >= run.config.max_databases {
        return Err(DatabaseError::LimitReached { name: given.name.to_string() }.into());
    }
    let mut database = Database::new(kind, database_id(run.random), run.config.clock.now());
    database.language = match &command.language {
        Some(language) => language_of(language.value),
        None => run.config.version,
    };
    if let Some(written) = &command.options {
        options::set_at_creation(run, &mut database, written)?;
    }
    if kind == DatabaseType::Standard {
        let asked = match &command.topology {
            Some(written) => Counts::read(run, written)?,
            None => Counts::default(),
        };
        database.copies = topology::copies(asked, run.config.default_copies, SetupVerb::Create)?;
        database.hosts = place_copies(run, &given.name, database.copies, &[], SetupVerb::Create)?;
    }
    run.apply(Change::DatabaseCreated { name, database: Box::new(database) });
    run.updates += 1;
    Ok(wait::done(run, command.wait))
}

/// The language of `CYPHER n`; semantic analysis lets 5 and 25 pass.
pub(super) fn language_of(number: u64) -> CypherVersion {
    match number {
        5 => CypherVersion::Cypher5,
        _ => CypherVersion::Cypher25,
    }
}
