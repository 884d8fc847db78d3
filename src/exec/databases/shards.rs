//! Sharded databases: how they are made, and what may be done to one shard alone.

use super::allocation::{Load, place_copies, remark_cordoned};
use super::name::check_name;
use super::topology::{self, Counts};
use crate::ast::{AlterDatabase, AlterDatabaseKind, CreateDatabase, PropertyShards, Topology};
use crate::exec::dbms::database_id;
use crate::exec::run::Run;
use crate::graph::{Change, Copies, Database, Shard, ShardId, Shards, Symbol};
use crate::status::{Error, Notification, SetupError, SetupVerb, ShardError, TopologyNote};
use jiff::Timestamp;

/// A command that does not take a shard.
pub(in crate::exec) fn refuse(
    run: &Run<'_>,
    action: &'static str,
    (database, shard): (Symbol, ShardId),
) -> Error {
    let database = run.graph.text(database).to_owned();
    ShardError::Target { action, shard: shard.name(&database), database }.into()
}

/// The names of the shards of a new database, which must be free.
///
/// UNKNOWN: whether the names of shards count for the length of names; they are names of databases
/// like any other here.
fn check_names(run: &Run<'_>, name: &str, ids: &[ShardId]) -> Result<(), Error> {
    for id in ids {
        let shard = id.name(name);
        check_name(&shard)?;
        let symbol = run.graph.symbols().get(&shard);
        let is_alias = symbol.is_some_and(|symbol| run.graph.alias(symbol).is_some());
        if is_alias || run.graph.is_database(&shard) {
            return Err(ShardError::Exists { name: name.to_owned(), shard }.into());
        }
    }
    Ok(())
}

/// `[GRAPH SHARD { [TOPOLOGY …] }] PROPERTY SHARDS { COUNT n [TOPOLOGY n REPLICAS] }` of
/// `CREATE DATABASE`.
pub(super) fn create<'s>(
    run: &mut Run<'s>,
    name: &str,
    command: &'s CreateDatabase,
    written: &'s PropertyShards,
    created: Timestamp,
) -> Result<Box<Shards>, Error> {
    let verb = SetupVerb::Create;
    let graph_topology = command.graph_shard.as_ref().and_then(|shard| shard.topology.as_ref());
    let asked = match graph_topology {
        Some(written) => Counts::read(run, written)?,
        None => Counts::default(),
    };
    let graph_copies = topology::copies(asked, run.config.default_copies, verb)?;
    let property_copies = match &written.replicas {
        Some(written) => topology::replicas(run, written)?,
        None => Copies::replicas(run.config.default_copies.replicas),
    };
    // Semantic analysis lets 1 to 1000 pass.
    let count = written.count.map_or(1, |count| u16::try_from(count.value).unwrap_or(u16::MAX));
    let property = (0..count).map(ShardId::Property);
    let ids: Vec<ShardId> = std::iter::once(ShardId::Graph).chain(property).collect();
    check_names(run, name, &ids)?;
    remark_cordoned(run);
    let mut load = Load::of(run.graph);
    let mut shard = |id: ShardId, copies: Copies| -> Result<Shard, Error> {
        let hosts = place_copies(run.graph, &mut load, &id.name(name), copies, &[], verb)?;
        Ok(Shard {
            id: database_id(run.random),
            is_online: true,
            copies,
            hosts,
            started: Some(created),
            stopped: None,
        })
    };
    let graph = shard(ShardId::Graph, graph_copies)?;
    let mut property = Vec::with_capacity(usize::from(count));
    for number in 0..count {
        property.push(shard(ShardId::Property(number), property_copies)?);
    }
    Ok(Box::new(Shards { graph, property }))
}

/// `SET GRAPH SHARD { SET TOPOLOGY … }`, or `SET TOPOLOGY …` of the graph shard itself.
pub(super) fn alter_graph_shard<'s>(
    run: &mut Run<'s>,
    name: &str,
    database: &mut Database,
    written: &'s Topology,
) -> Result<(), Error> {
    let Some(shards) = &mut database.shards else { return Err(not_sharded(name)) };
    let asked = Counts::read(run, written)?;
    let copies = topology::copies(asked, shards.graph.copies, SetupVerb::Alter)?;
    set_copies(run, name, shards, &[ShardId::Graph], copies)
}

