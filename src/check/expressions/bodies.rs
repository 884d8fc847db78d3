//! Expressions with parts of their own: branches of `CASE`, and bodies that have more variables than what is around them.

use super::Expressions;
use super::Scope;
use crate::ast::{Case, CaseTest, Expr, ListComprehension, Quantifier, QuantifierKind, Reduce};
use crate::check::pairs::Pairs;
use crate::check::place::reported;
use crate::check::subqueries;
use crate::check::types::{BOOLEAN, LIST, NODE, PATH, RELATIONSHIP, Types};
use crate::parser::parse_expression;
use crate::status::SemanticError;
use crate::text::Span;

impl Expressions<'_, '_> {
    pub(super) fn case(&mut self, case: &Case) -> Types {
        let subject = case.subject.as_ref().map(|subject| (subject, self.check(subject)));
        let pairs = Pairs::new(self.renamed, self.findings);
        let mut types: Option<Types> = None;
        for branch in &case.branches {
            if pairs.lose_branch(case, branch) {
                types = types.or(Some(Types::NOTHING));
                continue;
            }
            for test in &branch.tests {
                match test {
                    CaseTest::Value(value) if case.subject.is_none() => {
                        self.paired(|inner| inner.predicate(value));
                    }
                    CaseTest::Value(value)
                    | CaseTest::Comparison(_, value)
                    | CaseTest::Predicate(_, value) => {
                        self.paired(|inner| inner.check(value));
                    }
                    CaseTest::IsNull(_) | CaseTest::IsTyped(..) | CaseTest::IsNormalized(..) => {}
                    CaseTest::HasLabel(..) => {
                        if let Some((subject, types)) = &subject {
                            self.require(types, NODE | RELATIONSHIP, subject);
                        }
                    }
                }
            }
            let found = self.paired(|inner| inner.check(&branch.result));
            types = Some(types.map_or(found.clone(), |before| before.or(found)));
        }
        if let Some(otherwise) = &case.otherwise {
            let found = self.check(otherwise);
            types = Some(types.map_or(found.clone(), |before| before.or(found)));
        }
        types.unwrap_or(Types::Any)
    }

    /// Runs `inner` with more variables and, as bodies do, without aggregates.
    pub(super) fn inside<T>(
        &mut self,
        variables: impl IntoIterator<Item = (String, Types)>,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let (depth, missing) = (self.scope.len(), self.missing.len());
        self.scope.extend(variables);
        let before = std::mem::replace(&mut self.may_aggregate, false);
        let result = inner(self);
        self.may_aggregate = before;
        self.scope.truncate(depth);
        self.missing.truncate(missing);
        result
    }

    /// The list of a comprehension or a quantifier; whether it is sound.
    pub(super) fn list(&mut self, list: &Expr) -> (Types, bool) {
        let before = self.spoilt;
        let found = self.expect(list, LIST);
        (found, self.spoilt == before)
    }

    /// The predicate over the elements of a list. Behind a bad list only its variables are looked at.
    pub(super) fn filter(&mut self, predicate: &Expr, variable: (String, Types), is_sound: bool) {
        let before = self.findings.count();
        self.inside([variable], |inner| inner.predicate(predicate));
        if !is_sound {
            self.findings.keep_undefined_from(before);
        }
    }

    pub(super) fn list_comprehension(&mut self, list: &ListComprehension) -> Types {
        let (found, is_sound) = self.list(&list.list);
        let variable = (list.variable.value.to_string(), found.element());
        if let Some(filter) = &list.filter {
            self.filter(filter, variable.clone(), is_sound);
        }
        match &list.map {
            Some(map) => self.inside([variable], |inner| inner.check(map)).in_list(),
            None => found,
        }
    }

    pub(super) fn quantifier(&mut self, quantifier: &Quantifier, at: Span) -> Types {
        let (found, is_sound) = self.list(&quantifier.list);
        match &quantifier.predicate {
            Some(predicate) => {
                let variable = (quantifier.variable.value.to_string(), found.element());
                self.filter(predicate, variable, is_sound);
            }
            None => {
                let name = match quantifier.kind {
                    QuantifierKind::All => "all",
                    QuantifierKind::Any => "any",
                    QuantifierKind::None => "none",
                    QuantifierKind::Single => "single",
                };
                self.report(SemanticError::MissingPredicate(name), at);
            }
        }
        Types::of(BOOLEAN)
    }

    pub(super) fn reduce(&mut self, reduce: &Reduce, predicate: Option<&Expr>) -> Types {
        let initial = self.check(&reduce.initial);
        let list = self.expect(&reduce.list, LIST);
        let accumulator = (reduce.accumulator.value.to_string(), initial.clone());
        let variable = (reduce.variable.value.to_string(), list.element());
        let step = self.inside([accumulator.clone(), variable], |inner| inner.check(&reduce.step));
        let at = self.place(&reduce.step);
        let expected =
            if predicate.is_some() { initial.clone() } else { initial.accumulating(&step) };
        if expected == Types::of(BOOLEAN) && !step.is_any() && step.bits() & !LIST == 0 {
            self.findings.report(SemanticError::ListAsBoolean, at);
        }
        let left = step.as_expected(&expected);
        if left == Types::NOTHING {
            let (accumulator, step) = (expected.words(), step.words());
            let error = if predicate.is_some() {
                SemanticError::AllReduceType { accumulator, step }
            } else {
                SemanticError::AccumulatorType { accumulator, step }
            };
            self.report(error, at);
        }
        if let Some(predicate) = predicate {
            self.inside([accumulator], |inner| inner.predicate(predicate));
        }
        initial.common(&left)
    }

    /// Checks a pattern comprehension: its variables, predicate and map.
    pub(super) fn pattern_comprehension(&mut self, text: &str, expr: &Expr) -> Types {
        let whole = reported(expr, self.findings.text);
        self.subqueries.comprehension(whole, self.findings);
        let Some(parts) = subqueries::comprehension(text) else {
            return Types::list_of(Types::Any);
        };
        let start = whole.range().start;
        let pattern = Span::new(start + parts.pattern.0, whole.range().end);
        let mut named: Scope = Vec::new();
        for variable in subqueries::variables(parts.pattern.1) {
            match self.scope.iter().rev().find(|(known, _)| known == variable.name) {
                Some((_, types)) => variable.conflict(types, variable.at(pattern), self.findings),
                None => named.push((variable.name.to_owned(), Types::of(variable.is))),
            }
        }
        named.extend(parts.path.map(|path| (path.to_owned(), Types::of(PATH))));
        let (filter, map) =
            (parts.filter.map(|part| self.parsed(part, start)), self.parsed(parts.map, start));
        self.inside(named, |inner| {
            if let Some(filter) = filter.flatten() {
                inner.predicate(&filter);
            }
            map.map_or(Types::Any, |map| inner.check(&map)).in_list()
        })
    }

    /// An expression that was read as text alone, with its places; none in a text that is very long.
    pub(super) fn parsed(&self, (offset, text): (usize, &str), start: usize) -> Option<Expr> {
        const MOST: usize = 1 << 16;
        // Blanks in front keep the places.
        let blanks = Some(start + offset).filter(|blanks| *blanks < MOST)?;
        parse_expression(&format!("{:blanks$}{text}", ""), self.findings.version).ok()
    }
}
