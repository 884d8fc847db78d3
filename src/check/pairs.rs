//! Keys with values, and the tests of a `CASE` with their results: pairs. Neo4j's front end, as compiled for editors,
//! loses a pair of which it rewrites a part, and goes on without it or not at all. A server does not.
//!
//! What is lost depends on what is rewritten, and when:
//! - old names of columns that `YIELD` gives new ones: the pair is not looked at;
//! - variables, in the results of a `CASE` with a subject: neither is the branch;
//! - before the analysis ([`rewritten`](super::rewritten)): it breaks off, and nothing is told;
//! - variables anywhere, ahead of the last look: it does not see what stands in the pair;
//! - names and values, where an error of that look has to be printed: the look is lost.

use super::aggregation::is_aggregate_call;
use super::findings::Findings;
use super::judge::Difference;
use super::rewritten::is_rewritten;
use super::walk::find;
use crate::ast::{Case, CaseBranch, CaseTest, Expr, ExprKind, Literal};
use crate::text::Span;

/// What decides whether a pair is there to be looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pairs<'r> {
    /// Whether any are lost.
    are_lost: bool,
    /// Old names of columns, with the places of the new ones.
    renamed: &'r [(String, Span)],
    /// Names that the clause itself gives: those stay.
    given: &'r [&'r str],
}

impl<'r> Pairs<'r> {
    pub(super) fn new(renamed: &'r [(String, Span)], findings: &Findings<'_>) -> Self {
        Self { are_lost: !findings.applies(Difference::LostPair), renamed, given: &[] }
    }

    /// In the `ORDER BY` of a clause that gives these names.
    pub(super) fn behind(given: &'r [&'r str], findings: &Findings<'_>) -> Self {
        Self { given, ..Self::new(&[], findings) }
    }

    /// Whether the front end loses a key with this value.
    pub(super) fn lose_value(self, value: &Expr) -> bool {
        let is_renamed = self.are_lost && !self.renamed.is_empty();
        is_renamed
            && find(value, &mut |part| {
                matches!(&part.kind, ExprKind::Variable(name)
                    if self.renamed.iter().any(|(old, _)| *old == name.value.as_str()))
            })
            .is_some()
    }

    /// Whether the front end loses this branch of `case`.
    pub(super) fn lose_branch(self, case: &Case, branch: &CaseBranch) -> bool {
        self.are_lost
            && (case.subject.is_some() && have_variable(&branch.result)
                || parts(case, branch).iter().any(|part| self.lose_value(part)))
    }

    /// Whether an aggregate is in `expr`, and not in a pair that is lost.
    pub(super) fn have_aggregate(self, expr: &Expr) -> bool {
        let found = |part: &Expr| self.have_aggregate(part);
        match &expr.kind {
            _ if is_aggregate_call(expr) => true,
            ExprKind::Map(entries) => {
                entries.iter().any(|(_, value)| !self.lose_value(value) && found(value))
            }
            ExprKind::Case(case) => {
                case.subject.iter().chain(&case.otherwise).any(found)
                    || case.branches.iter().any(|branch| {
                        !self.lose_branch(case, branch)
                            && parts(case, branch).into_iter().any(found)
                    })
            }
            _ => {
                let mut any = false;
                expr.for_each_part(&mut |part| any = any || found(part));
                any
            }
        }
    }

    /// Whether a branch is lost in `expr`.
    pub(super) fn lose_any_branch(self, expr: &Expr) -> bool {
        let loses = |part: &Expr| match &part.kind {
            ExprKind::Case(case) => {
                case.branches.iter().any(|branch| self.lose_branch(case, branch))
            }
            _ => false,
        };
        find(expr, &mut |part| loses(part)).is_some()
    }

    /// Whether a part of a pair in `expr` is rewritten before the analysis.
    pub(super) fn break_off(self, expr: &Expr, text: &str) -> bool {
        self.are_lost && self.any(expr, &mut |part| is_rewritten(part, text))
    }

    /// Whether all aggregates in `expr` stand in pairs that have a variable of which `is_known` holds.
    pub(super) fn hide_aggregates(self, expr: &Expr, is_known: &dyn Fn(&str) -> bool) -> bool {
        if !self.are_lost {
            return false;
        }
        let names_known = |part: &Expr| match &part.kind {
            ExprKind::Variable(name) => self.is_renamed_later(&name.value) && is_known(&name.value),
            _ => names_variable(part),
        };
        let hides = |parts: &[&Expr]| {
            parts.iter().any(|part| find(part, &mut |part| names_known(part)).is_some())
        };
        let hidden = |part: &Expr| self.hide_aggregates(part, is_known);
        match &expr.kind {
            _ if is_aggregate_call(expr) => false,
            ExprKind::Map(entries) => {
                entries.iter().all(|(_, value)| hides(&[value]) || hidden(value))
            }
            ExprKind::Case(case) => {
                case.subject.iter().chain(&case.otherwise).all(hidden)
                    && case.branches.iter().all(|branch| {
                        let parts = parts(case, branch);
                        hides(&parts) || parts.into_iter().all(hidden)
                    })
            }
            _ => {
                let mut all = true;
                expr.for_each_part(&mut |part| all = all && hidden(part));
                all
            }
        }
    }

    /// Whether `expr` has a key with its value, or a `CASE` with names or values in its pairs.
    pub(super) fn keep_from_printing(self, expr: &Expr) -> bool {
        let is_map = |part: &Expr| match &part.kind {
            ExprKind::Map(entries) => entries.iter().any(|(_, value)| !self.lose_value(value)),
            _ => false,
        };
        self.are_lost
            && (find(expr, &mut |part| is_map(part)).is_some()
                || self.any(expr, &mut |part| !is_plain(part)))
    }

    /// Whether a pair in `expr` has a variable, and is lost later.
    pub(super) fn keep_variable(self, expr: &Expr) -> bool {
        let renames = |part: &Expr| match &part.kind {
            ExprKind::Variable(name) => self.is_renamed_later(&name.value),
            _ => names_variable(part),
        };
        self.are_lost && self.any(expr, &mut |part| renames(part))
    }

    fn is_renamed_later(self, name: &str) -> bool {
        !self.given.contains(&name)
    }

    /// Whether `wanted` accepts a part of a pair in `expr` that is not lost.
    pub(super) fn any(self, expr: &Expr, wanted: &mut dyn FnMut(&Expr) -> bool) -> bool {
        any_paired(expr, false, Some(self), wanted)
    }
}

