//! The system graph: its nodes, its indexes, and how they are read.

use super::database::{Alias, AliasTarget, Database};
use super::key::{PrivilegeKey, StoredRow};
use super::server::Server;
use super::shard::ShardId;
use super::slab::{AuthRuleId, RoleId, Slab, UserId};
use super::symbols::{Symbol, Symbols};
use super::user::{AuthRule, Role, User};
use crate::privilege::{NamedRow, PUBLIC};
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Users, roles, privileges, auth rules, databases, aliases and servers of one DBMS.
///
/// Read it through its methods; change it through [`SystemGraph::apply`].
#[derive(Debug, Clone, Default)]
pub struct SystemGraph {
    pub(super) symbols: Symbols,
    pub(super) users: Slab<UserId, User>,
    pub(super) roles: Slab<RoleId, Role>,
    pub(super) auth_rules: Slab<AuthRuleId, AuthRule>,
    pub(super) databases: BTreeMap<Symbol, Box<Database>>,
    pub(super) aliases: BTreeMap<Symbol, Box<Alias>>,
    pub(super) servers: BTreeMap<Symbol, Box<Server>>,
    pub(super) index: Index,
}

/// What is derived from the nodes, to find them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Index {
    pub(super) users: FxHashMap<Symbol, UserId>,
    pub(super) roles: FxHashMap<Symbol, RoleId>,
    pub(super) auth_rules: FxHashMap<Symbol, AuthRuleId>,
    /// Who has this id at this external provider.
    pub(super) external_ids: BTreeMap<(Text, Text), UserId>,
    /// The local aliases of a database.
    pub(super) aliases_of: BTreeMap<Symbol, BTreeSet<Symbol>>,
}

/// Equal nodes and equal indexes, for graphs whose symbols mean the same: one and its copy, or two
/// that saw the same names in the same order. Names that nothing uses make no difference.
impl PartialEq for SystemGraph {
    fn eq(&self, other: &Self) -> bool {
        self.symbols.agree(&other.symbols)
            && self.users == other.users
            && self.roles == other.roles
            && self.auth_rules == other.auth_rules
            && self.databases == other.databases
            && self.aliases == other.aliases
            && self.servers == other.servers
            && self.index == other.index
    }
}

impl SystemGraph {
    /// The names and property rules.
    #[must_use]
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// The names and property rules, to add some. New names are no change of the graph.
    pub fn symbols_mut(&mut self) -> &mut Symbols {
        &mut self.symbols
    }

