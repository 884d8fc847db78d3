//! Transactions that sessions have begun, and what can be taken back: explicit transactions, and `:undo`.
//!
//! A statement's undos are one step. A transaction is the steps since it was begun; taking it back is
//! playing them back. Every session can have a transaction open, but only one of them can have changed
//! something: a second writer is refused until the first one has ended.
// DIFFERS: a server makes the second writer wait, and shows uncommitted changes to nobody else.

use super::id::transaction_id;
use crate::access::Access;
use crate::graph::{SystemGraph, Undo};
use crate::status::SessionError;
use crate::text::Text;
use jiff::Timestamp;
use std::collections::{BTreeMap, VecDeque};

/// How many statements can be undone.
const STEPS: usize = 1000;

/// A transaction that a session has begun.
#[derive(Debug)]
pub(in crate::exec) struct Open {
    /// The session.
    pub(in crate::exec) session: u64,
    /// `<database>-transaction-<number>`
    pub(in crate::exec) id: String,
    /// The session's database.
    pub(in crate::exec) database: Text,
    /// The session's user; none without authentication.
    pub(in crate::exec) user: Option<Text>,
    /// When it was begun.
    pub(in crate::exec) started: Timestamp,
    /// Whether it was ended from outside; its session has yet to notice.
    pub(in crate::exec) is_terminated: bool,
    steps: Vec<Vec<Undo>>,
}

/// The open transactions, and the steps that can be taken back, the newest last.
#[derive(Debug, Default)]
pub(in crate::exec) struct Transactions {
    steps: VecDeque<Vec<Undo>>,
    open: Vec<Open>,
    /// The last number given to a transaction of a database.
    numbers: BTreeMap<Text, u64>,
    queries: u64,
}

impl Transactions {
    /// The open transactions, in the order in which they were begun.
    pub(in crate::exec) fn open(&self) -> &[Open] {
        &self.open
    }

    /// The open transaction of a session.
    pub(in crate::exec) fn of(&self, session: u64) -> Option<&Open> {
        self.open.iter().find(|open| open.session == session)
    }

    fn of_mut(&mut self, session: u64) -> Option<&mut Open> {
        self.open.iter_mut().find(|open| open.session == session)
    }

    fn take(&mut self, session: u64) -> Option<Open> {
        let at = self.open.iter().position(|open| open.session == session)?;
        Some(self.open.remove(at))
    }

    /// The id of a new transaction on a database.
    pub(in crate::exec) fn new_id(&mut self, database: &Text) -> String {
        let number = self.numbers.entry(database.clone()).or_default();
        *number += 1;
        transaction_id(database, *number)
    }

    /// The id of a new query.
    pub(in crate::exec) fn new_query_id(&mut self) -> String {
        self.queries += 1;
        format!("query-{}", self.queries)
    }

    /// Refuses a session whose transaction was terminated, which ends with that.
    pub(in crate::exec) fn check_alive(&mut self, session: u64) -> Result<(), SessionError> {
        if self.of(session).is_some_and(|open| open.is_terminated) {
            self.take(session);
            return Err(SessionError::Terminated);
        }
        Ok(())
    }

    /// Refuses changes of a session while another one has changes that are not committed.
    pub(in crate::exec) fn check_writer(&self, session: u64) -> Result<(), SessionError> {
        match self.open.iter().find(|open| open.session != session && !open.steps.is_empty()) {
            Some(other) => Err(SessionError::Locked {
                id: other.id.clone(),
                user: other.user.as_ref().map(ToString::to_string),
            }),
            None => Ok(()),
        }
    }

    /// Keeps what a statement changed.
    pub(in crate::exec) fn record(&mut self, session: u64, undos: Vec<Undo>) {
        if undos.is_empty() {
            return;
        }
        match self.of_mut(session) {
            Some(open) => open.steps.push(undos),
            None => self.keep(undos),
        }
    }

    /// Keeps a committed step.
    fn keep(&mut self, undos: Vec<Undo>) {
        self.steps.push_back(undos);
        if self.steps.len() > STEPS {
            self.steps.pop_front();
        }
    }

    /// Begins a transaction of a session.
    pub(in crate::exec) fn begin(
        &mut self,
        session: u64,
        database: Text,
        user: Option<Text>,
        started: Timestamp,
    ) -> Result<(), SessionError> {
        self.check_alive(session)?;
        if self.of(session).is_some() {
            return Err(SessionError::AlreadyOpen);
        }
        let id = self.new_id(&database);
        let steps = Vec::new();
        self.open.push(Open { session, id, database, user, started, is_terminated: false, steps });
        Ok(())
    }

    /// Ends the transaction. What it changed is one step from now on.
    pub(in crate::exec) fn commit(&mut self, session: u64) -> Result<(), SessionError> {
        self.check_alive(session)?;
        let open = self.take(session).ok_or(SessionError::NothingOpen { to: "commit" })?;
        let whole: Vec<Undo> = open.steps.into_iter().flatten().collect();
        if !whole.is_empty() {
            self.keep(whole);
        }
        Ok(())
    }

    /// Ends the transaction and takes back what it changed.
    pub(in crate::exec) fn rollback(
        &mut self,
        session: u64,
        graph: &mut SystemGraph,
        access: &mut Access,
    ) -> Result<(), SessionError> {
        let open = self.take(session).ok_or(SessionError::NothingOpen { to: "rollback" })?;
        play_back(open.steps, graph, access);
        Ok(())
    }

    /// Ends a transaction from outside: what it changed is taken back at once, and its session is told
    /// when it next does something. Gives its user.
    pub(in crate::exec) fn terminate(
        &mut self,
        id: &str,
        graph: &mut SystemGraph,
        access: &mut Access,
    ) {
        if let Some(open) = self.open.iter_mut().find(|open| open.id == id) {
            open.is_terminated = true;
            play_back(std::mem::take(&mut open.steps), graph, access);
        }
    }

    /// Takes the last step back: the last statement that changed something, or the last transaction.
    /// Inside a transaction, no further than to its beginning.
    pub(in crate::exec) fn undo(
        &mut self,
        session: u64,
        graph: &mut SystemGraph,
        access: &mut Access,
    ) -> Result<(), SessionError> {
        self.check_alive(session)?;
        let step = match self.of_mut(session) {
            Some(open) => open.steps.pop(),
            None => {
                self.check_writer(session)?;
                self.steps.pop_back()
            }
        };
        play_back(vec![step.ok_or(SessionError::NothingToUndo)?], graph, access);
        Ok(())
    }
}

/// Plays steps back, the last one first.
pub(in crate::exec) fn play_back(
    steps: Vec<Vec<Undo>>,
    graph: &mut SystemGraph,
    access: &mut Access,
) {
    for undo in steps.into_iter().flatten().collect::<Vec<_>>().into_iter().rev() {
        graph.undo(std::iter::once(undo.clone()));
        access.follow(graph, &undo);
    }
}
