//! `YIELD` with its parts, and `WHERE` without it.

use super::aggregation;
use super::columns::Column;
use super::expressions::{Expressions, Scope, of_column};
use super::findings::Findings;
use super::judge::Difference;
use super::pairs::Pairs;
use super::projection::given_names;
use super::show::{Family, Part};
use super::types::{BOOLEAN, LIST, Types, words};
use super::verdict::tokens;
use crate::ast::{Expr, ExprKind, Ident, ShowTail, Yield};
use crate::status::SemanticError;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// A command in a row of which every name has been yielded before. One new name is enough for Neo4j to
/// let all of them pass.
pub(super) fn nothing_new(
    part: &Part<'_>,
    yields: Option<&Yield>,
    scope: &Scope,
    before: usize,
    findings: &mut Findings<'_>,
) {
    let (earlier, own) = scope.split_at(before.min(scope.len()));
    let known: HashSet<&str> = earlier.iter().map(|(name, _)| name.as_str()).collect();
    if before == 0 || !own.iter().all(|(name, _)| known.contains(name.as_str())) {
        return;
    }
    for (at, (name, _)) in own.iter().enumerate() {
        let item = yields.and_then(|yields| yields.items.get(at));
        let span = item.map_or(part.at, |item| item.name().span);
        findings.report(SemanticError::AlreadyDeclared(name.clone()), span);
    }
}

/// `WHERE` without `YIELD` sees the columns that are shown.
pub(super) fn lone_where(
    part: &Part<'_>,
    predicate: &Expr,
    before: &Scope,
    findings: &mut Findings<'_>,
) {
    let mut scope = before.clone();
    let shown = part.columns.iter().filter(|column| column.is_default);
    scope.extend(
        shown.map(|column| (column.name.to_owned(), of_column(column.of, findings.version))),
    );
    let refuses =
        part.family == Family::Administration && findings.applies(Difference::AggregateInWhere);
    let may = !findings.is_cypher_5() && !refuses;
    let subqueries = part.subqueries(false, findings);
    Expressions::new(findings, scope, subqueries, may).predicate(predicate);
    if !part.is_followed {
        bound_as_boolean(part, predicate, None, findings);
    }
    if part.family == Family::Composable {
        aggregation::not_aggregating(predicate, Pairs::new(&[], findings), findings);
    }
}

/// A predicate that is a column and nothing else. Behind a command that can be composed, Cypher 25 wants the
/// column itself to be a Boolean, and says so where it gets its name.
fn bound_as_boolean(
    part: &Part<'_>,
    predicate: &Expr,
    yields: Option<&Yield>,
    findings: &mut Findings<'_>,
) {
    let ExprKind::Variable(name) = &predicate.kind else { return };
    if part.family != Family::Composable || findings.is_cypher_5() {
        return;
    }
    let items = yields.map_or(&[][..], |yields| &yields.items);
    let named = |name: &str| items.iter().find(|item| item.name().value == name);
    let old = || {
        let at = renamed(yields?).into_iter().find(|(known, _)| *known == name.value.as_str())?.1;
        items.iter().find(|item| item.name().span == at)
    };
    let item = old()
        .or_else(|| named(&name.value))
        .or_else(|| items.iter().rev().find(|item| item.column.value == name.value));
    let (column, at) = match item {
        Some(item) => (&item.column.value, item.name().span),
        None if items.is_empty() => (&name.value, part.at),
        None => return,
    };
    let is_shown = |known: &&&Column| yields.is_some() || known.is_default;
    let mut columns = part.columns.iter().filter(is_shown);
    let Some(column) = columns.find(|known| *column == known.name) else { return };
    let types = of_column(column.of, findings.version);
    if types.bits() & (BOOLEAN | LIST) == 0 {
        let error = SemanticError::TypeMismatch { expected: words(BOOLEAN), actual: types.words() };
        findings.report(error, at);
    }
}

