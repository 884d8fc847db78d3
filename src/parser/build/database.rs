//! Database, alias and server commands.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::statement::if_exists;
use super::{atom, expr, name};
use crate::ast::{
    AlterAlias, AlterAliasItem, AlterAliasKind, AlterDatabase, AlterDatabaseItem,
    AlterDatabaseKind, CreateAlias, CreateDatabase, DatabaseAccess, DatabaseKind, DropAlias,
    DropDatabase, GraphShard, MapOrParam, Place, PropertyShards, RemoteCredentials, RemoteTarget,
    ServerCommand, StringOrParam, SwitchDatabase, Topology, TopologyCount, TopologyRole,
    UIntOrParam, Wait,
};
use crate::parser::Seen;
use crate::text::Spanned;
use cypher_admin_grammar::Rule;

pub(super) fn create_database<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    or_replace: bool,
    place: Place,
) -> Built<CreateDatabase> {
    let kind = match node.as_rule() {
        Rule::create_composite => DatabaseKind::Composite,
        Rule::create_replica => {
            context.only_25(&node)?;
            DatabaseKind::Replica
        }
        _ => DatabaseKind::Standard,
    };
    let mut nodes = Nodes::of(node);
    let name = name::graph_name(context, nodes.need("a database")?)?;
    let if_exists = if_exists(or_replace, nodes.has(Rule::if_not_exists));
    let mut create = CreateDatabase {
        kind,
        name,
        if_exists,
        language: None,
        topology: None,
        graph_shard: None,
        property_shards: None,
        options: None,
        wait: Wait::No,
        place,
    };
    for node in nodes {
        match node.as_rule() {
            Rule::set_word => context.only_25(&node)?,
            Rule::language => create.language = Some(language(context, node)?),
            Rule::topology => create.topology = Some(topology(context, node)?),
            Rule::graph_shard => {
                context.only_25(&node)?;
                create.graph_shard = Some(graph_shard(context, node)?);
            }
            Rule::property_shards => {
                context.only_25(&node)?;
                create.property_shards = Some(property_shards(context, node)?);
            }
            Rule::options => create.options = Some(options(context, node)?),
            Rule::wait => create.wait = wait(context, node)?,
            _ => return Err(unexpected(&node, "a clause of CREATE DATABASE")),
        }
    }
    Ok(create)
}

fn language<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Spanned<u64>> {
    let node = Nodes::of(node).need("a version")?;
    let span = context.span(&node);
    if node.as_str().len() > 1 && node.as_str().starts_with('0') {
        return Err(context.invalid_input(span.range().start));
    }
    // What is no number is no version either: the check says so.
    Ok(Spanned::new(node.as_str().parse().unwrap_or_default(), span))
}

fn topology<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Topology> {
    let place = context.place(&node);
    let mut nodes = Nodes::of(node);
    if let Some(set) = nodes.take_if(Rule::set_word) {
        context.only_25(&set)?;
    }
    let counts = nodes.map(|node| topology_count(context, node)).collect::<Built<_>>()?;
    Ok(Topology { counts, place })
}

fn topology_count<'i>(context: &Context<'i>, node: Node<'i>) -> Built<TopologyCount> {
    let place = context.place(&node);
    let mut nodes = Nodes::of(node);
    let count = name::uint_or_param(context, nodes.need("a count")?)?;
    let role =
        if nodes.has(Rule::primary) { TopologyRole::Primary } else { TopologyRole::Secondary };
    Ok(TopologyCount { role, count, place })
}

fn graph_shard<'i>(context: &Context<'i>, node: Node<'i>) -> Built<GraphShard> {
    let topology = Nodes::of(node).next().map(|node| topology(context, node)).transpose()?;
    Ok(GraphShard { topology })
}

fn property_shards<'i>(context: &Context<'i>, node: Node<'i>) -> Built<PropertyShards> {
    let place = context.place(&node);
    let mut nodes = Nodes::of(node);
    let count = nodes
        .take_if(Rule::uint)
        .map(|node| name::uint(context, &node, Seen::Never))
        .transpose()?;
    let replicas = nodes.take_if(Rule::replicas).map(|node| replicas(context, node)).transpose()?;
    Ok(PropertyShards { count, replicas, place })
}

fn replicas<'i>(context: &Context<'i>, node: Node<'i>) -> Built<UIntOrParam> {
    name::uint_or_param(context, Nodes::of(node).need("a count")?)
}

