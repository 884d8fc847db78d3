//! Changes: the only way to change the graph, and what takes each one back.
//!
//! A change holds everything that was generated for it (salts, hashes, identifiers, times), so
//! applying the same changes again needs neither clock nor randomness.

use super::database::{Alias, Database};
use super::key::PrivilegeKey;
use super::server::Server;
use super::slab::{AuthRuleId, RoleId, UserId};
use super::symbols::Symbol;
use super::user::{AuthRule, NativeAuth, Role, User};
use crate::ast::Expr;
use crate::text::Text;
use std::sync::Arc;

/// One change of the graph. Ids and symbols are those of the graph it is applied to.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A user without any way to log in appears.
    UserCreated {
        /// The name, not taken.
        name: Symbol,
    },
    /// A user goes, with memberships and auth.
    UserDropped {
        /// The user.
        user: UserId,
    },
    /// A user's name changes and nothing else.
    UserRenamed {
        /// The user.
        user: UserId,
        /// The new name, not taken.
        name: Symbol,
    },
    /// A user's password or its change flag changes, or both go.
    PasswordSet {
        /// The user.
        user: UserId,
        /// The new state.
        native: Option<Box<NativeAuth>>,
    },
    /// An external auth provider is set or, without id, removed.
    AuthSet {
        /// The user.
        user: UserId,
        /// The provider.
        provider: Text,
        /// The user's id there.
        id: Option<Text>,
    },
    /// A user is suspended or activated.
    StatusSet {
        /// The user.
        user: UserId,
        /// Whether suspended.
        is_suspended: bool,
    },
    /// A user's home database is set or removed.
    HomeDatabaseSet {
        /// The user.
        user: UserId,
        /// The name.
        home: Option<Symbol>,
    },
    /// A user's tags are replaced.
    TagsSet {
        /// The user.
        user: UserId,
        /// All tags from now on.
        tags: Vec<Symbol>,
    },
    /// A role without privileges appears.
    RoleCreated {
        /// The name, not taken.
        name: Symbol,
        /// Whether immutable.
        is_immutable: bool,
    },
    /// A role goes, with its privileges and memberships.
    RoleDropped {
        /// The role.
        role: RoleId,
    },
    /// A role's name changes and nothing else.
    RoleRenamed {
        /// The role.
        role: RoleId,
        /// The new name, not taken.
        name: Symbol,
    },
    /// A user gets a role.
    RoleGranted {
        /// The role.
        role: RoleId,
        /// The user.
        user: UserId,
    },
    /// A user loses a role.
    RoleRevoked {
        /// The role.
        role: RoleId,
        /// The user.
        user: UserId,
    },
    /// An auth rule gets a role to give.
    RoleGrantedToRule {
        /// The role.
        role: RoleId,
        /// The rule.
        rule: AuthRuleId,
    },
    /// An auth rule loses a role to give.
    RoleRevokedFromRule {
        /// The role.
        role: RoleId,
        /// The rule.
        rule: AuthRuleId,
    },
    /// A role gets a privilege, granted or denied.
    PrivilegeAssigned {
        /// The role.
        role: RoleId,
        /// The privilege.
        privilege: PrivilegeKey,
    },
    /// A role loses a privilege.
    PrivilegeRemoved {
        /// The role.
        role: RoleId,
        /// The privilege.
        privilege: PrivilegeKey,
    },
    /// An auth rule appears.
    AuthRuleCreated {
        /// The name, not taken.
        name: Symbol,
        /// The condition.
        condition: Arc<Expr>,
        /// Whether it is evaluated.
        is_enabled: bool,
    },
    /// An auth rule goes.
    AuthRuleDropped {
        /// The rule.
        rule: AuthRuleId,
    },
    /// An auth rule's name changes and nothing else.
    AuthRuleRenamed {
        /// The rule.
        rule: AuthRuleId,
        /// The new name, not taken.
        name: Symbol,
    },
    /// An auth rule's condition or switch changes.
    AuthRuleAltered {
        /// The rule.
        rule: AuthRuleId,
        /// The condition from now on.
        condition: Arc<Expr>,
        /// Whether it is evaluated from now on.
        is_enabled: bool,
    },
    /// A database appears.
    DatabaseCreated {
        /// The name, taken by neither database nor alias.
        name: Symbol,
        /// Its content.
        database: Box<Database>,
    },
    /// A database goes, and with it every privilege that names it. Aliases of it must be gone.
    DatabaseDropped {
        /// The name.
        name: Symbol,
    },
    /// Anything about a database but its name changes.
    DatabaseAltered {
        /// The name.
        name: Symbol,
        /// Its content from now on.
        database: Box<Database>,
    },
    /// An alias appears.
    AliasCreated {
        /// The full name, taken by neither database nor alias.
        name: Symbol,
        /// Its content.
        alias: Box<Alias>,
    },
    /// An alias goes, and with it every privilege that names it (a remote one).
    AliasDropped {
        /// The full name.
        name: Symbol,
    },
    /// Anything about an alias but its name changes.
    AliasAltered {
        /// The full name.
        name: Symbol,
        /// Its content from now on.
        alias: Box<Alias>,
    },
    /// A server appears, changes, or, without content, goes.
    ServerSet {
        /// The name.
        name: Symbol,
        /// Its content from now on.
        server: Option<Box<Server>>,
    },
    /// A server's name changes and nothing else.
    ServerRenamed {
        /// The present name.
        from: Symbol,
        /// The new name, not taken.
        to: Symbol,
    },
}

