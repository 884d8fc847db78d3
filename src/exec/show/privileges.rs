//! `SHOW [ALL | ROLE … | USER …] PRIVILEGES [AS [REVOKE] COMMANDS]`.
//!
//! Rows are listed as numbers and put in order once; the texts of a column are made only when the
//! column is asked for.

use super::text;
use crate::ast::{AsCommands, PrivilegesOf};
use crate::exec::run::Run;
use crate::graph::{PrivilegeKey, Role, SystemGraph, User};
use crate::privilege::{CommandRole, NamedRow, command_text};
use crate::query::{Column, Request, Row, RowSource, Table};
use crate::status::Error;
use crate::value::Value;

const COLUMNS: [Column; 8] = [
    Column::default("access"),
    Column::default("action"),
    Column::default("resource"),
    Column::default("graph"),
    Column::default("segment"),
    Column::default("role"),
    Column::default("immutable"),
    Column::default("user"),
];

/// One row: who (where users are shown), the role, the privilege.
#[derive(Clone, Copy)]
struct Entry<'g> {
    user: Option<&'g str>,
    role: &'g str,
    key: PrivilegeKey,
}

/// Privileges in their default order.
pub(super) struct Listed<'g> {
    graph: &'g SystemGraph,
    entries: Vec<Entry<'g>>,
    of_users: bool,
}

/// The privileges a command asks for. Names that do not exist give no rows.
pub(super) fn listed<'r, 's>(run: &'r Run<'s>, of: &'s PrivilegesOf) -> Result<Listed<'r>, Error> {
    let mut list = Listed { graph: run.graph, entries: Vec::new(), of_users: false };
    match of {
        PrivilegesOf::All => {
            let mut roles: Vec<_> = run.graph.roles().map(|(_, role)| role).collect();
            roles.sort_unstable_by_key(|role| run.graph.text(role.name));
            roles.into_iter().for_each(|role| list.add(None, role));
        }
        PrivilegesOf::Roles(names) => {
            let names = names.iter().map(|name| Ok(run.name(name)?.text));
            for name in sorted(names.collect::<Result<_, Error>>()?) {
                if let Some((_, role)) = run.graph.role_named(name) {
                    list.add(None, role);
                }
            }
        }
        PrivilegesOf::Users(names) => {
            list.of_users = true;
            let mut who = names
                .iter()
                .map(|name| Ok(run.name(name)?.text))
                .collect::<Result<Vec<_>, Error>>()?;
            if names.is_empty() && run.config.auth_enabled {
                who.extend(run.user);
            }
            for name in sorted(who) {
                if let Some((_, user)) = run.graph.user_named(name) {
                    list.add_user(user);
                }
            }
        }
    }
    Ok(list)
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names.dedup();
    names
}

impl<'g> Listed<'g> {
    /// Adds the privileges of a role in the order `graph, segment, resource, action, access,
    /// immutable`.
    fn add(&mut self, user: Option<&'g str>, role: &'g Role) {
        let start = self.entries.len();
        let name = self.graph.text(role.name);
        self.entries.extend(role.privileges.iter().map(|key| Entry { user, role: name, key }));
        let graph = self.graph;
        if let Some(added) = self.entries.get_mut(start..) {
            added.sort_by_cached_key(|entry| {
                graph.named_row(entry.key).map(|row| {
                    (
                        row.scope.column(),
                        row.segment.to_string(),
                        row.resource.to_string(),
                        row.action.as_str(),
                        row.access.as_str(),
                        row.is_immutable,
                    )
                })
            });
        }
    }

    /// Adds the privileges of all of a user's roles and of `PUBLIC`.
    fn add_user(&mut self, user: &'g User) {
        let graph = self.graph;
        let ids = user.roles.iter().copied().chain(graph.public());
        let mut roles: Vec<&Role> = ids.filter_map(|id| graph.role(id)).collect();
        roles.sort_unstable_by_key(|role| graph.text(role.name));
        let name = graph.text(user.name);
        roles.into_iter().for_each(|role| self.add(Some(name), role));
    }

    /// The same as commands: each text once, in order. What users hold is put as `$role`.
    pub(super) fn as_commands(&self, form: AsCommands) -> Table {
        let revoke = form == AsCommands::Revoke;
        let command = |entry: &Entry<'_>| {
            let row = self.graph.named_row(entry.key)?;
            let role = match entry.user {
                Some(_) => CommandRole::Parameter,
                None => CommandRole::Role(entry.role),
            };
            Some((command_text(&row, role, revoke), row.is_immutable))
        };
        let mut commands: Vec<(String, bool)> = self.entries.iter().filter_map(command).collect();
        commands.sort_unstable();
        commands.dedup();
        let row = |(command, immutable): (String, bool)| {
            vec![Value::String(command.into()), Value::Boolean(immutable)]
        };
        Table {
            columns: vec![Column::default("command"), Column::verbose("immutable")],
            rows: commands.into_iter().map(row).collect(),
            composable: false,
        }
    }
}

/// The value of one column.
fn cell(column: usize, entry: &Entry<'_>, row: &NamedRow<'_>) -> Value {
    match column {
        0 => text(row.access.as_str()),
        1 => text(row.action.as_str()),
        2 => Value::String(row.resource.to_string().into()),
        3 => text(row.scope.column()),
        4 => Value::String(row.segment.to_string().into()),
        5 => text(entry.role),
        6 => Value::Boolean(row.is_immutable),
        _ => super::text_or_null(entry.user),
    }
}

impl RowSource for Listed<'_> {
    fn columns(&self) -> &[Column] {
        let (without_user, _) = COLUMNS.split_at(COLUMNS.len() - 1);
        if self.of_users { &COLUMNS } else { without_user }
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let columns = request.columns.clone();
        Box::new(self.entries.iter().filter_map(move |entry| {
            let row = self.graph.named_row(entry.key)?;
            Some(columns.iter().map(|column| cell(*column, entry, &row)).collect())
        }))
    }
}
