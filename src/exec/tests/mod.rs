//! Tests of whole statements.

mod sessions;
mod statements;
