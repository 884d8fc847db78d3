//! Privileges gathered by columns: counted and collected as numbers.

use super::rows::Sorted;
use super::texts::{Conditions, Texts};
use super::{Block, ROLE, USER};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::query::{Fold, GroupRequest, Row};
use crate::value::Value;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// A group's key: the numbers of up to four columns.
type GroupKey = [u32; 4];

struct Group {
    /// The first row of the group, for the values of its key.
    key: PrivilegeKey,
    user: Value,
    role: Value,
    count: i64,
    /// For each collecting fold.
    collected: Vec<Vec<Value>>,
}

/// None for more key columns than a group's key has room for.
pub(super) fn groups(
    graph: &SystemGraph,
    blocks: &[Block<'_>],
    mut conditions: Conditions<'_>,
    request: &GroupRequest,
) -> Option<Vec<Row>> {
    if request.keys.len() > GroupKey::default().len() {
        return None;
    }
    let collects = |fold: &Fold| match fold {
        Fold::Count => None,
        Fold::Collect(column) => Some(*column),
    };
    let collected: Vec<usize> = request.folds.iter().filter_map(collects).collect();
    let mut gathering = Gathering {
        graph,
        keys: request.keys.iter().map(|column| (*column, Texts::new(*column))).collect(),
        collected: collected.iter().map(|column| (*column, Texts::new(*column))).collect(),
        groups: IndexMap::default(),
    };
    if request.is_ordered || !collected.is_empty() {
        for (block, key) in Sorted::new(graph, blocks.to_vec(), conditions) {
            gathering.take(&block, key);
        }
    } else {
        for block in blocks {
            for key in block.keys() {
                if conditions.hold(key) {
                    gathering.take(block, key);
                }
            }
        }
    }
    Some(gathering.finish(request))
}

struct Gathering<'g> {
    graph: &'g SystemGraph,
    keys: Vec<(usize, Texts)>,
    collected: Vec<(usize, Texts)>,
    groups: IndexMap<GroupKey, Group, FxBuildHasher>,
}

impl Gathering<'_> {
    fn take(&mut self, block: &Block<'_>, key: PrivilegeKey) {
        let graph = self.graph;
        let mut group_key = GroupKey::default();
        for (place, (column, texts)) in group_key.iter_mut().zip(&mut self.keys) {
            *place = match *column {
                ROLE => block.role.name.number(),
                USER => block.user.map_or(u32::MAX, |(symbol, _)| symbol.number()),
                _ => texts.number(graph, key),
            };
        }
        let group = self.groups.entry(group_key).or_insert_with(|| Group {
            key,
            user: block.value(USER),
            role: block.value(ROLE),
            count: 0,
            collected: vec![Vec::new(); self.collected.len()],
        });
        group.count += 1;
        for ((column, texts), values) in self.collected.iter_mut().zip(&mut group.collected) {
            let value = match *column {
                ROLE | USER => block.value(*column),
                _ => {
                    let number = texts.number(graph, key);
                    texts.value(number)
                }
            };
            if !value.is_null() {
                values.push(value);
            }
        }
    }

    fn finish(self, request: &GroupRequest) -> Vec<Row> {
        let graph = self.graph;
        let row = |mut group: Group| {
            let key = |column: &usize| match *column {
                ROLE => group.role.clone(),
                USER => group.user.clone(),
                column => super::texts::value(graph, column, group.key),
            };
            let mut row: Row = request.keys.iter().map(key).collect();
            let mut collected = group.collected.drain(..);
            for fold in &request.folds {
                row.push(match fold {
                    Fold::Count => Value::Integer(group.count),
                    Fold::Collect(_) => Value::List(collected.next().unwrap_or_default()),
                });
            }
            row
        };
        let mut rows: Vec<Row> = self.groups.into_values().map(row).collect();
        if rows.is_empty() && request.keys.is_empty() {
            // Without keys there is one group, of no rows.
            let nothing = |fold: &Fold| match fold {
                Fold::Count => Value::Integer(0),
                Fold::Collect(_) => Value::List(Vec::new()),
            };
            rows.push(request.folds.iter().map(nothing).collect());
        }
        rows
    }
}
