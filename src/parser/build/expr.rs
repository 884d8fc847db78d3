//! Expressions: climbing the precedences over a flat list of operands and operators.

use super::atom::atom;
use super::context::{Built, Context, Node, Nodes, trimmed, unexpected};
use super::name;
use super::type_ref::type_ref;
use crate::ast::{
    ArithmeticOp, CaseTest, CompareOp, CypherVersion, Expr, ExprKind, NormalForm, PredicateOp, Sign,
};
use crate::parser::limits;
use crate::parser::scan::{PieceKind, scan};
use crate::text::{Span, Spanned};
use cypher_admin_grammar::Rule;

/// Precedences, weakest first (show-clauses, section 3.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    Xor,
    And,
    Compare,
    Test,
    Additive,
    Multiplicative,
    Power,
}

/// An operator between two operands.
#[derive(Clone, Copy)]
enum Infix {
    Or,
    Xor,
    And,
    Compare(CompareOp),
    Predicate(PredicateOp),
    Arithmetic(ArithmeticOp),
}

impl Infix {
    fn level(self) -> Level {
        match self {
            Self::Or => Level::Or,
            Self::Xor => Level::Xor,
            Self::And => Level::And,
            Self::Compare(_) => Level::Compare,
            Self::Predicate(_) => Level::Test,
            Self::Arithmetic(op) => match op {
                ArithmeticOp::Add | ArithmeticOp::Subtract | ArithmeticOp::Concatenate => {
                    Level::Additive
                }
                ArithmeticOp::Multiply | ArithmeticOp::Divide | ArithmeticOp::Modulo => {
                    Level::Multiplicative
                }
                ArithmeticOp::Power => Level::Power,
            },
        }
    }
}

/// Builds an `expr`.
pub(super) fn expr<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Expr> {
    let span = context.span(&node);
    context.nested(span, || climb(context, &mut Nodes::of(node), Level::Or))
}

/// Reads operands and operators that bind at least as tightly as `level`.
fn climb<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>, level: Level) -> Built<Expr> {
    let left = prefixed(context, nodes)?;
    extend(context, nodes, level, left)
}

/// Goes on from a left operand that is already built.
fn extend<'i>(
    context: &Context<'i>,
    nodes: &mut Nodes<'i>,
    level: Level,
    mut left: Expr,
) -> Built<Expr> {
    loop {
        left = tests(context, nodes, level, left)?;
        let Some(infix) = peek_infix(nodes).filter(|infix| infix.level() >= level) else {
            return Ok(left);
        };
        let op = nodes.need("an operator")?;
        let op_span = context.span(&op);
        let right = match tighter(infix.level()) {
            Some(level) => climb(context, nodes, level)?,
            None => operand(context, nodes)?,
        };
        left = join(left, infix, op_span, right);
    }
}

/// The next tighter level; nothing but an operand binds tighter than `^`.
fn tighter(level: Level) -> Option<Level> {
    Some(match level {
        Level::Or => Level::Xor,
        Level::Xor => Level::And,
        Level::And => Level::Compare,
        Level::Compare => Level::Test,
        Level::Test => Level::Additive,
        Level::Additive => Level::Multiplicative,
        Level::Multiplicative => Level::Power,
        Level::Power => return None,
    })
}

/// An operand, or `NOT` and what it takes in: it stands between `AND` and comparison.
fn prefixed<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Expr> {
    if let Some(not) = nodes.take_if(Rule::not_op) {
        let start = context.span(&not);
        let operand = context.nested(start, || climb(context, nodes, Level::Compare))?;
        let span = start.to(operand.span);
        return Ok(Expr::new(ExprKind::Not(Box::new(operand)), span));
    }
    operand(context, nodes)
}

