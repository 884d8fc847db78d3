//! Privileges gathered by columns: counted and collected as numbers.

use super::encoded::{Encoded, Order, Room};
use super::texts::{Conditions, Texts};
use super::{Block, ROLE, USER, parts};
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
    let order = match is_ordered(request) {
        true => Order::new(graph, &encoded.different, &mut conditions),
        false => Order::none(&encoded.different, &mut conditions),
    };
    let mut classes = Classes::new(graph, &request.keys, order.keys());
    let gathered = parts::each(&encoded.parts(), |part| {
        let mut gathered = Gathering::new(&classes, &collected);
        let mut room = Room::default();
        for (block, numbers) in part.iter() {
            let places = order.sort(numbers, &mut room);
            gathered.enter(block);
            for place in places {
                gathered.take(block, *place, &order, places.len());
            }
        }
        gathered.groups
    });
    let mut gathered = gathered.into_iter();
    let mut groups = gathered.next().unwrap_or_default();
    gathered.for_each(|others| groups.absorb(others));
    Some(finish(groups, &mut classes, graph, request, &order))
}

/// Whether the order of rows shows in the groups.
pub(super) fn is_ordered(request: &GroupRequest) -> bool {
    request.is_ordered || request.folds.iter().any(|fold| matches!(fold, Fold::Collect(_)))
}

/// What is in one group as far as the privilege alone decides it.
struct Classes {
    /// The columns of the key.
    keys: Vec<(usize, Texts)>,
    /// By place: equal numbers for one class.
    numbers: Vec<u32>,
    count: usize,
}

impl Classes {
    fn new(graph: &SystemGraph, keys: &[usize], privileges: &[PrivilegeKey]) -> Self {
        let mut keys: Vec<_> = keys.iter().map(|column| (*column, Texts::new(*column))).collect();
        let mut known: FxHashMap<[u32; MOST], u32> = FxHashMap::default();
        let mut numbers = Vec::with_capacity(privileges.len());
        for privilege in privileges {
            let mut class = [0; MOST];
            for (place, (column, texts)) in class.iter_mut().zip(&mut keys) {
                if !matches!(*column, ROLE | USER) {
                    *place = texts.number(graph, *privilege);
                }
            }
            let next = u32::try_from(known.len()).unwrap_or(NONE);
            numbers.push(*known.entry(class).or_insert(next));
        }
        Self { keys, numbers, count: known.len() }
    }
}

/// What tells groups apart: user and role, and the class.
type GroupKey = ((u32, u32), u32);

/// Where a group was first met, for the values of its key; and what it has collected.
struct Group<'g> {
    key: GroupKey,
    block: Block<'g>,
    place: u32,
    /// For each collecting fold.
    collected: Vec<Vec<Value>>,
}

/// Groups in the order in which they were met.
#[derive(Default)]
struct Groups<'g> {
    numbers: FxHashMap<GroupKey, u32>,
    groups: Vec<Group<'g>>,
    counts: Vec<i64>,
}

impl<'g> Groups<'g> {
    /// Adds what was gathered behind these.
    fn absorb(&mut self, others: Self) {
        for (other, count) in others.groups.into_iter().zip(others.counts) {
            let known = self.numbers.get(&other.key).copied();
            let group = known.and_then(|group| self.groups.get_mut(group as usize));
            match (group, known.and_then(|group| self.counts.get_mut(group as usize))) {
                (Some(group), Some(known)) => {
                    *known += count;
                    for (values, more) in group.collected.iter_mut().zip(other.collected) {
                        values.extend(more);
                    }
                }
                _ => {
                    self.add(other, count);
                }
            }
        }
    }

    /// A new group.
    fn add(&mut self, group: Group<'g>, count: i64) -> u32 {
        let number = u32::try_from(self.groups.len()).unwrap_or(NONE);
        self.numbers.insert(group.key, number);
        self.groups.push(group);
        self.counts.push(count);
        number
    }
}

/// Gathers some of the blocks.
struct Gathering<'a, 'g> {
    classes: &'a Classes,
    collected: &'a [usize],
    /// The part of the key that is the present block's.
    of_block: (u32, u32),
    /// By class the group in the present block, where there is one yet; and the classes that have one.
    slots: Vec<u32>,
    touched: Vec<u32>,
    groups: Groups<'g>,
}

impl<'a, 'g> Gathering<'a, 'g> {
    fn new(classes: &'a Classes, collected: &'a [usize]) -> Self {
        Self {
            classes,
            collected,
            of_block: (NONE, NONE),
            slots: vec![NONE; classes.count],
            touched: Vec::new(),
            groups: Groups::default(),
        }
    }

    fn enter(&mut self, block: &Block<'g>) {
        let is_key = |column| self.classes.keys.iter().any(|(key, _)| *key == column);
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
        let class = self.classes.numbers.get(place as usize).copied().unwrap_or(NONE);
        let group = match self.slots.get(class as usize) {
            Some(&group) if group != NONE => group,
            _ => self.meet(block, place, class, of_block),
        };
        if let Some(count) = self.groups.counts.get_mut(group as usize) {
            *count += 1;
        }
        if self.collected.is_empty() {
            return;
        }
        let Some(group) = self.groups.groups.get_mut(group as usize) else { return };
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
        let key = (self.of_block, class);
        let group = self.groups.numbers.get(&key).copied().unwrap_or_else(|| {
            // Where nothing else makes groups, the list has the length of the block.
            let room = if self.classes.count == 1 { of_block } else { 0 };
            let collected = self.collected.iter().map(|_| Vec::with_capacity(room)).collect();
            self.groups.add(Group { key, block: *block, place, collected }, 0)
        });
        if let Some(slot) = self.slots.get_mut(class as usize) {
            *slot = group;
            self.touched.push(class);
        }
        group
    }
}

/// The groups as rows.
fn finish(
    groups: Groups<'_>,
    classes: &mut Classes,
    graph: &SystemGraph,
    request: &GroupRequest,
    order: &Order,
) -> Vec<Row> {
    let keys = &mut classes.keys;
    let mut row = |(group, count): (Group<'_>, i64)| {
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
    let mut rows: Vec<Row> = groups.groups.into_iter().zip(groups.counts).map(&mut row).collect();
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
