//! `SHOW [ALL | POPULATED] ROLES [WITH USERS | WITH AUTH RULES] [AS COMMANDS]`.

use super::{text, text_or_null};
use crate::ast::RolesWith;
use crate::graph::{Role, SystemGraph};
use crate::privilege::PUBLIC;
use crate::query::{Column, Row, Table};
use crate::text::escape_name;
use crate::value::Value;

/// One row for each role, or for each role and member.
pub(super) fn roles(
    graph: &SystemGraph,
    populated: bool,
    with: Option<RolesWith>,
    as_commands: bool,
) -> Table {
    let mut columns = match as_commands {
        true => vec![Column::default("command"), Column::verbose("role")],
        false => vec![Column::default("role")],
    };
    columns.extend(with.map(|with| match with {
        RolesWith::Users => Column::default("member"),
        RolesWith::AuthRules => Column::default("authRule"),
    }));
    columns.push(Column::verbose("immutable"));

    let mut roles: Vec<(&str, &Role)> =
        graph.roles().map(|(_, role)| (graph.text(role.name), role)).collect();
    roles.sort_unstable_by_key(|(name, _)| *name);
    let mut rows = Vec::new();
    for (name, role) in roles {
        // Everybody has PUBLIC.
        let is_populated =
            name == PUBLIC || !role.members.is_empty() || !role.auth_rules.is_empty();
        if populated && !is_populated {
            continue;
        }
        for member in members(graph, name, role, with) {
            let mut row = Row::with_capacity(columns.len());
            if as_commands {
                let immutable = if role.is_immutable { "IMMUTABLE " } else { "" };
                let command = format!("CREATE {immutable}ROLE {}", escape_name(name));
                row.push(Value::String(command.into()));
            }
            row.push(text(name));
            if with.is_some() {
                row.push(text_or_null(member));
            }
            row.push(Value::Boolean(role.is_immutable));
            rows.push(row);
        }
    }
    Table { columns, rows, composable: false }
}

/// Who has a role, by name; nobody is one `None`, and so is everything when nobody asks.
fn members<'g>(
    graph: &'g SystemGraph,
    name: &str,
    role: &Role,
    with: Option<RolesWith>,
) -> Vec<Option<&'g str>> {
    let mut members: Vec<Option<&str>> = match with {
        None => Vec::new(),
        Some(RolesWith::Users) if name == PUBLIC => {
            graph.users().map(|(_, user)| Some(graph.text(user.name))).collect()
        }
        Some(RolesWith::Users) => {
            let users = role.members.iter().filter_map(|id| graph.user(*id));
            users.map(|user| Some(graph.text(user.name))).collect()
        }
        Some(RolesWith::AuthRules) => {
            let rules = role.auth_rules.iter().filter_map(|id| graph.auth_rule(*id));
            rules.map(|rule| Some(graph.text(rule.name))).collect()
        }
    };
    members.sort_unstable();
    if members.is_empty() {
        members.push(None);
    }
    members
}