/// An operand with its sign and postfixes.
fn operand<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Expr> {
    let sign = nodes.take_if(Rule::sign_symbol);
    let node = nodes.need("an operand")?;
    let mut operand = atom(context, node)?;
    // Each postfix puts the tree one level deeper.
    let mut depth = 0;
    while let Some(Rule::property | Rule::slice_or_index) = nodes.peek() {
        depth += 1;
        if depth > limits::MAX_NESTING {
            return Err(limits::nesting_error(operand.span));
        }
        operand = postfix(context, operand, nodes.need("a postfix")?)?;
    }
    let Some(sign) = sign else { return Ok(operand) };
    let span = context.span(&sign).to(operand.span);
    let kind = if sign.as_str() == "-" { Sign::Minus } else { Sign::Plus };
    Ok(Expr::new(ExprKind::Sign(kind, Box::new(operand)), span))
}

fn peek_infix(nodes: &Nodes<'_>) -> Option<Infix> {
    nodes.peek_node().and_then(|node| infix(&node))
}

fn infix(node: &Node<'_>) -> Option<Infix> {
    Some(match node.as_rule() {
        Rule::or_op => Infix::Or,
        Rule::xor_op => Infix::Xor,
        Rule::and_op => Infix::And,
        Rule::compare_symbol => Infix::Compare(compare_op(node.as_str())),
        Rule::predicate_op => Infix::Predicate(predicate_op(node.as_str())),
        Rule::arithmetic_symbol => Infix::Arithmetic(arithmetic_op(node.as_str())),
        _ => return None,
    })
}

fn compare_op(symbol: &str) -> CompareOp {
    match symbol {
        "=" => CompareOp::Equal,
        "<>" => CompareOp::NotEqual,
        "!=" => CompareOp::InvalidNotEqual,
        "<" => CompareOp::Less,
        "<=" => CompareOp::LessOrEqual,
        ">" => CompareOp::Greater,
        _ => CompareOp::GreaterOrEqual,
    }
}

fn arithmetic_op(symbol: &str) -> ArithmeticOp {
    match symbol {
        "+" => ArithmeticOp::Add,
        "-" => ArithmeticOp::Subtract,
        "||" => ArithmeticOp::Concatenate,
        "*" => ArithmeticOp::Multiply,
        "/" => ArithmeticOp::Divide,
        "%" => ArithmeticOp::Modulo,
        _ => ArithmeticOp::Power,
    }
}

fn predicate_op(text: &str) -> PredicateOp {
    match text.as_bytes().first() {
        Some(b'=') => PredicateOp::Matches,
        Some(b's' | b'S') => PredicateOp::StartsWith,
        Some(b'e' | b'E') => PredicateOp::EndsWith,
        Some(b'c' | b'C') => PredicateOp::Contains,
        _ => PredicateOp::In,
    }
}

/// Puts two operands together; chains of one kind become one flat node.
fn join(left: Expr, infix: Infix, op: Span, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    let kind = match (infix, left.kind) {
        (Infix::Or, ExprKind::Or(mut all)) if starts_with_first(left.span, &all) => {
            all.push(right);
            ExprKind::Or(all)
        }
        (Infix::Xor, ExprKind::Xor(mut all)) if starts_with_first(left.span, &all) => {
            all.push(right);
            ExprKind::Xor(all)
        }
        (Infix::And, ExprKind::And(mut all)) if starts_with_first(left.span, &all) => {
            all.push(right);
            ExprKind::And(all)
        }
        (Infix::Compare(compare), ExprKind::Comparison(first, mut rest))
            if is_open(left.span, &first) =>
        {
            rest.push((Spanned::new(compare, op), right));
            ExprKind::Comparison(first, rest)
        }
        (Infix::Arithmetic(symbol), ExprKind::Arithmetic(first, mut rest))
            if is_open(left.span, &first)
                && rest.first().is_some_and(|(other, _)| {
                    Infix::Arithmetic(other.value).level() == infix.level()
                }) =>
        {
            rest.push((Spanned::new(symbol, op), right));
            ExprKind::Arithmetic(first, rest)
        }
        (infix, kind) => {
            let left = Expr::new(kind, left.span);
            match infix {
                Infix::Or => ExprKind::Or(vec![left, right]),
                Infix::Xor => ExprKind::Xor(vec![left, right]),
                Infix::And => ExprKind::And(vec![left, right]),
                Infix::Compare(compare) => {
                    ExprKind::Comparison(Box::new(left), vec![(Spanned::new(compare, op), right)])
                }
                Infix::Predicate(predicate) => ExprKind::Predicate(
                    Box::new(left),
                    Spanned::new(predicate, op),
                    Box::new(right),
                ),
                Infix::Arithmetic(symbol) => {
                    ExprKind::Arithmetic(Box::new(left), vec![(Spanned::new(symbol, op), right)])
                }
            }
        }
    };
    Expr::new(kind, span)
}

