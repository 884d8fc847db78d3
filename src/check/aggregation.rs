//! Aggregation: grouping keys, and what `ORDER BY` and `WHERE` may say beside aggregates.

use super::expressions::Scope;
use super::findings::Findings;
use super::functions::is_aggregate;
use super::pairs::Pairs;
use super::place::reported;
use super::printed::{printed, printed_with};
use super::walk;
use crate::ast::{Expr, ExprKind, Return};
use crate::status::SemanticError;
use crate::text::Span;

/// Whether `expr` is an aggregate itself.
pub(super) fn is_aggregate_call(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::CountStar => true,
        ExprKind::Call(call) => is_aggregate(&call.name.value),
        _ => false,
    }
}

/// Whether an aggregate is in `expr`.
pub(super) fn has_aggregate(expr: &Expr) -> bool {
    walk::find(expr, &mut is_aggregate_call).is_some()
}

/// Whether a `RETURN` aggregates.
pub(super) fn aggregates(clause: &Return) -> bool {
    clause.group_by.is_some() || clause.items.iter().any(|item| has_aggregate(&item.expr))
}

/// An aggregate in a clause that is not aggregating. Cypher 25 says it twice.
pub(super) fn not_aggregating(expr: &Expr, pairs: Pairs<'_>, findings: &mut Findings<'_>) {
    if pairs.have_aggregate(expr) {
        in_subclause(expr, pairs, findings);
        in_order_by(expr, findings);
    }
}

/// Cypher 25 looks at every clause.
pub(super) fn in_subclause(expr: &Expr, pairs: Pairs<'_>, findings: &mut Findings<'_>) {
    let is_known = |name: &str| {
        !findings.has(|error| matches!(error, SemanticError::UndefinedVariable(it) if it == name))
    };
    if findings.is_cypher_5() || pairs.hide_aggregates(expr, &is_known) {
        return;
    }
    if pairs.keep_from_printing(expr) {
        findings.lose_last();
    }
    let shown = printed(expr, findings.text);
    let at = reported(expr, findings.text);
    findings.report_last(SemanticError::AggregateInSubclause(shown), at);
}

/// An aggregate in `ORDER BY`, or what counts as one.
fn in_order_by(expr: &Expr, findings: &mut Findings<'_>) {
    let shown = printed(expr, findings.text);
    findings.report_last(SemanticError::AggregateInOrderBy(shown), reported(expr, findings.text));
}

/// Aggregates in the `ORDER BY` of a clause that has others: Cypher 5 lists them, with the names of items for the items.
pub(super) fn others_in_order_by(
    others: &[&Expr],
    names: &[(&Expr, String)],
    findings: &mut Findings<'_>,
) {
    let Some(first) = others.first() else { return };
    let shown: Vec<_> =
        others.iter().map(|expr| printed_with(expr, findings.text, names)).collect();
    let error = SemanticError::AggregateInOrderBy(shown.join(", "));
    findings.report_last(error, reported(first, findings.text));
}

/// Items that aggregate, and keys of `ORDER BY` that do, may otherwise use grouping keys only. What a star stands for,
/// `starred`, are grouping keys, too.
pub(super) fn grouping(
    clause: &Return,
    order: &[&Expr],
    starred: &Scope,
    findings: &mut Findings<'_>,
) {
    let keys: Vec<&Expr> = match &clause.group_by {
        Some(keys) if !groups_by_all(clause) => {
            keys.iter().map(|key| key_of(key, clause)).collect()
        }
        _ => {
            clause.items.iter().map(|item| &item.expr).filter(|expr| !has_aggregate(expr)).collect()
        }
    };
    let checks_all = clause.group_by.is_some();
    let mut illegal: Vec<(String, Span)> = Vec::new();
    let mut known: Vec<&str> = starred.iter().map(|(name, _)| name.as_str()).collect();
    for item in clause.items.iter().filter(|item| checks_all || has_aggregate(&item.expr)) {
        implicit(&item.expr, &keys, &mut known, &mut illegal);
    }
    known.extend(clause.items.iter().filter_map(|item| Some(item.alias.as_ref()?.value.as_str())));
    let with_items: Vec<&Expr> =
        keys.into_iter().chain(clause.items.iter().map(|item| &item.expr)).collect();
    for key in order {
        implicit(key, &with_items, &mut known, &mut illegal);
    }
    if let Some((_, first)) = illegal.first().cloned() {
        let names: Vec<_> = illegal.into_iter().map(|(name, _)| name).collect();
        findings.report_last(SemanticError::ImplicitGrouping(names.join(", ")), first);
    }
}

/// An aggregate of a variable that is not defined: that is no grouping key, either.
pub(super) fn undefined_arguments(expr: &Expr, scope: &Scope, findings: &mut Findings<'_>) {
    walk::each(expr, &mut |part| {
        let ExprKind::Call(call) = &part.kind else { return };
        if !is_aggregate(&call.name.value) {
            return;
        }
        for argument in &call.arguments {
            let ExprKind::Variable(name) = &argument.kind else { continue };
            let is_defined = scope.iter().any(|(known, _)| *known == name.value.as_str())
                || walk::find(expr, &mut |outer| {
                    walk::bound_variables(outer).contains(&name.value.as_str())
                })
                .is_some();
            if !is_defined {
                let error = SemanticError::ImplicitGrouping(name.value.to_string());
                findings.report_last(error, argument.span);
            }
        }
    });
}

