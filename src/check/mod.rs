//! L4: semantic analysis. Judges a parsed statement without looking at any data: legal combinations
//! of clauses, names in scope, types, versions. Knows neither users nor databases nor privileges.
//!
//! Neo4j's analysis has two stages, and an error of the first hides all of the second: this is kept,
//! since a server reports the first error only. [`Findings`] holds both kinds apart.

mod aliases;
mod auth_rules;
mod databases;
mod findings;
mod graph_names;
mod judge;
mod once;
mod place;
mod privileges;
mod property_rules;
mod roles;
mod statement;
mod users;
mod walk;

pub use judge::{Difference, Judge};
pub use statement::check_statement;
#[cfg(test)]
mod testing;
