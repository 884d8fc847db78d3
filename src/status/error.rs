//! Errors: one kind per mistake, its fields, and in one place per family its words.

use crate::text::Span;

/// One line of an error's GQLSTATUS chain, outermost first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct GqlStatus {
    /// The five-character code.
    pub code: &'static str,
    /// The status description with its parameters filled in.
    pub description: String,
}

/// An error with its place in the statement.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Where, in the statement's text.
    pub span: Option<Span>,
    /// Our help, apart from the server's text: what to type instead.
    pub help: Option<String>,
}

/// What can go wrong. The text is the server's message.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The statement does not parse or does not make sense; the message is Neo4j's.
    #[error("{0}")]
    Syntax(String),
}

impl Error {
    /// An error at a place.
    #[must_use]
    pub fn at(kind: ErrorKind, span: Span) -> Self {
        Self { kind, span: Some(span), help: None }
    }

    /// Adds our help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, span: None, help: None }
    }
}
