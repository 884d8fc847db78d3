//! Asks the engine about elements of a data graph, once for those that are alike.

use crate::access::{Access, Element, Holder, Outcome, Part, Prepared, Request, Shape, Target};
use crate::graph::SystemGraph;
use crate::privilege::{Action, AllOr, Reach, Segment};
use crate::text::Text;
use crate::value::Map;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Why something is hidden; none where it is seen.
pub(super) type Answer = Option<Arc<[String]>>;

/// What is asked about, where properties make no difference.
#[derive(PartialEq, Eq, Hash)]
struct Alike {
    kind: Option<Text>,
    labels: Vec<Text>,
    ends: Vec<Vec<Text>>,
    property: Option<Text>,
}

/// Labels and properties of a node, or type and properties of a relationship.
#[derive(Clone, Copy)]
pub(super) struct Parts<'d> {
    pub(super) labels: &'d [Text],
    pub(super) properties: &'d Map,
}

impl Parts<'_> {
    fn shape(self) -> Shape {
        Shape {
            labels: AllOr::One(self.labels.to_vec()),
            properties: Some(self.properties.clone()),
        }
    }
}

/// An element.
#[derive(Clone, Copy)]
pub(super) enum Thing<'d> {
    Node(Parts<'d>),
    Relationship(Parts<'d>, Parts<'d>, Parts<'d>),
}

/// Asks about one holder and one database.
pub(super) struct Decider<'a> {
    pub(super) graph: &'a SystemGraph,
    pub(super) access: &'a Access,
    pub(super) holder: &'a Holder,
    pub(super) database: Text,
    known: FxHashMap<Alike, Answer>,
    /// Whether some role has rules about properties, so that equal labels are not alike.
    has_rules: bool,
}

impl<'a> Decider<'a> {
    pub(super) fn new(
        graph: &'a SystemGraph,
        access: &'a Access,
        holder: &'a Holder,
        database: Text,
    ) -> Self {
        let has_rules = holder
            .roles
            .iter()
            .filter_map(|held| graph.role(held.role))
            .flat_map(|role| role.privileges.iter())
            .any(|key| matches!(crate::graph::StoredRow::from(key).segment, Segment::Pattern(_)));
        Self { graph, access, holder, database, known: FxHashMap::default(), has_rules }
    }

    /// Whether an element, or a property of it, is seen.
    pub(super) fn ask(&mut self, thing: Thing<'_>, property: Option<&Text>) -> Answer {
        if self.has_rules {
            return self.decide(thing, property);
        }
        let alike = match thing {
            Thing::Node(node) => Alike {
                kind: None,
                labels: node.labels.to_vec(),
                ends: Vec::new(),
                property: property.cloned(),
            },
            Thing::Relationship(relationship, start, end) => Alike {
                kind: relationship.labels.first().cloned(),
                labels: Vec::new(),
                ends: vec![start.labels.to_vec(), end.labels.to_vec()],
                property: property.cloned(),
            },
        };
        if let Some(answer) = self.known.get(&alike) {
            return answer.clone();
        }
        let answer = self.decide(thing, property);
        self.known.insert(alike, answer.clone());
        answer
    }

    fn decide(&self, thing: Thing<'_>, property: Option<&Text>) -> Answer {
        let element = match thing {
            Thing::Node(node) => Element::Node(node.shape()),
            Thing::Relationship(relationship, start, end) => Element::Relationship(
                relationship.shape(),
                Some(Box::new((start.shape(), end.shape()))),
            ),
        };
        let (action, part) = match property {
            None => (Action::Traverse, Part::Whole),
            Some(name) => (Action::Read, Part::Property(AllOr::One(name.clone()))),
        };
        let graph = Reach::Named(self.database.clone());
        let target = Target::Graph { graph, element: Some(element), part };
        let prepared = Prepared::new(self.graph, &Request { action, target });
        if self.access.outcome(self.graph, self.holder, &prepared) == Outcome::Allowed {
            return None;
        }
        let decision = self.access.decide(self.graph, self.holder, &prepared);
        Some(decision.because_texts().into())
    }
}
