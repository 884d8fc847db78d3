//! The because of a decision, from the stored rows.

use super::decision::{Decision, HeldPrivilege, Outcome, Permission, Step};
use super::engine::Access;
use super::fact::name_number;
use super::ground::{Need, Settled, settled};
use super::holder::{HeldRole, Holder};
use super::name::Name;
use super::prepare::Prepared;
use super::question::{ElementKind, ElementQuestion, NamedKind, OnFailure, Question, What};
use super::refusal::refusal;
use super::relation::{Relation, relation};
use super::request::Source;
use super::role_index::places;
use crate::graph::{PrivilegeKey, Role, StoredRow, Symbol, SystemGraph};
use crate::privilege::{
    Access as Given, Action, ActionFamily, AllOr, CommandRole, NamedRow, PrivilegeRow, Reach,
    Resource, Scope, Segment, command_text,
};
use std::collections::BTreeSet;

impl Access {
    /// Answers a request and says why.
    #[must_use]
    pub fn decide(&self, graph: &SystemGraph, holder: &Holder, prepared: &Prepared) -> Decision {
        let remark = holder.is_suspended.then(|| {
            let user = holder.user.as_deref().unwrap_or_default();
            format!("User '{user}' is suspended and holds no role.")
        });
        let mut decision =
            Decision { outcome: Outcome::Allowed, error: None, remark, steps: Vec::new() };
        for (question, failure) in &prepared.needs {
            let step = self.explain(graph, holder, question, *failure);
            let permission = step.permission;
            // What a question takes for granted goes without saying.
            if matches!(question.what, What::Ground(_)) && permission.is_granted() {
                continue;
            }
            let failure = step.on_failure;
            decision.steps.push(step);
            if !permission.is_granted() {
                decision.outcome = failure.into();
                if failure == OnFailure::Refused {
                    decision.error = refusal(graph, holder, question, permission);
                }
                break;
            }
        }
        decision
    }

    fn explain(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        question: &Question,
        on_failure: OnFailure,
    ) -> Step {
        let (mut granted, mut denied) = (BTreeSet::new(), BTreeSet::new());
        let (mut unknown, mut revokes) = (BTreeSet::new(), BTreeSet::new());
        for held in &holder.roles {
            let Some(role) = graph.role(held.role) else { continue };
            let name = CommandRole::Role(graph.text(role.name));
            for key in self.candidates(graph, held, role, question, holder.home) {
                let row = StoredRow::from(key);
                let relation = relation(graph, &row, question, holder.home);
                let Some(named) = graph.named_row(key).filter(|_| relation != Relation::Apart)
                else {
                    continue;
                };
                let privilege = || HeldPrivilege {
                    command: command_text(&named, name, false),
                    role: graph.text(role.name).to_owned(),
                    held: held.held.clone(),
                };
                if relation == Relation::Unknown {
                    unknown.insert(privilege());
                } else if relation.decides(row.access) {
                    match row.access {
                        Given::Granted => granted.insert(privilege()),
                        Given::Denied => {
                            revokes.insert(command_text(&named, name, true));
                            denied.insert(privilege())
                        }
                    };
                }
            }
        }
        let settled = settled(graph, holder, question);
        if settled.is_some() {
            // Whatever is denied has no say in it.
            denied.clear();
        }
        let permission = match (&question.what, settled) {
            (_, Some(Settled::Yes(_))) => Permission::Granted,
            (_, Some(Settled::No(..))) => Permission::NotGranted,
            // Two grants together: the rows alone do not tell.
            (What::AdminProcedure(_), None) => self.ask(graph, holder, question),
            (_, None) => Permission::of(!granted.is_empty(), !denied.is_empty()),
        };
        let (free, on_failure) = match settled {
            Some(Settled::Yes(why)) => (Some(why), on_failure),
            Some(Settled::No(failure, why)) => (Some(why), failure),
            None => (None, on_failure),
        };
        let mut missing: Vec<String> = Vec::new();
        if !permission.is_granted() && free.is_none() {
            let needs_grant = granted.is_empty() || permission == Permission::NotGranted;
            if needs_grant && !holder.is_suspended {
                missing.extend(self.grants(graph, holder, question));
            }
            missing.extend(revokes);
        }
        Step {
            question: about(question),
            permission,
            on_failure,
            granted_by: granted.into_iter().collect(),
            denied_by: denied.into_iter().collect(),
            depends_on: unknown.into_iter().collect(),
            missing,
            free,
        }
    }

    /// The privileges of a role that may have a say. About one element or right these are a few
    /// ranges; about everything, or names with globs, all of them.
    fn candidates(
        &self,
        graph: &SystemGraph,
        held: &HeldRole,
        role: &Role,
        question: &Question,
        home: Option<Symbol>,
    ) -> Vec<PrivilegeKey> {
        let database = match &question.place {
            Reach::All => return role.privileges.iter().collect(),
            Reach::Home => home,
            Reach::Named(name) => name.symbol,
        };
        let labels: Vec<Symbol> = match &question.what {
            What::Right(_) | What::Ground(_) => Vec::new(),
            What::Element(ElementQuestion { labels: AllOr::One(labels), .. }) => {
                labels.iter().filter_map(|label| label.symbol).collect()
            }
            _ => return role.privileges.iter().collect(),
        };
        let is_home = database.is_some() && database == home;
        let scopes = [
            Some(Scope::Dbms),
            Some(Scope::Graph(Reach::All)),
            is_home.then_some(Scope::Graph(Reach::Home)),
            database.map(|name| Scope::Graph(Reach::Named(name))),
        ];
        let mut keys = Vec::new();
        for scope in scopes.into_iter().flatten() {
            for name in std::iter::once(None).chain(labels.iter().copied().map(Some)) {
                keys.extend(role.privileges.on_segment(scope, name));
            }
        }
        if let (What::Element(element), Some(index)) = (&question.what, self.role(graph, held.role))
        {
            for place in places(database, home).into_iter().flatten() {
                for name in std::iter::once(0).chain(labels.iter().copied().map(name_number)) {
                    let entries = index.patterns(place, element.kind, name);
                    keys.extend(entries.iter().map(|entry| entry.key));
                }
            }
        }
        keys
    }

