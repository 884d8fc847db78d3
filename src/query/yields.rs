//! `YIELD`: columns chosen and renamed, then `ORDER BY`, `SKIP`, `LIMIT` and, last, `WHERE`.

use super::env::Env;
use super::pipeline::{Origin, Rows, Stream, filter};
use super::push;
use super::scope::{Aggregates, Scope, Slot, semantic_error};
use super::sort::{SortKeys, sort};
use super::source::{Column, Request, RowSource, SourceOfRow};
use crate::ast::{Yield, YieldItem};
use crate::status::{Error, SemanticError};
use crate::text::{Spanned, Text};

/// The columns that a `YIELD` makes: places in the source, new names, and what an old name means.
struct Chosen {
    places: Vec<usize>,
    names: Vec<Text>,
    old_names: Vec<(Text, Slot)>,
}

pub(super) fn run<'a>(
    source: &'a dyn RowSource,
    yielded: &Yield,
    env: &'a Env<'_>,
) -> Result<Stream<'a>, Error> {
    let chosen = choose(source.columns(), source.is_composable(), &yielded.items)?;
    let origin = Origin { source, places: chosen.places, conditions: Vec::new() };
    let stream = Stream { columns: chosen.names, rows: origin.rows(), origin: Some(origin) };
    page(stream, chosen.old_names, yielded, env)
}

/// `ORDER BY`, `SKIP`, `LIMIT` and `WHERE`, which see the columns and, behind them, old names.
fn page<'a>(
    mut stream: Stream<'a>,
    old_names: Vec<(Text, Slot)>,
    yielded: &Yield,
    env: &'a Env<'_>,
) -> Result<Stream<'a>, Error> {
    // A new name wins over an old one (show-clauses §2.3).
    let mut scope =
        Scope::of_columns(stream.columns.iter().cloned()).with_aggregates(Aggregates::NotProjected);
    scope.names.extend(old_names);
    let skip = count(yielded.skip.as_ref())?.unwrap_or(0);
    let limit = count(yielded.limit.as_ref())?;
    let wanted = limit.map(|limit| limit.saturating_add(skip));
    if !yielded.order_by.is_empty() {
        let keys = SortKeys::compile(&yielded.order_by, &scope, env)?;
        let origin = stream.origin.take().filter(|origin| origin.source.selects());
        let sorted = origin.and_then(|origin| {
            let order = push::order(&yielded.order_by, &scope, &origin.places)?;
            let (columns, conditions) = (origin.places, origin.conditions);
            Some(origin.source.rows(&Request { columns, conditions, order, limit: wanted }))
        });
        stream.rows = match sorted {
            Some(rows) => Box::new(rows.map(Ok)),
            None => Box::new(sort(stream.rows, &keys, wanted, env)?.into_iter().map(Ok)),
        };
    }
    if skip > 0 || limit.is_some() {
        stream.origin = None;
    }
    if skip > 0 {
        stream.rows = Box::new(stream.rows.skip(skip));
    }
    if let Some(limit) = limit {
        stream.rows = Box::new(stream.rows.take(limit));
    }
    match &yielded.filter {
        Some(predicate) => filter(stream, predicate, &scope, env),
        None => Ok(stream),
    }
}

/// The same for a command behind others: `before` are the rows so far, and each of them goes on with
/// the rows that `source` has for it.
pub(super) fn follow(
    before: Rows,
    columns: &[Column],
    source: &mut SourceOfRow<'_>,
    yielded: &Yield,
    env: &Env<'_>,
) -> Result<Rows, Error> {
    let chosen = choose(columns, true, &yielded.items)?;
    let request = Request { columns: chosen.places, ..Request::default() };
    let mut joined = Vec::new();
    for row in &before.rows {
        let source = source(&before.columns, row)?;
        joined.extend(source.rows(&request).map(|own| [row.as_slice(), &own].concat()));
    }
    let width = before.columns.len();
    let shifted = chosen.old_names.into_iter().map(|(name, slot)| match slot {
        Slot::Column(at) => (name, Slot::Column(at + width)),
        Slot::Output(at) => (name, Slot::Output(at)),
    });
    let mut names = before.columns;
    names.extend(chosen.names);
    let rows = Box::new(joined.into_iter().map(Ok));
    let stream = Stream { columns: names, rows, origin: None };
    let stream = page(stream, shifted.collect(), yielded, env)?;
    Ok(Rows { columns: stream.columns, rows: stream.rows.collect::<Result<_, _>>()? })
}

/// A literal `SKIP` or `LIMIT`.
fn count(number: Option<&Spanned<i64>>) -> Result<Option<usize>, Error> {
    let Some(number) = number else { return Ok(None) };
    match usize::try_from(number.value) {
        Ok(count) => Ok(Some(count)),
        Err(_) => {
            Err(semantic_error(SemanticError::NotACount(number.value.to_string()), number.span))
        }
    }
}

