//! What a difference amounts to: who may do what afterwards, and could not before.
//!
//! There are endlessly many questions, but privileges tell only those apart that they name. So every
//! label, property, procedure … that a privilege of either state names is asked about, and one that none
//! names, which stands for all the others. Users with the same roles are asked about once.
//!
//! A node has one label in these questions. What several labels together allow or refuse follows
//! from them: anything denied to one of them is denied.

mod fold;
mod places;
mod questions;
mod request;

use self::places::Places;
use crate::access::{Access, Holder, Outcome, Prepared};
use crate::graph::SystemGraph;
use crate::text::Text;
use crate::tools::state::{Row, State, order};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The graph.
    pub graph: &'a SystemGraph,
    /// Who may do what in it.
    pub access: &'a Access,
    /// The same in names.
    pub state: &'a State,
}

/// How a decision changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// No before, yes after.
    Gain,
    /// Yes before, no after.
    Lose,
    /// No both times, an exception to something broader that changes.
    StillNot,
    /// Yes both times, an exception to something broader that changes.
    StillMay,
}

impl Change {
    /// The word in machine output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gain => "gain",
            Self::Lose => "lose",
            Self::StillNot => "still not",
            Self::StillMay => "still",
        }
    }

    fn of((before, after): (bool, bool)) -> Self {
        match (before, after) {
            (false, true) => Self::Gain,
            (true, false) => Self::Lose,
            (false, false) => Self::StillNot,
            (true, true) => Self::StillMay,
        }
    }
}

/// A decision that changes, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecisionChange {
    /// How.
    pub change: Change,
    /// What is decided: ``READ {ssn} ON GRAPH `clinic` NODE Patient``. `*` is everything that no other
    /// decision here is about.
    pub privilege: String,
    /// The users, sorted.
    pub users: Vec<Text>,
}

/// How many users are named in a sentence.
const NAMED: usize = 5;

/// ``2 users gain READ {ssn} ON GRAPH `clinic` NODE Patient: alice, bob``
impl fmt::Display for DecisionChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.users.len();
        let (users, s) = if count == 1 { ("user", "s") } else { ("users", "") };
        write!(f, "{count} {users} ")?;
        match self.change {
            Change::Gain => write!(f, "gain{s} ")?,
            Change::Lose => write!(f, "lose{s} ")?,
            Change::StillNot => f.write_str("still may not ")?,
            Change::StillMay => f.write_str("still may ")?,
        }
        write!(f, "{}:", self.privilege)?;
        for (at, user) in self.users.iter().take(NAMED).enumerate() {
            write!(f, "{} {user}", if at == 0 { "" } else { "," })?;
        }
        match count.saturating_sub(NAMED) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// Everything that two states decide differently about users.
#[must_use]
pub fn decisions(before: Side<'_>, after: Side<'_>) -> Vec<DecisionChange> {
    let changed = changed_roles(before.state, after.state);
    let places = Places::of([before.state, after.state]);
    let mut found: BTreeMap<(Change, String), Vec<Text>> = BTreeMap::new();
    for class in classes(before, after, &changed) {
        let (rows, changed) = class.rows(before.state, after.state);
        let asked = questions::all(&rows, changed.as_deref(), &places).into_iter().map(|row| {
            let answers = (
                is_allowed(before, class.before.as_ref(), &row),
                is_allowed(after, class.after.as_ref(), &row),
            );
            (row, answers)
        });
        for (privilege, answers) in fold::fold(asked.collect(), &places) {
            let change = Change::of(answers);
            found.entry((change, privilege)).or_default().extend(class.users.iter().cloned());
        }
    }
    let mut changes: Vec<DecisionChange> = found
        .into_iter()
        .map(|((change, privilege), mut users)| {
            users.sort_unstable();
            DecisionChange { change, privilege, users }
        })
        .collect();
    changes.sort_by(|a, b| (a.change, &a.privilege).cmp(&(b.change, &b.privilege)));
    changes
}

