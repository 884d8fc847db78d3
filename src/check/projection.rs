//! `RETURN` and `WITH`: their items, what `ORDER BY` sees of them, and how many rows are kept.

use super::aggregation;
use super::expressions::{Expressions, Scope};
use super::findings::Findings;
use super::literals::written;
use super::pairs::Pairs;
use super::place::reported;
use super::show::{Family, Part};
use super::subqueries::Subqueries;
use super::types::{INTEGER, Types};
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
    let star = match part.family {
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
    let (family, subqueries) = (part.family, part.subqueries(true, findings));
    projection(clause, &Around { family, star, subqueries, scope }, findings);
}

/// What a `RETURN` or `WITH` stands in.
pub(super) struct Around<'s> {
    /// The family of its command.
    pub(super) family: Family,
    pub(super) star: Star,
    pub(super) subqueries: Subqueries,
    /// The variables before it.
    pub(super) scope: &'s Scope,
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
    around: &Around<'_>,
    findings: &mut Findings<'_>,
) -> Scope {
    let Around { star, subqueries, scope, .. } = *around;
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
    let order = order_by(clause, around, &inner, findings);
    match star {
        Star::None => aggregation::grouping(clause, &order, &Scope::new(), findings),
        Star::Known if aggregates => aggregation::grouping(clause, &[], scope, findings),
        Star::Known | Star::Unknown => {}
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

/// Checks the keys of `ORDER BY`; gives those that aggregate and so may use grouping keys only, as Cypher 25 has it.
/// `scope` has the clause's own names, too.
fn order_by<'c>(
    clause: &'c Return,
    around: &Around<'_>,
    scope: &Scope,
    findings: &mut Findings<'_>,
) -> Vec<&'c Expr> {
    let aggregates = aggregation::aggregates(clause);
    let has_star = around.star != Star::None;
    let hides = !has_star && (clause.distinct || aggregates);
    let is_administration = around.family == Family::Administration;
    let before = around.scope.len();
    let items: Vec<(&Expr, Types)> = match scope.get(before..) {
        Some(named) if hides && !is_administration => {
            let types = named.iter().map(|(_, types)| types.clone());
            clause.items.iter().map(|item| &item.expr).zip(types).collect()
        }
        _ => Vec::new(),
    };
    let mut seen = scope.clone();
    if hides {
        // Nothing is known of what the clause hides.
        seen.iter_mut().take(before).for_each(|(_, types)| *types = Types::Any);
    }
    let given = given_names(clause);
    let mut grouped = Vec::new();
    let mut keys = Expressions::new(findings, seen, around.subqueries, true);
    keys.items = &items;
    for item in &clause.order_by {
        let key = &item.key;
        keys.check_apart(key);
        if has_star {
            continue;
        }
        let findings = &mut *keys.findings;
        let others = aggregation::beyond_items(key, clause);
        let has_aggregate = aggregation::has_aggregate(key);
        match (hides, findings.is_cypher_5()) {
            (false, _) if others.is_empty() => {}
            (false, _) => {
                let pairs = Pairs::behind(&given, findings);
                aggregation::not_aggregating(key, pairs, findings);
            }
            (true, true) if !others.is_empty() && aggregates => {
                let names = item_names(clause, is_administration, findings.text);
                aggregation::others_in_order_by(&others, &names, findings);
            }
            (true, true) if !others.is_empty() || is_administration && has_aggregate => {}
            (true, false) if has_aggregate => grouped.push(key),
            (true, _) => aggregation::hidden_variables(key, clause, findings),
        }
    }
    grouped
}

/// The names that a clause gives with `AS`.
pub(super) fn given_names(clause: &Return) -> Vec<&str> {
    let names = clause.items.iter().filter_map(|item| item.alias.as_ref());
    names.map(|alias| alias.value.as_str()).collect()
}

/// The names that stand for items in a composable command's `ORDER BY`.
fn item_names<'c>(
    clause: &'c Return,
    is_administration: bool,
    text: &str,
) -> Vec<(&'c Expr, String)> {
    let items = clause.items.iter().filter(|_| !is_administration);
    items.map(|item| (&item.expr, item_name(item, text).value)).collect()
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
