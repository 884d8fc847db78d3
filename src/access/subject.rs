//! The roles someone acts with, and what they add up to for administration.

use crate::graph::{RoleId, SystemGraph, UserId};
use crate::privilege::{Access, Action, ActionSet};

/// The answer to "may they?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Granted, and not denied.
    Granted,
    /// Denied, whatever is granted.
    Denied,
    /// Neither.
    NotGranted,
}

/// Someone who acts: the union of the privileges of some roles.
#[derive(Debug, Clone)]
pub struct Subject<'g> {
    graph: &'g SystemGraph,
    roles: Vec<RoleId>,
}

impl<'g> Subject<'g> {
    /// A user with the roles granted and `PUBLIC`. A suspended user has none, nor has one who does not
    /// exist (any more).
    #[must_use]
    pub fn of_user(graph: &'g SystemGraph, user: Option<UserId>) -> Self {
        let roles = match user.and_then(|id| graph.user(id)) {
            Some(user) if !user.is_suspended => {
                user.roles.iter().copied().chain(graph.public()).collect()
            }
            _ => Vec::new(),
        };
        Self { graph, roles }
    }

    /// The roles, `PUBLIC` last.
    #[must_use]
    pub fn roles(&self) -> &[RoleId] {
        &self.roles
    }

    /// Whether an action on the whole DBMS is allowed.
    #[must_use]
    pub fn may(&self, action: Action) -> Verdict {
        let mut verdict = Verdict::NotGranted;
        for role in self.roles.iter().filter_map(|id| self.graph.role(*id)) {
            for privilege in role.privileges.on_dbms() {
                if privilege.action().satisfies(action) {
                    if privilege.access() == Access::Denied {
                        return Verdict::Denied;
                    }
                    verdict = Verdict::Granted;
                }
            }
        }
        verdict
    }

    /// The actions that are not allowed: those never granted, and those denied.
    #[must_use]
    pub fn refused(&self, actions: ActionSet) -> (Vec<Action>, Vec<Action>) {
        let (mut missing, mut denied) = (Vec::new(), Vec::new());
        for action in actions.iter() {
            match self.may(action) {
                Verdict::Granted => {}
                Verdict::Denied => denied.push(action),
                Verdict::NotGranted => missing.push(action),
            }
        }
        (missing, denied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Change, Credential, Fresh, PrivilegeKey, SALT_LENGTH, StoredRow};
    use crate::privilege::{Resource, Scope, Segment};
    use jiff::Timestamp;

    fn graph() -> SystemGraph {
        SystemGraph::fresh(Fresh {
            credential: Credential::hash("x", &[0; SALT_LENGTH]),
            change_required: false,
            default_database: "neo4j".into(),
            default_id: "A".into(),
            system_id: "B".into(),
            created: Timestamp::UNIX_EPOCH,
        })
    }

    fn assign(graph: &mut SystemGraph, role: &str, access: Access, action: Action) {
        let (role, _) = graph.role_named(role).unwrap();
        let row = StoredRow {
            access,
            action,
            resource: Resource::Database,
            scope: Scope::Dbms,
            segment: Segment::Database,
            is_immutable: false,
        };
        let privilege = PrivilegeKey::from(row);
        let _ = graph.apply(Change::PrivilegeAssigned { role, privilege });
    }

    #[test]
    fn deny_beats_grant_across_roles_and_compounds() {
        let mut graph = graph();
        let (user, _) = graph.user_named("neo4j").unwrap();
        let may = |graph: &SystemGraph, action| Subject::of_user(graph, Some(user)).may(action);
        assert_eq!(may(&graph, Action::CreateUser), Verdict::Granted);
        assert_eq!(may(&graph, Action::StartDatabase), Verdict::NotGranted);
        assign(&mut graph, "PUBLIC", Access::Denied, Action::UserManagement);
        assert_eq!(may(&graph, Action::CreateUser), Verdict::Denied);
        assert_eq!(may(&graph, Action::CreateRole), Verdict::Granted);
    }

    #[test]
    fn a_suspended_or_missing_user_may_nothing() {
        let mut graph = graph();
        let (user, _) = graph.user_named("neo4j").unwrap();
        let _ = graph.apply(Change::StatusSet { user, is_suspended: true });
        assert!(Subject::of_user(&graph, Some(user)).roles().is_empty());
        assert!(Subject::of_user(&graph, None).roles().is_empty());
    }
}
