//! What names mean while an expression is compiled.

use super::node::Node;
use crate::ast::{Expr, ExprKind};
use crate::status::{Error, SemanticError};
use crate::text::{Span, Text};

/// Where a value is found at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// In the row.
    Column(usize),
    /// In the projected row.
    Output(usize),
}

impl From<Slot> for Node {
    fn from(slot: Slot) -> Self {
        match slot {
            Slot::Column(at) => Self::Column(at),
            Slot::Output(at) => Self::Output(at),
        }
    }
}

/// What is said of a name that has no slot.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Unknown<'a> {
    /// It does not exist.
    #[default]
    Undefined,
    /// It may be one of these, which are no grouping keys.
    Grouping(&'a [(Text, Slot)]),
    /// It may be one of these, which stand before an aggregation or DISTINCT.
    Behind(&'a [(Text, Slot)]),
    /// No name is allowed in this clause.
    Paging(&'static str),
}

/// What is said of an aggregate that has no slot.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Aggregates {
    /// `Invalid use of aggregating function …`
    #[default]
    OutOfContext,
    /// `Illegal aggregation expression(s) in order by: …`
    NotProjected,
    /// `Can't use aggregate functions inside of aggregate functions.`
    Nested,
}

/// The names an expression may use.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'a> {
    /// Names; of equal ones the first counts.
    pub(super) names: Vec<(Text, Slot)>,
    /// Whole expressions whose values are at hand.
    pub(super) known: Vec<(&'a Expr, Slot)>,
    pub(super) unknown: Unknown<'a>,
    pub(super) aggregates: Aggregates,
}

impl<'a> Scope<'a> {
    /// A scope of columns by position.
    pub(super) fn of_columns(names: impl IntoIterator<Item = Text>) -> Self {
        let names =
            names.into_iter().enumerate().map(|(at, name)| (name, Slot::Column(at))).collect();
        Self { names, ..Self::default() }
    }

    pub(super) fn with_aggregates(mut self, aggregates: Aggregates) -> Self {
        self.aggregates = aggregates;
        self
    }

    /// The slot of a name.
    pub(super) fn slot(&self, name: &str) -> Option<Slot> {
        find(&self.names, name)
    }

    /// The slot of a whole expression. A name in scope means what its scope says: an alias hides the
    /// column of the same name.
    pub(super) fn known(&self, expr: &Expr) -> Option<Slot> {
        if let ExprKind::Variable(name) = &expr.kind
            && let Some(slot) = self.slot(&name.value)
        {
            return Some(slot);
        }
        self.known.iter().find(|(known, _)| *known == expr).map(|(_, slot)| *slot)
    }

    /// The error for a name without a slot.
    pub(super) fn unknown_name(&self, name: &str, span: Span) -> Error {
        let is_in = |names: &[(Text, Slot)]| find(names, name).is_some();
        let name = name.to_owned();
        semantic_error(
            match self.unknown {
                Unknown::Grouping(names) if is_in(names) => SemanticError::ImplicitGrouping(name),
                Unknown::Behind(names) if is_in(names) => SemanticError::HiddenVariable(name),
                Unknown::Paging(clause) => SemanticError::VariableInCount(clause),
                _ => SemanticError::UndefinedVariable(name),
            },
            span,
        )
    }

    /// The error for an aggregate without a slot.
    pub(super) fn unknown_aggregate(&self, expr: &Expr, name: &str) -> Error {
        semantic_error(
            match self.aggregates {
                Aggregates::OutOfContext => SemanticError::AggregateHere(name.to_owned()),
                Aggregates::NotProjected => SemanticError::AggregateInOrderBy(expr.to_string()),
                Aggregates::Nested => SemanticError::NestedAggregate,
            },
            expr.span,
        )
    }
}

fn find(names: &[(Text, Slot)], name: &str) -> Option<Slot> {
    names.iter().find(|(known, _)| known == name).map(|(_, slot)| *slot)
}

/// A scope error at a place.
pub(super) fn semantic_error(error: SemanticError, span: Span) -> Error {
    Error::at(error.into(), span)
}
