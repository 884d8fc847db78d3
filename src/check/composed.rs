//! `SHOW` and `TERMINATE` among the clauses of a query (Cypher 25).
//!
//! What is ours to judge is the beginning of a query: its commands, and the clauses that need no nodes and
//! relationships (`RETURN`, `WITH`, `UNWIND`, `FILTER`, `LET`, `ORDER BY`, `SKIP`, `LIMIT`, `FINISH`), up to the first
//! other one. An error there comes first whatever follows, since errors are told in order of position. Without one, a
//! query that goes on stays a data query: its first error may lie where we do not look.

use super::aggregation;
use super::expressions::{Expressions, Scope};
use super::findings::Findings;
use super::pairs::Pairs;
use super::place::reported;
use super::projection::{Around, Star, count_of, projection};
use super::show::{Family, Part, one};
use super::types::Types;
use super::walk;
use crate::ast::{
    Clause, ClauseKind, Command, Composed, ComposedEnd, Expr, ExprKind, Ident, Page, Return,
    ShowTail,
};
use crate::status::SemanticError;

/// Checks the beginning of a query that has commands among its clauses.
pub(super) fn composed(query: &Composed, findings: &mut Findings<'_>) {
    let pairs = Pairs::new(&[], findings);
    for clause in &query.clauses {
        walk::each_in_clause(clause, &mut |expr| {
            if pairs.break_off(expr, findings.text) {
                findings.give_up();
            }
        });
    }
    let mut scope = Scope::new();
    let others = query.clauses.len() > 1 || query.end != ComposedEnd::Whole;
    for (at, clause) in query.clauses.iter().enumerate() {
        let is_last = at + 1 == query.clauses.len() && query.end != ComposedEnd::Data;
        match &clause.kind {
            ClauseKind::Command(command) => {
                let Some(part) = part(command, others, findings) else { continue };
                if others {
                    combined(&part, query, findings);
                }
                one(&part, &mut scope, findings);
            }
            ClauseKind::Return(returned) => {
                if !is_last {
                    let next = query.clauses.get(at + 1).map(|clause| &clause.kind);
                    only_at_end(
                        "RETURN",
                        clause,
                        matches!(next, Some(ClauseKind::Page(_))),
                        findings,
                    );
                }
                projection(returned, &around(returned, &scope, findings), findings);
            }
            ClauseKind::Finish if !is_last => only_at_end("FINISH", clause, false, findings),
            ClauseKind::Finish => {}
            ClauseKind::With(items, filter) => {
                with(items, filter.as_ref(), &mut scope, findings);
            }
            ClauseKind::Unwind(list, name) => {
                let types = value(list, &scope, findings);
                declare(name, types.element(), &mut scope, findings);
            }
            ClauseKind::Filter(predicate) => filter(predicate, &scope, findings),
            ClauseKind::Let(items) => assign(items, &mut scope, findings),
            ClauseKind::Page(page) => order(page, &scope, findings),
        }
        if is_last {
            conclusion(query, clause, findings);
        }
    }
}

fn part<'c>(command: &'c Command, others: bool, findings: &Findings<'_>) -> Option<Part<'c>> {
    let mut part = match command {
        Command::Show(show) => Part::of_show(show, findings),
        Command::TerminateTransactions(terminate) => Part::of_terminate(terminate, findings),
        _ => return None,
    };
    part.is_followed = others;
    Some(part)
}

/// A command among others names what it yields; alone with its `RETURN` it may say `*`.
fn combined(part: &Part<'_>, query: &Composed, findings: &mut Findings<'_>) {
    let is_pair = matches!(
        query.clauses.as_slice(),
        [Clause { kind: ClauseKind::Command(_), .. }, Clause { kind: ClauseKind::Return(_), .. }]
    ) && query.end != ComposedEnd::Data;
    match part.tail {
        ShowTail::Yield(yields, _) if yields.items.is_empty() && !is_pair => {
            findings.report(SemanticError::YieldStarCombined(part.words), yields.place);
        }
        ShowTail::Yield(..) => {}
        ShowTail::None | ShowTail::Where(_) => {
            findings.report(SemanticError::YieldMandatory(part.words), part.at);
        }
    }
}

fn only_at_end(word: &'static str, clause: &Clause, is_paged: bool, findings: &mut Findings<'_>) {
    findings.report(SemanticError::OnlyAtEnd(word), clause.span);
    if is_paged {
        findings.report(SemanticError::PageOrder, clause.span);
    }
}

