//! L6: commands meet the system graph. One file per command family: what it does and what it says;
//! what each command needs is one table, `required`. Knows neither terminals nor files.
//!
//! A statement that runs ([`Session::run`]) is parsed, judged without data, authorised, and turned
//! into [`Change`](crate::graph::Change)s, which are made one after the other. When a step fails, the
//! changes made so far are taken back.

mod access;
mod aliases;
mod arrange;
mod assignments;
mod aura;
mod auth_rules;
mod authorise;
mod chain;
mod config;
mod databases;
mod dbms;
mod edition;
mod engine;
mod evaluate;
mod help;
mod home;
mod local;
mod named;
mod needed;
mod outcome;
mod passwords;
mod privileges;
mod query_cache;
mod required;
mod roles;
mod rule;
mod run;
mod servers;
mod session;
mod setting;
mod show;
#[cfg(test)]
mod tests;
mod transactions;
mod translate;
mod users;
mod who;

pub(crate) use aliases::check_name as check_alias_name;
pub(crate) use databases::check_name as check_database_name;
pub(crate) use roles::check_name as check_role_name;
pub(crate) use users::check_name as check_user_name;

pub use access::{Asked, Decided};
pub use arrange::Arrangement;
pub use aura::{Extended, Surroundings, console_commands};
pub use config::{Clock, Config, DeclaredServer, Edition};
pub use dbms::Dbms;
pub use engine::{Engine, TransactionStep, WhatIf};
pub use local::Local;
pub use needed::{extension_columns, privileges_needed};
pub use outcome::{Counters, Outcome};
pub use session::Session;

pub use crate::query::Params;
