//! Commands on running transactions.

use super::{NamesOf, ShowTail};

/// `TERMINATE TRANSACTION[S] ids [YIELD …]`
#[derive(Debug, Clone, PartialEq)]
pub struct TerminateTransactions {
    /// The transactions.
    pub ids: NamesOf,
    /// `YIELD …`
    pub tail: ShowTail,
}