/// What the last clause of a query may be.
fn conclusion(query: &Composed, last: &Clause, findings: &mut Findings<'_>) {
    let is_command = |clause: &&Clause| matches!(clause.kind, ClauseKind::Command(_));
    let commands = query.clauses.iter().filter(is_command).count();
    let pages =
        query.clauses.iter().filter(|clause| matches!(clause.kind, ClauseKind::Page(_))).count();
    let has_others = commands + pages < query.clauses.len();
    let word = match &last.kind {
        ClauseKind::Return(_) | ClauseKind::Finish => return,
        ClauseKind::Command(command) => {
            if commands < query.clauses.len() || query.end != ComposedEnd::Whole {
                command_last(command, query, findings);
            }
            None
        }
        ClauseKind::With(..) => Some("WITH"),
        ClauseKind::Unwind(..) => Some("UNWIND"),
        ClauseKind::Filter(_) => Some("FILTER"),
        ClauseKind::Let(_) => Some("LET"),
        ClauseKind::Page(page) if !page.order_by.is_empty() => Some("ORDER BY"),
        ClauseKind::Page(page) if page.skip.is_some() => Some("SKIP"),
        ClauseKind::Page(_) => Some("LIMIT"),
    };
    if let Some(word) = word {
        findings.report(SemanticError::CannotConclude(word), last.span);
    }
    if !has_others && commands > 1 && query.end == ComposedEnd::Whole {
        let at = match &last.kind {
            ClauseKind::Command(command) => {
                part(command, true, findings).map_or(last.span, |part| part.end())
            }
            _ => last.span,
        };
        findings.report(SemanticError::ReturnMandatory, at);
    }
}

/// A command at the end of a query with other clauses.
fn command_last(command: &Command, query: &Composed, findings: &mut Findings<'_>) {
    let Some(part) = part(command, true, findings) else { return };
    if let ShowTail::Yield(yields, _) = part.tail {
        findings.report(SemanticError::CannotConclude("YIELD"), yields.place);
        return;
    }
    // Neo4j puts a `WITH` behind it, and in front of clauses of its own kind it tells of that one alone.
    let is_rewritten = query.end == ComposedEnd::Next
        || query.clauses.iter().any(|clause| {
            matches!(clause.kind, ClauseKind::Let(_) | ClauseKind::Filter(_) | ClauseKind::Page(_))
        });
    if !is_rewritten {
        findings.report(SemanticError::CannotConclude(part.words), part.at);
    }
    findings.report(SemanticError::CannotConclude("WITH"), part.at);
}

fn with(items: &Return, filter: Option<&Expr>, scope: &mut Scope, findings: &mut Findings<'_>) {
    for item in &items.items {
        let is_named = item.alias.is_some() || matches!(item.expr.kind, ExprKind::Variable(_));
        if !is_named {
            let at = reported(&item.expr, findings.text);
            findings.report(SemanticError::NotAliased, at);
        }
    }
    let subqueries = Part::composable(findings);
    let named = projection(items, &around(items, scope, findings), findings);
    let hides = items.distinct || aggregation::aggregates(items);
    if let Some(filter) = filter {
        let mut seen = if hides && !items.star { Scope::new() } else { scope.clone() };
        seen.extend(named.iter().cloned());
        Expressions::new(findings, seen, subqueries, true).predicate(filter);
        if !aggregation::aggregates(items) {
            aggregation::not_aggregating(filter, Pairs::new(&[], findings), findings);
        }
    }
    if !items.star {
        scope.clear();
    }
    scope.extend(named);
}

fn around<'s>(clause: &Return, scope: &'s Scope, findings: &Findings<'_>) -> Around<'s> {
    let (star, subqueries) = (Star::of(clause), Part::composable(findings));
    Around { family: Family::Composable, star, subqueries, scope }
}

fn value(expr: &Expr, scope: &Scope, findings: &mut Findings<'_>) -> Types {
    let subqueries = Part::composable(findings);
    Expressions::new(findings, scope.clone(), subqueries, false).check(expr)
}

fn filter(predicate: &Expr, scope: &Scope, findings: &mut Findings<'_>) {
    let subqueries = Part::composable(findings);
    Expressions::new(findings, scope.clone(), subqueries, true).predicate(predicate);
    aggregation::not_aggregating(predicate, Pairs::new(&[], findings), findings);
}

/// The values of `LET` do not see one another.
fn assign(items: &[(Ident, Expr)], scope: &mut Scope, findings: &mut Findings<'_>) {
    let before = scope.clone();
    let mut names: Vec<&Ident> = Vec::new();
    for (name, expr) in items {
        let types = value(expr, &before, findings);
        if names.iter().any(|known| known.value == name.value) {
            findings.report(SemanticError::DuplicateColumn, name.span);
        } else {
            declare(name, types, scope, findings);
        }
        names.push(name);
    }
}

fn declare(name: &Ident, types: Types, scope: &mut Scope, findings: &mut Findings<'_>) {
    if scope.iter().any(|(known, _)| *known == name.value.as_str()) {
        findings.report(SemanticError::AlreadyDeclared(name.value.to_string()), name.span);
    }
    scope.push((name.value.to_string(), types));
}

fn order(page: &Page, scope: &Scope, findings: &mut Findings<'_>) {
    let subqueries = Part::composable(findings);
    for item in &page.order_by {
        Expressions::new(findings, scope.clone(), subqueries, true).check(&item.key);
        aggregation::not_aggregating(&item.key, Pairs::new(&[], findings), findings);
    }
    for (word, count) in [("SKIP", &page.skip), ("LIMIT", &page.limit)] {
        if let Some(count) = count {
            count_of(word, count, scope, subqueries, false, findings);
        }
    }
}
