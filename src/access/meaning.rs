//! What a set of privileges means, whatever it is made of: `ALL` or its parts, once or twice.
//!
//! Two sets mean the same when each implies every privilege of the other: then every question gets
//! the same answer from both, alone and together with any other role. A grant under a denial of the
//! same set says nothing. Rules that only together cover another one are not recognised as covering
//! it: `p = 1` and `p <> 1` are not `p IS NOT NULL` here, nor are two halves of an address range the
//! whole. Such sets count as different, which is safe.

use super::fact::{EVERYWHERE, ElementKey, Fact, Masks, NamedKey, Rights, facts};
use super::prepare::OWN_RIGHT;
use super::question::{Atom, ElementKind, NamedKind};
use super::role_index::{RoleIndex, glob_of, pattern_slots};
use crate::graph::{PrivilegeKey, RuleId, StoredRow, Symbol, Symbols};
use crate::privilege::{Access, Action, ActionSet, Segment, glob_matches};
use ipnet::IpNet;

/// What some privileges say together.
#[derive(Debug, Clone, Default)]
pub struct Meaning {
    all: RoleIndex,
    /// What the immutable ones say: whether something can be revoked is part of the meaning.
    immutable: RoleIndex,
}

impl Meaning {
    /// Adds a privilege.
    pub fn add(&mut self, key: PrivilegeKey, symbols: &Symbols) {
        self.all.add(key, symbols);
        if key.is_immutable() {
            self.immutable.add(key, symbols);
        }
    }

    /// Whether adding a privilege would change no answer.
    #[must_use]
    pub fn implies(&self, key: PrivilegeKey, symbols: &Symbols) -> bool {
        let index = if key.is_immutable() { &self.immutable } else { &self.all };
        facts(&StoredRow::from(key)).all(|fact| Implied { index, symbols }.fact(fact, key))
    }
}

/// Looks for what covers a fact.
struct Implied<'a> {
    index: &'a RoleIndex,
    symbols: &'a Symbols,
}

/// A number and 0, which stands for everything; 0 alone only once.
fn widened(number: u32) -> impl Iterator<Item = u32> {
    std::iter::once(0).chain((number != 0).then_some(number))
}

/// Whether everything in `wanted` is said by `said`; what is denied need not be granted.
fn covers_masks(said: Masks, wanted: Masks) -> bool {
    wanted.granted & !(said.granted | said.denied) == 0 && wanted.denied & !said.denied == 0
}

/// A relationship has no labels, so that what `WRITE` says of them there says nothing.
fn possible(kind: ElementKind, masks: Masks) -> Masks {
    const LABELS: u8 = Atom::SetLabel as u8 | Atom::RemoveLabel as u8;
    match kind {
        ElementKind::Node => masks,
        ElementKind::Relationship => {
            Masks { granted: masks.granted & !LABELS, denied: masks.denied & !LABELS }
        }
    }
}

fn covers_rights(said: Rights, wanted: Rights) -> bool {
    let within = |wanted: ActionSet, said: ActionSet| {
        wanted.iter().filter(|action| is_asked_about(*action)).all(|action| said.contains(action))
    };
    within(wanted.granted, said.granted.union(said.denied)) && within(wanted.denied, said.denied)
}

/// Compounds are no more than their parts, but for a few.
fn is_asked_about(action: Action) -> bool {
    action.parts().is_empty() || OWN_RIGHT.contains(&action)
}

/// The kind of name that an action on the DBMS is about.
fn kind_of(action: Action) -> Option<NamedKind> {
    Some(match action {
        Action::ExecuteProcedure | Action::ExecuteBoostedProcedure => NamedKind::Procedure,
        Action::ExecuteFunction | Action::ExecuteBoostedFunction => NamedKind::Function,
        Action::ShowSetting => NamedKind::Setting,
        Action::Impersonate => NamedKind::User,
        Action::ReadSecrets => NamedKind::Secret,
        _ => return None,
    })
}

const KINDS: [NamedKind; 5] = [
    NamedKind::User,
    NamedKind::Procedure,
    NamedKind::Function,
    NamedKind::Setting,
    NamedKind::Secret,
];

