//! What the text at the cursor can become: keywords from the grammar, names from the DBMS, and for the shell's own
//! commands what they take.
//!
//! ```text
//! text before the cursor ──place──▶ statement or command, and the word being typed
//! statement ──parser::expected_after──▶ keywords, symbols, kinds of names ──names, columns──▶ candidates
//! ```
//!
//! Nothing is kept between two keys: everything is looked up where it lives when it is asked for.

mod candidate;
mod colon;
mod columns;
mod names;
mod place;
mod statement;

pub(super) use candidate::Candidate;
pub(super) use place::{Place, current, is_open};
pub(super) use statement::{expected, place};

use super::shell::Shell;
use candidate::finish;
use statement::in_statement;

/// Where the word at the cursor starts, and what it can become.
pub(super) fn complete(shell: &Shell, line: &str, cursor: usize) -> (usize, Vec<Candidate>) {
    let before = line.get(..cursor).unwrap_or(line);
    let (start, found) = candidates(shell, before);
    (start, finish(found))
}

/// The same, unordered and uncut.
fn candidates(shell: &Shell, before: &str) -> (usize, Vec<Candidate>) {
    let (offset, text) = current(before);
    let (start, found) = match text.trim_start().strip_prefix(':') {
        Some(_) => colon::complete(shell, text),
        None => in_statement(shell, text),
    };
    (offset + start, found)
}

#[cfg(test)]
mod tests;