    /// The text of a name.
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        self.symbols.text(symbol)
    }

    /// Every user, in order of creation.
    pub fn users(&self) -> impl Iterator<Item = (UserId, &User)> {
        self.users.iter()
    }

    /// A user by id.
    #[must_use]
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.get(id)
    }

    /// A user's id by name.
    #[must_use]
    pub fn user_id(&self, name: Symbol) -> Option<UserId> {
        self.index.users.get(&name).copied()
    }

    /// A user by name.
    #[must_use]
    pub fn user_named(&self, name: &str) -> Option<(UserId, &User)> {
        let id = self.user_id(self.symbols.get(name)?)?;
        Some((id, self.users.get(id)?))
    }

    /// Who has this id at this external auth provider.
    #[must_use]
    pub fn user_with_external_id(&self, provider: &str, id: &str) -> Option<UserId> {
        self.index.external_ids.get(&(Text::from(provider), Text::from(id))).copied()
    }

    /// Every role, in order of creation.
    pub fn roles(&self) -> impl Iterator<Item = (RoleId, &Role)> {
        self.roles.iter()
    }

    /// A role by id.
    #[must_use]
    pub fn role(&self, id: RoleId) -> Option<&Role> {
        self.roles.get(id)
    }

    /// A role's id by name.
    #[must_use]
    pub fn role_id(&self, name: Symbol) -> Option<RoleId> {
        self.index.roles.get(&name).copied()
    }

    /// How many numbers roles have had so far; tables by role are as long as this.
    #[must_use]
    pub fn role_places(&self) -> usize {
        self.roles.places()
    }

    /// A role by name.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<(RoleId, &Role)> {
        let id = self.role_id(self.symbols.get(name)?)?;
        Some((id, self.roles.get(id)?))
    }

    /// The role that everyone has.
    #[must_use]
    pub fn public(&self) -> Option<RoleId> {
        self.role_named(PUBLIC).map(|(id, _)| id)
    }

    /// Every auth rule, in order of creation.
    pub fn auth_rules(&self) -> impl Iterator<Item = (AuthRuleId, &AuthRule)> {
        self.auth_rules.iter()
    }

    /// An auth rule by id.
    #[must_use]
    pub fn auth_rule(&self, id: AuthRuleId) -> Option<&AuthRule> {
        self.auth_rules.get(id)
    }

    /// An auth rule by name.
    #[must_use]
    pub fn auth_rule_named(&self, name: &str) -> Option<(AuthRuleId, &AuthRule)> {
        let id = *self.index.auth_rules.get(&self.symbols.get(name)?)?;
        Some((id, self.auth_rules.get(id)?))
    }

    /// Every database, in no meaningful order.
    pub fn databases(&self) -> impl Iterator<Item = (Symbol, &Database)> {
        self.databases.iter().map(|(name, database)| (*name, &**database))
    }

    /// A database by its (lower-case) name; an alias is not followed.
    #[must_use]
    pub fn database(&self, name: Symbol) -> Option<&Database> {
        self.databases.get(&name).map(|database| &**database)
    }

    /// The database and the shard that a (lower-case) name means.
    #[must_use]
    pub fn shard(&self, name: &str) -> Option<(Symbol, ShardId)> {
        let (database, id) = ShardId::parse(name)?;
        let database = self.symbols.get(database)?;
        self.database(database)?.shard(id).map(|_| (database, id))
    }

    /// Whether a (lower-case) name is that of a database or shard.
    #[must_use]
    pub fn is_database(&self, name: &str) -> bool {
        self.symbols.get(name).is_some_and(|name| self.databases.contains_key(&name))
            || self.shard(name).is_some()
    }

    /// Every alias, in no meaningful order.
    pub fn aliases(&self) -> impl Iterator<Item = (Symbol, &Alias)> {
        self.aliases.iter().map(|(name, alias)| (*name, &**alias))
    }

    /// An alias by its full (lower-case) name.
    #[must_use]
    pub fn alias(&self, name: Symbol) -> Option<&Alias> {
        self.aliases.get(&name).map(|alias| &**alias)
    }

    /// The full names of the local aliases of a database.
    pub fn aliases_of(&self, database: Symbol) -> impl Iterator<Item = Symbol> {
        self.index.aliases_of.get(&database).into_iter().flatten().copied()
    }

    /// Every server, in no meaningful order.
    pub fn servers(&self) -> impl Iterator<Item = (Symbol, &Server)> {
        self.servers.iter().map(|(name, server)| (*name, &**server))
    }

    /// A server by its name or its id.
    #[must_use]
    pub fn server(&self, name_or_id: &str) -> Option<(Symbol, &Server)> {
        self.servers().find(|(name, server)| {
            self.symbols.text(*name) == name_or_id || server.id == name_or_id
        })
    }

    /// What a name means as the target of a privilege: a database, the target of a local alias, or a
    /// remote alias itself.
    #[must_use]
    pub fn resolve_database(&self, name: Symbol) -> Option<Symbol> {
        if self.databases.contains_key(&name) {
            return Some(name);
        }
        match &self.aliases.get(&name)?.target {
            AliasTarget::Local(target) => self.databases.contains_key(target).then_some(*target),
            AliasTarget::Remote(_) => Some(name),
        }
    }

    /// A stored privilege with its names. None only for a key of another graph.
    #[must_use]
    pub fn named_row(&self, key: PrivilegeKey) -> Option<NamedRow<'_>> {
        StoredRow::from(key)
            .map(|symbol| Some(self.symbols.text(symbol)), |rule| self.symbols.rule(rule))
    }
}
