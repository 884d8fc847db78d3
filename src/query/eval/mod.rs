//! Runs compiled expressions.
//!
//! Values are borrowed from the row, from variables and from constants wherever possible. Each form
//! has a function of its own, kept out of [`Node::eval`], so that a level of nesting costs little
//! stack.

mod access;
mod arithmetic;
mod fold;
mod logic;
mod typed;

pub(super) use arithmetic::{add, divide};

use super::env::Env;
use super::functions::{Args, Function};
use super::node::Node;
use crate::status::{TypeMismatch, ValueError};
use crate::value::{Map, Ternary, Value};
use std::borrow::Cow;

/// The most elements of a list that an expression makes, and the most bytes of a string.
pub(super) const MAX_LENGTH: usize = 1 << 26;

/// How deep lists and maps that an expression makes may be nested.
pub(super) const MAX_VALUE_DEPTH: usize = 500;

/// The result of an evaluation.
pub(super) type Evaluated<'a> = Result<Cow<'a, Value>, ValueError>;

/// Where values are found.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The row.
    row: &'a [Value],
    /// The projected row.
    output: &'a [Value],
    /// The innermost variable.
    local: Option<&'a Local<'a>>,
    env: &'a Env<'a>,
}

/// A variable bound by an expression.
struct Local<'a> {
    value: &'a Value,
    outer: Option<&'a Local<'a>>,
}

impl<'a> Frame<'a> {
    /// Begins an evaluation over a row.
    pub(super) fn new(row: &'a [Value], env: &'a Env<'a>) -> Self {
        env.begin();
        Self { row, output: &[], local: None, env }
    }

    pub(super) fn with_output(self, output: &'a [Value]) -> Self {
        Self { output, ..self }
    }

    fn local(&self, hops: usize) -> &'a Value {
        let mut local = self.local;
        for _ in 0..hops {
            local = local.and_then(|local| local.outer);
        }
        local.map_or(&Value::Null, |local| local.value)
    }

    /// Evaluates with one more variable.
    fn bind<T>(
        &self,
        value: &Value,
        run: impl FnOnce(Frame<'_>) -> Result<T, ValueError>,
    ) -> Result<T, ValueError> {
        self.env.spend(1)?;
        let local = Local { value, outer: self.local };
        run(Frame { local: Some(&local), ..*self })
    }
}

impl Node {
    /// The value of the expression.
    pub(super) fn eval<'a>(&'a self, frame: Frame<'a>) -> Evaluated<'a> {
        match self {
            Self::Constant(value) => Ok(Cow::Borrowed(value)),
            Self::Column(column) => cell(frame.row, *column),
            Self::Output(column) => cell(frame.output, *column),
            Self::Local(hops) => Ok(Cow::Borrowed(frame.local(*hops))),
            Self::Let(parts) => bound(&parts.0, &parts.1, frame),
            Self::List(items) => list(items, frame),
            Self::Map(entries) => map(entries, frame),
            Self::Call(function, arguments) => call(function, arguments, frame),
            Self::Case(branches, otherwise) => case(branches, otherwise.as_deref(), frame),
            Self::Interpolated(parts) => interpolated(parts, frame),
            Self::Negate(operand) => arithmetic::negate(operand, frame),
            Self::Positive(operand) => arithmetic::positive(operand, frame),
            Self::Arithmetic(first, rest) => arithmetic::chain(first, rest, frame),
            Self::Property(operand, key) => access::get_property(operand, key, frame),
            Self::Index(parts) => access::index(&parts.0, &parts.1, frame),
            Self::Slice(parts) => {
                access::slice(&parts.0, parts.1.as_ref(), parts.2.as_ref(), frame)
            }
            Self::Projection(map, items) => access::projection(map, items, frame),
            Self::Comprehension(parts) => fold::comprehension(parts, frame),
            Self::Reduce(parts) => fold::reduce(&parts.0, &parts.1, &parts.2, frame),
            Self::Or(_)
            | Self::Xor(_)
            | Self::And(_)
            | Self::Not(_)
            | Self::Compare(..)
            | Self::Predicate(..)
            | Self::Matches(..)
            | Self::IsNull(..)
            | Self::IsTyped(..)
            | Self::IsNormalized(..)
            | Self::HasLabel(_)
            | Self::AllReduce(_)
            | Self::Quantifier(..) => self.truth_as_value(frame),
        }
    }

    fn truth_as_value<'a>(&self, frame: Frame<'_>) -> Evaluated<'a> {
        Ok(Cow::Owned(truth_value(self.truth(frame)?)))
    }

    fn value_as_truth(&self, frame: Frame<'_>) -> Result<Ternary, ValueError> {
        predicate_value(&*self.eval(frame)?)
    }

    /// The value, owned.
    fn owned(&self, frame: Frame<'_>) -> Result<Value, ValueError> {
        match self.eval(frame)? {
            Cow::Owned(value) => Ok(value),
            Cow::Borrowed(value) => {
                frame.env.spend_on(value)?;
                Ok(value.clone())
            }
        }
    }

    /// The truth value of a predicate.
    ///
    /// # Errors
    /// As [`Node::eval`]; and a value that is neither a BOOLEAN nor null.
    pub(super) fn truth(&self, frame: Frame<'_>) -> Result<Ternary, ValueError> {
        match self {
            Self::Or(parts) => logic::any(parts, frame),
            Self::Xor(parts) => logic::xor(parts, frame),
            Self::And(parts) => logic::all(parts, frame),
            Self::Not(operand) => logic::not(operand, frame),
            Self::Compare(first, rest) => logic::compare_chain(first, rest, frame),
            Self::Predicate(op, parts) => logic::predicate(*op, &parts.0, &parts.1, frame),
            Self::Matches(operand, pattern) => logic::matches_pattern(operand, pattern, frame),
            Self::IsNull(operand, negated) => typed::is_null(operand, *negated, frame),
            Self::IsTyped(operand, negated, of) => typed::is_typed(operand, *negated, of, frame),
            Self::IsNormalized(operand, negated, form) => {
                typed::is_normalized(operand, *negated, *form, frame)
            }
            Self::HasLabel(operand) => typed::has_label(operand, frame),
            Self::AllReduce(parts) => fold::all_reduce(parts, frame),
            Self::Quantifier(kind, parts) => fold::quantifier(*kind, &parts.0, &parts.1, frame),
            _ => self.value_as_truth(frame),
        }
    }
}

