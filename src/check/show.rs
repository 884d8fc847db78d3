//! `SHOW` and `TERMINATE`: which columns exist, what each part of the tail sees, and what commands in
//! a row owe one another.
//!
//! Two families: commands of administration, and those that Cypher 25 can compose with others. They
//! differ in small ways, all of which are in [`Family`]'s methods or marked.

use super::aggregation;
use super::columns::{Column, columns_of, columns_of_terminate};
use super::expressions::{Expressions, Scope, of_column};
use super::findings::Findings;
use super::judge::Difference;
use super::literals::written;
use super::place::reported;
use super::subqueries::Subqueries;
use super::types::{BOOLEAN, INTEGER, LIST, Types, words};
use super::{graph_names, rewritten, walk};
use crate::ast::{
    Command, DatabasesOf, Expr, ExprKind, Ident, Literal, NamesOf, Return, ReturnItem, Show,
    ShowTail, ShowWhat, TerminateTransactions, Yield,
};
use crate::status::SemanticError;
use crate::text::{Span, Spanned};
use std::collections::{HashMap, HashSet};

/// The two families of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Administration,
    Composable,
}

fn family(what: &ShowWhat) -> Family {
    match what {
        ShowWhat::Databases(_)
        | ShowWhat::Settings(_)
        | ShowWhat::Procedures(_)
        | ShowWhat::Functions { .. }
        | ShowWhat::Transactions(_) => Family::Composable,
        _ => Family::Administration,
    }
}

/// `SHOW …` alone.
pub(super) fn show(command: &Show, findings: &mut Findings<'_>) {
    one(&Part::of_show(command, findings), &mut Vec::new(), findings);
}

/// `TERMINATE TRANSACTIONS` alone.
pub(super) fn terminate(command: &TerminateTransactions, findings: &mut Findings<'_>) {
    one(&Part::of_terminate(command, findings), &mut Vec::new(), findings);
}

/// Several of them in a row: each sees what those before have yielded.
pub(super) fn chain(commands: &[Command], findings: &mut Findings<'_>) {
    let mut scope = Vec::new();
    let mut parts: Vec<_> = commands
        .iter()
        .filter_map(|command| match command {
            Command::Show(show) => Some(Part::of_show(show, findings)),
            Command::TerminateTransactions(terminate) => {
                Some(Part::of_terminate(terminate, findings))
            }
            _ => None,
        })
        .collect();
    parts.iter_mut().for_each(|part| part.is_followed = true);
    for (at, part) in parts.iter().enumerate() {
        combined(part, at + 1 == parts.len(), findings);
        one(part, &mut scope, findings);
    }
}

/// What commands in a row need.
fn combined(part: &Part<'_>, is_last: bool, findings: &mut Findings<'_>) {
    match part.tail {
        ShowTail::Yield(yields, returns) => {
            let first = yields.items.first().map(|item| item.column.span);
            if first.is_none() {
                findings.report(SemanticError::YieldStarCombined(part.words), yields.place);
            }
            if is_last && returns.is_none() {
                findings.report(SemanticError::ReturnMandatory, part.end());
            }
            if let (false, Some(returns)) = (is_last, returns) {
                findings.report(SemanticError::OnlyAtEnd("RETURN"), returns.place);
            }
        }
        ShowTail::None | ShowTail::Where(_) => {
            findings.report(SemanticError::YieldMandatory(part.words), part.at);
            if is_last {
                findings.report(SemanticError::ReturnMandatory, part.end());
            }
        }
    }
}

/// One command as far as columns matter.
pub(super) struct Part<'c> {
    family: Family,
    columns: Vec<&'static Column>,
    pub(super) tail: &'c ShowTail,
    names: Option<&'c NamesOf>,
    graph: Option<&'c crate::ast::GraphName>,
    /// The command's own words.
    pub(super) words: &'static str,
    /// Where it stands.
    pub(super) at: Span,
    is_terminate: bool,
    /// Whether there are clauses beside its own.
    pub(super) is_followed: bool,
}

