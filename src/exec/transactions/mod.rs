//! Transactions: those that sessions have begun, what they changed, and the commands that list and end
//! them. `:undo` takes back what was committed last.

mod id;
mod names;
mod open;
mod show;
mod terminate;

pub(super) use names::names;
pub(super) use open::Transactions;
pub(super) use show::transactions;
pub(super) use terminate::{columns as terminated_columns, terminate};
