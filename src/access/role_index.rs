//! The privileges of one role, arranged so that a question costs a few probes.
//!
//! Made when the role is first asked about, then kept: [`RoleIndex::touch`] follows one privilege
//! that came or went by looking at its neighbours only.

use super::element_table::ElementTable;
use super::fact::{
    EVERYWHERE, ElementKey, Fact, HOME, Masks, NamedKey, Rights, facts, name_number, place_number,
};
use super::question::{ElementKind, ElementQuestion, NamedKind};
use super::request::Source;
use super::rule::Test;
use super::seen::Seen;
use super::usual::Usual;
use crate::graph::{PrivilegeKey, Role, StoredRow, Symbol, Symbols};
use crate::privilege::{Access, Action, AllOr, Reach, Scope, Segment, glob_matches};
use crate::text::Text;
use ipnet::IpNet;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A privilege under a property rule.
#[derive(Debug, Clone)]
pub(super) struct PatternEntry {
    pub(super) key: PrivilegeKey,
    pub(super) part: u32,
    pub(super) masks: Masks,
    test: Arc<Test>,
}

#[derive(Debug, Clone)]
pub(super) struct GlobEntry {
    key: PrivilegeKey,
    pub(super) kind: NamedKind,
    pub(super) glob: Text,
    pub(super) rights: Rights,
}

#[derive(Debug, Clone)]
pub(super) struct LoadEntry {
    key: PrivilegeKey,
    /// None covers everything.
    pub(super) range: Option<Option<IpNet>>,
    pub(super) access: Access,
}

/// The privileges of one role.
#[derive(Debug, Clone, Default)]
pub(super) struct RoleIndex {
    elements: ElementTable<Masks>,
    /// Which kinds of keys `elements` has had.
    seen: Seen,
    /// By place, kind and label or type; under 0 the rules without labels.
    patterns: FxHashMap<ElementKey, Vec<PatternEntry>>,
    rights: FxHashMap<u32, Rights>,
    named: FxHashMap<NamedKey, Rights>,
    pub(super) globs: Vec<GlobEntry>,
    pub(super) loads: Vec<LoadEntry>,
}

/// The places that cover one database, as far as a role may have anything there.
pub(super) fn places(database: Option<Symbol>, home: Option<Symbol>) -> [Option<u32>; 3] {
    let is_home = database.is_some() && database == home;
    [Some(EVERYWHERE), is_home.then_some(HOME), database.map(place_number)]
}

impl RoleIndex {
    pub(super) fn of(role: &Role, symbols: &Symbols) -> Self {
        let mut index = Self::default();
        for key in role.privileges.iter() {
            index.add(key, symbols);
        }
        index
    }

    /// Follows one privilege of `role` that may have come or gone.
    pub(super) fn touch(&mut self, role: &Role, key: PrivilegeKey, symbols: &Symbols) {
        self.remove(role, key, symbols);
        if role.privileges.contains(key) {
            self.add(key, symbols);
        }
    }

    pub(super) fn add(&mut self, key: PrivilegeKey, symbols: &Symbols) {
        for fact in facts(&StoredRow::from(key)) {
            match fact {
                Fact::Element(slot, masks) => {
                    self.seen.add(slot);
                    self.elements.update(slot, |said| said.add(masks));
                }
                Fact::Right(place, rights) => self.rights.entry(place).or_default().add(rights),
                Fact::Pattern { place, rule, part, masks } => {
                    let Some(rule) = symbols.rule(rule) else { continue };
                    let test = Arc::new(Test::of(rule));
                    for slot in pattern_slots(place, rule, symbols) {
                        let test = Arc::clone(&test);
                        let entry = PatternEntry { key, part, masks, test };
                        self.patterns.entry(slot).or_default().push(entry);
                    }
                }
                Fact::Named(slot, rights) => match glob_of(slot, key, symbols) {
                    Some(glob) => {
                        self.globs.push(GlobEntry { key, kind: slot.kind, glob, rights });
                    }
                    None => self.named.entry(slot).or_default().add(rights),
                },
                Fact::Load(range, access) => {
                    let range = range.map(|range| symbols.text(range).parse().ok());
                    self.loads.push(LoadEntry { key, range, access });
                }
            }
        }
    }

