//! The texts of the columns: each made once, numbered, ranked.

use super::{ACCESS, ACTION, GRAPH, IMMUTABLE, RESOURCE, SEGMENT};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::query::Condition;
use crate::text::Text;
use crate::value::Value;
use compact_str::ToCompactString;
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::LazyLock;

/// A number for the value of a column: equal numbers, equal values.
pub(super) fn code(column: usize, key: PrivilegeKey) -> u64 {
    match column {
        ACCESS => key.access() as u64,
        ACTION => key.action() as u64,
        RESOURCE => key.resource_code(),
        GRAPH => key.graph_code(),
        SEGMENT => key.segment_code(),
        IMMUTABLE => key.is_immutable().into(),
        _ => 0,
    }
}

/// The value of a column of a privilege.
pub(super) fn value(graph: &SystemGraph, column: usize, key: PrivilegeKey) -> Value {
    if column == IMMUTABLE {
        return Value::Boolean(key.is_immutable());
    }
    Value::String(text(graph, column, key))
}

fn text(graph: &SystemGraph, column: usize, key: PrivilegeKey) -> Text {
    // There is no row only for a key of another graph.
    let Some(row) = graph.named_row(key) else { return Text::default() };
    match column {
        ACCESS => row.access.as_str().into(),
        ACTION => row.action.as_str().into(),
        RESOURCE => row.resource.to_compact_string(),
        GRAPH => row.scope.column().into(),
        SEGMENT => row.segment.to_compact_string(),
        _ => if row.is_immutable { "true" } else { "false" }.into(),
    }
}

/// The different values of one column, numbered as they are met.
pub(super) struct Texts {
    column: usize,
    /// By code. Different codes may have the same text and number.
    numbers: FxHashMap<u64, u32>,
    texts: IndexSet<Text, FxBuildHasher>,
    /// The code met last: neighbours often share it.
    last: Option<(u64, u32)>,
}

impl Texts {
    pub(super) fn new(column: usize) -> Self {
        Self::with_room(column, 0)
    }

    /// With room for so many different values.
    pub(super) fn with_room(column: usize, room: usize) -> Self {
        Self {
            column,
            numbers: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            texts: IndexSet::with_capacity_and_hasher(room, FxBuildHasher),
            last: None,
        }
    }

    /// The number of a privilege's text.
    pub(super) fn number(&mut self, graph: &SystemGraph, key: PrivilegeKey) -> u32 {
        let code = code(self.column, key);
        if let Some((last, number)) = self.last
            && last == code
        {
            return number;
        }
        let number = match self.numbers.get(&code) {
            Some(number) => *number,
            None => {
                let (at, _) = self.texts.insert_full(text(graph, self.column, key));
                let number = u32::try_from(at).unwrap_or(u32::MAX);
                self.numbers.insert(code, number);
                number
            }
        };
        self.last = Some((code, number));
        number
    }

    /// The value with a number.
    pub(super) fn value(&self, number: u32) -> Value {
        let text = self.texts.get_index(number as usize).cloned().unwrap_or_default();
        if self.column == IMMUTABLE {
            return Value::Boolean(text == "true");
        }
        Value::String(text)
    }

    /// For each number its place among the sorted texts.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<(&Text, usize)> = self.texts.iter().zip(0..).collect();
        order.sort_unstable();
        let mut ranks = vec![0; order.len()];
        for ((_, number), rank) in order.into_iter().zip(0..) {
            if let Some(place) = ranks.get_mut(number) {
                *place = rank;
            }
        }
        ranks
    }
}

/// Conditions about single columns, each tried once a value.
pub(super) struct Conditions<'g> {
    graph: &'g SystemGraph,
    all: Vec<(Condition, FxHashMap<u64, bool>)>,
}

impl<'g> Conditions<'g> {
    pub(super) fn new(graph: &'g SystemGraph, conditions: Vec<Condition>) -> Self {
        let all = conditions.into_iter().map(|it| (it, FxHashMap::default())).collect();
        Self { graph, all }
    }

    /// Nothing is asked.
    pub(super) fn none(graph: &'g SystemGraph) -> Self {
        Self::new(graph, Vec::new())
    }

    /// Whether a privilege fulfils them all.
    pub(super) fn hold(&mut self, key: PrivilegeKey) -> bool {
        let graph = self.graph;
        self.all.iter_mut().all(|(condition, known)| {
            *known
                .entry(code(condition.column, key))
                .or_insert_with(|| condition.test.holds(&value(graph, condition.column, key)))
        })
    }
}

/// For each action the place of its text among all texts of actions.
pub(super) static ACTION_RANKS: LazyLock<Vec<u8>> = LazyLock::new(action_ranks);

fn action_ranks() -> Vec<u8> {
    use crate::privilege::Action;
    let mut order: Vec<(&str, usize)> =
        Action::ALL.iter().map(|action| (action.as_str(), *action as usize)).collect();
    order.sort_unstable();
    let mut ranks = vec![0; order.len()];
    let mut rank = 0;
    let mut last = "";
    for (text, action) in order {
        if text != last {
            rank += 1;
            last = text;
        }
        if let Some(place) = ranks.get_mut(action) {
            *place = rank;
        }
    }
    ranks
}
