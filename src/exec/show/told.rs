//! Rows told column by column, each column only when it is asked for: for commands with columns that
//! cost something.

use super::table::{columns, is_composable};
use crate::ast::{CypherVersion, ShowWhat};
use crate::query::{Column, Request, Row, RowSource};
use crate::value::Value;

/// Rows, and what says what a column of a row holds.
pub(in crate::exec) struct Told<R, F> {
    columns: Vec<Column>,
    rows: Vec<R>,
    value: F,
    composable: bool,
}

impl<R, F: Fn(&R, &str) -> Value> Told<R, F> {
    /// The rows of a command.
    pub(in crate::exec) fn new(
        what: &ShowWhat,
        version: CypherVersion,
        rows: Vec<R>,
        value: F,
    ) -> Self {
        Self { columns: columns(what, version), rows, value, composable: is_composable(what) }
    }
}

impl<R, F: Fn(&R, &str) -> Value> RowSource for Told<R, F> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let names: Vec<&str> =
            request.columns.iter().filter_map(|at| Some(self.columns.get(*at)?.name)).collect();
        let row = move |row| names.iter().map(|name| (self.value)(row, name)).collect();
        Box::new(self.rows.iter().map(row))
    }

    fn is_composable(&self) -> bool {
        self.composable
    }
}
