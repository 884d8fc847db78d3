//! Expressions: climbing the precedences over a flat list of operands and operators.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::{literal, name};
use crate::ast::{
    ArithmeticOp, Call, Case, CaseBranch, CaseTest, CompareOp, CypherType, Expr, ExprKind, Ident,
    InterpolatedPart, ListComprehension, Literal, MapOrParam, NormalForm, PredicateOp,
    ProjectionItem, Quantifier, QuantifierKind, Reduce, Sign, SubqueryKind, Trim, TrimEnds,
    TypeName, TypePart,
};
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
    while let Some(Rule::property | Rule::slice_or_index) = nodes.peek() {
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
        CaseTest::HasLabel(label) => ExprKind::HasLabel { operand, label },
        CaseTest::Value(_) | CaseTest::Comparison(..) | CaseTest::Predicate(..) => {
            return Err(context.invalid_input(operand.span.end as usize));
        }
    })
}

/// A test without its operand.
fn case_test_of<'i>(context: &Context<'i>, node: Node<'i>) -> Built<CaseTest> {
    let rule = node.as_rule();
    let mut nodes = Nodes::of(node);
    let negated = nodes.has(Rule::negated);
    Ok(match rule {
        Rule::is_null => CaseTest::IsNull(negated),
        Rule::is_typed => CaseTest::IsTyped(negated, type_ref(context, nodes.need("a type")?)?),
        Rule::is_normalized => CaseTest::IsNormalized(
            negated,
            nodes.take_if(Rule::normal_form).map(|form| normal_form(form.as_str())),
        ),
        _ => CaseTest::HasLabel(nodes.need("a label")?.as_str().trim_end().to_owned()),
    })
}

fn normal_form(text: &str) -> NormalForm {
    match text.trim_end().to_ascii_uppercase().as_str() {
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
        let inner = Nodes::of(node).need("a postfix")?;
        let kind = match (rule, inner.as_rule()) {
            (Rule::property, _) => ExprKind::Property(base, name::name(context, &inner)),
            (_, Rule::expr) => ExprKind::Index(base, Box::new(expr(context, inner)?)),
            (_, range) => {
                let mut bounds = Nodes::of(inner);
                let mut bound =
                    || bounds.next().map(|node| expr(context, node).map(Box::new)).transpose();
                let from = if range == Rule::from_to { bound()? } else { None };
                ExprKind::Slice(base, from, bound()?)
            }
        };
        Ok(Expr::new(kind, span))
    })
}

fn atom<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Expr> {
    let span = context.span(&node);
    let kind = match node.as_rule() {
        Rule::name | Rule::variable => return variable(context, node),
        Rule::number_literal => {
            let mut nodes = Nodes::of(node);
            let negative = nodes.has(Rule::minus);
            ExprKind::Literal(literal::number(nodes.need("a number")?.as_str(), negative, span)?)
        }
        Rule::string => ExprKind::Literal(Literal::String(literal::string_text(node.as_str()))),
        Rule::param => ExprKind::Param(name::param(context, node)?),
        Rule::null_word => ExprKind::Literal(Literal::Null),
        Rule::true_word => ExprKind::Literal(Literal::Boolean(true)),
        Rule::false_word => ExprKind::Literal(Literal::Boolean(false)),
        Rule::infinity_word => ExprKind::Literal(Literal::Float(f64::INFINITY)),
        Rule::nan_word => ExprKind::Literal(Literal::NaN),
        // The parentheses stay in the span: they show that a chain inside is closed.
        Rule::parenthesized => {
            let inner = Nodes::of(node).need("an expression")?;
            return Ok(Expr::new(expr(context, inner)?.kind, span));
        }
        Rule::pattern => ExprKind::Pattern(text_of(&node)),
        Rule::pattern_comprehension => ExprKind::PatternComprehension(text_of(&node)),
        Rule::list_literal => ExprKind::List(exprs(context, Nodes::of(node))?),
        Rule::list_comprehension => list_comprehension(context, node)?,
        Rule::map => ExprKind::Map(map(context, node)?),
        Rule::case => ExprKind::Case(Box::new(case(context, node)?)),
        Rule::count_star => ExprKind::CountStar,
        Rule::exists_subquery => ExprKind::Subquery(SubqueryKind::Exists, text_of(&node)),
        Rule::count_subquery => ExprKind::Subquery(SubqueryKind::Count, text_of(&node)),
        Rule::collect_subquery => ExprKind::Subquery(SubqueryKind::Collect, text_of(&node)),
        Rule::quantifier => quantifier(context, node)?,
        Rule::reduce => ExprKind::Reduce(Box::new(reduce(context, &mut Nodes::of(node))?)),
        Rule::all_reduce => {
            context.only_25(&node)?;
            let mut nodes = Nodes::of(node);
            let fold = reduce(context, &mut nodes)?;
            let predicate = expr(context, nodes.need("a predicate")?)?;
            ExprKind::AllReduce(Box::new(fold), Box::new(predicate))
        }
        Rule::trim => ExprKind::Trim(Box::new(trim(context, node)?)),
        Rule::interpolated => {
            context.only_25(&node)?;
            ExprKind::Interpolated(interpolated(context, node)?)
        }
        Rule::call => call(context, node)?,
        Rule::map_projection => map_projection(context, node)?,
        _ => return Err(unexpected(&node, "an operand")),
    };
    Ok(Expr::new(kind, span))
}

