//! A holder who asks often, such as a session: what was found out is kept until something changes.
//!
//! Most questions of a session are about few labels and properties. For each (place, kind, label,
//! part) the answer of all its roles is one pair of masks, so a repeated question costs one probe a
//! label, whatever the roles hold.

use super::decision::{Outcome, Permission};
use super::element_table::ElementTable;
use super::engine::Access;
use super::fact::{ElementKey, Masks, Rights, name_number, place_number};
use super::ground::settled;
use super::holder::Holder;
use super::question::{ElementKind, ElementQuestion, Question, What};
use super::role_index::places;
use super::usual::Usual;
use crate::graph::{Symbol, SystemGraph, UserId};
use crate::privilege::{Action, AllOr, Reach};
use rustc_hash::FxHashMap;

/// How many answers are kept at most; a session that asks about more starts over.
const CAPACITY: usize = 1 << 16;

/// A holder and what has been found out about them.
#[derive(Debug)]
pub struct Bound {
    user: Option<UserId>,
    pub(super) holder: Holder,
    generation: u64,
    elements: ElementTable<Kept>,
    rights: FxHashMap<Symbol, Rights>,
}

/// What all roles together say of one label and part.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    masks: Masks,
    /// Whether ACCESS to the database is given: with it here, a question needs no second look.
    has_access: bool,
    /// Whether property rules have a say, so that masks alone do not answer.
    has_rules: bool,
}

impl Bound {
    /// Binds a user; membership, home database and status are looked up again after every change.
    #[must_use]
    pub fn user(access: &Access, graph: &SystemGraph, user: UserId) -> Option<Self> {
        Some(Self { user: Some(user), ..Self::holder(access, access.holder(graph, user)?) })
    }

    /// Binds a holder whose roles do not depend on the graph.
    #[must_use]
    pub fn holder(access: &Access, holder: Holder) -> Self {
        Self {
            user: None,
            holder,
            generation: access.generation(),
            elements: ElementTable::default(),
            rights: FxHashMap::default(),
        }
    }

    /// Forgets everything if anything has changed.
    pub(super) fn refresh(&mut self, access: &Access, graph: &SystemGraph) {
        if self.generation == access.generation() {
            return;
        }
        self.generation = access.generation();
        self.elements.clear();
        self.rights.clear();
        if let Some(user) = self.user {
            match access.holder(graph, user) {
                Some(holder) => self.holder = holder,
                None => self.holder.roles.clear(),
            }
        }
    }

    pub(super) fn ask(
        &mut self,
        access: &Access,
        graph: &SystemGraph,
        question: &Question,
    ) -> Permission {
        let database = match &question.place {
            Reach::Named(name) => name.symbol,
            Reach::Home => self.holder.home,
            Reach::All => None,
        };
        let kept = match (database, &question.what) {
            (Some(database), What::Right(action))
                if settled(graph, &self.holder, question).is_none() =>
            {
                let (granted, denied) = self.rights(access, graph, database).about(*action);
                Some(Permission::of(granted, denied))
            }
            (Some(database), What::Element(element)) => {
                self.about_element(access, graph, database, element)
            }
            _ => None,
        };
        kept.unwrap_or_else(|| access.ask(graph, &self.holder, question))
    }

    /// Answers what is asked most. It is about no known properties, so property rules have no say.
    pub(super) fn usual(&mut self, access: &Access, graph: &SystemGraph, asked: &Usual) -> Outcome {
        // What is said of a part says nothing else, so what is kept for it answers about the whole, too. What is said
        // of all labels is kept with each label, and alone under 0.
        let (database, kind, part) = (asked.database, asked.kind, asked.part);
        let ([first, second], others) = asked.two_labels();
        let Kept { mut masks, has_access, .. } =
            self.kept(access, graph, database, kind, first, part);
        for label in std::iter::once(&second).chain(others) {
            masks.add(self.kept(access, graph, database, kind, *label, part).masks);
        }
        asked.answer(has_access, masks)
    }

    fn rights(&mut self, access: &Access, graph: &SystemGraph, database: Symbol) -> Rights {
        if let Some(rights) = self.rights.get(&database) {
            return *rights;
        }
        let mut rights = Rights::default();
        for held in &self.holder.roles {
            let Some(index) = access.role(graph, held.role) else { continue };
            for place in places(Some(database), self.holder.home).into_iter().flatten() {
                rights.add(index.right(place));
            }
        }
        self.rights.insert(database, rights);
        rights
    }

    /// None where masks do not answer.
    fn about_element(
        &mut self,
        access: &Access,
        graph: &SystemGraph,
        database: Symbol,
        question: &ElementQuestion,
    ) -> Option<Permission> {
        let AllOr::One(labels) = &question.labels else { return None };
        let part = match &question.part {
            None => 0,
            Some(AllOr::All) => return None,
            // A name without number is covered by what covers all.
            Some(AllOr::One(name)) => name.symbol.map_or(0, name_number),
        };
        let mut masks = Masks::default();
        let known = labels.iter().filter_map(|label| label.symbol).map(name_number);
        // What is said about all labels is kept with each label; only without any it is asked alone.
        let mut is_bare = true;
        for name in known {
            is_bare = false;
            masks.add(self.masks(access, graph, database, question.kind, name, part)?);
        }
        if is_bare {
            masks = self.masks(access, graph, database, question.kind, 0, part)?;
        }
        let bit = question.atom.bit();
        Some(Permission::of(masks.granted & bit != 0, masks.denied & bit != 0))
    }

    /// None where property rules have a say.
    fn masks(
        &mut self,
        access: &Access,
        graph: &SystemGraph,
        database: Symbol,
        kind: ElementKind,
        name: u32,
        part: u32,
    ) -> Option<Masks> {
        let kept = self.kept(access, graph, database, kind, name, part);
        (!kept.has_rules).then_some(kept.masks)
    }

    fn kept(
        &mut self,
        access: &Access,
        graph: &SystemGraph,
        database: Symbol,
        kind: ElementKind,
        name: u32,
        part: u32,
    ) -> Kept {
        let key = ElementKey::new(place_number(database), kind, name, part);
        if let Some(kept) = self.elements.get(key) {
            return kept;
        }
        let (granted, denied) = self.rights(access, graph, database).about(Action::Access);
        let has_access = granted && !denied;
        let kept = Kept { has_access, ..self.find(access, graph, database, kind, name, part) };
        if self.elements.len() >= CAPACITY {
            self.elements.clear();
        }
        self.elements.update(key, |entry| *entry = kept);
        kept
    }

    fn find(
        &self,
        access: &Access,
        graph: &SystemGraph,
        database: Symbol,
        kind: ElementKind,
        name: u32,
        part: u32,
    ) -> Kept {
        let mut kept = Kept::default();
        // The second of a pair is left out where it is the first again.
        let both = |n: u32| [Some(0), (n != 0).then_some(n)].into_iter().flatten();
        for held in &self.holder.roles {
            let Some(index) = access.role(graph, held.role) else { continue };
            for place in places(Some(database), self.holder.home).into_iter().flatten() {
                for name in both(name) {
                    kept.has_rules |= !index.patterns(place, kind, name).is_empty();
                    for part in both(part) {
                        kept.masks.add(index.element(place, kind, name, part));
                    }
                }
            }
        }
        kept
    }
}
