//! Expressions: variables in scope, types of operands and arguments, places of aggregates.
//!
//! One walk does all three, and gives what is known of the type. It recurses with nesting, which the
//! parser bounds; chains of operators are loops.

use super::findings::Findings;
use super::functions::{Function, Gives, function};
use super::place::reported;
use super::subqueries::Subqueries;
use super::types::{
    ANYTHING, BOOLEAN, DATE_TIME, DURATION, ENTITY, FLOAT, INSTANT, INTEGER, LIST, MAP, NODE,
    NUMBER, POINT, RELATIONSHIP, STRING, TEMPORAL, Types, VECTOR, words,
};
use crate::ast::{
    ArithmeticOp, Call, Case, CaseTest, CompareOp, CypherVersion, Expr, ExprKind, InterpolatedPart,
    ListComprehension, Literal, PredicateOp, ProjectionItem, Quantifier, QuantifierKind, Reduce,
    SubqueryKind,
};
use crate::status::SemanticError;
use crate::text::Span;

/// The variables in scope, innermost last.
pub(super) type Scope = Vec<(String, Types)>;

/// Walks expressions in one scope.
pub(super) struct Expressions<'f, 'a> {
    pub(super) findings: &'f mut Findings<'a>,
    pub(super) scope: Scope,
    /// Which subqueries and patterns are refused.
    pub(super) subqueries: Subqueries,
    /// Whether an aggregate may stand here.
    pub(super) may_aggregate: bool,
    /// Whether an aggregate is around.
    in_aggregate: bool,
}

impl<'f, 'a> Expressions<'f, 'a> {
    pub(super) fn new(
        findings: &'f mut Findings<'a>,
        scope: Scope,
        subqueries: Subqueries,
        may_aggregate: bool,
    ) -> Self {
        Self { findings, scope, subqueries, may_aggregate, in_aggregate: false }
    }

    /// Checks a predicate: a Boolean.
    pub(super) fn predicate(&mut self, expr: &Expr) {
        self.expect(expr, BOOLEAN);
    }

    /// Checks an expression of which one of these types is expected, and gives its type.
    pub(super) fn expect(&mut self, expr: &Expr, expected: u32) -> Types {
        let found = self.check(expr);
        if self.require(&found, expected, expr) { found } else { Types::NOTHING }
    }

    /// Checks an operand that may be of any type, but must be of one.
    fn operand(&mut self, expr: &Expr) {
        let found = self.check(expr);
        if found == Types::NOTHING {
            self.mismatch("T".to_owned(), &found, reported(expr, self.findings.text));
        }
    }

    fn require(&mut self, found: &Types, expected: u32, expr: &Expr) -> bool {
        let bits = found.bits();
        let at = || reported(expr, self.findings.text);
        if expected == BOOLEAN && !found.is_any() && bits & BOOLEAN == 0 {
            let at = at();
            if bits == 0 || bits & LIST != 0 {
                self.findings.report(SemanticError::ListAsBoolean, at);
            }
            if bits & LIST == 0 {
                self.mismatch(words(expected), found, at);
            }
            return false;
        }
        if found.fits(expected) {
            return true;
        }
        let at = at();
        self.mismatch(self.expected_words(expected), found, at);
        false
    }

    fn mismatch(&mut self, expected: String, found: &Types, at: Span) {
        let error = SemanticError::TypeMismatch { expected, actual: found.words() };
        self.findings.report(error, at);
    }

    /// Cypher 5 has no vectors.
    fn expected_words(&self, bits: u32) -> String {
        words(if self.findings.is_cypher_5() { bits & !VECTOR } else { bits })
    }

