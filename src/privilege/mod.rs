//! L2: the vocabulary of privileges, in the words of Neo4j's own output. Each column of
//! `SHOW PRIVILEGES` is a type. Knows neither syntax nor storage.

mod action;

pub use action::{Action, ActionFamily};

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