/// `SET PROPERTY SHARDS { SET TOPOLOGY n REPLICAS }`: of all of them.
pub(super) fn alter_property_shards<'s>(
    run: &mut Run<'s>,
    name: &str,
    database: &mut Database,
    written: &'s PropertyShards,
) -> Result<(), Error> {
    let Some(shards) = &mut database.shards else { return Err(not_sharded(name)) };
    let Some(replicas) = &written.replicas else { return Ok(()) };
    let copies = topology::replicas(run, replicas)?;
    let ids: Vec<ShardId> =
        shards.iter().map(|(id, _)| id).filter(|id| *id != ShardId::Graph).collect();
    set_copies(run, name, shards, &ids, copies)
}

/// A clause that only sharded databases have.
pub(super) fn not_sharded(name: &str) -> Error {
    impossible(name, "The database is not sharded.")
}

// UNKNOWN: what Neo4j says to the topology of another kind of database.
fn impossible(name: &str, cause: &str) -> Error {
    let (name, cause) = (name.to_owned(), cause.to_owned());
    SetupError::Unsatisfied { verb: SetupVerb::Alter, name, cause }.into()
}

/// Gives shards another topology; remarks when all of them have it already.
fn set_copies(
    run: &mut Run<'_>,
    database: &str,
    shards: &mut Shards,
    ids: &[ShardId],
    copies: Copies,
) -> Result<(), Error> {
    if ids.iter().all(|id| shards.get(*id).is_some_and(|shard| shard.copies == copies)) {
        run.notify(Notification::topology(&TopologyNote::TopologyMatches));
        return Ok(());
    }
    remark_cordoned(run);
    let mut load = Load::of(run.graph);
    for id in ids {
        let Some(shard) = shards.get_mut(*id) else { continue };
        let old = (shard.copies, shard.hosts.as_slice());
        if let Some(hosts) = topology::moved(run, &mut load, &id.name(database), old, copies)? {
            shard.hosts = hosts;
            shard.copies = copies;
        }
    }
    Ok(())
}

/// `ALTER DATABASE` of one shard, which takes nothing but its topology.
pub(super) fn alter<'s>(
    run: &mut Run<'s>,
    command: &'s AlterDatabase,
    (database, id): (Symbol, ShardId),
) -> Result<(), Error> {
    let name = run.graph.text(database).to_owned();
    let Some(mut content) = run.graph.database(database).cloned() else { return Ok(()) };
    for item in &command.items {
        match (&item.kind, id) {
            (AlterDatabaseKind::Topology(written), ShardId::Graph) => {
                alter_graph_shard(run, &name, &mut content, written)?;
            }
            (AlterDatabaseKind::Replicas(written), ShardId::Property(_)) => {
                let copies = topology::replicas(run, written)?;
                if let Some(shards) = &mut content.shards {
                    set_copies(run, &name, shards, &[id], copies)?;
                }
            }
            (AlterDatabaseKind::Topology(_), ShardId::Property(_)) => {
                let cause = "A property shard has replicas, not primaries and secondaries.";
                return Err(impossible(&id.name(&name), cause));
            }
            (AlterDatabaseKind::Replicas(_), ShardId::Graph) => {
                let cause = "A graph shard has primaries and secondaries, not replicas.";
                return Err(impossible(&id.name(&name), cause));
            }
            (other, _) => return Err(refuse(run, words(other), (database, id))),
        }
    }
    let content = Box::new(content);
    if run.apply(Change::DatabaseAltered { name: database, database: content }) {
        run.updates += 1;
    }
    Ok(())
}

fn words(kind: &AlterDatabaseKind) -> &'static str {
    match kind {
        AlterDatabaseKind::Access(_) => "SET ACCESS",
        AlterDatabaseKind::SetOption(..) => "SET OPTION",
        AlterDatabaseKind::RemoveOption(_) => "REMOVE OPTION",
        AlterDatabaseKind::Language(_) => "SET DEFAULT LANGUAGE",
        AlterDatabaseKind::GraphShard(_) => "SET GRAPH SHARD",
        AlterDatabaseKind::PropertyShards(_) => "SET PROPERTY SHARD",
        AlterDatabaseKind::Topology(_) | AlterDatabaseKind::Replicas(_) => "SET TOPOLOGY",
    }
}

/// Starts or stops shards: one, or all with their database.
pub(super) fn switch(database: &mut Database, only: Option<ShardId>, start: bool, now: Timestamp) {
    let shards = database.shards.iter_mut().flat_map(|shards| shards.iter_mut());
    for (id, shard) in shards {
        if only.is_none_or(|only| only == id) && shard.is_online != start {
            shard.is_online = start;
            *(if start { &mut shard.started } else { &mut shard.stopped }) = Some(now);
        }
    }
}