impl<'c> Part<'c> {
    pub(super) fn of_show(command: &'c Show, findings: &Findings<'_>) -> Self {
        let names = match &command.what {
            ShowWhat::Settings(names) | ShowWhat::Transactions(names) => Some(names),
            _ => None,
        };
        let graph = match &command.what {
            ShowWhat::Databases(DatabasesOf::Named(name)) | ShowWhat::Aliases(Some(name)) => {
                Some(name)
            }
            _ => None,
        };
        let words = match &command.what {
            ShowWhat::Databases(DatabasesOf::Default) => "SHOW DEFAULT DATABASE",
            ShowWhat::Databases(DatabasesOf::Home) => "SHOW HOME DATABASE",
            ShowWhat::Databases(DatabasesOf::Named(_)) => "SHOW DATABASE",
            ShowWhat::Databases(DatabasesOf::All) => "SHOW DATABASES",
            ShowWhat::Settings(_) => "SHOW SETTINGS",
            ShowWhat::Procedures(_) => "SHOW PROCEDURES",
            ShowWhat::Functions { .. } => "SHOW FUNCTIONS",
            _ => "SHOW TRANSACTIONS",
        };
        Self {
            family: family(&command.what),
            columns: columns_of(&command.what, findings.version, findings.judge()).collect(),
            tail: &command.tail,
            names,
            graph,
            words,
            at: command.place.0,
            is_terminate: false,
            is_followed: matches!(command.tail, ShowTail::Yield(_, Some(_))),
        }
    }

    pub(super) fn of_terminate(
        command: &'c TerminateTransactions,
        findings: &Findings<'_>,
    ) -> Self {
        let ids = match &command.ids {
            NamesOf::All => None,
            NamesOf::Listed(ids) => ids.first().map(|id| id.span),
            NamesOf::Expression(expr) => Some(expr.span),
        };
        let at = ids.map(|ids| keyword_before("TERMINATE", ids, findings.text)).unwrap_or_default();
        Self {
            family: Family::Composable,
            columns: columns_of_terminate().collect(),
            tail: &command.tail,
            names: Some(&command.ids),
            graph: None,
            words: "TERMINATE TRANSACTIONS",
            at,
            is_terminate: true,
            is_followed: matches!(command.tail, ShowTail::Yield(_, Some(_))),
        }
    }

    /// Whether Neo4j's analysis breaks off at an aggregate in an `ORDER BY` without aggregates around it.
    fn gives_up_on_aggregates(&self, findings: &Findings<'_>) -> bool {
        self.family == Family::Composable && findings.is_cypher_5()
    }

    /// Where a `RETURN` behind it is missing.
    pub(super) fn end(&self) -> Span {
        match self.tail {
            ShowTail::Yield(yields, _) => {
                yields.items.first().map_or(yields.place.0, |item| item.column.span)
            }
            ShowTail::None | ShowTail::Where(_) => self.at,
        }
    }

    /// What stands in for subqueries and patterns, in a `WHERE` of its own or behind `YIELD`.
    fn subqueries(&self, is_behind_yield: bool, findings: &Findings<'_>) -> Subqueries {
        match self.family {
            Family::Administration => Subqueries {
                refuses_subqueries: !is_behind_yield
                    || findings.applies(Difference::SubqueryAfterYield),
                refuses_patterns: true,
            },
            Family::Composable => Self::composable(findings),
        }
    }

    /// The same for the clauses beside a command that can be composed.
    pub(super) fn composable(findings: &Findings<'_>) -> Subqueries {
        let refuses = findings.applies(Difference::SubqueryInComposableShow);
        Subqueries { refuses_subqueries: refuses, refuses_patterns: refuses }
    }
}

/// The last place of a keyword in front of `at`.
fn keyword_before(word: &str, at: Span, text: &str) -> Span {
    let before = text.get(..at.range().start).unwrap_or_default().to_ascii_uppercase();
    let start = before.rfind(word).unwrap_or(at.range().start);
    Span::new(start, start + word.len())
}

pub(super) fn one(part: &Part<'_>, scope: &mut Scope, findings: &mut Findings<'_>) {
    if let Some(name) = part.graph {
        graph_names::check(name, findings);
    }
    if let Some(NamesOf::Expression(expr)) = part.names {
        let subqueries = part.subqueries(true, findings);
        let mut inner = scope.clone();
        inner.extend(own_columns(part));
        Expressions::new(findings, inner, subqueries, false).check(expr);
    }
    let is_rewritten =
        part.family == Family::Administration && !findings.applies(Difference::QuotedVariable);
    if is_rewritten && rewritten::in_tail(part.tail, findings) {
        return;
    }
    tail(part, scope, findings);
    if is_rewritten && rewritten::is_rewritten_late(part.tail) {
        // It is rewritten later than the rest, behind the look at types and in front of that at lists and patterns.
        findings.forget_late();
    }
}

