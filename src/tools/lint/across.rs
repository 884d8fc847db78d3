//! Rules about roles that the same users hold.

use super::cover::covers;
use crate::graph::{Role, RoleId, StoredRow, SystemGraph};
use crate::privilege::Access as Given;

/// The roles that everybody holds who holds this one: `PUBLIC` always.
pub(super) fn companions<'g>(
    graph: &'g SystemGraph,
    id: RoleId,
    role: &Role,
) -> Vec<(RoleId, &'g Role)> {
    // An auth rule gives the role to users who are not known here.
    let members = if role.auth_rules.is_empty() { role.members.iter().next() } else { None };
    let of_member = members.and_then(|first| graph.user(*first)).map(|user| &user.roles);
    let all_hold = |other: &RoleId| {
        graph.role(*other).is_some_and(|other| role.members.is_subset(&other.members))
    };
    let held = of_member.into_iter().flatten().copied().filter(all_hold);
    held.chain(graph.public())
        .filter(|other| *other != id)
        .filter_map(|other| Some((other, graph.role(other)?)))
        .collect()
}

/// The DENY of a companion that takes a GRANT back completely.
pub(super) fn shadow<'g>(
    graph: &'g SystemGraph,
    companions: &[(RoleId, &'g Role)],
    grant: &StoredRow,
) -> Option<(&'g str, StoredRow)> {
    companions.iter().find_map(|(_, other)| {
        let rows = other.privileges.iter().map(StoredRow::from);
        let mut denies = rows.filter(|row| row.access == Given::Denied);
        let deny = denies.find(|deny| covers(graph, deny, grant))?;
        Some((graph.text(other.name), deny))
    })
}
