//! What Neo4j's parser takes and a later stage refuses, or nobody: bad numbers, and `USE` in front of a command.

use crate::status::Error;

/// The error of a number that is too large or no number, or of a `USE` clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Deferred {
    /// The error.
    pub error: Error,
    /// When Neo4j's front end sees it. A server reports it at once.
    pub seen: Seen,
}

/// When the front end sees such an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// Always: seconds to wait, rows to skip.
    Always,
    /// When the expression is looked at in which it stands. Options of databases are not.
    InExpression,
    /// Never, and nothing else is looked at any more: counts in topologies.
    Never,
    /// When the command itself is looked at, and at its place: `USE` in front of it.
    WithCommand,
}
