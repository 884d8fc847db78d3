//! What a statement gives back.

use crate::status::Notification;
use crate::value::Value;

/// The result of one statement that did not fail.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The columns; none for commands that give back nothing.
    pub columns: Option<Vec<String>>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// The server's remarks.
    pub notifications: Vec<Notification>,
    /// What was changed.
    pub counters: Counters,
}

/// What a statement changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counters {
    /// The number of changes to the system graph.
    #[serde(rename = "systemUpdates")]
    pub system_updates: u64,
}
