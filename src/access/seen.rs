//! What a table of elements surely lacks, without a look at it.
//!
//! A role says something in few places, and there mostly either about all labels or about some. A question
//! asks for every combination, so most of its probes would find nothing: two thirds of them are answered by
//! one bit here.

use super::fact::ElementKey;

/// For each place four bits: about all labels or one, about the whole or a part. Places share bits when
/// there are many, and no bit is ever cleared: one too many costs a probe.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen(u64);

/// Bits of a place.
const WIDTH: u32 = 4;

impl Seen {
    pub(super) fn add(&mut self, key: ElementKey) {
        self.0 |= bit(key);
    }

    /// False only if no such key was ever added.
    pub(super) fn may_have(self, key: ElementKey) -> bool {
        self.0 & bit(key) != 0
    }

    /// False only if no key of this place was ever added.
    pub(super) fn may_have_place(self, place: u32) -> bool {
        self.0 & (0b1111 << shift(place)) != 0
    }
}

fn shift(place: u32) -> u32 {
    place.wrapping_mul(WIDTH) % u64::BITS
}

fn bit(key: ElementKey) -> u64 {
    let kind = u32::from(key.name() != 0) << 1 | u32::from(key.part != 0);
    1 << (shift(key.place) + kind)
}

#[cfg(test)]
mod tests {
    use super::super::question::ElementKind;
    use super::*;

    #[test]
    fn what_was_added_is_never_denied() {
        let mut seen = Seen::default();
        let mut keys = Vec::new();
        for at in 0..200_u32 {
            let name = if at % 3 == 0 { 0 } else { at };
            let part = if at % 2 == 0 { 0 } else { at + 7 };
            let key = ElementKey::new(at * 5, ElementKind::Relationship, name, part);
            seen.add(key);
            keys.push(key);
            assert!(keys.iter().all(|key| seen.may_have(*key) && seen.may_have_place(key.place)));
        }
    }

    #[test]
    fn other_places_and_kinds_of_keys_are_told_apart() {
        let key = |place, name, part| ElementKey::new(place, ElementKind::Node, name, part);
        let mut seen = Seen::default();
        assert!(!seen.may_have(key(0, 0, 0)));
        seen.add(key(2, 9, 0));
        assert!(seen.may_have(key(2, 8, 0)), "labels are not told apart");
        for other in [key(2, 0, 0), key(2, 9, 1), key(0, 9, 0), key(3, 9, 0), key(17, 9, 0)] {
            assert!(!seen.may_have(other), "{other:?}");
        }
        assert!(!seen.may_have_place(0) && !seen.may_have_place(3) && seen.may_have_place(2));
    }
}
