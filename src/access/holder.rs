//! Who asks: a set of roles, each with how it is held.

use crate::graph::{RoleId, Symbol, SystemGraph, UserId};
use crate::text::Text;
use std::fmt;

/// How a role is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It was granted to the user.
    Granted,
    /// Everybody has it.
    Public,
    /// An auth rule gave it.
    AuthRule(Text),
    /// The session has it: asked about as such, or from an external provider.
    Session,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Granted => f.write_str("granted to the user"),
            Self::Public => f.write_str("every user has it"),
            Self::AuthRule(rule) => write!(f, "given by auth rule '{rule}'"),
            Self::Session => f.write_str("held by the session"),
        }
    }
}

/// A role and how it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: RoleId,
    /// How.
    pub held: Held,
}

/// Who asks. By default nobody, who holds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The user, where it is one.
    pub user: Option<Text>,
    /// The roles, `PUBLIC` among them, each once. A suspended user holds none.
    pub roles: Vec<HeldRole>,
    /// What `HOME` means, if it means anything.
    pub home: Option<Symbol>,
    /// Whether the user is suspended.
    pub is_suspended: bool,
}

impl Holder {
    /// A user with the roles granted to them. `default` is the database of those without a home.
    #[must_use]
    pub fn user(graph: &SystemGraph, id: UserId, default: Option<Symbol>) -> Option<Self> {
        let user = graph.user(id)?;
        let roles = user.roles.iter().map(|role| (*role, Held::Granted));
        let mut holder = Self::with_roles(graph, roles, user.home.or(default));
        holder.user = Some(graph.text(user.name).into());
        holder.is_suspended = user.is_suspended;
        if user.is_suspended {
            holder.roles.clear();
        }
        Some(holder)
    }

    /// Roles without a user. `PUBLIC` is added.
    #[must_use]
    pub fn with_roles(
        graph: &SystemGraph,
        roles: impl IntoIterator<Item = (RoleId, Held)>,
        home: Option<Symbol>,
    ) -> Self {
        let public = graph.public();
        let mut held: Vec<HeldRole> =
            public.into_iter().map(|role| HeldRole { role, held: Held::Public }).collect();
        for (role, how) in roles {
            if held.iter().all(|other| other.role != role) {
                held.push(HeldRole { role, held: how });
            }
        }
        let home = home.and_then(|home| graph.resolve_database(home));
        Self { user: None, roles: held, home, is_suspended: false }
    }

    /// As a server's messages describe it: `user 'x' with roles [PUBLIC, reader]`.
    #[must_use]
    pub fn description(&self, graph: &SystemGraph) -> String {
        let mut names: Vec<&str> = self
            .roles
            .iter()
            .filter_map(|held| Some(graph.text(graph.role(held.role)?.name)))
            .collect();
        names.sort_unstable();
        let user =
            self.user.as_ref().map(|user| format!("user '{user}' with ")).unwrap_or_default();
        format!("{user}roles [{}]", names.join(", "))
    }
}
