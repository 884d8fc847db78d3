//! Questions about access.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::{atom, name, privilege, show};
use crate::ast::{
    AccessCommand, ConcreteElement, ConcreteShape, Glob, Privilege, Qualifier, Resource, Subjects,
    Target, Wanted,
};
use crate::privilege::Action;
use crate::text::{Spanned, Text};
use cypher_admin_grammar::Rule;

pub(super) fn command<'i>(context: &Context<'i>, node: Node<'i>) -> Built<AccessCommand> {
    let rule = node.as_rule();
    let nodes = &mut Nodes::of(node);
    Ok(match rule {
        Rule::can_do => AccessCommand::Can {
            subjects: subjects(context, nodes)?,
            wanted: wanted(context, nodes.need("a privilege")?)?,
            tail: show::tail(context, nodes)?,
        },
        Rule::who_can => AccessCommand::WhoCan {
            wanted: wanted(context, nodes.need("a privilege")?)?,
            tail: show::tail(context, nodes)?,
        },
        _ => {
            let subjects = subjects(context, nodes)?;
            let node = nodes.need("a graph")?;
            let Target::Graph(scope) = privilege::target(context, node.clone())? else {
                return Err(unexpected(&node, "a graph"));
            };
            AccessCommand::Show { subjects, scope, tail: show::tail(context, nodes)? }
        }
    })
}

fn subjects<'i>(context: &Context<'i>, nodes: &mut Nodes<'i>) -> Built<Subjects> {
    let node = nodes.need("users or roles")?;
    let rule = node.as_rule();
    let names = name::names(context, &mut Nodes::of(node))?;
    Ok(if rule == Rule::these_users { Subjects::Users(names) } else { Subjects::Roles(names) })
}

fn wanted<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Wanted> {
    let mut nodes = Nodes::of(node);
    let first = nodes.need("a privilege")?;
    if first.as_rule() == Rule::named_wanted {
        return Ok(Wanted { privilege: named(context, first)?, element: None });
    }
    let privilege = privilege::privilege(context, first)?;
    let Some(node) = nodes.next() else { return Ok(Wanted { privilege, element: None }) };
    // Elements were written already, or the action has none.
    if privilege.qualifier != Qualifier::None || !matches!(privilege.target, Target::Graph(_)) {
        return Err(context.invalid_input(node.as_span().start()));
    }
    let is_node = node.as_rule() == Rule::concrete_node;
    let mut parts = Nodes::of(node);
    let first = shape(context, parts.need("a node")?)?;
    if is_node {
        return Ok(Wanted { privilege, element: Some(ConcreteElement::Node(first)) });
    }
    // Direction decides nothing: both ends must be visible.
    parts.has(Rule::arrow_left);
    let relationship = shape(context, parts.need("a relationship")?)?;
    let second = shape(context, parts.need("a node")?)?;
    let ends = Box::new((first, second));
    Ok(Wanted { privilege, element: Some(ConcreteElement::Relationship(relationship, ends)) })
}

/// `EXECUTE [BOOSTED] { PROCEDURE | FUNCTION } …` and `SHOW SETTING …`
fn named<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Privilege> {
    let place = context.place(&node);
    let mut nodes = Nodes::of(node);
    let is_boosted = nodes.has(Rule::boosted);
    let list = nodes.need("names")?;
    let rule = list.as_rule();
    let names: Vec<_> = Nodes::of(list).map(|node| asked_name(context, node)).collect();
    let (action, qualifier) = match (rule, is_boosted) {
        (Rule::asked_procedures, false) => (Action::ExecuteProcedure, Qualifier::Procedures(names)),
        (Rule::asked_procedures, true) => {
            (Action::ExecuteBoostedProcedure, Qualifier::Procedures(names))
        }
        (Rule::asked_functions, false) => (Action::ExecuteFunction, Qualifier::Functions(names)),
        (Rule::asked_functions, true) => {
            (Action::ExecuteBoostedFunction, Qualifier::Functions(names))
        }
        _ => (Action::ShowSetting, Qualifier::Settings(names)),
    };
    let (resource, target) = (Resource::None, Target::Dbms);
    Ok(Privilege { action, resource, target, qualifier, place })
}

/// A dotted name, or `*`.
fn asked_name<'i>(context: &Context<'i>, node: Node<'i>) -> Spanned<Glob> {
    let span = context.span(&node);
    let text = match node.as_rule() {
        Rule::all => Text::from("*"),
        _ => {
            let parts: Vec<_> =
                Nodes::of(node).map(|part| name::name(context, &part).value).collect();
            parts.join(".").into()
        }
    };
    Spanned::new(Glob { text }, span)
}

fn shape<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ConcreteShape> {
    let place = context.place(&node);
    let (mut labels, mut properties) = (Vec::new(), Vec::new());
    for node in Nodes::of(node) {
        match node.as_rule() {
            Rule::shape_label => {
                let label = Nodes::of(node).need("a label")?;
                labels.push(name::name(context, &label));
            }
            Rule::map => properties = atom::map(context, node)?,
            // The variable: it names nothing else.
            _ => {}
        }
    }
    Ok(ConcreteShape { labels, properties, place })
}
