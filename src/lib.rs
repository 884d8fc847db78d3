//! Neo4j's Cypher administration commands, parsed, executed and explained without a server.
//!
//! # The life of a statement
//!
//! ```text
//!  text ──parser──▶ ast ──check──▶ ast ──exec──▶ Outcome ──render──▶ table · json · csv · commands
//!                                         │  ▲
//!                         required privilege  rows
//!                                         ▼  │
//!                                       access ── decides from ──▶ graph ◀── apply ── Change
//! ```
//!
//! 1. [`parser`] turns text into an [`ast`]: syntax only, no data.
//! 2. [`check`] judges it without looking at any data: columns in scope, legal combinations,
//!    versions.
//! 3. [`exec`] runs it as some user against the system [`graph`]. It asks [`access`] whether the user
//!    may, and turns the command into [`graph::Change`]s: all are applied or none.
//! 4. `SHOW` commands make rows and send them through the [`query`] pipeline.
//! 5. [`render`] draws the outcome, or the error.
//!
//! Each layer knows only those below it; a test reads the sources and fails on an upward `use`.
#![warn(missing_docs)]

pub mod access;
pub mod ast;
pub mod aura;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod exec;
pub mod graph;
pub mod parser;
pub mod privilege;
pub mod query;
pub mod render;
pub mod repl;
pub mod status;
pub mod text;
pub mod tools;
pub mod value;