/// Checks `YIELD` with its parts; afterwards `scope` holds what it yields, too.
pub(super) fn yield_clause(
    part: &Part<'_>,
    yields: &Yield,
    scope: &mut Scope,
    findings: &mut Findings<'_>,
) {
    let before = scope.len();
    let mut old_names: Scope = Vec::new();
    if yields.items.is_empty() {
        let version = findings.version;
        scope.extend(
            part.columns
                .iter()
                .map(|column| (column.name.to_owned(), of_column(column.of, version))),
        );
    } else {
        yield_items(part, yields, scope, &mut old_names, findings);
    }
    nothing_new(part, Some(yields), scope, before, findings);
    let mut inner = scope.clone();
    if part.family == Family::Composable {
        // The old names are seen, too; new ones win.
        inner.splice(before..before, old_names);
    }
    let renamed = part.renamed();
    let pairs = Pairs::new(&renamed, findings);
    let aggregates = |expr: &Expr| pairs.have_aggregate(expr);
    let orders_by_aggregate = yields.order_by.iter().any(|item| aggregates(&item.key));
    if part.family == Family::Composable && part.is_followed && !findings.is_cypher_5() {
        // Neo4j looks for the command's own `YIELD`, and takes one that aggregates for another clause.
        let is_one = orders_by_aggregate || yields.filter.as_ref().is_some_and(aggregates);
        if is_one && !loses_keys(part, pairs, findings) {
            let (error, at) = if yields.items.is_empty() {
                (SemanticError::YieldStarCombined(part.words), yields.place.0)
            } else {
                (SemanticError::YieldMandatory(part.words), part.at)
            };
            findings.report_last(error, at);
        }
    }
    if part.gives_up_on_aggregates(findings) && orders_by_aggregate {
        findings.give_up();
    }
    // What a star stands for is not looked into by Neo4j's analysis of administration commands.
    let sees_all = part.family == Family::Composable || !yields.items.is_empty();
    let subqueries = part.subqueries(true, findings);
    let passes = part.family == Family::Composable && findings.is_cypher_5();
    let mut keys = Expressions::new(findings, inner.clone(), subqueries, true);
    keys.renamed = &renamed;
    for item in &yields.order_by {
        keys.check_apart(&item.key);
        if sees_all && !passes {
            aggregation::not_aggregating(&item.key, pairs, keys.findings);
        }
    }
    for count in yields.skip.iter().chain(&yields.limit) {
        if count.value < 0 {
            // The sign and the digits as they were typed.
            let typed = findings.text.get(count.span.range()).unwrap_or_default();
            let number = tokens(typed).map(|piece| piece.text).collect();
            findings.report(SemanticError::NotACount(number), count.span);
        }
    }
    if let Some(filter) = &yields.filter {
        let may = !findings.is_cypher_5();
        let mut expressions = Expressions::new(findings, inner, subqueries, may);
        expressions.renamed = &renamed;
        expressions.predicate(filter);
        if !orders_by_aggregate && !loses_keys(part, pairs, findings) {
            bound_as_boolean(part, filter, Some(yields), findings);
        }
        if sees_all {
            aggregation::not_aggregating(filter, pairs, findings);
        }
    }
}

/// Whether the front end renames a variable in a pair of the parts that it takes for other clauses: then it does not
/// look at them again.
fn loses_keys(part: &Part<'_>, pairs: Pairs<'_>, findings: &Findings<'_>) -> bool {
    let ShowTail::Yield(yields, returns) = part.tail else { return false };
    let mut keys = yields.order_by.iter().map(|item| &item.key).chain(&yields.filter);
    keys.any(|key| pairs.keep_variable(key))
        || returns.iter().any(|clause| {
            let given = given_names(clause);
            let behind = Pairs::behind(&given, findings);
            clause.order_by.iter().any(|item| behind.keep_variable(&item.key))
        })
}

/// The columns whose old names stand for new ones: the last new name counts, and a name that is in use does not.
pub(super) fn renamed(yields: &Yield) -> Vec<(String, Span)> {
    let last: HashMap<&str, &Ident> =
        yields.items.iter().map(|item| (item.column.value.as_str(), item.name())).collect();
    let in_use: HashSet<&str> = last.values().map(|name| name.value.as_str()).collect();
    last.into_iter()
        .filter(|(column, _)| !in_use.contains(column))
        .map(|(column, name)| (column.to_owned(), name.span))
        .collect()
}

fn yield_items(
    part: &Part<'_>,
    yields: &Yield,
    scope: &mut Scope,
    old_names: &mut Scope,
    findings: &mut Findings<'_>,
) {
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    let mut own: HashSet<&str> = HashSet::new();
    for item in &yields.items {
        let column = part.columns.iter().find(|column| item.column.value == column.name);
        let types = column.map_or(Types::Any, |column| of_column(column.of, findings.version));
        if column.is_none() {
            if part.family == Family::Composable {
                let error = SemanticError::NoSuchColumn(item.column.value.to_string());
                findings.report(error, item.column.span);
            }
            let error = SemanticError::UndefinedVariable(item.column.value.to_string());
            findings.report(error, item.column.span);
        }
        let name = item.name();
        // The same column twice under one name is one column for composable commands.
        let is_repeat = !known.insert((&item.column.value, &name.value));
        let is_used = !own.insert(&name.value);
        if is_used && !(is_repeat && part.family == Family::Composable) {
            findings.report(SemanticError::DuplicateColumn, name.span);
        }
        if item.alias.is_some() {
            old_names.push((item.column.value.to_string(), types.clone()));
        }
        scope.push((name.value.to_string(), types));
    }
}
