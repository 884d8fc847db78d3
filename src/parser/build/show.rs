//! `SHOW` commands and their tail.

use super::context::{Built, Context, Node, Nodes, trimmed, unexpected};
use super::{expr, literal, name};
use crate::ast::{
    AsCommands, DatabasesOf, ExecutableBy, FunctionKind, Ident, NamesOf, Place, PrivilegesOf,
    Return, ReturnItem, RolesWith, Show, ShowTail, ShowWhat, SortItem, TerminateTransactions,
    Yield, YieldItem,
};
use crate::parser::Seen;
use crate::text::Spanned;
use cypher_admin_grammar::Rule;

pub(super) fn show<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Show> {
    let start = node.as_span().start();
    let mut nodes = Nodes::of(node);
    let node = nodes.need("what is shown")?;
    let mut place = context.place(&node);
    place.0.start = u32::try_from(start).unwrap_or(u32::MAX);
    let what = show_what(context, node)?;
    Ok(Show { what, tail: tail(context, &mut nodes)?, place })
}

pub(super) fn terminate_transactions<'i>(
    context: &Context<'i>,
    node: Node<'i>,
) -> Built<TerminateTransactions> {
    let mut nodes = Nodes::of(node);
    let ids = names_of(context, nodes.need("transactions")?)?;
    Ok(TerminateTransactions { ids, tail: tail(context, &mut nodes)? })
}

fn show_what<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ShowWhat> {
    let rule = node.as_rule();
    let whole = node.clone();
    let mut nodes = Nodes::of(node);
    Ok(match rule {
        Rule::show_users => ShowWhat::Users {
            with_auth: nodes.has(Rule::with_auth),
            as_commands: as_commands_only(context, &mut nodes)?,
        },
        Rule::show_current_user => ShowWhat::CurrentUser,
        Rule::show_roles => ShowWhat::Roles {
            populated: nodes.has(Rule::populated),
            with: roles_with(context, &mut nodes)?,
            as_commands: as_commands_only(context, &mut nodes)?,
        },
        Rule::show_privileges => {
            ShowWhat::Privileges { of: PrivilegesOf::All, as_commands: as_commands(&mut nodes) }
        }
        Rule::show_role_privileges => ShowWhat::Privileges {
            of: PrivilegesOf::Roles(name::names(context, &mut nodes)?),
            as_commands: as_commands(&mut nodes),
        },
        Rule::show_user_privileges => ShowWhat::Privileges {
            of: PrivilegesOf::Users(name::names(context, &mut nodes)?),
            as_commands: as_commands(&mut nodes),
        },
        Rule::show_supported_privileges => ShowWhat::SupportedPrivileges,
        Rule::show_auth_rules => {
            context.only_25(&whole)?;
            ShowWhat::AuthRules { as_commands: as_commands_only(context, &mut nodes)? }
        }
        Rule::show_databases | Rule::composed_databases => {
            ShowWhat::Databases(match nodes.next() {
                Some(node) => DatabasesOf::Named(name::graph_name(context, node)?),
                None => DatabasesOf::All,
            })
        }
        Rule::show_default_database => ShowWhat::Databases(DatabasesOf::Default),
        Rule::show_home_database => ShowWhat::Databases(DatabasesOf::Home),
        Rule::show_aliases => {
            ShowWhat::Aliases(nodes.next().map(|node| name::graph_name(context, node)).transpose()?)
        }
        Rule::show_servers => ShowWhat::Servers,
        Rule::show_settings | Rule::composed_settings => {
            ShowWhat::Settings(optional_names(context, &mut nodes)?)
        }
        Rule::show_transactions | Rule::composed_transactions => {
            ShowWhat::Transactions(optional_names(context, &mut nodes)?)
        }
        Rule::show_procedures => ShowWhat::Procedures(executable(context, &mut nodes)?),
        Rule::show_functions => {
            let kind =
                if nodes.has(Rule::built_in) { FunctionKind::BuiltIn } else { FunctionKind::All };
            ShowWhat::Functions { kind, executable: executable(context, &mut nodes)? }
        }
        Rule::show_user_defined_functions => ShowWhat::Functions {
            kind: FunctionKind::UserDefined,
            executable: executable(context, &mut nodes)?,
        },
        _ => return Err(unexpected(&whole, "what is shown")),
    })
}

fn as_commands_only<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<bool> {
    match nodes.take_if(Rule::as_commands_only) {
        Some(node) => context.only_25(&node).map(|()| true),
        None => Ok(false),
    }
}

fn as_commands(nodes: &mut Nodes<'_>) -> Option<AsCommands> {
    nodes.take_if(Rule::as_commands).map(|node| match Nodes::of(node).peek() {
        Some(Rule::revoke_word) => AsCommands::Revoke,
        _ => AsCommands::Grant,
    })
}

