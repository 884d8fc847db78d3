//! `SHOW DATABASES`, `SHOW DEFAULT DATABASE`, `SHOW HOME DATABASE`: one row per copy.

use super::table::{language, table, texts, time};
use crate::access::Holder;
use crate::ast::{CypherVersion, DatabaseAccess, DatabasesOf, GraphName, ShowWhat};
use crate::exec::Edition;
use crate::exec::databases;
use crate::exec::run::Run;
use crate::graph::{Database, DatabaseType, Hosted, Server, Symbol};
use crate::privilege::{Action, Reach};
use crate::query::Table;
use crate::status::Error;
use crate::value::Value;

/// The format of a store, as Neo4j names its default one.
const STORE: &str = "block-block-1.1";
/// The last transaction of a store that nothing was ever written to.
const FIRST_TRANSACTION: i64 = 1;

/// One copy of a database on a server.
struct Copy<'r> {
    name: &'r str,
    database: &'r Database,
    /// None for a composite database.
    hosted: Option<&'r Hosted>,
    server: Option<&'r Server>,
    /// The names of aliases that stand for it.
    aliases: Vec<&'r str>,
    /// The names of its parts.
    constituents: Vec<&'r str>,
    is_default: bool,
    is_home: bool,
    /// Whether numbers of copies can be asked for at all.
    has_topology: bool,
}

/// `SHOW DATABASES …`
pub(super) fn databases<'s>(
    run: &Run<'s>,
    what: &'s ShowWhat,
    of: &'s DatabasesOf,
) -> Result<Table, Error> {
    let wanted = match of {
        DatabasesOf::All => None,
        DatabasesOf::Default => Some(run.default_database()),
        DatabasesOf::Home => Some(run.home()),
        DatabasesOf::Named(name) if is_null(run, name)? => Some(None),
        DatabasesOf::Named(name) => {
            let given = run.database(name)?;
            Some(databases::find(run, &given.name).map(|(name, _)| name))
        }
    };
    let holder = run.config.checks_privileges().then(|| run.holder());
    let mut shown: Vec<(&str, Symbol, &Database)> = run
        .graph
        .databases()
        .filter(|(name, _)| wanted.is_none_or(|wanted| wanted == Some(*name)))
        .filter(|(name, database)| {
            holder.as_ref().is_none_or(|holder| is_visible(run, holder, *name, database.kind))
        })
        .map(|(name, database)| (run.graph.text(name), name, database))
        .collect();
    shown.sort_unstable_by_key(|(name, ..)| *name);
    let copies: Vec<Copy<'_>> =
        shown.into_iter().flat_map(|(name, symbol, db)| copies(run, name, symbol, db)).collect();
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
    let may = |action, place| run.access.permission(run.graph, holder, action, place).is_granted();
    let administers =
        |actions: &[Action]| actions.iter().any(|action| may(*action, Reach::Named(name)));
    may(Action::Access, Reach::Named(name))
        || match kind {
            DatabaseType::System => true,
            DatabaseType::Standard => administers(SEE_STANDARD),
            DatabaseType::Composite => administers(SEE_COMPOSITE),
        }
}

