//! `SHOW DATABASES`, `SHOW DEFAULT DATABASE`, `SHOW HOME DATABASE`: one row per copy.
//!
//! UNKNOWN: whether `SHOW DATABASE foo` of a sharded database lists its shards; here it is the row of
//! that name alone, and a shard is listed by its own name.

use super::database_copy::{Copy, Part, value};
use super::table::table;
use crate::access::Holder;
use crate::ast::{CypherVersion, DatabasesOf, GraphName, ShowWhat};
use crate::exec::Edition;
use crate::exec::databases;
use crate::exec::run::Run;
use crate::graph::{Database, DatabaseType, Hosted, Server, Shard, ShardId, Symbol};
use crate::privilege::{Action, Reach};
use crate::query::Table;
use crate::status::Error;
use std::borrow::Cow;

/// `SHOW DATABASES …`
pub(super) fn databases<'s>(
    run: &Run<'s>,
    what: &'s ShowWhat,
    of: &'s DatabasesOf,
) -> Result<Table, Error> {
    let whole = |database: Option<Symbol>| Some(database.map(|database| (database, None)));
    let wanted: Option<Option<(Symbol, Option<ShardId>)>> = match of {
        DatabasesOf::All => None,
        DatabasesOf::Default => whole(run.default_database()),
        DatabasesOf::Home => whole(run.home()),
        DatabasesOf::Named(name) if is_null(run, name)? => Some(None),
        DatabasesOf::Named(name) => {
            let given = run.database(name)?;
            match run.graph.shard(&given.name) {
                Some((database, shard)) => Some(Some((database, Some(shard)))),
                None => whole(databases::find(run, &given.name).map(|(name, _)| name)),
            }
        }
    };
    let holder = run.config.checks_privileges().then(|| run.holder());
    let mut copies: Vec<Copy<'_>> = Vec::new();
    for (name, database) in run.graph.databases() {
        let is_wanted = |shard| wanted.is_none_or(|wanted| wanted == Some((name, shard)));
        let holder = holder.as_ref();
        if is_wanted(None)
            && holder.is_none_or(|holder| is_visible(run, holder, name, database.kind))
        {
            copies.extend(copies_of(run, name, database));
        }
        if database.shards.is_some()
            && holder.is_none_or(|holder| administers(run, holder, name, SEE_STANDARD))
        {
            let shards = database.shards().filter(|(id, _)| is_wanted(Some(*id)));
            copies.extend(
                shards.flat_map(|(id, shard)| copies_of_shard(run, name, database, id, shard)),
            );
        }
    }
    copies.sort_by(|a, b| (&a.name, a.address()).cmp(&(&b.name, b.address())));
    Ok(table(what, run.version, &copies, value))
}

/// A parameter that is null, which names no database (Cypher 25).
fn is_null<'s>(run: &Run<'s>, name: &'s GraphName) -> Result<bool, Error> {
    match name {
        GraphName::Param(param) if run.version == CypherVersion::Cypher25 => {
            Ok(run.value(param)?.is_null())
        }
        _ => Ok(false),
    }
}

/// What lets see every database of a kind, beside `ACCESS` on one.
const SEE_STANDARD: &[Action] = &[
    Action::CreateDatabase,
    Action::DropDatabase,
    Action::AlterDatabase,
    Action::SetDatabaseAccess,
    Action::DatabaseManagement,
];
const SEE_COMPOSITE: &[Action] = &[
    Action::CreateCompositeDatabase,
    Action::DropCompositeDatabase,
    Action::AlterCompositeDatabase,
    Action::CompositeDatabaseManagement,
    Action::DatabaseManagement,
];

/// Whether a database is listed for somebody.
pub(super) fn is_visible(run: &Run<'_>, holder: &Holder, name: Symbol, kind: DatabaseType) -> bool {
    administers(run, holder, name, &[Action::Access])
        || match kind {
            DatabaseType::System => true,
            DatabaseType::Standard => administers(run, holder, name, SEE_STANDARD),
            DatabaseType::Composite => administers(run, holder, name, SEE_COMPOSITE),
        }
}

/// Whether somebody may do one of these on a database. Its shards are listed for those who may do what
/// lets see all standard databases, whatever they may access.
fn administers(run: &Run<'_>, holder: &Holder, name: Symbol, actions: &[Action]) -> bool {
    let place = Reach::Named(name);
    let mut actions = actions.iter();
    actions.any(|action| run.access.permission(run.graph, holder, *action, place).is_granted())
}

/// The rows of one database.
fn copies_of<'r>(run: &'r Run<'_>, symbol: Symbol, database: &'r Database) -> Vec<Copy<'r>> {
    let text = |name| run.graph.text(name);
    let mut aliases: Vec<&str> = run.graph.aliases_of(symbol).map(text).collect();
    aliases.sort_unstable();
    let part = match (&database.shards, database.kind) {
        (Some(shards), _) => Part::Sharded(shards),
        (None, DatabaseType::Composite) => Part::Composite,
        (None, _) => Part::Whole,
    };
    let mut constituents: Vec<&str> = run
        .graph
        .aliases()
        .filter(|(_, alias)| part == Part::Composite && alias.composite == Some(symbol))
        .map(|(name, _)| text(name))
        .collect();
    constituents.sort_unstable();
    let copy = |hosted: Option<&'r Hosted>, server: Option<&'r Server>| Copy {
        name: Cow::Borrowed(text(symbol)),
        database,
        part,
        hosted,
        server,
        aliases: aliases.clone(),
        constituents: constituents.clone(),
        is_default: run.default_database() == Some(symbol),
        is_home: run.home() == Some(symbol),
        has_topology: run.config.edition == Edition::Enterprise,
    };
    match part {
        Part::Composite => {
            run.graph.servers().map(|(_, server)| copy(None, Some(server))).collect()
        }
        _ => part.hosts(database).iter().map(|host| copy(Some(host), server(run, host))).collect(),
    }
}

/// The rows of a shard.
fn copies_of_shard<'r>(
    run: &'r Run<'_>,
    symbol: Symbol,
    database: &'r Database,
    id: ShardId,
    shard: &'r Shard,
) -> impl Iterator<Item = Copy<'r>> {
    let name = id.name(run.graph.text(symbol));
    shard.hosts.iter().map(move |hosted| Copy {
        name: Cow::Owned(name.clone()),
        database,
        part: Part::Shard(id, shard),
        hosted: Some(hosted),
        server: server(run, hosted),
        aliases: Vec::new(),
        constituents: Vec::new(),
        is_default: false,
        is_home: false,
        has_topology: true,
    })
}

fn server<'r>(run: &'r Run<'_>, hosted: &Hosted) -> Option<&'r Server> {
    run.graph.server(&hosted.server).map(|(_, server)| server)
}
