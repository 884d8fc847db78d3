//! What the columns of `SHOW DATABASES` hold: a copy of a database, or of a shard, on a server.

use super::table::{language, texts, time};
use crate::ast::DatabaseAccess;
use crate::graph::{CopyRole, Database, Hosted, Server, Shard, ShardId, Shards};
use crate::text::Text;
use crate::value::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The format of a store, as Neo4j names its default one.
const STORE: &str = "block-block-1.1";
/// The last transaction of a store that nothing was ever written to.
const FIRST_TRANSACTION: i64 = 1;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part<'r> {
    /// A database with a store of its own.
    Whole,
    /// A composite database, which has none.
    Composite,
    /// A sharded database, which has its shards' stores. The manual calls it virtual.
    Sharded(&'r Shards),
    /// One shard.
    Shard(ShardId, &'r Shard),
}

impl<'r> Part<'r> {
    /// Where the copies are. The rows of a sharded database are those of its graph shard.
    pub(super) fn hosts(self, database: &'r Database) -> &'r [Hosted] {
        match self {
            Self::Whole | Self::Composite => &database.hosts,
            Self::Sharded(shards) => &shards.graph.hosts,
            Self::Shard(_, shard) => &shard.hosts,
        }
    }
}

/// One copy on a server.
pub(super) struct Copy<'r> {
    pub(super) name: Cow<'r, str>,
    pub(super) database: &'r Database,
    pub(super) part: Part<'r>,
    /// None for a composite database.
    pub(super) hosted: Option<&'r Hosted>,
    pub(super) server: Option<&'r Server>,
    /// The names of aliases that stand for it.
    pub(super) aliases: Vec<&'r str>,
    /// The names of its parts.
    pub(super) constituents: Vec<&'r str>,
    pub(super) is_default: bool,
    pub(super) is_home: bool,
    /// Whether numbers of copies can be asked for at all.
    pub(super) has_topology: bool,
}

/// Whether a database is running.
enum Status {
    Online,
    Offline,
    /// Some shards are, some are not: which, in words.
    Mixed(String),
}

impl Copy<'_> {
    pub(super) fn address(&self) -> Option<&Text> {
        self.server.map(|server| &server.address)
    }

    fn status(&self) -> Status {
        let shards = match self.part {
            Part::Whole | Part::Composite => return online(self.database.is_online),
            Part::Shard(_, shard) => return online(shard.is_online),
            Part::Sharded(shards) => shards,
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, shard) in shards.iter() {
            *counts.entry(online(shard.is_online).word()).or_default() += 1;
        }
        if counts.len() == 1 {
            return online(shards.graph.is_online);
        }
        // The most frequent first, as far as the manual's example `online (4) and starting (1)` tells.
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        let counts: Vec<_> =
            counts.into_iter().map(|(word, count)| format!("{word} ({count})")).collect();
        Status::Mixed(counts.join(" and "))
    }

    /// Whether this copy itself is running: that of the graph shard, for a sharded database.
    fn is_running(&self) -> bool {
        match self.part {
            Part::Whole | Part::Composite => self.database.is_online,
            Part::Sharded(shards) => shards.graph.is_online,
            Part::Shard(_, shard) => shard.is_online,
        }
    }

    /// The value of a column about the store, which a database that is not online does not tell, and one
    /// without a store of its own does not have.
    fn of_store(&self, value: impl Into<Value>) -> Value {
        match self.part {
            Part::Whole | Part::Shard(..) if self.is_running() => value.into(),
            _ => Value::Null,
        }
    }

    /// The number of copies in a role, for what has copies in that role.
    fn count(&self, role: CopyRole, count: impl FnOnce(&Self) -> u32) -> Value {
        let has = match (self.part, role) {
            (Part::Whole | Part::Shard(ShardId::Graph, _), CopyRole::Replica)
            | (Part::Shard(ShardId::Property(_), _), CopyRole::Primary | CopyRole::Secondary)
            | (Part::Composite | Part::Sharded(_), _) => false,
            (Part::Whole | Part::Shard(..), _) => true,
        };
        if has { Value::Integer(count(self).into()) } else { Value::Null }
    }

    /// The number of rows that have this in column `role`, as the manual says: none while it is offline.
    fn current(&self, role: CopyRole) -> Value {
        self.count(role, |copy| {
            if !copy.is_running() {
                return 0;
            }
            let hosts = copy.part.hosts(copy.database).iter();
            u32::try_from(hosts.filter(|hosted| hosted.role == role).count()).unwrap_or(u32::MAX)
        })
    }

    fn requested(&self, role: CopyRole) -> Value {
        if !self.has_topology {
            return Value::Null;
        }
        self.count(role, |copy| {
            let copies = match copy.part {
                Part::Shard(_, shard) => shard.copies,
                _ => copy.database.copies,
            };
            match role {
                CopyRole::Primary => copies.primaries,
                CopyRole::Secondary => copies.secondaries,
                CopyRole::Replica => copies.replicas,
            }
        })
    }
}