    /// Checks an expression and gives what is known of its type.
    pub(super) fn check(&mut self, expr: &Expr) -> Types {
        match &expr.kind {
            ExprKind::Literal(literal) => {
                self.findings.look_at_number(expr.span);
                of_literal(literal)
            }
            ExprKind::Param(_) => Types::Any,
            ExprKind::Variable(name) => self.variable(&name.value, expr.span),
            ExprKind::List(items) => {
                let mut element: Option<Types> = None;
                for item in items {
                    let found = self.check(item);
                    element = Some(match element {
                        None => found,
                        Some(before) if before == found => before,
                        Some(_) => Types::Any,
                    });
                }
                Types::list_of(element.unwrap_or(Types::Any))
            }
            ExprKind::Map(entries) => {
                for (_, value) in entries {
                    self.check(value);
                }
                Types::of(MAP)
            }
            ExprKind::Or(items) | ExprKind::Xor(items) | ExprKind::And(items) => {
                for item in items {
                    self.expect(item, BOOLEAN);
                }
                Types::of(BOOLEAN)
            }
            ExprKind::Not(operand) => {
                self.expect(operand, BOOLEAN);
                Types::of(BOOLEAN)
            }
            ExprKind::Comparison(first, rest) => {
                self.operand(first);
                for (op, operand) in rest {
                    if op.value == CompareOp::InvalidNotEqual {
                        self.findings.report(SemanticError::InvalidNotEqual, op.span);
                    }
                    self.operand(operand);
                }
                Types::of(BOOLEAN)
            }
            ExprKind::Arithmetic(first, rest) => self.arithmetic(first, rest),
            ExprKind::Sign(_, operand) => {
                let found = self.expect(operand, NUMBER);
                if found == Types::NOTHING {
                    return Types::Any;
                }
                match found.bits() & NUMBER {
                    0 | NUMBER => Types::of(NUMBER),
                    bits => Types::of(bits),
                }
            }
            ExprKind::Predicate(left, op, right) => {
                match op.value {
                    PredicateOp::Matches => {
                        self.expect(left, STRING);
                        self.expect(right, STRING);
                    }
                    PredicateOp::In => {
                        self.operand(left);
                        self.expect(right, LIST);
                    }
                    PredicateOp::StartsWith | PredicateOp::EndsWith | PredicateOp::Contains => {
                        self.operand(left);
                        self.operand(right);
                    }
                }
                Types::of(BOOLEAN)
            }
            ExprKind::IsNull { operand, .. }
            | ExprKind::IsTyped { operand, .. }
            | ExprKind::IsNormalized { operand, .. } => {
                self.operand(operand);
                Types::of(BOOLEAN)
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
                    let at = reported(expr, self.findings.text);
                    self.findings.report(SemanticError::EmptySlice, at);
                }
                found
            }
            ExprKind::Call(call) => self.call(call, expr.span),
            ExprKind::CountStar => {
                self.aggregate("count", expr.span);
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
                let all_fit = arguments()
                    .zip(&types)
                    .all(|(argument, found)| self.require(found, STRING, argument));
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
                    SubqueryKind::Exists => Types::Any,
                    SubqueryKind::Count => Types::of(INTEGER),
                    SubqueryKind::Collect => Types::list_of(Types::Any),
                }
            }
            ExprKind::Pattern(text) => {
                self.subqueries.pattern(text, expr.span, &self.scope, self.findings);
                Types::of(BOOLEAN)
            }
            ExprKind::PatternComprehension(_) => {
                self.subqueries.comprehension(expr.span, self.findings);
                Types::list_of(Types::Any)
            }
        }
    }

    fn variable(&mut self, name: &str, at: Span) -> Types {
        if let Some((_, found)) = self.scope.iter().rev().find(|(known, _)| known == name) {
            return found.clone();
        }
        self.findings.report(SemanticError::UndefinedVariable(name.to_owned()), at);
        Types::Any
    }

    fn arithmetic(
        &mut self,
        first: &Expr,
        rest: &[(crate::text::Spanned<ArithmeticOp>, Expr)],
    ) -> Types {
        let mut left = self.check(first);
        let mut left_at = reported(first, self.findings.text);
        for (op, operand) in rest {
            let right = self.check(operand);
            let right_at = reported(operand, self.findings.text);
            left = self.operation(op.value, (&left, left_at), (&right, right_at));
            left_at = op.span;
        }
        left
    }

    /// One operation: what the left operand may be, what that leaves for the right one, and what
    /// comes out.
    fn operation(
        &mut self,
        op: ArithmeticOp,
        (left, left_at): (&Types, Span),
        (right, right_at): (&Types, Span),
    ) -> Types {
        let allowed = match op {
            ArithmeticOp::Add => ANYTHING,
            ArithmeticOp::Subtract => NUMBER | TEMPORAL,
            ArithmeticOp::Concatenate => STRING | LIST,
            ArithmeticOp::Multiply | ArithmeticOp::Divide => NUMBER | DURATION,
            ArithmeticOp::Modulo => NUMBER,
            ArithmeticOp::Power => FLOAT,
        };
        // What is left of an error: nothing that fits, or anything.
        let after_error = match op {
            ArithmeticOp::Add | ArithmeticOp::Concatenate => Types::NOTHING,
            _ => Types::Any,
        };
        if *left == Types::NOTHING || *right == Types::NOTHING {
            return after_error;
        }
        if !left.fits(allowed) {
            self.mismatch(words(allowed), left, left_at);
            return after_error;
        }
        let wanted = right_of(op, left);
        if !right.fits(wanted) {
            self.mismatch(words(wanted), right, right_at);
            return after_error;
        }
        result(op, left, right)
    }

    fn property(&mut self, base: &Expr, key: &str) -> Types {
        let found = self.expect(base, ENTITY | POINT | TEMPORAL);
        if found == Types::NOTHING {
            return Types::Any;
        }
        match &base.kind {
            // The value is there to be seen.
            ExprKind::Map(entries) => entries.iter().find(|(name, _)| name.value == key).map_or(
                Types::Any,
                |(_, value)| match &value.kind {
                    ExprKind::Literal(literal) => of_literal(literal),
                    _ => Types::Any,
                },
            ),
            _ => Types::Any,
        }
    }

    fn index(&mut self, base: &Expr, index: &Expr) -> Types {
        let found = self.check(base);
        let key = self.check(index);
        let key_at = reported(index, self.findings.text);
        if found.is_any() {
            return Types::Any;
        }
        if found.bits() & ENTITY != 0 {
            if !key.fits(STRING) {
                self.findings.report(SemanticError::MapKeyType(key.words()), key_at);
            }
            return Types::Any;
        }
        if !found.fits(LIST) {
            let at = reported(base, self.findings.text);
            self.mismatch(words(LIST), &found, at);
            return Types::Any;
        }
        if !key.fits(INTEGER) {
            self.findings.report(SemanticError::ListIndexType(key.words()), key_at);
        }
        found.element()
    }

    fn call(&mut self, call: &Call, at: Span) -> Types {
        let name = call.name.value.as_str();
        if name.eq_ignore_ascii_case("exists") {
            return self.exists(call, at);
        }
        let known = function(name, self.findings.version);
        let aggregates = known.is_some_and(|known| known.aggregates);
        if call.distinct && !aggregates {
            self.findings.report(SemanticError::InvalidDistinct(name.to_owned()), at);
        }
        if aggregates {
            self.aggregate(known.map_or(name, |known| known.name), at);
        }
        let outer = self.in_aggregate;
        self.in_aggregate |= aggregates;
        let types: Vec<_> = call.arguments.iter().map(|argument| self.check(argument)).collect();
        self.in_aggregate = outer;
        let Some(known) = known else { return Types::Any };
        if !self.arity(known, call.arguments.len(), at) {
            return Types::Any;
        }
        // The first argument that does not fit ends the look at the others.
        let fits = call.arguments.iter().zip(&types).zip(known.arguments).all(
            |((argument, found), wanted)| {
                *wanted == ANYTHING || self.require(found, *wanted, argument)
            },
        );
        super::literals::arguments(known.name, call, self.findings);
        match known.gives {
            _ if fits => given(known, &types),
            Gives::Element | Gives::Same if !known.name.starts_with("coll.") => Types::NOTHING,
            _ => Types::Any,
        }
    }

    fn arity(&mut self, known: &Function, count: usize, at: Span) -> bool {
        let error = if count < known.least {
            SemanticError::TooFewArguments(known.name.to_owned())
        } else if count > known.most(self.findings.version) {
            SemanticError::TooManyArguments(known.name.to_owned())
        } else {
            return true;
        };
        self.findings.report(error, at);
        false
    }

    /// `exists(…)` once asked for properties.
    fn exists(&mut self, call: &Call, at: Span) -> Types {
        for argument in &call.arguments {
            self.check(argument);
            match argument.kind {
                ExprKind::Pattern(_) => {}
                ExprKind::Property(..) => self.findings.report(SemanticError::ExistsFunction, at),
                _ => {
                    let at = reported(argument, self.findings.text);
                    self.findings.report(SemanticError::ExistsArgument, at);
                }
            }
        }
        Types::of(BOOLEAN)
    }

    fn aggregate(&mut self, name: &str, at: Span) {
        if self.in_aggregate {
            self.findings.report(SemanticError::NestedAggregate, at);
        } else if !self.may_aggregate {
            self.findings.report(SemanticError::AggregateHere(name.to_owned()), at);
        }
    }

    fn case(&mut self, case: &Case) -> Types {
        if let Some(subject) = &case.subject {
            self.check(subject);
        }
        let mut types: Option<Types> = None;
        for branch in &case.branches {
            for test in &branch.tests {
                match test {
                    CaseTest::Value(value) if case.subject.is_none() => self.predicate(value),
                    CaseTest::Value(value)
                    | CaseTest::Comparison(_, value)
                    | CaseTest::Predicate(_, value) => {
                        self.check(value);
                    }
                    CaseTest::IsNull(_)
                    | CaseTest::IsTyped(..)
                    | CaseTest::IsNormalized(..)
                    | CaseTest::HasLabel(_) => {}
                }
            }
            let found = self.check(&branch.result);
            types = Some(types.map_or(found.clone(), |before| before.or(found)));
        }
        if let Some(otherwise) = &case.otherwise {
            let found = self.check(otherwise);
            types = Some(types.map_or(found.clone(), |before| before.or(found)));
        }
        types.unwrap_or(Types::Any)
    }

    /// Runs `inner` with more variables and, as bodies do, without aggregates.
    fn inside<T>(
        &mut self,
        variables: impl IntoIterator<Item = (String, Types)>,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let depth = self.scope.len();
        self.scope.extend(variables);
        let before = std::mem::replace(&mut self.may_aggregate, false);
        let result = inner(self);
        self.may_aggregate = before;
        self.scope.truncate(depth);
        result
    }

    fn list_comprehension(&mut self, list: &ListComprehension) -> Types {
        let found = self.expect(&list.list, LIST);
        let element = found.element();
        let variable = (list.variable.value.to_string(), element.clone());
        let mapped = self.inside([variable], |inner| {
            if let Some(filter) = &list.filter {
                inner.predicate(filter);
            }
            list.map.as_ref().map_or(element, |map| inner.check(map))
        });
        if found == Types::NOTHING { found } else { Types::list_of(mapped) }
    }

    fn quantifier(&mut self, quantifier: &Quantifier, at: Span) -> Types {
        let found = self.expect(&quantifier.list, LIST);
        match &quantifier.predicate {
            Some(predicate) => {
                let variable = (quantifier.variable.value.to_string(), found.element());
                self.inside([variable], |inner| inner.predicate(predicate));
            }
            None => {
                let name = match quantifier.kind {
                    QuantifierKind::All => "all",
                    QuantifierKind::Any => "any",
                    QuantifierKind::None => "none",
                    QuantifierKind::Single => "single",
                };
                self.findings.report(SemanticError::MissingPredicate(name), at);
            }
        }
        Types::of(BOOLEAN)
    }

    fn reduce(&mut self, reduce: &Reduce, predicate: Option<&Expr>) -> Types {
        let initial = self.check(&reduce.initial);
        let list = self.expect(&reduce.list, LIST);
        let accumulator = (reduce.accumulator.value.to_string(), initial.clone());
        let variable = (reduce.variable.value.to_string(), list.element());
        let step = self.inside([accumulator.clone(), variable], |inner| inner.check(&reduce.step));
        if !step.is_any() && !initial.is_any() && step.bits() & initial.bits() == 0 {
            let both_numbers = (step.bits() | initial.bits()) & !NUMBER == 0;
            if !both_numbers {
                let (accumulator, step) = (initial.words(), step.words());
                let error = if predicate.is_some() {
                    SemanticError::AllReduceType { accumulator, step }
                } else {
                    SemanticError::AccumulatorType { accumulator, step }
                };
                let at = reported(&reduce.step, self.findings.text);
                self.findings.report(error, at);
                if predicate.is_none() {
                    return Types::NOTHING;
                }
            }
        }
        if let Some(predicate) = predicate {
            self.inside([accumulator], |inner| inner.predicate(predicate));
        }
        initial
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

/// What may stand on the right of an operator, by what stands on the left.
fn right_of(op: ArithmeticOp, left: &Types) -> u32 {
    if left.is_any() {
        return match op {
            ArithmeticOp::Add | ArithmeticOp::Concatenate => ANYTHING,
            ArithmeticOp::Subtract => NUMBER | TEMPORAL,
            ArithmeticOp::Multiply => NUMBER | DURATION,
            ArithmeticOp::Divide | ArithmeticOp::Modulo => NUMBER,
            ArithmeticOp::Power => FLOAT,
        };
    }
    let bits = left.bits();
    let by = |table: &[(u32, u32)]| {
        table.iter().filter(|(when, _)| bits & when != 0).fold(0, |sum, (_, then)| sum | then)
    };
    match op {
        ArithmeticOp::Add if bits == 0 => ANYTHING,
        ArithmeticOp::Add => {
            LIST | by(&[
                (STRING, BOOLEAN | NUMBER | POINT | STRING | TEMPORAL | VECTOR),
                (NUMBER, NUMBER | STRING),
                (BOOLEAN | POINT | VECTOR, STRING),
                (INSTANT, STRING | DURATION),
                (DURATION, STRING | TEMPORAL),
                (LIST, ANYTHING),
            ])
        }
        ArithmeticOp::Subtract => by(&[(NUMBER, NUMBER), (TEMPORAL, DURATION)]),
        ArithmeticOp::Concatenate => by(&[(STRING, STRING), (LIST, LIST)]),
        ArithmeticOp::Multiply => by(&[(NUMBER, NUMBER | DURATION), (DURATION, NUMBER)]),
        ArithmeticOp::Divide | ArithmeticOp::Modulo => NUMBER,
        ArithmeticOp::Power => FLOAT,
    }
}

/// What an operation gives.
fn result(op: ArithmeticOp, left: &Types, right: &Types) -> Types {
    let (a, b) = (left.bits(), right.bits());
    let some_unknown = left.is_any() || right.is_any();
    match op {
        ArithmeticOp::Power => Types::of(FLOAT),
        ArithmeticOp::Modulo if some_unknown => Types::of(NUMBER),
        ArithmeticOp::Subtract if some_unknown => {
            let known = if left.is_any() { b } else { a };
            Types::of(match known {
                ANYTHING => NUMBER | TEMPORAL,
                known if known & NUMBER != 0 => NUMBER,
                known => known,
            })
        }
        ArithmeticOp::Multiply | ArithmeticOp::Divide if some_unknown => {
            Types::of(NUMBER | DURATION)
        }
        ArithmeticOp::Add | ArithmeticOp::Concatenate if some_unknown => Types::Any,
        ArithmeticOp::Add | ArithmeticOp::Concatenate if (a | b) & LIST != 0 => {
            let same = left == right;
            if same { left.clone() } else { Types::list_of(Types::Any) }
        }
        ArithmeticOp::Add | ArithmeticOp::Concatenate if (a | b) & STRING != 0 => Types::of(STRING),
        _ if (a | b) & DURATION != 0 && (a | b) & INSTANT == 0 => Types::of(DURATION),
        _ if a & INSTANT != 0 => Types::of(a & INSTANT),
        _ if b & INSTANT != 0 => Types::of(b & INSTANT),
        _ if a == INTEGER && b == INTEGER => Types::of(INTEGER),
        _ if a == NUMBER || b == NUMBER => Types::of(NUMBER),
        _ => Types::of(FLOAT),
    }
}

/// What a function gives for arguments of these types.
fn given(known: &Function, arguments: &[Types]) -> Types {
    let first = arguments.first().cloned().unwrap_or(Types::Any);
    match known.gives {
        Gives::Types(bits) => Types::of(bits),
        Gives::ListOf(bits) => Types::list_of(Types::of(bits)),
        Gives::Same => {
            arguments.iter().skip(1).cloned().fold(first, |before, next| before.or(next))
        }
        Gives::Element => first.element(),
        Gives::ListOfArgument => Types::list_of(first),
        Gives::Anything => Types::Any,
    }
}

/// The type of a column.
pub(super) fn of_column(of: super::columns::ColumnType, version: CypherVersion) -> Types {
    use super::columns::ColumnType;
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
