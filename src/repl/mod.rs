//! L8: interaction. The [`Shell`] executes one item after the other, a statement or a colon command,
//! and writes to the writers it is given; a script, `-e` and the prompt are the same to it.
//! [`terminal`] puts a line editor in front. Knows no semantics: every statement goes to `exec`.

mod act;
mod command;
mod commands;
mod complete;
mod connect;
mod edit;
mod help;
mod highlight;
mod hint;
mod keys;
mod keywords;
mod outside;
mod params;
mod prompt;
mod remember;
mod shell;
mod shortcuts;
pub mod terminal;
#[cfg(test)]
mod tests;
mod totals;
mod typed;
mod view;
mod wrapped;

pub use outside::Outside;
pub use params::parse_assignment;
pub use remember::History;
pub use shell::{Failure, Flow, Settings, Shell, Streams};
pub use totals::Totals;
