//! The walk: what each kind of expression asks of its parts, and the variables in scope.

use crate::ast::{
    CypherVersion, Expr, ExprKind, InterpolatedPart, Literal, PredicateOp, ProjectionItem,
    SubqueryKind,
};
use crate::check::columns::ColumnType;
use crate::check::findings::Findings;
use crate::check::pairs::Pairs;
use crate::check::place::reported;
use crate::check::subqueries::Subqueries;
use crate::check::types::{
    ANYTHING, BOOLEAN, DATE_TIME, DURATION, ENTITY, FLOAT, INTEGER, LIST, MAP, NODE, NUMBER, PATH,
    RELATIONSHIP, STRING, Types, VECTOR, words,
};
use crate::status::SemanticError;
use crate::text::Span;

/// The variables in scope, innermost last.
pub(in crate::check) type Scope = Vec<(String, Types)>;

/// Walks expressions in one scope.
pub(in crate::check) struct Expressions<'f, 'a> {
    pub(in crate::check) findings: &'f mut Findings<'a>,
    pub(in crate::check) scope: Scope,
    /// Which subqueries and patterns are refused.
    pub(in crate::check) subqueries: Subqueries,
    /// Whether an aggregate may stand here.
    pub(in crate::check) may_aggregate: bool,
    /// Whether an aggregate is around.
    pub(super) in_aggregate: bool,
    /// Whether a pair is around: a key with its value, or a branch of `CASE`.
    pub(super) in_pair: bool,
    /// The variables that were missing once: from then on they pass for defined, as far as types are concerned.
    pub(super) missing: Vec<String>,
    /// Columns that are seen under their old names, too, and where they get their new ones.
    pub(in crate::check) renamed: &'f [(String, Span)],
    /// Items of a clause that are known outside pairs, where their variables are not.
    pub(in crate::check) items: &'f [(&'f Expr, Types)],
    /// The errors so far by which a list is spoilt.
    pub(super) spoilt: usize,
}

impl<'f, 'a> Expressions<'f, 'a> {
    pub(in crate::check) fn new(
        findings: &'f mut Findings<'a>,
        scope: Scope,
        subqueries: Subqueries,
        may_aggregate: bool,
    ) -> Self {
        Self {
            findings,
            scope,
            subqueries,
            may_aggregate,
            in_aggregate: false,
            in_pair: false,
            missing: Vec::new(),
            renamed: &[],
            items: &[],
            spoilt: 0,
        }
    }

    /// Checks a predicate: a Boolean.
    pub(in crate::check) fn predicate(&mut self, expr: &Expr) {
        self.expect(expr, BOOLEAN);
    }

    /// Checks an expression of which one of these types is expected, and gives what is left of its type: nothing
    /// when it does not fit.
    pub(in crate::check) fn expect(&mut self, expr: &Expr, expected: u32) -> Types {
        let found = if expected == BOOLEAN { self.check_boolean(expr) } else { self.check(expr) };
        self.require(&found, expected, expr)
    }

    /// Checks an expression where a Boolean is asked for: a pattern may stand there, and says whether it exists.
    pub(in crate::check) fn check_boolean(&mut self, expr: &Expr) -> Types {
        match &expr.kind {
            ExprKind::Pattern(text) => {
                let _ = self.pattern(text, expr);
                Types::of(BOOLEAN)
            }
            _ => self.check(expr),
        }
    }

