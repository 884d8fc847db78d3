//! Tests of whole statements.

mod cluster;
mod invariants;
mod required;
mod sessions;
mod statements;
