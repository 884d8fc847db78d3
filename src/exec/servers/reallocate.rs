//! `DEALLOCATE DATABASES FROM SERVERS` and `REALLOCATE DATABASES`: copies move between servers. With
//! `DRYRUN` the moves are shown and not made.

use super::change::find;
use crate::ast::StringOrParam;
use crate::exec::Outcome;
use crate::exec::databases::{Load, choose};
use crate::exec::run::Run;
use crate::graph::{
    Change, Copies, CopyRole, Database, DatabaseType, Hosted, Server, ServerState, Symbol,
};
use crate::status::{Error, Notification, ServerError, ServerVerb, TopologyNote};
use crate::text::Text;
use crate::value::Value;

/// A copy that moves.
struct Move {
    /// The name of the database or shard.
    store: String,
    from: Text,
    to: Text,
    role: CopyRole,
}

/// `[DRYRUN] DEALLOCATE DATABASES FROM SERVERS 'a'[, …]`
pub(in crate::exec) fn deallocate<'s>(
    run: &mut Run<'s>,
    written: &'s [StringOrParam],
    dry_run: bool,
) -> Result<Outcome, Error> {
    let verb = ServerVerb::Deallocate;
    let mut leaving: Vec<(Symbol, Server)> = Vec::with_capacity(written.len());
    for server in written {
        leaving.push(find(run, server, verb)?);
    }
    let names: Vec<String> =
        leaving.iter().map(|(name, _)| run.graph.text(*name).to_owned()).collect();
    let refuse = |cause: String| ServerError::Impossible { verb, names: names.clone(), cause };
    for (name, server) in &leaving {
        let mut server = Box::new(server.clone());
        server.state = ServerState::Deallocated;
        run.apply(Change::ServerSet { name: *name, server: Some(server) });
    }
    let is_leaving = |id: &Text| leaving.iter().any(|(_, server)| server.id == *id);
    let mut load = Load::of(run.graph);
    let mut moves = Vec::new();
    for (symbol, database) in with_topology(run) {
        let mut moved_database = Box::new(database.clone());
        for store in database.stores() {
            if !store.hosts.iter().any(|hosted| is_leaving(&hosted.server)) {
                continue;
            }
            let name = store.name(run.graph.text(symbol));
            if !store.is_online {
                return Err(refuse(format!("Database '{name}' is offline.")).into());
            }
            let staying: Vec<Hosted> =
                store.hosts.iter().filter(|host| !is_leaving(&host.server)).cloned().collect();
            if let Some(lost) = lost(&staying, store.copies) {
                let cause = format!("Database '{name}' would be left without any of its {lost}.");
                return Err(refuse(cause).into());
            }
            load.remove(store.hosts);
            let Some(hosts) = choose(run.graph, &load, &name, store.copies, &staying) else {
                let cause = format!("The topology of database '{name}' could not be satisfied.");
                return Err(refuse(cause).into());
            };
            load.add(&hosts);
            moved(&mut moves, &name, store.hosts, &hosts);
            moved_database.set_hosts(store.shard, hosts);
        }
        run.apply(Change::DatabaseAltered { name: symbol, database: moved_database });
    }
    run.updates += 1;
    Ok(report(run, &moves, dry_run))
}

/// What a database or shard would have none left of.
///
/// UNKNOWN: whether the last replica of a property shard may move; its content would have to come from
/// itself, so it stays, as the last primary does.
fn lost(staying: &[Hosted], copies: Copies) -> Option<&'static str> {
    let has = |role| staying.iter().any(|hosted| hosted.role == role);
    match copies.replicas {
        0 => (!has(CopyRole::Primary)).then_some("primaries"),
        _ => (!has(CopyRole::Replica)).then_some("replicas"),
    }
}

/// `[DRYRUN] REALLOCATE DATABASES`: each database and each shard is placed anew as if it were created
/// now, one after the other, and stays where it is when that is no better.
pub(in crate::exec) fn reallocate(run: &mut Run<'_>, dry_run: bool) -> Result<Outcome, Error> {
    let mut load = Load::of(run.graph);
    let mut moves = Vec::new();
    for (symbol, database) in with_topology(run) {
        let mut moved_database = Box::new(database.clone());
        for store in database.stores() {
            let name = store.name(run.graph.text(symbol));
            load.remove(store.hosts);
            let Some(hosts) = choose(run.graph, &load, &name, store.copies, &[]) else {
                let cause = format!("The topology of database '{name}' could not be satisfied.");
                return Err(ServerError::Reallocation { cause }.into());
            };
            if load.busiest(&hosts) < load.busiest(store.hosts) {
                load.add(&hosts);
                moved(&mut moves, &name, store.hosts, &hosts);
                moved_database.set_hosts(store.shard, hosts);
            } else {
                load.add(store.hosts);
            }
        }
        run.apply(Change::DatabaseAltered { name: symbol, database: moved_database });
    }
    if moves.is_empty() {
        run.notify(Notification::topology(&TopologyNote::NothingReallocated));
    } else {
        run.updates += 1;
    }
    Ok(report(run, &moves, dry_run))
}

/// The databases that have a topology of their own or of their shards, by name.
fn with_topology(run: &Run<'_>) -> Vec<(Symbol, Database)> {
    let mut found: Vec<(Symbol, Database)> = run
        .graph
        .databases()
        .filter(|(_, database)| database.kind == DatabaseType::Standard)
        .map(|(name, database)| (name, database.clone()))
        .collect();
    found.sort_by(|(a, _), (b, _)| run.graph.text(*a).cmp(run.graph.text(*b)));
    found
}

/// Adds which copies go where: those that leave are paired with those that come, primaries first.
fn moved(moves: &mut Vec<Move>, store: &str, old: &[Hosted], new: &[Hosted]) {
    let without = |hosts: &[Hosted], others: &[Hosted]| {
        hosts
            .iter()
            .filter(|hosted| !others.iter().any(|other| other.server == hosted.server))
            .cloned()
            .collect::<Vec<_>>()
    };
    let pairs = without(old, new).into_iter().zip(without(new, old));
    moves.extend(pairs.map(|(from, to)| Move {
        store: store.to_owned(),
        from: from.server,
        to: to.server,
        role: to.role,
    }));
}

const COLUMNS: [&str; 6] =
    ["database", "fromServerName", "fromServerId", "toServerName", "toServerId", "mode"];

/// The moves as rows, all taken back, where they were only tried.
fn report(run: &mut Run<'_>, moves: &[Move], dry_run: bool) -> Outcome {
    if !dry_run {
        return Outcome::default();
    }
    let name_of = |id: &Text| {
        let name = run.graph.server(id).map(|(name, _)| run.graph.text(name));
        name.map_or(Value::Null, Value::from)
    };
    let rows = moves
        .iter()
        .map(|step| {
            vec![
                step.store.as_str().into(),
                name_of(&step.from),
                step.from.clone().into(),
                name_of(&step.to),
                step.to.clone().into(),
                // UNKNOWN: the word for a replica of a property shard; that of `SHOW DATABASES`.
                step.role.as_str().into(),
            ]
        })
        .collect();
    run.undo_all();
    run.updates = 0;
    Outcome { columns: Some(COLUMNS.map(String::from).to_vec()), rows, ..Outcome::default() }
}
