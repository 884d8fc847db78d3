//! What a stored row says, as entries of the tables of a role's index.
//!
//! The tables are keyed by packed numbers. A place is 0 for everything (`*`, `DBMS`, `LOAD`), 1 for
//! `HOME`, else a database; a name or part is 0 for `*`, else the number of its symbol plus one.

use super::question::{Atom, ElementKind, NamedKind, PARTS};
use crate::graph::{RuleId, StoredRow, Symbol};
use crate::privilege::{Access, Action, ActionSet, AllOr, Reach, Resource, Segment};

/// The number of a place.
pub(super) const EVERYWHERE: u32 = 0;
/// The number of `HOME`.
pub(super) const HOME: u32 = 1;

/// The number of a named place.
pub(super) fn place_number(database: Symbol) -> u32 {
    database.number().saturating_add(2)
}

/// The number of a name or part.
pub(super) fn name_number(name: Symbol) -> u32 {
    name.number().saturating_add(1)
}

/// Where an element privilege applies: 12 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ElementKey {
    pub(super) place: u32,
    /// The label or type in the upper 31 bits, the kind in the lowest.
    name_and_kind: u32,
    pub(super) part: u32,
}

impl ElementKey {
    /// The last of all keys.
    pub(super) const LAST: Self = Self { place: u32::MAX, name_and_kind: u32::MAX, part: u32::MAX };

    /// Numbers that follow each other, as those of names do, are spread evenly by a multiplication with
    /// the golden ratio; the upper bits of the product depend on all of theirs, so they come first.
    #[inline]
    pub(super) fn hash(self) -> usize {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let name_and_part = u64::from(self.name_and_kind) << 32 | u64::from(self.part);
        let mixed = name_and_part ^ u64::from(self.place).rotate_left(44);
        mixed.wrapping_mul(GOLDEN).rotate_left(20) as usize
    }

    pub(super) fn new(place: u32, kind: ElementKind, name: u32, part: u32) -> Self {
        Self {
            place,
            name_and_kind: (name << 1) | u32::from(kind == ElementKind::Relationship),
            part,
        }
    }

    pub(super) fn kind(self) -> ElementKind {
        if self.name_and_kind & 1 == 0 { ElementKind::Node } else { ElementKind::Relationship }
    }

    pub(super) fn name(self) -> u32 {
        self.name_and_kind >> 1
    }
}

/// Atoms granted and denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Masks {
    pub(super) granted: u8,
    pub(super) denied: u8,
}

impl Masks {
    pub(super) fn add(&mut self, other: Self) {
        self.granted |= other.granted;
        self.denied |= other.denied;
    }
}

/// Actions granted and denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Rights {
    pub(super) granted: ActionSet,
    pub(super) denied: ActionSet,
}

impl Rights {
    pub(super) fn add(&mut self, other: Self) {
        self.granted = self.granted.union(other.granted);
        self.denied = self.denied.union(other.denied);
    }

    pub(super) fn about(self, action: Action) -> (bool, bool) {
        (self.granted.contains(action), self.denied.contains(action))
    }
}

/// A row's segment with a name that may be a glob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NamedKey {
    pub(super) place: u32,
    pub(super) kind: NamedKind,
    pub(super) name: u32,
}

/// One thing a row says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fact {
    Element(ElementKey, Masks),
    /// Under a property rule: `part` and what is said about it.
    Pattern {
        place: u32,
        rule: RuleId,
        part: u32,
        masks: Masks,
    },
    Right(u32, Rights),
    Named(NamedKey, Rights),
    /// A range, or all data.
    Load(Option<Symbol>, Access),
}

/// What a row says. At most four facts: `ALL GRAPH PRIVILEGES` speaks of nodes and relationships, and
/// `MATCH {p}` of the element and of the property.
pub(super) fn facts(row: &StoredRow) -> impl Iterator<Item = Fact> {
    let mut facts = [None; 4];
    let mut slots = facts.iter_mut();
    let mut push = |fact| {
        if let Some(slot) = slots.next() {
            *slot = Some(fact);
        }
    };
    let place = match row.scope.reach() {
        Reach::All => EVERYWHERE,
        Reach::Home => HOME,
        Reach::Named(database) => place_number(database),
    };
    let rights = {
        let actions = row.action.contained();
        match row.access {
            Access::Granted => Rights { granted: actions, ..Rights::default() },
            Access::Denied => Rights { denied: actions, ..Rights::default() },
        }
    };
    let number = |of: AllOr<Symbol>| match of {
        AllOr::All => 0,
        AllOr::One(name) => name_number(name),
    };
    let mut named =
        |kind, of| push(Fact::Named(NamedKey { place, kind, name: number(of) }, rights));
    match row.segment {
        Segment::User(of) => named(NamedKind::User, of),
        Segment::Procedure(of) => named(NamedKind::Procedure, of),
        Segment::Function(of) => named(NamedKind::Function, of),
        Segment::Setting(of) => named(NamedKind::Setting, of),
        Segment::Secret(of) => named(NamedKind::Secret, of),
        Segment::AllData => push(Fact::Load(None, row.access)),
        Segment::Cidr(range) | Segment::Url(range) => push(Fact::Load(Some(range), row.access)),
        Segment::Database if row.resource != Resource::Graph => push(Fact::Right(place, rights)),
        Segment::Database => {
            for (part, masks) in parts(row).into_iter().flatten() {
                for kind in [ElementKind::Node, ElementKind::Relationship] {
                    push(Fact::Element(ElementKey::new(place, kind, 0, part), masks));
                }
            }
        }
        Segment::Node(of) => {
            for (part, masks) in parts(row).into_iter().flatten() {
                let key = ElementKey::new(place, ElementKind::Node, number(of), part);
                push(Fact::Element(key, masks));
            }
        }
        Segment::Relationship(of) => {
            for (part, masks) in parts(row).into_iter().flatten() {
                let key = ElementKey::new(place, ElementKind::Relationship, number(of), part);
                push(Fact::Element(key, masks));
            }
        }
        Segment::Pattern(rule) => {
            for (part, masks) in parts(row).into_iter().flatten() {
                push(Fact::Pattern { place, rule, part, masks });
            }
        }
    }
    facts.into_iter().flatten()
}

/// What a graph privilege says about the element or all its parts, and about one part.
///
/// Granting `MATCH {p}` makes the element visible; denying it hides only the property.
fn parts(row: &StoredRow) -> [Option<(u32, Masks)>; 2] {
    let contained = row.action.contained();
    let mask = Atom::ALL
        .iter()
        .filter(|(_, action)| contained.contains(*action))
        .fold(0, |mask, (atom, _)| mask | atom.bit());
    let entry = |part, mask: u8| {
        let masks = match row.access {
            Access::Granted => Masks { granted: mask, denied: 0 },
            Access::Denied => Masks { granted: 0, denied: mask },
        };
        (mask != 0).then_some((part, masks))
    };
    match row.resource {
        Resource::Property(name) | Resource::Label(name) => {
            let whole = if row.access == Access::Granted { mask & !PARTS } else { 0 };
            [entry(name_number(name), mask & PARTS), entry(0, whole)]
        }
        _ => [entry(0, mask), None],
    }
}
