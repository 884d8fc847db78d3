//! Commands in a row: `SHOW … YIELD … TERMINATE … YIELD … RETURN …`. The rows of one command are what the
//! next one starts from, each with all names so far.

use super::compile::compile;
use super::env::Env;
use super::eval::Frame;
use super::pipeline::{Rows, Stream};
use super::returns::Star;
use super::scope::Scope;
use super::source::{Column, Row, SourceOfRow};
use super::{returns, yields};
use crate::ast::{Expr, Return, Yield};
use crate::status::Error;
use crate::text::Text;
use crate::value::Value;
use std::borrow::Cow;

/// What one command makes of the rows before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chained {
    rows: Rows,
}

impl Default for Chained {
    /// Before the first command: one row without columns.
    fn default() -> Self {
        Self { rows: Rows { columns: Vec::new(), rows: vec![Vec::new()] } }
    }
}

impl Chained {
    /// Goes on with a command. `source` gives its rows for one of the rows before it, whose columns
    /// come along.
    ///
    /// # Errors
    /// Those of `source`, and what `YIELD` and its parts say wrongly or compute in vain.
    pub fn follow(
        self,
        columns: &[Column],
        source: &mut SourceOfRow<'_>,
        yielded: &Yield,
        env: &Env<'_>,
    ) -> Result<Self, Error> {
        Ok(Self { rows: yields::follow(self.rows, columns, source, yielded, env)? })
    }

    /// Ends with `RETURN`. A star stands for all columns as they were yielded: the manual's example of
    /// `SHOW TRANSACTIONS … TERMINATE TRANSACTIONS … RETURN *` has them like that.
    ///
    /// # Errors
    /// What `RETURN` says wrongly or computes in vain.
    pub fn returned(self, returned: &Return, env: &Env<'_>) -> Result<Rows, Error> {
        let Rows { columns, rows } = self.rows;
        let rows = Box::new(rows.into_iter().map(Ok));
        let stream = Stream { columns, rows, origin: None };
        returns::run(stream, Star::Yielded, returned, env)
    }

    /// The rows as they are.
    #[must_use]
    pub fn into_rows(self) -> Rows {
        self.rows
    }
}

/// The value of an expression in one row.
///
/// # Errors
/// What the expression says wrongly, and what fails while it is evaluated.
pub fn evaluate_in(
    expr: &Expr,
    columns: &[Text],
    row: &Row,
    env: &Env<'_>,
) -> Result<Value, Error> {
    let node = compile(expr, &Scope::of_columns(columns.iter().cloned()), env)?;
    Ok(node.eval(Frame::new(row, env)).map(Cow::into_owned)?)
}
