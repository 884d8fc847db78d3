//! The decision engine: one index per role, made when first needed, following every change.

use super::bound::Bound;
use super::decision::{Outcome, Permission};
use super::fact::{EVERYWHERE, Masks, Rights};
use super::ground::{Settled, settled};
use super::holder::Holder;
use super::name::Name;
use super::prepare::Prepared;
use super::question::{NamedKind, OnFailure, Question, What};
use super::relation::relation;
use super::request::Request;
use super::role_index::{RoleIndex, places};
use super::usual::Usual;
use crate::graph::{Id, RoleId, StoredRow, Symbol, SystemGraph, Touched, Undo, User, UserId};
use crate::privilege::{Access as Given, Action, ActionFamily, ActionSet, AllOr, Reach};
use std::borrow::Cow;
use std::sync::OnceLock;

/// What decides. It belongs to one graph and must be told of every change of it.
#[derive(Debug, Default)]
pub struct Access {
    /// By number of role.
    roles: Vec<OnceLock<Box<RoleIndex>>>,
    /// The database of users without a home database.
    default_database: Option<Symbol>,
    /// The role that everybody has.
    public: Option<RoleId>,
    /// Rises with every change, so that whoever keeps something knows when to look again.
    generation: u64,
}

impl Access {
    /// An engine for a graph whose default database is `default_database`. Costs nothing per
    /// privilege: a role is indexed when somebody who holds it first asks.
    #[must_use]
    pub fn new(graph: &SystemGraph, default_database: Option<Symbol>) -> Self {
        let mut roles = Vec::new();
        roles.resize_with(graph.role_places(), OnceLock::new);
        Self { roles, default_database, public: graph.public(), generation: 0 }
    }

    /// Follows a change that has just been made, or whose undo has just been played.
    pub fn follow(&mut self, graph: &SystemGraph, undo: &Undo) {
        if undo.is_nothing() {
            return;
        }
        self.generation += 1;
        let touched = undo.touched();
        if !matches!(touched, Touched::Privilege(..)) {
            self.public = graph.public();
        }
        match touched {
            Touched::Nothing => {}
            Touched::Privilege(role, key) => self.touch(graph, &[(role, key)]),
            Touched::Privileges(keys) => self.touch(graph, keys),
            Touched::Role(role) => {
                if let Some(place) = self.roles.get_mut(role.number() as usize) {
                    *place = OnceLock::new();
                }
            }
            Touched::NewestRole => {
                let places = graph.role_places();
                self.roles.truncate(places.saturating_sub(1));
                self.roles.resize_with(places, OnceLock::new);
            }
        }
    }

    fn touch(&mut self, graph: &SystemGraph, keys: &[(RoleId, crate::graph::PrivilegeKey)]) {
        for (id, key) in keys {
            let index = self.roles.get_mut(id.number() as usize).and_then(OnceLock::get_mut);
            if let (Some(index), Some(role)) = (index, graph.role(*id)) {
                index.touch(role, *key, graph.symbols());
            }
        }
    }

    /// Rises with every change.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The database of users without a home database.
    #[must_use]
    pub fn default_database(&self) -> Option<Symbol> {
        self.default_database
    }

    /// A user with the roles granted to them.
    #[must_use]
    pub fn holder(&self, graph: &SystemGraph, user: UserId) -> Option<Holder> {
        Holder::user(graph, user, self.default_database)
    }

