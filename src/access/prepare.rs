//! From a request to the questions that must all be answered with yes.
//!
//! | what is wanted | questions, in this order |
//! | --- | --- |
//! | anything in the home database | that it exists |
//! | anything in a database | ACCESS |
//! | data | that there is any to decide about here: see `ground` |
//! | starting, stopping, altering a database | that such a command reaches it |
//! | reading or changing an element that is there | TRAVERSE on it, and on both ends of a relationship |
//! | the thing itself | one question for each action that the wanted one contains |

use super::ground::{Ground, Need};
use super::name::Name;
use super::question::{Atom, ElementKind, ElementQuestion, NamedKind, OnFailure, Question, What};
use super::request::{Element, Part, Request, Shape, Target};
use super::usual::Usual;
use crate::graph::SystemGraph;
use crate::privilege::{Action, AllOr, Reach};
use crate::text::Text;
use std::sync::Arc;

/// A request with its names looked up, to be asked about as many holders as wanted. It keeps its
/// meaning until a name it mentions first appears in the graph, or a database or alias changes.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(super) needs: Vec<(Question, OnFailure)>,
    /// The same in short, for what is asked most.
    pub(super) usual: Option<Usual>,
}

/// Compounds that allow more than their parts do together.
pub(super) const OWN_RIGHT: &[Action] =
    &[Action::SetAuth, Action::AlterUser, Action::AlterDatabase, Action::ServerManagement];

/// Database actions that happen inside the database and therefore need ACCESS to it.
pub(super) fn is_inside(action: Action) -> bool {
    Action::DatabaseActions.satisfies(action) && action != Action::Access
}

/// The actions that decide about `action`: itself, or for a compound its parts at every depth.
fn leaves(action: Action) -> Vec<Action> {
    let contained = action.contained().iter();
    contained.filter(|part| part.parts().is_empty() || OWN_RIGHT.contains(part)).collect()
}

struct Preparing<'a> {
    graph: &'a SystemGraph,
    needs: Vec<(Question, OnFailure)>,
}

impl Prepared {
    /// Looks up the names of a request.
    #[must_use]
    pub fn new(graph: &SystemGraph, request: &Request) -> Self {
        let mut preparing = Preparing { graph, needs: Vec::with_capacity(4) };
        preparing.request(request);
        Self { needs: preparing.needs, usual: Usual::of(graph, request) }
    }
}

