//! L5: who may do what, and why. Decides from the system graph; knows nothing of statements.
//!
//! A [`Request`] says what somebody wants, in names. `Access::prepare` breaks it into questions
//! that must all be answered with yes (database, visibility, the thing itself), a [`Holder`] is who
//! asks, and [`Access::outcome`] answers. [`Access::decide`] answers with the because: the privileges
//! that decide, how their roles are held, and what is missing.
//!
//! Two ways lead to an answer, and a test holds one against the other. The fast one asks an index per
//! role (`role_index`) that is made when the role is first asked about and follows every change; it
//! costs a few probes, whatever the number of users, roles and privileges. The other one compares
//! stored rows with the question (`relation`); it explains, and it answers what no index can:
//! questions about *every* graph, node or property.

mod bound;
mod decision;
mod element_table;
mod engine;
mod explain;
mod fact;
mod ground;
mod holder;
mod meaning;
mod name;
mod prepare;
mod question;
mod refusal;
mod relation;
mod request;
mod request_text;
mod role_index;
mod rule;
mod seen;
mod usual;

pub use bound::Bound;
pub use decision::{Decision, HeldPrivilege, Outcome, Permission, Step};
pub use engine::Access;
pub use ground::decides_nothing;
pub use holder::{Held, HeldRole, Holder};
pub use meaning::Meaning;
pub use name::Name;
pub use prepare::Prepared;
pub use question::{Atom, ElementKind, OnFailure};
pub use refusal::{printed, refusal_text};
pub use request::{Element, Part, Request, Shape, Source, Target};
pub use rule::rule_holds;