    /// Forgets a privilege. Entries that several privileges share are put together again from the
    /// others with the same scope and segment: no other can say anything about them.
    fn remove(&mut self, role: &Role, key: PrivilegeKey, symbols: &Symbols) {
        let row = StoredRow::from(key);
        let mut shared: Vec<Fact> = Vec::new();
        for fact in facts(&row) {
            match fact {
                Fact::Element(slot, _) => {
                    self.elements.remove(slot);
                    shared.push(fact);
                }
                Fact::Right(place, _) => {
                    self.rights.remove(&place);
                    shared.push(fact);
                }
                Fact::Named(slot, _) => {
                    if glob_of(slot, key, symbols).is_some() {
                        self.globs.retain(|entry| entry.key != key);
                    } else {
                        self.named.remove(&slot);
                        shared.push(fact);
                    }
                }
                Fact::Pattern { place, rule, .. } => {
                    let Some(rule) = symbols.rule(rule) else { continue };
                    for slot in pattern_slots(place, rule, symbols) {
                        if let Some(entries) = self.patterns.get_mut(&slot) {
                            entries.retain(|entry| entry.key != key);
                            if entries.is_empty() {
                                self.patterns.remove(&slot);
                            }
                        }
                    }
                }
                Fact::Load(..) => self.loads.retain(|entry| entry.key != key),
            }
        }
        if shared.is_empty() {
            return;
        }
        for neighbour in neighbours(role, &row).filter(|other| *other != key) {
            for fact in facts(&StoredRow::from(neighbour)) {
                match fact {
                    Fact::Element(slot, masks)
                        if shared
                            .iter()
                            .any(|f| matches!(f, Fact::Element(s, _) if *s == slot)) =>
                    {
                        self.elements.update(slot, |said| said.add(masks));
                    }
                    Fact::Right(place, rights)
                        if shared.iter().any(|f| matches!(f, Fact::Right(p, _) if *p == place)) =>
                    {
                        self.rights.entry(place).or_default().add(rights);
                    }
                    Fact::Named(slot, rights)
                        if shared.iter().any(|f| matches!(f, Fact::Named(s, _) if *s == slot)) =>
                    {
                        self.named.entry(slot).or_default().add(rights);
                    }
                    _ => {}
                }
            }
        }
    }

    /// What is said about one name (0: about all) of a kind; names with wildcards are apart.
    pub(super) fn named(&self, key: NamedKey) -> Rights {
        self.named.get(&key).copied().unwrap_or_default()
    }

    /// What is said about a database or the DBMS as such.
    pub(super) fn right(&self, place: u32) -> Rights {
        self.rights.get(&place).copied().unwrap_or_default()
    }

    /// What is said about one label or type (0: about all) and one part (0: about the whole).
    pub(super) fn element(&self, place: u32, kind: ElementKind, name: u32, part: u32) -> Masks {
        let key = ElementKey::new(place, kind, name, part);
        if !self.seen.may_have(key) {
            return Masks::default();
        }
        self.elements.get(key).unwrap_or_default()
    }

    /// The property rules for one label or type (0: the rules without any).
    pub(super) fn patterns(&self, place: u32, kind: ElementKind, name: u32) -> &[PatternEntry] {
        if self.patterns.is_empty() {
            return &[];
        }
        self.patterns.get(&ElementKey::new(place, kind, name, 0)).map_or(&[], Vec::as_slice)
    }

    /// Everything that applies to a concrete element.
    pub(super) fn about_element(
        &self,
        places: [Option<u32>; 3],
        question: &ElementQuestion,
        part: Option<Symbol>,
    ) -> Masks {
        let mut masks = Masks::default();
        let AllOr::One(labels) = &question.labels else { return masks };
        let part = part.map(name_number);
        let (kind, properties) = (question.kind, question.properties.as_deref());
        for place in places.into_iter().flatten() {
            let names = labels.iter().filter_map(|label| label.symbol).map(name_number);
            for name in std::iter::once(0).chain(names) {
                masks.add(self.element(place, kind, name, 0));
                if let Some(part) = part {
                    masks.add(self.element(place, kind, name, part));
                }
                let Some(properties) = properties else { continue };
                for entry in self.patterns(place, kind, name) {
                    if (entry.part == 0 || Some(entry.part) == part) && entry.test.holds(properties)
                    {
                        masks.add(entry.masks);
                    }
                }
            }
        }
        masks
    }

