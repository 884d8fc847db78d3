//! Pairs to trees. One function per grammar rule, named after it.

mod access;
mod atom;
mod aura;
mod composed;
mod context;
mod database;
mod expr;
mod literal;
mod name;
mod privilege;
mod role;
mod show;
mod statement;
mod type_ref;
mod user;

pub(super) use composed::composed;
pub(super) use name::name_text;
pub(super) use statement::{expression, extension, statement};
