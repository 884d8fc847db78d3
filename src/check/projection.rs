//! `RETURN` and `WITH`: their items, what `ORDER BY` sees of them, and how many rows are kept.

use super::aggregation;
use super::expressions::{Expressions, Scope};
use super::findings::Findings;
use super::literals::written;
use super::pairs::Pairs;
use super::place::reported;
use super::show::{Family, Part};
use super::subqueries::Subqueries;
use super::types::INTEGER;
use super::walk;
use crate::ast::{Expr, ExprKind, Literal, Return, ReturnItem, Yield};
use crate::status::SemanticError;
use crate::text::Spanned;
use std::collections::HashSet;

/// Checks the `RETURN` of a command.
pub(super) fn return_clause(
    part: &Part<'_>,
    yields: &Yield,
    clause: &Return,
    scope: &Scope,
    findings: &mut Findings<'_>,
) {
    let has_star = match part.family {
        Family::Composable => Star::of(clause),
        // What it stands for is not looked into, nor what the one of `YIELD` does.
        Family::Administration if clause.star || yields.items.is_empty() => Star::Unknown,
        Family::Administration => Star::None,
    };
    let orders_by_aggregate =
        clause.order_by.iter().any(|item| aggregation::has_aggregate(&item.key));
    if part.gives_up_on_aggregates(findings)
        && orders_by_aggregate
        && !aggregation::aggregates(clause)
    {
        findings.give_up();
    }
    projection(clause, has_star, part.subqueries(true, findings), scope, findings);
}

/// A star among the items of a `RETURN` or `WITH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Star {
    /// There is none.
    None,
    /// It stands for the variables in scope.
    Known,
    /// It stands for names that are not known.
    Unknown,
}

impl Star {
    pub(super) fn of(clause: &Return) -> Self {
        if clause.star { Self::Known } else { Self::None }
    }
}

/// What `RETURN` and `WITH` have in common; gives the names of the items and their types.
pub(super) fn projection(
    clause: &Return,
    has_star: Star,
    subqueries: Subqueries,
    scope: &Scope,
    findings: &mut Findings<'_>,
) -> Scope {
    let mut names: HashSet<String> = HashSet::new();
    let mut inner = scope.clone();
    for item in &clause.items {
        let types = Expressions::new(findings, scope.clone(), subqueries, true).check(&item.expr);
        aggregation::undefined_arguments(&item.expr, scope, findings);
        let name = item_name(item, findings.text);
        if !names.insert(name.value.clone()) {
            findings.report(SemanticError::DuplicateColumn, name.span);
        }
        inner.push((name.value, types));
    }
    let aggregates = aggregation::aggregates(clause);
    let keys = clause.group_by.iter().flatten();
    for key in keys.filter(|_| !aggregation::groups_by_all(clause)) {
        Expressions::new(findings, inner.clone(), subqueries, false).check(key);
    }
    if aggregates && has_star == Star::Known {
        aggregation::grouping(clause, scope, findings);
    } else if aggregates && has_star == Star::None {
        aggregation::grouping(clause, &Scope::new(), findings);
    }
    for item in &clause.order_by {
        Expressions::new(findings, inner.clone(), subqueries, true).check(&item.key);
        if has_star != Star::None {
            continue;
        }
        if clause.distinct || aggregates {
            aggregation::hidden_variables(&item.key, clause, findings);
        }
        if !aggregation::has_aggregate(&item.key) || aggregation::repeats_items(&item.key, clause) {
            continue;
        }
        if !aggregates && !clause.distinct {
            aggregation::not_aggregating(&item.key, Pairs::new(&[], findings), findings);
        } else if aggregates && findings.is_cypher_5() {
            aggregation::in_order_by(&item.key, findings);
        }
    }
    for (word, count) in [("SKIP", &clause.skip), ("LIMIT", &clause.limit)] {
        if let Some(count) = count {
            let before = findings.text.get(..count.span.range().start).unwrap_or_default();
            let is_offset = before.trim_end().to_ascii_uppercase().ends_with("OFFSET");
            let word = if is_offset { "OFFSET" } else { word };
            count_of(word, count, scope, subqueries, aggregates || clause.distinct, findings);
        }
    }
    inner.split_off(scope.len())
}

/// The name of an item, and where it stands.
fn item_name(item: &ReturnItem, text: &str) -> Spanned<String> {
    match (&item.alias, &item.expr.kind) {
        (Some(alias), _) => Spanned::new(alias.value.to_string(), alias.span),
        (None, ExprKind::Variable(name)) if !item.text.starts_with('(') => {
            Spanned::new(name.value.to_string(), item.expr.span)
        }
        (None, _) => Spanned::new(item.text.clone(), reported(&item.expr, text)),
    }
}

/// `SKIP` and `LIMIT` of `RETURN`: an integer that is known before the rows are.
pub(super) fn count_of(
    word: &'static str,
    count: &Expr,
    scope: &Scope,
    subqueries: Subqueries,
    is_aggregating: bool,
    findings: &mut Findings<'_>,
) {
    let not_a_count = match &count.kind {
        ExprKind::Literal(Literal::Integer(value)) => *value < 0,
        ExprKind::Literal(_) => true,
        _ => false,
    };
    if not_a_count {
        let text = written(count, findings);
        findings.report(SemanticError::NotACount(text), count.span);
    }
    if let Some(variable) = walk::free_variable(count) {
        findings.report(SemanticError::VariableInCount(word), variable.span);
    }
    if aggregation::has_aggregate(count) && !is_aggregating {
        aggregation::in_subclause(count, Pairs::new(&[], findings), findings);
    }
    Expressions::new(findings, scope.clone(), subqueries, false).expect(count, INTEGER);
}