fn tail(part: &Part<'_>, scope: &mut Scope, findings: &mut Findings<'_>) {
    match part.tail {
        ShowTail::None => {
            let before = scope.len();
            let shown = part.columns.iter().filter(|column| column.is_default);
            scope
                .extend(shown.map(|column| {
                    (column.name.to_owned(), of_column(column.of, findings.version))
                }));
            nothing_new(part, None, scope, before, findings);
        }
        ShowTail::Where(predicate) if part.is_terminate => {
            let at = keyword_before("WHERE", predicate.span, findings.text);
            findings.report(SemanticError::TerminateWhere, at);
        }
        ShowTail::Where(predicate) => lone_where(part, predicate, scope, findings),
        ShowTail::Yield(yields, returns) => {
            yield_clause(part, yields, scope, findings);
            if let Some(returns) = returns {
                return_clause(part, yields, returns, scope, findings);
            }
        }
    }
}

/// The columns that the names of what is shown may use, for whatever it is worth: those that come out, under
/// their own names and of any type.
fn own_columns(part: &Part<'_>) -> Scope {
    let comes_out = |column: &Column| match part.tail {
        ShowTail::None | ShowTail::Where(_) => column.is_default,
        ShowTail::Yield(yields, _) => {
            yields.items.is_empty()
                || yields.items.iter().any(|item| item.column.value == column.name)
        }
    };
    part.columns
        .iter()
        .filter(|column| comes_out(column))
        .map(|column| (column.name.to_owned(), Types::Any))
        .collect()
}

/// A command in a row of which every name has been yielded before. One new name is enough for Neo4j to
/// let all of them pass.
fn nothing_new(
    part: &Part<'_>,
    yields: Option<&Yield>,
    scope: &Scope,
    before: usize,
    findings: &mut Findings<'_>,
) {
    let (earlier, own) = scope.split_at(before.min(scope.len()));
    let is_known = |name: &str| earlier.iter().any(|(known, _)| known == name);
    if before == 0 || !own.iter().all(|(name, _)| is_known(name)) {
        return;
    }
    for (at, (name, _)) in own.iter().enumerate() {
        let item = yields.and_then(|yields| yields.items.get(at));
        let span = item.map_or(part.at, |item| item.name().span);
        findings.report(SemanticError::AlreadyDeclared(name.clone()), span);
    }
}

/// `WHERE` without `YIELD` sees the columns that are shown.
fn lone_where(part: &Part<'_>, predicate: &Expr, before: &Scope, findings: &mut Findings<'_>) {
    let mut scope = before.clone();
    let shown = part.columns.iter().filter(|column| column.is_default);
    scope.extend(
        shown.map(|column| (column.name.to_owned(), of_column(column.of, findings.version))),
    );
    let aggregates = aggregation::has_aggregate(predicate);
    let refuses =
        part.family == Family::Administration && findings.applies(Difference::AggregateInWhere);
    let may = !findings.is_cypher_5() && !refuses;
    let subqueries = part.subqueries(false, findings);
    Expressions::new(findings, scope, subqueries, may).predicate(predicate);
    if !part.is_followed {
        bound_as_boolean(part, predicate, None, findings);
    }
    if aggregates && part.family == Family::Composable {
        aggregation::not_aggregating(predicate, findings);
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
fn yield_clause(part: &Part<'_>, yields: &Yield, scope: &mut Scope, findings: &mut Findings<'_>) {
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
        yield_items(part, yields, scope, before, &mut old_names, findings);
    }
    nothing_new(part, Some(yields), scope, before, findings);
    let mut inner = scope.clone();
    if part.family == Family::Composable {
        // The old names are seen, too; new ones win.
        inner.splice(before..before, old_names);
    }
    let aggregates = |expr: &Expr| aggregation::has_aggregate(expr);
    let orders_by_aggregate = yields.order_by.iter().any(|item| aggregates(&item.key));
    if part.family == Family::Composable && part.is_followed && !findings.is_cypher_5() {
        // Neo4j looks for the command's own `YIELD`, and takes one that aggregates for another clause.
        if orders_by_aggregate || yields.filter.as_ref().is_some_and(aggregates) {
            let (error, at) = if yields.items.is_empty() {
                (SemanticError::YieldStarCombined(part.words), yields.place.0)
            } else {
                (SemanticError::YieldMandatory(part.words), part.at)
            };
            findings.report(error, at);
        }
    }
    if part.gives_up_on_aggregates(findings) && orders_by_aggregate {
        findings.give_up();
    }
    let renamed = match part.family {
        Family::Composable => renamed(yields),
        Family::Administration => Vec::new(),
    };
    // What a star stands for is not looked into by Neo4j's analysis of administration commands.
    let sees_all = part.family == Family::Composable || !yields.items.is_empty();
    let subqueries = part.subqueries(true, findings);
    for item in &yields.order_by {
        let mut expressions = Expressions::new(findings, inner.clone(), subqueries, true);
        expressions.renamed.clone_from(&renamed);
        expressions.check(&item.key);
        let passes = part.family == Family::Composable && findings.is_cypher_5();
        if sees_all && !passes && aggregation::has_aggregate(&item.key) {
            aggregation::not_aggregating(&item.key, findings);
        }
    }
    for count in yields.skip.iter().chain(&yields.limit) {
        if count.value < 0 {
            findings.report(SemanticError::NotACount(count.value.to_string()), count.span);
        }
    }
    if let Some(filter) = &yields.filter {
        let may = !findings.is_cypher_5();
        let mut expressions = Expressions::new(findings, inner, subqueries, may);
        expressions.renamed = renamed;
        expressions.predicate(filter);
        bound_as_boolean(part, filter, Some(yields), findings);
        if sees_all && aggregation::has_aggregate(filter) {
            aggregation::not_aggregating(filter, findings);
        }
    }
}

/// The columns whose old names stand for new ones: the last new name counts, and a name that is in use does not.
fn renamed(yields: &Yield) -> Vec<(String, Span)> {
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
    before: usize,
    old_names: &mut Scope,
    findings: &mut Findings<'_>,
) {
    let mut known: Vec<(&str, &str)> = Vec::new();
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
        let earlier = scope.iter().position(|(known, _)| *known == name.value.as_str());
        // The same column twice under one name is one column for composable commands.
        let is_repeat = part.family == Family::Composable
            && known.contains(&(item.column.value.as_str(), name.value.as_str()));
        known.push((&item.column.value, &name.value));
        match earlier {
            Some(at) if at >= before && !is_repeat => {
                findings.report(SemanticError::DuplicateColumn, name.span)
            }
            _ => {}
        }
        if item.alias.is_some() {
            old_names.push((item.column.value.to_string(), types.clone()));
        }
        scope.push((name.value.to_string(), types));
    }
}

