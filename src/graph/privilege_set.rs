//! A role's privileges: a sorted set in chunks.
//!
//! A B-tree of the standard library spends up to 40 bytes on a 16-byte key; chunks of a sorted list
//! spend half of that, and walking them is walking memory in order. Inserting moves at most one
//! chunk, so it stays cheap for a role with millions of privileges too.

use super::key::PrivilegeKey;
use super::symbols::Symbol;
use crate::privilege::Scope;
use std::ops::Range;

/// The number of keys at which a chunk is cut in two: 8 KiB.
const CHUNK: usize = 512;

/// A set of privileges.
#[derive(Debug, Clone, Default)]
pub struct PrivilegeSet {
    /// No chunk is empty; keys rise within and across chunks.
    chunks: Vec<Vec<PrivilegeKey>>,
    len: usize,
}

impl PrivilegeSet {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The chunk in which `key` is, or would have to be inserted.
    fn chunk_of(&self, key: PrivilegeKey) -> usize {
        let later = self.chunks.partition_point(|chunk| chunk.first().is_some_and(|k| *k <= key));
        later.saturating_sub(1)
    }

    /// Whether `key` is in the set.
    #[must_use]
    pub fn contains(&self, key: PrivilegeKey) -> bool {
        self.chunks.get(self.chunk_of(key)).is_some_and(|chunk| chunk.binary_search(&key).is_ok())
    }

    /// Adds `key`; false when it was there.
    pub(super) fn insert(&mut self, key: PrivilegeKey) -> bool {
        let at = self.chunk_of(key);
        let Some(chunk) = self.chunks.get_mut(at) else {
            self.chunks.push(vec![key]);
            self.len = 1;
            return true;
        };
        let Err(place) = chunk.binary_search(&key) else { return false };
        chunk.insert(place, key);
        if chunk.len() >= CHUNK {
            // What is appended in order stays dense: the right half of the last chunk is small.
            let cut = if place + 1 == chunk.len() { CHUNK - CHUNK / 8 } else { CHUNK / 2 };
            let right = chunk.split_off(cut);
            chunk.shrink_to_fit();
            self.chunks.insert(at + 1, right);
        }
        self.len += 1;
        true
    }

    /// Takes `key` away; false when it was not there.
    pub(super) fn remove(&mut self, key: PrivilegeKey) -> bool {
        let at = self.chunk_of(key);
        let Some(chunk) = self.chunks.get_mut(at) else { return false };
        let Ok(place) = chunk.binary_search(&key) else { return false };
        chunk.remove(place);
        if chunk.is_empty() {
            self.chunks.remove(at);
        }
        self.len -= 1;
        true
    }

    /// Every privilege, by scope.
    pub fn iter(&self) -> impl Iterator<Item = PrivilegeKey> {
        self.chunks.iter().flatten().copied()
    }

    /// The privileges `ON DBMS`.
    pub fn on_dbms(&self) -> impl Iterator<Item = PrivilegeKey> {
        self.in_scopes(PrivilegeKey::DBMS..PrivilegeKey::DBMS + 1)
    }

    /// The graph and database privileges that name this database or remote alias.
    pub fn on_database(&self, database: Symbol) -> impl Iterator<Item = PrivilegeKey> {
        let scope = PrivilegeKey::scope_of(database);
        self.in_scopes(scope..scope.saturating_add(1))
    }

    /// The privileges aimed at `scope` whose segment names `name` (a label, a user, a glob …), or
    /// `*`, or nothing. Graph and database privileges are not told apart, nor are kinds of segment: a
    /// property rule with that number may be among them.
    pub fn on_segment(
        &self,
        scope: Scope<Symbol>,
        name: Option<Symbol>,
    ) -> impl Iterator<Item = PrivilegeKey> {
        let wanted = (PrivilegeKey::scope_number_of(scope), PrivilegeKey::segment_number_of(name));
        let first = self.chunks.partition_point(|chunk| {
            chunk.last().is_some_and(|key| key.scope_and_segment() < wanted)
        });
        let (_, rest) = self.chunks.split_at(first.min(self.chunks.len()));
        let skip = rest
            .first()
            .map_or(0, |chunk| chunk.partition_point(|key| key.scope_and_segment() < wanted));
        rest.iter()
            .flatten()
            .copied()
            .skip(skip)
            .take_while(move |key| key.scope_and_segment() == wanted)
    }

