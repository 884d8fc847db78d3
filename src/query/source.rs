//! Where rows come from, as the pipeline sees it.

use crate::status::Error;
use crate::text::Text;
use crate::value::Value;

/// A row: one value for each column asked for.
pub type Row = Vec<Value>;

/// A column of a `SHOW` command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Whether it is shown without `YIELD`.
    pub is_default: bool,
}

impl Column {
    /// A column that is shown without `YIELD`.
    #[must_use]
    pub const fn default(name: &'static str) -> Self {
        Self { name, is_default: true }
    }

    /// A column that is shown only when asked for.
    #[must_use]
    pub const fn verbose(name: &'static str) -> Self {
        Self { name, is_default: false }
    }
}

/// What the pipeline asks of a source. A source gives exactly this; what it cannot do itself is not
/// asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The columns wanted, by index into [`RowSource::columns`], in the order in which each row lists
    /// them. A column that is not wanted need not be computed.
    pub columns: Vec<usize>,
}

/// The rows of a `SHOW` command before its tail.
pub trait RowSource {
    /// All columns, in declared order.
    fn columns(&self) -> &[Column];

    /// The rows in the command's own order. Sorting later is stable, so that this order decides
    /// between equals.
    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a>;

    /// Whether the command is one of those that combine with other clauses (`SHOW DATABASES`,
    /// `SETTINGS`, `PROCEDURES`, …). Their `YIELD name AS n` leaves `name` visible in its own
    /// `ORDER BY` and `WHERE`, and takes a column twice (show-clauses §2).
    fn is_composable(&self) -> bool {
        false
    }
}

/// Finds the source of a command for one row of the commands before it: their columns, the row.
pub type SourceOfRow<'a> = dyn FnMut(&[Text], &Row) -> Result<Box<dyn RowSource>, Error> + 'a;

/// A source whose rows are all at hand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Row>,
    /// See [`RowSource::is_composable`].
    pub composable: bool,
}

impl RowSource for Table {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let columns = request.columns.clone();
        let pick = move |row: &Row| {
            columns.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect()
        };
        Box::new(self.rows.iter().map(pick))
    }

    fn is_composable(&self) -> bool {
        self.composable
    }
}
