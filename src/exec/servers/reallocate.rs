//! `DEALLOCATE DATABASES FROM SERVERS` and `REALLOCATE DATABASES`: copies move between servers. With
//! `DRYRUN` the moves are shown and not made.

use super::change::find;
use crate::ast::StringOrParam;
use crate::exec::Outcome;
use crate::exec::databases::choose;
use crate::exec::run::Run;
use crate::graph::{Change, Database, DatabaseType, Hosted, Server, ServerState, Symbol};
use crate::status::{Error, Notification, ServerError, ServerVerb, TopologyNote};
use crate::text::Text;
use crate::value::Value;

/// A copy that moves.
struct Move {
    database: Symbol,
    from: Text,
    to: Text,
    is_primary: bool,
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
    let mut moves = Vec::new();
    for (symbol, database) in standard(run) {
        if !database.hosts.iter().any(|hosted| is_leaving(&hosted.server)) {
            continue;
        }
        let name = run.graph.text(symbol).to_owned();
        if !database.is_online {
            return Err(refuse(format!("Database '{name}' is offline.")).into());
        }
        let staying: Vec<Hosted> =
            database.hosts.iter().filter(|hosted| !is_leaving(&hosted.server)).cloned().collect();
        if !staying.iter().any(|hosted| hosted.is_primary) {
            let cause = format!("Database '{name}' would be left without any of its primaries.");
            return Err(refuse(cause).into());
        }
        let Some(hosts) = choose(run, &name, database.copies, &staying) else {
            let cause = format!("The topology of database '{name}' could not be satisfied.");
            return Err(refuse(cause).into());
        };
        moves.extend(moved(symbol, &database.hosts, &hosts));
        place(run, symbol, database, hosts);
    }
    run.updates += 1;
    Ok(report(run, &moves, dry_run))
}

/// `[DRYRUN] REALLOCATE DATABASES`: each database is placed anew as if it were created now, one after
/// the other, and stays where it is when that is no better.
pub(in crate::exec) fn reallocate(run: &mut Run<'_>, dry_run: bool) -> Result<Outcome, Error> {
    let mut moves = Vec::new();
    for (symbol, database) in standard(run) {
        let name = run.graph.text(symbol).to_owned();
        let without = Database { hosts: Vec::new(), ..database.clone() };
        place(run, symbol, without, Vec::new());
        let Some(hosts) = choose(run, &name, database.copies, &[]) else {
            let cause = format!("The topology of database '{name}' could not be satisfied.");
            return Err(ServerError::Reallocation { cause }.into());
        };
        let is_better = busiest(run, &hosts) < busiest(run, &database.hosts);
        let hosts = if is_better { hosts } else { database.hosts.clone() };
        moves.extend(moved(symbol, &database.hosts, &hosts));
        place(run, symbol, database, hosts);
    }
    if moves.is_empty() {
        run.notify(Notification::topology(&TopologyNote::NothingReallocated));
    } else {
        run.updates += 1;
    }
    Ok(report(run, &moves, dry_run))
}

/// The databases that have a topology of their own, by name.
fn standard(run: &Run<'_>) -> Vec<(Symbol, Database)> {
    let mut found: Vec<(Symbol, Database)> = run
        .graph
        .databases()
        .filter(|(_, database)| database.kind == DatabaseType::Standard)
        .map(|(name, database)| (name, database.clone()))
        .collect();
    found.sort_by(|(a, _), (b, _)| run.graph.text(*a).cmp(run.graph.text(*b)));
    found
}

fn place(run: &mut Run<'_>, name: Symbol, mut database: Database, hosts: Vec<Hosted>) {
    database.hosts = hosts;
    run.apply(Change::DatabaseAltered { name, database: Box::new(database) });
}

/// The highest number of databases on one of these servers.
fn busiest(run: &Run<'_>, hosts: &[Hosted]) -> usize {
    let load = |id: &Text| {
        let on = |database: &Database| database.hosts.iter().any(|hosted| hosted.server == *id);
        run.graph.databases().filter(|(_, database)| on(database)).count()
    };
    hosts.iter().map(|hosted| load(&hosted.server)).max().unwrap_or(0)
}

/// Which copies go where: those that leave are paired with those that come, primaries first.
fn moved(database: Symbol, old: &[Hosted], new: &[Hosted]) -> Vec<Move> {
    let without = |hosts: &[Hosted], others: &[Hosted]| {
        hosts
            .iter()
            .filter(|hosted| !others.iter().any(|other| other.server == hosted.server))
            .cloned()
            .collect::<Vec<_>>()
    };
    let pairs = without(old, new).into_iter().zip(without(new, old));
    pairs
        .map(|(from, to)| Move {
            database,
            from: from.server,
            to: to.server,
            is_primary: to.is_primary,
        })
        .collect()
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
                run.graph.text(step.database).into(),
                name_of(&step.from),
                step.from.clone().into(),
                name_of(&step.to),
                step.to.clone().into(),
                if step.is_primary { "primary" } else { "secondary" }.into(),
            ]
        })
        .collect();
    run.undo_all();
    run.updates = 0;
    Outcome { columns: Some(COLUMNS.map(String::from).to_vec()), rows, ..Outcome::default() }
}
