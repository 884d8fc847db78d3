//! `SHOW [ALL | ROLE … | USER …] PRIVILEGES [AS [REVOKE] COMMANDS]`.
//!
//! Privileges stay numbers until their texts are shown. There are many privileges but few different
//! ones, so conditions are tried once for each, sorting compares ranks, and groups are found by
//! numbers. A block is what one role gives; the order of blocks is known without looking
//! into them, so that a block is put in order only when its rows are wanted.

mod commands;
mod encoded;
mod groups;
mod ordered;
mod parts;
mod rows;
#[cfg(test)]
mod tests;
mod texts;

use self::commands::Commands;
use crate::ast::{AsCommands, PrivilegesOf};
use crate::exec::run::Run;
use crate::graph::{PrivilegeKey, Role, RoleId, Symbol, SystemGraph, User};
use crate::query::{Column, Condition, GroupRequest, Request, Row, RowSource, Test};
use crate::status::Error;
use crate::value::Value;
use std::collections::BTreeSet;
use texts::Conditions;

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

/// Places in [`COLUMNS`].
const ACCESS: usize = 0;
const ACTION: usize = 1;
const RESOURCE: usize = 2;
const GRAPH: usize = 3;
const SEGMENT: usize = 4;
const ROLE: usize = 5;
const IMMUTABLE: usize = 6;
const USER: usize = 7;

/// The privileges of one role; of one user's role, where users are shown.
#[derive(Clone, Copy)]
struct Block<'g> {
    user: Option<(Symbol, &'g str)>,
    name: &'g str,
    role: &'g Role,
}

impl<'g> Block<'g> {
    fn new(graph: &'g SystemGraph, user: Option<(Symbol, &'g str)>, role: &'g Role) -> Self {
        Self { user, name: graph.text(role.name), role }
    }

    /// How many privileges there are.
    fn len(&self) -> usize {
        self.role.privileges.len()
    }

    fn keys(&self) -> impl Iterator<Item = PrivilegeKey> + 'g {
        self.role.privileges.iter()
    }

    /// The value of a column that is the same in the whole block.
    fn value(&self, column: usize) -> Value {
        match column {
            ROLE => super::text(self.name),
            _ => super::text_or_null(self.user.map(|(_, name)| name)),
        }
    }
}

/// Privileges in their default order: by user, role, graph, segment, resource, action, access.
pub(super) struct Listed<'g> {
    graph: &'g SystemGraph,
    /// In order. None for all roles, which are looked for only when it is known which are wanted.
    blocks: Option<Vec<Block<'g>>>,
    of_users: bool,
}

/// The privileges a command asks for. Names that do not exist give no rows.
pub(super) fn listed<'r, 's>(run: &'r Run<'s>, of: &'s PrivilegesOf) -> Result<Listed<'r>, Error> {
    let graph = &*run.graph;
    let mut blocks = Vec::new();
    match of {
        PrivilegesOf::All => return Ok(Listed { graph, blocks: None, of_users: false }),
        PrivilegesOf::Roles(names) => {
            let names = names.iter().map(|name| Ok(run.name(name)?.text));
            for name in sorted(names.collect::<Result<_, Error>>()?) {
                let role = graph.role_named(name);
                blocks.extend(role.map(|(_, role)| Block::new(graph, None, role)));
            }
        }
        PrivilegesOf::Users(names) => {
            let mut who = names
                .iter()
                .map(|name| Ok(run.name(name)?.text))
                .collect::<Result<Vec<_>, Error>>()?;
            if names.is_empty() && run.config.auth_enabled {
                who.extend(run.user);
            }
            for name in sorted(who) {
                let Some((_, user)) = graph.user_named(name) else { continue };
                // UNKNOWN: whether a session's own privileges are also those of the roles that auth rules
                // give it. What Neo4j says to a refusal, to look here for what is missing, asks for it.
                let given = match run.user == Some(name) {
                    true => run.holder().roles.iter().map(|held| held.role).collect(),
                    false => Vec::new(),
                };
                add_user(&mut blocks, graph, user, &given);
            }
        }
    }
    let of_users = matches!(of, PrivilegesOf::Users(_));
    Ok(Listed { graph, blocks: Some(blocks), of_users })
}

/// Adds the privileges of all of a user's roles, of `PUBLIC`, and of roles given otherwise.
fn add_user<'g>(
    blocks: &mut Vec<Block<'g>>,
    graph: &'g SystemGraph,
    user: &'g User,
    given: &[RoleId],
) {
    let ids = user.roles.iter().chain(given).copied().chain(graph.public());
    let ids: BTreeSet<RoleId> = ids.collect();
    let mut roles: Vec<&Role> = ids.into_iter().filter_map(|id| graph.role(id)).collect();
    roles.sort_unstable_by_key(|role| graph.text(role.name));
    let name = (user.name, graph.text(user.name));
    blocks.extend(roles.into_iter().map(|role| Block::new(graph, Some(name), role)));
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names.dedup();
    names
}