/// Whether a chain was written without parentheses: then it starts where its first operand starts.
/// A parenthesised one keeps the parentheses in its span.
fn is_open(chain: Span, first: &Expr) -> bool {
    chain.start == first.span.start
}

fn starts_with_first(chain: Span, all: &[Expr]) -> bool {
    all.first().is_some_and(|first| is_open(chain, first))
}

/// Tests that stand behind an operand: `IS NULL`, `IS :: T`, `:Label`. They do not chain.
fn tests<'i>(
    context: &Context<'i>,
    nodes: &mut Nodes<'i>,
    level: Level,
    left: Expr,
) -> Built<Expr> {
    if level > Level::Test {
        return Ok(left);
    }
    match nodes.peek() {
        Some(Rule::is_null | Rule::is_typed | Rule::is_normalized | Rule::has_label) => {
            let node = nodes.need("a test")?;
            let span = left.span.to(context.span(&node));
            Ok(Expr::new(test(context, node, left)?, span))
        }
        _ => Ok(left),
    }
}

fn test<'i>(context: &Context<'i>, node: Node<'i>, operand: Expr) -> Built<ExprKind> {
    let operand = Box::new(operand);
    Ok(match case_test_of(context, node)? {
        CaseTest::IsNull(negated) => ExprKind::IsNull { operand, negated },
        CaseTest::IsTyped(negated, of) => ExprKind::IsTyped { operand, negated, of },
        CaseTest::IsNormalized(negated, form) => ExprKind::IsNormalized { operand, negated, form },
        CaseTest::HasLabel(negated, label) => ExprKind::HasLabel { operand, negated, label },
        CaseTest::Value(_) | CaseTest::Comparison(..) | CaseTest::Predicate(..) => {
            return Err(context.invalid_input(operand.span.end as usize));
        }
    })
}

/// Words that are no labels after `IS` in Cypher 5.
const NO_LABELS: [&str; 8] = ["NOT", "NULL", "TYPED", "NORMALIZED", "NFC", "NFD", "NFKC", "NFKD"];

/// A test without its operand.
fn case_test_of<'i>(context: &Context<'i>, node: Node<'i>) -> Built<CaseTest> {
    let rule = node.as_rule();
    let is_word = !node.as_str().starts_with(':');
    let mut nodes = Nodes::of(node);
    let negated = nodes.has(Rule::negated);
    Ok(match rule {
        Rule::is_null => CaseTest::IsNull(negated),
        Rule::is_typed => CaseTest::IsTyped(negated, type_ref(context, nodes.need("a type")?)?),
        Rule::is_normalized => CaseTest::IsNormalized(
            negated,
            nodes.take_if(Rule::normal_form).map(|form| normal_form(form.as_str())),
        ),
        _ => {
            let labeled = nodes.take_if(Rule::labeled);
            let label = nodes.need("a label")?;
            if is_word && context.version == CypherVersion::Cypher5 {
                // There it says `IS` and a label, which some words cannot be.
                let start = label.as_span().start();
                let no_label = scan(label.as_str()).find(|piece| {
                    piece.kind == PieceKind::Word
                        && NO_LABELS.iter().any(|word| piece.text.eq_ignore_ascii_case(word))
                });
                let bad = match no_label {
                    _ if negated || labeled.is_some() => Some(start),
                    Some(word) if !label.as_str().contains('$') => Some(start + word.start),
                    _ => None,
                };
                if let Some(at) = bad {
                    return Err(context.invalid_input(at));
                }
            }
            CaseTest::HasLabel(negated, trimmed(label.as_str()).to_owned())
        }
    })
}

