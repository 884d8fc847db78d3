//! The tail of a `SHOW` command, from the source's rows to the result.

use super::compile::compile;
use super::env::Env;
use super::eval::Frame;
use super::node::Node;
use super::returns::Star;
use super::scope::{Scope, Slot};
use super::source::{Condition, Request, Row, RowSource};
use super::{push, returns, yields};
use crate::ast::{Expr, ShowTail};
use crate::status::{Error, ValueError};
use crate::text::Text;

/// Rows with the names of their columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The columns.
    pub columns: Vec<Text>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Row>,
}

/// Rows on their way.
pub(super) struct Stream<'a> {
    pub(super) columns: Vec<Text>,
    /// Where the rows are those of a source that fulfil conditions, and nothing else was done to them.
    pub(super) origin: Option<Origin<'a>>,
    pub(super) rows: Box<dyn Iterator<Item = Result<Row, Error>> + 'a>,
}

/// What rows are: a source's, as far as they fulfil conditions.
pub(super) struct Origin<'a> {
    pub(super) source: &'a dyn RowSource,
    /// The source's column for each column.
    pub(super) places: Vec<usize>,
    pub(super) conditions: Vec<Condition>,
}

impl<'a> Origin<'a> {
    /// The rows, to be pulled one by one. The source is not asked before the first is: it may be asked
    /// for something else instead.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = Result<Row, Error>> + 'a> {
        let (columns, conditions) = (self.places.clone(), self.conditions.clone());
        let request = Request { columns, conditions, ..Request::default() };
        let source = self.source;
        Box::new(std::iter::once_with(move || source.rows(&request)).flatten().map(Ok))
    }
}

/// Applies a tail to a source: `WHERE …`, or `YIELD … [RETURN …]`, or nothing.
///
/// # Errors
/// What the tail says wrongly, in the words and at the places of Neo4j's semantic analysis; and what
/// fails while expressions are evaluated.
pub fn run_tail(source: &dyn RowSource, tail: &ShowTail, env: &Env<'_>) -> Result<Rows, Error> {
    let stream = match tail {
        ShowTail::None => defaults(source),
        ShowTail::Where(predicate) => {
            let stream = defaults(source);
            let scope = Scope::of_columns(stream.columns.iter().cloned());
            filter(stream, predicate, &scope, env)?
        }
        ShowTail::Yield(yielded, None) => yields::run(source, yielded, env)?,
        ShowTail::Yield(yielded, Some(returned)) => {
            let star = Star::after(yielded);
            return returns::run(yields::run(source, yielded, env)?, star, returned, env);
        }
    };
    Ok(Rows { columns: stream.columns, rows: stream.rows.collect::<Result<_, _>>()? })
}

/// The columns that are shown without `YIELD`.
fn defaults(source: &dyn RowSource) -> Stream<'_> {
    let columns = source.columns().iter().enumerate().filter(|(_, column)| column.is_default);
    let (places, names) = columns.map(|(at, column)| (at, Text::from(column.name))).unzip();
    let origin = Origin { source, places, conditions: Vec::new() };
    Stream { columns: names, rows: origin.rows(), origin: Some(origin) }
}

/// Keeps the rows for which a predicate is true. The source does, where it can.
pub(super) fn filter<'a>(
    mut stream: Stream<'a>,
    predicate: &Expr,
    scope: &Scope<'_>,
    env: &'a Env<'_>,
) -> Result<Stream<'a>, Error> {
    let compiled = compile(predicate, scope, env)?;
    if let Some(origin) = &mut stream.origin
        && origin.source.selects()
        && let Some(conditions) = push::conditions(predicate, scope, &origin.places, env)
    {
        origin.conditions.extend(conditions);
        stream.rows = origin.rows();
        return Ok(stream);
    }
    let predicate = compiled;
    let keep = move |row: Result<Row, Error>| match row {
        Ok(row) => match holds(&predicate, &row, env) {
            Ok(true) => Some(Ok(row)),
            Ok(false) => None,
            Err(error) => Some(Err(error.into())),
        },
        error => Some(error),
    };
    let rows = Box::new(stream.rows.filter_map(keep));
    Ok(Stream { columns: stream.columns, rows, origin: None })
}

fn holds(predicate: &Node, row: &Row, env: &Env<'_>) -> Result<bool, ValueError> {
    Ok(predicate.truth(Frame::new(row, env))? == Some(true))
}

/// Names with their places, for the errors about names that are out of reach.
pub(super) fn places(columns: &[Text]) -> Vec<(Text, Slot)> {
    columns.iter().enumerate().map(|(at, name)| (name.clone(), Slot::Column(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_tails;

    #[test]
    fn without_yield_only_the_default_columns_exist() {
        check_tails(&[
            (
                "",
                "name, roles, age: [\"carl\", [\"reader\"], 40] [\"anna\", [\"admin\", \"reader\"], 30] [\"bert\", [], null] [\"dora\", [\"reader\"], 30] [\"emil\", [\"admin\"], 20]",
            ),
            ("WHERE age > 35", "name, roles, age: [\"carl\", [\"reader\"], 40]"),
            // Neither true nor false: bert's age is null.
            ("WHERE NOT age >= 0", "name, roles, age: "),
            ("WHERE name IN $list OR name = 'bert'", "name, roles, age: [\"bert\", [], null]"),
            ("WHERE secret = 's1'", "error @6: Variable `secret` not defined"),
            (
                "WHERE count(*) = 1",
                "error @6: Invalid use of aggregating function count(...) in this context",
            ),
            (
                "WHERE name",
                "error @?: Don't know how to treat that as a predicate: String(\"carl\")",
            ),
            ("WHERE 1 / (age - 40) > 0", "error @?: / by zero"),
        ]);
    }
}