/// What takes one change back. Undos must be played in reverse order.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a change whose undo is lost cannot be taken back"]
pub struct Undo(pub(super) UndoStep);

impl Undo {
    /// Whether the change changed nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self.0, UndoStep::Nothing)
    }
}

/// Whose privileges a change concerns, either way: what must be looked at again after the change and
/// after its undo alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched<'a> {
    /// Nobody's.
    Nothing,
    /// One privilege of one role.
    Privilege(RoleId, PrivilegeKey),
    /// These.
    Privileges(&'a [(RoleId, PrivilegeKey)]),
    /// All of one role's.
    Role(RoleId),
    /// The newest role's: it has come or gone.
    NewestRole,
}

impl Undo {
    /// Whose privileges the change concerns.
    #[must_use]
    pub fn touched(&self) -> Touched<'_> {
        match &self.0 {
            UndoStep::Change(
                Change::PrivilegeAssigned { role, privilege }
                | Change::PrivilegeRemoved { role, privilege },
            ) => Touched::Privilege(*role, *privilege),
            UndoStep::RestoreDatabase(_, _, lost) | UndoStep::RestoreAlias(_, _, lost) => {
                Touched::Privileges(lost)
            }
            UndoStep::RestoreRole(role, _) => Touched::Role(*role),
            UndoStep::ForgetRole => Touched::NewestRole,
            _ => Touched::Nothing,
        }
    }
}

/// The privileges that went with a database or alias.
pub(super) type LostPrivileges = Vec<(RoleId, PrivilegeKey)>;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum UndoStep {
    /// The change changed nothing.
    Nothing,
    /// Another change takes it back.
    Change(Change),
    /// The newest user goes together with its number.
    ForgetUser,
    /// A user comes back.
    RestoreUser(UserId, Box<User>),
    /// The newest role goes together with its number.
    ForgetRole,
    /// A role comes back.
    RestoreRole(RoleId, Box<Role>),
    /// The newest auth rule goes together with its number.
    ForgetAuthRule,
    /// An auth rule comes back.
    RestoreAuthRule(AuthRuleId, Box<AuthRule>),
    /// A database comes back.
    RestoreDatabase(Symbol, Box<Database>, LostPrivileges),
    /// An alias comes back.
    RestoreAlias(Symbol, Box<Alias>, LostPrivileges),
}
