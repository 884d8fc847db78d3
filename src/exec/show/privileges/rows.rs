//! Rows in their default order, block by block, as they are pulled.

use super::texts::{Conditions, Order, value};
use super::{Block, ROLE, USER};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::query::Row;
use std::vec::IntoIter;

pub(super) struct Rows<'g> {
    graph: &'g SystemGraph,
    sorted: Sorted<'g>,
    columns: Vec<usize>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(
        graph: &'g SystemGraph,
        blocks: Vec<Block<'g>>,
        conditions: Conditions<'g>,
        columns: Vec<usize>,
    ) -> Self {
        Self { graph, sorted: Sorted::new(graph, blocks, conditions), columns }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let (block, key) = self.sorted.next()?;
        let mut row = Row::with_capacity(self.columns.len());
        for column in &self.columns {
            row.push(match *column {
                ROLE | USER => block.value(*column),
                column => match self.sorted.order.value(self.graph, column, key) {
                    Some(value) => value,
                    None => value(self.graph, column, key),
                },
            });
        }
        Some(row)
    }
}

/// Privileges with their blocks, in their default order.
pub(super) struct Sorted<'g> {
    graph: &'g SystemGraph,
    order: Order,
    conditions: Conditions<'g>,
    blocks: IntoIter<Block<'g>>,
    block: Option<Block<'g>>,
    /// The rest of the present block.
    keys: IntoIter<(u128, PrivilegeKey)>,
}

impl<'g> Sorted<'g> {
    pub(super) fn new(
        graph: &'g SystemGraph,
        blocks: Vec<Block<'g>>,
        conditions: Conditions<'g>,
    ) -> Self {
        let order = Order::of(graph, blocks.iter().flat_map(Block::keys));
        let (blocks, keys) = (blocks.into_iter(), Vec::new().into_iter());
        Self { graph, order, conditions, blocks, block: None, keys }
    }
}

impl<'g> Iterator for Sorted<'g> {
    type Item = (Block<'g>, PrivilegeKey);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let (Some(block), Some((_, key))) = (self.block, self.keys.next()) {
                return Some((block, key));
            }
            let block = self.blocks.next()?;
            let mut keys = Vec::with_capacity(block.role.privileges.len());
            for key in block.keys() {
                if self.conditions.hold(key) {
                    keys.push((self.order.key(self.graph, key), key));
                }
            }
            keys.sort_unstable_by_key(|(order, _)| *order);
            self.keys = keys.into_iter();
            self.block = Some(block);
        }
    }
}
