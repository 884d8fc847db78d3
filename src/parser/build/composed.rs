//! `SHOW` and `TERMINATE` among other clauses.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::statement::Prefix;
use super::{expr, name, show};
use crate::ast::{Clause, ClauseKind, Command, Composed, ComposedEnd, CypherVersion, Page};
use crate::parser::Deferred;
use crate::parser::scan::{PieceKind, scan};
use cypher_admin_grammar::Rule;
use pest::iterators::Pairs;

/// Builds the beginning of a query; `version` holds when no prefix names one.
pub(in crate::parser) fn composed(
    pairs: Pairs<'_, Rule>,
    text: &str,
    version: CypherVersion,
) -> Built<(Composed, Vec<Deferred>)> {
    let mut nodes = Nodes::from(pairs);
    let prefix = Prefix::take(&mut nodes, text)?;
    let context = Context::new(text, prefix.version.unwrap_or(version));
    let mut clauses = Vec::new();
    let mut end = ComposedEnd::Whole;
    let mut goes_on = false;
    for node in nodes {
        match node.as_rule() {
            Rule::composed_rest => {
                end = end_of(node.as_str());
                goes_on = begins_clause(node.as_str());
            }
            Rule::EOI => {}
            _ => clauses.push(clause(&context, node)?),
        }
    }
    Ok((Composed { version: prefix.version, clauses, end, goes_on }, context.into_deferred()))
}

/// First words of clauses that do not belong to a command.
const CLAUSES: [&str; 19] = [
    "CALL", "CREATE", "DELETE", "DETACH", "FILTER", "FOR", "FOREACH", "INSERT", "LET", "LOAD",
    "MATCH", "MERGE", "OPTIONAL", "REMOVE", "SET", "UNWIND", "WITH", "UNION", "NEXT",
];

fn begins_clause(rest: &str) -> bool {
    scan(rest)
        .next()
        .is_some_and(|first| CLAUSES.iter().any(|clause| first.text.eq_ignore_ascii_case(clause)))
}

fn end_of(rest: &str) -> ComposedEnd {
    let is_token = |kind: PieceKind| !matches!(kind, PieceKind::Blank | PieceKind::Comment);
    match scan(rest).find(|piece| is_token(piece.kind) && piece.text != ";") {
        None => ComposedEnd::Whole,
        Some(piece) if piece.text.eq_ignore_ascii_case("UNION") => ComposedEnd::Union,
        Some(piece) if piece.text.eq_ignore_ascii_case("NEXT") => ComposedEnd::Next,
        Some(_) => ComposedEnd::Data,
    }
}

fn clause<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Clause> {
    let span = context.span(&node);
    let kind = match node.as_rule() {
        Rule::composed_show => {
            ClauseKind::Command(Command::Show(Box::new(show::show(context, node)?)))
        }
        Rule::composed_terminate => ClauseKind::Command(Command::TerminateTransactions(Box::new(
            show::terminate_transactions(context, node)?,
        ))),
        Rule::return_clause => {
            let place = context.place(&node);
            let projection = show::projection(context, &mut Nodes::of(node), place)?;
            ClauseKind::Return(Box::new(projection))
        }
        Rule::with_clause => {
            let place = context.place(&node);
            let mut nodes = Nodes::of(node);
            let projection = show::projection(context, &mut nodes, place)?;
            let filter = show::inner_expr(context, nodes.take_if(Rule::where_clause))?;
            ClauseKind::With(Box::new(projection), filter)
        }
        Rule::unwind_clause => {
            let mut nodes = Nodes::of(node);
            let list = expr::expr(context, nodes.need("a list")?)?;
            ClauseKind::Unwind(list, name::name(context, &nodes.need("a name")?))
        }
        Rule::filter_clause => {
            ClauseKind::Filter(expr::expr(context, Nodes::of(node).need("a predicate")?)?)
        }
        Rule::let_clause => {
            let item = |node| {
                let mut nodes = Nodes::of(node);
                let name = name::name(context, &nodes.need("a name")?);
                Ok((name, expr::expr(context, nodes.need("a value")?)?))
            };
            ClauseKind::Let(Nodes::of(node).map(item).collect::<Built<_>>()?)
        }
        Rule::page_clause => {
            let mut nodes = Nodes::of(node);
            ClauseKind::Page(Box::new(Page {
                order_by: show::order_by(context, &mut nodes)?,
                skip: show::inner_expr(context, nodes.take_if(Rule::return_skip))?,
                limit: show::inner_expr(context, nodes.take_if(Rule::return_limit))?,
            }))
        }
        Rule::finish_clause => ClauseKind::Finish,
        _ => return Err(unexpected(&node, "a clause")),
    };
    Ok(Clause { kind, span })
}
