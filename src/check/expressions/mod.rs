//! Expressions: variables in scope, types of operands and arguments, places of aggregates.
//!
//! One walk does all three, and gives what is known of the type. It recurses with nesting, which the
//! parser bounds; chains of operators are loops.

mod bodies;
mod calls;
mod operators;
mod walk;

pub(super) use walk::{Expressions, Scope, of_column};
