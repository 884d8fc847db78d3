//! Makes an expression ready to run: once per statement, so that rows only follow places.

use super::env::Env;
use super::functions::{self, Function};
use super::node::{Node, Projected};
use super::regex::Pattern;
use super::scope::{Scope, semantic_error};
use crate::ast::{
    ArithmeticOp, Call, Case, CaseTest, CompareOp, Expr, ExprKind, InterpolatedPart,
    ListComprehension, Literal, NormalForm, PredicateOp, ProjectionItem, Quantifier,
    QuantifierKind, Reduce, Sign, SubqueryKind, Trim, TrimEnds,
};
use crate::status::{Error, ErrorKind, ParameterError, SemanticError, ValueError};
use crate::text::{Span, Spanned, Text};
use crate::value::Value;

/// How deep a compiled tree may be. Evaluation recurses with it, and what was typed may be several
/// levels deep for each bracket: with this bound even an unoptimised build stays within 2 MiB of stack.
const MAX_DEPTH: usize = 500;

/// Compiles an expression.
///
/// # Errors
/// Names, aggregates and functions that mean nothing in this scope, missing parameters.
pub(super) fn compile(expr: &Expr, scope: &Scope<'_>, env: &Env<'_>) -> Result<Node, Error> {
    Compiler { scope, env, locals: Vec::new(), depth: 0 }.expr(expr).map_err(|error| *error)
}

/// Whether an expression holds an aggregate.
pub(super) fn has_aggregate(expr: &Expr) -> bool {
    if functions::aggregate_of(expr).is_some() {
        return true;
    }
    let mut found = false;
    expr.for_each_part(&mut |part| found = found || has_aggregate(part));
    found
}

struct Compiler<'a> {
    scope: &'a Scope<'a>,
    env: &'a Env<'a>,
    /// Variables bound by enclosing expressions, innermost last; `None` for one without a name.
    locals: Vec<Option<Text>>,
    depth: usize,
}

/// The error is boxed: results are handed up through every level.
type Compiled = Result<Node, Box<Error>>;

fn refuse<T>(error: SemanticError, span: Span) -> Result<T, Box<Error>> {
    Err(Box::new(semantic_error(error, span)))
}

