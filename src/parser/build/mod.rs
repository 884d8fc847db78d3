//! Pairs to trees. One function per grammar rule, named after it.

mod context;
mod database;
mod expr;
mod literal;
mod name;
mod privilege;
mod role;
mod show;
mod statement;
mod user;

pub(super) use statement::{expression, statement};
