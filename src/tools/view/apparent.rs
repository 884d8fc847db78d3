//! What is seen of a data graph.

use super::decider::{Decider, Parts, Thing};
use crate::access::{Access, Decision, ElementKind, Holder, Outcome, Prepared, Request, Target};
use crate::graph::SystemGraph;
use crate::privilege::{Action, Reach};
use crate::text::Text;
use crate::tools::data::{DataGraph, Node, Relationship};
use crate::value::Map;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is seen of a node or relationship.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Whether it is seen at all.
    pub is_seen: bool,
    /// Which of its properties are, in their order.
    pub properties: Vec<bool>,
}

/// Elements or properties of one kind that are hidden for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// Of nodes or relationships.
    pub kind: ElementKind,
    /// The labels of the nodes, or the type of the relationships.
    pub labels: Vec<Text>,
    /// The property, where the elements themselves are seen.
    pub property: Option<Text>,
    /// How many.
    pub count: usize,
    /// The privileges that hide them, or what none grants.
    pub because: Vec<String>,
}

/// What somebody sees of a data graph.
#[derive(Debug, Clone)]
pub struct Apparent<'d> {
    /// The data.
    pub data: &'d DataGraph,
    /// The database it stands in.
    pub database: Text,
    /// Of each node.
    pub nodes: Vec<Seen>,
    /// Of each relationship.
    pub relationships: Vec<Seen>,
    /// What is hidden: nodes, relationships, then properties, the most first.
    pub hidden: Vec<Hidden>,
    /// The server's refusal, where there is no access to the database at all.
    pub refusal: Option<Decision>,
}

impl<'d> Apparent<'d> {
    /// The nodes that are seen, each with the properties that are.
    pub fn seen_nodes(&self) -> impl Iterator<Item = (&'d Node, Map)> + '_ {
        let each = self.data.nodes.iter().zip(&self.nodes);
        each.filter(|(_, seen)| seen.is_seen)
            .map(|(node, seen)| (node, seen_properties(&node.properties, seen)))
    }

    /// The relationships that are seen, each with the properties that are.
    pub fn seen_relationships(&self) -> impl Iterator<Item = (&'d Relationship, Map)> + '_ {
        let each = self.data.relationships.iter().zip(&self.relationships);
        each.filter(|(_, seen)| seen.is_seen)
            .map(|(it, seen)| (it, seen_properties(&it.properties, seen)))
    }

    /// The node at an end of a relationship.
    #[must_use]
    pub fn end(&self, place: usize) -> Option<&'d Node> {
        self.data.nodes.get(place)
    }

    /// Seen and all: nodes, relationships, properties.
    #[must_use]
    pub fn counts(&self) -> [(usize, usize); 3] {
        let count = |seen: &[Seen]| (seen.iter().filter(|seen| seen.is_seen).count(), seen.len());
        let each = || self.nodes.iter().chain(&self.relationships);
        let properties = each().flat_map(|seen| &seen.properties);
        [
            count(&self.nodes),
            count(&self.relationships),
            (properties.clone().filter(|is_seen| **is_seen).count(), properties.count()),
        ]
    }
}

fn seen_properties(all: &Map, seen: &Seen) -> Map {
    let each = all.iter().zip(&seen.properties).filter(|(_, is_seen)| **is_seen);
    each.map(|((name, value), _)| (name.clone(), value.clone())).collect()
}

/// What `holder` sees of `data`, if it stands in `database`.
#[must_use]
pub fn apparent<'d>(
    graph: &SystemGraph,
    access: &Access,
    holder: &Holder,
    database: &str,
    data: &'d DataGraph,
) -> Apparent<'d> {
    let mut looking = Looking {
        decider: Decider::new(graph, access, holder, database.into()),
        data,
        hidden: BTreeMap::new(),
    };
    let nodes: Vec<Seen> = data.nodes.iter().map(|node| looking.node(node)).collect();
    let relationships = data.relationships.iter().map(|it| looking.relationship(it)).collect();
    let refusal = looking.refusal();
    Apparent {
        data,
        database: database.into(),
        nodes,
        relationships,
        hidden: looking.hidden(),
        refusal,
    }
}

/// Property, relationship or node, its labels, its property, and the reason.
type Group = (bool, bool, Vec<Text>, Option<Text>, Arc<[String]>);

struct Looking<'a, 'd> {
    decider: Decider<'a>,
    data: &'d DataGraph,
    hidden: BTreeMap<Group, usize>,
}

impl<'d> Looking<'_, 'd> {
    fn node(&mut self, node: &Node) -> Seen {
        let thing = Thing::Node(Parts { labels: &node.labels, properties: &node.properties });
        self.look(thing, &node.labels, &node.properties)
    }

    fn relationship(&mut self, relationship: &Relationship) -> Seen {
        let data = self.data;
        let [start, end] = [relationship.start, relationship.end].map(|at| data.nodes.get(at));
        // Ends are places of nodes: whoever made the data has seen to that.
        let (Some(start), Some(end)) = (start, end) else { return Seen::default() };
        let kind = std::slice::from_ref(&relationship.kind);
        let node = |node: &'d Node| Parts { labels: &node.labels, properties: &node.properties };
        let parts = Parts { labels: kind, properties: &relationship.properties };
        let thing = Thing::Relationship(parts, node(start), node(end));
        self.look(thing, kind, &relationship.properties)
    }

    fn look(&mut self, thing: Thing<'_>, labels: &[Text], properties: &Map) -> Seen {
        let is_relationship = matches!(thing, Thing::Relationship(..));
        if let Some(because) = self.decider.ask(thing, None) {
            let group = (false, is_relationship, labels.to_vec(), None, because);
            *self.hidden.entry(group).or_default() += 1;
            return Seen { is_seen: false, properties: vec![false; properties.len()] };
        }
        let mut seen = Seen { is_seen: true, properties: Vec::with_capacity(properties.len()) };
        for name in properties.keys() {
            let answer = self.decider.ask(thing, Some(name));
            seen.properties.push(answer.is_none());
            if let Some(because) = answer {
                let name = Some(name.clone());
                let group = (true, is_relationship, labels.to_vec(), name, because);
                *self.hidden.entry(group).or_default() += 1;
            }
        }
        seen
    }

    /// Nodes, relationships, then properties; of each by number, then by name.
    fn hidden(self) -> Vec<Hidden> {
        let mut hidden: Vec<_> = self.hidden.into_iter().collect();
        hidden.sort_by(|(a, n), (b, m)| (a.0, a.1, m, a).cmp(&(b.0, b.1, n, b)));
        let one = |((_, is_relationship, labels, property, because), count): (Group, usize)| {
            let kind = if is_relationship { ElementKind::Relationship } else { ElementKind::Node };
            Hidden { kind, labels, property, count, because: because.to_vec() }
        };
        hidden.into_iter().map(one).collect()
    }

    /// The decision about the database, where it is a no.
    fn refusal(&self) -> Option<Decision> {
        let Decider { graph, access, holder, database, .. } = &self.decider;
        let target = Target::Database(Reach::Named(database.clone()));
        let request = Request { action: Action::Access, target };
        let decision = access.decide(graph, holder, &Prepared::new(graph, &request));
        (decision.outcome != Outcome::Allowed).then_some(decision)
    }
}
