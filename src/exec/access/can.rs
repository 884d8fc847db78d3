//! The rows of `CAN` and `WHO CAN`.

use super::Subject;
use crate::access::{Decision, Outcome, Prepared, Request};
use crate::exec::run::Run;
use crate::query::{Column, Row};
use crate::text::Text;
use crate::value::Value;

/// The columns of questions about users.
pub(super) const USER_COLUMNS: &[Column] = &columns("user");
/// The columns of questions about roles.
pub(super) const ROLE_COLUMNS: &[Column] = &columns("role");

const fn columns(subject: &'static str) -> [Column; 7] {
    [
        Column::default(subject),
        Column::default("privilege"),
        Column::default("decision"),
        Column::default("because"),
        Column::verbose("missing"),
        Column::verbose("error"),
        Column::verbose("dependsOn"),
    ]
}

/// One row per subject and element.
pub(super) fn rows(run: &Run<'_>, subjects: &[Subject], requests: &[Request]) -> Vec<Row> {
    let prepared = prepare(run, requests);
    let mut rows = Vec::with_capacity(subjects.len() * requests.len());
    for subject in subjects {
        for (request, prepared) in &prepared {
            let decision = run.access.decide(run.graph, &subject.holder, prepared);
            rows.push(row(&subject.name, &subject.unknown_rules, request, &decision));
        }
    }
    rows
}

/// One row per element and user who can, by name of user.
pub(super) fn who(run: &Run<'_>, requests: &[Request]) -> Vec<Row> {
    let mut users: Vec<_> =
        run.graph.users().map(|(id, user)| (run.graph.text(user.name), id)).collect();
    users.sort_unstable();
    let mut rows = Vec::new();
    for (request, prepared) in prepare(run, requests) {
        for (name, id) in &users {
            let (holder, unknown_rules) = super::user_holder(run, *id);
            let outcome = run.access.outcome(run.graph, &holder, &prepared);
            // Whom another DBMS may allow it, too: nobody can be left out who possibly can.
            if matches!(outcome, Outcome::Allowed | Outcome::Elsewhere) {
                let decision = run.access.decide(run.graph, &holder, &prepared);
                rows.push(row(name, &unknown_rules, request, &decision));
            }
        }
    }
    rows
}

fn prepare<'r>(run: &Run<'_>, requests: &'r [Request]) -> Vec<(&'r Request, Prepared)> {
    requests.iter().map(|request| (request, Prepared::new(run.graph, request))).collect()
}

fn row(subject: &str, unknown: &[Text], request: &Request, decision: &Decision) -> Row {
    let texts = |texts: Vec<String>| Value::from(texts);
    let mut because = decision.because_texts();
    // More roles could only allow what is not: a role that denies cannot be given by a rule.
    let counts = matches!(decision.outcome, Outcome::Denied | Outcome::Invisible);
    because.extend(unknown.iter().filter(|_| counts).map(|rule| {
        format!("auth rule '{rule}' was not counted: it asks for claims, which are not known")
    }));
    let missing = decision.failed().map(|step| step.missing.clone()).unwrap_or_default();
    let depends: Vec<String> = decision
        .steps
        .iter()
        .flat_map(|step| &step.depends_on)
        .map(|privilege| privilege.command.clone())
        .collect();
    vec![
        subject.into(),
        request.to_string().into(),
        decision.outcome.as_str().into(),
        texts(because),
        texts(missing),
        decision.error.clone().into(),
        texts(depends),
    ]
}
