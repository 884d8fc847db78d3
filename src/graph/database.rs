//! Databases and aliases as nodes of the graph.

use super::server::Hosted;
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
    /// composite database, which every server knows.
    pub hosts: Vec<Hosted>,
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
            copies: Copies { primaries: 1, secondaries: 0 },
            hosts: Vec::new(),
            created,
            started: Some(created),
            stopped: None,
        }
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
