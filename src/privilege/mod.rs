//! L2: the vocabulary of privileges, in the words of Neo4j's own output. Each column of
//! `SHOW PRIVILEGES` is a type. Knows neither syntax nor storage.

mod action;
mod built_in;
mod commands;
mod glob;
mod implication;
mod property_rule;
mod row;

pub use action::{Action, ActionFamily};
pub use built_in::{ADMIN, BUILT_IN_ROLES, BuiltInRow, PUBLIC};
pub use commands::{CommandRole, command_text, write_body, write_command};
pub use glob::glob_matches;
pub use implication::ActionSet;
pub use property_rule::{PropertyRule, RuleFloat, RuleOperator, RuleTest, RuleValue};
pub use row::{AllOr, HOME_GRAPH, NamedRow, PrivilegeRow, Reach, Resource, Scope, Segment};

/// Whether a privilege row gives or refuses (column `access`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// `GRANTED`
    Granted,
    /// `DENIED`
    Denied,
}

impl Access {
    /// The value of column `access`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "GRANTED",
            Self::Denied => "DENIED",
        }
    }
}
