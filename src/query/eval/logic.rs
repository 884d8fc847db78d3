//! Connectives, comparisons and the predicates on strings and lists.

use super::super::node::Node;
use super::super::regex::Pattern;
use super::{Frame, type_error};
use crate::ast::{CompareOp, PredicateOp};
use crate::status::ValueError;
use crate::value::{Ternary, Value, compare, equals};
use std::cmp::Ordering;

type Truth = Result<Ternary, ValueError>;

/// `OR`: one true decides.
pub(super) fn any(parts: &[Node], frame: Frame<'_>) -> Truth {
    let mut truth = Some(false);
    for part in parts {
        match part.truth(frame)? {
            Some(true) => return Ok(Some(true)),
            Some(false) => {}
            None => truth = None,
        }
    }
    Ok(truth)
}

/// `AND`: one false decides.
pub(super) fn all(parts: &[Node], frame: Frame<'_>) -> Truth {
    let mut truth = Some(true);
    for part in parts {
        match part.truth(frame)? {
            Some(false) => return Ok(Some(false)),
            Some(true) => {}
            None => truth = None,
        }
    }
    Ok(truth)
}

/// `NOT`
pub(super) fn not(operand: &Node, frame: Frame<'_>) -> Truth {
    Ok(operand.truth(frame)?.map(|truth| !truth))
}

/// `XOR`: null absorbs.
pub(super) fn xor(parts: &[Node], frame: Frame<'_>) -> Truth {
    let mut truth = Some(false);
    for part in parts {
        let part = part.truth(frame)?;
        truth = truth.zip(part).map(|(truth, part)| truth != part);
    }
    Ok(truth)
}

/// `a < b <= c` is `a < b AND b <= c`.
pub(super) fn compare_chain(first: &Node, rest: &[(CompareOp, Node)], frame: Frame<'_>) -> Truth {
    let mut left = first.eval(frame)?;
    let mut truth = Some(true);
    for (op, right) in rest {
        let right = right.eval(frame)?;
        frame.env.spend_on(&left)?;
        frame.env.spend_on(&right)?;
        match compare_with(*op, &left, &right) {
            Some(false) => return Ok(Some(false)),
            Some(true) => {}
            None => truth = None,
        }
        left = right;
    }
    Ok(truth)
}

fn compare_with(op: CompareOp, left: &Value, right: &Value) -> Ternary {
    match op {
        CompareOp::Equal => equals(left, right),
        CompareOp::NotEqual | CompareOp::InvalidNotEqual => equals(left, right).map(|equal| !equal),
        CompareOp::Less => compare(left, right).holds(Ordering::is_lt),
        CompareOp::LessOrEqual => compare(left, right).holds(Ordering::is_le),
        CompareOp::Greater => compare(left, right).holds(Ordering::is_gt),
        CompareOp::GreaterOrEqual => compare(left, right).holds(Ordering::is_ge),
    }
}

pub(super) fn predicate(op: PredicateOp, left: &Node, right: &Node, frame: Frame<'_>) -> Truth {
    let (left, right) = (left.eval(frame)?, right.eval(frame)?);
    frame.env.spend_on(&left)?;
    frame.env.spend_on(&right)?;
    match op {
        PredicateOp::In => is_in(&left, &right),
        PredicateOp::Matches => match (&*left, &*right) {
            (_, Value::Null) => Ok(None),
            (left, Value::String(pattern)) => matches(left, &Pattern::new(pattern)?),
            (_, right) => {
                let message = format!("Expected a string value, but got: {}", right.runtime_text());
                Err(type_error(message, right, "STRING"))
            }
        },
        PredicateOp::StartsWith => Ok(both_strings(&left, &right).map(|(a, b)| a.starts_with(b))),
        PredicateOp::EndsWith => Ok(both_strings(&left, &right).map(|(a, b)| a.ends_with(b))),
        PredicateOp::Contains => Ok(both_strings(&left, &right).map(|(a, b)| a.contains(b))),
    }
}

/// Operands that are no strings make the predicate null.
fn both_strings<'a>(left: &'a Value, right: &'a Value) -> Option<(&'a str, &'a str)> {
    left.as_str().zip(right.as_str())
}

