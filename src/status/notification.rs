//! Notifications: remarks of the server that do not stop a statement.

mod filter;
mod kind;
mod security;
mod topology;

use crate::text::Span;
pub use filter::{MinimumSeverity, NotificationFilter};
pub use kind::NotificationKind;
pub use security::{Effect, Impossible};
pub use topology::TopologyNote;

/// How serious a notification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Severity {
    /// `INFORMATION`
    Information,
    /// `WARNING`
    Warning,
}

/// What a notification is about. Drivers call it classification, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Category {
    /// `HINT`
    Hint,
    /// `UNSUPPORTED`
    Unsupported,
    /// `PERFORMANCE`
    Performance,
    /// `SCHEMA`
    Schema,
    /// `SECURITY`
    Security,
    /// `DEPRECATION`
    Deprecation,
    /// `UNRECOGNIZED`
    Unrecognized,
    /// `TOPOLOGY`
    Topology,
    /// `GENERIC`
    Generic,
}

/// A remark of the server.
#[derive(Debug, Clone, PartialEq)]
pub struct Notification {
    /// The kind, which gives the codes, severity and category below.
    pub kind: NotificationKind,
    /// `Neo.ClientNotification.…`
    pub code: &'static str,
    /// The five-character GQLSTATUS.
    pub gqlstatus: &'static str,
    /// How serious.
    pub severity: Severity,
    /// About what.
    pub category: Category,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// The GQL status description.
    pub gql_description: String,
    /// Where, when it is about a place in the statement.
    pub span: Option<Span>,
}
