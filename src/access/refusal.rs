//! The errors with which a server refuses what needs the data plane. The wording is Neo4j's.

use super::decision::Permission;
use super::ground::Need;
use super::holder::Holder;
use super::name::Name;
use super::question::{Atom, ElementKind, ElementQuestion, Question, What};
use super::request::Source;
use crate::graph::{SYSTEM_DATABASE, SystemGraph};
use crate::privilege::{Action, AllOr, Reach};

/// The message for a question answered with no.
// UNKNOWN: messages of refusals that only the Enterprise edition raises; those return none.
pub(super) fn refusal(
    graph: &SystemGraph,
    holder: &Holder,
    question: &Question,
    permission: Permission,
) -> Option<String> {
    let who = holder.description(graph);
    let database = match &question.place {
        Reach::All => "*",
        Reach::Home => holder.home.map_or("", |home| graph.text(home)),
        Reach::Named(name) => name.text.as_str(),
    };
    let is_denied = permission == Permission::ExplicitDeny;
    let verb = if is_denied { "denied" } else { "not allowed" };
    Some(match &question.what {
        What::Ground(Need::Data) if database == SYSTEM_DATABASE => "Not a recognised system command or procedure. This Cypher command can only be executed in a user database.".to_owned(),
        What::Ground(_) => return None,
        What::Right(Action::Access) => format!("Database access is not allowed for {who}."),
        What::Right(action @ (Action::ShowIndex | Action::ShowConstraint)) => {
            let what = if *action == Action::ShowIndex { "indexes" } else { "constraints" };
            format!("Show {what} on database '{database}' is not allowed for {who}.")
        }
        What::Right(action) if is_schema(*action) => {
            let action = action.as_str();
            format!("Schema operation '{action}' on database '{database}' is {verb} for {who}.")
        }
        What::Right(action) => match new_name(*action) {
            Some((what, privilege)) => format!(
                "Creating new {what} on database '{database}' is {verb} for {who}. See GRANT {privilege} ON DATABASE `{database}`..."
            ),
            None => refusal_text(permission, &[*action]),
        },
        What::Element(element) => {
            format!("{} is not allowed for {who}.", writing(element, database)?)
        }
        What::Named(action, _, _) => match action {
            Action::ShowTransaction
            | Action::TerminateTransaction
            | Action::ShowSetting
            | Action::Impersonate => refusal_text(permission, &[*action]),
            _ => return None,
        },
        What::AdminProcedure(_) => return None,
        What::Load(source) => {
            let url = match source {
                Source::AllData => return Some(format!("LOAD on URL '*' is {verb} for {who}.")),
                Source::Range(range) if range.prefix_len() == range.max_prefix_len() => {
                    range.addr().to_string()
                }
                Source::Range(range) => range.to_string(),
                Source::Host(host) => host.to_string(),
            };
            format!("LOAD on URL '{url}' is {verb} for {who}.")
        }
    })
}

/// The message for administration commands: what was missing or denied.
#[must_use]
pub fn refusal_text(permission: Permission, actions: &[Action]) -> String {
    let names = actions.iter().copied().map(printed).collect();
    let (missing, denied) = match permission {
        Permission::ExplicitDeny => (Vec::new(), names),
        _ => (names, Vec::new()),
    };
    crate::status::AccessError::NotPermitted { missing, denied }.to_string()
}

/// The name of an action as refusals print it.
#[must_use]
pub fn printed(action: Action) -> &'static str {
    match action {
        Action::StartDatabase => "START DATABASE",
        Action::StopDatabase => "STOP DATABASE",
        other => other.name(),
    }
}

fn is_schema(action: Action) -> bool {
    Action::Index.satisfies(action) || Action::Constraint.satisfies(action)
}

/// What a name management action creates, and its privilege.
fn new_name(action: Action) -> Option<(&'static str, &'static str)> {
    match action {
        Action::CreateLabel => Some(("node label", "CREATE NEW NODE LABEL")),
        Action::CreateReltype => Some(("relationship type", "CREATE NEW RELATIONSHIP TYPE")),
        Action::CreatePropertykey => Some(("property name", "CREATE NEW PROPERTY NAME")),
        _ => None,
    }
}

/// The beginning of the message; reading raises no error.
fn writing(element: &ElementQuestion, database: &str) -> Option<String> {
    let labels = match &element.labels {
        AllOr::All => "*".to_owned(),
        AllOr::One(labels) => {
            let names: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
            names.join(",")
        }
    };
    let part = match &element.part {
        Some(AllOr::One(Name { text, .. })) => text.as_str(),
        _ => "*",
    };
    let what = match (element.atom, element.kind) {
        (Atom::Traverse | Atom::Read, _) => return None,
        (Atom::Create, ElementKind::Node) => format!("Create node with labels '{labels}'"),
        (Atom::Create, ElementKind::Relationship) => {
            format!("Create relationship with type '{labels}'")
        }
        (Atom::Delete, ElementKind::Node) => format!("Delete node with labels '{labels}'"),
        (Atom::Delete, ElementKind::Relationship) => {
            format!("Delete relationship with type '{labels}'")
        }
        (Atom::SetLabel, _) => format!("Set label for label '{part}'"),
        (Atom::RemoveLabel, _) => format!("Remove label for label '{part}'"),
        (Atom::SetProperty, _) => format!("Set property for property '{part}'"),
    };
    Some(format!("{what} on database '{database}'"))
}
