//! `SHOW` and `TERMINATE`: which columns exist, what each part of the tail sees, and what commands in
//! a row owe one another.
//!
//! Two families: commands of administration, and those that Cypher 25 can compose with others. They
//! differ in small ways, all of which are in [`Family`]'s methods or marked.

use super::columns::{Column, columns_of, columns_of_terminate};
use super::expressions::{Expressions, Scope, of_column};
use super::findings::Findings;
use super::judge::Difference;
use super::pairs::Pairs;
use super::projection::return_clause;
use super::subqueries::Subqueries;
use super::types::Types;
use super::yields::{lone_where, nothing_new, renamed, yield_clause};
use super::{graph_names, rewritten, walk};
use crate::ast::{
    Command, DatabasesOf, Expr, ExprKind, NamesOf, Return, ReturnItem, Show, ShowTail, ShowWhat,
    TerminateTransactions,
};
use crate::status::SemanticError;
use crate::text::Span;

/// The two families of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
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
    pub(super) family: Family,
    pub(super) columns: Vec<&'static Column>,
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
    pub(super) fn gives_up_on_aggregates(&self, findings: &Findings<'_>) -> bool {
        self.family == Family::Composable
            && findings.is_cypher_5()
            && !findings.applies(Difference::AggregateInYieldOrder)
    }

    /// Whether the front end loses a pair before it looks at the command.
    fn breaks_off(&self, findings: &Findings<'_>) -> bool {
        if self.is_terminate && matches!(self.tail, ShowTail::Where(_)) {
            // It is refused before.
            return false;
        }
        let renamed = self.renamed();
        let (yielding, outside) = (Pairs::new(&renamed, findings), Pairs::new(&[], findings));
        let mut found = false;
        let mut look = |pairs: Pairs<'_>, expr: &Expr| {
            found = found || pairs.break_off(expr, findings.text);
        };
        if let Some(NamesOf::Expression(names)) = self.names {
            look(outside, names);
        }
        match self.tail {
            ShowTail::None => {}
            ShowTail::Where(predicate) => look(outside, predicate),
            ShowTail::Yield(yields, returns) => {
                walk::each_in_yield(yields, &mut |expr| look(yielding, expr));
                if let Some(clause) = returns {
                    walk::each_in_return(clause, &mut |expr| look(outside, expr));
                    let is_replaced = self.family == Family::Composable && findings.is_cypher_5();
                    found |= is_replaced && replaces_in_pair(clause, outside);
                }
            }
        }
        found
    }

    /// The columns whose old names stand for new ones in the parts of its `YIELD`.
    pub(super) fn renamed(&self) -> Vec<(String, Span)> {
        match self.tail {
            ShowTail::Yield(yields, _) if self.family == Family::Composable => renamed(yields),
            _ => Vec::new(),
        }
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
    pub(super) fn subqueries(&self, is_behind_yield: bool, findings: &Findings<'_>) -> Subqueries {
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

/// Whether an item of a `RETURN` is a part of a pair in its `ORDER BY`, where Cypher 5 puts the item's name.
fn replaces_in_pair(clause: &Return, pairs: Pairs<'_>) -> bool {
    let is_replaced =
        |part: &Expr| clause.items.iter().any(|item| item.expr == *part && !is_its_own_name(item));
    let mut keys = clause.order_by.iter().map(|item| &item.key);
    keys.any(|key| !is_replaced(key) && pairs.any(key, &mut |part| is_replaced(part)))
}

/// Whether an item is a variable under its own name.
fn is_its_own_name(item: &ReturnItem) -> bool {
    match &item.expr.kind {
        ExprKind::Variable(name) => {
            item.alias.as_ref().is_none_or(|alias| alias.value == name.value)
        }
        _ => false,
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
    if part.breaks_off(findings) {
        findings.give_up();
    }
    let is_rewritten =
        part.family == Family::Administration && !findings.applies(Difference::QuotedVariable);
    if is_rewritten && rewritten::in_tail(part.tail, findings) {
        findings.forget_counts();
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