/// `x IN list`: true if one is equal, else null if one might be.
fn is_in(element: &Value, list: &Value) -> Truth {
    let elements = match list {
        Value::List(elements) => elements,
        Value::Null => return Ok(None),
        _ => {
            let message = format!("Expected a list, but got: {}", list.runtime_text());
            return Err(type_error(message, list, "LIST"));
        }
    };
    let mut truth = Some(false);
    for other in elements {
        match equals(element, other) {
            Some(true) => return Ok(Some(true)),
            Some(false) => {}
            None => truth = None,
        }
    }
    Ok(truth)
}

pub(super) fn matches_pattern(operand: &Node, pattern: &Pattern, frame: Frame<'_>) -> Truth {
    matches(&*operand.eval(frame)?, pattern)
}

/// A value that is no string does not match: null, as for the other string predicates.
fn matches(value: &Value, pattern: &Pattern) -> Truth {
    value.as_str().map(|text| pattern.matches(text)).transpose()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn connectives_are_three_valued() {
        check(&[
            ("true AND null", "null"),
            ("false AND null", "false"),
            ("null AND false", "false"),
            ("true OR null", "true"),
            ("false OR null", "null"),
            ("true XOR true", "false"),
            ("true XOR false XOR false", "true"),
            ("true XOR null", "null"),
            ("NOT null", "null"),
            ("NOT NOT true", "true"),
            ("NOT 1 = 2", "true"),
            ("true OR 1", "true"),
            ("false OR 1", "error: Don't know how to treat that as a predicate: Long(1)"),
        ]);
    }

    #[test]
    fn comparisons_form_chains() {
        check(&[
            ("1 < 2 <= 2", "true"),
            ("1 < 3 < 2", "false"),
            ("1 = 1 = true", "false"),
            ("1 = 1.0", "true"),
            ("1 <> 'a'", "true"),
            ("1 < 'a'", "null"),
            ("null = null", "null"),
            ("null <> null", "null"),
            ("1 < null", "null"),
            ("2 < 1 < null", "false"),
            ("NaN = NaN", "false"),
            ("NaN < 1", "false"),
            ("NaN >= 1", "false"),
            ("'a' < 'b'", "true"),
            ("false < true", "true"),
            ("[1, 2] < [1, 3]", "true"),
            ("[1] < [1, 0]", "true"),
            ("[1, null] = [1, 2]", "null"),
            ("[1, null] = [2, 2]", "false"),
            ("[1] = [1, null]", "false"),
            ("{a: 1} = {a: 1.0}", "true"),
            ("{a: null} = {a: 1}", "null"),
            ("{a: 1} < {a: 2}", "null"),
            ("date('2024-01-01') < date('2024-01-02')", "true"),
            ("date('2024-01-01') < datetime('2024-01-02')", "null"),
            ("duration('P1D') = duration('PT24H')", "false"),
            ("duration('P1D') < duration('P2D')", "null"),
            ("datetime('2024-01-01T12:00Z') = datetime('2024-01-01T13:00+01:00')", "false"),
        ]);
    }

    #[test]
    fn predicates_on_strings_and_lists() {
        check(&[
            ("null IN []", "false"),
            ("null IN [1]", "null"),
            ("2 IN [1, null]", "null"),
            ("1 IN [1, null]", "true"),
            ("1 IN null", "null"),
            ("1 IN [1.0]", "true"),
            ("[1] IN [[1], [2]]", "true"),
            ("1 IN 2", "error: Expected a list, but got: Long(2)"),
            ("'abc' STARTS WITH 'a'", "true"),
            ("'abc' ENDS WITH 'C'", "false"),
            ("'abc' CONTAINS 'b'", "true"),
            ("1 CONTAINS 'b'", "null"),
            ("'abc' CONTAINS null", "null"),
            ("'abc' =~ 'a.*'", "true"),
            ("'abc' =~ 'b'", "false"),
            ("'ABC' =~ '(?i)a' + 'bc'", "true"),
            ("'a.c' =~ 'a\\\\.c'", "true"),
            ("'abc' =~ null", "null"),
            ("null =~ 'a'", "null"),
            ("$x IN [7]", "true"),
            ("'a' IN $list", "true"),
            ("NOT 'x' IN $list", "true"),
            ("null IS NULL", "true"),
            ("1 IS NOT NULL", "true"),
        ]);
    }
}
