//! Decisions about access, for people.

use crate::access::{Decision, HeldPrivilege, OnFailure, Outcome, Permission, Step};
use std::fmt::Write;

/// The answer and its because: what decides, what would change it, what the server would say.
#[must_use]
pub fn render_decision(privilege: &str, decision: &Decision) -> String {
    let mut text = headline(privilege, decision);
    for because in decision.because_texts() {
        line(&mut text, 1, "because", &because);
    }
    tail(&mut text, decision);
    text
}

/// Every question on the way to the answer, with the privileges that have a say and how they are held.
#[must_use]
pub fn render_decision_tree(privilege: &str, decision: &Decision) -> String {
    let mut text = headline(privilege, decision);
    if let Some(remark) = &decision.remark {
        line(&mut text, 1, "note", remark);
    }
    for step in &decision.steps {
        tree(&mut text, step);
    }
    tail(&mut text, decision);
    text
}

fn headline(privilege: &str, decision: &Decision) -> String {
    let word = match decision.outcome {
        Outcome::Allowed => "yes",
        Outcome::Elsewhere => "decided elsewhere, neither yes nor no here",
        Outcome::Invisible => "no, invisible: the data looks as if it were not there",
        Outcome::Denied => "no",
    };
    format!("{privilege}: {word}\n")
}

fn line(text: &mut String, depth: usize, label: &str, content: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:indent$}{label}: {content}", "", indent = depth * 2);
}

fn tail(text: &mut String, decision: &Decision) {
    let missing = decision.failed().map(|step| step.missing.as_slice()).unwrap_or_default();
    for command in missing {
        line(text, 1, "to change it", command);
    }
    if let Some(error) = &decision.error {
        line(text, 1, "a server says", error);
    }
    for privilege in decision.steps.iter().flat_map(|step| &step.depends_on) {
        line(text, 1, "depends on properties", &privilege.command);
    }
}

fn tree(text: &mut String, step: &Step) {
    let mark = match step.permission {
        Permission::Granted => "yes",
        Permission::ExplicitDeny => "denied",
        Permission::NotGranted if step.on_failure == OnFailure::Elsewhere => "decided elsewhere",
        Permission::NotGranted if step.free.is_some() => "never",
        Permission::NotGranted => "not granted",
    };
    line(text, 1, mark, &step.question);
    if let Some(free) = step.free {
        let label = if step.permission.is_granted() { "needs no privilege" } else { "because" };
        line(text, 2, label, free);
    }
    for (label, privileges) in [("granted by", &step.granted_by), ("denied by", &step.denied_by)] {
        for HeldPrivilege { command, role, held } in privileges {
            line(text, 2, label, &format!("{command}  [{role}: {held}]"));
        }
    }
}