    /// The index of a role.
    pub(super) fn role<'a>(
        &'a self,
        graph: &SystemGraph,
        id: RoleId,
    ) -> Option<Cow<'a, RoleIndex>> {
        let make = |role| Box::new(RoleIndex::of(role, graph.symbols()));
        match self.roles.get(id.number() as usize) {
            Some(place) => match place.get() {
                Some(index) => Some(Cow::Borrowed(index)),
                None => {
                    let role = graph.role(id)?;
                    Some(Cow::Borrowed(place.get_or_init(|| make(role))))
                }
            },
            // A role this engine was never told of.
            None => Some(Cow::Owned(*make(graph.role(id)?))),
        }
    }

    /// Answers a request.
    #[must_use]
    pub fn outcome(&self, graph: &SystemGraph, holder: &Holder, prepared: &Prepared) -> Outcome {
        for (question, failure) in &prepared.needs {
            if !self.ask(graph, holder, question).is_granted() {
                return failure_of(graph, holder, question, *failure).into();
            }
        }
        Outcome::Allowed
    }

    /// Answers what a user asks. The same as [`Access::outcome`] for that user and the prepared request;
    /// for the requests that are asked most without making either.
    #[must_use]
    pub fn outcome_for_user(
        &self,
        graph: &SystemGraph,
        user: UserId,
        request: &Request,
    ) -> Outcome {
        match (graph.user(user), Usual::of(graph, request)) {
            (Some(user), Some(usual)) => self.usual(graph, user, &usual),
            (None, _) => self.outcome(graph, &Holder::default(), &Prepared::new(graph, request)),
            (Some(_), None) => {
                let holder = self.holder(graph, user).unwrap_or_default();
                self.outcome(graph, &holder, &Prepared::new(graph, request))
            }
        }
    }

    fn usual(&self, graph: &SystemGraph, user: &User, asked: &Usual) -> Outcome {
        if user.is_suspended {
            return asked.answer(false, Masks::default());
        }
        let home = user.home.or(self.default_database);
        let home = home.and_then(|home| graph.resolve_database(home));
        let places = places(Some(asked.database), home);
        let mut rights = Rights::default();
        let mut masks = Masks::default();
        for role in self.public.iter().chain(&user.roles) {
            let Some(index) = self.role(graph, *role) else { continue };
            for place in places.into_iter().flatten() {
                rights.add(index.right(place));
                masks.add(index.usual(place, asked));
            }
        }
        let (granted, denied) = rights.about(Action::Access);
        asked.answer(granted && !denied, masks)
    }

    /// Answers a request of a bound holder, from what was found out before where possible.
    #[must_use]
    pub fn outcome_bound(
        &self,
        graph: &SystemGraph,
        bound: &mut Bound,
        prepared: &Prepared,
    ) -> Outcome {
        bound.refresh(self, graph);
        if let Some(usual) = &prepared.usual {
            return bound.usual(self, graph, usual);
        }
        for (question, failure) in &prepared.needs {
            if !bound.ask(self, graph, question).is_granted() {
                return failure_of(graph, &bound.holder, question, *failure).into();
            }
        }
        Outcome::Allowed
    }

    /// Whether a holder has a right on the DBMS, or on a database; `*` asks about all of them.
    #[must_use]
    pub fn permission(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        action: Action,
        database: Reach<Symbol>,
    ) -> Permission {
        let place = match database {
            Reach::All => Reach::All,
            Reach::Home => Reach::Home,
            Reach::Named(name) => {
                Reach::Named(Name { text: graph.text(name).into(), symbol: Some(name) })
            }
        };
        self.ask(graph, holder, &Question { place, what: What::Right(action) })
    }

    /// Which of these rights on the DBMS a holder does not have: those never granted, and those
    /// denied.
    #[must_use]
    pub fn refused(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        actions: ActionSet,
    ) -> (Vec<Action>, Vec<Action>) {
        let (mut missing, mut denied) = (Vec::new(), Vec::new());
        for action in actions.iter() {
            match self.permission(graph, holder, action, Reach::All) {
                Permission::Granted => {}
                Permission::ExplicitDeny => denied.push(action),
                Permission::NotGranted => missing.push(action),
            }
        }
        (missing, denied)
    }

    /// Whether a holder has a right about a user: showing, terminating transactions, impersonating.
    #[must_use]
    pub fn permission_about_user(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        action: Action,
        database: Reach<Symbol>,
        user: &str,
    ) -> Permission {
        self.permission_about(graph, holder, action, database, NamedKind::User, user)
    }

    /// Whether a holder may see a setting.
    #[must_use]
    pub fn permission_about_setting(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        setting: &str,
    ) -> Permission {
        let (action, kind) = (Action::ShowSetting, NamedKind::Setting);
        self.permission_about(graph, holder, action, Reach::All, kind, setting)
    }

    fn permission_about(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        action: Action,
        database: Reach<Symbol>,
        kind: NamedKind,
        name: &str,
    ) -> Permission {
        let place = match database {
            Reach::All => Reach::All,
            Reach::Home => Reach::Home,
            Reach::Named(name) => {
                Reach::Named(Name { text: graph.text(name).into(), symbol: Some(name) })
            }
        };
        let what = What::Named(action, kind, AllOr::One(Name::of(graph, name)));
        self.ask(graph, holder, &Question { place, what })
    }

    /// Answers one question.
    pub(super) fn ask(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        question: &Question,
    ) -> Permission {
        match settled(graph, holder, question) {
            Some(Settled::Yes(_)) => return Permission::Granted,
            Some(Settled::No(..)) => return Permission::NotGranted,
            None => {}
        }
        if let What::AdminProcedure(name) = &question.what {
            return self.ask_admin_procedure(graph, holder, name);
        }
        let is_concrete = is_concrete(question);
        let mut granted = false;
        for held in &holder.roles {
            let (grants, denies) = if is_concrete {
                match self.role(graph, held.role) {
                    Some(index) => ask_index(&index, question, holder.home),
                    None => continue,
                }
            } else {
                ask_rows(graph, held.role, question, holder.home)
            };
            if denies {
                return Permission::ExplicitDeny;
            }
            granted |= grants;
        }
        Permission::of(granted, false)
    }

    /// EXECUTE and BOOSTED together, or EXECUTE ADMIN; and none of them denied.
    fn ask_admin_procedure(
        &self,
        graph: &SystemGraph,
        holder: &Holder,
        name: &AllOr<Name>,
    ) -> Permission {
        let ask = |what| self.ask(graph, holder, &Question { place: Reach::All, what });
        let [execute, boosted] = [Action::ExecuteProcedure, Action::ExecuteBoostedProcedure]
            .map(|action| ask(What::Named(action, NamedKind::Procedure, name.clone())));
        let admin = ask(What::Right(Action::ExecuteAdmin));
        Permission::of(
            (execute.is_granted() && boosted.is_granted()) || admin.is_granted(),
            [execute, boosted, admin].contains(&Permission::ExplicitDeny),
        )
    }
}

