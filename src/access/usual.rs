//! The requests that are asked most: something about one node or relationship of known labels in one
//! named graph, its other properties unknown. Such a request is a few numbers, and its answer a few
//! probes, without any list being made. Everything else goes the general way, which gives the same
//! answers; a test holds one against the other.

use super::decision::Outcome;
use super::fact::{Masks, name_number};
use super::ground::Ground;
use super::question::{Atom, ElementKind, OnFailure};
use super::request::{Element, Part, Request, Target};
use crate::graph::{Symbol, SystemGraph};
use crate::privilege::{Action, AllOr, Reach};

/// The most labels it may have.
const LABELS: usize = 4;

/// A request as numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    pub(super) database: Symbol,
    pub(super) kind: ElementKind,
    /// Places without a label repeat the first one.
    labels: [u32; LABELS],
    /// How many labels there are that some privilege may name.
    known: usize,
    /// The property or label it is about; 0 for none, or for one that no privilege names.
    pub(super) part: u32,
    /// What must be visible and allowed, in this order.
    atoms: [Option<Atom>; 2],
    /// Their bits.
    needed: u8,
}

impl Usual {
    /// None for what is not usual.
    pub(super) fn of(graph: &SystemGraph, request: &Request) -> Option<Self> {
        let Target::Graph { graph: Reach::Named(name), element: Some(element), part } =
            &request.target
        else {
            return None;
        };
        let (kind, shape) = match element {
            Element::Node(shape) => (ElementKind::Node, shape),
            Element::Relationship(shape, None) => (ElementKind::Relationship, shape),
            Element::Relationship(..) => return None,
        };
        let AllOr::One(names) = &shape.labels else { return None };
        if shape.properties.is_some() || names.len() > LABELS {
            return None;
        }
        let (atom, part) = match (request.action, part) {
            (Action::Traverse, _) => (None, None),
            (Action::CreateElement, _) => (Some(Atom::Create), None),
            (Action::DeleteElement, _) => (Some(Atom::Delete), None),
            (Action::Read, Part::Property(AllOr::One(name))) => (Some(Atom::Read), Some(name)),
            (Action::SetProperty, Part::Property(AllOr::One(name))) => {
                (Some(Atom::SetProperty), Some(name))
            }
            (Action::SetLabel, Part::Label(AllOr::One(name))) => (Some(Atom::SetLabel), Some(name)),
            (Action::RemoveLabel, Part::Label(AllOr::One(name))) => {
                (Some(Atom::RemoveLabel), Some(name))
            }
            _ => return None,
        };
        let symbols = graph.symbols();
        let database = graph.resolve_database(symbols.get(name)?)?;
        if Ground::of(graph, database) != Ground::Data {
            return None;
        }
        let mut labels = [0; LABELS];
        let mut known: usize = 0;
        let numbers = names.iter().filter_map(|name| symbols.get(name)).map(name_number);
        for (place, number) in labels.iter_mut().zip(numbers) {
            *place = number;
            known += 1;
        }
        let [first, others @ ..] = &mut labels;
        others.iter_mut().skip(known.saturating_sub(1)).for_each(|place| *place = *first);
        // What is created is not there to be seen.
        let seen = (atom != Some(Atom::Create)).then_some(Atom::Traverse);
        let needed = [seen, atom].into_iter().flatten().fold(0, |bits, atom| bits | atom.bit());
        Some(Self {
            database,
            kind,
            labels,
            known,
            part: part.and_then(|name| symbols.get(name)).map_or(0, name_number),
            atoms: [seen, atom],
            needed,
        })
    }

    /// The numbers of its labels, as far as any privilege may name them.
    pub(super) fn labels(&self) -> &[u32] {
        self.labels.get(..self.known).unwrap_or_default()
    }

    /// The first two labels and the others. Most elements have one label or two: whoever looks at two without asking
    /// how many there are is done sooner.
    pub(super) fn two_labels(&self) -> ([u32; 2], &[u32]) {
        let [first, second, ..] = self.labels;
        ([first, second], self.labels.get(2..self.known).unwrap_or_default())
    }

    /// The answer for somebody who has ACCESS or not, and of whom all privileges together say this about
    /// the element and its part.
    pub(super) fn answer(&self, has_access: bool, masks: Masks) -> Outcome {
        if has_access && masks.granted & !masks.denied & self.needed == self.needed {
            return Outcome::Allowed;
        }
        if !has_access {
            return Outcome::Denied;
        }
        for atom in self.atoms.into_iter().flatten() {
            let bit = atom.bit();
            if masks.granted & bit == 0 || masks.denied & bit != 0 {
                return match atom {
                    Atom::Traverse | Atom::Read => OnFailure::Unseen.into(),
                    _ => OnFailure::Refused.into(),
                };
            }
        }
        Outcome::Allowed
    }
}
