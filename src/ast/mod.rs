//! L2: commands as they were written. Every node knows its place; nothing here knows data.
//!
//! [`Display`](std::fmt::Display) gives a command's canonical text, the form Neo4j prints in
//! notifications, errors and its query log (passwords masked). Parsing that text again yields an
//! equal tree: spans take no part in equality.

mod access;
mod alias;
mod aura;
mod auth_rule;
mod composed;
mod database;
mod expr;
mod name;
mod print;
mod privilege;
mod role;
mod server;
mod session;
mod show;
mod user;
mod walk;

pub use access::*;
pub use alias::*;
pub use aura::*;
pub use auth_rule::*;
pub use composed::*;
pub use database::*;
pub use expr::*;
pub use name::*;
pub use print::{Quotes, string_literal};
pub use privilege::*;
pub use role::*;
pub use server::*;
pub use session::*;
pub use show::*;
pub use user::*;

use crate::text::Span;

/// The two versions of the Cypher language that servers speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum CypherVersion {
    /// Cypher 5.
    Cypher5,
    /// Cypher 25, what servers ship with since 2026.02.
    #[default]
    Cypher25,
}

/// What the prefix in front of a statement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Execute.
    #[default]
    Normal,
    /// `EXPLAIN`: check, do not execute.
    Explain,
    /// `PROFILE`: execute and measure.
    Profile,
}

/// One statement: its prefix (`CYPHER 25`, `EXPLAIN`) and its command.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The language version the prefix names, if it names one.
    pub version: Option<CypherVersion>,
    /// Whether to execute.
    pub mode: Mode,
    /// The command.
    pub command: Command,
}

/// One administration command.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// `CREATE USER`
    CreateUser(Box<CreateUser>),
    /// `ALTER USER`
    AlterUser(Box<AlterUser>),
    /// `ALTER USERS`
    AlterUsers(AlterUsers),
    /// `ALTER CURRENT USER SET PASSWORD`
    AlterCurrentUser(AlterCurrentUser),
    /// `RENAME USER`, `ROLE` or `AUTH RULE`
    Rename(Rename),
    /// `DROP USER`, `ROLE` or `AUTH RULE`
    Drop(Drop),
    /// `CREATE ROLE`
    CreateRole(CreateRole),
    /// `GRANT ROLE` and `REVOKE ROLE`
    AssignRole(AssignRole),
    /// `GRANT`, `DENY` and `REVOKE` of a privilege
    Privilege(Box<PrivilegeCommand>),
    /// Every `SHOW` command
    Show(Box<Show>),
    /// `CREATE AUTH RULE` and `ALTER AUTH RULE`
    SetAuthRule(SetAuthRule),
    /// `CREATE [COMPOSITE | REPLICA] DATABASE`
    CreateDatabase(Box<CreateDatabase>),
    /// `ALTER DATABASE`
    AlterDatabase(Box<AlterDatabase>),
    /// `DROP DATABASE`
    DropDatabase(DropDatabase),
    /// `START DATABASE` and `STOP DATABASE`
    SwitchDatabase(SwitchDatabase),
    /// `CREATE ALIAS`
    CreateAlias(Box<CreateAlias>),
    /// `ALTER ALIAS`
    AlterAlias(Box<AlterAlias>),
    /// `DROP ALIAS`
    DropAlias(DropAlias),
    /// `ENABLE`, `ALTER`, `RENAME`, `DROP SERVER`, `DEALLOCATE`, `REALLOCATE`
    Server(ServerCommand),
    /// `TERMINATE TRANSACTIONS`
    TerminateTransactions(Box<TerminateTransactions>),
    /// `SHOW … YIELD … TERMINATE …`: several of the two before in a row
    Chain(Vec<Command>),
}

/// What a named thing is, in `RENAME` and `DROP`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entity {
    /// `USER`
    User,
    /// `ROLE`
    Role,
    /// `AUTH RULE`
    AuthRule,
}

/// `RENAME { USER | ROLE | AUTH RULE } from [IF EXISTS] TO to`
#[derive(Debug, Clone, PartialEq)]
pub struct Rename {
    /// What is renamed.
    pub entity: Entity,
    /// The present name.
    pub from: NameOrParam,
    /// Whether a missing thing is no error.
    pub if_exists: bool,
    /// The new name.
    pub to: NameOrParam,
}

/// `DROP { USER | ROLE | AUTH RULE } name [IF EXISTS]`
#[derive(Debug, Clone, PartialEq)]
pub struct Drop {
    /// What is dropped.
    pub entity: Entity,
    /// Its name.
    pub name: NameOrParam,
    /// Whether a missing thing is no error.
    pub if_exists: bool,
}

/// What `CREATE` does when the thing exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum IfExists {
    /// An error.
    #[default]
    Error,
    /// `IF NOT EXISTS`: nothing.
    DoNothing,
    /// `CREATE OR REPLACE`: the old one is dropped first.
    Replace,
    /// Both words: refused by semantic analysis, kept so that the refusal can be told.
    Conflict,
}

/// A place that takes no part in equality.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place(pub Span);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Place {}
