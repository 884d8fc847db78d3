//! An expression made ready to run: names are places, functions are looked up, parameters are bound.

use super::functions::Function;
use super::regex::Pattern;
use crate::ast::{ArithmeticOp, CompareOp, CypherType, NormalForm, PredicateOp, QuantifierKind};
use crate::text::Text;
use crate::value::Value;

/// One node of a compiled expression.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A literal or a parameter.
    Constant(Value),
    /// A place in the row.
    Column(usize),
    /// A place in the projected row, for `ORDER BY`.
    Output(usize),
    /// A variable bound by an enclosing node, counted from the innermost.
    Local(usize),
    /// The first binds a variable for the second.
    Let(Box<(Node, Node)>),
    List(Vec<Node>),
    Map(Vec<(Text, Node)>),
    Or(Vec<Node>),
    Xor(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>),
    Negate(Box<Node>),
    /// `+a`: `a`, which must be a number.
    Positive(Box<Node>),
    Compare(Box<Node>, Vec<(CompareOp, Node)>),
    Arithmetic(Box<Node>, Vec<(ArithmeticOp, Node)>),
    Predicate(PredicateOp, Box<(Node, Node)>),
    /// `a =~ 'constant'`
    Matches(Box<Node>, Box<Pattern>),
    IsNull(Box<Node>, bool),
    IsTyped(Box<Node>, bool, Box<CypherType>),
    IsNormalized(Box<Node>, bool, NormalForm),
    /// A label test: false for every value there is here, null for null.
    HasLabel(Box<Node>),
    Property(Box<Node>, Text),
    Index(Box<(Node, Node)>),
    Slice(Box<(Node, Option<Node>, Option<Node>)>),
    Call(&'static Function, Vec<Node>),
    /// Predicates with results, and what else.
    Case(Vec<(Vec<Node>, Node)>, Option<Box<Node>>),
    /// List, filter, result; the last two see one more variable.
    Comprehension(Box<(Node, Option<Node>, Option<Node>)>),
    /// Start, list, step; the step sees the accumulator and, innermost, the element.
    Reduce(Box<(Node, Node, Node)>),
    /// Start, list, step, and the predicate over each accumulator.
    AllReduce(Box<(Node, Node, Node, Node)>),
    Quantifier(QuantifierKind, Box<(Node, Node)>),
    Projection(Box<Node>, Vec<Projected>),
    Interpolated(Vec<Node>),
}

/// One element of a map projection.
#[derive(Debug, Clone)]
pub(super) enum Projected {
    Entry(Text, Node),
    Property(Text),
    All,
}
