//! Stored rows against questions, one by one.
//!
//! A grant answers a question when it covers all that is asked about; a denial when it touches any
//! of it. About one element the two are the same; about "every" they are not.

use super::ground::{Ground, Need};
use super::name::Name;
use super::question::{Atom, ElementKind, ElementQuestion, NamedKind, Question, What};
use super::role_index::{covers, touches};
use super::rule::rule_holds;
use crate::graph::{StoredRow, Symbol, SystemGraph};
use crate::privilege::{Access, Action, AllOr, Reach, Resource, Segment, glob_matches};

/// How much of what is asked about a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// Nothing.
    Apart,
    /// Nobody knows: a property rule, and the properties are not known.
    Unknown,
    /// Some.
    Touches,
    /// All.
    Covers,
}

impl Relation {
    /// Whether a row with this relation has a say.
    pub(super) fn decides(self, access: Access) -> bool {
        match access {
            Access::Granted => self == Self::Covers,
            Access::Denied => self >= Self::Touches,
        }
    }
}

fn exactly(yes: bool) -> Relation {
    if yes { Relation::Covers } else { Relation::Apart }
}

/// How `row` relates to `question`, asked by someone whose home database is `home`.
pub(super) fn relation(
    graph: &SystemGraph,
    row: &StoredRow,
    question: &Question,
    home: Option<Symbol>,
) -> Relation {
    let what = match &question.what {
        What::Right(action) => {
            exactly(row.action.satisfies(*action) && row.segment == Segment::Database)
        }
        What::Element(element) => about_element(graph, row, element),
        What::Named(action, kind, name) => about_named(graph, row, *action, *kind, name),
        What::Ground(_) => return Relation::Apart,
        What::AdminProcedure(name) => {
            let execute = [Action::ExecuteProcedure, Action::ExecuteBoostedProcedure];
            let named = execute
                .into_iter()
                .map(|action| about_named(graph, row, action, NamedKind::Procedure, name));
            let admin = exactly(row.action.satisfies(Action::ExecuteAdmin));
            named.fold(admin, Ord::max)
        }
        What::Load(source) => {
            let range = match row.segment {
                Segment::AllData => None,
                Segment::Cidr(range) | Segment::Url(range) => Some(graph.text(range).parse().ok()),
                _ => return Relation::Apart,
            };
            if covers(range.as_ref(), source) {
                Relation::Covers
            } else if touches(range.as_ref(), source) {
                Relation::Touches
            } else {
                Relation::Apart
            }
        }
    };
    what.min(about_place(row.scope.reach(), &question.place, home))
        .min(on_ground(graph, row, question, home))
}

/// Asked about every database, what is said of one says nothing where such a thing cannot be asked about
/// that one: of the data behind a remote alias, for instance.
fn on_ground(
    graph: &SystemGraph,
    row: &StoredRow,
    question: &Question,
    home: Option<Symbol>,
) -> Relation {
    let database = match row.scope.reach() {
        _ if question.place != Reach::All => None,
        Reach::All => None,
        Reach::Home => home,
        Reach::Named(name) => Some(name),
    };
    let (Some(database), Some(need)) = (database, Need::of(question)) else {
        return Relation::Covers;
    };
    exactly(Ground::of(graph, database).objection(need).is_none())
}

fn about_place(row: Reach<Symbol>, asked: &Reach<Name>, home: Option<Symbol>) -> Relation {
    let asked = match asked {
        Reach::All => None,
        Reach::Home => Some(home),
        Reach::Named(name) => Some(name.symbol),
    };
    match (row, asked) {
        (Reach::All, _) => Relation::Covers,
        (_, None) => Relation::Touches,
        (Reach::Home, Some(database)) => exactly(database.is_some() && database == home),
        (Reach::Named(name), Some(database)) => exactly(database == Some(name)),
    }
}

fn about_element(graph: &SystemGraph, row: &StoredRow, asked: &ElementQuestion) -> Relation {
    if !row.action.satisfies(asked.atom.action()) {
        return Relation::Apart;
    }
    let label = |kind: ElementKind, of: AllOr<Symbol>| match (of, &asked.labels) {
        _ if kind != asked.kind => Relation::Apart,
        (AllOr::All, _) => Relation::Covers,
        (AllOr::One(_), AllOr::All) => Relation::Touches,
        (AllOr::One(label), AllOr::One(labels)) => {
            exactly(labels.iter().any(|asked| asked.symbol == Some(label)))
        }
    };
    let segment = match row.segment {
        Segment::Database => Relation::Covers,
        Segment::Node(of) => label(ElementKind::Node, of),
        Segment::Relationship(of) => label(ElementKind::Relationship, of),
        Segment::Pattern(rule) => match graph.symbols().rule(rule) {
            Some(rule) => {
                let is_of_kind = rule.is_node == (asked.kind == ElementKind::Node);
                let has_label = match &asked.labels {
                    AllOr::All => true,
                    AllOr::One(labels) => {
                        rule.labels().is_empty()
                            || labels.iter().any(|label| rule.labels().contains(&label.text))
                    }
                };
                match &asked.properties {
                    _ if !is_of_kind || !has_label => Relation::Apart,
                    None => Relation::Unknown,
                    Some(properties) => exactly(rule_holds(rule, properties)),
                }
            }
            None => Relation::Apart,
        },
        _ => Relation::Apart,
    };
    segment.min(about_part(row, asked))
}

fn about_part(row: &StoredRow, asked: &ElementQuestion) -> Relation {
    match (row.resource, &asked.part) {
        // Granting MATCH {p} makes the element visible; denying it hides only the property.
        (Resource::Property(_) | Resource::Label(_), None) => {
            exactly(row.access == Access::Granted)
        }
        (Resource::Property(_), Some(_))
            if !matches!(asked.atom, Atom::Read | Atom::SetProperty) =>
        {
            Relation::Apart
        }
        (Resource::Property(_) | Resource::Label(_), Some(AllOr::All)) => Relation::Touches,
        (Resource::Property(part) | Resource::Label(part), Some(AllOr::One(asked))) => {
            exactly(asked.symbol == Some(part))
        }
        _ => Relation::Covers,
    }
}

fn about_named(
    graph: &SystemGraph,
    row: &StoredRow,
    action: Action,
    kind: NamedKind,
    asked: &AllOr<Name>,
) -> Relation {
    if !row.action.satisfies(action) {
        return Relation::Apart;
    }
    let (of, row_kind) = match row.segment {
        Segment::Database => return Relation::Covers,
        Segment::User(of) => (of, NamedKind::User),
        Segment::Procedure(of) => (of, NamedKind::Procedure),
        Segment::Function(of) => (of, NamedKind::Function),
        Segment::Setting(of) => (of, NamedKind::Setting),
        Segment::Secret(of) => (of, NamedKind::Secret),
        _ => return Relation::Apart,
    };
    match (of, asked) {
        _ if row_kind != kind => Relation::Apart,
        (AllOr::All, _) => Relation::Covers,
        (AllOr::One(_), AllOr::All) => Relation::Touches,
        (AllOr::One(name), AllOr::One(asked)) => match kind {
            NamedKind::User | NamedKind::Secret => exactly(asked.symbol == Some(name)),
            _ => exactly(glob_matches(graph.text(name), &asked.text)),
        },
    }
}