/// The roles that do not have the same privileges in both states.
fn changed_roles<'s>(before: &'s State, after: &'s State) -> BTreeSet<&'s Text> {
    let of = |state: &'s State| -> BTreeMap<&'s Text, &'s Vec<Row>> {
        state.roles.iter().map(|role| (&role.name, &role.privileges)).collect()
    };
    let (before, after) = (of(before), of(after));
    let names: BTreeSet<&Text> = before.keys().chain(after.keys()).copied().collect();
    names.into_iter().filter(|name| before.get(name) != after.get(name)).collect()
}

/// The roles of somebody, what `HOME` means, and whether they are suspended; none where there is no such
/// user.
type Held = Option<(Vec<Text>, Option<Text>, bool)>;

/// Users who hold the same in both states.
struct Class {
    before: Option<Holder>,
    after: Option<Holder>,
    held: [Held; 2],
    users: Vec<Text>,
}

/// The classes of users for whom something can have changed.
fn classes(before: Side<'_>, after: Side<'_>, changed: &BTreeSet<&Text>) -> Vec<Class> {
    let names: BTreeSet<&Text> =
        [before, after].iter().flat_map(|side| &side.state.users).map(|user| &user.name).collect();
    let mut classes: BTreeMap<[Held; 2], Class> = BTreeMap::new();
    for name in names {
        let holder = |side: Side<'_>| {
            let (id, _) = side.graph.user_named(name)?;
            side.access.holder(side.graph, id)
        };
        let (old, new) = (holder(before), holder(after));
        let held = [held(before, old.as_ref()), held(after, new.as_ref())];
        let [old_held, new_held] = &held;
        let mut roles = held.iter().flatten().flat_map(|(roles, _, _)| roles);
        if old_held == new_held && !roles.any(|role| changed.contains(role)) {
            continue;
        }
        let class = classes.entry(held.clone()).or_insert_with(|| Class {
            before: old,
            after: new,
            held,
            users: Vec::new(),
        });
        class.users.push(name.clone());
    }
    classes.into_values().collect()
}

fn held(side: Side<'_>, holder: Option<&Holder>) -> Held {
    let holder = holder?;
    let mut roles: Vec<Text> = holder
        .roles
        .iter()
        .filter_map(|held| Some(side.graph.text(side.graph.role(held.role)?.name).into()))
        .collect();
    roles.sort_unstable();
    let home = holder.home.map(|home| side.graph.text(home).into());
    Some((roles, home, holder.is_suspended))
}

impl Class {
    /// The privileges of these users in either state, and, where nothing else about them changes, those
    /// that they have in one of them only.
    fn rows<'s>(
        &self,
        before: &'s State,
        after: &'s State,
    ) -> (Vec<&'s Row>, Option<Vec<&'s Row>>) {
        let [mut old, mut new] = [before, after].map(|_| Vec::new());
        let sides = [(before, &mut old), (after, &mut new)];
        for (held, (state, rows)) in self.held.iter().zip(sides) {
            for name in held.iter().flat_map(|(roles, _, _)| roles) {
                let at = state.roles.binary_search_by(|role| role.name.cmp(name));
                let role = at.ok().and_then(|at| state.roles.get(at));
                rows.extend(role.into_iter().flat_map(|role| &role.privileges));
            }
        }
        for rows in [&mut old, &mut new] {
            rows.sort_by(|a: &&Row, b| order(a, b));
            rows.dedup();
        }
        let is_in = |rows: &[&Row], row: &Row| rows.binary_search_by(|it| order(it, row)).is_ok();
        let gone = old.iter().copied().filter(|row| !is_in(&new, row));
        let come = new.iter().copied().filter(|row| !is_in(&old, row));
        let changed: Vec<&Row> = gone.chain(come).collect();
        let mut rows = old;
        rows.extend(new);
        rows.sort_by(|a, b| order(a, b));
        rows.dedup();
        let same = match &self.held {
            [Some((_, old_home, was_suspended)), Some((_, home, is_suspended))] => {
                old_home == home && was_suspended == is_suspended
            }
            _ => false,
        };
        (rows, same.then_some(changed))
    }
}

fn is_allowed(side: Side<'_>, holder: Option<&Holder>, row: &Row) -> bool {
    let (Some(holder), Some(request)) = (holder, request::of(row)) else { return false };
    let prepared = Prepared::new(side.graph, &request);
    side.access.outcome(side.graph, holder, &prepared) == Outcome::Allowed
}