fn options<'i>(context: &Context<'i>, node: Node<'i>) -> Built<MapOrParam> {
    atom::map_or_param(context, Nodes::of(node).need("options")?)
}

fn wait<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Wait> {
    let Some(node) = Nodes::of(node).next() else { return Ok(Wait::No) };
    match Nodes::of(node).next() {
        Some(seconds) => Ok(Wait::Seconds(name::uint(context, &seconds, Seen::Always)?.value)),
        None => Ok(Wait::Default),
    }
}

pub(super) fn alter_database<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    place: Place,
) -> Built<AlterDatabase> {
    let mut nodes = Nodes::of(node);
    let name = name::graph_name(context, nodes.need("a database")?)?;
    let if_exists = nodes.has(Rule::if_exists);
    let mut alter = AlterDatabase { name, if_exists, items: Vec::new(), wait: Wait::No, place };
    for node in nodes {
        if node.as_rule() == Rule::wait {
            alter.wait = wait(context, node)?;
        } else {
            alter.items.push(alter_database_item(context, node)?);
        }
    }
    Ok(alter)
}

fn alter_database_item<'i>(context: &Context<'i>, node: Node<'i>) -> Built<AlterDatabaseItem> {
    let place = context.place(&node);
    let rule = node.as_rule();
    if matches!(rule, Rule::alter_graph_shard | Rule::alter_property_shards | Rule::replicas) {
        context.only_25(&node)?;
    }
    let kind = match rule {
        Rule::language => AlterDatabaseKind::Language(language(context, node)?),
        Rule::alter_topology => AlterDatabaseKind::Topology(topology(context, node)?),
        Rule::replicas => AlterDatabaseKind::Replicas(replicas(context, node)?),
        Rule::alter_graph_shard => AlterDatabaseKind::GraphShard(graph_shard(context, node)?),
        Rule::alter_property_shards => {
            AlterDatabaseKind::PropertyShards(property_shards(context, node)?)
        }
        Rule::alter_access => AlterDatabaseKind::Access(match Nodes::of(node).peek() {
            Some(Rule::read_only) => DatabaseAccess::ReadOnly,
            _ => DatabaseAccess::ReadWrite,
        }),
        Rule::set_option => {
            let mut nodes = Nodes::of(node);
            let key = name::name(context, &nodes.need("a key")?);
            AlterDatabaseKind::SetOption(key, expr::expr(context, nodes.need("a value")?)?)
        }
        Rule::remove_option => {
            AlterDatabaseKind::RemoveOption(name::name(context, &Nodes::of(node).need("a key")?))
        }
        _ => return Err(unexpected(&node, "a clause of ALTER DATABASE")),
    };
    Ok(AlterDatabaseItem { kind, place })
}

pub(super) fn drop_database<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    place: Place,
) -> Built<DropDatabase> {
    let mut nodes = Nodes::of(node);
    let composite = nodes.has(Rule::composite);
    let name = name::graph_name(context, nodes.need("a database")?)?;
    Ok(DropDatabase {
        composite,
        name,
        if_exists: nodes.has(Rule::if_exists),
        cascade_aliases: nodes.has(Rule::cascade),
        dump_data: nodes.has(Rule::dump),
        wait: nodes.take_if(Rule::wait).map_or(Ok(Wait::No), |node| wait(context, node))?,
        place,
    })
}

pub(super) fn switch_database<'i>(context: &Context<'i>, node: Node<'i>) -> Built<SwitchDatabase> {
    let start = node.as_rule() == Rule::start_database;
    let mut nodes = Nodes::of(node);
    let name = name::graph_name(context, nodes.need("a database")?)?;
    Ok(SwitchDatabase {
        start,
        name,
        wait: nodes.take_if(Rule::wait).map_or(Ok(Wait::No), |node| wait(context, node))?,
    })
}

pub(super) fn create_alias<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    or_replace: bool,
    place: Place,
) -> Built<CreateAlias> {
    let mut nodes = Nodes::of(node);
    let name = name::graph_name(context, nodes.need("an alias")?)?;
    let if_exists = if_exists(or_replace, nodes.has(Rule::if_not_exists));
    let target = name::graph_name(context, nodes.need("a target")?)?;
    let remote = nodes.take_if(Rule::remote).map(|node| remote(context, node)).transpose()?;
    let properties =
        nodes.take_if(Rule::alias_properties).map(|node| options(context, node)).transpose()?;
    Ok(CreateAlias { name, if_exists, target, remote, properties, place })
}

