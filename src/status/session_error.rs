//! Errors of sessions: transactions that are not what was thought.

use super::gql;
use super::{Code, GqlStatus};

/// What can be wrong with a session's transactions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// A transaction is open already.
    #[error("There is already an open transaction.")]
    AlreadyOpen,
    /// No transaction is open.
    #[error("There is no open transaction to {to}.")]
    NothingOpen {
        /// `commit` or `rollback`
        to: &'static str,
    },
    /// Nothing was changed that could be undone.
    #[error("There is nothing to undo.")]
    NothingToUndo,
}

impl SessionError {
    pub(super) fn code(&self) -> Code {
        Code("Neo.ClientError.Request.Invalid")
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        vec![gql::not_possible(&self.to_string())]
    }
}