impl Compiler<'_> {
    fn expr(&mut self, expr: &Expr) -> Compiled {
        if self.depth >= MAX_DEPTH {
            let error = ErrorKind::NestedTooDeeply { limit: MAX_DEPTH };
            return Err(Box::new(Error::at(error, expr.span)));
        }
        self.depth += 1;
        let node = match self.scope.known(expr) {
            Some(slot) if !self.mentions_local(expr) => Ok(slot.into()),
            _ => self.kind(expr),
        };
        self.depth -= 1;
        node
    }

    /// Whether a variable bound on the way here occurs in an expression: then its value is not the one
    /// that is at hand.
    fn mentions_local(&self, expr: &Expr) -> bool {
        self.locals.iter().flatten().any(|local| mentions(expr, local))
    }

    /// A node of one operand.
    fn one(&mut self, operand: &Expr, make: impl FnOnce(Box<Node>) -> Node) -> Compiled {
        Ok(make(Box::new(self.expr(operand)?)))
    }

    /// A node of two operands.
    fn two(&mut self, a: &Expr, b: &Expr, make: fn(Box<(Node, Node)>) -> Node) -> Compiled {
        Ok(make(Box::new((self.expr(a)?, self.expr(b)?))))
    }

    /// A node of many operands.
    fn many(&mut self, operands: &[Expr], make: fn(Vec<Node>) -> Node) -> Compiled {
        Ok(make(self.exprs(operands)?))
    }

    fn exprs(&mut self, exprs: &[Expr]) -> Result<Vec<Node>, Box<Error>> {
        let mut nodes = Vec::with_capacity(exprs.len());
        for expr in exprs {
            nodes.push(self.expr(expr)?);
        }
        Ok(nodes)
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Result<Option<Node>, Box<Error>> {
        match expr {
            Some(expr) => Ok(Some(self.expr(expr)?)),
            None => Ok(None),
        }
    }

    /// Compiles with one more variable in scope.
    fn within(&mut self, name: Option<&Text>, expr: &Expr) -> Compiled {
        self.locals.push(name.cloned());
        let node = self.expr(expr);
        self.locals.pop();
        node
    }

    /// Only chooses: what an arm keeps on the stack, every level of nesting pays for.
    fn kind(&mut self, expr: &Expr) -> Compiled {
        match &expr.kind {
            ExprKind::Literal(literal) => Ok(Node::Constant(literal_value(literal))),
            ExprKind::Param(param) => self.param(&param.name.value),
            ExprKind::Variable(name) => self.variable(name),
            ExprKind::List(items) => self.many(items, Node::List),
            ExprKind::Map(entries) => self.map(entries),
            ExprKind::Or(parts) => self.many(parts, Node::Or),
            ExprKind::Xor(parts) => self.many(parts, Node::Xor),
            ExprKind::And(parts) => self.many(parts, Node::And),
            ExprKind::Not(operand) => self.one(operand, Node::Not),
            ExprKind::Sign(Sign::Minus, operand) => self.one(operand, Node::Negate),
            ExprKind::Sign(Sign::Plus, operand) => self.one(operand, Node::Positive),
            ExprKind::Comparison(first, rest) => self.comparison(first, rest),
            ExprKind::Arithmetic(first, rest) => self.arithmetic(first, rest),
            ExprKind::Predicate(left, op, right) => self.predicate(left, op.value, right),
            ExprKind::IsNull { operand, negated } => {
                self.one(operand, |operand| Node::IsNull(operand, *negated))
            }
            ExprKind::IsTyped { operand, negated, of } => {
                self.one(operand, |operand| Node::IsTyped(operand, *negated, Box::new(of.clone())))
            }
            ExprKind::IsNormalized { operand, negated, form } => {
                let form = form.unwrap_or(NormalForm::Nfc);
                self.one(operand, |operand| Node::IsNormalized(operand, *negated, form))
            }
            ExprKind::HasLabel { operand, .. } => self.one(operand, Node::HasLabel),
            ExprKind::Property(operand, key) => {
                self.one(operand, |operand| Node::Property(operand, key.value.clone()))
            }
            ExprKind::Index(list, index) => self.two(list, index, Node::Index),
            ExprKind::Slice(list, from, to) => {
                self.slice(list, from.as_deref(), to.as_deref(), expr.span)
            }
            ExprKind::Call(call) => self.call(expr, call),
            ExprKind::CountStar => Err(self.scope.unknown_aggregate(expr, "count").into()),
            ExprKind::Case(case) => self.case(case),
            ExprKind::ListComprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Reduce(reduce) => self.reduce(reduce),
            ExprKind::AllReduce(reduce, predicate) => self.all_reduce(reduce, predicate),
            ExprKind::Quantifier(quantifier) => self.quantifier(quantifier, expr.span),
            ExprKind::Normalize(text, form) => self.normalize(text, *form, expr.span),
            ExprKind::Trim(trim) => self.trim(trim, expr.span),
            ExprKind::MapProjection(name, items) => self.projection(name, items),
            ExprKind::Interpolated(parts) => self.interpolated(parts),
            ExprKind::Subquery(kind, _) => refuse(
                SemanticError::ShowSubquery(match kind {
                    SubqueryKind::Exists => "EXISTS",
                    SubqueryKind::Count => "COUNT",
                    SubqueryKind::Collect => "COLLECT",
                }),
                expr.span,
            ),
            ExprKind::Pattern(_) => refuse(SemanticError::ShowPattern("expressions"), expr.span),
            ExprKind::PatternComprehension(_) => {
                refuse(SemanticError::ShowPattern("comprehensions"), expr.span)
            }
        }
    }

    fn arithmetic(&mut self, first: &Expr, rest: &[(Spanned<ArithmeticOp>, Expr)]) -> Compiled {
        let first = self.expr(first)?;
        let mut operands = Vec::with_capacity(rest.len());
        for (op, operand) in rest {
            operands.push((op.value, self.expr(operand)?));
        }
        Ok(Node::Arithmetic(Box::new(first), operands))
    }

    fn comprehension(&mut self, comprehension: &ListComprehension) -> Compiled {
        let list = self.expr(&comprehension.list)?;
        self.locals.push(Some(comprehension.variable.value.clone()));
        let filter = self.optional(comprehension.filter.as_ref());
        let map = self.optional(comprehension.map.as_ref());
        self.locals.pop();
        Ok(Node::Comprehension(Box::new((list, filter?, map?))))
    }

    fn reduce(&mut self, reduce: &Reduce) -> Compiled {
        Ok(Node::Reduce(Box::new(self.fold(reduce)?)))
    }

    fn all_reduce(&mut self, reduce: &Reduce, predicate: &Expr) -> Compiled {
        let (initial, list, step) = self.fold(reduce)?;
        let predicate = self.within(Some(&reduce.accumulator.value), predicate)?;
        Ok(Node::AllReduce(Box::new((initial, list, step, predicate))))
    }

    fn quantifier(&mut self, quantifier: &Quantifier, span: Span) -> Compiled {
        let Some(predicate) = &quantifier.predicate else {
            return refuse(SemanticError::MissingPredicate(quantifier_name(quantifier.kind)), span);
        };
        let list = self.expr(&quantifier.list)?;
        let predicate = self.within(Some(&quantifier.variable.value), predicate)?;
        Ok(Node::Quantifier(quantifier.kind, Box::new((list, predicate))))
    }

    fn normalize(&mut self, text: &Expr, form: Option<NormalForm>, span: Span) -> Compiled {
        let form = Value::from(form_name(form.unwrap_or(NormalForm::Nfc)));
        let text = self.expr(text)?;
        self.function("normalize", vec![text, Node::Constant(form)], span)
    }

    fn interpolated(&mut self, parts: &[InterpolatedPart]) -> Compiled {
        let mut nodes = Vec::with_capacity(parts.len());
        for part in parts {
            nodes.push(match part {
                InterpolatedPart::Text(text) => Node::Constant(text.as_str().into()),
                InterpolatedPart::Value(value) => self.expr(value)?,
            });
        }
        Ok(Node::Interpolated(nodes))
    }

    fn param(&self, name: &Text) -> Compiled {
        match self.env.params.get(name) {
            Some(value) => Ok(Node::Constant(value.clone())),
            None => {
                let given = self.env.params.keys().map(|name| name.as_str());
                Err(Box::new(ParameterError::missing(name, given).into()))
            }
        }
    }

    fn variable(&self, name: &Spanned<Text>) -> Compiled {
        let bound = self.locals.iter().rev().position(|local| local.as_ref() == Some(&name.value));
        match (bound, self.scope.slot(&name.value)) {
            (Some(hops), _) => Ok(Node::Local(hops)),
            (None, Some(slot)) => Ok(slot.into()),
            (None, None) => Err(self.scope.unknown_name(&name.value, name.span).into()),
        }
    }

    fn map(&mut self, entries: &[(Spanned<Text>, Expr)]) -> Compiled {
        let mut nodes = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            nodes.push((key.value.clone(), self.expr(value)?));
        }
        Ok(Node::Map(nodes))
    }

    fn comparison(&mut self, first: &Expr, rest: &[(Spanned<CompareOp>, Expr)]) -> Compiled {
        let first = Box::new(self.expr(first)?);
        let mut operands = Vec::with_capacity(rest.len());
        for (op, operand) in rest {
            if op.value == CompareOp::InvalidNotEqual {
                return refuse(SemanticError::InvalidNotEqual, op.span);
            }
            operands.push((op.value, self.expr(operand)?));
        }
        Ok(Node::Compare(first, operands))
    }

    fn predicate(&mut self, left: &Expr, op: PredicateOp, right: &Expr) -> Compiled {
        let left = self.expr(left)?;
        predicate(left, op, self.expr(right)?)
    }

    fn slice(
        &mut self,
        list: &Expr,
        from: Option<&Expr>,
        to: Option<&Expr>,
        span: Span,
    ) -> Compiled {
        if from.is_none() && to.is_none() {
            return refuse(SemanticError::EmptySlice, Span { start: list.span.end, ..span });
        }
        let list = self.expr(list)?;
        Ok(Node::Slice(Box::new((list, self.optional(from)?, self.optional(to)?))))
    }

    fn call(&mut self, expr: &Expr, call: &Call) -> Compiled {
        if functions::aggregate_of(expr).is_some() {
            return Err(self.scope.unknown_aggregate(expr, &call.name.value).into());
        }
        if call.distinct {
            let name = call.name.value.to_string();
            return refuse(SemanticError::InvalidDistinct(name), expr.span);
        }
        let arguments = self.exprs(&call.arguments)?;
        self.function(&call.name.value, arguments, expr.span)
    }

    fn function(&self, name: &str, arguments: Vec<Node>, span: Span) -> Compiled {
        let function: &'static Function = functions::find(name).ok_or_else(|| {
            let error = ValueError::UnknownFunction(name.to_owned());
            Box::new(Error::at(error.into(), span))
        })?;
        if self.env.auth.is_none() && function.name.starts_with("abac.") {
            let error = ValueError::WrongContext(function.name.to_owned());
            return Err(Box::new(Error::at(error.into(), span)));
        }
        if arguments.len() < function.least {
            return refuse(SemanticError::TooFewArguments(name.to_owned()), span);
        }
        if arguments.len() > function.most {
            return refuse(SemanticError::TooManyArguments(name.to_owned()), span);
        }
        Ok(Node::Call(function, arguments))
    }

    /// A simple `CASE` binds its subject as a variable without a name; its tests then are predicates
    /// over that variable.
    fn case(&mut self, case: &Case) -> Compiled {
        let Some(subject) = &case.subject else { return self.branches(case) };
        let subject = self.expr(subject)?;
        self.locals.push(None);
        let body = self.branches(case);
        self.locals.pop();
        Ok(Node::Let(Box::new((subject, body?))))
    }

    fn branches(&mut self, case: &Case) -> Compiled {
        let mut branches = Vec::with_capacity(case.branches.len());
        for branch in &case.branches {
            let mut tests = Vec::with_capacity(branch.tests.len());
            for test in &branch.tests {
                tests.push(self.case_test(test, case.subject.is_some())?);
            }
            branches.push((tests, self.expr(&branch.result)?));
        }
        Ok(Node::Case(branches, self.optional(case.otherwise.as_ref())?.map(Box::new)))
    }

    fn case_test(&mut self, test: &CaseTest, has_subject: bool) -> Compiled {
        let subject = || Box::new(Node::Local(0));
        Ok(match test {
            CaseTest::Value(predicate) if !has_subject => self.expr(predicate)?,
            CaseTest::Value(value) => {
                Node::Compare(subject(), vec![(CompareOp::Equal, self.expr(value)?)])
            }
            CaseTest::Comparison(op, operand) => {
                Node::Compare(subject(), vec![(op.value, self.expr(operand)?)])
            }
            CaseTest::Predicate(op, operand) => {
                return predicate(Node::Local(0), op.value, self.expr(operand)?);
            }
            CaseTest::IsNull(negated) => Node::IsNull(subject(), *negated),
            CaseTest::IsTyped(negated, of) => {
                Node::IsTyped(subject(), *negated, Box::new(of.clone()))
            }
            CaseTest::IsNormalized(negated, form) => {
                Node::IsNormalized(subject(), *negated, form.unwrap_or(NormalForm::Nfc))
            }
            CaseTest::HasLabel(..) => Node::HasLabel(subject()),
        })
    }

    fn fold(&mut self, reduce: &Reduce) -> Result<(Node, Node, Node), Box<Error>> {
        let initial = self.expr(&reduce.initial)?;
        let list = self.expr(&reduce.list)?;
        self.locals.push(Some(reduce.accumulator.value.clone()));
        let step = self.within(Some(&reduce.variable.value), &reduce.step);
        self.locals.pop();
        Ok((initial, list, step?))
    }

    fn trim(&mut self, trim: &Trim, span: Span) -> Compiled {
        let name = match trim.ends {
            Some(TrimEnds::Leading) => "ltrim",
            Some(TrimEnds::Trailing) => "rtrim",
            Some(TrimEnds::Both) | None => "btrim",
        };
        let mut arguments = vec![self.expr(&trim.source)?];
        arguments.extend(self.optional(trim.characters.as_ref())?);
        self.function(name, arguments, span)
    }

    fn projection(&mut self, name: &Spanned<Text>, items: &[ProjectionItem]) -> Compiled {
        let map = self.variable(name)?;
        let mut projected = Vec::with_capacity(items.len());
        for item in items {
            projected.push(match item {
                ProjectionItem::Entry(key, value) => {
                    Projected::Entry(key.value.clone(), self.expr(value)?)
                }
                ProjectionItem::Variable(name) => {
                    Projected::Entry(name.value.clone(), self.variable(name)?)
                }
                ProjectionItem::Property(key) => Projected::Property(key.value.clone()),
                ProjectionItem::All => Projected::All,
            });
        }
        Ok(Node::Projection(Box::new(map), projected))
    }
}

