//! States: dumps, differences and plans, over random states.

mod diff;
mod dump;
mod hostile;
mod random;
