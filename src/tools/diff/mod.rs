//! Differences between two states, as commands and as decisions.
//!
//! [`steps`] lists the commands that lead from one state to the other; carrying them out gives the
//! other state (a law, and tested as one). Compared is what states mean ([`Comparison::Meaning`]) or what
//! they are made of ([`Comparison::Exact`]). [`decisions`] says what it amounts to: who may do what
//! afterwards, and could not before.

mod command;
mod compare;
mod decisions;
mod privileges;
mod reason;
mod shards;
mod step;
mod what_if;
mod withhold;

pub use command::{Form, parameter_of_alias, parameter_of_user};
pub use compare::{Comparison, steps};
pub use decisions::{Change, DecisionChange, Side, decisions};
pub use step::{Gone, Grantee, Kind, Step};
pub use what_if::{NO_CHANGE, what_if};
pub use withhold::{Withheld, withhold};
