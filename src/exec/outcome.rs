//! What a statement gives back.

use crate::status::Notification;
use crate::value::Value;

/// The result of one statement that did not fail.
///
/// ```
/// use cypher_admin::{Engine, Local, Params, Value};
///
/// let mut engine = Local::default();
/// let outcome = engine.run("SHOW CURRENT USER YIELD user, roles", &Params::default())?;
/// assert_eq!(outcome.columns, Some(vec!["user".to_owned(), "roles".to_owned()]));
/// assert_eq!(outcome.rows[0][0], Value::from("neo4j"));
/// assert_eq!(outcome.counters.system_updates, 0);
/// # Ok::<(), cypher_admin::Error>(())
/// ```
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
