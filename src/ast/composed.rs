//! `SHOW` and `TERMINATE` among the clauses of a query, as Cypher 25 has them: for analysis alone.

use super::{Command, CypherVersion, Expr, Ident, Return, SortItem};
use crate::text::Span;

/// The beginning of a query, as far as its clauses are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// The version that the text names.
    pub version: Option<CypherVersion>,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// What follows them.
    pub end: ComposedEnd,
    /// Whether what follows begins with the first word of a clause.
    pub goes_on: bool,
}

impl Composed {
    /// Whether there is a command among the clauses that are known.
    #[must_use]
    pub fn has_command(&self) -> bool {
        self.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Command(_)))
    }
}

/// What follows the clauses that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComposedEnd {
    /// Nothing.
    Whole,
    /// `UNION`: the query ends, and another begins.
    Union,
    /// `NEXT`: the query ends, and another begins that sees what it returns.
    Next,
    /// A clause that only databases with nodes and relationships know.
    Data,
}

/// One clause and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// What it does.
    pub kind: ClauseKind,
    /// The whole of it.
    pub span: Span,
}

/// What a clause does.
#[derive(Debug, Clone, PartialEq)]
pub enum ClauseKind {
    /// `SHOW …` or `TERMINATE …` with its `YIELD` or `WHERE`
    Command(Command),
    /// `RETURN …`
    Return(Box<Return>),
    /// `WITH … [WHERE …]`
    With(Box<Return>, Option<Expr>),
    /// `UNWIND list AS name`
    Unwind(Expr, Ident),
    /// `FILTER [WHERE] predicate`
    Filter(Expr),
    /// `LET name = value[, …]`
    Let(Vec<(Ident, Expr)>),
    /// `ORDER BY …`, `SKIP …` and `LIMIT …` of their own
    Page(Box<Page>),
    /// `FINISH`
    Finish,
}

/// `[ORDER BY …] [SKIP e] [LIMIT e]`
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// `ORDER BY …`
    pub order_by: Vec<SortItem>,
    /// `SKIP e`
    pub skip: Option<Expr>,
    /// `LIMIT e`
    pub limit: Option<Expr>,
}
