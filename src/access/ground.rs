//! What stands behind the name of a database, and what that settles whatever the privileges say.
//!
//! | | data: graph privileges, indexes, constraints, names | administration: start, stop, alter |
//! | --- | --- | --- |
//! | a database with data | privileges decide | privileges decide |
//! | `system` | nobody: it takes administration commands only | privileges decide |
//! | a composite database | nobody: only its constituents hold data | privileges decide |
//! | a remote alias | the other DBMS decides | nobody: no such command goes there |
//!
//! ACCESS is the one privilege of a remote alias that counts here. The manual ("Configuring remote
//! database aliases"): a user's roles and permissions on the local DBMS do not restrict the actions that
//! are processed on the remote DBMS, and no administration command can be executed there through the
//! alias. Transactions are listed and ended by the DBMS that runs the command, so privileges decide.

use super::holder::Holder;
use super::name::Name;
use super::prepare::is_inside;
use super::question::{NamedKind, OnFailure, Question, What};
use crate::catalog::is_built_in_function;
use crate::graph::{AliasTarget, DatabaseType, StoredRow, Symbol, SystemGraph};
use crate::privilege::{Action, ActionFamily, AllOr, Reach};

/// What a question takes for granted about the database that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// That it exists.
    Existence,
    /// That there is data to be seen or changed.
    Data,
    /// That administration commands reach it.
    Administration,
}

/// What stands behind a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// A database with data; also one that does not exist yet.
    Data,
    System,
    Composite,
    Remote,
}

/// What is decided before any privilege is asked, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    Yes(&'static str),
    No(OnFailure, &'static str),
}

const SYSTEM: &str = "the system database takes administration commands only";
const COMPOSITE: &str = "a composite database holds no data itself, only its constituents do";
const ELSEWHERE: &str =
    "another DBMS decides, by what the credentials of the remote alias may do there";
const OUT_OF_REACH: &str = "no administration command reaches another DBMS through a remote alias";
const HOMELESS: &str = "the home database does not exist";
const NEVER_BOOSTED: &str = "what is built in is never boosted";

impl Ground {
    /// Of a name that aliases have been followed from.
    pub(super) fn of(graph: &SystemGraph, name: Symbol) -> Self {
        match graph.database(name).map(|database| database.kind) {
            Some(DatabaseType::Standard) => Self::Data,
            Some(DatabaseType::System) => Self::System,
            Some(DatabaseType::Composite) => Self::Composite,
            None => match graph.alias(name).map(|alias| &alias.target) {
                Some(AliasTarget::Remote(_)) => Self::Remote,
                _ => Self::Data,
            },
        }
    }

    /// What speaks against it.
    pub(super) fn objection(self, need: Need) -> Option<(OnFailure, &'static str)> {
        match (self, need) {
            (Self::Data, _) | (_, Need::Existence) => None,
            (Self::Remote, Need::Data) => Some((OnFailure::Elsewhere, ELSEWHERE)),
            (Self::Remote, Need::Administration) => Some((OnFailure::Refused, OUT_OF_REACH)),
            (Self::System, Need::Data) => Some((OnFailure::Refused, SYSTEM)),
            (Self::Composite, Need::Data) => Some((OnFailure::Refused, COMPOSITE)),
            (Self::System | Self::Composite, Need::Administration) => None,
        }
    }
}

impl Need {
    /// What a question takes for granted; nothing where it is about the DBMS or the name itself.
    pub(super) fn of(question: &Question) -> Option<Self> {
        match &question.what {
            What::Element(_) => Some(Self::Data),
            What::Right(action) => Self::of_right(*action),
            _ => None,
        }
    }

    /// What a right on a database takes for granted.
    pub(super) fn of_right(action: Action) -> Option<Self> {
        match action.family() {
            _ if action == Action::Access => None,
            _ if Action::TransactionManagement.satisfies(action) => None,
            _ if is_inside(action) => Some(Self::Data),
            ActionFamily::Database | ActionFamily::DbmsOrDatabase => Some(Self::Administration),
            _ => None,
        }
    }
}

/// Why a privilege on one database decides nothing, whoever holds it; none where it does.
#[must_use]
pub fn decides_nothing(graph: &SystemGraph, row: &StoredRow) -> Option<&'static str> {
    let Reach::Named(name) = row.scope.reach() else { return None };
    let ground = Ground::of(graph, name);
    if row.action.family() == ActionFamily::Graph {
        return ground.objection(Need::Data).map(|(_, why)| why);
    }
    let leaves = row.action.contained().iter().filter(|action| action.parts().is_empty());
    let mut objections = leaves
        .map(|leaf| Need::of_right(leaf).and_then(|need| ground.objection(need)))
        .map(|objection| objection.map(|(_, why)| why));
    let first = objections.next()?;
    if objections.any(|other| other.is_none()) { None } else { first }
}

/// What is settled about a question.
pub(super) fn settled(
    graph: &SystemGraph,
    holder: &Holder,
    question: &Question,
) -> Option<Settled> {
    match &question.what {
        What::Ground(Need::Existence) if question.place == Reach::Home && holder.home.is_none() => {
            Some(Settled::No(OnFailure::Refused, HOMELESS))
        }
        What::Ground(need) => Some(match ground(graph, holder, question).objection(*need) {
            None => Settled::Yes(""),
            Some((failure, why)) => Settled::No(failure, why),
        }),
        What::Named(Action::ExecuteBoostedFunction, NamedKind::Function, AllOr::One(name))
            if is_built_in_function(&name.text) =>
        {
            Some(Settled::No(OnFailure::Refused, NEVER_BOOSTED))
        }
        _ if holder.is_suspended => None,
        What::Named(
            Action::ShowTransaction | Action::TerminateTransaction,
            NamedKind::User,
            AllOr::One(user),
        ) if is_holder(holder, user) => Some(Settled::Yes("everybody may, with their own")),
        What::Named(Action::ExecuteFunction, NamedKind::Function, AllOr::One(name))
            if is_built_in_function(&name.text) =>
        {
            Some(Settled::Yes("everybody may execute what is built in"))
        }
        What::Right(Action::Access) if ground(graph, holder, question) == Ground::System => {
            Some(Settled::Yes("everybody may use the system database"))
        }
        _ => None,
    }
}

/// What a question stands on.
fn ground(graph: &SystemGraph, holder: &Holder, question: &Question) -> Ground {
    let name = match &question.place {
        Reach::All => None,
        Reach::Home => holder.home,
        Reach::Named(name) => name.symbol,
    };
    name.map_or(Ground::Data, |name| Ground::of(graph, name))
}

fn is_holder(holder: &Holder, user: &Name) -> bool {
    holder.user.as_ref() == Some(&user.text)
}
