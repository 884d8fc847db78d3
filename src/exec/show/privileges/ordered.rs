//! Rows sorted by columns, mostly only the first few of them.
//!
//! The sort key of a row is the ranks of its texts, and behind them its block: rows that are equal so far
//! are of one block, and only what is left at the end is put in the block's own order.

use super::encoded::{Dictionary, Order};
use super::texts::{ACTION_RANKS, Conditions, Texts, value};
use super::{ACCESS, ACTION, Block, GRAPH, IMMUTABLE, RESOURCE, ROLE, SEGMENT, USER};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::privilege::Access;
use crate::query::{Request, Row};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// Ranks by column as asked for, at most one each, then the block.
type SortKey = [u32; 9];

#[derive(Clone, Copy)]
struct Candidate {
    sort: SortKey,
    block: u32,
    key: PrivilegeKey,
}

pub(super) fn rows(
    graph: &SystemGraph,
    blocks: &[Block<'_>],
    mut conditions: Conditions<'_>,
    request: &Request,
) -> Vec<Row> {
    let mut columns: Vec<(Ranked, bool)> = Vec::new();
    for (at, &(column, descends)) in request.order.iter().enumerate() {
        // A column that has been sorted by sorts nothing any more.
        if !request.order.iter().take(at).any(|(earlier, _)| *earlier == column) {
            columns.push((Ranked::new(graph, blocks, column), descends));
        }
    }
    let bound = [u32::MAX; 9];
    let mut best = Best { limit: request.limit, next_cut: 0, bound, found: Vec::new() };
    best.next_cut = best.after_cut();
    for (block, number) in blocks.iter().zip(0..) {
        let mut sort: SortKey = [0; 9];
        for (place, (ranked, descends)) in sort.iter_mut().zip(&columns) {
            *place = directed(ranked.of_block(number), *descends);
        }
        if let Some(place) = sort.get_mut(columns.len()) {
            *place = number;
        }
        'keys: for key in block.keys() {
            let mut sort = sort;
            // Most rows lie beyond the bound by their first columns: the others are not looked at.
            let mut is_within = false;
            for ((place, bound), (ranked, descends)) in
                sort.iter_mut().zip(&best.bound).zip(&mut columns)
            {
                if let Some(rank) = ranked.of_row(graph, key) {
                    *place = directed(rank, *descends);
                }
                match (*place).cmp(bound) {
                    _ if is_within => {}
                    Ordering::Less => is_within = true,
                    Ordering::Equal => {}
                    Ordering::Greater => continue 'keys,
                }
            }
            if (is_within || sort <= best.bound) && conditions.hold(key) {
                best.take(Candidate { sort, block: number, key });
            }
        }
    }
    let found = best.finish(graph);
    let block_of = |candidate: &Candidate| blocks.get(candidate.block as usize);
    let cell = |candidate: &Candidate, column: usize| match column {
        ROLE | USER => block_of(candidate).map(|block| block.value(column)).unwrap_or_default(),
        column => value(graph, column, candidate.key),
    };
    let row = |candidate: &Candidate| {
        request.columns.iter().map(|column| cell(candidate, *column)).collect()
    };
    found.iter().map(row).collect()
}

fn directed(rank: u32, descends: bool) -> u32 {
    if descends { !rank } else { rank }
}

fn name<'g>(block: &Block<'g>, column: usize) -> &'g str {
    match column {
        ROLE => block.name,
        _ => block.user.map_or("", |(_, name)| name),
    }
}

/// One column's values as ranks.
enum Ranked {
    /// By block.
    Blocks(Vec<u32>),
    Access,
    Actions(&'static [u8]),
    Immutable,
    Texts(Texts, Vec<u32>),
}

impl Ranked {
    fn new(graph: &SystemGraph, blocks: &[Block<'_>], column: usize) -> Self {
        match column {
            ACCESS => Self::Access,
            ACTION => Self::Actions(&ACTION_RANKS),
            IMMUTABLE => Self::Immutable,
            RESOURCE | GRAPH | SEGMENT => {
                let mut texts = Texts::new(column);
                for key in blocks.iter().flat_map(Block::keys) {
                    texts.number(graph, key);
                }
                let ranks = texts.ranks();
                Self::Texts(texts, ranks)
            }
            _ => {
                let mut names: Vec<&str> = blocks.iter().map(|block| name(block, column)).collect();
                names.sort_unstable();
                names.dedup();
                let ranks: FxHashMap<&str, u32> = names.into_iter().zip(0..).collect();
                let rank = |block| ranks.get(name(block, column)).copied().unwrap_or(0);
                Self::Blocks(blocks.iter().map(rank).collect())
            }
        }
    }

    fn of_block(&self, block: u32) -> u32 {
        match self {
            Self::Blocks(ranks) => ranks.get(block as usize).copied().unwrap_or(0),
            _ => 0,
        }
    }

    fn of_row(&mut self, graph: &SystemGraph, key: PrivilegeKey) -> Option<u32> {
        Some(match self {
            Self::Blocks(_) => return None,
            // DENIED comes before GRANTED.
            Self::Access => u32::from(key.access() == Access::Granted),
            Self::Actions(ranks) => ranks.get(key.action() as usize).copied().unwrap_or(0).into(),
            Self::Immutable => key.is_immutable().into(),
            Self::Texts(texts, ranks) => {
                ranks.get(texts.number(graph, key) as usize).copied().unwrap_or(0)
            }
        })
    }
}

/// The rows that may be among the first `limit`.
struct Best {
    limit: Option<usize>,
    /// How many there may be before those beyond the limit are thrown away.
    next_cut: usize,
    /// Beyond this nothing is wanted any more.
    bound: SortKey,
    found: Vec<Candidate>,
}

impl Best {
    fn after_cut(&self) -> usize {
        self.found.len().max(self.limit.unwrap_or(usize::MAX)).saturating_mul(2).max(1024)
    }

    fn take(&mut self, candidate: Candidate) {
        self.found.push(candidate);
        if self.found.len() >= self.next_cut {
            self.cut();
            self.next_cut = self.after_cut();
        }
    }

    /// Keeps the first `limit`, and with them all that equal the last of them.
    fn cut(&mut self) {
        let Some(limit) = self.limit else { return };
        let Some(last) = limit.checked_sub(1) else { return self.found.clear() };
        if last < self.found.len() {
            let (_, nth, _) = self.found.select_nth_unstable_by_key(last, |it| it.sort);
            let bound = nth.sort;
            self.bound = bound;
            self.found.retain(|candidate| candidate.sort <= bound);
        }
    }

    fn finish(mut self, graph: &SystemGraph) -> Vec<Candidate> {
        self.cut();
        let mut dictionary = Dictionary::default();
        let numbers: Vec<u32> = self.found.iter().map(|it| dictionary.number(it.key)).collect();
        let different = dictionary.into_keys();
        let order = Order::new(graph, &different, &mut Conditions::none(graph));
        let places = numbers.into_iter().map(|number| order.place_of(number));
        let mut rows: Vec<(u32, Candidate)> = places.zip(self.found).collect();
        rows.sort_unstable_by_key(|(place, it)| (it.sort, *place));
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        rows.into_iter().map(|(_, candidate)| candidate).collect()
    }
}
