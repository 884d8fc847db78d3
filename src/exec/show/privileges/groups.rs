//! Privileges gathered by columns: counted and collected as numbers.

use super::encoded::{Encoded, Order};
use super::texts::{Conditions, Texts};
use super::{Block, ROLE, USER};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::query::{Fold, GroupRequest, Row};
use crate::value::Value;
use rustc_hash::FxHashMap;

/// The most columns that a group's key has room for: all there are.
const MOST: usize = 8;
/// No group yet.
const NONE: u32 = u32::MAX;

/// None for more key columns than a group's key has room for.
pub(super) fn groups<'g>(
    graph: &'g SystemGraph,
    blocks: Vec<Block<'g>>,
    mut conditions: Conditions<'g>,
    request: &GroupRequest,
) -> Option<Vec<Row>> {
    if request.keys.len() > MOST {
        return None;
    }
    let collects = |fold: &Fold| match fold {
        Fold::Count => None,
        Fold::Collect(column) => Some(*column),
    };
    let collected: Vec<usize> = request.folds.iter().filter_map(collects).collect();
    let encoded = Encoded::new(blocks);
    let mut order = match is_ordered(request) {
        true => Order::new(graph, &encoded.different, &mut conditions),
        false => Order::none(&encoded.different, &mut conditions),
    };
    let mut gathering = Gathering::new(graph, &request.keys, collected, order.keys());
    let mut places = Vec::new();
    for (block, numbers) in encoded.iter() {
        order.sort(numbers, &mut places);
        gathering.enter(block);
        for place in &places {
            gathering.take(block, *place, &order, places.len());
        }
    }
    Some(gathering.finish(request, &order))
}

/// Whether the order of rows shows in the groups.
pub(super) fn is_ordered(request: &GroupRequest) -> bool {
    request.is_ordered || request.folds.iter().any(|fold| matches!(fold, Fold::Collect(_)))
}

/// Where a group was first met, for the values of its key; and what it has collected.
struct Group<'g> {
    block: Block<'g>,
    place: u32,
    /// For each collecting fold.
    collected: Vec<Vec<Value>>,
}

struct Gathering<'g> {
    graph: &'g SystemGraph,
    keys: Vec<(usize, Texts)>,
    collected: Vec<usize>,
    /// By place: equal numbers for what is in one group as far as the privilege alone decides it.
    classes: Vec<u32>,
    is_one_class: bool,
    /// The part of the key that is the present block's.
    of_block: (u32, u32),
    /// By class the group in the present block, where there is one yet; and the classes that have one.
    slots: Vec<u32>,
    touched: Vec<u32>,
    numbers: FxHashMap<((u32, u32), u32), u32>,
    groups: Vec<Group<'g>>,
    counts: Vec<i64>,
}

impl<'g> Gathering<'g> {
    fn new(
        graph: &'g SystemGraph,
        keys: &[usize],
        collected: Vec<usize>,
        privileges: &[PrivilegeKey],
    ) -> Self {
        let mut keys: Vec<_> = keys.iter().map(|column| (*column, Texts::new(*column))).collect();
        let mut known: FxHashMap<[u32; MOST], u32> = FxHashMap::default();
        let mut classes = Vec::with_capacity(privileges.len());
        for privilege in privileges {
            let mut class = [0; MOST];
            for (place, (column, texts)) in class.iter_mut().zip(&mut keys) {
                if !matches!(*column, ROLE | USER) {
                    *place = texts.number(graph, *privilege);
                }
            }
            let next = u32::try_from(known.len()).unwrap_or(NONE);
            classes.push(*known.entry(class).or_insert(next));
        }
        Self {
            graph,
            keys,
            collected,
            classes,
            is_one_class: known.len() == 1,
            of_block: (NONE, NONE),
            slots: vec![NONE; known.len()],
            touched: Vec::new(),
            numbers: FxHashMap::default(),
            groups: Vec::new(),
            counts: Vec::new(),
        }
    }

    fn enter(&mut self, block: &Block<'g>) {
        let is_key = |column| self.keys.iter().any(|(key, _)| *key == column);
        let user = block.user.filter(|_| is_key(USER)).map_or(NONE, |(name, _)| name.number());
        let role = if is_key(ROLE) { block.role.name.number() } else { NONE };
        if self.of_block != (user, role) {
            self.of_block = (user, role);
            for class in self.touched.drain(..) {
                if let Some(slot) = self.slots.get_mut(class as usize) {
                    *slot = NONE;
                }
            }
        }
    }

    /// `of_block` is how many privileges of the block there are.
    fn take(&mut self, block: &Block<'g>, place: u32, order: &Order, of_block: usize) {
        let class = self.classes.get(place as usize).copied().unwrap_or(NONE);
        let group = match self.slots.get(class as usize) {
            Some(&group) if group != NONE => group,
            _ => self.meet(block, place, class, of_block),
        };
        if let Some(count) = self.counts.get_mut(group as usize) {
            *count += 1;
        }
        if self.collected.is_empty() {
            return;
        }
        let Some(group) = self.groups.get_mut(group as usize) else { return };
        for (column, values) in self.collected.iter().zip(&mut group.collected) {
            let value = match *column {
                ROLE | USER => block.value(*column),
                column => order.value(column, place),
            };
            if !value.is_null() {
                values.push(value);
            }
        }
    }

    /// The group of a class in the present block, which meets it for the first time.
    fn meet(&mut self, block: &Block<'g>, place: u32, class: u32, of_block: usize) -> u32 {
        let next = u32::try_from(self.groups.len()).unwrap_or(NONE);
        let group = *self.numbers.entry((self.of_block, class)).or_insert(next);
        if group == next {
            // Where nothing else makes groups, the list has the length of the block.
            let room = if self.is_one_class { of_block } else { 0 };
            let collected = self.collected.iter().map(|_| Vec::with_capacity(room)).collect();
            self.groups.push(Group { block: *block, place, collected });
            self.counts.push(0);
        }
        if let Some(slot) = self.slots.get_mut(class as usize) {
            *slot = group;
            self.touched.push(class);
        }
        group
    }

    fn finish(mut self, request: &GroupRequest, order: &Order) -> Vec<Row> {
        let (graph, keys) = (self.graph, &mut self.keys);
        let mut row = |(group, count): (Group<'g>, i64)| {
            let mut row = Row::with_capacity(request.keys.len() + request.folds.len());
            for (column, texts) in keys.iter_mut() {
                row.push(match (*column, order.keys().get(group.place as usize)) {
                    (ROLE | USER, _) => group.block.value(*column),
                    (_, Some(key)) => {
                        let number = texts.number(graph, *key);
                        texts.value(number)
                    }
                    (_, None) => Value::Null,
                });
            }
            let mut collected = group.collected.into_iter();
            for fold in &request.folds {
                row.push(match fold {
                    Fold::Count => Value::Integer(count),
                    Fold::Collect(_) => Value::List(collected.next().unwrap_or_default()),
                });
            }
            row
        };
        let mut rows: Vec<Row> = self.groups.into_iter().zip(self.counts).map(&mut row).collect();
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
