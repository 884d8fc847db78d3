//! L7: tools on top of the engine. Knows no terminals.

mod constant;
pub mod data;
pub mod diff;
pub mod dump;
pub mod fmt;
pub mod golden;
mod holders;
pub mod lint;
pub mod picture;
pub mod state;
pub mod view;

pub use constant::{constant_value, map_value};
pub use holders::holders;
