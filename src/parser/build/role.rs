//! Role and auth rule commands; `RENAME` and `DROP` of what has a plain name.

use super::context::{Built, Context, Node, Nodes};
use super::statement::if_exists;
use super::{expr, name};
use crate::ast::{
    AssignRole, AuthRuleSet, AuthRuleSetItem, AuthRuleVerb, CreateRole, Drop, Entity, Grantee,
    Place, Rename, SetAuthRule,
};
use cypher_admin_grammar::Rule;

pub(super) fn create_role<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    or_replace: bool,
    place: Place,
) -> Built<CreateRole> {
    let mut nodes = Nodes::of(node);
    let immutable = nodes.has(Rule::immutable);
    let name = name::name_or_param(context, nodes.need("a role")?)?;
    let if_exists = if_exists(or_replace, nodes.has(Rule::if_not_exists));
    let copy_of = nodes
        .take_if(Rule::copy_of)
        .map(|copy| name::name_or_param(context, Nodes::of(copy).need("a role")?))
        .transpose()?;
    Ok(CreateRole { name, immutable, if_exists, copy_of, place })
}

pub(super) fn assign_role<'i>(context: &Context<'i>, node: Node<'i>) -> Built<AssignRole> {
    let revoke = node.as_rule() == Rule::revoke_role;
    let mut nodes = Nodes::of(node);
    let roles = name::names(context, &mut Nodes::of(nodes.need("roles")?))?;
    let node = nodes.need("who gets them")?;
    let grantee = match node.as_rule() {
        Rule::auth_rule_grantees => {
            context.only_25(&node)?;
            Grantee::AuthRule
        }
        _ => Grantee::User,
    };
    let start = node.as_span().start();
    let to = name::names(context, &mut Nodes::of(node))?;
    // Cypher 5 does not know the words USER and USERS here: they are names there.
    if grantee == Grantee::User
        && to.first().is_some_and(|first| first.span().start as usize != start)
    {
        context.only_25_at(to.first().map_or(start, |first| first.span().start as usize))?;
    }
    Ok(AssignRole { revoke, roles, grantee, to })
}

pub(super) fn rename<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Rename> {
    let mut nodes = Nodes::of(node);
    let entity = entity(context, &nodes.need("an entity")?)?;
    let from = name::name_or_param(context, nodes.need("a name")?)?;
    let if_exists = nodes.has(Rule::if_exists);
    Ok(Rename { entity, from, if_exists, to: name::name_or_param(context, nodes.need("a name")?)? })
}

pub(super) fn drop_named<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Drop> {
    let mut nodes = Nodes::of(node);
    let entity = entity(context, &nodes.need("an entity")?)?;
    let name = name::name_or_param(context, nodes.need("a name")?)?;
    Ok(Drop { entity, name, if_exists: nodes.has(Rule::if_exists) })
}

fn entity<'i>(context: &Context<'i>, node: &Node<'i>) -> Built<Entity> {
    Ok(match node.as_str().as_bytes().first() {
        Some(b'u' | b'U') => Entity::User,
        Some(b'r' | b'R') => Entity::Role,
        _ => {
            context.only_25(node)?;
            Entity::AuthRule
        }
    })
}

pub(super) fn create_auth_rule<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    or_replace: bool,
    place: Place,
) -> Built<SetAuthRule> {
    context.only_25(&node)?;
    let mut nodes = Nodes::of(node);
    let name = name::name_or_param(context, nodes.need("an auth rule")?)?;
    let verb = AuthRuleVerb::Create(if_exists(or_replace, nodes.has(Rule::if_not_exists)));
    Ok(SetAuthRule { verb, name, set: auth_rule_sets(context, nodes)?, place })
}

pub(super) fn alter_auth_rule<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    place: Place,
) -> Built<SetAuthRule> {
    context.only_25(&node)?;
    let mut nodes = Nodes::of(node);
    let name = name::name_or_param(context, nodes.need("an auth rule")?)?;
    let verb = AuthRuleVerb::Alter { if_exists: nodes.has(Rule::if_exists) };
    Ok(SetAuthRule { verb, name, set: auth_rule_sets(context, nodes)?, place })
}

fn auth_rule_sets<'i>(context: &Context<'i>, nodes: Nodes<'i>) -> Built<Vec<AuthRuleSet>> {
    nodes
        .map(|node| {
            let place = context.place_with_word_before(&node, "SET");
            let is_condition = node.as_rule() == Rule::condition;
            let inner = Nodes::of(node).need("a value")?;
            let item = if is_condition {
                AuthRuleSetItem::Condition(expr::expr(context, inner)?)
            } else {
                AuthRuleSetItem::Enabled(inner.as_rule() == Rule::true_word)
            };
            Ok(AuthRuleSet { item, place })
        })
        .collect()
}