impl Implied<'_> {
    fn fact(&self, fact: Fact, key: PrivilegeKey) -> bool {
        match fact {
            Fact::Element(slot, masks) => {
                covers_masks(self.elements(slot), possible(slot.kind(), masks))
            }
            Fact::Pattern { place, rule, part, masks } => self.pattern(place, rule, part, masks),
            Fact::Right(place, rights) => covers_rights(self.right(place), rights),
            Fact::Named(slot, rights) => covers_rights(self.named(slot, key), rights),
            Fact::Load(range, access) => self.load(range, access),
        }
    }

    /// What is said about elements of one kind, or more.
    fn elements(&self, slot: ElementKey) -> Masks {
        let mut masks = Masks::default();
        for place in widened(slot.place) {
            for name in widened(slot.name()) {
                for part in widened(slot.part) {
                    masks.add(self.index.element(place, slot.kind(), name, part));
                }
            }
        }
        masks
    }

    /// A rule is covered where each of its labels is: without the rule, or by a rule with the same
    /// predicate.
    fn pattern(&self, place: u32, rule: RuleId, part: u32, wanted: Masks) -> bool {
        let Some(rule) = self.symbols.rule(rule) else { return true };
        pattern_slots(place, rule, self.symbols).into_iter().all(|slot| {
            let mut masks = self.elements(ElementKey::new(place, slot.kind(), slot.name(), part));
            for place in widened(place) {
                for name in widened(slot.name()) {
                    for entry in self.index.patterns(place, slot.kind(), name) {
                        let Segment::Pattern(other) = StoredRow::from(entry.key).segment else {
                            continue;
                        };
                        let is_same = self.symbols.rule(other).is_some_and(|other| {
                            other.property == rule.property && other.test == rule.test
                        });
                        if is_same && (entry.part == 0 || entry.part == part) {
                            masks.add(entry.masks);
                        }
                    }
                }
            }
            covers_masks(masks, wanted)
        })
    }

    fn right(&self, place: u32) -> Rights {
        let mut rights = Rights::default();
        for place in widened(place) {
            rights.add(self.index.right(place));
        }
        // What is about named things is also said by naming them all.
        for kind in KINDS {
            let named = self.index.named(NamedKey { place: EVERYWHERE, kind, name: 0 });
            let of_kind = |actions: ActionSet| {
                let of_kind = actions.iter().filter(|action| kind_of(*action) == Some(kind));
                of_kind.fold(ActionSet::EMPTY, ActionSet::with)
            };
            rights.add(Rights { granted: of_kind(named.granted), denied: of_kind(named.denied) });
        }
        rights
    }

    fn named(&self, slot: NamedKey, key: PrivilegeKey) -> Rights {
        let mut rights = Rights::default();
        let glob = glob_of(slot, key, self.symbols);
        for place in widened(slot.place) {
            rights.add(self.index.right(place));
            // A name with wildcards is filed among the globs.
            for name in widened(if glob.is_some() { 0 } else { slot.name }) {
                rights.add(self.index.named(NamedKey { place, kind: slot.kind, name }));
            }
        }
        let text = match &glob {
            Some(glob) => glob.as_str(),
            None if slot.name == 0 => return rights,
            None => self.name(slot.name),
        };
        for entry in self.index.globs.iter().filter(|entry| entry.kind == slot.kind) {
            if covers_glob(&entry.glob, text) {
                rights.add(entry.rights);
            }
        }
        rights
    }

    /// The text behind a number in a fact.
    fn name(&self, number: u32) -> &str {
        self.symbols.text_of_number(number.saturating_sub(1))
    }

    fn load(&self, range: Option<Symbol>, access: Access) -> bool {
        let parsed: Option<Option<IpNet>> =
            range.map(|range| self.symbols.text(range).parse().ok());
        self.index.loads.iter().any(|entry| {
            let covers = match (entry.range, parsed) {
                (None, _) => true,
                (Some(Some(wide)), Some(Some(narrow))) => wide.contains(&narrow),
                (wide, narrow) => wide == narrow,
            };
            covers && (entry.access == access || entry.access == Access::Denied)
        })
    }
}

/// Whether every name that `narrow` matches is matched by `wide`.
fn covers_glob(wide: &str, narrow: &str) -> bool {
    // Read as a name, the wildcards of `narrow` meet only `*` of `wide`, if it has no `?`.
    let is_name = !narrow.contains(['*', '?']);
    wide == narrow || ((is_name || !wide.contains('?')) && glob_matches(wide, narrow))
}