fn return_clause(
    part: &Part<'_>,
    yields: &Yield,
    clause: &Return,
    scope: &Scope,
    findings: &mut Findings<'_>,
) {
    let has_star =
        clause.star || (yields.items.is_empty() && part.family == Family::Administration);
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

/// What `RETURN` and `WITH` have in common; gives the names of the items and their types.
pub(super) fn projection(
    clause: &Return,
    has_star: bool,
    subqueries: Subqueries,
    scope: &Scope,
    findings: &mut Findings<'_>,
) -> Scope {
    let mut names: Vec<String> = Vec::new();
    let mut inner = scope.clone();
    for item in &clause.items {
        let types = Expressions::new(findings, scope.clone(), subqueries, true).check(&item.expr);
        aggregation::undefined_arguments(&item.expr, scope, findings);
        let name = item_name(item, findings.text);
        if names.contains(&name.value) {
            findings.report(SemanticError::DuplicateColumn, name.span);
        }
        names.push(name.value.clone());
        inner.push((name.value, types));
    }
    let aggregates = aggregation::aggregates(clause);
    let keys = clause.group_by.iter().flatten();
    for key in keys.filter(|_| !aggregation::groups_by_all(clause)) {
        Expressions::new(findings, inner.clone(), subqueries, false).check(key);
    }
    if aggregates && !has_star {
        aggregation::grouping(clause, findings);
    }
    for item in &clause.order_by {
        Expressions::new(findings, inner.clone(), subqueries, true).check(&item.key);
        if has_star {
            continue;
        }
        if clause.distinct || aggregates {
            aggregation::hidden_variables(&item.key, clause, findings);
        }
        if !aggregation::has_aggregate(&item.key) || aggregation::repeats_items(&item.key, clause) {
            continue;
        }
        if !aggregates && !clause.distinct {
            aggregation::not_aggregating(&item.key, findings);
        } else if aggregates && findings.is_cypher_5() {
            let at = reported(&item.key, findings.text);
            let shown = super::printed::printed(&item.key, findings.text);
            findings.report(SemanticError::AggregateInOrderBy(shown), at);
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
    if aggregation::has_aggregate(count) && !is_aggregating && !findings.is_cypher_5() {
        let shown = super::printed::printed(count, findings.text);
        let at = reported(count, findings.text);
        findings.report(SemanticError::AggregateInSubclause(shown), at);
    }
    Expressions::new(findings, scope.clone(), subqueries, false).expect(count, INTEGER);
}