fn choose(columns: &[Column], composable: bool, items: &[YieldItem]) -> Result<Chosen, Error> {
    let mut chosen = Chosen { places: Vec::new(), names: Vec::new(), old_names: Vec::new() };
    if items.is_empty() {
        chosen.places = (0..columns.len()).collect();
        chosen.names = columns.iter().map(|column| column.name.into()).collect();
        return Ok(chosen);
    }
    for item in items {
        let name = &item.column.value;
        let Some(place) = columns.iter().position(|column| column.name == name.as_str()) else {
            let name = name.to_string();
            let error = if composable {
                SemanticError::NoSuchColumn(name)
            } else {
                SemanticError::UndefinedVariable(name)
            };
            return Err(semantic_error(error, item.column.span));
        };
        let new = item.name();
        if let Some(earlier) = chosen.names.iter().position(|name| *name == new.value) {
            // UNKNOWN: a composable command takes the same column twice; one column is given.
            if composable && chosen.places.get(earlier) == Some(&place) {
                continue;
            }
            return Err(semantic_error(SemanticError::DuplicateColumn, new.span));
        }
        if composable && item.alias.is_some() {
            chosen.old_names.push((name.clone(), Slot::Column(chosen.places.len())));
        }
        chosen.places.push(place);
        chosen.names.push(new.value.clone());
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_tails, tail_result};

    #[test]
    fn columns_are_chosen_and_renamed() {
        check_tails(&[
            ("YIELD secret, name AS n LIMIT 2", "secret, n: [\"s3\", \"carl\"] [\"s1\", \"anna\"]"),
            ("YIELD * LIMIT 1", "name, roles, age, secret: [\"carl\", [\"reader\"], 40, \"s3\"]"),
            ("YIELD `name` LIMIT 1", "name: [\"carl\"]"),
            ("YIELD nam", "error @6: Variable `nam` not defined"),
            ("YIELD Name", "error @6: Variable `Name` not defined"),
            (
                "YIELD name, name",
                "error @12: Multiple result columns with the same name are not supported",
            ),
            (
                "YIELD name AS a, age AS a",
                "error @24: Multiple result columns with the same name are not supported",
            ),
        ]);
    }

    #[test]
    fn the_page_is_cut_before_it_is_filtered() {
        check_tails(&[
            ("YIELD name, age ORDER BY name LIMIT 2 WHERE age = 30", "name, age: [\"anna\", 30]"),
            ("YIELD name ORDER BY name DESC SKIP 1 LIMIT 2", "name: [\"dora\"] [\"carl\"]"),
            ("YIELD name ORDER BY size(name), name OFFSET 4", "name: [\"emil\"]"),
            ("YIELD name SKIP 10", "name: "),
            ("YIELD name LIMIT 0", "name: "),
            (
                "YIELD name SKIP -1",
                "error @16: Invalid input. '-1' is not a valid value. Must be a non-negative integer.",
            ),
        ]);
    }

    #[test]
    fn sorting_is_stable_and_puts_null_last() {
        check_tails(&[
            (
                "YIELD name, age ORDER BY age",
                "name, age: [\"emil\", 20] [\"anna\", 30] [\"dora\", 30] [\"carl\", 40] [\"bert\", null]",
            ),
            (
                "YIELD name, age ORDER BY age DESC LIMIT 4",
                "name, age: [\"bert\", null] [\"carl\", 40] [\"anna\", 30] [\"dora\", 30]",
            ),
        ]);
    }

    #[test]
    fn only_yielded_names_are_seen_and_old_ones_where_commands_compose() {
        check_tails(&[
            ("YIELD name AS n ORDER BY name", "error @25: Variable `name` not defined"),
            ("YIELD name AS n WHERE name = 'x'", "error @22: Variable `name` not defined"),
            ("YIELD name WHERE roles = []", "error @17: Variable `roles` not defined"),
            ("YIELD name AS n WHERE n = 'anna'", "n: [\"anna\"]"),
            ("YIELD name AS age, age AS name WHERE age = 'anna'", "age, name: [\"anna\", 30]"),
        ]);
        for (tail, expected) in [
            ("YIELD name AS n WHERE name = 'anna'", "n: [\"anna\"]"),
            ("YIELD name AS n ORDER BY name LIMIT 1", "n: [\"anna\"]"),
            ("YIELD name, name LIMIT 1", "name: [\"carl\"]"),
            ("YIELD name AS age, age AS name WHERE age = 'anna'", "age, name: [\"anna\", 30]"),
            ("YIELD nam", "error @6: Trying to YIELD non-existing column: `nam`"),
            (
                "YIELD name AS a, age AS a",
                "error @24: Multiple result columns with the same name are not supported",
            ),
        ] {
            assert_eq!(tail_result(tail, true), expected, "{tail}");
        }
    }

    #[test]
    fn aggregates_have_no_place_here() {
        for tail in ["YIELD name ORDER BY count(*)", "YIELD name WHERE count(*) > 1"] {
            let result = tail_result(tail, false);
            assert!(
                result.contains("Illegal aggregation expression(s) in order by: count(*)"),
                "{result}"
            );
        }
    }
}
