//! Expressions: variables in scope, types of operands and arguments, places of aggregates.
//!
//! One walk does all three, and gives what is known of the type. It recurses with nesting, which the
//! parser bounds; chains of operators are loops.

use super::findings::Findings;
use super::functions::{Function, Gives, function};
use super::pairs::Pairs;
use super::place::reported;
use super::subqueries::{self, Subqueries};
use super::types::{
    ANYTHING, BOOLEAN, DATE, DATE_TIME, DURATION, ENTITY, FLOAT, INSTANT, INTEGER, LIST,
    LOCAL_DATE_TIME, LOCAL_TIME, MAP, NODE, NUMBER, PATH, POINT, RELATIONSHIP, STRING, TEMPORAL,
    TIME, Types, VECTOR, words,
};
use crate::ast::{
    ArithmeticOp, Call, Case, CaseTest, CompareOp, CypherVersion, Expr, ExprKind, InterpolatedPart,
    ListComprehension, Literal, PredicateOp, ProjectionItem, Quantifier, QuantifierKind, Reduce,
    SubqueryKind,
};
use crate::parser::parse_expression;
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
    /// Whether a pair is around: a key with its value, or a branch of `CASE`.
    in_pair: bool,
    /// The variables that were missing once: from then on they pass for defined, as far as types are concerned.
    missing: Vec<String>,
    /// Columns that are seen under their old names, too, and where they get their new ones.
    pub(super) renamed: &'f [(String, Span)],
    /// Items of a clause that are known outside pairs, where their variables are not.
    pub(super) items: &'f [(&'f Expr, Types)],
    /// The errors so far by which a list is spoilt.
    spoilt: usize,
}

impl<'f, 'a> Expressions<'f, 'a> {
    pub(super) fn new(
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
    pub(super) fn predicate(&mut self, expr: &Expr) {
        self.expect(expr, BOOLEAN);
    }

    /// Checks an expression of which one of these types is expected, and gives what is left of its type: nothing
    /// when it does not fit.
    pub(super) fn expect(&mut self, expr: &Expr, expected: u32) -> Types {
        let found = if expected == BOOLEAN { self.check_boolean(expr) } else { self.check(expr) };
        self.require(&found, expected, expr)
    }

    /// Checks an expression where a Boolean is asked for: a pattern may stand there, and says whether it exists.
    fn check_boolean(&mut self, expr: &Expr) -> Types {
        match &expr.kind {
            ExprKind::Pattern(text) => {
                let _ = self.pattern(text, expr);
                Types::of(BOOLEAN)
            }
            _ => self.check(expr),
        }
    }

    /// Checks a part of a pair: a key's value, a test or a result of `CASE`.
    fn paired<T>(&mut self, inner: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.in_pair, true);
        let result = inner(self);
        self.in_pair = outer;
        result
    }

    /// Checks an operand that may be of any type, but must be of one.
    fn operand(&mut self, expr: &Expr) {
        let found = self.check(expr);
        self.require(&found, ANYTHING, expr);
    }

    /// Where an expression stands; a column under its old name stands where it gets the new one.
    fn place(&self, expr: &Expr) -> Span {
        if let ExprKind::Variable(name) = &expr.kind {
            let renamed = self.renamed.iter().find(|(known, _)| *known == name.value.as_str());
            if let Some((_, at)) = renamed {
                return *at;
            }
        }
        reported(expr, self.findings.text)
    }

    fn report(&mut self, error: SemanticError, at: Span) {
        self.spoilt += 1;
        self.findings.report(error, at);
    }

    /// What is left of a type where `expected` is asked for; an error when nothing is.
    fn require(&mut self, found: &Types, expected: u32, expr: &Expr) -> Types {
        let at = self.place(expr);
        self.require_at(found, expected, at)
    }

