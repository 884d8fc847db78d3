//! Help on the shell's commands and on the statements.
//!
//! [`topics`] is the table of statements: their syntax and an example. What a statement needs is not
//! written there: it is what the table of required privileges says of the example.

mod notation;
mod overview;
mod topic;
mod topics;

pub(super) use topic::{topic_names, write_help};
