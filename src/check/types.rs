//! What analysis knows of the type of an expression, and what may stand where.
//!
//! A set of types: one bit each. Neo4j lets an integer stand for a float; a list for a Boolean only
//! where other types could stand as well.

pub(super) const MAP: u32 = 1;
pub(super) const NODE: u32 = 1 << 1;
pub(super) const RELATIONSHIP: u32 = 1 << 2;
pub(super) const PATH: u32 = 1 << 3;
pub(super) const BOOLEAN: u32 = 1 << 4;
pub(super) const FLOAT: u32 = 1 << 5;
pub(super) const INTEGER: u32 = 1 << 6;
pub(super) const POINT: u32 = 1 << 7;
pub(super) const STRING: u32 = 1 << 8;
pub(super) const DURATION: u32 = 1 << 9;
pub(super) const DATE: u32 = 1 << 10;
pub(super) const TIME: u32 = 1 << 11;
pub(super) const LOCAL_TIME: u32 = 1 << 12;
pub(super) const LOCAL_DATE_TIME: u32 = 1 << 13;
pub(super) const DATE_TIME: u32 = 1 << 14;
pub(super) const UUID: u32 = 1 << 15;
pub(super) const VECTOR: u32 = 1 << 16;
pub(super) const LIST_OF_NUMBER: u32 = 1 << 17;
pub(super) const LIST_OF_STRING: u32 = 1 << 18;
pub(super) const LIST: u32 = 1 << 19;
/// What integers and floats have in common, as a type of its own.
const NUMBER_ITSELF: u32 = 1 << 20;
/// What all types have in common, as a type of its own.
const ANY_ITSELF: u32 = 1 << 21;

pub(super) const NUMBER: u32 = FLOAT | INTEGER;
pub(super) const INSTANT: u32 = DATE | TIME | LOCAL_TIME | LOCAL_DATE_TIME | DATE_TIME;
pub(super) const TEMPORAL: u32 = DURATION | INSTANT;
pub(super) const ENTITY: u32 = MAP | NODE | RELATIONSHIP;
pub(super) const ANYTHING: u32 = u32::MAX;

/// The words of each bit, in the order in which Neo4j lists them.
const WORDS: &[(u32, &str)] = &[
    (ANY_ITSELF, "Any"),
    (MAP, "Map"),
    (NODE, "Node"),
    (RELATIONSHIP, "Relationship"),
    (PATH, "Path"),
    (BOOLEAN, "Boolean"),
    (FLOAT, "Float"),
    (INTEGER, "Integer"),
    (NUMBER_ITSELF, "Number"),
    (POINT, "Point"),
    (STRING, "String"),
    (DURATION, "Duration"),
    (DATE, "Date"),
    (TIME, "Time"),
    (LOCAL_TIME, "LocalTime"),
    (LOCAL_DATE_TIME, "LocalDateTime"),
    (DATE_TIME, "DateTime"),
    (UUID, "UUID"),
    (VECTOR, "Vector"),
    (LIST_OF_NUMBER, "List<Float>, List<Integer> or List<Number>"),
    (LIST_OF_STRING, "List<String>"),
    (LIST, "List<T>"),
];

/// What analysis knows of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Types {
    /// It may be anything.
    Any,
    /// One of a set; of a list also what its elements are. The empty set is left by an error.
    OneOf(u32, Option<Box<Types>>),
}

impl Types {
    pub(super) const NOTHING: Self = Self::OneOf(0, None);

    pub(super) fn of(bits: u32) -> Self {
        Self::OneOf(bits, None)
    }

    pub(super) fn list_of(element: Self) -> Self {
        Self::OneOf(LIST, Some(Box::new(element)))
    }

    pub(super) fn bits(&self) -> u32 {
        match self {
            Self::Any => ANYTHING,
            Self::OneOf(bits, _) => *bits,
        }
    }

