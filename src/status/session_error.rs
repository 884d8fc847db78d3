//! Errors of sessions: transactions that are not what was thought.

use super::gql;
use super::{Code, GqlStatus};

/// What can be wrong with a session's transactions.
#[derive(
    Debug, Clone, PartialEq, Eq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr,
)]
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
    /// Somebody has ended the transaction.
    #[error(
        "The transaction has been terminated. Retry your operation in a new transaction, and you should see a successful result. Explicitly terminated by the user."
    )]
    Terminated,
    /// Another session's transaction has changes that are not committed.
    #[error("Unable to acquire lock within configured timeout (`db.lock.acquisition.timeout`).")]
    Locked {
        /// The other transaction.
        id: String,
        /// Whose it is.
        user: Option<String>,
    },
    /// No such setting.
    #[error("Unknown setting: {name}")]
    UnknownSetting {
        /// The name.
        name: String,
    },
    /// A setting that nothing here depends on.
    #[error("Setting '{name}' has no effect here.")]
    SettingWithoutEffect {
        /// The name.
        name: String,
    },
    /// A value that a setting cannot have.
    #[error("Bad value '{value}' for setting '{name}': it must be {valid}.")]
    BadSetting {
        /// The name.
        name: String,
        /// The value.
        value: String,
        /// What it may be.
        valid: String,
    },
    /// Too many servers, or none.
    #[error("A cluster has 1 to {most} servers.")]
    ClusterSize {
        /// The most servers.
        most: usize,
    },
    /// A transaction id of another form.
    #[error("Could not parse id (expected format: <databasename>-transaction-<id>)")]
    BadTransactionId,
    /// A transaction id with a database name that no database can have.
    #[error("The provided database name must have a length between 3 and 63 characters.")]
    BadTransactionDatabase,
    /// Nothing was changed that could be undone.
    #[error("There is nothing to undo.")]
    NothingToUndo,
}

impl SessionError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Terminated => Code("Neo.ClientError.Transaction.Terminated"),
            Self::Locked { .. } => Code("Neo.TransientError.Transaction.LockAcquisitionTimeout"),
            Self::BadTransactionId | Self::BadTransactionDatabase => {
                Code("Neo.ClientError.General.InvalidArguments")
            }
            Self::UnknownSetting { .. }
            | Self::SettingWithoutEffect { .. }
            | Self::BadSetting { .. }
            | Self::ClusterSize { .. } => Code::ARGUMENT,
            Self::AlreadyOpen | Self::NothingOpen { .. } | Self::NothingToUndo => {
                Code("Neo.ClientError.Request.Invalid")
            }
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        vec![gql::not_possible(&self.to_string())]
    }
}