fn remote<'i>(context: &Context<'i>, node: Node<'i>) -> Built<RemoteTarget> {
    let mut nodes = Nodes::of(node);
    let url = name::string_or_param(context, nodes.need("a url")?)?;
    let node = nodes.need("credentials")?;
    let credentials = if node.as_rule() == Rule::oidc_forwarding {
        context.only_25(&node)?;
        RemoteCredentials::OidcForwarding
    } else {
        let mut parts = Nodes::of(node);
        let user = name::name_or_param(context, parts.need("a user")?)?;
        RemoteCredentials::Native {
            user,
            password: name::password(context, parts.need("a password")?)?,
        }
    };
    let driver = nodes.take_if(Rule::driver).map(|node| options(context, node)).transpose()?;
    let language = nodes.take_if(Rule::language).map(|node| language(context, node)).transpose()?;
    Ok(RemoteTarget { url, credentials, driver, language })
}

pub(super) fn alter_alias<'i>(
    context: &Context<'i>,
    node: Node<'i>,
    place: Place,
) -> Built<AlterAlias> {
    let mut nodes = Nodes::of(node);
    let name = name::graph_name(context, nodes.need("an alias")?)?;
    let if_exists = nodes.has(Rule::if_exists);
    let items = nodes.map(|node| alter_alias_item(context, node)).collect::<Built<_>>()?;
    Ok(AlterAlias { name, if_exists, items, place })
}

fn alter_alias_item<'i>(context: &Context<'i>, node: Node<'i>) -> Built<AlterAliasItem> {
    let place = context.place(&node);
    let kind = match node.as_rule() {
        Rule::language => AlterAliasKind::Language(language(context, node)?),
        Rule::driver => AlterAliasKind::Driver(options(context, node)?),
        Rule::alias_properties => AlterAliasKind::Properties(options(context, node)?),
        Rule::alias_user => {
            AlterAliasKind::User(name::name_or_param(context, Nodes::of(node).need("a user")?)?)
        }
        Rule::alias_password => {
            AlterAliasKind::Password(name::password(context, Nodes::of(node).need("a password")?)?)
        }
        Rule::alias_target => {
            let mut nodes = Nodes::of(node);
            let target = name::graph_name(context, nodes.need("a target")?)?;
            let url = nodes.next().map(|node| name::string_or_param(context, node)).transpose()?;
            AlterAliasKind::Target(target, url)
        }
        _ => return Err(unexpected(&node, "a clause of ALTER ALIAS")),
    };
    Ok(AlterAliasItem { kind, place })
}

pub(super) fn drop_alias<'i>(context: &Context<'i>, node: Node<'i>) -> Built<DropAlias> {
    let mut nodes = Nodes::of(node);
    let name = name::graph_name(context, nodes.need("an alias")?)?;
    Ok(DropAlias { name, if_exists: nodes.has(Rule::if_exists) })
}

pub(super) fn server<'i>(context: &Context<'i>, node: Node<'i>) -> Built<ServerCommand> {
    let rule = node.as_rule();
    let mut nodes = Nodes::of(node);
    let dry_run = nodes.has(Rule::dry_run);
    let named = |nodes: &mut Nodes<'i>| -> Built<StringOrParam> {
        name::string_or_param(context, nodes.need("a server")?)
    };
    Ok(match rule {
        Rule::reallocate => ServerCommand::Reallocate { dry_run },
        Rule::deallocate => {
            let servers =
                nodes.map(|node| name::string_or_param(context, node)).collect::<Built<_>>()?;
            ServerCommand::Deallocate { dry_run, servers }
        }
        Rule::rename_server => ServerCommand::Rename(named(&mut nodes)?, named(&mut nodes)?),
        Rule::enable_server => {
            let server = named(&mut nodes)?;
            ServerCommand::Enable(
                server,
                nodes.next().map(|node| options(context, node)).transpose()?,
            )
        }
        Rule::alter_server => {
            ServerCommand::Alter(named(&mut nodes)?, options(context, nodes.need("options")?)?)
        }
        _ => ServerCommand::Drop(named(&mut nodes)?),
    })
}
