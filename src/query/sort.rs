//! `ORDER BY`: keys are evaluated once a row; equal rows keep their order.

use super::compile::compile;
use super::env::Env;
use super::eval::Frame;
use super::node::Node;
use super::scope::Scope;
use super::source::Row;
use crate::ast::SortItem;
use crate::status::{Error, ValueError};
use crate::value::{Value, order};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Compiled sort keys, each with whether it descends.
pub(super) struct SortKeys(Vec<(Node, bool)>);

impl SortKeys {
    pub(super) fn compile(
        items: &[SortItem],
        scope: &Scope<'_>,
        env: &Env<'_>,
    ) -> Result<Self, Error> {
        let keys = items.iter().map(|item| Ok((compile(&item.key, scope, env)?, item.descending)));
        keys.collect::<Result<_, Error>>().map(Self)
    }

    /// Whether they are columns of the projected row, and look at nothing else.
    pub(super) fn see_only_output(&self) -> bool {
        self.0.iter().all(|(key, _)| matches!(key, Node::Output(_)))
    }

    /// The keys of one row.
    pub(super) fn of(&self, frame: Frame<'_>) -> Result<Vec<Value>, ValueError> {
        self.0.iter().map(|(key, _)| key.eval(frame).map(Cow::into_owned)).collect()
    }

    fn compare(&self, a: &[Value], b: &[Value]) -> Ordering {
        self.0
            .iter()
            .zip(a.iter().zip(b))
            .map(|((_, descending), (a, b))| if *descending { order(b, a) } else { order(a, b) })
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

/// A row with its keys and its place before sorting.
pub(super) struct Keyed<T> {
    pub(super) keys: Vec<Value>,
    pub(super) at: usize,
    pub(super) row: T,
}

/// Sorts rows; only the first `wanted` are sure to be in the result.
pub(super) fn sort(
    rows: impl Iterator<Item = Result<Row, Error>>,
    keys: &SortKeys,
    wanted: Option<usize>,
    env: &Env<'_>,
) -> Result<Vec<Row>, Error> {
    let mut top = Top::new(keys, wanted);
    for (at, row) in rows.enumerate() {
        let row = row?;
        top.push(Keyed { keys: keys.of(Frame::new(&row, env))?, at, row });
    }
    Ok(top.finish())
}

/// Collects rows; where only the first few are wanted, the others are thrown away now and then, so
/// that memory follows what is wanted and not what was there.
pub(super) struct Top<'a, T> {
    keys: &'a SortKeys,
    wanted: Option<usize>,
    rows: Vec<Keyed<T>>,
}

impl<'a, T> Top<'a, T> {
    pub(super) fn new(keys: &'a SortKeys, wanted: Option<usize>) -> Self {
        Self { keys, wanted, rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: Keyed<T>) {
        self.rows.push(row);
        if let Some(wanted) = self.wanted
            && self.rows.len() >= wanted.saturating_mul(2).max(1024)
        {
            self.cut(wanted);
        }
    }

    fn compare(keys: &SortKeys, a: &Keyed<T>, b: &Keyed<T>) -> Ordering {
        keys.compare(&a.keys, &b.keys).then_with(|| a.at.cmp(&b.at))
    }

    /// Keeps the first `wanted` rows, in no order.
    fn cut(&mut self, wanted: usize) {
        if wanted > 0 && wanted < self.rows.len() {
            let keys = self.keys;
            self.rows.select_nth_unstable_by(wanted - 1, |a, b| Self::compare(keys, a, b));
        }
        self.rows.truncate(wanted);
    }

    /// The rows in order.
    pub(super) fn finish(mut self) -> Vec<T> {
        if let Some(wanted) = self.wanted {
            self.cut(wanted);
        }
        let keys = self.keys;
        self.rows.sort_unstable_by(|a, b| Self::compare(keys, a, b));
        self.rows.into_iter().map(|keyed| keyed.row).collect()
    }
}