/// The rows of one database, by address.
fn copies<'r>(
    run: &'r Run<'_>,
    name: &'r str,
    symbol: Symbol,
    database: &'r Database,
) -> Vec<Copy<'r>> {
    let text = |name| run.graph.text(name);
    let is_composite = database.kind == DatabaseType::Composite;
    let mut aliases: Vec<&str> = run.graph.aliases_of(symbol).map(text).collect();
    aliases.sort_unstable();
    let mut constituents: Vec<&str> = run
        .graph
        .aliases()
        .filter(|(_, alias)| is_composite && alias.composite == Some(symbol))
        .map(|(name, _)| text(name))
        .collect();
    constituents.sort_unstable();
    let copy = |hosted: Option<&'r Hosted>, server: Option<&'r Server>| Copy {
        name,
        database,
        hosted,
        server,
        aliases: aliases.clone(),
        constituents: constituents.clone(),
        is_default: run.default_database() == Some(symbol),
        is_home: run.home() == Some(symbol),
        has_topology: !is_composite && run.config.edition == Edition::Enterprise,
    };
    let mut copies: Vec<Copy<'r>> = if is_composite {
        run.graph.servers().map(|(_, server)| copy(None, Some(server))).collect()
    } else {
        let on = |hosted: &Hosted| run.graph.server(&hosted.server).map(|(_, server)| server);
        database.hosts.iter().map(|hosted| copy(Some(hosted), on(hosted))).collect()
    };
    copies.sort_by(|a, b| {
        let address = |copy: &Copy<'r>| copy.server.map(|server| server.address.clone());
        address(a).cmp(&address(b))
    });
    copies
}

fn count(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What a column holds.
fn value(copy: &Copy<'_>, column: &str) -> Value {
    let database = copy.database;
    let is_composite = database.kind == DatabaseType::Composite;
    let is_online = database.is_online;
    let status = if is_online { "online" } else { "offline" };
    let unless_composite = |value: Value| if is_composite { Value::Null } else { value };
    let while_online = |value: Value| if is_online { value } else { Value::Null };
    let hosts = |primary: bool| {
        count(database.hosts.iter().filter(|hosted| hosted.is_primary == primary).count())
    };
    match column {
        "name" => copy.name.into(),
        "type" => database.kind.as_str().into(),
        "aliases" => texts(&copy.aliases),
        "access" => Value::from(match database.access {
            DatabaseAccess::ReadOnly => "read-only",
            DatabaseAccess::ReadWrite => "read-write",
        }),
        "databaseID" => while_online(database.id.clone().into()),
        "serverID" => copy.server.map_or(Value::Null, |server| server.id.clone().into()),
        "address" => copy.server.map_or(Value::Null, |server| server.address.clone().into()),
        "role" => match copy.hosted {
            None => Value::Null,
            Some(_) if !is_online => "unknown".into(),
            Some(hosted) if hosted.is_primary => "primary".into(),
            Some(_) => "secondary".into(),
        },
        "writer" => Value::Boolean(
            is_online && copy.hosted.is_some_and(|hosted| database.hosts.first() == Some(hosted)),
        ),
        "requestedStatus" | "currentStatus" => status.into(),
        "statusMessage" => "".into(),
        "default" => Value::Boolean(copy.is_default),
        "home" => Value::Boolean(copy.is_home),
        "currentPrimariesCount" => unless_composite(hosts(true)),
        "currentSecondariesCount" => unless_composite(hosts(false)),
        "requestedPrimariesCount" | "requestedSecondariesCount" if !copy.has_topology => {
            Value::Null
        }
        "requestedPrimariesCount" => {
            unless_composite(Value::Integer(database.copies.primaries.into()))
        }
        "requestedSecondariesCount" => {
            unless_composite(Value::Integer(database.copies.secondaries.into()))
        }
        "creationTime" => time(database.created),
        "lastStartTime" => database.started.map_or(Value::Null, time),
        "lastStopTime" => database.stopped.map_or(Value::Null, time),
        "store" => unless_composite(while_online(STORE.into())),
        "lastCommittedTxn" => unless_composite(while_online(FIRST_TRANSACTION.into())),
        "replicationLag" => unless_composite(while_online(0.into())),
        "constituents" => texts(&copy.constituents),
        "graphShards" => unless_composite(texts([copy.name])),
        "propertyShards" => Value::List(Vec::new()),
        "defaultLanguage" => language(database.language),
        "options" => unless_composite(Value::map(
            database.options.iter().map(|(key, value)| (key.clone(), value.clone())),
        )),
        // The columns of shards, which this model does not have.
        _ => Value::Null,
    }
}
