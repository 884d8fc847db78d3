//! Others that do the same work.

#[cfg(feature = "casbin")]
pub mod casbin;
#[cfg(feature = "cedar")]
pub mod cedar;
pub mod duckdb;
pub mod front_end;
pub mod hand;
pub mod linear;
pub mod scan;
#[cfg(feature = "sqlite")]
pub mod sqlite;
