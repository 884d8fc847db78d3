//! Refusals of what only the Enterprise Edition has.

use super::gql;
use super::{Code, GqlStatus, UserVerb};

/// What the Community Edition does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditionError {
    /// A whole command.
    // UNKNOWN: the text of the Enterprise commands' refusal; the code is known.
    #[error("Unsupported administration command: {command}")]
    Command {
        /// The command, passwords masked.
        command: String,
    },
    /// Clauses of a user command.
    #[error("Failed to {} the specified user '{user}': {} {} not available in community edition.", .verb.word(), .clauses.join(", "), be(.clauses))]
    UserClauses {
        /// The command.
        verb: UserVerb,
        /// The user.
        user: String,
        /// The clauses, each in its quotes.
        clauses: Vec<String>,
    },
    /// `ALTER USERS`
    #[error("'ALTER USERS' is not supported in community edition.")]
    AlterUsers,
    /// Acting as another user.
    #[error("Impersonation is not supported in community edition.")]
    Impersonation,
}

fn be(clauses: &[String]) -> &'static str {
    if clauses.len() == 1 { "is" } else { "are" }
}

impl EditionError {
    pub(super) fn code(&self) -> Code {
        Code::UNSUPPORTED
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        let feature = match self {
            Self::Command { command } => command.clone(),
            Self::UserClauses { clauses, .. } => {
                let plain = |clause: &String| match clause.strip_prefix('`') {
                    Some(inner) => inner.trim_end_matches('`').to_owned(),
                    None if clause.contains("TAGS") => clause.clone(),
                    None => clause.trim_matches('\'').to_owned(),
                };
                clauses.iter().map(plain).collect::<Vec<_>>().join(", ")
            }
            Self::AlterUsers => "'ALTER USERS'".to_owned(),
            Self::Impersonation => "Impersonation".to_owned(),
        };
        vec![gql::not_in_community(&feature)]
    }
}