fn roles_with<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Option<RolesWith>> {
    if nodes.has(Rule::with_users) {
        return Ok(Some(RolesWith::Users));
    }
    match nodes.take_if(Rule::with_auth_rules) {
        // Cypher 5 knows the word WITH here, not what follows it.
        Some(node) => {
            let words = node.as_str();
            let second =
                words.get("WITH".len()..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            context.only_25_at(node.as_span().start() + "WITH".len() + second)?;
            Ok(Some(RolesWith::AuthRules))
        }
        None => Ok(None),
    }
}

fn executable<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<ExecutableBy> {
    let Some(node) = nodes.take_if(Rule::executable) else { return Ok(ExecutableBy::Anyone) };
    Ok(match Nodes::of(node).next() {
        Some(node) if node.as_rule() == Rule::name => {
            ExecutableBy::User(name::name(context, &node))
        }
        _ => ExecutableBy::CurrentUser,
    })
}

fn optional_names<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<NamesOf> {
    nodes.next().map_or(Ok(NamesOf::All), |node| names_of(context, node))
}

fn names_of<'i>(context: &Context<'i>, node: Node<'i>) -> Built<NamesOf> {
    let mut nodes = Nodes::of(node);
    if nodes.peek() == Some(Rule::expr) {
        return Ok(NamesOf::Expression(Box::new(expr::expr(
            context,
            nodes.need("an expression")?,
        )?)));
    }
    Ok(NamesOf::Listed(nodes.map(|node| name::string(context, &node)).collect()))
}

/// The tail that follows, if any.
pub(super) fn tail<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<ShowTail> {
    let Some(node) = nodes.next() else { return Ok(ShowTail::None) };
    if node.as_rule() == Rule::where_clause {
        return Ok(ShowTail::Where(expr::expr(context, Nodes::of(node).need("a predicate")?)?));
    }
    let yields = yield_clause(context, node)?;
    let returns =
        nodes.next().map(|node| return_clause(context, node).map(Box::new)).transpose()?;
    Ok(ShowTail::Yield(Box::new(yields), returns))
}

fn yield_clause<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Yield> {
    let place = context.place(&node);
    let mut nodes = Nodes::of(node);
    let mut items = Vec::new();
    if !nodes.has(Rule::all) {
        while let Some(item) = nodes.take_if(Rule::yield_item) {
            let mut parts = Nodes::of(item);
            let column = name::name(context, &parts.need("a column")?);
            items.push(YieldItem { column, alias: next_name(context, &mut parts) });
        }
    }
    Ok(Yield {
        items,
        order_by: order_by(context, &mut nodes)?,
        skip: integer(context, nodes.take_if(Rule::yield_skip))?,
        limit: integer(context, nodes.take_if(Rule::yield_limit))?,
        filter: inner_expr(context, nodes.take_if(Rule::where_clause))?,
        place,
    })
}

fn next_name<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Option<Ident> {
    nodes.next().map(|node| name::name(context, &node))
}

fn integer<'i>(context: &Context<'i>, node: Option<Node<'i>>) -> Built<Option<Spanned<i64>>> {
    node.map(|node| {
        let node = Nodes::of(node).need("an integer")?;
        let span = context.span(&node);
        let digits = node.as_str().trim_start_matches(|c: char| !c.is_ascii_digit());
        if digits.len() > 1 && digits.starts_with('0') {
            return Err(context.invalid_input(node.as_span().start()));
        }
        let value = literal::signed(node.as_str(), span);
        Ok(Spanned::new(literal::or_defer(context, value, Seen::Always), span))
    })
    .transpose()
}

pub(super) fn inner_expr<'i>(
    context: &Context<'i>,
    node: Option<Node<'i>>,
) -> Built<Option<crate::ast::Expr>> {
    node.map(|node| expr::expr(context, Nodes::of(node).need("an expression")?)).transpose()
}

pub(super) fn order_by<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Vec<SortItem>> {
    let Some(node) = nodes.take_if(Rule::order_by) else { return Ok(Vec::new()) };
    Nodes::of(node)
        .map(|item| {
            let mut parts = Nodes::of(item);
            let key = expr::expr(context, parts.need("a sort key")?)?;
            Ok(SortItem { key, descending: parts.has(Rule::descending) })
        })
        .collect()
}

fn return_clause<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Return> {
    let place = context.place(&node);
    projection(context, &mut Nodes::of(node), place)
}

/// What `RETURN` and `WITH` have in common.
pub(super) fn projection<'i>(
    context: &Context<'i>,
    nodes: &mut Nodes<'i>,
    place: Place,
) -> Built<Return> {
    let distinct = nodes.has(Rule::distinct);
    if let Some(all) = nodes.take_if(Rule::return_all) {
        // In Cypher 5 `ALL (…)` is a call of a function, anything else behind `ALL` an error.
        let rest = context.text.get(all.as_span().end()..).unwrap_or_default();
        if !rest.starts_with('(') {
            context.only_25(&all)?;
        }
    }
    let star = nodes.has(Rule::all);
    let mut items = Vec::new();
    while let Some(item) = nodes.take_if(Rule::return_item) {
        let mut parts = Nodes::of(item);
        let node = parts.need("an expression")?;
        let text = trimmed(node.as_str()).to_owned();
        let expr = expr::expr(context, node)?;
        items.push(ReturnItem { expr, alias: next_name(context, &mut parts), text });
    }
    let group_by = match nodes.take_if(Rule::group_by) {
        Some(node) => {
            context.only_25(&node)?;
            Some(Nodes::of(node).map(|key| expr::expr(context, key)).collect::<Built<_>>()?)
        }
        None => None,
    };
    Ok(Return {
        distinct,
        star,
        items,
        group_by,
        order_by: order_by(context, nodes)?,
        skip: inner_expr(context, nodes.take_if(Rule::return_skip))?,
        limit: inner_expr(context, nodes.take_if(Rule::return_limit))?,
        place,
    })
}
