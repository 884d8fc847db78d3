//! The databases that are asked about, and what can be asked about each.

use crate::graph::SYSTEM_DATABASE;
use crate::privilege::{Action, ActionFamily};
use crate::text::Text;
use crate::tools::state::{DatabaseType, State, Target};
use std::collections::BTreeMap;

/// What a database is, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// An alias of a database on another DBMS, which decides what may be done there.
    Remote,
    /// A composite database: it holds no data.
    Composite,
    /// A database with data.
    Standard,
}

/// The databases of two states. What is of one kind in one and of another in the other counts as the one
/// of which more can be asked.
pub(super) struct Places(BTreeMap<Text, Kind>);

impl Places {
    pub(super) fn of(states: [&State; 2]) -> Self {
        let mut places: BTreeMap<Text, Kind> = BTreeMap::new();
        let mut add = |name: &Text, kind: Kind| {
            let known = places.entry(name.clone()).or_insert(kind);
            *known = kind.max(*known);
        };
        for state in states {
            for database in state.databases.iter().filter(|it| it.name != SYSTEM_DATABASE) {
                add(
                    &database.name,
                    match database.kind {
                        DatabaseType::Composite => Kind::Composite,
                        _ => Kind::Standard,
                    },
                );
            }
            for alias in &state.aliases {
                if let Target::Remote(_) = alias.target {
                    add(&alias.name, Kind::Remote);
                }
            }
        }
        Self(places)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Text> {
        self.0.keys()
    }

    /// Whether privileges decide there about an action.
    pub(super) fn can_be_asked(&self, name: &Text, action: Action) -> bool {
        self.0.get(name).is_some_and(|kind| *kind >= least(action))
    }

    /// In how many places they do.
    pub(super) fn count(&self, action: Action) -> usize {
        self.0.values().filter(|kind| **kind >= least(action)).count()
    }
}

fn least(action: Action) -> Kind {
    if action == Action::Access || Action::TransactionManagement.satisfies(action) {
        Kind::Remote
    } else if action.family() == ActionFamily::Graph || Action::DatabaseActions.satisfies(action) {
        Kind::Standard
    } else {
        Kind::Composite
    }
}
