//! Rows in their default order, block by block, as they are pulled.

use super::encoded::{Encoded, Order};
use super::texts::Conditions;
use super::{Block, ROLE, USER};
use crate::graph::SystemGraph;
use crate::query::Row;
use std::vec::IntoIter;

pub(super) struct Rows<'g> {
    encoded: Encoded<'g>,
    order: Order,
    columns: Vec<usize>,
    /// The next block, and where its numbers begin.
    next: (usize, usize),
    block: Option<Block<'g>>,
    /// The rest of the present block.
    places: IntoIter<u32>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(
        graph: &'g SystemGraph,
        blocks: Vec<Block<'g>>,
        mut conditions: Conditions<'g>,
        columns: Vec<usize>,
    ) -> Self {
        let encoded = Encoded::new(blocks);
        let order = Order::new(graph, &encoded.different, &mut conditions);
        let places = Vec::new().into_iter();
        Self { encoded, order, columns, next: (0, 0), block: None, places }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            if let (Some(block), Some(place)) = (self.block, self.places.next()) {
                let cell = |column: &usize| match *column {
                    ROLE | USER => block.value(*column),
                    column => self.order.value(column, place),
                };
                return Some(self.columns.iter().map(cell).collect());
            }
            let (at, from) = self.next;
            let block = *self.encoded.blocks.get(at)?;
            let len = block.role.privileges.len();
            let mut places = Vec::with_capacity(len);
            self.order.sort(self.encoded.part(from, len), &mut places);
            self.places = places.into_iter();
            self.block = Some(block);
            self.next = (at + 1, from + len);
        }
    }
}
