//! L5: rows and what a query does with them. Expressions are evaluated here, and the tail of `SHOW`
//! commands (`WHERE`, `YIELD`, `RETURN`) is applied. Knows nothing of where rows come from.
//!
//! # The way of a row
//!
//! ```text
//!                       ┌─ without YIELD: the default columns ── WHERE ─────────────────────┐
//! RowSource ── Request ─┤                                                                   ├─▶ rows
//!                       └─ YIELD: columns ── ORDER BY ── SKIP ── LIMIT ── WHERE ── RETURN ──┘
//! RETURN:  items, grouped where one aggregates ── DISTINCT ── ORDER BY ── SKIP ── LIMIT
//! ```
//!
//! `YIELD`'s `WHERE` comes last: it filters the page, not the whole (show-clauses §1.1).
//!
//! A source may do part of it (`push`): it is told conditions, order, limit or groups where that gives the
//! same rows, so that a million rows need not be made to show ten.
//!
//! # The way of an expression
//!
//! `compile` turns an [`Expr`](crate::ast::Expr) into a tree in which names are places, functions are
//! looked up and parameters are bound; what a statement says wrongly is found there, once. `eval` runs
//! that tree on each row; what fails there fails because of a value.
//!
//! A name that means nothing gives the same text here as in semantic analysis, so that evaluation
//! never depends on a check having been made.

mod chain;
mod compile;
mod env;
mod eval;
mod expression;
mod functions;
mod group;
mod node;
mod pipeline;
mod push;
mod regex;
mod returns;
mod scope;
mod sort;
mod source;
#[cfg(test)]
mod testing;
mod yields;

pub use chain::{Chained, evaluate_in};
pub use env::{AuthContext, Env, Params};
pub use expression::evaluate;
pub use functions::function_names;
pub use pipeline::{Rows, run_tail};
pub use source::{
    Column, Condition, Fold, GroupRequest, Request, Row, RowSource, SourceOfRow, Table, Test,
};
