//! `… AS [REVOKE] COMMANDS`: each text once, in order. What users hold is put as `$role`.
//!
//! Conditions are tried before anything is sorted. A command is a body, which many roles share, and a
//! role: whether a text occurs in a body is found out once.

use super::Block;
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::privilege::{CommandRole, write_command};
use crate::query::{Column, Condition, Request, Row, RowSource, Test};
use crate::text::Text;
use crate::value::Value;
use rustc_hash::FxHashMap;

const COLUMNS: [Column; 2] = [Column::default("command"), Column::verbose("immutable")];
/// Places in [`COLUMNS`].
const COMMAND: usize = 0;
const IMMUTABLE: usize = 1;

pub(in crate::exec::show) struct Commands<'g> {
    pub(super) graph: &'g SystemGraph,
    pub(super) blocks: Vec<Block<'g>>,
    pub(super) revoke: bool,
}

impl Commands<'_> {
    fn write(&self, out: &mut String, block: &Block<'_>, key: PrivilegeKey) {
        let role = match block.user {
            Some(_) => CommandRole::Parameter,
            None => CommandRole::Role(block.name),
        };
        if let Some(row) = self.graph.named_row(key) {
            write_command(out, &row, role, self.revoke);
        }
    }

    /// The commands that fulfil the conditions, each once, in order.
    fn selected(&self, conditions: &[Condition]) -> Vec<(Text, bool)> {
        let mut found: Vec<(Text, bool)> = Vec::new();
        let mut searches: Vec<_> = conditions.iter().map(|it| Search::new(self, it)).collect();
        let mut text = String::with_capacity(128);
        for block in &self.blocks {
            for search in &mut searches {
                search.enter(block);
            }
            for key in block.keys() {
                let mut verdicts = searches.iter_mut().map(|search| search.verdict(key));
                // All are asked only until one says no.
                let mut is_open = false;
                let is_out = verdicts.any(|verdict| {
                    is_open |= verdict.is_none();
                    verdict == Some(false)
                });
                if is_out {
                    continue;
                }
                text.clear();
                self.write(&mut text, block, key);
                let holds =
                    |it: &Condition| it.column == IMMUTABLE || it.test.holds_for_text(&text);
                if !is_open || conditions.iter().all(holds) {
                    found.push((Text::from(text.as_str()), key.is_immutable()));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// One condition on its way through the privileges.
struct Search<'a> {
    commands: &'a Commands<'a>,
    condition: &'a Condition,
    /// Whether the text wanted is in a body, by privilege.
    bodies: FxHashMap<PrivilegeKey, bool>,
    /// Whether it is in the part that all commands of the present block end with.
    is_in_role: bool,
    /// Whether it may lie across the two.
    may_straddle: bool,
}

impl<'a> Search<'a> {
    fn new(commands: &'a Commands<'a>, condition: &'a Condition) -> Self {
        let bodies = FxHashMap::default();
        Self { commands, condition, bodies, is_in_role: false, may_straddle: false }
    }

    /// What a command of this block ends with.
    fn role_text(block: &Block<'_>) -> String {
        match block.user {
            Some(_) => "$role".to_owned(),
            None => crate::text::quoted_name(block.name),
        }
    }

    fn enter(&mut self, block: &Block<'_>) {
        let Test::Contains(part) = &self.condition.test else { return };
        let role = Self::role_text(block);
        self.is_in_role = role.contains(part.as_str());
        let mut ends = part.char_indices().skip(1).filter_map(|(at, _)| part.get(at..));
        self.may_straddle = ends.any(|end| role.starts_with(end));
    }

    /// Whether the command fulfils the condition; none where only its text can tell.
    fn verdict(&mut self, key: PrivilegeKey) -> Option<bool> {
        if self.condition.column != COMMAND {
            return Some(self.condition.test.holds(&Value::Boolean(key.is_immutable())));
        }
        let Test::Contains(part) = &self.condition.test else { return None };
        if self.is_in_role {
            return Some(true);
        }
        let commands = self.commands;
        let is_in_body = *self.bodies.entry(key).or_insert_with(|| {
            let mut body = String::with_capacity(128);
            if let Some(row) = commands.graph.named_row(key) {
                // An empty name leaves the backticks around it, which belong to the role.
                write_command(&mut body, &row, CommandRole::Role(""), commands.revoke);
            }
            body.truncate(body.len().saturating_sub(2));
            body.contains(part.as_str())
        });
        if is_in_body || !self.may_straddle { Some(is_in_body) } else { None }
    }
}

impl RowSource for Commands<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let mut commands = self.selected(&request.conditions);
        // They are in ascending order of `command` and `immutable`; the sort is stable.
        for (column, descends) in request.order.iter().rev() {
            commands.sort_by(|a, b| {
                let ascending = if *column == COMMAND { a.0.cmp(&b.0) } else { a.1.cmp(&b.1) };
                if *descends { ascending.reverse() } else { ascending }
            });
        }
        commands.truncate(request.limit.unwrap_or(usize::MAX));
        let columns = request.columns.clone();
        Box::new(commands.into_iter().map(move |(command, immutable)| {
            let cell = |column: &usize| match *column {
                COMMAND => Value::String(command.clone()),
                _ => Value::Boolean(immutable),
            };
            columns.iter().map(cell).collect()
        }))
    }

    fn selects(&self) -> bool {
        true
    }
}
