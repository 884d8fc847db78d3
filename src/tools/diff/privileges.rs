//! Which privileges of a role have to be revoked and granted.

use super::compare::Comparison;
use crate::access::Meaning;
use crate::graph::{PrivilegeKey, StoredRow, Symbols};
use crate::privilege::{Access, AllOr, Reach, Resource, Segment};
use crate::text::Text;
use crate::tools::state::{Row, order, second};
use std::cmp::Ordering;

/// What has to be done with the privileges of one role.
#[derive(Debug, Default)]
pub(super) struct PrivilegeSteps<'s> {
    pub(super) revoke: Vec<&'s Row>,
    pub(super) grant: Vec<&'s Row>,
    /// Immutable denials that a revocation takes along: they can only be made after it.
    pub(super) deny_after: Vec<&'s Row>,
}

/// Compares the sorted privileges of a role in two states.
pub(super) fn compare<'s>(
    from: &[&'s Row],
    to: &[&'s Row],
    comparison: Comparison,
) -> PrivilegeSteps<'s> {
    let (gone, new) = unshared(from, to);
    if gone.is_empty() && new.is_empty() {
        return PrivilegeSteps::default();
    }
    let (mut revoke, mut grant) = match comparison {
        Comparison::Exact => (gone, new),
        Comparison::Meaning => by_meaning(from, to, gone, new),
    };
    // Revoking a privilege revokes an immutable one that is otherwise the same, too.
    let twins = revoke.iter().filter(|row| !row.is_immutable).filter_map(|row| {
        let twin = Row { is_immutable: true, ..(*row).clone() };
        find(to, &twin)?;
        find(from, &twin)
    });
    let twins: Vec<&Row> = twins.collect();
    grant.extend(twins);
    revoke.sort_by(|a, b| order(a, b));
    grant.sort_by(|a, b| order(a, b));
    // What is granted is granted after revocations anyway; what is denied is denied before.
    let is_taken_along = |row: &&Row| {
        let twin = Row { is_immutable: false, ..(**row).clone() };
        row.access == Access::Denied && row.is_immutable && find(&revoke, &twin).is_some()
    };
    let (deny_after, grant) = grant.into_iter().partition(is_taken_along);
    PrivilegeSteps { revoke, grant, deny_after }
}

/// Looks for a privilege in a sorted list.
fn find<'s>(rows: &[&'s Row], wanted: &Row) -> Option<&'s Row> {
    let at = rows.binary_search_by(|row| order(row, wanted)).ok()?;
    rows.get(at).copied()
}

/// What is in one of two sorted lists only.
fn unshared<'s>(from: &[&'s Row], to: &[&'s Row]) -> (Vec<&'s Row>, Vec<&'s Row>) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let (mut left, mut right) = (from.iter().peekable(), to.iter().peekable());
    loop {
        let side = match (left.peek(), right.peek()) {
            (None, None) => return (gone, new),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => order(a, b),
        };
        if side != Ordering::Greater {
            let row = left.next().copied();
            gone.extend(row.filter(|_| side == Ordering::Less));
        }
        if side != Ordering::Less {
            let row = right.next().copied();
            new.extend(row.filter(|_| side == Ordering::Greater));
        }
    }
}

/// Keeps what the target implies anyway and gives only what is not there yet, in whatever form.
fn by_meaning<'s>(
    from: &[&'s Row],
    to: &[&'s Row],
    gone: Vec<&'s Row>,
    mut new: Vec<&'s Row>,
) -> (Vec<&'s Row>, Vec<&'s Row>) {
    let mut symbols = Symbols::default();
    let target = meaning(to.iter().copied(), &mut symbols);
    let revoke: Vec<&Row> =
        gone.into_iter().filter(|row| !implies(&target, row, &mut symbols)).collect();
    let stays = from.iter().copied().filter(|row| find(&revoke, row).is_none());
    let mut present = meaning(stays, &mut symbols);
    // Denials first, because they make grants needless; then the broad before the narrow.
    new.sort_by_key(|row| (row.access == Access::Granted, narrowness(row), !row.is_immutable));
    let mut grant = Vec::new();
    for row in new {
        if implies(&present, row, &mut symbols) {
            continue;
        }
        for key in keys(row, &mut symbols) {
            present.add(key, &symbols);
        }
        grant.push(row);
    }
    (revoke, grant)
}

/// The number of things a row names, and how little its action contains.
fn narrowness(row: &Row) -> (u8, u32) {
    let place = matches!(row.scope.clone().reach(), Reach::Named(_) | Reach::Home);
    let resource = matches!(row.resource, Resource::Property(_) | Resource::Label(_));
    let segment = match &row.segment {
        Segment::Database | Segment::AllData => 0,
        Segment::Node(AllOr::All) | Segment::Relationship(AllOr::All) => 0,
        Segment::User(AllOr::All)
        | Segment::Procedure(AllOr::All)
        | Segment::Function(AllOr::All)
        | Segment::Setting(AllOr::All)
        | Segment::Secret(AllOr::All) => 0,
        // Among globs and ranges the shorter text is not the narrower one.
        Segment::Pattern(_) => 2,
        _ => 1,
    };
    let contained = u32::try_from(row.action.contained().iter().count()).unwrap_or(u32::MAX);
    (u8::from(place) + u8::from(resource) + segment, u32::MAX - contained)
}

fn meaning<'s>(rows: impl Iterator<Item = &'s Row>, symbols: &mut Symbols) -> Meaning {
    let mut meaning = Meaning::default();
    for row in rows {
        for key in keys(row, symbols) {
            meaning.add(key, symbols);
        }
    }
    meaning
}

fn implies(meaning: &Meaning, row: &Row, symbols: &mut Symbols) -> bool {
    let keys: Vec<_> = keys(row, symbols).collect();
    keys.into_iter().all(|key| meaning.implies(key, symbols))
}

/// The stored rows of a privilege.
fn keys(row: &Row, symbols: &mut Symbols) -> impl Iterator<Item = PrivilegeKey> + use<> {
    let key = |row: &Row, symbols: &mut Symbols| {
        let rule = match &row.segment {
            Segment::Pattern(rule) => Some(symbols.intern_rule((**rule).clone())),
            _ => None,
        };
        let stored: Option<StoredRow> =
            row.clone().map(|name: Text| Some(symbols.intern(&name)), |_| rule);
        stored.map(PrivilegeKey::from)
    };
    let first = key(row, symbols);
    let second = second(row).and_then(|row| key(&row, symbols));
    first.into_iter().chain(second)
}
