//! `GRANT`, `DENY` and `REVOKE` of privileges.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::{atom, expr, name};
use crate::ast::{
    AllOr, Glob, Ident, Place, Privilege, PrivilegeCommand, PrivilegeVerb, PropertyRule, Qualifier,
    Resource, RevokeKind, RulePredicate, Scope, Target,
};
use crate::parser::Seen;
use crate::parser::scan::{PieceKind, scan};
use crate::privilege::Action;
use crate::status::{Error, ErrorKind};
use crate::text::{Span, Spanned, Text};
use cypher_admin_grammar::Rule;

pub(super) fn command<'i>(context: &Context<'i>, node: Node<'i>) -> Built<PrivilegeCommand> {
    let place = context.place(&node);
    let rule = node.as_rule();
    let mut nodes = Nodes::of(node);
    let verb = match rule {
        Rule::grant => PrivilegeVerb::Grant,
        Rule::deny => PrivilegeVerb::Deny,
        _ if nodes.has(Rule::revoke_grant) => PrivilegeVerb::Revoke(RevokeKind::Grant),
        _ if nodes.has(Rule::revoke_deny) => PrivilegeVerb::Revoke(RevokeKind::Deny),
        _ => PrivilegeVerb::Revoke(RevokeKind::Both),
    };
    let immutable = nodes.has(Rule::immutable);
    let privilege = privilege(context, nodes.need("a privilege")?)?;
    let roles = name::names(context, &mut Nodes::of(nodes.need("roles")?))?;
    Ok(PrivilegeCommand { verb, immutable, privilege, roles, place })
}

/// A privilege as it stands behind the verb.
pub(super) fn privilege<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Privilege> {
    let place = context.place(&node);
    let mut nodes = Nodes::of(node);
    let first = nodes.need("an action")?;
    match first.as_rule() {
        Rule::all_privileges => return all_privileges(context, first, place),
        Rule::load => return load(context, first, place),
        Rule::execute_admin => {
            return Ok(Privilege {
                action: Action::ExecuteAdmin,
                resource: Resource::None,
                target: Target::Dbms,
                qualifier: Qualifier::None,
                place,
            });
        }
        Rule::boosted | Rule::procedures | Rule::functions => {
            return execute(context, first, nodes, place);
        }
        _ => {}
    }
    let (action, only_25) = action(&first)?;
    if only_25 {
        context.only_25(&first)?;
    }
    let mut inner = Nodes::of(first);
    let mut resource = Resource::None;
    let mut qualifier = Qualifier::None;
    match inner.next() {
        Some(node) if node.as_rule() == Rule::properties => {
            resource = Resource::Properties(all_or_names(context, Nodes::of(node)));
        }
        Some(node) if node.as_rule() == Rule::labels => {
            resource = Resource::Labels(all_or_names(context, Nodes::of(node)));
        }
        Some(node) if node.as_rule() == Rule::all => qualifier = Qualifier::Secret(AllOr::All),
        Some(node) => {
            qualifier = Qualifier::Secret(AllOr::Some(vec![name::string_or_param(context, node)?]));
        }
        None => {}
    }
    if let Some(node) = nodes.take_if(Rule::users) {
        qualifier = users(context, node)?;
    }
    if let Some(node) = nodes.take_if(Rule::settings) {
        qualifier = Qualifier::Settings(globs(context, node)?);
    }
    let target_node = nodes.need("a target")?;
    let at = target_node.as_span().start();
    let target = target(context, target_node)?;
    if action.family() == crate::privilege::ActionFamily::DbmsOrDatabase
        && matches!(target, Target::Database(_))
    {
        context.only_25_at(at)?;
    }
    if let Some(node) = nodes.next() {
        qualifier = elements(context, action, node)?;
    }
    Ok(Privilege { action, resource, target, qualifier, place })
}