fn text_of(node: &Node<'_>) -> String {
    super::context::trimmed(node.as_str()).to_owned()
}

fn exprs<'i>(context: &Context<'i>, nodes: Nodes<'i>) -> Built<Vec<Expr>> {
    nodes.map(|node| expr(context, node)).collect()
}

fn variable_name<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Ident> {
    match node.as_rule() {
        Rule::variable => Ok(name::name(context, &Nodes::of(node).need("a name")?)),
        _ => Ok(name::name(context, &node)),
    }
}

fn variable<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Expr> {
    let name = variable_name(context, node)?;
    let span = name.span;
    Ok(Expr::new(ExprKind::Variable(name), span))
}

/// Where an expression starts, some words are literals and never variables.
fn word_or_variable<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Expr> {
    let literal = match node.as_str().trim_end().to_ascii_lowercase().as_str() {
        "null" => Literal::Null,
        "true" => Literal::Boolean(true),
        "false" => Literal::Boolean(false),
        "inf" | "infinity" => Literal::Float(f64::INFINITY),
        "nan" => Literal::NaN,
        _ => return variable(context, node),
    };
    Ok(Expr::new(ExprKind::Literal(literal), context.span(&node)))
}

/// Builds a map literal's entries.
pub(super) fn map<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Vec<(Ident, Expr)>> {
    let mut nodes = Nodes::of(node);
    let mut entries = Vec::new();
    while let Some(key) = nodes.next() {
        entries.push((name::name(context, &key), expr(context, nodes.need("a value")?)?));
    }
    Ok(entries)
}

/// Builds a map literal or a parameter.
pub(super) fn map_or_param<'i>(context: &Context<'i>, node: Node<'i>) -> Built<MapOrParam> {
    match node.as_rule() {
        Rule::map => Ok(MapOrParam::Map(map(context, node)?)),
        _ => Ok(MapOrParam::Param(name::param(context, node)?)),
    }
}

/// `[x IN list WHERE p | e]`, or a list whose first element only looked like that.
fn list_comprehension<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let mut nodes = Nodes::of(node);
    let x = nodes.need("a variable")?;
    let list = nodes.need("a list")?;
    if nodes.peek() == Some(Rule::list_rest) {
        return Ok(ExprKind::List(elements_starting_with_in(context, x, list, nodes)?));
    }
    let variable = variable_name(context, x)?;
    let list = expr(context, list)?;
    let filter = inner_expr(context, nodes.take_if(Rule::list_where))?;
    let map = inner_expr(context, nodes.take_if(Rule::list_map))?;
    Ok(ExprKind::ListComprehension(Box::new(ListComprehension { variable, list, filter, map })))
}

