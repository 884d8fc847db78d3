//! The rows of `SHOW ACCESS`: what somebody may do with every label, type and property that their
//! privileges mention, and with all others (`*`).

use super::Subject;
use crate::access::{Element, ElementKind, Outcome, Part, Prepared, Request, Shape, Target};
use crate::exec::run::Run;
use crate::graph::StoredRow;
use crate::privilege::{Action, AllOr, Reach, Resource, Segment};
use crate::query::{Column, Row};
use crate::text::Text;
use crate::value::Value;
use std::collections::BTreeSet;

/// The columns for users.
pub(super) const USER_COLUMNS: &[Column] = &columns("user");
/// The columns for roles.
pub(super) const ROLE_COLUMNS: &[Column] = &columns("role");

const fn columns(subject: &'static str) -> [Column; 10] {
    [
        Column::default(subject),
        Column::default("graph"),
        Column::default("kind"),
        Column::default("name"),
        Column::default("property"),
        Column::default("traverse"),
        Column::default("read"),
        Column::default("setProperty"),
        Column::default("create"),
        Column::default("delete"),
    ]
}

/// The actions of the columns, in their order.
const ACTIONS: [Action; 5] = [
    Action::Traverse,
    Action::Read,
    Action::SetProperty,
    Action::CreateElement,
    Action::DeleteElement,
];

/// A name that no privilege mentions: no command can write it.
const ANY_OTHER: &str = "\0";

#[derive(Default)]
struct Mentioned {
    labels: BTreeSet<Text>,
    types: BTreeSet<Text>,
    properties: BTreeSet<Text>,
}

pub(super) fn rows(run: &Run<'_>, subjects: &[Subject], graphs: &[Reach<Text>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for subject in subjects {
        for graph in graphs.iter().flat_map(|graph| each(run, subject, graph)) {
            let mentioned = mentioned(run, subject);
            for (kind, names) in [
                (ElementKind::Node, &mentioned.labels),
                (ElementKind::Relationship, &mentioned.types),
            ] {
                let others = std::iter::once(Text::from(ANY_OTHER));
                for name in names.iter().cloned().chain(others) {
                    let others = std::iter::once(Text::from(ANY_OTHER));
                    for property in mentioned.properties.iter().cloned().chain(others) {
                        rows.push(row(run, subject, &graph, kind, &name, &property));
                    }
                }
            }
        }
    }
    rows
}

/// `*` stands for every database there is, in order of their names.
fn each(run: &Run<'_>, subject: &Subject, graph: &Reach<Text>) -> Vec<Text> {
    match graph {
        Reach::Named(name) => vec![name.clone()],
        Reach::Home => {
            subject.holder.home.map(|home| run.graph.text(home).into()).into_iter().collect()
        }
        Reach::All => {
            let mut names: Vec<Text> =
                run.graph.databases().map(|(name, _)| run.graph.text(name).into()).collect();
            names.sort_unstable();
            names
        }
    }
}

/// What the privileges of somebody mention, on any graph: a matrix of two graphs has the same rows.
fn mentioned(run: &Run<'_>, subject: &Subject) -> Mentioned {
    let mut found = Mentioned::default();
    let keys = subject
        .holder
        .roles
        .iter()
        .filter_map(|held| run.graph.role(held.role))
        .flat_map(|role| role.privileges.iter());
    for key in keys {
        let row = StoredRow::from(key);
        let text = |symbol| Text::from(run.graph.text(symbol));
        match row.segment {
            Segment::Node(AllOr::One(label)) => {
                found.labels.insert(text(label));
            }
            Segment::Relationship(AllOr::One(kind)) => {
                found.types.insert(text(kind));
            }
            Segment::Pattern(rule) => {
                if let Some(rule) = run.graph.symbols().rule(rule) {
                    let names = if rule.is_node { &mut found.labels } else { &mut found.types };
                    names.extend(rule.labels().iter().cloned());
                }
            }
            _ => {}
        }
        if let Resource::Property(property) = row.resource {
            found.properties.insert(text(property));
        }
    }
    found
}

fn row(
    run: &Run<'_>,
    subject: &Subject,
    graph: &Text,
    kind: ElementKind,
    name: &Text,
    property: &Text,
) -> Row {
    let shape = Shape { labels: AllOr::One(vec![name.clone()]), properties: None };
    let element = match kind {
        ElementKind::Node => Element::Node(shape),
        ElementKind::Relationship => Element::Relationship(shape, None),
    };
    let shown = |name: &Text| Value::from(if name == ANY_OTHER { "*" } else { name.as_str() });
    let mut row = vec![
        subject.name.as_str().into(),
        graph.clone().into(),
        match kind {
            ElementKind::Node => "NODE",
            ElementKind::Relationship => "RELATIONSHIP",
        }
        .into(),
        shown(name),
        shown(property),
    ];
    for action in ACTIONS {
        let request = Request {
            action,
            target: Target::Graph {
                graph: Reach::Named(graph.clone()),
                element: Some(element.clone()),
                part: Part::Property(AllOr::One(property.clone())),
            },
        };
        let prepared = Prepared::new(run.graph, &request);
        let outcome = run.access.outcome(run.graph, &subject.holder, &prepared);
        row.push(match outcome {
            // Another DBMS decides: not known here.
            Outcome::Elsewhere => Value::Null,
            outcome => (outcome == Outcome::Allowed).into(),
        });
    }
    row
}
