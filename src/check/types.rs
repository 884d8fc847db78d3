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

pub(super) const NUMBER: u32 = FLOAT | INTEGER;
pub(super) const INSTANT: u32 = DATE | TIME | LOCAL_TIME | LOCAL_DATE_TIME | DATE_TIME;
pub(super) const TEMPORAL: u32 = DURATION | INSTANT;
pub(super) const ENTITY: u32 = MAP | NODE | RELATIONSHIP;
pub(super) const ANYTHING: u32 = u32::MAX;

/// The words of each bit, in the order in which Neo4j lists them.
const WORDS: &[(u32, &str)] = &[
    (MAP, "Map"),
    (NODE, "Node"),
    (RELATIONSHIP, "Relationship"),
    (PATH, "Path"),
    (BOOLEAN, "Boolean"),
    (FLOAT, "Float"),
    (INTEGER, "Integer"),
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

    /// What an element of it is.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::OneOf(LIST, Some(element)) => (**element).clone(),
            _ => Self::Any,
        }
    }

    /// Either of two.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::OneOf(a, x), Self::OneOf(b, y)) => {
                let element = match (x, y) {
                    (Some(x), Some(y)) if x == y => Some(x),
                    (Some(x), None) if b & LIST == 0 => Some(x),
                    (None, Some(y)) if a & LIST == 0 => Some(y),
                    (Some(_), _) | (_, Some(_)) => Some(Box::new(Self::Any)),
                    (None, None) => None,
                };
                Self::OneOf(a | b, element)
            }
            _ => Self::Any,
        }
    }

    /// Whether it may stand where `expected` is asked for.
    pub(super) fn fits(&self, expected: u32) -> bool {
        let Self::OneOf(bits, element) = self else { return true };
        if bits & expected & !LIST != 0 || (bits & INTEGER != 0 && expected & FLOAT != 0) {
            return true;
        }
        if bits & LIST == 0 {
            return false;
        }
        let element = element.as_ref().map_or(ANYTHING, |element| element.bits());
        expected & (LIST | BOOLEAN) != 0
            || (expected & LIST_OF_STRING != 0 && element & STRING != 0)
            || (expected & LIST_OF_NUMBER != 0 && element & NUMBER != 0)
    }

    /// How messages call it.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Any | Self::OneOf(0, _) => "Any".to_owned(),
            Self::OneOf(bits, element) if bits & LIST != 0 => {
                let element = element.as_ref().map_or_else(
                    || "Any".to_owned(),
                    |e| match &**e {
                        Self::OneOf(bits, _) if bits.count_ones() == 1 => e.words(),
                        _ => "Any".to_owned(),
                    },
                );
                with_list(bits & !LIST, &format!("List<{element}>"))
            }
            Self::OneOf(bits, _) => words(*bits),
        }
    }
}

/// How messages call a set of types.
pub(super) fn words(bits: u32) -> String {
    let names: Vec<_> =
        WORDS.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, word)| *word).collect();
    joined(&names)
}

fn with_list(bits: u32, list: &str) -> String {
    let mut names: Vec<_> =
        WORDS.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, word)| *word).collect();
    names.push(list);
    joined(&names)
}

fn joined(names: &[&str]) -> String {
    match names {
        [] => "Any".to_owned(),
        [one] => (*one).to_owned(),
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
