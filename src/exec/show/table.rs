//! Rows told column by column: what a column holds is asked for by its name, so that the table of
//! columns stays the only place that knows which there are and in which order.

use crate::ast::{CypherVersion, ShowWhat};
use crate::check::{Judge, columns::columns_of};
use crate::query::{Column, Table};
use crate::value::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A table with the columns of a command; `value` says what a column of a row holds.
pub(super) fn table<R>(
    what: &ShowWhat,
    version: CypherVersion,
    rows: &[R],
    value: impl Fn(&R, &str) -> Value,
) -> Table {
    let columns = columns(what, version);
    let rows = rows
        .iter()
        .map(|row| columns.iter().map(|column| value(row, column.name)).collect())
        .collect();
    Table { columns, rows, composable: is_composable(what) }
}

/// The columns of a command.
pub(in crate::exec) fn columns(what: &ShowWhat, version: CypherVersion) -> Vec<Column> {
    columns_of(what, version, Judge::Server)
        .map(|column| Column { name: column.name, is_default: column.is_default })
        .collect()
}

/// Whether the command combines with other clauses.
pub(super) fn is_composable(what: &ShowWhat) -> bool {
    matches!(
        what,
        ShowWhat::Databases(_)
            | ShowWhat::Settings(_)
            | ShowWhat::Procedures(_)
            | ShowWhat::Functions { .. }
            | ShowWhat::Transactions(_)
    )
}

/// A point in time as a value, in UTC.
pub(in crate::exec) fn time(time: Timestamp) -> Value {
    time.to_zoned_datetime(TimeZone::UTC).into()
}

/// Texts as a list.
pub(super) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Value {
    Value::List(texts.into_iter().map(|text| Value::from(text.as_ref())).collect())
}

/// The language as columns print it.
pub(super) fn language(language: CypherVersion) -> Value {
    Value::from(match language {
        CypherVersion::Cypher5 => "CYPHER 5",
        CypherVersion::Cypher25 => "CYPHER 25",
    })
}
