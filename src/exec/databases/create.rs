//! `CREATE [OR REPLACE] [COMPOSITE] DATABASE`

use super::allocation::{Load, place_copies, remark_cordoned};
use super::drop::drop_named;
use super::name::{check_ambiguity, check_name};
use super::topology::Counts;
use super::{options, shards, topology, wait};
use crate::ast::{CreateDatabase, CypherVersion, DatabaseKind, IfExists};
use crate::exec::Outcome;
use crate::exec::dbms::database_id;
use crate::exec::run::Run;
use crate::graph::{Change, Copies, Database, DatabaseType};
use crate::status::{DatabaseError, Error, ErrorKind, SetupVerb, ShardError};

/// `CREATE [OR REPLACE] [COMPOSITE] DATABASE … [IF NOT EXISTS] [DEFAULT LANGUAGE …] [TOPOLOGY …]
/// [OPTIONS …] [WAIT …]`, and of sharded databases `[GRAPH SHARD …] PROPERTY SHARDS …`
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
    let given = run.database(&command.name)?;
    let name = run.graph.symbols_mut().intern(&given.name);
    let is_database = run.graph.database(name).is_some();
    let shard = run.graph.shard(&given.name);
    let is_taken = is_database || shard.is_some() || run.graph.alias(name).is_some();
    let replaces = matches!(command.if_exists, IfExists::Replace | IfExists::Conflict);
    match command.if_exists {
        IfExists::DoNothing if is_taken => return Ok(wait::done(run, command.wait)),
        _ if replaces && run.graph.database(name).is_some_and(|old| old.shards.is_some()) => {
            return Err(ShardError::Replace { name: given.name.to_string() }.into());
        }
        _ if replaces && let Some(shard) = shard => {
            return Err(shards::refuse(run, "CREATE OR REPLACE DATABASE", shard));
        }
        _ if replaces && is_database => {
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
    // UNKNOWN: whether shards count; each is a database to its server, but 1,000 may be asked for while
    // the default limit is 100.
    if run.graph.databases().count() >= run.config.max_databases {
        return Err(DatabaseError::LimitReached { name: given.name.to_string() }.into());
    }
    let mut database = Database::new(kind, database_id(run.random), run.config.clock.now());
    database.language = match &command.language {
        Some(language) => language_of(language.value),
        // Cypher 5 is not supported for sharded databases, though it may be asked for (operations
        // manual, limitations of sharded property databases).
        None if command.property_shards.is_some() => CypherVersion::Cypher25,
        None => run.config.version,
    };
    if let Some(written) = &command.property_shards {
        let created = database.created;
        database.shards = Some(shards::create(run, &given.name, command, written, created)?);
        database.copies = Copies::new(0, 0);
    }
    if let Some(written) = &command.options {
        options::set_at_creation(run, &mut database, written)?;
    }
    if kind == DatabaseType::Standard && database.shards.is_none() {
        let asked = match &command.topology {
            Some(written) => Counts::read(run, written)?,
            None => Counts::default(),
        };
        database.copies = topology::copies(asked, run.config.default_copies, SetupVerb::Create)?;
        remark_cordoned(run);
        let (mut load, verb) = (Load::of(run.graph), SetupVerb::Create);
        let name = &given.name;
        database.hosts = place_copies(run.graph, &mut load, name, database.copies, &[], verb)?;
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
