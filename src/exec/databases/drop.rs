//! `DROP [COMPOSITE] DATABASE`

use super::find::{find, missing};
use super::{shards, wait};
use crate::ast::DropDatabase;
use crate::exec::Outcome;
use crate::exec::run::Run;
use crate::graph::{Change, DatabaseType, SYSTEM_DATABASE, Symbol};
use crate::status::{DatabaseError, DatabaseVerb, Error, ShardError};

/// `DROP [COMPOSITE] DATABASE … [IF EXISTS] [RESTRICT | CASCADE ALIASES] [DUMP | DESTROY DATA]`
///
/// There is no data here, so what becomes of it makes no difference. Shards go with their database, and
/// not without it.
pub(in crate::exec) fn drop<'s>(
    run: &mut Run<'s>,
    command: &'s DropDatabase,
) -> Result<Outcome, Error> {
    let given = run.database(&command.name)?;
    if given.name == SYSTEM_DATABASE {
        return Err(DatabaseError::System { operation: "DROP DATABASE" }.into());
    }
    if let Some(shard) = run.graph.shard(&given.name).filter(|_| !command.composite) {
        return Err(shards::refuse(run, "DROP DATABASE", shard));
    }
    match find(run, &given.name) {
        // UNKNOWN: Neo4j's answer; the manual's syntax for sharded databases has no `DUMP DATA`.
        Some((name, _)) if command.dump_data && is_sharded(run, name) => {
            return Err(ShardError::Unsupported { feature: "DUMP DATA" }.into());
        }
        Some((name, kind)) if !command.composite || kind == DatabaseType::Composite => {
            drop_named(run, name, command.cascade_aliases)?;
        }
        _ if command.if_exists => {}
        _ => return Err(missing(&given, &command.name, DatabaseVerb::Delete, command.composite)),
    }
    Ok(wait::done(run, command.wait))
}

fn is_sharded(run: &Run<'_>, name: Symbol) -> bool {
    run.graph.database(name).is_some_and(|database| database.shards.is_some())
}

/// Drops a database that exists, and with it every privilege on it; its aliases must be gone or go
/// with it.
pub(super) fn drop_named(run: &mut Run<'_>, name: Symbol, cascade: bool) -> Result<(), Error> {
    if run.graph.text(name) == SYSTEM_DATABASE {
        return Err(DatabaseError::System { operation: "DROP DATABASE" }.into());
    }
    let kind = run.graph.database(name).map(|database| database.kind);
    let is_composite = kind == Some(DatabaseType::Composite);
    let aliases: Vec<Symbol> = if is_composite {
        let own = |(_, alias): &(Symbol, &crate::graph::Alias)| alias.composite == Some(name);
        run.graph.aliases().filter(own).map(|(alias, _)| alias).collect()
    } else {
        run.graph.aliases_of(name).collect()
    };
    if !aliases.is_empty() && !cascade {
        let mut aliases: Vec<String> =
            aliases.iter().map(|alias| run.graph.text(*alias).to_owned()).collect();
        aliases.sort_unstable();
        let name = run.graph.text(name).to_owned();
        return Err(DatabaseError::HasAliases { name, composite: is_composite, aliases }.into());
    }
    for name in aliases {
        run.apply(Change::AliasDropped { name });
        run.updates += 1;
    }
    run.apply(Change::DatabaseDropped { name });
    run.updates += 1;
    Ok(())
}
