//! Differences between two states, as commands and as decisions.
//!
//! [`steps`] lists the commands that lead from one state to the other; carrying them out gives the
//! other state (a law, and tested as one). Compared is what states mean ([`Comparison::Meaning`]) or what
//! they are made of ([`Comparison::Exact`]). [`decisions`] says what it amounts to: who may do what
//! afterwards, and could not before.

mod command;
mod compare;
mod privileges;
mod reason;
mod step;

pub use command::{parameter_of_alias, parameter_of_user};
pub use compare::{Comparison, steps};
pub use step::{Gone, Grantee, Kind, Step};