    /// Checks a part of a pair: a key's value, a test or a result of `CASE`.
    pub(in crate::check) fn paired<T>(&mut self, inner: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.in_pair, true);
        let result = inner(self);
        self.in_pair = outer;
        result
    }

    /// Checks an operand that may be of any type, but must be of one.
    pub(in crate::check) fn operand(&mut self, expr: &Expr) {
        let found = self.check(expr);
        self.require(&found, ANYTHING, expr);
    }

    /// Where an expression stands; a column under its old name stands where it gets the new one.
    pub(in crate::check) fn place(&self, expr: &Expr) -> Span {
        if let ExprKind::Variable(name) = &expr.kind {
            let renamed = self.renamed.iter().find(|(known, _)| *known == name.value.as_str());
            if let Some((_, at)) = renamed {
                return *at;
            }
        }
        reported(expr, self.findings.text)
    }

    pub(in crate::check) fn report(&mut self, error: SemanticError, at: Span) {
        self.spoilt += 1;
        self.findings.report(error, at);
    }

    /// What is left of a type where `expected` is asked for; an error when nothing is.
    pub(in crate::check) fn require(&mut self, found: &Types, expected: u32, expr: &Expr) -> Types {
        let at = self.place(expr);
        self.require_at(found, expected, at)
    }

    pub(in crate::check) fn require_at(&mut self, found: &Types, expected: u32, at: Span) -> Types {
        if expected == BOOLEAN && !found.is_any() && found.bits() & !LIST == 0 {
            // Told apart from the types, and not in the way of them.
            self.findings.report(SemanticError::ListAsBoolean, at);
        }
        let left = found.narrowed(expected);
        if left == Types::NOTHING {
            let expected = match expected {
                ANYTHING => "T".to_owned(),
                expected => self.expected_words(expected),
            };
            self.mismatch(expected, found, at);
        }
        left
    }

    pub(in crate::check) fn mismatch(&mut self, expected: String, found: &Types, at: Span) {
        let error = SemanticError::TypeMismatch { expected, actual: found.words() };
        self.report(error, at);
    }

    /// Cypher 5 has no vectors.
    pub(in crate::check) fn expected_words(&self, bits: u32) -> String {
        words(if self.findings.is_cypher_5() { bits & !VECTOR } else { bits })
    }

    /// Checks an expression on its own: what was missing before is missing again.
    pub(in crate::check) fn check_apart(&mut self, expr: &Expr) {
        self.missing.clear();
        self.check(expr);
    }

    /// Checks an expression and gives what is known of its type.
    pub(in crate::check) fn check(&mut self, expr: &Expr) -> Types {
        let mut items = self.items.iter().filter(|_| !self.in_pair);
        match items.find(|(item, _)| *item == expr).map(|(_, types)| types.clone()) {
            // Cypher 5 puts the item's name in its place.
            Some(types) if self.findings.is_cypher_5() => types,
            Some(types) => {
                self.check_itself(expr);
                types
            }
            None => self.check_itself(expr),
        }
    }

    pub(in crate::check) fn check_itself(&mut self, expr: &Expr) -> Types {
        match &expr.kind {
            ExprKind::Literal(literal) => {
                self.findings.look_at_number(expr.span);
                of_literal(literal)
            }
            ExprKind::Param(_) => Types::Any,
            ExprKind::Variable(name) => self.variable(&name.value, self.place(expr)),
            ExprKind::List(items) => {
                let mut element: Option<Types> = None;
                for item in items {
                    let found = self.check(item);
                    element = Some(match element {
                        None => found,
                        Some(before) => before.common(&found),
                    });
                }
                element
                    .map_or(Types::list_of(Types::Any), |element| element.with_narrower().in_list())
            }
            ExprKind::Map(entries) => {
                let pairs = Pairs::new(self.renamed, self.findings);
                for (_, value) in entries.iter().filter(|(_, value)| !pairs.lose_value(value)) {
                    self.paired(|inner| inner.check(value));
                }
                Types::of(MAP)
            }
            ExprKind::Or(items) | ExprKind::Xor(items) | ExprKind::And(items) => {
                self.booleans(items)
            }
            ExprKind::Not(operand) => self.expect(operand, BOOLEAN).if_any(BOOLEAN),
            ExprKind::Comparison(first, rest) => self.comparison(first, rest),
            ExprKind::Arithmetic(first, rest) => self.arithmetic(first, rest),
            ExprKind::Sign(_, operand) => {
                let found = self.expect(operand, NUMBER);
                if found == Types::NOTHING { Types::Any } else { found }
            }
            ExprKind::Predicate(left, op, right) => match op.value {
                PredicateOp::In => {
                    self.operand(left);
                    self.expect(right, LIST);
                    Types::of(BOOLEAN)
                }
                PredicateOp::Matches => self.both(left, right, STRING),
                PredicateOp::StartsWith | PredicateOp::EndsWith | PredicateOp::Contains => {
                    self.both(left, right, ANYTHING)
                }
            },
            ExprKind::IsNull { operand, .. } | ExprKind::IsNormalized { operand, .. } => {
                self.expect(operand, ANYTHING).if_any(BOOLEAN)
            }
            ExprKind::IsTyped { operand, .. } => {
                self.check(operand);
                Types::Any
            }
            ExprKind::HasLabel { operand, .. } => {
                self.expect(operand, NODE | RELATIONSHIP);
                Types::of(BOOLEAN)
            }
            ExprKind::Property(base, key) => self.property(base, &key.value),
            ExprKind::Index(base, index) => self.index(base, index),
            ExprKind::Slice(base, from, to) => {
                let found = self.expect(base, LIST);
                for bound in from.iter().chain(to) {
                    self.expect(bound, INTEGER);
                }
                if from.is_none() && to.is_none() {
                    let at = self.place(expr);
                    self.report(SemanticError::EmptySlice, at);
                }
                found
            }
            ExprKind::Call(call) => self.call(call, self.place(expr)),
            ExprKind::CountStar => {
                self.aggregate("count", self.place(expr));
                Types::of(INTEGER)
            }
            ExprKind::Case(case) => self.case(case),
            ExprKind::ListComprehension(list) => self.list_comprehension(list),
            ExprKind::Reduce(reduce) => self.reduce(reduce, None),
            ExprKind::AllReduce(reduce, predicate) => {
                self.reduce(reduce, Some(predicate));
                Types::of(BOOLEAN)
            }
            ExprKind::Quantifier(quantifier) => self.quantifier(quantifier, expr.span),
            ExprKind::Normalize(text, _) => {
                if self.expect(text, STRING) == Types::NOTHING {
                    Types::Any
                } else {
                    Types::of(STRING)
                }
            }
            ExprKind::Trim(trim) => {
                let arguments = || trim.characters.iter().chain([&trim.source]);
                let types: Vec<_> = arguments().map(|text| self.check(text)).collect();
                let all_fit = arguments().zip(&types).all(|(argument, found)| {
                    self.require(found, STRING, argument) != Types::NOTHING
                });
                if all_fit { Types::of(STRING) } else { Types::Any }
            }
            ExprKind::MapProjection(base, items) => {
                let found = self.variable(&base.value, base.span);
                if !found.fits(ENTITY) {
                    self.mismatch(words(ENTITY), &found, base.span);
                }
                for item in items {
                    match item {
                        ProjectionItem::Entry(_, value) => {
                            self.check(value);
                        }
                        ProjectionItem::Variable(name) => {
                            self.variable(&name.value, name.span);
                        }
                        ProjectionItem::Property(_) | ProjectionItem::All => {}
                    }
                }
                Types::of(MAP)
            }
            ExprKind::Interpolated(parts) => {
                for part in parts {
                    if let InterpolatedPart::Value(value) = part {
                        self.check(value);
                    }
                }
                Types::of(STRING)
            }
            ExprKind::Subquery(kind, _) => {
                self.subqueries.subquery(*kind, expr.span, self.findings);
                match kind {
                    SubqueryKind::Exists => Types::of(BOOLEAN),
                    SubqueryKind::Count => Types::of(INTEGER),
                    SubqueryKind::Collect => Types::list_of(Types::Any),
                }
            }
            ExprKind::Pattern(text) => {
                let at = self.pattern(text, expr);
                if !self.in_pair && !self.subqueries.refuses_patterns {
                    self.report(SemanticError::PatternOutsidePredicate, at);
                }
                Types::list_of(Types::of(PATH))
            }
            ExprKind::PatternComprehension(text) => self.pattern_comprehension(text, expr),
        }
    }

    pub(in crate::check) fn variable(&mut self, name: &str, at: Span) -> Types {
        if let Some((_, found)) = self.scope.iter().rev().find(|(known, _)| known == name) {
            return found.clone();
        }
        if !self.missing.iter().any(|known| known == name) {
            self.spoilt += 1;
            self.missing.push(name.to_owned());
        }
        self.findings.report(SemanticError::UndefinedVariable(name.to_owned()), at);
        Types::Any
    }

    /// Checks a pattern and gives its place, that of its first node.
    pub(in crate::check) fn pattern(&mut self, text: &str, expr: &Expr) -> Span {
        let at = reported(expr, self.findings.text);
        self.subqueries.pattern(text, at, &self.scope, self.findings);
        at
    }
}

fn of_literal(literal: &Literal) -> Types {
    match literal {
        Literal::Null => Types::Any,
        Literal::Boolean(_) => Types::of(BOOLEAN),
        Literal::Integer(_) => Types::of(INTEGER),
        Literal::Float(_) | Literal::NaN => Types::of(FLOAT),
        Literal::String(_) => Types::of(STRING),
    }
}

/// The type of a column.
pub(in crate::check) fn of_column(of: ColumnType, version: CypherVersion) -> Types {
    Types::of(match of {
        ColumnType::String => STRING,
        ColumnType::Boolean => BOOLEAN,
        ColumnType::Integer => INTEGER,
        ColumnType::Map => MAP,
        ColumnType::Duration => DURATION,
        ColumnType::DateTime => DATE_TIME,
        ColumnType::StringOrDateTime if version == CypherVersion::Cypher5 => STRING,
        ColumnType::StringOrDateTime => DATE_TIME,
        ColumnType::ListOfString => return Types::list_of(Types::of(STRING)),
        ColumnType::ListOfMap => return Types::list_of(Types::of(MAP)),
    })
}
