//! The apparent graph: what somebody sees of a data graph, and what hides the rest.
//!
//! A node is seen by whoever may TRAVERSE it, with all its labels; a relationship by whoever may
//! TRAVERSE it and sees both its ends; a property by whoever may READ it on an element they see. Rules
//! about properties are decided by the properties of the data.

mod apparent;
mod decider;
mod json;
mod look;
mod picture;
mod place;
mod remark;
mod tables;
#[cfg(test)]
mod tests;

pub use apparent::{Apparent, Hidden, Seen, apparent};
pub use json::{to_document, to_lines};
pub use look::{LookError, look};
pub use picture::picture;
pub use place::{PlaceError, data_place};
pub use remark::Untyped;
pub use tables::{heading, tables};
