//! Operands: what stands between operators.

use super::context::{Built, Context, Node, Nodes, trimmed, unexpected};
use super::{expr, literal, name};
use crate::ast::{
    Call, Case, CaseBranch, CaseTest, CypherVersion, Expr, ExprKind, Ident, InterpolatedPart,
    ListComprehension, Literal, MapOrParam, NormalForm, ProjectionItem, Quantifier, QuantifierKind,
    Reduce, SubqueryKind, Trim, TrimEnds,
};
use crate::text::{Spanned, Text};
use cypher_admin_grammar::Rule;

pub(super) fn atom<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Expr> {
    let span = context.span(&node);
    let kind = match node.as_rule() {
        Rule::name | Rule::variable => return variable(context, node),
        Rule::number_literal => {
            let mut nodes = Nodes::of(node);
            let negative = nodes.has(Rule::minus);
            ExprKind::Literal(name::number(context, &nodes.need("a number")?, negative, span)?)
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
            return Ok(Expr::new(expr::expr(context, inner)?.kind, span));
        }
        Rule::pattern => ExprKind::Pattern(skipped(context, &node)),
        Rule::pattern_comprehension => ExprKind::PatternComprehension(skipped(context, &node)),
        Rule::list_literal => ExprKind::List(exprs(context, Nodes::of(node))?),
        Rule::list_comprehension => list_comprehension(context, node)?,
        Rule::map => ExprKind::Map(map(context, node)?),
        Rule::case => ExprKind::Case(Box::new(case(context, node)?)),
        Rule::count_star => ExprKind::CountStar,
        Rule::exists_subquery => ExprKind::Subquery(SubqueryKind::Exists, skipped(context, &node)),
        Rule::count_subquery => ExprKind::Subquery(SubqueryKind::Count, skipped(context, &node)),
        Rule::collect_subquery => {
            ExprKind::Subquery(SubqueryKind::Collect, skipped(context, &node))
        }
        Rule::quantifier => quantifier(context, node)?,
        Rule::reduce | Rule::all_reduce => fold(context, node)?,
        Rule::trim => trim(context, node)?,
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
    trimmed(node.as_str()).to_owned()
}

fn exprs<'i>(context: &Context<'i>, nodes: Nodes<'i>) -> Built<Vec<Expr>> {
    nodes.map(|node| expr::expr(context, node)).collect()
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
        entries.push((name::name(context, &key), expr::expr(context, nodes.need("a value")?)?));
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
    let list = expr::expr(context, list)?;
    let filter = inner_expr(context, nodes.take_if(Rule::list_where))?;
    let map = inner_expr(context, nodes.take_if(Rule::list_map))?;
    Ok(ExprKind::ListComprehension(Box::new(ListComprehension { variable, list, filter, map })))
}

fn inner_expr<'i>(context: &Context<'i>, node: Option<Node<'i>>) -> Built<Option<Expr>> {
    node.map(|node| expr::expr(context, Nodes::of(node).need("an expression")?)).transpose()
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
    let mut all = vec![expr::after_in(context, left, &mut nodes, start)?];
    for node in rest {
        all.push(expr::expr(context, Nodes::of(node).need("an element")?)?);
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
    let list = expr::expr(context, list)?;
    let predicate = inner_expr(context, nodes.take_if(Rule::list_where))?;
    Ok(ExprKind::Quantifier(Box::new(Quantifier { kind, variable, list, predicate })))
}

/// `reduce(s = a, x IN b | c)` and `allReduce(s = a, x IN b | c, d)`; with other parts ordinary calls.
fn fold<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let is_all = node.as_rule() == Rule::all_reduce;
    let name = if is_all { "allReduce" } else { "reduce" };
    let word = Spanned::new(node.as_str().chars().take(name.len()).collect(), context.span(&node));
    let mut nodes = Nodes::of(node);
    let (accumulator, initial) = (nodes.need("an accumulator")?, nodes.need("its first value")?);
    let over = nodes.take_if(Rule::fold_over);
    let rest: Vec<Node<'i>> = nodes.collect();
    let is_old = context.version == CypherVersion::Cypher5;
    if let Some(step) = rest.iter().find(|node| node.as_rule() == Rule::list_map)
        && (is_all && is_old || !is_all && over.is_none())
    {
        return Err(context.invalid_input(step.as_span().start()));
    }
    let operand =
        |node: &Node<'i>| expr::expr(context, Nodes::of(node.clone()).need("an expression")?);
    let rules: Vec<Rule> = rest.iter().map(Node::as_rule).collect();
    let is_fold = match is_all {
        true => rules == [Rule::list_map, Rule::list_rest],
        false => rules == [Rule::list_map],
    };
    if is_fold
        && let Some(over) = over.clone()
        && let Some(step) = rest.first()
    {
        let mut parts = Nodes::of(over);
        let fold = Box::new(Reduce {
            accumulator: variable_name(context, accumulator)?,
            initial: expr::expr(context, initial)?,
            variable: variable_name(context, parts.need("a variable")?)?,
            list: expr::expr(context, parts.need("a list")?)?,
            step: operand(step)?,
        });
        return Ok(match rest.get(1) {
            Some(predicate) => ExprKind::AllReduce(fold, Box::new(operand(predicate)?)),
            None => ExprKind::Reduce(fold),
        });
    }
    let at = initial.as_span().start();
    let left = word_or_variable(context, accumulator)?;
    let mut arguments = vec![expr::after_equal(context, left, &mut Nodes::of(initial), at)?];
    if let Some(over) = over {
        let mut parts = Nodes::of(over);
        let (x, list) = (parts.need("a variable")?, parts.need("a list")?);
        arguments.extend(elements_starting_with_in(context, x, list, parts)?);
    }
    for node in &rest {
        arguments.push(operand(node)?);
    }
    Ok(ExprKind::Call(Box::new(Call { name: word, distinct: false, arguments })))
}

