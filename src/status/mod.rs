//! L1: what a server says beside its rows: errors and notifications, their codes and all wording.
//! Knows neither terminals nor where a message will be shown.
//!
//! Two channels, never mixed: the *server text* (message, code, GQLSTATUS, position) is
//! compatibility data, word for word Neo4j's; *help* is ours.

mod code;
mod error;
mod notification;

pub use error::{Error, ErrorKind, GqlStatus};
pub use notification::{Category, Notification, Severity};
