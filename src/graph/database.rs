//! Databases and aliases as nodes of the graph.

use super::server::Hosted;
use super::shard::{Shard, ShardId, Shards};
use super::symbols::Symbol;
use crate::ast::{CypherVersion, DatabaseAccess, Secret};
use crate::text::Text;
use crate::value::Value;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DatabaseType {
    /// `system`: holds this graph
    System,
    /// `standard`: holds data
    Standard,
    /// `composite`: holds aliases of other databases
    Composite,
}

impl DatabaseType {
    /// The value of column `type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Standard => "standard",
            Self::Composite => "composite",
        }
    }
}

/// How many copies of a database are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Copies {
    /// Copies that take part in writing.
    pub primaries: u32,
    /// Copies that only serve reads.
    pub secondaries: u32,
    /// Copies of a property shard, which has no others.
    pub replicas: u32,
}

impl Copies {
    /// Copies of a database or a graph shard.
    #[must_use]
    pub fn new(primaries: u32, secondaries: u32) -> Self {
        Self { primaries, secondaries, replicas: 0 }
    }

    /// Copies of a property shard.
    #[must_use]
    pub fn replicas(replicas: u32) -> Self {
        Self { primaries: 0, secondaries: 0, replicas }
    }
}

/// A database. Its name is its place in [`SystemGraph::databases`](super::SystemGraph::databases).
#[derive(Debug, Clone, PartialEq)]
pub struct Database {
    /// What it is.
    pub kind: DatabaseType,
    /// 64 upper-case hexadecimal digits.
    pub id: Text,
    /// Whether it is meant to be online.
    pub is_online: bool,
    /// Whether it takes writes.
    pub access: DatabaseAccess,
    /// The options that persist, by name as shown.
    pub options: BTreeMap<Text, Value>,
    /// The language of statements without a version prefix.
    pub language: CypherVersion,
    /// How many copies were asked for.
    pub copies: Copies,
    /// Where its copies are, primaries first; the first primary is the one that writes. None for a
    /// composite database, which every server knows, and none for a sharded one, whose shards are what
    /// servers host.
    pub hosts: Vec<Hosted>,
    /// The shards of a sharded database, which is of type `standard` like any other.
    pub shards: Option<Box<Shards>>,
    /// When it was created.
    pub created: Timestamp,
    /// When it was last started.
    pub started: Option<Timestamp>,
    /// When it was last stopped.
    pub stopped: Option<Timestamp>,
}

impl Database {
    /// A database as `CREATE DATABASE` without further words makes it.
    #[must_use]
    pub fn new(kind: DatabaseType, id: Text, created: Timestamp) -> Self {
        let access = match kind {
            DatabaseType::Composite => DatabaseAccess::ReadOnly,
            DatabaseType::System | DatabaseType::Standard => DatabaseAccess::ReadWrite,
        };
        Self {
            kind,
            id,
            is_online: true,
            access,
            options: BTreeMap::new(),
            language: CypherVersion::default(),
            copies: Copies::new(1, 0),
            hosts: Vec::new(),
            shards: None,
            created,
            started: Some(created),
            stopped: None,
        }
    }
}

impl Database {
    /// The shards, graph shard first; none when it is not sharded.
    pub fn shards(&self) -> impl Iterator<Item = (ShardId, &Shard)> {
        self.shards.iter().flat_map(|shards| shards.iter())
    }

    /// A shard.
    #[must_use]
    pub fn shard(&self, id: ShardId) -> Option<&Shard> {
        self.shards.as_ref()?.get(id)
    }

    /// What servers host of it: itself, or each of its shards.
    pub fn stores(&self) -> impl Iterator<Item = Store<'_>> {
        let whole = self.shards.is_none().then_some(Store {
            shard: None,
            is_online: self.is_online,
            copies: self.copies,
            hosts: &self.hosts,
        });
        whole.into_iter().chain(self.shards().map(|(id, shard)| Store {
            shard: Some(id),
            is_online: shard.is_online,
            copies: shard.copies,
            hosts: &shard.hosts,
        }))
    }

    /// Puts a store somewhere else.
    pub fn set_hosts(&mut self, shard: Option<ShardId>, hosts: Vec<Hosted>) {
        match shard {
            None => self.hosts = hosts,
            Some(id) => {
                if let Some(shard) = self.shards.as_mut().and_then(|shards| shards.get_mut(id)) {
                    shard.hosts = hosts;
                }
            }
        }
    }
}

/// What servers host: a database that is not sharded, or a shard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Store<'d> {
    /// Which shard; none for a whole database.
    pub shard: Option<ShardId>,
    /// Whether it is meant to be online.
    pub is_online: bool,
    /// The copies that were asked for.
    pub copies: Copies,
    /// Where they are.
    pub hosts: &'d [Hosted],
}

impl Store<'_> {
    /// The name under which servers host it.
    #[must_use]
    pub fn name(&self, database: &str) -> String {
        self.shard.map_or_else(|| database.to_owned(), |shard| shard.name(database))
    }
}

/// What an alias stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum AliasTarget {
    /// A database of this DBMS, by name.
    Local(Symbol),
    /// A database of another DBMS.
    Remote(Box<RemoteDatabase>),
}

/// A database of another DBMS and how to reach it.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteDatabase {
    /// Its name there.
    pub database: Text,
    /// The address.
    pub url: Text,
    /// The stored user and password; none when the caller's own credentials are forwarded.
    pub login: Option<(Text, Secret)>,
    /// Driver settings.
    pub driver: BTreeMap<Text, Value>,
    /// The language of statements without a version prefix.
    pub language: CypherVersion,
}

/// An alias. Its full name is its place in [`SystemGraph::aliases`](super::SystemGraph::aliases).
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The composite database it belongs to.
    pub composite: Option<Symbol>,
    /// What it stands for.
    pub target: AliasTarget,
    /// `PROPERTIES`, keys in lower case.
    pub properties: BTreeMap<Text, Value>,
}
