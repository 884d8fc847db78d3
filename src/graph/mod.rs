//! L4: the system graph. Users, roles, privileges, auth rules, databases, aliases and servers, with
//! the indexes that lead to them. Knows nothing of statements and of who may do what.
//!
//! Nothing mutates the graph except [`SystemGraph::apply`]: it takes a [`Change`] and returns the
//! [`Undo`] that takes it back. A failed statement plays its undos back in reverse; nothing is ever
//! copied for safety.

mod apply;
mod change;
mod credential;
mod database;
mod fresh;
mod key;
mod privilege_set;
mod server;
mod shard;
mod slab;
mod symbols;
mod system_graph;
#[cfg(test)]
mod tests;
mod user;

pub use change::{Change, Touched, Undo};
pub use credential::{Credential, CredentialError, HashVersion, SALT_LENGTH};
pub use database::{Alias, AliasTarget, Copies, Database, DatabaseType, RemoteDatabase, Store};
pub use fresh::{FIRST_USER, Fresh, SYSTEM_DATABASE};
pub use key::{PrivilegeKey, StoredRow};
pub use privilege_set::PrivilegeSet;
pub use server::{CopyRole, Hosted, ModeConstraint, Server, ServerOptions, ServerState};
pub use shard::{Shard, ShardId, Shards};
pub use slab::{AuthRuleId, Id, RoleId, Slab, UserId};
pub use symbols::{RuleId, Symbol, Symbols};
pub use system_graph::SystemGraph;
pub use user::{AuthRule, NativeAuth, Role, User};