/// The first bytes of a text as a number that sorts as they do.
fn beginning(text: &str) -> u64 {
    text.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |all, byte| all << 8 | u64::from(byte))
}

impl<'g> Listed<'g> {
    /// The same as commands: each text once, in order. What users hold is put as `$role`.
    pub(super) fn into_commands(self, form: AsCommands) -> Commands<'g> {
        let (blocks, _) = self.select(&[], false);
        Commands { graph: self.graph, blocks, revoke: form == AsCommands::Revoke }
    }

    /// At least the roles that can fulfil conditions about their names, each once.
    fn roles(&self, conditions: &[Condition]) -> Vec<Block<'g>> {
        let graph = self.graph;
        let named = conditions.iter().find_map(|condition| match &condition.test {
            Test::In(names) => Some(names),
            _ => None,
        });
        let Some(names) = named else {
            return graph.roles().map(|(_, role)| Block::new(graph, None, role)).collect();
        };
        let names = sorted(names.iter().filter_map(Value::as_str).collect());
        let roles = names.into_iter().filter_map(|name| graph.role_named(name));
        roles.map(|(_, role)| Block::new(graph, None, role)).collect()
    }

    /// The blocks whose users and roles fulfil the conditions about them, and the other conditions.
    /// Unless `is_ordered` they come in any order.
    fn select(
        &self,
        conditions: &[Condition],
        is_ordered: bool,
    ) -> (Vec<Block<'g>>, Conditions<'g>) {
        let (of_block, of_row): (Vec<_>, Vec<_>) =
            conditions.iter().cloned().partition(|it| matches!(it.column, ROLE | USER));
        let holds =
            |block: &&Block<'g>| of_block.iter().all(|it| it.test.holds(&block.value(it.column)));
        let blocks = match &self.blocks {
            Some(blocks) => blocks.iter().filter(holds).copied().collect(),
            None => {
                let mut blocks: Vec<_> =
                    self.roles(&of_block).iter().filter(holds).copied().collect();
                if is_ordered {
                    // Most names differ early: to compare their texts is then one comparison of numbers.
                    blocks.sort_by_cached_key(|block| (beginning(block.name), block.name));
                }
                blocks
            }
        };
        (blocks, Conditions::new(self.graph, of_row))
    }
}

impl RowSource for Listed<'_> {
    fn columns(&self) -> &[Column] {
        let (without_user, _) = COLUMNS.split_at(COLUMNS.len() - 1);
        if self.of_users { &COLUMNS } else { without_user }
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let (blocks, conditions) = self.select(&request.conditions, true);
        if request.order.is_empty() {
            let rows = rows::Rows::new(self.graph, blocks, conditions, request.columns.clone());
            return Box::new(rows.take(request.limit.unwrap_or(usize::MAX)));
        }
        Box::new(ordered::rows(self.graph, &blocks, conditions, request).into_iter())
    }

    fn selects(&self) -> bool {
        true
    }

    fn groups(&self, request: &GroupRequest) -> Option<Vec<Row>> {
        let is_ordered = groups::is_ordered(request);
        let (blocks, conditions) = self.select(&request.conditions, is_ordered);
        groups::groups(self.graph, blocks, conditions, request)
    }
}