/// The action of a rule, and whether Cypher 25 alone has it.
fn action(node: &Node<'_>) -> Built<(Action, bool)> {
    let (action, only_25) = match node.as_rule() {
        Rule::traverse => (Action::Traverse, false),
        Rule::read => (Action::Read, false),
        Rule::match_action => (Action::Match, false),
        Rule::merge => (Action::Merge, false),
        Rule::create_element => (Action::CreateElement, false),
        Rule::delete_element => (Action::DeleteElement, false),
        Rule::set_label => (Action::SetLabel, false),
        Rule::remove_label_action => (Action::RemoveLabel, false),
        Rule::set_property => (Action::SetProperty, false),
        Rule::write => (Action::Write, false),
        Rule::access => (Action::Access, false),
        Rule::start_database_action => (Action::StartDatabase, false),
        Rule::stop_database_action => (Action::StopDatabase, false),
        Rule::create_index => (Action::CreateIndex, false),
        Rule::drop_index => (Action::DropIndex, false),
        Rule::show_index => (Action::ShowIndex, false),
        Rule::index => (Action::Index, false),
        Rule::create_constraint => (Action::CreateConstraint, false),
        Rule::drop_constraint => (Action::DropConstraint, false),
        Rule::show_constraint => (Action::ShowConstraint, false),
        Rule::constraint => (Action::Constraint, false),
        Rule::create_label => (Action::CreateLabel, false),
        Rule::create_reltype => (Action::CreateReltype, false),
        Rule::create_propertykey => (Action::CreatePropertykey, false),
        Rule::name_management => (Action::Token, false),
        Rule::show_transaction => (Action::ShowTransaction, false),
        Rule::terminate_transaction => (Action::TerminateTransaction, false),
        Rule::transaction_management => (Action::TransactionManagement, false),
        Rule::alter_database_action => (Action::AlterDatabase, false),
        Rule::alter_composite_database => (Action::AlterCompositeDatabase, false),
        Rule::set_database_access => (Action::SetDatabaseAccess, false),
        Rule::set_default_language => (Action::SetDefaultLanguage, false),
        Rule::create_role_action => (Action::CreateRole, false),
        Rule::rename_role => (Action::RenameRole, false),
        Rule::drop_role_action => (Action::DropRole, false),
        Rule::assign_role => (Action::AssignRole, false),
        Rule::remove_role => (Action::RemoveRole, false),
        Rule::show_role => (Action::ShowRole, false),
        Rule::role_management => (Action::RoleManagement, false),
        Rule::create_user_action => (Action::CreateUser, false),
        Rule::rename_user => (Action::RenameUser, false),
        Rule::alter_user_action => (Action::AlterUser, false),
        Rule::drop_user_action => (Action::DropUser, false),
        Rule::show_user => (Action::ShowUser, false),
        Rule::set_passwords => (Action::SetPasswords, false),
        Rule::set_auth_action => (Action::SetAuth, false),
        Rule::set_user_status => (Action::SetUserStatus, false),
        Rule::set_user_home_database => (Action::SetUserHomeDatabase, false),
        Rule::show_user_credentials => (Action::ShowUserCredentials, true),
        Rule::user_management => (Action::UserManagement, false),
        Rule::set_user_metadata => (Action::SetUserMetadata, true),
        Rule::show_user_metadata => (Action::ShowUserMetadata, true),
        Rule::user_metadata_management => (Action::UserMetadataManagement, true),
        Rule::create_auth_rule_action => (Action::CreateAuthRule, true),
        Rule::rename_auth_rule => (Action::RenameAuthRule, true),
        Rule::alter_auth_rule_action => (Action::AlterAuthRule, true),
        Rule::drop_auth_rule_action => (Action::DropAuthRule, true),
        Rule::show_auth_rule => (Action::ShowAuthRule, true),
        Rule::auth_rule_management => (Action::AuthRuleManagement, true),
        Rule::create_database_action => (Action::CreateDatabase, false),
        Rule::drop_database_action => (Action::DropDatabase, false),
        Rule::create_composite_database => (Action::CreateCompositeDatabase, false),
        Rule::drop_composite_database => (Action::DropCompositeDatabase, false),
        Rule::composite_database_management => (Action::CompositeDatabaseManagement, false),
        Rule::database_management => (Action::DatabaseManagement, false),
        Rule::create_alias_action => (Action::CreateAlias, false),
        Rule::drop_alias_action => (Action::DropAlias, false),
        Rule::alter_alias_action => (Action::AlterAlias, false),
        Rule::show_alias => (Action::ShowAlias, false),
        Rule::alias_management => (Action::AliasManagement, false),
        Rule::show_privilege => (Action::ShowPrivilege, false),
        Rule::assign_privilege => (Action::AssignPrivilege, false),
        Rule::remove_privilege => (Action::RemovePrivilege, false),
        Rule::privilege_management => (Action::PrivilegeManagement, false),
        Rule::show_server => (Action::ShowServer, false),
        Rule::server_management => (Action::ServerManagement, false),
        Rule::show_setting => (Action::ShowSetting, false),
        Rule::secrets_management => (Action::SecretsManagement, true),
        Rule::show_secrets => (Action::ShowSecrets, true),
        Rule::write_secrets => (Action::WriteSecrets, true),
        Rule::read_secrets => (Action::ReadSecrets, true),
        Rule::impersonate => (Action::Impersonate, false),
        _ => return Err(unexpected(node, "an action")),
    };
    Ok((action, only_25))
}