fn inner_expr<'i>(context: &Context<'i>, node: Option<Node<'i>>) -> Built<Option<Expr>> {
    node.map(|node| expr(context, Nodes::of(node).need("an expression")?)).transpose()
}

/// `x IN a OR b, c`: the first element is read again with `x IN` in front of its first operand.
fn elements_starting_with_in<'i>(
    context: &Context<'i>,
    x: Node<'i>,
    list: Node<'i>,
    rest: Nodes<'i>,
) -> Built<Vec<Expr>> {
    let start = list.as_span().start();
    let left = word_or_variable(context, x)?;
    let mut nodes = Nodes::of(list);
    let right = climb(context, &mut nodes, Level::Additive)?;
    let op = Span::new(start, start);
    let first = join(left, Infix::Predicate(PredicateOp::In), op, right);
    if let Some(
        Rule::is_null | Rule::is_typed | Rule::is_normalized | Rule::has_label | Rule::predicate_op,
    ) = nodes.peek()
    {
        let at = nodes.need("a test")?.as_span().start();
        return Err(context.invalid_input(at));
    }
    let mut all = vec![extend(context, &mut nodes, Level::Or, first)?];
    for node in rest {
        all.push(expr(context, Nodes::of(node).need("an element")?)?);
    }
    Ok(all)
}

fn quantifier<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let mut nodes = Nodes::of(node);
    let kind = nodes.need("a quantifier")?;
    let x = nodes.need("a variable")?;
    let list = nodes.need("a list")?;
    if nodes.peek() == Some(Rule::list_rest) {
        let name = Spanned::new(kind.as_str().trim_end().into(), context.span(&kind));
        let arguments = elements_starting_with_in(context, x, list, nodes)?;
        return Ok(ExprKind::Call(Box::new(Call { name, distinct: false, arguments })));
    }
    let kind = match kind.as_str().as_bytes().get(1) {
        Some(b'l' | b'L') => QuantifierKind::All,
        Some(b'n' | b'N') => QuantifierKind::Any,
        Some(b'o' | b'O') => QuantifierKind::None,
        _ => QuantifierKind::Single,
    };
    let variable = variable_name(context, x)?;
    let list = expr(context, list)?;
    let predicate = inner_expr(context, nodes.take_if(Rule::list_where))?;
    Ok(ExprKind::Quantifier(Box::new(Quantifier { kind, variable, list, predicate })))
}

fn reduce<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Reduce> {
    Ok(Reduce {
        accumulator: variable_name(context, nodes.need("an accumulator")?)?,
        initial: expr(context, nodes.need("its first value")?)?,
        variable: variable_name(context, nodes.need("a variable")?)?,
        list: expr(context, nodes.need("a list")?)?,
        step: expr(context, nodes.need("a step")?)?,
    })
}

fn trim<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Trim> {
    let mut nodes = Nodes::of(node);
    let ends = nodes.take_if(Rule::trim_ends).map(|ends| match ends.as_str().as_bytes().first() {
        Some(b'b' | b'B') => TrimEnds::Both,
        Some(b'l' | b'L') => TrimEnds::Leading,
        _ => TrimEnds::Trailing,
    });
    let characters = match nodes.take_if(Rule::trim_characters) {
        Some(inner) => Some(expr(context, Nodes::of(inner).need("the characters")?)?),
        None if ends.is_none() => Some(expr(context, nodes.need("the characters")?)?),
        None => None,
    };
    Ok(Trim { ends, characters, source: expr(context, nodes.need("the text")?)? })
}

fn interpolated<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Vec<InterpolatedPart>> {
    Nodes::of(node)
        .map(|part| match part.as_rule() {
            Rule::expr => Ok(InterpolatedPart::Value(expr(context, part)?)),
            _ => Ok(InterpolatedPart::Text(literal::string_text(&format!("'{}'", part.as_str())))),
        })
        .collect()
}

