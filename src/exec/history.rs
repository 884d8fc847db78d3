//! What was changed lately, so that it can be taken back: explicit transactions, and `:undo`.
//!
//! A statement's undos are one step. A transaction is the steps since it was begun; taking it back is
//! playing them back. One transaction is open at a time: there is one session that changes things.

use crate::access::Access;
use crate::graph::{SystemGraph, Undo};
use crate::status::SessionError;
use std::collections::VecDeque;

/// How many statements can be undone.
const STEPS: usize = 1000;

/// Steps that can be taken back, the newest last.
#[derive(Debug, Default)]
pub(super) struct History {
    steps: VecDeque<Vec<Undo>>,
    /// The steps of the open transaction; they are never forgotten.
    open: Option<usize>,
}

impl History {
    /// Keeps what a statement changed.
    pub(super) fn record(&mut self, undos: Vec<Undo>) {
        if undos.is_empty() {
            return;
        }
        self.steps.push_back(undos);
        match &mut self.open {
            Some(count) => *count += 1,
            None if self.steps.len() > STEPS => {
                self.steps.pop_front();
            }
            None => {}
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn begin(&mut self) -> Result<(), SessionError> {
        match self.open {
            Some(_) => Err(SessionError::AlreadyOpen),
            None => {
                self.open = Some(0);
                Ok(())
            }
        }
    }

    /// Ends the transaction. What it changed is one step from now on.
    pub(super) fn commit(&mut self) -> Result<(), SessionError> {
        let count = self.open.take().ok_or(SessionError::NothingOpen { to: "commit" })?;
        let at = self.steps.len().saturating_sub(count);
        let whole: Vec<Undo> = self.steps.drain(at..).flatten().collect();
        self.record(whole);
        Ok(())
    }

    /// Ends the transaction and takes back what it changed.
    pub(super) fn rollback(
        &mut self,
        graph: &mut SystemGraph,
        access: &mut Access,
    ) -> Result<(), SessionError> {
        let count = self.open.take().ok_or(SessionError::NothingOpen { to: "rollback" })?;
        for _ in 0..count {
            self.take_back(graph, access);
        }
        Ok(())
    }

    /// Takes the last step back: the last statement that changed something, or the last transaction.
    /// Inside a transaction, no further than to its beginning.
    pub(super) fn undo(
        &mut self,
        graph: &mut SystemGraph,
        access: &mut Access,
    ) -> Result<(), SessionError> {
        if self.open == Some(0) || !self.take_back(graph, access) {
            return Err(SessionError::NothingToUndo);
        }
        self.open = self.open.map(|count| count.saturating_sub(1));
        Ok(())
    }

    fn take_back(&mut self, graph: &mut SystemGraph, access: &mut Access) -> bool {
        let Some(undos) = self.steps.pop_back() else { return false };
        play_back(undos, graph, access);
        true
    }
}

/// Plays undos back, the last one first.
pub(super) fn play_back(undos: Vec<Undo>, graph: &mut SystemGraph, access: &mut Access) {
    for undo in undos.into_iter().rev() {
        graph.undo(std::iter::once(undo.clone()));
        access.follow(graph, &undo);
    }
}