/// What it means that a question is not granted.
fn failure_of(
    graph: &SystemGraph,
    holder: &Holder,
    question: &Question,
    otherwise: OnFailure,
) -> OnFailure {
    match settled(graph, holder, question) {
        Some(Settled::No(failure, _)) => failure,
        _ => otherwise,
    }
}

/// Whether the question is about one thing each, so that the index answers it.
fn is_concrete(question: &Question) -> bool {
    let is_one_place = question.place != Reach::All;
    // Rights on the DBMS are aimed at nothing narrower, so everywhere is one place for them.
    let is_dbms = |action: Action| action.family() == ActionFamily::Dbms;
    match &question.what {
        What::Right(action) => is_one_place || is_dbms(*action),
        What::Element(element) => {
            is_one_place && element.labels != AllOr::All && element.part != Some(AllOr::All)
        }
        What::Named(action, _, name) => *name != AllOr::All && (is_one_place || is_dbms(*action)),
        What::AdminProcedure(name) => *name != AllOr::All,
        What::Load(_) | What::Ground(_) => true,
    }
}

/// Whether a role grants and whether it denies, from its index.
fn ask_index(index: &RoleIndex, question: &Question, home: Option<Symbol>) -> (bool, bool) {
    let places = match &question.place {
        Reach::All => [Some(EVERYWHERE), None, None],
        Reach::Home => places(home, home),
        Reach::Named(name) => places(name.symbol, home),
    };
    match &question.what {
        What::Right(action) => {
            let mut about = (false, false);
            for place in places.into_iter().flatten() {
                let (granted, denied) = index.right(place).about(*action);
                about = (about.0 | granted, about.1 | denied);
            }
            about
        }
        What::Element(element) => {
            let part = match &element.part {
                Some(AllOr::One(name)) => name.symbol,
                _ => None,
            };
            let masks = index.about_element(places, element, part);
            let bit = element.atom.bit();
            (masks.granted & bit != 0, masks.denied & bit != 0)
        }
        What::Named(action, kind, AllOr::One(name)) => {
            index.about_named(places, *action, *kind, name.symbol, &name.text)
        }
        What::Load(source) => index.about_load(source),
        What::Named(_, _, AllOr::All) | What::AdminProcedure(_) | What::Ground(_) => (false, false),
    }
}

/// The same from the stored rows, for questions about more than one thing.
fn ask_rows(
    graph: &SystemGraph,
    role: RoleId,
    question: &Question,
    home: Option<Symbol>,
) -> (bool, bool) {
    let mut about = (false, false);
    for key in graph.role(role).into_iter().flat_map(|role| role.privileges.iter()) {
        let row = StoredRow::from(key);
        if relation(graph, &row, question, home).decides(row.access) {
            match row.access {
                Given::Granted => about.0 = true,
                Given::Denied => about.1 = true,
            }
        }
    }
    about
}
