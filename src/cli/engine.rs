//! The engines behind the commands of the command line.

use crate::exec::{Clock, Config, Engine, Extended, Local, Surroundings};
use jiff::Timestamp;

/// A fresh DBMS in memory and a session of the user `neo4j`, each time the same: its clock stands still
/// and its salts repeat. It understands the statements that Neo4j does not have, too. For golden scripts.
#[must_use]
pub fn fresh_engine() -> Box<dyn Engine> {
    let Config { clock, seed, .. } = Config::default();
    let new_dbms = || -> Box<dyn Engine> { Box::new(Local::default()) };
    Box::new(Extended::new(new_dbms(), Surroundings { clock, seed, new_dbms }))
}

/// A fresh DBMS in memory that lives now: with the system's clock and salts of its own. With Neo4j's
/// statements only, when it is to be strict.
pub(super) fn live_engine(is_strict: bool) -> Box<dyn Engine> {
    if is_strict {
        return live_dbms();
    }
    let Config { clock, seed, .. } = live_config();
    Box::new(Extended::new(live_dbms(), Surroundings { clock, seed, new_dbms: live_dbms }))
}

fn live_dbms() -> Box<dyn Engine> {
    Box::new(Local::new(live_config()))
}

fn live_config() -> Config {
    Config {
        // Nobody has logged in with the first password, so nobody has to change it first.
        initial_password_change_required: false,
        clock: Clock::new(Timestamp::now),
        seed: rand::random(),
        ..Config::default()
    }
}
