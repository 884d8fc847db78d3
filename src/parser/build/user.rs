//! User commands.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::name;
use super::statement::if_exists;
use crate::ast::{
    AlterCurrentUser, AlterUser, AlterUsers, AuthAttribute, AuthAttributeItem, CreateUser,
    Password, Place, SetAuth, Tags, UserRemove, UserRemoveItem, UserSet, UserSetItem, UserStatus,
};
use cypher_admin_grammar::Rule;

pub(super) fn create_user<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    or_replace: bool,
    place: Place,
) -> Built<CreateUser> {
    let mut nodes = Nodes::of(node);
    let name = name::name_or_param(context, nodes.need("a user")?)?;
    let if_exists = if_exists(or_replace, nodes.has(Rule::if_not_exists));
    Ok(CreateUser { name, if_exists, set: user_sets(context, nodes)?, place })
}

pub(super) fn alter_user<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    place: Place,
) -> Built<AlterUser> {
    let mut nodes = Nodes::of(node);
    let name = name::name_or_param(context, nodes.need("a user")?)?;
    let if_exists = nodes.has(Rule::if_exists);
    let remove = removes(context, &mut nodes)?;
    let add = adds(context, &mut nodes)?;
    Ok(AlterUser { name, if_exists, remove, add, set: user_sets(context, nodes)?, place })
}

pub(super) fn alter_users<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    place: Place,
) -> Built<AlterUsers> {
    context.only_25(&node)?;
    let mut nodes = Nodes::of(node);
    let names = name::names(context, &mut nodes)?;
    let if_exists = nodes.has(Rule::if_exists);
    let remove = removes(context, &mut nodes)?;
    let add = adds(context, &mut nodes)?;
    let set = nodes.map(|node| tags(context, node)).collect::<Built<_>>()?;
    Ok(AlterUsers { names, if_exists, remove, add, set, place })
}

pub(super) fn alter_current_user<'i>(
    context: &Context<'i>,
    node: Node<'i>,
) -> Built<AlterCurrentUser> {
    let mut nodes = Nodes::of(node);
    let from = name::password(context, nodes.need("the old password")?)?;
    Ok(AlterCurrentUser { from, to: name::password(context, nodes.need("the new password")?)? })
}

fn user_sets<'i>(context: &Context<'i>, nodes: Nodes<'i>) -> Built<Vec<UserSet>> {
    nodes.map(|node| user_set(context, node)).collect()
}

fn user_set<'i>(context: &Context<'i>, node: Node<'i>) -> Built<UserSet> {
    let place = user_set_place(context, &node);
    let item = match node.as_rule() {
        Rule::password => UserSetItem::Password(password(context, node)?),
        Rule::password_change => UserSetItem::PasswordChange(change_required(Nodes::of(node))),
        Rule::status => UserSetItem::Status(match Nodes::of(node).peek() {
            Some(Rule::suspended) => UserStatus::Suspended,
            _ => UserStatus::Active,
        }),
        Rule::home_database => UserSetItem::HomeDatabase(name::graph_name(
            context,
            Nodes::of(node).need("a database")?,
        )?),
        Rule::set_auth => UserSetItem::Auth(set_auth(context, node)?),
        Rule::set_tags => UserSetItem::Tags(tags(context, node)?.tags),
        _ => return Err(unexpected(&node, "a SET clause")),
    };
    Ok(UserSet { item, place })
}

/// The place at which Neo4j reports a clause: `PASSWORD CHANGE …` counts from its second word.
fn user_set_place<'i>(context: &Context<'i>, node: &Node<'i>) -> Place {
    let change = (node.as_rule() == Rule::password_change)
        .then(|| Nodes::of(node.clone()).find(|inner| inner.as_rule() == Rule::change))
        .flatten();
    context.place(change.as_ref().unwrap_or(node))
}

/// The `change` child that says whether a password must be changed.
fn change_required(mut nodes: Nodes<'_>) -> bool {
    nodes.take_if(Rule::change).is_none_or(|change| !Nodes::of(change).has(Rule::negated))
}

fn password<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Password> {
    let mut nodes = Nodes::of(node);
    let encrypted = nodes.has(Rule::encrypted);
    let password = name::password(context, nodes.need("a password")?)?;
    let change_place = nodes
        .peek_node()
        .filter(|node| node.as_rule() == Rule::change)
        .map(|node| context.place(&node));
    let change_required = change_place.map(|_| change_required(nodes));
    let change_place = change_place.unwrap_or_default();
    Ok(Password { encrypted, password, change_required, change_place })
}

fn set_auth<'i>(context: &Context<'i>, node: Node<'i>) -> Built<SetAuth> {
    let mut nodes = Nodes::of(node);
    let provider = name::string(context, &nodes.need("a provider")?);
    let attributes = nodes.map(|node| auth_attribute(context, node)).collect::<Built<_>>()?;
    Ok(SetAuth { provider, attributes })
}

fn auth_attribute<'i>(context: &Context<'i>, node: Node<'i>) -> Built<AuthAttribute> {
    let place = user_set_place(context, &node);
    let item = match node.as_rule() {
        Rule::auth_id => {
            AuthAttributeItem::Id(name::string_or_param(context, Nodes::of(node).need("an id")?)?)
        }
        Rule::password_only => AuthAttributeItem::Password(password(context, node)?),
        _ => AuthAttributeItem::PasswordChange(change_required(Nodes::of(node))),
    };
    Ok(AuthAttribute { item, place })
}

fn removes<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Vec<UserRemove>> {
    let mut removes = Vec::new();
    while let Some(
        rule @ (Rule::remove_home_database
        | Rule::remove_all_auth
        | Rule::remove_auth
        | Rule::remove_all_tags
        | Rule::remove_tags),
    ) = nodes.peek()
    {
        let node = nodes.need("a REMOVE clause")?;
        let place = context.place(&node);
        let item = match rule {
            Rule::remove_home_database => UserRemoveItem::HomeDatabase,
            Rule::remove_all_auth => UserRemoveItem::AllAuth,
            Rule::remove_all_tags => {
                context.only_25(&node)?;
                UserRemoveItem::AllTags
            }
            Rule::remove_tags => UserRemoveItem::Tags(tags(context, node)?.tags),
            _ => UserRemoveItem::Auth(name::string_list(
                context,
                Nodes::of(node).need("providers")?,
            )?),
        };
        removes.push(UserRemove { item, place });
    }
    Ok(removes)
}

fn adds<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Vec<Tags>> {
    let mut adds = Vec::new();
    while let Some(node) = nodes.take_if(Rule::add_tags) {
        adds.push(tags(context, node)?);
    }
    Ok(adds)
}

fn tags<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Tags> {
    context.only_25(&node)?;
    let place = context.place(&node);
    Ok(Tags { tags: name::string_list(context, Nodes::of(node).need("tags")?)?, place })
}