/// Whether a pair in `expr` has a variable.
fn have_variable(expr: &Expr) -> bool {
    any_paired(expr, false, None, &mut names_variable)
}

/// The parts of a branch. The subject is one of each; `ELSE` is in none.
fn parts<'a>(case: &'a Case, branch: &'a CaseBranch) -> Vec<&'a Expr> {
    let operand = |test: &'a CaseTest| match test {
        CaseTest::Value(value) | CaseTest::Comparison(_, value) | CaseTest::Predicate(_, value) => {
            Some(value)
        }
        CaseTest::IsNull(_)
        | CaseTest::IsTyped(..)
        | CaseTest::IsNormalized(..)
        | CaseTest::HasLabel(..) => None,
    };
    let tests = branch.tests.iter().filter_map(operand);
    case.subject.iter().chain(tests).chain([&branch.result]).collect()
}

/// Whether `wanted` accepts a part of a pair in `expr`; of one that `lost` does not lose, where that is asked.
fn any_paired(
    expr: &Expr,
    is_paired: bool,
    lost: Option<Pairs<'_>>,
    wanted: &mut dyn FnMut(&Expr) -> bool,
) -> bool {
    if is_paired && wanted(expr) {
        return true;
    }
    match &expr.kind {
        ExprKind::Map(entries) => entries.iter().any(|(_, value)| {
            !lost.is_some_and(|lost| lost.lose_value(value))
                && any_paired(value, true, lost, wanted)
        }),
        ExprKind::Case(case) => {
            case.branches.iter().any(|branch| {
                !lost.is_some_and(|lost| lost.lose_branch(case, branch))
                    && parts(case, branch).into_iter().any(|it| any_paired(it, true, lost, wanted))
            }) || case.otherwise.iter().any(|it| any_paired(it, is_paired, lost, wanted))
        }
        _ => {
            let mut found = false;
            expr.for_each_part(&mut |part| {
                found = found || any_paired(part, is_paired, lost, wanted);
            });
            found
        }
    }
}

/// What is printed as it stands: operators, brackets, and values that are words.
fn is_plain(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Float(value)) => value.is_infinite(),
        ExprKind::Literal(Literal::Null | Literal::Boolean(_) | Literal::NaN)
        | ExprKind::CountStar
        | ExprKind::List(_)
        | ExprKind::Map(_)
        | ExprKind::Or(_)
        | ExprKind::Xor(_)
        | ExprKind::And(_)
        | ExprKind::Not(_)
        | ExprKind::Comparison(..)
        | ExprKind::Arithmetic(..)
        | ExprKind::Sign(..)
        | ExprKind::Predicate(..)
        | ExprKind::IsNull { .. }
        | ExprKind::IsTyped { .. }
        | ExprKind::IsNormalized { .. }
        | ExprKind::Index(..)
        | ExprKind::Slice(..)
        | ExprKind::Case(_) => true,
        _ => false,
    }
}

fn names_variable(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Variable(_)
            | ExprKind::MapProjection(..)
            | ExprKind::ListComprehension(_)
            | ExprKind::Quantifier(_)
            | ExprKind::Reduce(_)
            | ExprKind::AllReduce(..)
            | ExprKind::Subquery(..)
            | ExprKind::Pattern(_)
            | ExprKind::PatternComprehension(_)
    )
}
