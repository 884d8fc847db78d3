//! L6: commands meet the system graph. One file per command family: what privilege it needs, what it
//! does, what it says. Knows neither terminals nor files.

mod engine;
mod local;
mod outcome;

pub use crate::query::Params;
pub use engine::Engine;
pub use local::Local;
pub use outcome::{Counters, Outcome};
