//! Privileges as numbers.
//!
//! A million privileges are a few thousand different ones, which roles share. What a query asks about a
//! privilege is found out once for each of the different ones; all that is left for each of the million
//! is a number. This is what made counting and collecting several times faster than a look into a map
//! for each column of each row.

use super::texts::{ACTION_RANKS, Conditions, Texts};
use super::{ACCESS, ACTION, Block, GRAPH, RESOURCE, SEGMENT, parts};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::privilege::Access;
use crate::text::Text;
use crate::value::Value;

/// No number.
const NONE: u32 = u32::MAX;

/// Gives equal privileges equal numbers, counted from 0.
pub(super) struct Dictionary {
    /// By number.
    keys: Vec<PrivilegeKey>,
    /// Numbers by hash. Its length is a power of two; more than half of it is free.
    slots: Vec<u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { keys: Vec::new(), slots: vec![NONE; 64] }
    }
}

impl Dictionary {
    /// The number of a privilege, new if it must be.
    pub(super) fn number(&mut self, key: PrivilegeKey) -> u32 {
        let words = key.words();
        let mask = self.slots.len().saturating_sub(1);
        let mut at = hash(words) & mask;
        while let Some(&number) = self.slots.get(at)
            && let Some(known) = self.keys.get(number as usize)
        {
            if known.words() == words {
                return number;
            }
            at = (at + 1) & mask;
        }
        self.add(key, at)
    }

    fn add(&mut self, key: PrivilegeKey, at: usize) -> u32 {
        let number = u32::try_from(self.keys.len()).unwrap_or(NONE);
        self.keys.push(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number;
        }
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![NONE; self.slots.len() * 4];
        let mask = slots.len().saturating_sub(1);
        for (key, number) in self.keys.iter().zip(0..) {
            let mut at = hash(key.words()) & mask;
            while slots.get(at).is_some_and(|slot| *slot != NONE) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = number;
            }
        }
        self.slots = slots;
    }

    /// The different privileges, by number.
    pub(super) fn into_keys(self) -> Vec<PrivilegeKey> {
        self.keys
    }
}

/// Both halves of a wide product: every bit of the key counts in the lower bits of the hash.
#[allow(clippy::cast_possible_truncation)]
fn hash([a, b]: [u64; 2]) -> usize {
    let product = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xD1B5_4A32_D192_ED03);
    (product as u64 ^ (product >> 64) as u64) as usize
}

/// The privileges of blocks.
pub(super) struct Encoded<'g> {
    pub(super) blocks: Vec<Block<'g>>,
    /// The different ones, by number.
    pub(super) different: Vec<PrivilegeKey>,
    /// The numbers of all, block by block.
    numbers: Vec<u32>,
}

impl<'g> Encoded<'g> {
    pub(super) fn new(blocks: Vec<Block<'g>>) -> Self {
        let mut encoded = parts::each(&parts::cut(&blocks), |part| {
            let mut dictionary = Dictionary::default();
            let mut numbers = Vec::with_capacity(part.iter().map(Block::len).sum());
            for block in part {
                block.keys().for_each(|key| numbers.push(dictionary.number(key)));
            }
            (dictionary, numbers)
        })
        .into_iter();
        let (mut dictionary, mut numbers) = encoded.next().unwrap_or_default();
        for (other, others) in encoded {
            // In this order they get the numbers that one walk over all would have given.
            let known: Vec<u32> = other.keys.iter().map(|key| dictionary.number(*key)).collect();
            let number = |other: &u32| known.get(*other as usize).copied().unwrap_or(NONE);
            numbers.extend(others.iter().map(number));
        }
        Self { blocks, different: dictionary.into_keys(), numbers }
    }

    /// Runs of blocks, one for each core that is worth it.
    pub(super) fn parts(&self) -> Vec<Part<'_, 'g>> {
        let mut rest = self.numbers.as_slice();
        let mut next = 0;
        let runs = parts::cut(&self.blocks).into_iter();
        runs.map(|blocks| {
            let len = blocks.iter().map(Block::len).sum();
            let (numbers, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
            let first = next;
            rest = after;
            next += u32::try_from(blocks.len()).unwrap_or(NONE);
            Part { first, blocks, numbers }
        })
        .collect()
    }

    /// The numbers of so many privileges from a place on.
    pub(super) fn part(&self, from: usize, len: usize) -> &[u32] {
        self.numbers.get(from..from.saturating_add(len)).unwrap_or_default()
    }
}

/// Some blocks and the numbers of their privileges.
#[derive(Clone, Copy)]
pub(super) struct Part<'a, 'g> {
    /// The number of its first block.
    pub(super) first: u32,
    blocks: &'a [Block<'g>],
    numbers: &'a [u32],
}

impl<'a, 'g> Part<'a, 'g> {
    /// Each block with the numbers of its privileges.
    pub(super) fn iter(self) -> impl Iterator<Item = (&'a Block<'g>, &'a [u32])> {
        let mut rest = self.numbers;
        self.blocks.iter().map(move |block| {
            let (numbers, after) = rest.split_at_checked(block.len()).unwrap_or((rest, &[]));
            rest = after;
            (block, numbers)
        })
    }
}

/// Room to sort in.
#[derive(Default)]
pub(super) struct Room {
    /// A bit for each place.
    marks: Vec<u64>,
    sorted: Vec<u32>,
}