    fn require_at(&mut self, found: &Types, expected: u32, at: Span) -> Types {
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

    fn mismatch(&mut self, expected: String, found: &Types, at: Span) {
        let error = SemanticError::TypeMismatch { expected, actual: found.words() };
        self.report(error, at);
    }

    /// Cypher 5 has no vectors.
    fn expected_words(&self, bits: u32) -> String {
        words(if self.findings.is_cypher_5() { bits & !VECTOR } else { bits })
    }

    /// Checks an expression on its own: what was missing before is missing again.
    pub(super) fn check_apart(&mut self, expr: &Expr) {
        self.missing.clear();
        self.check(expr);
    }

    /// Checks an expression and gives what is known of its type.
    pub(super) fn check(&mut self, expr: &Expr) -> Types {
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

    fn check_itself(&mut self, expr: &Expr) -> Types {
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

    fn variable(&mut self, name: &str, at: Span) -> Types {
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

    /// A chain of `OR`, `XOR` or `AND`, from left to right: where an operand does not fit, nothing is known of the two,
    /// and the right one is not asked.
    fn booleans(&mut self, items: &[Expr]) -> Types {
        let mut left: Option<(Types, Span)> = None;
        for item in items {
            let right = self.check_boolean(item);
            let right_at = self.place(item);
            let both = match left {
                None => right,
                Some((left, left_at)) => {
                    let fits = self.require_at(&left, BOOLEAN, left_at) != Types::NOTHING
                        && self.require_at(&right, BOOLEAN, right_at) != Types::NOTHING;
                    if fits { Types::of(BOOLEAN) } else { Types::Any }
                }
            };
            left = Some((both, right_at));
        }
        left.map_or(Types::Any, |(types, _)| types)
    }

    fn comparison(
        &mut self,
        first: &Expr,
        rest: &[(crate::text::Spanned<CompareOp>, Expr)],
    ) -> Types {
        let mut left = (self.check(first), first);
        let mut fits = true;
        for (op, operand) in rest {
            let right = (self.check(operand), operand);
            if op.value == CompareOp::InvalidNotEqual {
                self.report(SemanticError::InvalidNotEqual, op.span);
            } else {
                let both = [&left, &right];
                fits &= both
                    .iter()
                    .all(|(found, expr)| self.require(found, ANYTHING, expr) != Types::NOTHING);
            }
            left = right;
        }
        if fits { Types::of(BOOLEAN) } else { Types::Any }
    }

    /// Two operands of a predicate; the right one counts only where the left one fits.
    fn both(&mut self, left: &Expr, right: &Expr, expected: u32) -> Types {
        let (one, two) = (self.check(left), self.check(right));
        let fits = self.require(&one, expected, left) != Types::NOTHING
            && self.require(&two, expected, right) != Types::NOTHING;
        if fits { Types::of(BOOLEAN) } else { Types::Any }
    }

    /// Checks a pattern and gives its place, that of its first node.
    fn pattern(&mut self, text: &str, expr: &Expr) -> Span {
        let at = reported(expr, self.findings.text);
        self.subqueries.pattern(text, at, &self.scope, self.findings);
        at
    }

    /// Checks a pattern comprehension: its variables, predicate and map.
    fn pattern_comprehension(&mut self, text: &str, expr: &Expr) -> Types {
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
    fn parsed(&self, (offset, text): (usize, &str), start: usize) -> Option<Expr> {
        const MOST: usize = 1 << 16;
        // Blanks in front keep the places.
        let blanks = Some(start + offset).filter(|blanks| *blanks < MOST)?;
        parse_expression(&format!("{:blanks$}{text}", ""), self.findings.version).ok()
    }

    fn arithmetic(
        &mut self,
        first: &Expr,
        rest: &[(crate::text::Spanned<ArithmeticOp>, Expr)],
    ) -> Types {
        let mut left = self.check(first);
        let mut left_at = self.place(first);
        for (op, operand) in rest {
            let right = self.check(operand);
            let right_at = self.place(operand);
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
        match op {
            ArithmeticOp::Add => {
                self.require_at(left, ANYTHING, left_at);
                let right = self.require_at(right, right_of_sum(left), right_at);
                left.sum(&right)
            }
            ArithmeticOp::Concatenate => {
                let left = self.require_at(left, STRING | LIST, left_at);
                if left == Types::NOTHING {
                    return left.sum(right);
                }
                let right = self.require_at(right, left.bits() & (STRING | LIST), right_at);
                left.sum(&right)
            }
            _ => {
                let signatures = signatures(op);
                let all = signatures.iter().fold(0, |bits, (one, ..)| bits | one);
                let left = self.require_at(left, all, left_at).bits();
                let known = || signatures.iter().filter(|(one, ..)| one & left != 0);
                let wanted = known().fold(0, |bits, (_, two, _)| bits | two);
                if wanted == 0 {
                    return Types::Any;
                }
                let right = self.require_at(right, wanted, right_at).bits();
                match known().filter(|(_, two, _)| two & right != 0).fold(0, |b, (.., out)| b | out)
                {
                    0 => Types::Any,
                    bits => Types::of(bits),
                }
            }
        }
    }

    fn property(&mut self, base: &Expr, key: &str) -> Types {
        // The value is there to be seen.
        if let ExprKind::Map(entries) = &base.kind {
            let mut found = Types::Any;
            let pairs = Pairs::new(self.renamed, self.findings);
            for (name, value) in entries.iter().filter(|(_, value)| !pairs.lose_value(value)) {
                let types = self.paired(|inner| inner.check(value));
                if name.value == key {
                    found = types;
                }
            }
            return found;
        }
        self.expect(base, ENTITY | POINT | TEMPORAL);
        Types::Any
    }

    fn index(&mut self, base: &Expr, index: &Expr) -> Types {
        let found = self.check(base);
        let key = self.check(index);
        let key_at = self.place(index);
        if found.has_top() {
            return Types::Any;
        }
        let lost = |left: Types| left == Types::NOTHING;
        if found.bits() & LIST != 0 {
            if lost(key.narrowed(INTEGER)) {
                self.report(SemanticError::ListIndexType(key.words()), key_at);
            }
            return found.element();
        }
        if found.bits() & ENTITY != 0 {
            if lost(key.narrowed(STRING)) {
                self.report(SemanticError::MapKeyType(key.words()), key_at);
            }
            return Types::Any;
        }
        // What is wrong with it depends on what is looked up.
        let wanted = match key.bits() {
            bits if bits & STRING != 0 => ENTITY,
            bits if bits & INTEGER != 0 => LIST,
            _ => ENTITY | LIST,
        };
        self.require(&found, wanted, base);
        Types::Any
    }

    fn call(&mut self, call: &Call, at: Span) -> Types {
        let name = call.name.value.as_str();
        if name.eq_ignore_ascii_case("exists") {
            return self.exists(call, at);
        }
        if name.eq_ignore_ascii_case("reduce") {
            self.report(SemanticError::ReduceWithoutStep, at);
            return Types::Any;
        }
        let known = function(name, self.findings.version);
        let aggregates = known.is_some_and(|known| known.aggregates);
        if call.distinct && !aggregates {
            self.report(SemanticError::InvalidDistinct(name.to_owned()), at);
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
        let wanted = known.arguments.iter().copied().chain(std::iter::repeat(ANYTHING));
        let fits =
            call.arguments.iter().zip(&types).zip(wanted).all(|((argument, found), wanted)| {
                self.require(found, wanted, argument) != Types::NOTHING
            });
        super::literals::arguments(known.name, call, self.findings);
        match known.gives {
            _ if fits => given(known, &types),
            Gives::Element | Gives::Same
                if !known.aggregates && !known.name.starts_with("coll.") =>
            {
                Types::NOTHING
            }
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
        self.report(error, at);
        false
    }

    /// `exists(…)` once asked for properties.
    fn exists(&mut self, call: &Call, at: Span) -> Types {
        for argument in &call.arguments {
            if let ExprKind::Pattern(text) = &argument.kind {
                let _ = self.pattern(text, argument);
                continue;
            }
            self.check(argument);
            match argument.kind {
                ExprKind::Property(..) => self.findings.report(SemanticError::ExistsFunction, at),
                _ => {
                    let at = self.place(argument);
                    self.findings.report(SemanticError::ExistsArgument, at);
                }
            }
        }
        Types::of(BOOLEAN)
    }

    fn aggregate(&mut self, name: &str, at: Span) {
        if self.in_aggregate {
            self.report(SemanticError::NestedAggregate, at);
        } else if !self.may_aggregate {
            self.report(SemanticError::AggregateHere(name.to_owned()), at);
        }
    }

    fn case(&mut self, case: &Case) -> Types {
        if let Some(subject) = &case.subject {
            self.check(subject);
        }
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
                    CaseTest::IsNull(_)
                    | CaseTest::IsTyped(..)
                    | CaseTest::IsNormalized(..)
                    | CaseTest::HasLabel(_) => {}
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
    fn inside<T>(
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
    fn list(&mut self, list: &Expr) -> (Types, bool) {
        let before = self.spoilt;
        let found = self.expect(list, LIST);
        (found, self.spoilt == before)
    }

    /// The predicate over the elements of a list. Behind a bad list only its variables are looked at.
    fn filter(&mut self, predicate: &Expr, variable: (String, Types), is_sound: bool) {
        let before = self.findings.count();
        self.inside([variable], |inner| inner.predicate(predicate));
        if !is_sound {
            self.findings.keep_undefined_from(before);
        }
    }

    fn list_comprehension(&mut self, list: &ListComprehension) -> Types {
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

    fn quantifier(&mut self, quantifier: &Quantifier, at: Span) -> Types {
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

    fn reduce(&mut self, reduce: &Reduce, predicate: Option<&Expr>) -> Types {
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

/// What may stand on the right of `+`, by what stands on the left.
fn right_of_sum(left: &Types) -> u32 {
    let bits = left.bits();
    if left.is_any() || bits & LIST != 0 {
        return ANYTHING;
    }
    let table = [
        (STRING, BOOLEAN | NUMBER | POINT | STRING | TEMPORAL | VECTOR),
        (NUMBER, NUMBER | STRING),
        (BOOLEAN | POINT | VECTOR, STRING),
        (INSTANT, STRING | DURATION),
        (DURATION, STRING | TEMPORAL),
    ];
    table.iter().filter(|(when, _)| bits & when != 0).fold(LIST, |sum, (_, then)| sum | then)
}

/// The operands an operator takes, and what it makes of them.
fn signatures(op: ArithmeticOp) -> &'static [(u32, u32, u32)] {
    match op {
        ArithmeticOp::Subtract => SUBTRACT,
        ArithmeticOp::Multiply => MULTIPLY,
        ArithmeticOp::Divide => DIVIDE,
        ArithmeticOp::Modulo => NUMBERS,
        _ => &[(FLOAT, FLOAT, FLOAT)],
    }
}

const NUMBERS: &[(u32, u32, u32)] =
    &[(INTEGER, INTEGER, INTEGER), (INTEGER, FLOAT, FLOAT), (FLOAT, NUMBER, FLOAT)];

const SUBTRACT: &[(u32, u32, u32)] = &[
    (INTEGER, INTEGER, INTEGER),
    (INTEGER, FLOAT, FLOAT),
    (FLOAT, NUMBER, FLOAT),
    (DURATION, DURATION, DURATION),
    (LOCAL_TIME, DURATION, LOCAL_TIME),
    (TIME, DURATION, TIME),
    (DATE, DURATION, DATE),
    (LOCAL_DATE_TIME, DURATION, LOCAL_DATE_TIME),
    (DATE_TIME, DURATION, DATE_TIME),
];

const MULTIPLY: &[(u32, u32, u32)] = &[
    (INTEGER, INTEGER, INTEGER),
    (INTEGER, FLOAT, FLOAT),
    (FLOAT, NUMBER, FLOAT),
    (DURATION, NUMBER, DURATION),
    (NUMBER, DURATION, DURATION),
];

const DIVIDE: &[(u32, u32, u32)] = &[
    (INTEGER, INTEGER, INTEGER),
    (INTEGER, FLOAT, FLOAT),
    (FLOAT, NUMBER, FLOAT),
    (DURATION, NUMBER, DURATION),
];

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