/// The word of a target that does not agree with its kind: the first, or the one behind `HOME` or `DEFAULT`.
fn blamed<'i>(text: &'i str, target: Span, kind: &str) -> (&'i str, Span) {
    let mut words = scan(text.get(target.range()).unwrap_or_default())
        .filter(|piece| piece.kind == PieceKind::Word);
    let first = words.next();
    let is_default = first.is_some_and(|word| {
        word.text.eq_ignore_ascii_case("HOME") || word.text.eq_ignore_ascii_case("DEFAULT")
    });
    let word = if is_default && kind != "DBMS" { words.next() } else { first };
    let Some(word) = word else { return ("", target) };
    let start = target.range().start + word.start;
    (word.text, Span::new(start, start + word.text.len()))
}

fn first_word(text: &str) -> &str {
    text.find(|c: char| !c.is_ascii_alphabetic()).and_then(|end| text.get(..end)).unwrap_or(text)
}

fn all_privileges<'i>(context: &Context<'i>, node: Node<'i>, place: Place) -> Built<Privilege> {
    let mut nodes = Nodes::of(node);
    let kind =
        nodes.take_if(Rule::all_kind).map(|kind| first_word(kind.as_str()).to_ascii_uppercase());
    let node = nodes.need("a target")?;
    let span = context.span(&node);
    let target = target(context, node)?;
    let (action, word) = match target {
        Target::Graph(_) => (Action::GraphActions, "GRAPH"),
        Target::Database(_) => (Action::DatabaseActions, "DATABASE"),
        _ => (Action::DbmsActions, "DBMS"),
    };
    if let Some(kind) = kind.filter(|kind| kind != word) {
        let (word, span) = blamed(context.text, span, &kind);
        let message = format!("Invalid input '{}': expected \"{kind}\"", word.to_ascii_uppercase());
        context.defer(Error::at(ErrorKind::Syntax(message), span), Seen::Always);
    }
    Ok(Privilege { action, resource: Resource::None, target, qualifier: Qualifier::None, place })
}

fn load<'i>(context: &Context<'i>, node: Node<'i>, place: Place) -> Built<Privilege> {
    let node = Nodes::of(node).need("a source")?;
    let rule = node.as_rule();
    let source = |node: Node<'i>| name::string_or_param(context, Nodes::of(node).need("a source")?);
    let (action, target) = match rule {
        Rule::cidr => (Action::LoadCidr, Target::Cidr(source(node)?)),
        Rule::url => (Action::LoadUrl, Target::Url(source(node)?)),
        _ => (Action::Load, Target::AllData),
    };
    Ok(Privilege { action, resource: Resource::None, target, qualifier: Qualifier::None, place })
}

fn execute<'i>(
    context: &Context<'i>,
    first: Node<'i>,
    mut nodes: Nodes<'i>,
    place: Place,
) -> Built<Privilege> {
    let boosted = first.as_rule() == Rule::boosted;
    let node = if boosted { nodes.need("globs")? } else { first };
    let is_procedure = node.as_rule() == Rule::procedures;
    let globs = globs(context, node)?;
    let (action, qualifier) = match (is_procedure, boosted) {
        (true, false) => (Action::ExecuteProcedure, Qualifier::Procedures(globs)),
        (true, true) => (Action::ExecuteBoostedProcedure, Qualifier::Procedures(globs)),
        (false, false) => (Action::ExecuteFunction, Qualifier::Functions(globs)),
        (false, true) => (Action::ExecuteBoostedFunction, Qualifier::Functions(globs)),
    };
    Ok(Privilege { action, resource: Resource::None, target: Target::Dbms, qualifier, place })
}

pub(super) fn target<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Target> {
    match node.as_rule() {
        Rule::graph_target => scope(context, node).map(Target::Graph),
        Rule::database_target => scope(context, node).map(Target::Database),
        _ => Ok(Target::Dbms),
    }
}

fn scope<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Scope> {
    let mut nodes = Nodes::of(node);
    match nodes.peek() {
        Some(Rule::home) => Ok(Scope::Home),
        Some(Rule::all) => Ok(Scope::All),
        Some(Rule::default) => {
            let node = nodes.need("DEFAULT")?;
            context.only_5(&node)?;
            Ok(Scope::Default(context.place(&node)))
        }
        _ => Ok(Scope::Named(
            nodes.map(|node| name::graph_name(context, node)).collect::<Built<_>>()?,
        )),
    }
}