fn call<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let mut nodes = Nodes::of(node);
    let function = nodes.need("a function name")?;
    let span = context.span(&function);
    let parts: Vec<_> = Nodes::of(function).map(|part| name::name_text(part.as_str())).collect();
    let name = Spanned::new(crate::text::Text::from(parts.join(".")), span);
    let distinct = nodes.has(Rule::distinct);
    let mut arguments = exprs(context, nodes)?;
    if let Some(form) = normalize_form(&name.value, &arguments) {
        arguments.truncate(1);
        if let Some(text) = arguments.pop() {
            return Ok(ExprKind::Normalize(Box::new(text), form));
        }
    }
    Ok(ExprKind::Call(Box::new(Call { name, distinct, arguments })))
}

/// `normalize(s)` and `normalize(s, NFC)`: the form is a word, not a variable.
fn normalize_form(name: &str, arguments: &[Expr]) -> Option<Option<NormalForm>> {
    if !name.eq_ignore_ascii_case("normalize") {
        return None;
    }
    match arguments {
        [_] => Some(None),
        [_, Expr { kind: ExprKind::Variable(form), .. }] => {
            let is_form = ["NFC", "NFD", "NFKC", "NFKD"]
                .iter()
                .any(|known| form.value.eq_ignore_ascii_case(known));
            is_form.then(|| Some(normal_form(&form.value)))
        }
        _ => None,
    }
}

fn map_projection<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let mut nodes = Nodes::of(node);
    let base = variable_name(context, nodes.need("a variable")?)?;
    let mut items = Vec::new();
    for item in nodes {
        let rule = item.as_rule();
        items.push(match rule {
            Rule::projection_entry => {
                let mut parts = Nodes::of(item);
                let key = name::name(context, &parts.need("a key")?);
                ProjectionItem::Entry(key, expr(context, parts.need("a value")?)?)
            }
            Rule::projection_property => {
                ProjectionItem::Property(name::name(context, &Nodes::of(item).need("a key")?))
            }
            Rule::projection_all => ProjectionItem::All,
            _ => ProjectionItem::Variable(variable_name(context, item)?),
        });
    }
    Ok(ExprKind::MapProjection(base, items))
}

fn case<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Case> {
    let mut nodes = Nodes::of(node);
    let subject = nodes.take_if(Rule::expr).map(|node| expr(context, node)).transpose()?;
    let mut branches = Vec::new();
    while let Some(Rule::when | Rule::simple_when) = nodes.peek() {
        let mut parts: Vec<Node<'i>> = nodes.need("a branch")?.into_inner().collect();
        let result = parts.pop().map(|node| expr(context, node)).transpose()?;
        let tests = parts
            .into_iter()
            .map(|part| match part.as_rule() {
                Rule::case_test => case_test(context, part),
                _ => Ok(CaseTest::Value(expr(context, part)?)),
            })
            .collect::<Built<Vec<_>>>()?;
        if let Some(result) = result {
            branches.push(CaseBranch { tests, result });
        }
    }
    let otherwise = inner_expr(context, nodes.take_if(Rule::case_else))?;
    Ok(Case { subject, branches, otherwise })
}

fn case_test<'i>(context: &Context<'i>, node: Node<'i>) -> Built<CaseTest> {
    let mut nodes = Nodes::of(node);
    match nodes.peek_node().map(|first| (infix(&first), first)) {
        Some((Some(Infix::Compare(op)), first)) => {
            nodes.next();
            let right = climb(context, &mut nodes, Level::Test)?;
            Ok(CaseTest::Comparison(Spanned::new(op, context.span(&first)), right))
        }
        Some((Some(Infix::Predicate(op)), first)) => {
            nodes.next();
            let right = climb(context, &mut nodes, Level::Additive)?;
            Ok(CaseTest::Predicate(Spanned::new(op, context.span(&first)), right))
        }
        Some((_, first)) if first.as_rule() == Rule::expr => {
            Ok(CaseTest::Value(expr(context, first)?))
        }
        Some((_, first)) => case_test_of(context, first),
        None => Err(unexpected(&nodes.need("a test")?, "a test")),
    }
}

