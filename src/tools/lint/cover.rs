//! Whether one privilege contains another.

use crate::graph::{StoredRow, SystemGraph};
use crate::privilege::{Action, AllOr, Reach, Resource, Segment, glob_matches};

/// Whether `a` speaks of everything that `b` speaks of; access is not looked at.
pub(super) fn covers(graph: &SystemGraph, a: &StoredRow, b: &StoredRow) -> bool {
    a.action.satisfies(b.action)
        && covers_place(a.scope.reach(), b.scope.reach())
        && covers_segment(graph, a, b)
        && covers_resource(a, b)
}

fn covers_place<N: PartialEq>(a: Reach<N>, b: Reach<N>) -> bool {
    a == Reach::All || a == b
}

fn covers_segment(graph: &SystemGraph, a: &StoredRow, b: &StoredRow) -> bool {
    let all_or_same = |a, b| a == AllOr::All || a == b;
    match (a.segment, b.segment) {
        (a, b) if a == b => true,
        (Segment::Database | Segment::AllData, _) => true,
        (Segment::Node(a), Segment::Node(b))
        | (Segment::Relationship(a), Segment::Relationship(b))
        | (Segment::User(a), Segment::User(b))
        | (Segment::Secret(a), Segment::Secret(b)) => all_or_same(a, b),
        (Segment::Procedure(a), Segment::Procedure(b))
        | (Segment::Function(a), Segment::Function(b))
        | (Segment::Setting(a), Segment::Setting(b)) => match (a, b) {
            (AllOr::All, _) => true,
            // A `?` of the one could only stand for a `*` of the other by chance.
            (AllOr::One(a), AllOr::One(b)) => {
                let (a, b) = (graph.text(a), graph.text(b));
                !a.contains('?') && glob_matches(a, b)
            }
            (AllOr::One(_), AllOr::All) => false,
        },
        (Segment::Node(AllOr::All), Segment::Pattern(rule)) => {
            graph.symbols().rule(rule).is_some_and(|rule| rule.is_node)
        }
        (Segment::Relationship(AllOr::All), Segment::Pattern(rule)) => {
            graph.symbols().rule(rule).is_some_and(|rule| !rule.is_node)
        }
        _ => false,
    }
}

fn covers_resource(a: &StoredRow, b: &StoredRow) -> bool {
    match (a.resource, b.resource) {
        (a, b) if a == b => true,
        (Resource::Property(_) | Resource::Label(_), Resource::Graph) => {
            // MATCH {p} makes an element visible as TRAVERSE does, but denying it does not hide it.
            b.action == Action::Traverse && a.access == crate::privilege::Access::Granted
        }
        (Resource::Property(_) | Resource::Label(_), _) => false,
        _ => true,
    }
}
