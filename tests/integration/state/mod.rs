//! States: dumps, differences and plans, over random states.

mod dump;
mod random;
