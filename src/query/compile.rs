//! Makes an expression ready to run: once per statement, so that rows only follow places.

use super::env::Env;
use super::functions::{self, Function};
use super::node::{Node, Projected};
use super::regex::Pattern;
use super::scope::{Scope, semantic_error};
use crate::ast::{
    Call, Case, CaseTest, CompareOp, Expr, ExprKind, InterpolatedPart, Literal, NormalForm,
    PredicateOp, ProjectionItem, QuantifierKind, Reduce, Sign, SubqueryKind, Trim, TrimEnds,
};
use crate::status::{Error, ErrorKind, ParameterError, SemanticError, ValueError};
use crate::text::{Span, Spanned, Text};
use crate::value::Value;

/// How deep a compiled tree may be: evaluation recurses with it, and a tree may be several levels
/// deep for each bracket that was typed.
const MAX_DEPTH: usize = 1000;

/// Compiles an expression.
///
/// # Errors
/// Names, aggregates and functions that mean nothing in this scope, missing parameters.
pub(super) fn compile(expr: &Expr, scope: &Scope<'_>, env: &Env<'_>) -> Result<Node, Error> {
    Compiler { scope, env, locals: Vec::new(), depth: 0 }.expr(expr)
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

type Compiled = Result<Node, Error>;

impl Compiler<'_> {
    fn expr(&mut self, expr: &Expr) -> Compiled {
        if self.depth >= MAX_DEPTH {
            return Err(Error::at(ErrorKind::NestedTooDeeply { limit: MAX_DEPTH }, expr.span));
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

    fn boxed(&mut self, expr: &Expr) -> Result<Box<Node>, Error> {
        self.expr(expr).map(Box::new)
    }

    fn exprs(&mut self, exprs: &[Expr]) -> Result<Vec<Node>, Error> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Result<Option<Node>, Error> {
        expr.map(|expr| self.expr(expr)).transpose()
    }

    /// Compiles with one more variable in scope.
    fn within(&mut self, name: Option<&Text>, expr: &Expr) -> Compiled {
        self.locals.push(name.cloned());
        let node = self.expr(expr);
        self.locals.pop();
        node
    }

    fn kind(&mut self, expr: &Expr) -> Compiled {
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => Node::Constant(literal_value(literal)),
            ExprKind::Param(param) => return self.param(&param.name.value),
            ExprKind::Variable(name) => return self.variable(name),
            ExprKind::List(items) => Node::List(self.exprs(items)?),
            ExprKind::Map(entries) => return self.map(entries),
            ExprKind::Or(parts) => Node::Or(self.exprs(parts)?),
            ExprKind::Xor(parts) => Node::Xor(self.exprs(parts)?),
            ExprKind::And(parts) => Node::And(self.exprs(parts)?),
            ExprKind::Not(operand) => Node::Not(self.boxed(operand)?),
            ExprKind::Sign(Sign::Minus, operand) => Node::Negate(self.boxed(operand)?),
            ExprKind::Sign(Sign::Plus, operand) => Node::Positive(self.boxed(operand)?),
            ExprKind::Comparison(first, rest) => return self.comparison(first, rest),
            ExprKind::Arithmetic(first, rest) => {
                let first = self.boxed(first)?;
                let rest = rest.iter().map(|(op, operand)| Ok((op.value, self.expr(operand)?)));
                Node::Arithmetic(first, rest.collect::<Result<_, Error>>()?)
            }
            ExprKind::Predicate(left, op, right) => {
                let left = self.expr(left)?;
                return self.predicate(left, op.value, right);
            }
            ExprKind::IsNull { operand, negated } => Node::IsNull(self.boxed(operand)?, *negated),
            ExprKind::IsTyped { operand, negated, of } => {
                Node::IsTyped(self.boxed(operand)?, *negated, Box::new(of.clone()))
            }
            ExprKind::IsNormalized { operand, negated, form } => {
                Node::IsNormalized(self.boxed(operand)?, *negated, form.unwrap_or(NormalForm::Nfc))
            }
            ExprKind::HasLabel { operand, .. } => Node::HasLabel(self.boxed(operand)?),
            ExprKind::Property(operand, key) => {
                Node::Property(self.boxed(operand)?, key.value.clone())
            }
            ExprKind::Index(list, index) => {
                Node::Index(Box::new((self.expr(list)?, self.expr(index)?)))
            }
            ExprKind::Slice(list, from, to) => {
                return self.slice(list, from.as_deref(), to.as_deref(), expr.span);
            }
            _ => return self.special(expr),
        })
    }

    /// Forms with a syntax of their own. Apart from [`Self::kind`], whose stack frame every level of
    /// nesting pays for.
    fn special(&mut self, expr: &Expr) -> Compiled {
        Ok(match &expr.kind {
            ExprKind::Call(call) => return self.call(expr, call),
            ExprKind::CountStar => return Err(self.scope.unknown_aggregate(expr, "count")),
            ExprKind::Case(case) => return self.case(case),
            ExprKind::ListComprehension(comprehension) => {
                let list = self.expr(&comprehension.list)?;
                let name = Some(&comprehension.variable.value);
                let mut inner = |part: &Option<Expr>| {
                    part.as_ref().map(|part| self.within(name, part)).transpose()
                };
                let filter = inner(&comprehension.filter)?;
                Node::Comprehension(Box::new((list, filter, inner(&comprehension.map)?)))
            }
            ExprKind::Reduce(reduce) => Node::Reduce(Box::new(self.fold(reduce)?)),
            ExprKind::AllReduce(reduce, predicate) => {
                let (initial, list, step) = self.fold(reduce)?;
                let predicate = self.within(Some(&reduce.accumulator.value), predicate)?;
                Node::AllReduce(Box::new((initial, list, step, predicate)))
            }
            ExprKind::Quantifier(quantifier) => {
                let Some(predicate) = &quantifier.predicate else {
                    let name = quantifier_name(quantifier.kind);
                    return Err(semantic_error(SemanticError::MissingPredicate(name), expr.span));
                };
                let list = self.expr(&quantifier.list)?;
                let predicate = self.within(Some(&quantifier.variable.value), predicate)?;
                Node::Quantifier(quantifier.kind, Box::new((list, predicate)))
            }
            ExprKind::Normalize(text, form) => {
                let form = Value::from(form_name(form.unwrap_or(NormalForm::Nfc)));
                let arguments = vec![self.expr(text)?, Node::Constant(form)];
                self.function("normalize", arguments, expr.span)?
            }
            ExprKind::Trim(trim) => return self.trim(trim, expr.span),
            ExprKind::MapProjection(name, items) => return self.projection(name, items),
            ExprKind::Interpolated(parts) => {
                let parts = parts.iter().map(|part| match part {
                    InterpolatedPart::Text(text) => Ok(Node::Constant(text.as_str().into())),
                    InterpolatedPart::Value(value) => self.expr(value),
                });
                Node::Interpolated(parts.collect::<Result<_, Error>>()?)
            }
            ExprKind::Subquery(kind, _) => {
                let what = match kind {
                    SubqueryKind::Exists => "EXISTS",
                    SubqueryKind::Count => "COUNT",
                    SubqueryKind::Collect => "COLLECT",
                };
                return Err(semantic_error(SemanticError::ShowSubquery(what), expr.span));
            }
            ExprKind::Pattern(_) => {
                let what = SemanticError::ShowPattern("expressions");
                return Err(semantic_error(what, expr.span));
            }
            ExprKind::PatternComprehension(_) => {
                let what = SemanticError::ShowPattern("comprehensions");
                return Err(semantic_error(what, expr.span));
            }
            // Every other kind is `kind`'s.
            _ => Node::Constant(Value::Null),
        })
    }

    fn param(&self, name: &Text) -> Compiled {
        match self.env.params.get(name) {
            Some(value) => Ok(Node::Constant(value.clone())),
            None => Err(ParameterError::Missing { name: name.to_string() }.into()),
        }
    }

    fn variable(&self, name: &Spanned<Text>) -> Compiled {
        let bound = self.locals.iter().rev().position(|local| local.as_ref() == Some(&name.value));
        match (bound, self.scope.slot(&name.value)) {
            (Some(hops), _) => Ok(Node::Local(hops)),
            (None, Some(slot)) => Ok(slot.into()),
            (None, None) => Err(self.scope.unknown_name(&name.value, name.span)),
        }
    }

    fn map(&mut self, entries: &[(Spanned<Text>, Expr)]) -> Compiled {
        let entries = entries.iter().map(|(key, value)| Ok((key.value.clone(), self.expr(value)?)));
        Ok(Node::Map(entries.collect::<Result<_, Error>>()?))
    }

    fn comparison(&mut self, first: &Expr, rest: &[(Spanned<CompareOp>, Expr)]) -> Compiled {
        let first = self.boxed(first)?;
        let mut operands = Vec::with_capacity(rest.len());
        for (op, operand) in rest {
            if op.value == CompareOp::InvalidNotEqual {
                return Err(semantic_error(SemanticError::InvalidNotEqual, op.span));
            }
            operands.push((op.value, self.expr(operand)?));
        }
        Ok(Node::Compare(first, operands))
    }

    fn predicate(&mut self, left: Node, op: PredicateOp, right: &Expr) -> Compiled {
        let right = self.expr(right)?;
        Ok(match (op, right) {
            (PredicateOp::Matches, Node::Constant(Value::String(pattern))) => {
                Node::Matches(Box::new(left), Box::new(Pattern::new(&pattern)?))
            }
            (op, right) => Node::Predicate(op, Box::new((left, right))),
        })
    }

    fn slice(
        &mut self,
        list: &Expr,
        from: Option<&Expr>,
        to: Option<&Expr>,
        span: Span,
    ) -> Compiled {
        if from.is_none() && to.is_none() {
            return Err(semantic_error(
                SemanticError::EmptySlice,
                Span { start: list.span.end, ..span },
            ));
        }
        let list = self.expr(list)?;
        Ok(Node::Slice(Box::new((list, self.optional(from)?, self.optional(to)?))))
    }

    fn call(&mut self, expr: &Expr, call: &Call) -> Compiled {
        if functions::aggregate_of(expr).is_some() {
            return Err(self.scope.unknown_aggregate(expr, &call.name.value));
        }
        if call.distinct {
            let name = call.name.value.to_string();
            return Err(semantic_error(SemanticError::InvalidDistinct(name), expr.span));
        }
        let arguments = self.exprs(&call.arguments)?;
        self.function(&call.name.value, arguments, expr.span)
    }

    fn function(&self, name: &str, arguments: Vec<Node>, span: Span) -> Compiled {
        let function: &'static Function = functions::find(name)
            .filter(|function| self.env.auth.is_some() || !function.name.starts_with("abac."))
            .ok_or_else(|| {
                let error = ValueError::UnknownFunction(name.to_owned());
                Error::at(error.into(), span)
            })?;
        if arguments.len() < function.least {
            return Err(semantic_error(SemanticError::TooFewArguments(name.to_owned()), span));
        }
        if arguments.len() > function.most {
            return Err(semantic_error(SemanticError::TooManyArguments(name.to_owned()), span));
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
                return self.predicate(Node::Local(0), op.value, operand);
            }
            CaseTest::IsNull(negated) => Node::IsNull(subject(), *negated),
            CaseTest::IsTyped(negated, of) => {
                Node::IsTyped(subject(), *negated, Box::new(of.clone()))
            }
            CaseTest::IsNormalized(negated, form) => {
                Node::IsNormalized(subject(), *negated, form.unwrap_or(NormalForm::Nfc))
            }
            CaseTest::HasLabel(_) => Node::HasLabel(subject()),
        })
    }

    fn fold(&mut self, reduce: &Reduce) -> Result<(Node, Node, Node), Error> {
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
