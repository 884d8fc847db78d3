//! A system graph in names: what a dump holds and what two graphs are compared by.
//!
//! Lists are sorted by name, so equal graphs have equal states whatever order things were made in.
//! These types are also the JSON form; the format's version rises when they change.

use super::row::Row;
use super::serde_forms;
use super::shards::Shards;
use crate::ast::{CypherVersion, DatabaseAccess};
use crate::graph::{CopyRole, Hosted, ModeConstraint, ServerState as Stage};
use crate::text::Text;
use crate::value::{Value, to_json};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A whole system graph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct State {
    /// The database of users without a home database, by name.
    pub default_database: Text,
    /// The servers of the cluster.
    pub servers: Vec<Server>,
    /// The databases, composite ones and `system` included.
    pub databases: Vec<Database>,
    /// The aliases.
    pub aliases: Vec<Alias>,
    /// The roles with their privileges, built-in ones included.
    pub roles: Vec<Role>,
    /// The users.
    pub users: Vec<User>,
    /// The auth rules.
    pub auth_rules: Vec<AuthRule>,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Server {
    /// The name, at first the same as the id.
    pub name: Text,
    /// A UUID.
    pub id: Text,
    /// The advertised Bolt address.
    pub address: Text,
    /// The advertised HTTP address.
    pub http_address: Text,
    /// The state.
    #[serde(with = "serde_forms::stage")]
    pub state: Stage,
    /// Option `modeConstraint`.
    #[serde(with = "serde_forms::mode")]
    pub mode_constraint: ModeConstraint,
    /// Option `allowedDatabases`.
    pub allowed_databases: Vec<Text>,
    /// Option `deniedDatabases`.
    pub denied_databases: Vec<Text>,
    /// Option `tags`.
    pub tags: Vec<Text>,
}

/// What a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseType {
    /// Holds the system graph.
    System,
    /// Holds data.
    Standard,
    /// Holds aliases.
    Composite,
}

/// A database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Database {
    /// The name, in lower case.
    pub name: Text,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: DatabaseType,
    /// 64 hexadecimal digits.
    pub id: Text,
    /// Whether it is meant to be online.
    pub online: bool,
    /// Whether it takes writes.
    #[serde(with = "serde_forms::access")]
    pub access: DatabaseAccess,
    /// The language of statements without a version prefix.
    #[serde(with = "serde_forms::language")]
    pub default_language: CypherVersion,
    /// The copies that were asked for.
    pub primaries: u32,
    /// The same, of copies that only serve reads.
    pub secondaries: u32,
    /// Options that persist.
    pub options: Values,
    /// Where the copies are, primaries first; none for a sharded database, which has them by shard.
    pub hosts: Vec<Host>,
    /// The shards of a sharded database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shards: Option<Box<Shards>>,
    /// When it was created.
    pub created: Timestamp,
    /// When it was last started.
    pub started: Option<Timestamp>,
    /// When it was last stopped.
    pub stopped: Option<Timestamp>,
}

/// A copy of a database on a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Host {
    /// The server's id.
    pub server: Text,
    /// Whether the copy takes part in writing.
    pub primary: bool,
}

impl Host {
    pub(super) fn of(hosted: &Hosted) -> Self {
        Self { server: hosted.server.clone(), primary: hosted.role == CopyRole::Primary }
    }

    pub(super) fn hosted(&self) -> Hosted {
        let role = if self.primary { CopyRole::Primary } else { CopyRole::Secondary };
        Hosted { server: self.server.clone(), role }
    }
}

/// An alias.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Alias {
    /// The full name, in lower case.
    pub name: Text,
    /// The composite database it belongs to.
    pub composite: Option<Text>,
    /// What it stands for.
    pub target: Target,
    /// `PROPERTIES`
    pub properties: Values,
}

/// What an alias stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Target {
    /// A database of this DBMS.
    Local(Text),
    /// A database of another one.
    Remote(Box<Remote>),
}

/// A database of another DBMS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Remote {
    /// Its name there.
    pub database: Text,
    /// The address.
    pub url: Text,
    /// The stored user; none when the caller's credentials are forwarded.
    pub user: Option<Text>,
    /// The stored password; none where it was left out.
    pub password: Option<Hidden>,
    /// Driver settings.
    pub driver: Values,
    /// The language of statements without a version prefix.
    #[serde(with = "serde_forms::language")]
    pub default_language: CypherVersion,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Role {
    /// The name.
    pub name: Text,
    /// Whether it can be changed only with authentication disabled.
    pub immutable: bool,
    /// Its privileges, one per command that `SHOW … AS COMMANDS` would print, sorted.
    #[serde(with = "super::row_json")]
    pub privileges: Vec<Row>,
}

/// A user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// The name.
    pub name: Text,
    /// Authentication by password.
    pub native: Option<Native>,
    /// The user's id at each external provider.
    pub auth: BTreeMap<Text, Text>,
    /// Whether suspended.
    pub suspended: bool,
    /// The home database; it need not exist.
    pub home_database: Option<Text>,
    /// The tags, in the order given.
    pub tags: Vec<Text>,
    /// The roles granted, without `PUBLIC`.
    pub roles: BTreeSet<Text>,
}

/// Authentication by password.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Native {
    /// The password as `SET ENCRYPTED PASSWORD` takes it; none where it was left out, and then no
    /// password fits.
    pub password: Option<Hidden>,
    /// Whether it must be changed first.
    pub change_required: bool,
}

/// An auth rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuthRule {
    /// The name.
    pub name: Text,
    /// The condition, a Cypher 25 expression.
    pub condition: String,
    /// Whether it is evaluated.
    pub enabled: bool,
    /// The roles it gives.
    pub roles: BTreeSet<Text>,
}

/// A secret. It is written where it was asked for, and nowhere else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("******")
    }
}

/// Values by name, Cypher's types kept.
#[derive(Debug, Clone, Default)]
pub struct Values(pub BTreeMap<Text, Value>);

/// Equal as written: NaN is NaN.
impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        let json = |values: &Self| values.0.values().map(to_json).collect::<Vec<_>>();
        self.0.keys().eq(other.0.keys()) && json(self) == json(other)
    }
}

/// Which secrets a state takes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Secrets {
    /// None.
    None,
    /// Users' passwords as they are stored: hashed.
    #[default]
    Encrypted,
    /// These, and the passwords of remote aliases, which are needed in plain text.
    All,
}

impl State {
    /// Takes the passwords of users that another state has, too, for the same as there.
    pub fn assume_passwords(&mut self, other: &Self) {
        for user in &mut self.users {
            let found = other.users.binary_search_by(|other| other.name.cmp(&user.name));
            let theirs = found.ok().and_then(|at| other.users.get(at)?.native.as_ref());
            if let (Some(native), Some(theirs)) = (&mut user.native, theirs) {
                native.password.clone_from(&theirs.password);
            }
        }
    }

    /// The same without ids, times and places: what a script can say.
    #[must_use]
    pub fn without_generated(&self) -> Self {
        let mut state = self.clone();
        for database in &mut state.databases {
            database.id = Text::default();
            database.hosts.clear();
            if let Some(shards) = &mut database.shards {
                shards.forget_generated();
            }
            (database.created, database.started, database.stopped) =
                (Timestamp::UNIX_EPOCH, None, None);
        }
        state
    }
}
