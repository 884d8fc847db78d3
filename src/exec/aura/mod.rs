//! The Aura console's commands, and the bridge from console roles to the databases of instances.
//!
//! [`Extended`] is an engine around another: text that the inner one refuses as no statement of
//! Neo4j's is tried as one of ours. The console's state lives here, beside the system graph and never
//! in it. Each instance that is opened has a DBMS of its own; while it is open, Neo4j's statements go
//! there.

mod act;
mod ask;
mod bridge;
mod commands;
mod extended;
mod places;
mod session;
mod show;
mod words;

pub use extended::{Extended, Surroundings};
pub(super) use show::console_columns;
pub use show::console_commands;