fn trim<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let word =
        Spanned::new(node.as_str().chars().take("trim".len()).collect(), context.span(&node));
    let mut nodes = Nodes::of(node);
    let (ends, characters, source) = if let Some(ends) = nodes.take_if(Rule::trim_ends) {
        let characters = inner_expr(context, nodes.take_if(Rule::trim_characters))?;
        (trim_ends(ends.as_str()), characters, expr::expr(context, nodes.need("the text")?)?)
    } else {
        let first = expr::expr(context, nodes.need("the characters")?)?;
        let Some(from) = nodes.take_if(Rule::trim_from) else {
            let mut arguments = vec![first];
            arguments.extend(exprs(context, nodes)?);
            return Ok(ExprKind::Call(Box::new(Call { name: word, distinct: false, arguments })));
        };
        let (ends, characters) = ends_and_characters(first);
        (ends, Some(characters), expr::expr(context, Nodes::of(from).need("the text")?)?)
    };
    Ok(ExprKind::Trim(Box::new(Trim { ends, characters, source })))
}

fn trim_ends(word: &str) -> Option<TrimEnds> {
    match word.trim_end().to_ascii_uppercase().as_str() {
        "BOTH" => Some(TrimEnds::Both),
        "LEADING" => Some(TrimEnds::Leading),
        "TRAILING" => Some(TrimEnds::Trailing),
        _ => None,
    }
}

/// `BOTH ('x')` in front of `FROM` looks like a call of a function named `BOTH`.
fn ends_and_characters(expr: Expr) -> (Option<TrimEnds>, Expr) {
    let Expr { kind: ExprKind::Call(mut call), span } = expr else { return (None, expr) };
    match (trim_ends(&call.name.value), call.arguments.len()) {
        (Some(ends), 1) if !call.distinct => match call.arguments.pop() {
            Some(characters) => (Some(ends), characters),
            None => (None, Expr::new(ExprKind::Call(call), span)),
        },
        _ => (None, Expr::new(ExprKind::Call(call), span)),
    }
}

fn interpolated<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Vec<InterpolatedPart>> {
    Nodes::of(node)
        .map(|part| match part.as_rule() {
            Rule::expr => Ok(InterpolatedPart::Value(expr::expr(context, part)?)),
            _ => Ok(InterpolatedPart::Text(literal::string_text(&format!("'{}'", part.as_str())))),
        })
        .collect()
}

fn call<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ExprKind> {
    let mut nodes = Nodes::of(node);
    let function = nodes.need("a function name")?;
    let span = context.span(&function);
    let parts: Vec<_> = Nodes::of(function).map(|part| name::name_text(part.as_str())).collect();
    let name = Spanned::new(Text::from(parts.join(".")), span);
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
            is_form.then(|| Some(expr::normal_form(&form.value)))
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
                ProjectionItem::Entry(key, expr::expr(context, parts.need("a value")?)?)
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
    let subject = nodes.take_if(Rule::expr).map(|node| expr::expr(context, node)).transpose()?;
    let mut branches = Vec::new();
    while let Some(Rule::when | Rule::simple_when) = nodes.peek() {
        let mut parts: Vec<Node<'i>> = nodes.need("a branch")?.into_inner().collect();
        let result = parts.pop().map(|node| expr::expr(context, node)).transpose()?;
        let tests = parts
            .into_iter()
            .map(|part| match part.as_rule() {
                Rule::case_test => expr::case_test(context, part),
                _ => Ok(CaseTest::Value(expr::expr(context, part)?)),
            })
            .collect::<Built<Vec<_>>>()?;
        if let Some(result) = result {
            branches.push(CaseBranch { tests, result });
        }
    }
    let otherwise = inner_expr(context, nodes.take_if(Rule::case_else))?;
    Ok(Case { subject, branches, otherwise })
}

/// The text of a part that is not looked into here.
fn skipped<'i>(context: &Context<'i>, node: &Node<'i>) -> String {
    context.skip();
    text_of(node)
}
