//! A table from elements to what is said of them.
//!
//! Open addressing: an entry is 16 bytes and next to it stands the one to look at next, so that a question costs one
//! line of memory, found or not. (The standard library's table looks at two, its marks and the entry.)

use super::fact::ElementKey;

/// An entry that holds nothing; no privilege has such a key, since names run out of memory before they run out of
/// numbers.
const FREE: ElementKey = ElementKey::LAST;

/// The fewest places of a table that has any.
const FEWEST: usize = 8;

#[derive(Debug, Clone, Copy)]
struct Entry<V> {
    key: ElementKey,
    value: V,
}

/// A table of small values; what is not in it has the default value.
#[derive(Debug, Clone, Default)]
pub(super) struct ElementTable<V> {
    /// None, or a power of two of them, of which at most half are taken: searches end soon.
    entries: Vec<Entry<V>>,
    len: usize,
}

impl<V: Copy + Default> ElementTable<V> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn clear(&mut self) {
        self.entries.fill(Entry { key: FREE, value: V::default() });
        self.len = 0;
    }

    /// Where a key is, or the free place where it would be. None without any places.
    #[inline]
    fn find(&self, key: ElementKey) -> Option<(usize, &Entry<V>)> {
        let mask = self.entries.len().wrapping_sub(1);
        let mut at = key.hash() & mask;
        loop {
            let entry = self.entries.get(at)?;
            if entry.key == key || entry.key == FREE {
                return Some((at, entry));
            }
            at = (at + 1) & mask;
        }
    }

    /// What is kept for a key.
    #[inline]
    pub(super) fn get(&self, key: ElementKey) -> Option<V> {
        let (_, entry) = self.find(key)?;
        (entry.key == key).then_some(entry.value)
    }

    /// Changes what is kept for a key.
    pub(super) fn update(&mut self, key: ElementKey, change: impl FnOnce(&mut V)) {
        if (self.len + 1) * 2 > self.entries.len() {
            self.grow();
        }
        let Some((at, _)) = self.find(key) else { return };
        let Some(entry) = self.entries.get_mut(at) else { return };
        if entry.key == FREE {
            *entry = Entry { key, value: V::default() };
            self.len += 1;
        }
        change(&mut entry.value);
    }

    fn grow(&mut self) {
        let places = (self.entries.len() * 2).max(FEWEST);
        let free = Entry { key: FREE, value: V::default() };
        let old = std::mem::replace(&mut self.entries, vec![free; places]);
        for entry in old.into_iter().filter(|entry| entry.key != FREE) {
            let at = self.find(entry.key).map(|(at, _)| at);
            if let Some(place) = at.and_then(|at| self.entries.get_mut(at)) {
                *place = entry;
            }
        }
    }

    /// Takes a key out. Those behind it move up, so that no search ends before it has found its key.
    pub(super) fn remove(&mut self, key: ElementKey) {
        let Some((mut hole, found)) = self.find(key) else { return };
        if found.key == FREE {
            return;
        }
        self.len -= 1;
        let mask = self.entries.len().wrapping_sub(1);
        let mut at = hole;
        loop {
            at = (at + 1) & mask;
            let Some(entry) = self.entries.get(at).copied().filter(|entry| entry.key != FREE)
            else {
                break;
            };
            // It may move if its search comes past the hole.
            let searched = at.wrapping_sub(entry.key.hash()) & mask;
            if searched >= at.wrapping_sub(hole) & mask {
                self.put(hole, entry);
                hole = at;
            }
        }
        self.put(hole, Entry { key: FREE, value: V::default() });
    }

    fn put(&mut self, at: usize, entry: Entry<V>) {
        if let Some(place) = self.entries.get_mut(at) {
            *place = entry;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::ElementKind;
    use super::*;
    use std::collections::HashMap;

    /// Keys of which many search the same places.
    fn key(number: u32) -> ElementKey {
        let kind =
            if number.is_multiple_of(2) { ElementKind::Node } else { ElementKind::Relationship };
        ElementKey::new(number % 3, kind, number / 7, number % 5)
    }

    #[test]
    fn it_holds_what_a_map_of_the_standard_library_holds() {
        let mut table = ElementTable::<u32>::default();
        let mut map = HashMap::new();
        assert_eq!(table.get(key(1)), None);
        table.remove(key(1));
        let mut state = 1_u32;
        for step in 0..20_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // It grows for a while, then shrinks.
            let (number, removes) = ((state >> 16) % 500, (state >> 8) % 100 < step / 250);
            if removes {
                table.remove(key(number));
                map.remove(&key(number));
            } else {
                table.update(key(number), |value| *value += step);
                *map.entry(key(number)).or_default() += step;
            }
            assert_eq!(table.len(), map.len());
            if step % 50 == 0 {
                for number in 0..500 {
                    assert_eq!(table.get(key(number)), map.get(&key(number)).copied());
                }
            }
        }
        table.clear();
        assert!(table.len() == 0 && (0..500).all(|number| table.get(key(number)).is_none()));
    }

    #[test]
    fn an_entry_is_a_quarter_of_a_cache_line() {
        assert_eq!(size_of::<Entry<super::super::fact::Masks>>(), 16);
    }
}
