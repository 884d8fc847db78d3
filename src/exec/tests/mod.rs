//! Tests of whole statements.

mod cluster;
mod invariants;
mod sessions;
mod statements;
