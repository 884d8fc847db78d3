//! List functions, `coll.*` of Cypher 25 included (inferred from release notes, show-clauses §3.10).

use super::scalar::{boolean, float, integer, string};
use super::{Args, Function, Result, function, sees_null};
use crate::status::ValueError;
use crate::value::{Key, Value, equivalent, order};
use std::cmp::Ordering;
use std::collections::HashSet;

pub(super) const FUNCTIONS: &[Function] = &[
    function("isEmpty", 1, 1, is_empty),
    sees_null("range", 2, 3, range),
    function("tail", 1, 1, tail),
    function("toBooleanList", 1, 1, |args| converted(args, boolean)),
    function("toFloatList", 1, 1, |args| converted(args, float)),
    function("toIntegerList", 1, 1, |args| converted(args, integer)),
    function("toStringList", 1, 1, |args| converted(args, string)),
    function("coll.distinct", 1, 1, distinct),
    function("coll.flatten", 1, 2, flatten),
    sees_null("coll.indexOf", 2, 2, index_of),
    sees_null("coll.insert", 3, 3, insert),
    function("coll.max", 1, 1, |args| extreme(args, Ordering::Greater)),
    function("coll.min", 1, 1, |args| extreme(args, Ordering::Less)),
    function("coll.remove", 2, 2, remove),
    function("coll.sort", 1, 1, sort),
];

fn is_empty(args: &Args<'_>) -> Result {
    Ok(match args.get(0) {
        Value::String(text) => text.is_empty(),
        Value::List(elements) => elements.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => return Err(args.refuse(0, "STRING, LIST or MAP")),
    }
    .into())
}

/// Both ends belong to the range.
fn range(args: &Args<'_>) -> Result {
    let (start, end) = (args.integer(0)?, args.integer(1)?);
    let step = if args.len() > 2 { args.integer(2)? } else { 1 };
    if step == 0 {
        let message = "Step argument to 'range()' cannot be zero";
        return Err(ValueError::Argument(message.to_owned()));
    }
    let span = (i128::from(end) - i128::from(start)) * i128::from(step.signum());
    if span < 0 {
        return Ok(Value::List(Vec::new()));
    }
    let count = span / i128::from(step.unsigned_abs()) + 1;
    args.env.spend(usize::try_from(count).unwrap_or(usize::MAX))?;
    let at = |n: i128| i64::try_from(i128::from(start) + n * i128::from(step)).unwrap_or(end);
    Ok(Value::List((0..count).map(|n| at(n).into()).collect()))
}

fn tail(args: &Args<'_>) -> Result {
    Ok(Value::List(args.list(0)?.get(1..).unwrap_or_default().to_vec()))
}

/// Elements that do not convert become null.
fn converted(args: &Args<'_>, convert: fn(&Value) -> Option<Value>) -> Result {
    let elements = args.list(0)?;
    Ok(Value::List(elements.iter().map(|element| convert(element).unwrap_or_default()).collect()))
}

fn distinct(args: &Args<'_>) -> Result {
    let mut seen = HashSet::new();
    let first = |element: &&Value| seen.insert(Key(vec![(*element).clone()]));
    Ok(Value::List(args.list(0)?.iter().filter(first).cloned().collect()))
}

/// Takes one level of lists apart, or as many as asked for.
fn flatten(args: &Args<'_>) -> Result {
    let levels = if args.len() > 1 { args.count(1)? } else { 1 };
    let mut elements = args.list(0)?.to_vec();
    for _ in 0..levels {
        if !elements.iter().any(|element| matches!(element, Value::List(_))) {
            break;
        }
        elements = elements
            .into_iter()
            .flat_map(|element| match element {
                Value::List(inner) => inner,
                other => vec![other],
            })
            .collect();
    }
    Ok(Value::List(elements))
}

/// The first place of a value; -1 where it is not.
fn index_of(args: &Args<'_>) -> Result {
    if args.get(0).is_null() || args.get(1).is_null() {
        return Ok(Value::Null);
    }
    let at = args.list(0)?.iter().position(|element| equivalent(element, args.get(1)));
    Ok(at.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1).into())
}

fn insert(args: &Args<'_>) -> Result {
    if args.get(0).is_null() || args.get(1).is_null() {
        return Ok(Value::Null);
    }
    let (mut elements, at) = (args.list(0)?.to_vec(), args.count(1)?);
    if at > elements.len() {
        return Err(outside(args, at));
    }
    elements.insert(at, args.get(2).clone());
    Ok(Value::List(elements))
}

fn remove(args: &Args<'_>) -> Result {
    let (mut elements, at) = (args.list(0)?.to_vec(), args.count(1)?);
    if at >= elements.len() {
        return Err(outside(args, at));
    }
    elements.remove(at);
    Ok(Value::List(elements))
}

fn outside(args: &Args<'_>, at: usize) -> ValueError {
    ValueError::Argument(format!("Index {at} is outside the list given to '{}()'", args.name))
}

/// The largest or smallest element; nulls do not count.
fn extreme(args: &Args<'_>, wanted: Ordering) -> Result {
    let mut best: Option<&Value> = None;
    for element in args.list(0)?.iter().filter(|element| !element.is_null()) {
        if best.is_none_or(|best| order(element, best) == wanted) {
            best = Some(element);
        }
    }
    Ok(best.cloned().into())
}

fn sort(args: &Args<'_>) -> Result {
    let mut elements = args.list(0)?.to_vec();
    elements.sort_by(order);
    Ok(Value::List(elements))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn list_functions() {
        check(&[
            ("range(0, 4, 2)", "[0, 2, 4]"),
            ("range(3, 1)", "[]"),
            ("range(3, 1, -1)", "[3, 2, 1]"),
            ("range(1, 1)", "[1]"),
            (
                "range(9223372036854775806, 9223372036854775807)",
                "[9223372036854775806, 9223372036854775807]",
            ),
            ("range(1, 2, 0)", "error: Step argument to 'range()' cannot be zero"),
            ("tail([1, 2])", "[2]"),
            ("tail([])", "[]"),
            ("isEmpty('')", "true"),
            ("isEmpty([1])", "false"),
            ("isEmpty({})", "true"),
            ("toIntegerList(['1', 'x', null, 2.5])", "[1, null, null, 2]"),
            ("toStringList([1, true])", "[\"1\", \"true\"]"),
            ("coll.distinct([1, 1.0, null, null])", "[1, null]"),
            ("coll.flatten([1, [2, [3]]])", "[1, 2, [3]]"),
            ("coll.flatten([1, [2, [3]]], 2)", "[1, 2, 3]"),
            ("coll.indexOf(['a', 'b'], 'b')", "1"),
            ("coll.indexOf(['a'], 'x')", "-1"),
            ("coll.insert([1, 3], 1, 2)", "[1, 2, 3]"),
            ("coll.remove([1, 2, 3], 1)", "[1, 3]"),
            ("coll.max([1, null, 3])", "3"),
            ("coll.min([])", "null"),
            ("coll.sort([3, 'a', 1])", "[\"a\", 1, 3]"),
        ]);
    }
}
