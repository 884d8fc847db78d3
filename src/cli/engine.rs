//! The engines behind the commands of the command line.

use crate::exec::{Clock, Config, Engine, Local};
use jiff::Timestamp;

/// A fresh DBMS in memory and a session of the user `neo4j`, each time the same: its clock stands still
/// and its salts repeat. For golden scripts.
#[must_use]
pub fn fresh_engine() -> Box<dyn Engine> {
    Box::new(Local::default())
}

/// A fresh DBMS in memory that lives now: with the system's clock and salts of its own.
pub(super) fn live_engine() -> Box<dyn Engine> {
    Box::new(Local::new(Config {
        // Nobody has logged in with the first password, so nobody has to change it first.
        initial_password_change_required: false,
        clock: Clock::new(Timestamp::now),
        seed: rand::random(),
        ..Config::default()
    }))
}