impl Preparing<'_> {
    fn name(&self, text: &Text) -> Name {
        Name::of(self.graph, text)
    }

    fn all_or(&self, of: &AllOr<Text>) -> AllOr<Name> {
        match of {
            AllOr::All => AllOr::All,
            AllOr::One(text) => AllOr::One(self.name(text)),
        }
    }

    /// Aliases are followed. A name of nothing stays as it is: only `*` covers it.
    fn place(&self, reach: &Reach<Text>) -> Reach<Name> {
        match reach {
            Reach::All => Reach::All,
            Reach::Home => Reach::Home,
            Reach::Named(text) => {
                let symbol = self.graph.symbols().get(text);
                match symbol.and_then(|name| self.graph.resolve_database(name)) {
                    Some(target) => Reach::Named(Name {
                        text: self.graph.text(target).into(),
                        symbol: Some(target),
                    }),
                    None => Reach::Named(Name { text: text.clone(), symbol: None }),
                }
            }
        }
    }

    fn need(&mut self, place: Reach<Name>, what: What, failure: OnFailure) {
        self.needs.push((Question { place, what }, failure));
    }

    /// Asks what goes without saying of most databases, where it does not. A home database is known
    /// only with the holder.
    fn ground(&mut self, place: &Reach<Name>, need: Need) {
        let is_asked = match place {
            Reach::All => false,
            Reach::Home => true,
            Reach::Named(name) => name
                .symbol
                .is_some_and(|name| Ground::of(self.graph, name).objection(need).is_some()),
        };
        if is_asked {
            self.need(place.clone(), What::Ground(need), OnFailure::Refused);
        }
    }

    fn request(&mut self, request: &Request) {
        let action = request.action;
        match &request.target {
            Target::Graph { graph, element, part } => {
                self.in_graph(action, graph, element.as_ref(), part);
            }
            Target::Database(reach) => self.on_database(action, reach),
            Target::Transactions(reach, user) => {
                self.ground(&self.place(reach), Need::Existence);
                for leaf in leaves(action) {
                    let what = What::Named(leaf, NamedKind::User, self.all_or(user));
                    self.need(self.place(reach), what, OnFailure::Refused);
                }
            }
            Target::Dbms => {
                for leaf in leaves(action) {
                    self.need(Reach::All, self.on_dbms(leaf), OnFailure::Refused);
                }
            }
            Target::User(user) => {
                let what = What::Named(action, NamedKind::User, self.all_or(user));
                self.need(Reach::All, what, OnFailure::Refused);
            }
            Target::Procedure { name, is_admin } => self.procedure(action, name, *is_admin),
            Target::Function(name) => {
                self.execute(action, Action::ExecuteFunction, NamedKind::Function, name);
            }
            Target::Setting(name) => {
                let what = What::Named(action, NamedKind::Setting, self.all_or(name));
                self.need(Reach::All, what, OnFailure::Refused);
            }
            Target::Secret(name) => {
                let what = What::Named(action, NamedKind::Secret, self.all_or(name));
                self.need(Reach::All, what, OnFailure::Refused);
            }
            Target::Load(source) => {
                self.need(Reach::All, What::Load(source.clone()), OnFailure::Refused);
            }
        }
    }

    fn on_database(&mut self, action: Action, reach: &Reach<Text>) {
        let place = self.place(reach);
        let leaves = leaves(action);
        self.ground(&place, Need::Existence);
        if leaves.iter().any(|leaf| is_inside(*leaf)) {
            self.need(place.clone(), What::Right(Action::Access), OnFailure::Refused);
            self.ground(&place, Need::Data);
        } else if leaves.iter().any(|leaf| Need::of_right(*leaf) == Some(Need::Administration)) {
            self.ground(&place, Need::Administration);
        }
        for leaf in leaves {
            // Whoever wants ACCESS among other things has just been asked for it.
            if leaf != Action::Access || action == Action::Access {
                self.need(place.clone(), What::Right(leaf), OnFailure::Refused);
            }
        }
    }

    /// A DBMS action that is about named things asks about all of them.
    fn on_dbms(&self, action: Action) -> What {
        let kind = match action {
            Action::ExecuteProcedure | Action::ExecuteBoostedProcedure => NamedKind::Procedure,
            Action::ExecuteFunction | Action::ExecuteBoostedFunction => NamedKind::Function,
            Action::ShowSetting => NamedKind::Setting,
            Action::Impersonate => NamedKind::User,
            Action::ReadSecrets => NamedKind::Secret,
            _ => return What::Right(action),
        };
        What::Named(action, kind, AllOr::All)
    }

    /// Executing needs EXECUTE; doing so boosted needs both. An `@Admin` procedure runs boosted or
    /// not at all.
    fn procedure(&mut self, action: Action, name: &AllOr<Text>, is_admin: bool) {
        if is_admin {
            let what = What::AdminProcedure(self.all_or(name));
            self.need(Reach::All, what, OnFailure::Refused);
        } else {
            self.execute(action, Action::ExecuteProcedure, NamedKind::Procedure, name);
        }
    }

    fn execute(&mut self, action: Action, plain: Action, kind: NamedKind, name: &AllOr<Text>) {
        self.need(Reach::All, What::Named(plain, kind, self.all_or(name)), OnFailure::Refused);
        if action != plain {
            self.need(Reach::All, What::Named(action, kind, self.all_or(name)), OnFailure::Refused);
        }
    }

    fn in_graph(
        &mut self,
        action: Action,
        graph: &Reach<Text>,
        element: Option<&Element>,
        part: &Part,
    ) {
        let place = self.place(graph);
        self.ground(&place, Need::Existence);
        self.need(place.clone(), What::Right(Action::Access), OnFailure::Refused);
        self.ground(&place, Need::Data);
        let leaves = leaves(action);
        let atoms: Vec<Atom> = Atom::ALL
            .iter()
            .filter(|(_, action)| leaves.contains(action))
            .map(|(atom, _)| *atom)
            .collect();
        let Some(element) = element else { return self.anywhere(&place, &atoms, part) };
        let creates_only = atoms == [Atom::Create];
        if !creates_only {
            self.visible(&place, element);
        }
        for atom in atoms.into_iter().filter(|atom| *atom != Atom::Traverse) {
            let (shape, kind) = match element {
                Element::Node(shape) => (shape, ElementKind::Node),
                Element::Relationship(shape, _) => (shape, ElementKind::Relationship),
            };
            self.atom(&place, atom, kind, shape, part);
        }
    }

    /// Without an element: may it be done to anything of its kind?
    fn anywhere(&mut self, place: &Reach<Name>, atoms: &[Atom], part: &Part) {
        let every = Shape { labels: AllOr::All, properties: None };
        for atom in atoms {
            self.atom(place, *atom, ElementKind::Node, &every, part);
            if !matches!(atom, Atom::SetLabel | Atom::RemoveLabel) {
                self.atom(place, *atom, ElementKind::Relationship, &every, part);
            }
        }
    }

    fn visible(&mut self, place: &Reach<Name>, element: &Element) {
        match element {
            Element::Node(shape) => {
                self.atom(place, Atom::Traverse, ElementKind::Node, shape, &Part::Whole);
            }
            Element::Relationship(shape, ends) => {
                self.atom(place, Atom::Traverse, ElementKind::Relationship, shape, &Part::Whole);
                if let Some(ends) = ends {
                    for end in [&ends.0, &ends.1] {
                        self.atom(place, Atom::Traverse, ElementKind::Node, end, &Part::Whole);
                    }
                }
            }
        }
    }

    fn atom(
        &mut self,
        place: &Reach<Name>,
        atom: Atom,
        kind: ElementKind,
        shape: &Shape,
        part: &Part,
    ) {
        let labels = match &shape.labels {
            AllOr::All => AllOr::All,
            AllOr::One(labels) => AllOr::One(labels.iter().map(|label| self.name(label)).collect()),
        };
        let part = atom.has_part().then(|| match (part, atom) {
            (Part::Property(of), Atom::Read | Atom::SetProperty)
            | (Part::Label(of), Atom::SetLabel | Atom::RemoveLabel) => self.all_or(of),
            _ => AllOr::All,
        });
        let properties = shape.properties.clone().map(Arc::new);
        let what = What::Element(ElementQuestion { atom, kind, labels, properties, part });
        let failure = match atom {
            Atom::Traverse | Atom::Read => OnFailure::Unseen,
            _ => OnFailure::Refused,
        };
        self.need(place.clone(), what, failure);
    }
}