fn all_or_names<'i>(context: &Context<'i>, mut nodes: Nodes<'i>) -> AllOr<Ident> {
    if nodes.has(Rule::all) {
        return AllOr::All;
    }
    AllOr::Some(
        nodes
            .filter(|node| node.as_rule() == Rule::name)
            .map(|node| name::name(context, &node))
            .collect(),
    )
}

fn users<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Qualifier> {
    let mut nodes = Nodes::of(node);
    if nodes.has(Rule::all) {
        return Ok(Qualifier::Users(AllOr::All));
    }
    Ok(Qualifier::Users(AllOr::Some(name::names(context, &mut nodes)?)))
}

fn elements<'i>(context: &Context<'i>, action: Action, node: Node<'i>) -> Built<Qualifier> {
    let rule = node.as_rule();
    let takes_ignored = matches!(action, Action::Traverse | Action::Read | Action::Match);
    if rule == Rule::ignored_all {
        return ignored_all(context, takes_ignored, &node).map(|()| Qualifier::None);
    }
    if rule == Rule::property_rule {
        return property_rule(context, takes_ignored, node)
            .map(|rule| Qualifier::Pattern(Box::new(rule)));
    }
    if let Some(ignored) =
        node.clone().into_inner().find(|inner| inner.as_rule() == Rule::ignored_all)
    {
        ignored_all(context, takes_ignored, &ignored)?;
    }
    let names = all_or_names(context, Nodes::of(node));
    Ok(match rule {
        Rule::nodes => Qualifier::Nodes(names),
        Rule::relationships => Qualifier::Relationships(names),
        _ => Qualifier::Elements(names),
    })
}

/// `(*)` behind the elements: only Cypher 5 takes it, and only for reading.
fn ignored_all<'i>(context: &Context<'i>, is_taken: bool, node: &Node<'i>) -> Built<()> {
    if is_taken { context.only_5(node) } else { Err(context.invalid_input(node.as_span().start())) }
}

fn property_rule<'i>(
    context: &Context<'i>,
    takes_ignored: bool,
    node: Node<'i>,
) -> Built<PropertyRule> {
    let mut outer = Nodes::of(node);
    let node = outer.need("a pattern")?;
    if let Some(ignored) = outer.next() {
        ignored_all(context, takes_ignored, &ignored)?;
    }
    let place = context.place(&node);
    let is_node = node.as_rule() == Rule::node_rule;
    let mut nodes = Nodes::of(node);
    let variable = nodes
        .take_if(Rule::rule_variable)
        .map(|node| Nodes::of(node).need("a variable").map(|node| name::name(context, &node)))
        .transpose()?;
    let labels = nodes
        .take_if(Rule::rule_labels)
        .map(|node| Nodes::of(node).map(|node| name::name(context, &node)).collect())
        .unwrap_or_default();
    let node = nodes.need("a predicate")?;
    let predicate = if node.as_rule() == Rule::map {
        let place = context.place(&node);
        RulePredicate::Map(atom::map(context, node)?, place)
    } else {
        RulePredicate::Where(expr::expr(context, Nodes::of(node).need("an expression")?)?)
    };
    Ok(PropertyRule { is_node, variable, labels, predicate, place })
}

fn globs<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Vec<Spanned<Glob>>> {
    Nodes::of(node).map(|node| glob(context, node)).collect()
}

/// Joins a glob's parts; blanks between them are dropped.
///
/// Each part, a block of text up to a dot, is either wholly in backticks or not at all.
fn glob<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Spanned<Glob>> {
    let span = context.span(&node);
    let mut text = String::new();
    let mut part_is_quoted = None;
    for part in Nodes::of(node) {
        match part.as_rule() {
            Rule::glob_dot => {
                text.push('.');
                part_is_quoted = None;
            }
            rule => {
                let quoted = rule == Rule::glob_quoted;
                if part_is_quoted.is_some_and(|before| before || quoted) {
                    return Err(Error::at(ErrorKind::GlobPartHalfEscaped, context.span(&part)));
                }
                part_is_quoted = Some(quoted);
                text.push_str(&name::name_text(part.as_str().trim_end()));
            }
        }
    }
    Ok(Spanned::new(Glob { text: Text::from(text) }, span))
}