/// `GROUP BY ALL`: by all items that do not aggregate.
pub(super) fn groups_by_all(clause: &Return) -> bool {
    matches!(clause.group_by.as_deref(), Some([Expr { kind: ExprKind::Variable(name), .. }])
        if name.value.eq_ignore_ascii_case("ALL"))
}

/// What a key of `GROUP BY` stands for: the item of that name, or itself.
fn key_of<'a>(key: &'a Expr, clause: &'a Return) -> &'a Expr {
    let ExprKind::Variable(name) = &key.kind else { return key };
    clause
        .items
        .iter()
        .find(|item| item.alias.as_ref().is_some_and(|alias| alias.value == name.value))
        .map_or(key, |item| &item.expr)
}

/// Collects the variables outside aggregates that are no grouping keys.
fn implicit<'a>(
    expr: &'a Expr,
    keys: &[&Expr],
    bound: &mut Vec<&'a str>,
    illegal: &mut Vec<(String, Span)>,
) {
    let is_simple = matches!(expr.kind, ExprKind::Variable(_) | ExprKind::Property(..));
    if is_aggregate_call(expr) || (is_simple && keys.contains(&expr)) {
        return;
    }
    if let ExprKind::Variable(name) = &expr.kind {
        let name = name.value.as_str();
        if !bound.contains(&name) && !illegal.iter().any(|(known, _)| known == name) {
            illegal.push((name.to_owned(), expr.span));
        }
        return;
    }
    let depth = bound.len();
    bound.extend(walk::bound_variables(expr));
    expr.for_each_part(&mut |child| implicit(child, keys, bound, illegal));
    bound.truncate(depth);
}

/// `ORDER BY` behind `DISTINCT` or an aggregation: items and their parts, nothing from before.
pub(super) fn hidden_variables(key: &Expr, clause: &Return, findings: &mut Findings<'_>) {
    deprecated_reference(key, clause, findings);
    let mut found = Vec::new();
    hidden(key, clause, &mut Vec::new(), &mut found);
    for (name, at) in found {
        findings.report_last(SemanticError::HiddenVariable(name), at);
    }
}

/// Cypher 25 would rather see the alias of an item than its expression as a part of another.
fn deprecated_reference(key: &Expr, clause: &Return, findings: &mut Findings<'_>) {
    if findings.is_cypher_5() || clause.items.iter().any(|item| item.expr == *key) {
        return;
    }
    let part = walk::find(key, &mut |expr| {
        !matches!(expr.kind, ExprKind::Variable(_) | ExprKind::Literal(_) | ExprKind::CountStar)
            && !is_aggregate_call(expr)
            && clause.items.iter().any(|item| item.expr == *expr)
    });
    if let Some(part) = part {
        if Pairs::new(&[], findings).keep_from_printing(key) {
            findings.lose_last();
        }
        let (text, at) = (findings.text, reported(key, findings.text));
        findings.deprecate(
            format!(
                "The subclause expression `{}` contains a reference to the complex projection item expression `{}` and is deprecated. It is replaced by referencing the projection item expression by an alias.",
                printed(key, text),
                printed(part, text)
            ),
            at,
        );
    }
}

fn hidden<'a>(
    expr: &'a Expr,
    clause: &Return,
    bound: &mut Vec<&'a str>,
    found: &mut Vec<(String, Span)>,
) {
    if is_aggregate_call(expr) || clause.items.iter().any(|item| item.expr == *expr) {
        return;
    }
    if let ExprKind::Variable(name) = &expr.kind {
        let is_item = clause
            .items
            .iter()
            .any(|item| item.alias.as_ref().is_some_and(|alias| alias.value == name.value));
        if !is_item && !bound.contains(&name.value.as_str()) {
            found.push((name.value.to_string(), expr.span));
        }
        return;
    }
    let depth = bound.len();
    bound.extend(walk::bound_variables(expr));
    expr.for_each_part(&mut |child| hidden(child, clause, bound, found));
    bound.truncate(depth);
}

/// The aggregates in `key` that are no items, outermost first in written order.
pub(super) fn beyond_items<'k>(key: &'k Expr, clause: &Return) -> Vec<&'k Expr> {
    fn collect<'k>(expr: &'k Expr, clause: &Return, found: &mut Vec<&'k Expr>) {
        if clause.items.iter().any(|item| item.expr == *expr) {
            return;
        }
        if is_aggregate_call(expr) {
            found.push(expr);
            return;
        }
        expr.for_each_part(&mut |part| collect(part, clause, found));
    }
    let mut found = Vec::new();
    collect(key, clause, &mut found);
    found
}
