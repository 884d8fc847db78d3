//! Neo4j's Cypher administration commands, parsed, executed and explained without a server.
//!
//! A [`Dbms`] holds users, roles, privileges and databases in memory. A [`Session`] runs statements on it as
//! some user and gives what a server would give: an [`Outcome`] or an [`Error`] with Neo4j's message and codes.
//!
//! ```
//! use cypher_admin::{Config, Dbms, Params, Session};
//!
//! let mut dbms = Dbms::new(Config { initial_password_change_required: false, ..Config::default() });
//! let admin = Session::of_user("neo4j");
//! let params = Params::default();
//! admin.run(&mut dbms, "CREATE ROLE analyst", &params)?;
//! admin.run(&mut dbms, "GRANT MATCH {*} ON GRAPH neo4j NODES Person TO analyst", &params)?;
//!
//! let outcome = admin.run(&mut dbms, "SHOW ROLE analyst PRIVILEGES AS COMMANDS", &params)?;
//! assert_eq!(
//!     outcome.rows[0][0].as_str(),
//!     Some("GRANT MATCH {*} ON GRAPH `neo4j` NODE Person TO `analyst`")
//! );
//!
//! let error = admin.run(&mut dbms, "CREATE ROLE analyst", &params).unwrap_err();
//! assert_eq!(error.code(), "Neo.ClientError.Statement.ArgumentError");
//! assert_eq!(error.to_string(), "Failed to create the specified role 'analyst': Role already exists.");
//! # Ok::<(), cypher_admin::Error>(())
//! ```
//!
//! [`Local`] is both in one, and answers the question that privileges are for: a [`Decision`] says whether
//! somebody may do something, and because of what.
//!
//! ```
//! use cypher_admin::{Asked, Engine, Local, Params};
//! use cypher_admin::access::Outcome::{Allowed, Invisible};
//!
//! let mut engine = Local::default();
//! for statement in [
//!     "CREATE ROLE desk",
//!     "GRANT ACCESS ON DATABASE neo4j TO desk",
//!     "GRANT MATCH {*} ON GRAPH neo4j NODES Patient TO desk",
//!     "DENY READ {ssn} ON GRAPH neo4j NODES Patient TO desk",
//! ] {
//!     engine.run(statement, &Params::default())?;
//! }
//! let desk = Asked::Roles(&["desk".to_owned()]);
//! let mut decide = |wanted| engine.decide(desk, wanted).map(|mut all| all.remove(0).decision);
//!
//! assert_eq!(decide("READ {name} ON GRAPH neo4j NODES Patient")?.outcome, Allowed);
//! let decision = decide("READ {ssn} ON GRAPH neo4j NODES Patient")?;
//! assert_eq!(decision.outcome, Invisible);
//! assert_eq!(
//!     decision.because_texts(),
//!     ["DENY READ {ssn} ON GRAPH `neo4j` NODE Patient TO `desk`"]
//! );
//! # Ok::<(), cypher_admin::Error>(())
//! ```
//!
//! The same clock and seed in [`Config`] give the same bytes: nothing here looks at the time, the environment
//! or a source of randomness by itself. [`tools::golden`] runs scripts that say what they expect, from a
//! `#[test]` as well as from the command line; [`tools::fmt`] lays scripts out.
//!
//! What stands at the root of this crate is its interface; the modules below are open to whoever builds on a
//! single layer, and change more often.
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

pub use access::Decision;
pub use exec::{
    Asked, Config, Counters, Dbms, Decided, Engine, Local, Outcome, Params, Session,
    TransactionStep,
};
pub use status::{Error, Notification};
pub use value::Value;