pub(super) fn normal_form(text: &str) -> NormalForm {
    match trimmed(text).to_ascii_uppercase().as_str() {
        "NFD" => NormalForm::Nfd,
        "NFKC" => NormalForm::Nfkc,
        "NFKD" => NormalForm::Nfkd,
        _ => NormalForm::Nfc,
    }
}

fn postfix<'i>(context: &Context<'i>, base: Expr, node: Node<'i>) -> Built<Expr> {
    let span = base.span.to(context.span(&node));
    let base = Box::new(base);
    context.nested(span, || {
        let rule = node.as_rule();
        let mut nodes = Nodes::of(node);
        if rule == Rule::property {
            let key = name::name(context, &nodes.need("a key")?);
            return Ok(Expr::new(ExprKind::Property(base, key), span));
        }
        let from =
            nodes.take_if(Rule::expr).map(|from| expr(context, from).map(Box::new)).transpose()?;
        let range = nodes.next().map(|range| Nodes::of(range).next());
        let kind = match (from, range) {
            (Some(index), None) => ExprKind::Index(base, index),
            (from, to) => {
                let to = to.flatten().map(|to| expr(context, to).map(Box::new)).transpose()?;
                ExprKind::Slice(base, from, to)
            }
        };
        Ok(Expr::new(kind, span))
    })
}

pub(super) fn case_test<'i>(context: &Context<'i>, node: Node<'i>) -> Built<CaseTest> {
    let mut nodes = Nodes::of(node);
    match nodes.peek_node().map(|first| (infix(&first), first)) {
        Some((Some(Infix::Compare(op)), first)) => {
            nodes.next();
            let right =
                context.nested(context.span(&first), || climb(context, &mut nodes, Level::Test))?;
            Ok(CaseTest::Comparison(Spanned::new(op, context.span(&first)), right))
        }
        Some((Some(Infix::Predicate(op)), first)) => {
            nodes.next();
            let right = context
                .nested(context.span(&first), || climb(context, &mut nodes, Level::Additive))?;
            Ok(CaseTest::Predicate(Spanned::new(op, context.span(&first)), right))
        }
        Some((_, first)) if first.as_rule() == Rule::expr => {
            Ok(CaseTest::Value(expr(context, first)?))
        }
        // Cypher 5 has no labels there.
        Some((_, first))
            if first.as_rule() == Rule::has_label && context.version == CypherVersion::Cypher5 =>
        {
            let is_word = !first.as_str().starts_with(':');
            let label = Nodes::of(first.clone()).last().filter(|_| is_word).unwrap_or(first);
            Err(context.invalid_input(label.as_span().start()))
        }
        Some((_, first)) => case_test_of(context, first),
        None => Err(unexpected(&nodes.need("a test")?, "a test")),
    }
}

/// Reads the rest of an expression whose first operator was `IN`, taken apart from its left operand:
/// `nodes` starts with what stands behind `IN`.
pub(super) fn after_in<'i>(
    context: &Context<'i>,
    left: Expr,
    nodes: &mut Nodes<'i>,
    at: usize,
) -> Built<Expr> {
    let right = context.nested(left.span, || climb(context, nodes, Level::Additive))?;
    let first = join(left, Infix::Predicate(PredicateOp::In), Span::new(at, at), right);
    if let Some(
        Rule::is_null | Rule::is_typed | Rule::is_normalized | Rule::has_label | Rule::predicate_op,
    ) = nodes.peek()
    {
        let at = nodes.need("a test")?.as_span().start();
        return Err(context.invalid_input(at));
    }
    context.nested(first.span, || extend(context, nodes, Level::Or, first))
}

/// As [`after_in`] where the first operator was `=`.
pub(super) fn after_equal<'i>(
    context: &Context<'i>,
    left: Expr,
    nodes: &mut Nodes<'i>,
    at: usize,
) -> Built<Expr> {
    let right = context.nested(left.span, || climb(context, nodes, Level::Test))?;
    let equal = Infix::Compare(CompareOp::Equal);
    let first = join(left, equal, Span::new(at, at), right);
    context.nested(first.span, || extend(context, nodes, Level::Or, first))
}