    fn in_scopes(&self, scopes: Range<u32>) -> impl Iterator<Item = PrivilegeKey> {
        let first = self
            .chunks
            .partition_point(|chunk| {
                chunk.last().is_some_and(|key| key.scope_number() < scopes.start)
            })
            .min(self.chunks.len());
        let (_, rest) = self.chunks.split_at(first);
        let skip = rest
            .first()
            .map_or(0, |chunk| chunk.partition_point(|key| key.scope_number() < scopes.start));
        rest.iter()
            .flatten()
            .copied()
            .skip(skip)
            .take_while(move |key| key.scope_number() < scopes.end)
    }
}

/// How the keys are cut into chunks depends on history and does not matter.
impl PartialEq for PrivilegeSet {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::key::StoredRow;
    use crate::privilege::{Access, Action, AllOr, Reach, Resource, Segment};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn key(database: u32, label: u32) -> PrivilegeKey {
        StoredRow {
            access: Access::Granted,
            action: Action::Traverse,
            resource: Resource::Graph,
            scope: match database {
                0 => Scope::Dbms,
                n => Scope::Graph(Reach::Named(Symbol(n))),
            },
            segment: Segment::Node(AllOr::One(Symbol(label))),
            is_immutable: false,
        }
        .into()
    }

    fn bytes(set: &PrivilegeSet) -> usize {
        let chunks: usize = set.chunks.iter().map(|chunk| chunk.capacity() * 16 + 24).sum();
        chunks + set.chunks.capacity().saturating_sub(set.chunks.len()) * 24
    }

    #[test]
    fn many_privileges_take_less_than_48_bytes_each_in_any_order() {
        let n = 100_000u32;
        for order in 0..3 {
            let mut set = PrivilegeSet::default();
            for i in 0..n {
                let at = match order {
                    0 => i,
                    1 => n - i,
                    _ => i.wrapping_mul(2_654_435_761) % n,
                };
                set.insert(key(at / 100, at % 100));
            }
            assert!(bytes(&set) <= 48 * set.len(), "order {order}: {}", bytes(&set) / set.len());
        }
    }

    proptest! {
        #[test]
        fn behaves_as_a_sorted_set(
            steps in proptest::collection::vec((any::<bool>(), 0u32..6, 0u32..400), 0..3000)
        ) {
            let mut set = PrivilegeSet::default();
            let mut model = BTreeSet::new();
            for (add, database, label) in steps {
                let key = key(database, label);
                if add {
                    prop_assert_eq!(set.insert(key), model.insert(key));
                } else {
                    prop_assert_eq!(set.remove(key), model.remove(&key));
                }
                prop_assert!(set.contains(key) == model.contains(&key));
            }
            prop_assert_eq!(set.len(), model.len());
            prop_assert!(set.iter().eq(model.iter().copied()));
            let dbms = model.iter().copied().filter(|k| k.scope_number() == 0);
            prop_assert!(set.on_dbms().eq(dbms));
            for database in 1..6 {
                let on = Scope::Database(Reach::Named(Symbol(database)));
                for label in 0..400 {
                    let label = Some(Symbol(label));
                    let wanted = (
                        PrivilegeKey::scope_number_of(on),
                        PrivilegeKey::segment_number_of(label),
                    );
                    let there = model.iter().copied().filter(|k| k.scope_and_segment() == wanted);
                    prop_assert!(set.on_segment(on, label).eq(there));
                }
                let scope = PrivilegeKey::scope_of(Symbol(database));
                let there = model.iter().copied().filter(|k| k.scope_number() == scope);
                prop_assert!(set.on_database(Symbol(database)).eq(there));
            }
        }
    }
}