/// The privileges that fulfil conditions, and their places: in the order in which they stand within a
/// block (`graph, segment, resource, action, access, immutable`), or in none.
pub(super) struct Order {
    /// By place.
    keys: Vec<PrivilegeKey>,
    /// By number; [`NONE`] where a condition is not fulfilled.
    places: Vec<u32>,
    /// By place: the numbers of the texts of `graph`, `segment` and `resource`.
    numbers: Vec<[u32; 3]>,
    texts: [Texts; 3],
    is_sorted: bool,
}

impl Order {
    /// Of different privileges, by number.
    pub(super) fn new(
        graph: &SystemGraph,
        different: &[PrivilegeKey],
        conditions: &mut Conditions<'_>,
    ) -> Self {
        let room = different.len().min(1 << 10);
        let mut texts = [(GRAPH, 0), (SEGMENT, room), (RESOURCE, room)]
            .map(|(column, room)| Texts::with_room(column, room));
        let mut rows = Vec::with_capacity(different.len());
        for (key, number) in different.iter().zip(0u32..) {
            if conditions.hold(*key) {
                rows.push((texts.each_mut().map(|it| it.number(graph, *key)), *key, number));
            }
        }
        let ranks = texts.each_ref().map(Texts::ranks);
        // Keys tell apart what has equal texts, so that there is one order only.
        rows.sort_by_cached_key(|(numbers, key, _)| {
            (packed(numbers, &ranks, &ACTION_RANKS, *key), *key)
        });
        let mut order = Self {
            keys: rows.iter().map(|(_, key, _)| *key).collect(),
            places: vec![NONE; different.len()],
            numbers: rows.iter().map(|(numbers, ..)| *numbers).collect(),
            texts,
            is_sorted: true,
        };
        order.place(rows.iter().map(|(.., number)| *number));
        order
    }

    /// The same without an order: nothing needs to be ranked.
    pub(super) fn none(different: &[PrivilegeKey], conditions: &mut Conditions<'_>) -> Self {
        let holding = different.iter().copied().zip(0u32..);
        let (keys, numbers): (Vec<_>, Vec<u32>) =
            holding.filter(|(key, _)| conditions.hold(*key)).unzip();
        let mut order = Self {
            keys,
            places: vec![NONE; different.len()],
            numbers: Vec::new(),
            texts: [GRAPH, SEGMENT, RESOURCE].map(Texts::new),
            is_sorted: false,
        };
        order.place(numbers.into_iter());
        order
    }

    fn place(&mut self, numbers: impl Iterator<Item = u32>) {
        for (number, at) in numbers.zip(0u32..) {
            if let Some(place) = self.places.get_mut(number as usize) {
                *place = at;
            }
        }
    }

    /// The privileges by place.
    pub(super) fn keys(&self) -> &[PrivilegeKey] {
        &self.keys
    }

    /// The place of a privilege by number.
    pub(super) fn place_of(&self, number: u32) -> u32 {
        self.places.get(number as usize).copied().unwrap_or(NONE)
    }

    /// The places of a block's privileges, which differ from each other, in order.
    pub(super) fn sort<'r>(&self, numbers: &[u32], room: &'r mut Room) -> &'r [u32] {
        let Room { marks, sorted } = room;
        sorted.clear();
        let places = numbers.iter().filter_map(|number| self.places.get(*number as usize).copied());
        let places = places.filter(|place| *place != NONE);
        if !self.is_sorted {
            sorted.extend(places);
            return sorted;
        }
        // A walk over all places is quicker than sorting where a block has a good part of them.
        let words = self.keys.len().div_ceil(64);
        if words > numbers.len().saturating_mul(4) {
            sorted.extend(places);
            sorted.sort_unstable();
            return sorted;
        }
        marks.resize(words, 0);
        for place in places {
            if let Some(marks) = marks.get_mut(place as usize / 64) {
                *marks |= 1 << (place % 64);
            }
        }
        for (marks, first) in marks.iter_mut().zip((0u32..).step_by(64)) {
            let mut left = std::mem::take(marks);
            while left != 0 {
                sorted.push(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
        sorted
    }

    /// The value of a column at a place of an order.
    pub(super) fn value(&self, column: usize, place: u32) -> Value {
        let Some(key) = self.keys.get(place as usize) else { return Value::Null };
        match column {
            ACCESS => Value::String(Text::const_new(key.access().as_str())),
            ACTION => Value::String(Text::const_new(key.action().as_str())),
            GRAPH | SEGMENT | RESOURCE => {
                let numbers = self.numbers.get(place as usize).copied().unwrap_or_default();
                let [graph, segment, resource] = &self.texts;
                let [of_graph, of_segment, of_resource] = numbers;
                match column {
                    GRAPH => graph.value(of_graph),
                    SEGMENT => segment.value(of_segment),
                    _ => resource.value(of_resource),
                }
            }
            _ => Value::Boolean(key.is_immutable()),
        }
    }
}

/// A number that sorts as the columns do.
fn packed(numbers: &[u32; 3], ranks: &[Vec<u32>; 3], actions: &[u8], key: PrivilegeKey) -> u128 {
    let mut packed = 0;
    for (number, ranks) in numbers.iter().zip(ranks) {
        packed = packed << 32 | u128::from(ranks.get(*number as usize).copied().unwrap_or(0));
    }
    let action = actions.get(key.action() as usize).copied().unwrap_or(0);
    // DENIED comes before GRANTED.
    let access = u128::from(key.access() == Access::Granted);
    packed << 16 | u128::from(action) << 8 | access << 1 | u128::from(key.is_immutable())
}
