//! Where rows come from, as the pipeline sees it.

use crate::status::Error;
use crate::text::Text;
use crate::value::{Value, equals};

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
/// asked of it: only of a source that [selects](RowSource::selects) more than columns is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// The columns wanted, by index into [`RowSource::columns`], in the order in which each row lists
    /// them. A column that is not wanted need not be computed.
    pub columns: Vec<usize>,
    /// Only rows that fulfil all of these.
    pub conditions: Vec<Condition>,
    /// Sorted by these columns, each with whether it descends; equal rows in the command's own order.
    pub order: Vec<(usize, bool)>,
    /// Only the first so many.
    pub limit: Option<usize>,
}

/// A predicate about one column that fails on no value.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The column, by index into [`RowSource::columns`].
    pub column: usize,
    /// What its value must be.
    pub test: Test,
}

/// What a value must be. It is fulfilled only where Cypher's predicate is true; null is not.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Equal to one of these.
    In(Vec<Value>),
    /// A text with this in it.
    Contains(Text),
    /// A text with this at its beginning.
    StartsWith(Text),
    /// A text with this at its end.
    EndsWith(Text),
}

impl Test {
    /// Whether a value is what it must be.
    #[must_use]
    pub fn holds(&self, value: &Value) -> bool {
        match self {
            Self::In(wanted) => wanted.iter().any(|wanted| equals(value, wanted) == Some(true)),
            text => value.as_str().is_some_and(|value| text.holds_for_text(value)),
        }
    }

    /// The same for a text.
    #[must_use]
    pub fn holds_for_text(&self, value: &str) -> bool {
        match self {
            Self::In(wanted) => wanted.iter().any(|wanted| wanted.as_str() == Some(value)),
            Self::Contains(part) => value.contains(part.as_str()),
            Self::StartsWith(part) => value.starts_with(part.as_str()),
            Self::EndsWith(part) => value.ends_with(part.as_str()),
        }
    }
}

/// Rows gathered into groups.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRequest {
    /// The columns whose values make a group.
    pub keys: Vec<usize>,
    /// What is made of each group's rows.
    pub folds: Vec<Fold>,
    /// Only rows that fulfil all of these.
    pub conditions: Vec<Condition>,
    /// Whether groups must come in the order in which their first rows do.
    pub is_ordered: bool,
}

/// What is made of the rows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// How many there are.
    Count,
    /// The values of a column that are not null, in the command's own order.
    Collect(usize),
}

/// The rows of a `SHOW` command before its tail.
pub trait RowSource {
    /// All columns, in declared order.
    fn columns(&self) -> &[Column];

    /// The rows in the command's own order. Sorting later is stable, so that this order decides
    /// between equals.
    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a>;

    /// Whether it keeps conditions, order and limit of a request by itself.
    fn selects(&self) -> bool {
        false
    }

    /// One row for each group: its keys, then its folds. None where the source does not group, which it
    /// may find out when it sees the rows.
    fn groups(&self, _: &GroupRequest) -> Option<Vec<Row>> {
        None
    }

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