/// A value where a predicate is wanted.
fn predicate_value(value: &Value) -> Result<Ternary, ValueError> {
    match value {
        Value::Boolean(truth) => Ok(Some(*truth)),
        Value::Null => Ok(None),
        _ => Err(type_error(
            format!("Don't know how to treat that as a predicate: {}", value.runtime_text()),
            value,
            "BOOLEAN",
        )),
    }
}

fn cell(row: &[Value], at: usize) -> Evaluated<'_> {
    Ok(Cow::Borrowed(row.get(at).unwrap_or(&Value::Null)))
}

/// Evaluates `body` with `value` as a variable.
fn bound<'a>(value: &Node, body: &Node, frame: Frame<'_>) -> Evaluated<'a> {
    let value = value.eval(frame)?;
    Ok(Cow::Owned(frame.bind(&value, |frame| body.owned(frame))?))
}

fn truth_value(truth: Ternary) -> Value {
    truth.map_or(Value::Null, Value::Boolean)
}

/// A type error about a value.
pub(super) fn type_error(
    message: impl Into<String>,
    value: &Value,
    expected: &'static str,
) -> ValueError {
    ValueError::Type(Box::new(TypeMismatch {
        message: message.into(),
        value: value.to_string(),
        expected,
        actual: crate::value::value_type(value),
    }))
}

/// Refuses values that are too large to go on with.
pub(super) fn bounded(length: usize, unit: &'static str) -> Result<(), ValueError> {
    if length > MAX_LENGTH { Err(ValueError::TooLarge { limit: MAX_LENGTH, unit }) } else { Ok(()) }
}

/// Refuses values that are too deep to walk.
pub(super) fn shallow(value: Value) -> Result<Value, ValueError> {
    if value.is_deeper_than(MAX_VALUE_DEPTH) {
        Err(ValueError::TooLarge { limit: MAX_VALUE_DEPTH, unit: "levels" })
    } else {
        Ok(value)
    }
}

fn list<'a>(items: &[Node], frame: Frame<'_>) -> Evaluated<'a> {
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        values.push(item.owned(frame)?);
    }
    Ok(Cow::Owned(Value::List(values)))
}

fn map<'a>(entries: &[(crate::text::Text, Node)], frame: Frame<'_>) -> Evaluated<'a> {
    let mut map = Map::with_capacity(entries.len());
    for (key, value) in entries {
        map.insert(key.clone(), value.owned(frame)?);
    }
    Ok(Cow::Owned(Value::Map(Box::new(map))))
}

/// Short argument lists stay on the stack.
fn call<'a>(function: &'static Function, arguments: &'a [Node], frame: Frame<'a>) -> Evaluated<'a> {
    match arguments {
        [only] => apply(function, &[only.eval(frame)?], frame.env),
        [first, second] => apply(function, &[first.eval(frame)?, second.eval(frame)?], frame.env),
        _ => {
            let mut values = Vec::with_capacity(arguments.len());
            for argument in arguments {
                values.push(argument.eval(frame)?);
            }
            apply(function, &values, frame.env)
        }
    }
}

fn apply<'a>(
    function: &'static Function,
    values: &[Cow<'_, Value>],
    env: &Env<'_>,
) -> Evaluated<'a> {
    if function.absorbs_null && values.iter().any(|value| value.is_null()) {
        return Ok(Cow::Owned(Value::Null));
    }
    env.spend(1)?;
    values.iter().try_for_each(|value| env.spend_on(value))?;
    (function.apply)(&Args { values, env, name: function.name }).map(Cow::Owned)
}

fn case<'a>(
    branches: &'a [(Vec<Node>, Node)],
    otherwise: Option<&'a Node>,
    frame: Frame<'a>,
) -> Evaluated<'a> {
    for (tests, result) in branches {
        for test in tests {
            if test.truth(frame)? == Some(true) {
                return result.eval(frame);
            }
        }
    }
    otherwise.map_or(Ok(Cow::Owned(Value::Null)), |otherwise| otherwise.eval(frame))
}

/// Values join as `+` joins them with strings; null absorbs.
fn interpolated<'a>(parts: &[Node], frame: Frame<'_>) -> Evaluated<'a> {
    let mut text = String::new();
    for part in parts {
        let value = part.eval(frame)?;
        match (value.to_text(), &*value) {
            (Some(part), _) => text.push_str(&part),
            (None, Value::Null) => return Ok(Cow::Owned(Value::Null)),
            (None, value) => {
                let message = format!("Cannot interpolate `{}`", value.runtime_type_name());
                return Err(type_error(message, value, "STRING"));
            }
        }
        bounded(text.len(), "bytes")?;
    }
    Ok(Cow::Owned(text.into()))
}