/// Builds a type.
fn type_ref<'i>(context: &Context<'i>, node: Node<'i>) -> Built<CypherType> {
    let span = context.span(&node);
    context.nested(span, || {
        let alternatives =
            Nodes::of(node).map(|part| type_part(context, part)).collect::<Built<_>>()?;
        Ok(CypherType { alternatives })
    })
}

fn type_part<'i>(context: &Context<'i>, node: Node<'i>) -> Built<TypePart> {
    let mut nodes = Nodes::of(node);
    let node = nodes.need("a type")?;
    let name = match node.as_rule() {
        Rule::list_type => {
            TypeName::List(Box::new(type_ref(context, Nodes::of(node).need("a type")?)?))
        }
        Rule::vector_type => {
            context.only_25(&node)?;
            TypeName::Vector(text_of(&node))
        }
        Rule::any_type => match Nodes::of(node).next() {
            None => TypeName::Simple("ANY"),
            Some(inner) if inner.as_rule() == Rule::type_ref => {
                TypeName::Union(Box::new(type_ref(context, inner)?))
            }
            Some(inner) => TypeName::Simple(simple_type(inner.as_str())),
        },
        _ => TypeName::Simple(simple_type(node.as_str())),
    };
    let mut part = TypePart { name, not_null: nodes.has(Rule::not_null) };
    // `T LIST` wraps what stands before it.
    for suffix in nodes {
        let of = CypherType { alternatives: vec![part] };
        part = TypePart {
            name: TypeName::List(Box::new(of)),
            not_null: Nodes::of(suffix).has(Rule::not_null),
        };
    }
    Ok(part)
}

/// Written type names and their canonical ones.
const TYPES: &[(&str, &str)] = &[
    ("NOTHING", "NOTHING"),
    ("NULL", "NULL"),
    ("BOOL", "BOOLEAN"),
    ("BOOLEAN", "BOOLEAN"),
    ("VARCHAR", "STRING"),
    ("STRING", "STRING"),
    ("UUID", "UUID"),
    ("INT", "INTEGER"),
    ("INTEGER", "INTEGER"),
    ("SIGNED INTEGER", "INTEGER"),
    ("INT64", "INTEGER"),
    ("INTEGER64", "INTEGER"),
    ("FLOAT", "FLOAT"),
    ("FLOAT64", "FLOAT"),
    ("DATE", "DATE"),
    ("LOCAL TIME", "LOCAL TIME"),
    ("LOCAL DATETIME", "LOCAL DATETIME"),
    ("ZONED TIME", "ZONED TIME"),
    ("ZONED DATETIME", "ZONED DATETIME"),
    ("TIME WITHOUT TIMEZONE", "LOCAL TIME"),
    ("TIME WITHOUT TIME ZONE", "LOCAL TIME"),
    ("TIME WITH TIMEZONE", "ZONED TIME"),
    ("TIME WITH TIME ZONE", "ZONED TIME"),
    ("TIMESTAMP WITHOUT TIMEZONE", "LOCAL DATETIME"),
    ("TIMESTAMP WITHOUT TIME ZONE", "LOCAL DATETIME"),
    ("TIMESTAMP WITH TIMEZONE", "ZONED DATETIME"),
    ("TIMESTAMP WITH TIME ZONE", "ZONED DATETIME"),
    ("DURATION", "DURATION"),
    ("POINT", "POINT"),
    ("NODE", "NODE"),
    ("VERTEX", "NODE"),
    ("RELATIONSHIP", "RELATIONSHIP"),
    ("EDGE", "RELATIONSHIP"),
    ("MAP", "MAP"),
    ("PATH", "PATH"),
    ("PATHS", "PATH"),
    ("PROPERTY VALUE", "PROPERTY VALUE"),
    ("VALUE", "ANY"),
];

fn simple_type(written: &str) -> &'static str {
    let words: Vec<_> = written.split_whitespace().map(str::to_ascii_uppercase).collect();
    let written = words.join(" ");
    TYPES.iter().find(|(name, _)| *name == written).map_or("ANY", |(_, canonical)| canonical)
}