    pub(super) fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }

    /// Whether it holds the type of everything.
    pub(super) fn has_top(&self) -> bool {
        self.is_any() || self.bits() & ANY_ITSELF != 0
    }

    /// `bits`, where anything is left of it; all types after an error.
    pub(super) fn if_any(self, bits: u32) -> Self {
        if self == Self::NOTHING { Self::Any } else { Self::of(bits) }
    }

    /// What an element of it is.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::Any => Self::Any,
            Self::OneOf(bits, _) if bits & LIST == 0 => Self::NOTHING,
            Self::OneOf(_, element) => element.as_deref().cloned().unwrap_or(Self::Any),
        }
    }

    /// A list of it.
    pub(super) fn in_list(self) -> Self {
        if self == Self::NOTHING { self } else { Self::list_of(self) }
    }

    /// Without the lists.
    fn scalars(&self) -> Self {
        match self {
            // Neo4j's analysis keeps the top of the tree of types and nothing under it.
            Self::Any => Self::of(ANY_ITSELF),
            Self::OneOf(bits, _) => Self::of(bits & !LIST),
        }
    }

    /// Either of two.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::OneOf(a, x), Self::OneOf(b, y)) => {
                let list = |bits: u32, element: Option<Box<Self>>| {
                    (bits & LIST != 0).then(|| element.map_or(Self::Any, |element| *element))
                };
                let element = match (list(a, x), list(b, y)) {
                    (Some(x), Some(y)) => Some(x.or(y)),
                    (x, y) => x.or(y),
                };
                Self::OneOf(a | b, element.map(Box::new))
            }
            _ => Self::Any,
        }
    }

    /// What both have.
    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Any, known) | (known, Self::Any) => known.clone(),
            (Self::OneOf(a, _), Self::OneOf(b, _)) => {
                let both = a & b;
                if both & LIST == 0 {
                    return Self::of(both);
                }
                match self.element().and(&other.element()) {
                    Self::NOTHING => Self::of(both & !LIST),
                    element => Self::OneOf(both, Some(Box::new(element))),
                }
            }
        }
    }

    /// What it may stand for besides itself: an integer for a float, a list for a Boolean. The wider of several
    /// types decides.
    fn coercions(&self) -> Self {
        let Self::OneOf(bits, _) = self else { return Self::NOTHING };
        if bits & ANY_ITSELF != 0 {
            return Self::NOTHING;
        }
        let float = if bits & INTEGER != 0 && bits & NUMBER_ITSELF == 0 { FLOAT } else { 0 };
        let boolean = if bits & LIST != 0 { BOOLEAN } else { 0 };
        Self::of(float | boolean)
    }

    /// What is left of it where `expected` is asked for: nothing when it does not fit.
    pub(super) fn as_expected(&self, expected: &Self) -> Self {
        match self.and(expected) {
            Self::NOTHING => self.coercions().and(expected),
            both => both,
        }
    }

    /// The same for a set of types without parts.
    pub(super) fn narrowed(&self, expected: u32) -> Self {
        if expected == ANYTHING {
            return self.clone();
        }
        let known = self.as_expected(&Self::of(expected & !(LIST_OF_NUMBER | LIST_OF_STRING)));
        if known == Self::NOTHING && self.fits(expected) { self.clone() } else { known }
    }

    /// The narrowest types that have room for one of each.
    pub(super) fn common(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Any, Self::Any) => Self::Any,
            (Self::Any, Self::OneOf(bits, _)) | (Self::OneOf(bits, _), Self::Any) => {
                let known = if self.is_any() { other } else { self };
                let number = if bits & NUMBER != 0 { NUMBER_ITSELF } else { 0 };
                let map = if bits & ENTITY != 0 { MAP } else { 0 };
                let any = if *bits != 0 { ANY_ITSELF } else { 0 };
                let element =
                    (bits & LIST != 0).then(|| Box::new(known.element().common(&Self::Any)));
                Self::OneOf(bits | number | map | any, element)
            }
            (Self::OneOf(a, _), Self::OneOf(b, _)) => {
                let mut bits = 0;
                for one in each_bit(*a) {
                    for two in each_bit(*b) {
                        bits |= common_bit(one, two);
                    }
                }
                let element =
                    (a & b & LIST != 0).then(|| Box::new(self.element().common(&other.element())));
                Self::OneOf(bits, element)
            }
        }
    }

    /// What it may stand for, if the other has that; what they have in common otherwise.
    fn coerced_or_common(&self, other: &Self) -> Self {
        match self.coercions().and(other) {
            Self::NOTHING => self.common(other),
            coerced => coerced,
        }
    }

    /// What an accumulator of this type expects of the step: the step's own type where it can become that.
    pub(super) fn accumulating(&self, step: &Self) -> Self {
        if self.coerced_or_common(step) == *step { step.clone() } else { self.clone() }
    }

    /// With everything narrower.
    pub(super) fn with_narrower(self) -> Self {
        match self {
            Self::OneOf(bits, _) if bits & ANY_ITSELF != 0 => Self::Any,
            Self::OneOf(bits, element) => {
                let number = if bits & NUMBER_ITSELF != 0 { NUMBER } else { 0 };
                let map = if bits & MAP != 0 { ENTITY } else { 0 };
                let element = element.map(|element| Box::new(element.with_narrower()));
                Self::OneOf(bits | number | map, element)
            }
            Self::Any => Self::Any,
        }
    }

    /// What `+` and `||` give.
    pub(super) fn sum(&self, other: &Self) -> Self {
        let simple = BOOLEAN | STRING | NUMBER | TEMPORAL | POINT | VECTOR;
        let either = |one: u32, two: u32| {
            (self.bits() & one != 0 && other.bits() & two != 0)
                || (self.bits() & two != 0 && other.bits() & one != 0)
        };
        let mut bits = 0;
        let mut gives = |holds: bool, what: u32| bits |= if holds { what } else { 0 };
        gives(either(STRING, simple), STRING);
        gives(either(INTEGER, INTEGER), INTEGER);
        gives(either(FLOAT, NUMBER), FLOAT);
        for instant in each_bit(TEMPORAL) {
            gives(either(instant, DURATION), instant);
        }
        let (own, others) = (self.element(), other.element());
        Self::of(bits)
            .or(own.coerced_or_common(&others).in_list())
            .or(others.coerced_or_common(&own).in_list())
            .or(other.scalars().coerced_or_common(&own).in_list())
            .or(self.scalars().coerced_or_common(&others).in_list())
    }

    /// Whether it may stand where `expected` is asked for.
    pub(super) fn fits(&self, expected: u32) -> bool {
        let Self::OneOf(bits, _) = self else { return true };
        let coercions = self.coercions().bits();
        if (bits | coercions) & expected & !LIST != 0 {
            return true;
        }
        if bits & LIST == 0 {
            return false;
        }
        let element = self.element().bits();
        expected & LIST != 0
            || (expected & LIST_OF_STRING != 0 && element & STRING != 0)
            || (expected & LIST_OF_NUMBER != 0 && element & NUMBER != 0)
    }

    /// How messages call it.
    pub(super) fn words(&self) -> String {
        let mut names = Vec::new();
        self.collect_words(0, &mut names);
        joined(&names)
    }

    fn collect_words(&self, depth: usize, names: &mut Vec<String>) {
        let wrapped = |word: &str| format!("{}{word}{}", "List<".repeat(depth), ">".repeat(depth));
        let Self::OneOf(bits, _) = self else {
            names.push(wrapped(if depth == 0 { "Any" } else { "T" }));
            return;
        };
        let known = WORDS.iter().filter(|(bit, _)| bits & bit != 0 && *bit != LIST);
        names.extend(known.map(|(_, word)| wrapped(word)));
        if bits & LIST != 0 {
            self.element().collect_words(depth + 1, names);
        }
    }
}

