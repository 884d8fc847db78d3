//! L4: semantic analysis. Judges a parsed statement without looking at any data: legal combinations
//! of clauses, names in scope, types, versions. Knows neither users nor databases nor privileges.
//!
//! Neo4j's analysis has two stages, and an error of the first hides all of the second: this is kept,
//! since a server reports the first error only. `Findings` holds both kinds apart.
//!
//! Where administration ends: in Cypher 25 some commands are clauses among others. A query with such commands is
//! judged from its start up to the first clause that needs nodes and relationships (`composed`). An error in front of
//! that clause is the first one, whatever follows; without one, the query is a data query and not judged.

mod aggregation;
mod aliases;
mod auth_rules;
pub mod columns;
mod composed;
mod databases;
mod expressions;
mod findings;
mod functions;
mod graph_names;
mod in_front;
mod judge;
mod literals;
mod old_names;
mod once;
mod pairs;
mod place;
mod printed;
mod privileges;
mod projection;
mod property_rules;
mod rewritten;
mod roles;
mod show;
mod statement;
mod subqueries;
mod types;
mod users;
mod verdict;
mod walk;
mod yields;

pub use judge::{Difference, Judge};
pub use statement::check_statement;
pub use verdict::{Verdict, check_text, check_text_with};
#[cfg(test)]
mod tests;