impl Status {
    fn word(&self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Mixed(_) => "mixed",
        }
    }
}

fn online(is_online: bool) -> Status {
    if is_online { Status::Online } else { Status::Offline }
}

/// What a column holds.
pub(super) fn value(copy: &Copy<'_>, column: &str) -> Value {
    let database = copy.database;
    let status = copy.status();
    let unless_composite =
        |value: Value| if copy.part == Part::Composite { Value::Null } else { value };
    let (id, requested, started, stopped) = match copy.part {
        Part::Shard(_, shard) => (&shard.id, shard.is_online, shard.started, shard.stopped),
        _ => (&database.id, database.is_online, database.started, database.stopped),
    };
    match column {
        "name" => copy.name.as_ref().into(),
        "type" => match copy.part {
            Part::Shard(ShardId::Graph, _) => "graph shard".into(),
            Part::Shard(ShardId::Property(_), _) => "property shard".into(),
            _ => database.kind.as_str().into(),
        },
        "aliases" => texts(&copy.aliases),
        "access" => Value::from(match database.access {
            DatabaseAccess::ReadOnly => "read-only",
            DatabaseAccess::ReadWrite => "read-write",
        }),
        "databaseID" if matches!(status, Status::Online) => id.clone().into(),
        "serverID" => copy.server.map_or(Value::Null, |server| server.id.clone().into()),
        "address" => copy.address().map_or(Value::Null, |address| address.clone().into()),
        "role" => match copy.hosted {
            None => Value::Null,
            Some(_) if !copy.is_running() => "unknown".into(),
            Some(hosted) => hosted.role.as_str().into(),
        },
        // One shard that is not online makes the whole database inaccessible.
        "writer" => Value::Boolean(
            matches!(status, Status::Online)
                && copy.hosted.is_some_and(|hosted| {
                    hosted.role == CopyRole::Primary
                        && copy.part.hosts(database).first() == Some(hosted)
                }),
        ),
        "requestedStatus" => online(requested).word().into(),
        "currentStatus" => status.word().into(),
        "statusMessage" => match status {
            Status::Mixed(message) => message.into(),
            Status::Online | Status::Offline => "".into(),
        },
        "default" => Value::Boolean(copy.is_default),
        "home" => Value::Boolean(copy.is_home),
        "currentPrimariesCount" => copy.current(CopyRole::Primary),
        "currentSecondariesCount" => copy.current(CopyRole::Secondary),
        "currentPropertyShardReplicas" => copy.current(CopyRole::Replica),
        "requestedPrimariesCount" => copy.requested(CopyRole::Primary),
        "requestedSecondariesCount" => copy.requested(CopyRole::Secondary),
        "requestedPropertyShardReplicas" => copy.requested(CopyRole::Replica),
        "creationTime" => time(database.created),
        "lastStartTime" => started.map_or(Value::Null, time),
        "lastStopTime" => stopped.map_or(Value::Null, time),
        "store" => copy.of_store(STORE),
        "lastCommittedTxn" => copy.of_store(FIRST_TRANSACTION),
        "replicationLag" => copy.of_store(0),
        "shardTxnLag" if matches!(copy.part, Part::Shard(..)) => copy.of_store(0),
        "constituents" => texts(&copy.constituents),
        "graphShards" => match copy.part {
            Part::Whole => texts([copy.name.as_ref()]),
            Part::Sharded(shards) => names(copy, shards, true),
            Part::Composite | Part::Shard(..) => Value::Null,
        },
        "propertyShards" => match copy.part {
            Part::Whole | Part::Composite => Value::List(Vec::new()),
            Part::Sharded(shards) => names(copy, shards, false),
            Part::Shard(..) => Value::Null,
        },
        "defaultLanguage" => language(database.language),
        "options" => unless_composite(Value::map(
            database.options.iter().map(|(key, value)| (key.clone(), value.clone())),
        )),
        // What only some rows have.
        _ => Value::Null,
    }
}

/// The names of the graph shards or of the property shards.
fn names(copy: &Copy<'_>, shards: &Shards, of_graph: bool) -> Value {
    let ids = shards.iter().map(|(id, _)| id);
    let ids = ids.filter(|id| (*id == ShardId::Graph) == of_graph);
    Value::List(ids.map(|id| id.name(&copy.name).into()).collect())
}
