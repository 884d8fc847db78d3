//! Findings about a system graph: privileges that do nothing, do too much, or cannot work.
//!
//! Rules have names that stay. A line `// lint: allow RULE` or `// lint: allow RULE SUBJECT` in a
//! script suppresses what is found by that rule, everywhere or about that role or user.

mod across;
mod cover;
mod finding;
mod roles;
mod suppress;
mod users;

pub use finding::{Finding, Rule, Severity};
pub use suppress::{Suppression, Suppressions};

use crate::access::Access;
use crate::graph::SystemGraph;

/// Everything that is found, by subject, then by rule.
#[must_use]
pub fn lint(graph: &SystemGraph, access: &Access) -> Vec<Finding> {
    let mut findings = roles::find(graph, access);
    findings.extend(users::find(graph));
    findings.sort();
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests;
