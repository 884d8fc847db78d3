//! The engine behind every command of the command line.

use crate::exec::{Engine, Local};

/// A fresh DBMS in memory and a session of the user `neo4j`, each time the same.
#[must_use]
pub fn fresh_engine() -> Box<dyn Engine> {
    Box::new(Local::default())
}
