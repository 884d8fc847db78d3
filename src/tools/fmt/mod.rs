//! The canonical layout of scripts.
//!
//! | what | how |
//! | --- | --- |
//! | keywords | upper case; `null`, `true` and `false` as values in lower case |
//! | names | without backticks where they need none and look like no keyword |
//! | literals, functions, patterns, subqueries | as they are |
//! | a statement | on one line up to 100 columns, else one clause per line, the clauses two columns in |
//! | a clause that is still too long | broken behind commas and in front of `AND`, `OR`, `XOR` |
//! | between statements | at most one blank line |
//! | comments | kept, where they were: behind their line or on lines of their own |
//! | `//>` and `//@` lines, colon commands | untouched |
//!
//! What does not parse is left as it stands and reported. So is, without a report, a statement of a golden
//! script whose expectations name a place, which another layout would move. Formatting never changes
//! what a statement means: each is parsed again and compared.

mod layout;
mod piece;
mod script;
mod spacing;
mod statement;

pub use script::{Formatted, Problem, format_script};
pub use statement::{Unformatted, format_statement};
