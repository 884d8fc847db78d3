//! The codes of errors, in one table: what drivers show beside the message.

use super::{Error, ErrorKind};

/// `Neo.ClientError.…` code and outermost GQLSTATUS of a kind of error.
fn codes(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::Syntax(_)
        | ErrorKind::UseClause
        | ErrorKind::ExplainAndProfile
        | ErrorKind::UnknownVersion { .. }
        | ErrorKind::ConflictingVersions
        | ErrorKind::GlobPartHalfEscaped
        | ErrorKind::StatementTooLong { .. }
        | ErrorKind::NestedTooDeeply { .. } => ("Neo.ClientError.Statement.SyntaxError", "42001"),
        ErrorKind::Internal { .. } => ("Neo.DatabaseError.General.UnknownError", "50N00"),
    }
}

impl Error {
    /// The code drivers show: `Neo.ClientError.…`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        codes(&self.kind).0
    }

    /// The outermost five-character GQLSTATUS.
    #[must_use]
    pub fn gqlstatus(&self) -> &'static str {
        codes(&self.kind).1
    }
}