    /// The same for what is asked most, in one place.
    pub(super) fn usual(&self, place: u32, asked: &Usual) -> Masks {
        let mut masks = Masks::default();
        if !self.seen.may_have_place(place) {
            return masks;
        }
        for name in std::iter::once(&0).chain(asked.labels()) {
            masks.add(self.element(place, asked.kind, *name, 0));
            if asked.part != 0 {
                masks.add(self.element(place, asked.kind, *name, asked.part));
            }
        }
        masks
    }

    /// What is said about one user, procedure, function, setting or secret.
    pub(super) fn about_named(
        &self,
        places: [Option<u32>; 3],
        action: Action,
        kind: NamedKind,
        symbol: Option<Symbol>,
        text: &str,
    ) -> (bool, bool) {
        let mut rights = Rights::default();
        for place in places.into_iter().flatten() {
            rights.add(self.right(place));
            for name in std::iter::once(0).chain(symbol.map(name_number)) {
                rights.add(self.named(NamedKey { place, kind, name }));
            }
        }
        for entry in self.globs.iter().filter(|entry| entry.kind == kind) {
            if glob_matches(&entry.glob, text) {
                rights.add(entry.rights);
            }
        }
        rights.about(action)
    }

    /// What is said about a source of data.
    pub(super) fn about_load(&self, source: &Source) -> (bool, bool) {
        let (mut granted, mut denied) = (false, false);
        for entry in &self.loads {
            match entry.access {
                Access::Granted => granted |= covers(entry.range.as_ref(), source),
                Access::Denied => denied |= touches(entry.range.as_ref(), source),
            }
        }
        (granted, denied)
    }
}

/// Whether a range of a privilege (outer none: all data, inner none: text that is no range) covers a
/// source.
pub(super) fn covers(range: Option<&Option<IpNet>>, source: &Source) -> bool {
    match (range, source) {
        (None, _) => true,
        (Some(Some(range)), Source::Range(wanted)) => range.contains(wanted),
        _ => false,
    }
}

/// Whether a range of a privilege has anything in common with a source.
pub(super) fn touches(range: Option<&Option<IpNet>>, source: &Source) -> bool {
    match (range, source) {
        (None, _) | (Some(Some(_)), Source::AllData) => true,
        (Some(Some(range)), Source::Range(wanted)) => {
            range.contains(wanted) || wanted.contains(range)
        }
        _ => false,
    }
}

/// The glob of a privilege whose name has wildcards.
pub(super) fn glob_of(slot: NamedKey, key: PrivilegeKey, symbols: &Symbols) -> Option<Text> {
    let is_glob =
        matches!(slot.kind, NamedKind::Procedure | NamedKind::Function | NamedKind::Setting);
    let (Segment::Procedure(AllOr::One(name))
    | Segment::Function(AllOr::One(name))
    | Segment::Setting(AllOr::One(name))) = StoredRow::from(key).segment
    else {
        return None;
    };
    let text = symbols.text(name);
    (is_glob && text.contains(['*', '?'])).then(|| text.into())
}

/// Where the entries of a property rule are filed.
pub(super) fn pattern_slots(
    place: u32,
    rule: &crate::privilege::PropertyRule,
    symbols: &Symbols,
) -> Vec<ElementKey> {
    let kind = if rule.is_node { ElementKind::Node } else { ElementKind::Relationship };
    if rule.labels().is_empty() {
        return vec![ElementKey::new(place, kind, 0, 0)];
    }
    // Interning a rule interned its labels.
    let labels = rule.labels().iter().filter_map(|label| symbols.get(label));
    labels.map(|label| ElementKey::new(place, kind, name_number(label), 0)).collect()
}

/// The privileges of a role that share an entry with `row`: those with its place and segment name.
fn neighbours<'a>(role: &'a Role, row: &StoredRow) -> impl Iterator<Item = PrivilegeKey> + 'a {
    let all = row.scope.reach() == Reach::All;
    let scopes = if all {
        [Some(Scope::Graph(Reach::All)), Some(Scope::Dbms), Some(Scope::Load)]
    } else {
        [Some(row.scope), None, None]
    };
    let name = match row.segment {
        Segment::Node(of)
        | Segment::Relationship(of)
        | Segment::User(of)
        | Segment::Procedure(of)
        | Segment::Function(of)
        | Segment::Setting(of)
        | Segment::Secret(of) => match of {
            AllOr::All => None,
            AllOr::One(name) => Some(name),
        },
        _ => None,
    };
    scopes.into_iter().flatten().flat_map(move |scope| role.privileges.on_segment(scope, name))
}
