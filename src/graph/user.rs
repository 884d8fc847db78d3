//! Users, roles and auth rules as nodes of the graph.

use super::credential::Credential;
use super::privilege_set::PrivilegeSet;
use super::slab::{AuthRuleId, RoleId, UserId};
use super::symbols::Symbol;
use crate::ast::Expr;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Authentication by password, kept here.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeAuth {
    /// The password.
    pub credential: Credential,
    /// Whether it must be changed before anything else can be done.
    pub change_required: bool,
}

/// A user.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// The name.
    pub name: Symbol,
    /// The password, for users who have one.
    pub native: Option<NativeAuth>,
    /// External auth providers and the user's id there, by provider.
    pub external: BTreeMap<Text, Text>,
    /// Whether the user may not log in.
    pub is_suspended: bool,
    /// The home database by name; it need not exist.
    pub home: Option<Symbol>,
    /// The tags, each once, in the order given.
    pub tags: Vec<Symbol>,
    /// The roles granted, without `PUBLIC`, which nobody is granted and everybody has.
    pub roles: BTreeSet<RoleId>,
}

impl User {
    /// A user with a name and nothing else.
    #[must_use]
    pub fn new(name: Symbol) -> Self {
        Self {
            name,
            native: None,
            external: BTreeMap::new(),
            is_suspended: false,
            home: None,
            tags: Vec::new(),
            roles: BTreeSet::new(),
        }
    }

    /// Whether there is any way to authenticate.
    #[must_use]
    pub fn has_auth(&self) -> bool {
        self.native.is_some() || !self.external.is_empty()
    }
}

/// A role.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// The name.
    pub name: Symbol,
    /// Whether it can be changed only with authentication disabled.
    pub is_immutable: bool,
    /// Its privileges.
    pub privileges: PrivilegeSet,
    /// Derived from the users: who was granted the role.
    pub members: BTreeSet<UserId>,
    /// Derived from the auth rules: which rules give the role.
    pub auth_rules: BTreeSet<AuthRuleId>,
}

impl Role {
    /// A role without privileges.
    #[must_use]
    pub fn new(name: Symbol, is_immutable: bool) -> Self {
        Self {
            name,
            is_immutable,
            privileges: PrivilegeSet::default(),
            members: BTreeSet::new(),
            auth_rules: BTreeSet::new(),
        }
    }
}

/// An auth rule: who fulfils the condition gets the roles.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthRule {
    /// The name.
    pub name: Symbol,
    /// The condition.
    pub condition: Arc<Expr>,
    /// Whether it is evaluated at all.
    pub is_enabled: bool,
    /// The roles it gives.
    pub roles: BTreeSet<RoleId>,
}
