//! `ALTER DATABASE`

use super::allocation::{Load, remark_cordoned};
use super::create::language_of;
use super::find::find;
use super::find::missing;
use super::topology::Counts;
use super::{options, shards, topology, wait};
use crate::ast::{AlterDatabase, AlterDatabaseKind, Expr, Ident};
use crate::exec::Outcome;
use crate::exec::run::Run;
use crate::graph::{Change, DatabaseType};
use crate::status::{
    DatabaseError, DatabaseVerb, Error, Notification, SetupError, SetupVerb, ShardError,
    TopologyNote,
};

/// `ALTER DATABASE … [IF EXISTS] { SET … | REMOVE OPTION … } [WAIT …]`
pub(in crate::exec) fn alter<'s>(
    run: &mut Run<'s>,
    command: &'s AlterDatabase,
) -> Result<Outcome, Error> {
    let given = run.database(&command.name)?;
    if let Some(shard) = run.graph.shard(&given.name) {
        shards::alter(run, command, shard)?;
        return Ok(wait::done(run, command.wait));
    }
    let found = find(run, &given.name)
        .and_then(|(name, _)| Some((name, Box::new(run.graph.database(name)?.clone()))));
    let Some((name, mut database)) = found else {
        if command.if_exists {
            return Ok(wait::done(run, command.wait));
        }
        return Err(missing(&given, &command.name, DatabaseVerb::Alter, false));
    };
    let only_language =
        command.items.iter().all(|item| matches!(item.kind, AlterDatabaseKind::Language(_)));
    match database.kind {
        DatabaseType::System if !only_language => {
            return Err(DatabaseError::System { operation: "ALTER DATABASE" }.into());
        }
        DatabaseType::Composite if !only_language => {
            let name = run.graph.text(name).to_owned();
            return Err(SetupError::CompositeAltered { name }.into());
        }
        _ => {}
    }
    let full_name = run.graph.text(name).to_owned();
    let mut changed_options: Vec<(&'s Ident, Option<&'s Expr>)> = Vec::new();
    for item in &command.items {
        match &item.kind {
            AlterDatabaseKind::Access(access) => database.access = *access,
            AlterDatabaseKind::Language(language) => {
                database.language = language_of(language.value);
            }
            AlterDatabaseKind::SetOption(key, value) => changed_options.push((key, Some(value))),
            AlterDatabaseKind::RemoveOption(key) => changed_options.push((key, None)),
            AlterDatabaseKind::Topology(written) => {
                if database.shards.is_some() {
                    return Err(ShardError::Unsupported { feature: "SET TOPOLOGY" }.into());
                }
                let asked = Counts::read(run, written)?;
                let copies = topology::copies(asked, database.copies, SetupVerb::Alter)?;
                let old = (database.copies, database.hosts.as_slice());
                let mut load = Load::of(run.graph);
                match topology::moved(run, &mut load, &full_name, old, copies)? {
                    None => run.notify(Notification::topology(&TopologyNote::TopologyMatches)),
                    Some(hosts) => {
                        remark_cordoned(run);
                        (database.copies, database.hosts) = (copies, hosts);
                    }
                }
            }
            AlterDatabaseKind::Replicas(_) if database.shards.is_some() => {
                return Err(ShardError::Unsupported { feature: "SET TOPOLOGY" }.into());
            }
            AlterDatabaseKind::Replicas(_) => return Err(shards::not_sharded(&full_name)),
            AlterDatabaseKind::GraphShard(written) => {
                if let Some(written) = &written.topology {
                    shards::alter_graph_shard(run, &full_name, &mut database, written)?;
                }
            }
            AlterDatabaseKind::PropertyShards(written) => {
                shards::alter_property_shards(run, &full_name, &mut database, written)?;
            }
        }
    }
    if !changed_options.is_empty() {
        options::alter(run, &mut database, &changed_options)?;
    }
    if run.apply(Change::DatabaseAltered { name, database }) {
        run.updates += 1;
    }
    Ok(wait::done(run, command.wait))
}
