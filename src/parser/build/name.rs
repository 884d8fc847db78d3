//! Names, parameters and strings.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::literal;
use crate::ast::{
    CypherVersion, GraphName, GraphRef, Ident, Literal, NameOrParam, NamePart, Param, PasswordExpr,
    Secret, StringList, StringOrParam, UIntOrParam,
};
use crate::parser::Seen;
use crate::text::{Span, Spanned, Text};
use cypher_admin_grammar::Rule;

/// The text of a name: backticks off, doubled ones single.
pub(in crate::parser) fn name_text(written: &str) -> Text {
    match written.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')) {
        None => literal::resolve_unicode(written).as_ref().into(),
        Some(inner) => literal::resolve_unicode(inner).replace("``", "`").into(),
    }
}

pub(super) fn name(context: &Context<'_>, node: &Node<'_>) -> Ident {
    Spanned::new(name_text(node.as_str()), context.span(node))
}

pub(super) fn param(context: &Context<'_>, node: Node<'_>) -> Built<Param> {
    let span = context.span(&node);
    let inner = Nodes::of(node).need("a parameter name")?;
    if is_no_param_name(inner.as_str(), context.version) {
        return Err(context.invalid_input(inner.as_span().start()));
    }
    Ok(Param { name: Spanned::new(name_text(inner.as_str()), span) })
}

/// `$0x1` is no parameter; in Cypher 5 nothing but `$0` itself starts with a zero.
fn is_no_param_name(name: &str, version: CypherVersion) -> bool {
    match version {
        CypherVersion::Cypher5 => name.len() > 1 && name.starts_with('0'),
        CypherVersion::Cypher25 => name.starts_with("0x"),
    }
}

pub(super) fn name_or_param(context: &Context<'_>, node: Node<'_>) -> Built<NameOrParam> {
    match node.as_rule() {
        Rule::name => Ok(NameOrParam::Name(name(context, &node))),
        Rule::param => Ok(NameOrParam::Param(param(context, node)?)),
        _ => Err(unexpected(&node, "a name or a parameter")),
    }
}

/// The names that follow one another, up to the first child that is none.
pub(super) fn names(context: &Context<'_>, nodes: &mut Nodes<'_>) -> Built<Vec<NameOrParam>> {
    let mut names = Vec::with_capacity(1);
    while let Some(Rule::name | Rule::param) = nodes.peek() {
        names.push(name_or_param(context, nodes.need("a name")?)?);
    }
    Ok(names)
}

pub(super) fn graph_ref(context: &Context<'_>, node: Node<'_>) -> GraphRef {
    let span = context.span(&node);
    let parts = Nodes::of(node)
        .map(|part| NamePart {
            text: name_text(part.as_str()),
            quoted: part.as_str().starts_with('`'),
        })
        .collect();
    GraphRef { parts, span }
}

pub(super) fn graph_name(context: &Context<'_>, node: Node<'_>) -> Built<GraphName> {
    match node.as_rule() {
        Rule::graph_ref => Ok(GraphName::Name(graph_ref(context, node))),
        Rule::param => Ok(GraphName::Param(param(context, node)?)),
        _ => Err(unexpected(&node, "a database name or a parameter")),
    }
}

pub(super) fn string(context: &Context<'_>, node: &Node<'_>) -> Spanned<String> {
    Spanned::new(literal::string_text(node.as_str()), context.span(node))
}

pub(super) fn string_or_param(context: &Context<'_>, node: Node<'_>) -> Built<StringOrParam> {
    match node.as_rule() {
        Rule::string => Ok(StringOrParam::Literal(string(context, &node))),
        Rule::param => Ok(StringOrParam::Param(param(context, node)?)),
        _ => Err(unexpected(&node, "a string or a parameter")),
    }
}

pub(super) fn password(context: &Context<'_>, node: Node<'_>) -> Built<PasswordExpr> {
    Ok(match string_or_param(context, node)? {
        StringOrParam::Literal(text) => {
            PasswordExpr::Literal(Spanned::new(Secret::new(text.value), text.span))
        }
        StringOrParam::Param(param) => PasswordExpr::Param(param),
    })
}

pub(super) fn string_list(context: &Context<'_>, node: Node<'_>) -> Built<StringList> {
    match node.as_rule() {
        Rule::string => Ok(StringList::One(string(context, &node))),
        Rule::param => Ok(StringList::Param(param(context, node)?)),
        Rule::string_list => {
            let span = context.span(&node);
            let strings = Nodes::of(node).map(|inner| string(context, &inner)).collect();
            Ok(StringList::List(Spanned::new(strings, span)))
        }
        _ => Err(unexpected(&node, "a string, a list or a parameter")),
    }
}

/// A whole number; `seen` says when the front end sees a bad one.
pub(super) fn uint(context: &Context<'_>, node: &Node<'_>, seen: Seen) -> Built<Spanned<u64>> {
    let (text, span) = (node.as_str(), context.span(node));
    if text.len() > 1 && text.starts_with('0') {
        return Err(context.invalid_input(span.range().start));
    }
    Ok(Spanned::new(literal::or_defer(context, literal::unsigned(text, span), seen), span))
}

/// A number of any form in an expression.
pub(super) fn number(
    context: &Context<'_>,
    node: &Node<'_>,
    negative: bool,
    span: Span,
) -> Built<Literal> {
    let text = node.as_str();
    let is_known = context.version == CypherVersion::Cypher5 || !literal::is_of_cypher_5(text);
    if !is_known {
        return Err(context.invalid_input(node.as_span().start()));
    }
    match literal::number(text, negative, span) {
        Ok(literal) => Ok(literal),
        Err(error) => {
            context.defer(error, Seen::InExpression);
            let is_float = literal::is_float(text);
            Ok(if is_float { Literal::Float(0.0) } else { Literal::Integer(0) })
        }
    }
}

pub(super) fn uint_or_param(context: &Context<'_>, node: Node<'_>) -> Built<UIntOrParam> {
    match node.as_rule() {
        Rule::uint => Ok(UIntOrParam::Literal(uint(context, &node, Seen::Never)?)),
        Rule::param => Ok(UIntOrParam::Param(param(context, node)?)),
        _ => Err(unexpected(&node, "an integer or a parameter")),
    }
}