/// A pattern that is the same for every row is compiled once.
fn predicate(left: Node, op: PredicateOp, right: Node) -> Compiled {
    match (op, right) {
        (PredicateOp::Matches, Node::Constant(Value::String(pattern))) => {
            let pattern = Pattern::new(&pattern).map_err(|error| Box::new(Error::from(error)))?;
            Ok(Node::Matches(Box::new(left), Box::new(pattern)))
        }
        (op, right) => Ok(Node::Predicate(op, Box::new((left, right)))),
    }
}

/// Whether a name occurs in an expression.
fn mentions(expr: &Expr, name: &Text) -> bool {
    match &expr.kind {
        ExprKind::Variable(variable) | ExprKind::MapProjection(variable, _)
            if variable.value == *name =>
        {
            return true;
        }
        _ => {}
    }
    let mut found = false;
    expr.for_each_part(&mut |part| found = found || mentions(part, name));
    found
}

/// The value of a literal.
pub(super) fn literal_value(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(truth) => Value::Boolean(*truth),
        Literal::Integer(number) => Value::Integer(*number),
        Literal::Float(number) => Value::Float(*number),
        Literal::NaN => Value::Float(f64::NAN),
        Literal::String(text) => text.as_str().into(),
    }
}

fn quantifier_name(kind: QuantifierKind) -> &'static str {
    match kind {
        QuantifierKind::All => "all",
        QuantifierKind::Any => "any",
        QuantifierKind::None => "none",
        QuantifierKind::Single => "single",
    }
}

/// The name of a normal form.
pub(super) fn form_name(form: NormalForm) -> &'static str {
    match form {
        NormalForm::Nfc => "NFC",
        NormalForm::Nfd => "NFD",
        NormalForm::Nfkc => "NFKC",
        NormalForm::Nfkd => "NFKD",
    }
}
