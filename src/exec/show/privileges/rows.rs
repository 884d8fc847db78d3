//! Rows in their default order, block by block, as they are pulled.

use super::encoded::{Encoded, Order, Room};
use super::texts::Conditions;
use super::{Block, ROLE, USER};
use crate::graph::SystemGraph;
use crate::query::Row;

pub(super) struct Rows<'g> {
    encoded: Encoded<'g>,
    order: Order,
    room: Room,
    columns: Vec<usize>,
    /// The next block, and where its numbers begin.
    next: (usize, usize),
    block: Option<Block<'g>>,
    /// The rest of the present block, from behind.
    places: Vec<u32>,
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
        let (room, places) = (Room::default(), Vec::new());
        Self { encoded, order, room, columns, next: (0, 0), block: None, places }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            if let (Some(block), Some(place)) = (self.block, self.places.pop()) {
                let cell = |column: &usize| match *column {
                    ROLE | USER => block.value(*column),
                    column => self.order.value(column, place),
                };
                return Some(self.columns.iter().map(cell).collect());
            }
            let (at, from) = self.next;
            let block = *self.encoded.blocks.get(at)?;
            let len = block.len();
            let places = self.order.sort(self.encoded.part(from, len), &mut self.room);
            self.places.clear();
            self.places.extend(places.iter().rev());
            self.block = Some(block);
            self.next = (at + 1, from + len);
        }
    }
}