    /// The commands one of which would have to grant what nothing grants; for an `@Admin` procedure
    /// those of the two that are missing.
    fn grants(&self, graph: &SystemGraph, holder: &Holder, question: &Question) -> Vec<String> {
        if let What::AdminProcedure(name) = &question.what {
            return [Action::ExecuteProcedure, Action::ExecuteBoostedProcedure]
                .into_iter()
                .map(|action| Question {
                    place: Reach::All,
                    what: What::Named(action, NamedKind::Procedure, name.clone()),
                })
                .filter(|question| !self.ask(graph, holder, question).is_granted())
                .map(|question| wanted(&question))
                .collect();
        }
        vec![wanted(question)]
    }
}

/// The command that would grant it: `GRANT … TO $role`.
fn wanted(question: &Question) -> String {
    let range;
    let database = match &question.place {
        Reach::All => Reach::All,
        Reach::Home => Reach::Home,
        Reach::Named(name) => Reach::Named(name.text.as_str()),
    };
    let target = |action: Action| match action.family() {
        ActionFamily::Graph => Scope::Graph(database),
        ActionFamily::Database => Scope::Database(database),
        ActionFamily::DbmsOrDatabase if database != Reach::All => Scope::Database(database),
        ActionFamily::DbmsOrDatabase | ActionFamily::Dbms => Scope::Dbms,
        ActionFamily::Load => Scope::Load,
    };
    let (action, resource, segment) = match &question.what {
        What::Right(action) => (*action, Resource::Database, Segment::Database),
        What::Ground(_) => (Action::Access, Resource::Database, Segment::Database),
        What::Element(element) => {
            let label = match &element.labels {
                AllOr::All => AllOr::All,
                AllOr::One(labels) => {
                    labels.first().map_or(AllOr::All, |label| AllOr::One(label.text.as_str()))
                }
            };
            let part = element.part.as_ref();
            let resource = match (element.atom.action(), part) {
                (Action::Read | Action::SetProperty, Some(AllOr::One(name))) => {
                    Resource::Property(name.text.as_str())
                }
                (Action::Read | Action::SetProperty, _) => Resource::AllProperties,
                (Action::SetLabel | Action::RemoveLabel, Some(AllOr::One(name))) => {
                    Resource::Label(name.text.as_str())
                }
                (Action::SetLabel | Action::RemoveLabel, _) => Resource::AllLabels,
                _ => Resource::Graph,
            };
            let segment = match element.kind {
                // Labels are set on nodes of any label.
                _ if matches!(resource, Resource::Label(_) | Resource::AllLabels) => {
                    Segment::Node(AllOr::All)
                }
                ElementKind::Node => Segment::Node(label),
                ElementKind::Relationship => Segment::Relationship(label),
            };
            (element.atom.action(), resource, segment)
        }
        What::Named(action, kind, name) => {
            let of = named(name);
            let segment = match kind {
                NamedKind::User => Segment::User(of),
                NamedKind::Procedure => Segment::Procedure(of),
                NamedKind::Function => Segment::Function(of),
                NamedKind::Setting => Segment::Setting(of),
                NamedKind::Secret => Segment::Secret(of),
            };
            (*action, Resource::Database, segment)
        }
        What::AdminProcedure(name) => {
            (Action::ExecuteProcedure, Resource::Database, Segment::Procedure(named(name)))
        }
        What::Load(Source::Range(wanted)) => {
            range = wanted.to_string();
            (Action::Load, Resource::File, Segment::Cidr(range.as_str()))
        }
        What::Load(_) => (Action::Load, Resource::File, Segment::AllData),
    };
    let row: NamedRow<'_> = PrivilegeRow {
        access: Given::Granted,
        action,
        resource,
        scope: target(action),
        segment,
        is_immutable: false,
    };
    command_text(&row, CommandRole::Parameter, false)
}

fn named(name: &AllOr<Name>) -> AllOr<&str> {
    match name {
        AllOr::All => AllOr::All,
        AllOr::One(name) => AllOr::One(name.text.as_str()),
    }
}

/// The question as the privilege that would allow it; all labels of a node are named.
fn about(question: &Question) -> String {
    if let What::Ground(need) = question.what {
        let what = match need {
            Need::Existence => "existence",
            Need::Data => "data",
            Need::Administration => "administration",
        };
        return match &question.place {
            Reach::Named(name) => format!("{what} of `{}`", name.text.replace('`', "``")),
            Reach::Home | Reach::All => format!("{what} of the home database"),
        };
    }
    let command = wanted(question);
    let text = command.strip_prefix("GRANT ").unwrap_or(&command);
    let text = text.strip_suffix(" TO $role").unwrap_or(text);
    if let What::AdminProcedure(_) = question.what {
        return text.replacen("EXECUTE PROCEDURE", "EXECUTE [BOOSTED] PROCEDURE", 1);
    }
    text.to_owned()
}