fn each_bit(bits: u32) -> impl Iterator<Item = u32> {
    (0..u32::BITS).map(|at| 1 << at).filter(move |bit| bits & bit != 0)
}

/// What two types without parts have in common.
fn common_bit(one: u32, two: u32) -> u32 {
    let both = one | two;
    match () {
        () if one == two => one,
        () if both & !(NUMBER | NUMBER_ITSELF) == 0 => NUMBER_ITSELF,
        () if both & !ENTITY == 0 => MAP,
        () => ANY_ITSELF,
    }
}

/// How messages call a set of types.
pub(super) fn words(bits: u32) -> String {
    let names: Vec<_> = WORDS
        .iter()
        .filter(|(bit, _)| bits & bit != 0)
        .map(|(_, word)| (*word).to_owned())
        .collect();
    joined(&names)
}

fn joined(names: &[String]) -> String {
    match names {
        [] => "Any".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => {
            let word = if last.contains(" or ") { ", " } else { " or " };
            format!("{}{word}{last}", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_listed_in_the_front_ends_order() {
        assert_eq!(words(STRING | NUMBER | LIST), "Float, Integer, String or List<T>");
        assert_eq!(words(STRING | VECTOR | LIST), "String, Vector or List<T>");
        assert_eq!(
            words(VECTOR | LIST_OF_NUMBER),
            "Vector, List<Float>, List<Integer> or List<Number>"
        );
        assert_eq!(Types::list_of(Types::of(STRING)).words(), "List<String>");
    }

    #[test]
    fn an_integer_stands_for_a_float_but_not_the_other_way_round() {
        assert!(Types::of(INTEGER).fits(FLOAT));
        assert!(!Types::of(FLOAT).fits(INTEGER));
        assert!(!Types::of(STRING).fits(LIST));
        assert!(Types::Any.fits(NODE));
    }
}
