//! What of a tail the source can do itself, because it gives the same rows: conditions that cannot fail,
//! sorting by columns, counting and collecting by columns. Everything else stays with the pipeline.

use super::env::Env;
use super::functions::{Aggregate, aggregate_of};
use super::scope::{Scope, Slot};
use super::source::{Condition, Fold, Test};
use crate::ast::{CompareOp, Expr, ExprKind, Literal, PredicateOp, SortItem};
use crate::text::Text;
use crate::value::Value;

/// What a predicate asks of single columns, if it is a chain of `AND` and each part is about one column
/// and constants. Places in the scope are translated to the source's by `places`.
pub(super) fn conditions(
    predicate: &Expr,
    scope: &Scope<'_>,
    places: &[usize],
    env: &Env<'_>,
) -> Option<Vec<Condition>> {
    match &predicate.kind {
        ExprKind::And(parts) => {
            let mut all = Vec::with_capacity(parts.len());
            for part in parts {
                all.extend(conditions(part, scope, places, env)?);
            }
            Some(all)
        }
        _ => condition(predicate, scope, places, env).map(|one| vec![one]),
    }
}

fn condition(
    predicate: &Expr,
    scope: &Scope<'_>,
    places: &[usize],
    env: &Env<'_>,
) -> Option<Condition> {
    let of_column = |column: &Expr| self::column(column, scope, places);
    match &predicate.kind {
        ExprKind::Comparison(left, rest) => {
            let [(op, right)] = rest.as_slice() else { return None };
            if op.value != CompareOp::Equal {
                return None;
            }
            let (column, value) = match (of_column(left), of_column(right)) {
                (Some(column), None) => (column, constant(right, env)?),
                (None, Some(column)) => (column, constant(left, env)?),
                _ => return None,
            };
            Some(Condition { column, test: Test::In(vec![value]) })
        }
        ExprKind::Predicate(left, op, right) => {
            let column = of_column(left)?;
            let value = constant(right, env)?;
            let text = || value.as_str().map(Text::from);
            let test = match op.value {
                PredicateOp::Contains => Test::Contains(text()?),
                PredicateOp::StartsWith => Test::StartsWith(text()?),
                PredicateOp::EndsWith => Test::EndsWith(text()?),
                PredicateOp::In => Test::In(value.as_list()?.to_vec()),
                PredicateOp::Matches => return None,
            };
            Some(Condition { column, test })
        }
        _ => None,
    }
}

/// The source's column that an expression is.
fn column(expr: &Expr, scope: &Scope<'_>, places: &[usize]) -> Option<usize> {
    let ExprKind::Variable(name) = &expr.kind else { return None };
    match scope.slot(&name.value)? {
        Slot::Column(at) => places.get(at).copied(),
        Slot::Output(_) => None,
    }
}

/// The value of a literal, a list of literals, or a parameter.
fn constant(expr: &Expr, env: &Env<'_>) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::Literal(Literal::String(text)) => Value::String(text.as_str().into()),
        ExprKind::Literal(Literal::Integer(number)) => Value::Integer(*number),
        ExprKind::Literal(Literal::Boolean(truth)) => Value::Boolean(*truth),
        ExprKind::Param(param) => env.params.get(param.name.value.as_str())?.clone(),
        ExprKind::List(items) => {
            Value::List(items.iter().map(|item| constant(item, env)).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// The columns to sort by, if nothing else is sorted by.
pub(super) fn order(
    items: &[SortItem],
    scope: &Scope<'_>,
    places: &[usize],
) -> Option<Vec<(usize, bool)>> {
    items.iter().map(|item| Some((column(&item.key, scope, places)?, item.descending))).collect()
}

/// The columns that make groups and what is made of each group, if there is nothing else to it.
pub(super) fn groups(
    keys: &[&Expr],
    aggregates: &[&Expr],
    scope: &Scope<'_>,
    places: &[usize],
) -> Option<(Vec<usize>, Vec<Fold>)> {
    let columns = keys.iter().map(|key| column(key, scope, places)).collect::<Option<_>>()?;
    let fold = |aggregate: &&Expr| {
        Some(match (aggregate_of(aggregate)?.0, &aggregate.kind) {
            (Aggregate::CountStar, _) => Fold::Count,
            (Aggregate::Collect, ExprKind::Call(call)) if !call.distinct => {
                let [argument] = call.arguments.as_slice() else { return None };
                Fold::Collect(column(argument, scope, places)?)
            }
            _ => return None,
        })
    };
    Some((columns, aggregates.iter().map(fold).collect::<Option<_>>()?))
}
