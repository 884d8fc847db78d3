//! From a privilege as written to the requests it asks about, one per element.

use crate::access::{Element, Part, Request, Shape, Source, Target};
use crate::ast::{
    self, ConcreteElement, ConcreteShape, Glob, Ident, Privilege, Qualifier, Scope, Wanted,
};
use crate::catalog::is_admin_procedure;
use crate::exec::databases;
use crate::exec::run::Run;
use crate::privilege::{Action, AllOr, Reach};
use crate::query::{Env, evaluate};
use crate::status::{AccessError, DatabaseError, Error, PrivilegeError, SemanticError};
use crate::text::{Spanned, Text};
use crate::value::Map;
use ipnet::IpNet;
use jiff::tz::TimeZone;
use std::net::IpAddr;

/// What is wanted, one request for each combination of graph, element and part.
pub(super) fn requests<'s>(run: &Run<'s>, wanted: &'s Wanted) -> Result<Vec<Request>, Error> {
    let privilege = &wanted.privilege;
    let action = privilege.action;
    let targets: Vec<Target> = match &privilege.target {
        ast::Target::Graph(scope) => in_graphs(run, wanted, &places(run, scope, "GRAPH")?)?,
        ast::Target::Database(scope) => {
            let mut targets = Vec::new();
            for place in places(run, scope, "DATABASE")? {
                if Action::TransactionManagement.satisfies(action) {
                    let users = users(run, &privilege.qualifier)?;
                    let about = |user| Target::Transactions(place.clone(), user);
                    targets.extend(users.into_iter().map(about));
                } else {
                    targets.push(Target::Database(place));
                }
            }
            targets
        }
        ast::Target::Dbms => on_dbms(run, privilege)?,
        ast::Target::AllData => vec![Target::Load(Source::AllData)],
        ast::Target::Cidr(text) => vec![Target::Load(Source::Range(range(run.text(text)?)?))],
        ast::Target::Url(text) => vec![Target::Load(host(run.text(text)?))],
    };
    Ok(targets.into_iter().map(|target| Request { action, target }).collect())
}

/// The graphs or databases that are named. A name must mean something.
pub(super) fn places<'s>(
    run: &Run<'s>,
    scope: &'s Scope,
    word: &'static str,
) -> Result<Vec<Reach<Text>>, Error> {
    Ok(match scope {
        Scope::All => vec![Reach::All],
        Scope::Home => vec![Reach::Home],
        Scope::Default(place) => {
            return Err(Error::at(SemanticError::OnDefault(word).into(), place.0));
        }
        Scope::Named(names) => {
            let mut places = Vec::with_capacity(names.len());
            for written in names {
                let name = run.database(written)?.name;
                if let Some(shard) = run.graph.shard(&name) {
                    let error = databases::refuse_shard(run, "A question", shard);
                    return Err(Error { span: Some(written.span()), ..error });
                }
                let symbol = run.graph.symbols().get(&name);
                if symbol.and_then(|name| run.graph.resolve_database(name)).is_none() {
                    let error = DatabaseError::NotThere { name: name.into_owned() };
                    return Err(Error::at(error.into(), written.span()));
                }
                places.push(Reach::Named(Text::from(&*name)));
            }
            places
        }
    })
}

fn in_graphs<'s>(
    run: &Run<'s>,
    wanted: &'s Wanted,
    graphs: &[Reach<Text>],
) -> Result<Vec<Target>, Error> {
    let elements = elements(run, wanted)?;
    let parts = parts(&wanted.privilege.resource);
    let mut targets = Vec::with_capacity(graphs.len() * elements.len() * parts.len());
    for graph in graphs {
        for element in &elements {
            for part in &parts {
                targets.push(Target::Graph {
                    graph: graph.clone(),
                    element: element.clone(),
                    part: part.clone(),
                });
            }
        }
    }
    Ok(targets)
}

fn parts(resource: &ast::Resource) -> Vec<Part> {
    let each = |names: &[Ident], part: fn(AllOr<Text>) -> Part| {
        names.iter().map(|name| part(AllOr::One(name.value.clone()))).collect()
    };
    match resource {
        ast::Resource::None => vec![Part::Whole],
        ast::Resource::Properties(ast::AllOr::All) => vec![Part::Property(AllOr::All)],
        ast::Resource::Properties(ast::AllOr::Some(names)) => each(names, Part::Property),
        ast::Resource::Labels(ast::AllOr::All) => vec![Part::Label(AllOr::All)],
        ast::Resource::Labels(ast::AllOr::Some(names)) => each(names, Part::Label),
    }
}

/// The elements; without any written, every node and every relationship, for the actions that are
/// about elements of a kind.
fn elements<'s>(run: &Run<'s>, wanted: &'s Wanted) -> Result<Vec<Option<Element>>, Error> {
    if let Some(element) = &wanted.element {
        let shape = |shape| concrete(run, shape);
        return Ok(vec![Some(match element {
            ConcreteElement::Node(node) => Element::Node(shape(node)?),
            ConcreteElement::Relationship(relationship, ends) => Element::Relationship(
                shape(relationship)?,
                Some(Box::new((shape(&ends.0)?, shape(&ends.1)?))),
            ),
        })]);
    }
    let node = |shape| Some(Element::Node(shape));
    let relationship = |shape| Some(Element::Relationship(shape, None));
    let every = || Shape { labels: AllOr::All, properties: None };
    let shapes = |names: &ast::AllOr<Ident>| match names {
        ast::AllOr::All => vec![every()],
        ast::AllOr::Some(names) => {
            let one = |name: &Ident| AllOr::One(vec![name.value.clone()]);
            names.iter().map(|name| Shape { labels: one(name), properties: None }).collect()
        }
    };
    Ok(match &wanted.privilege.qualifier {
        Qualifier::Nodes(names) => shapes(names).into_iter().map(node).collect(),
        Qualifier::Relationships(names) => shapes(names).into_iter().map(relationship).collect(),
        Qualifier::Elements(names) => {
            shapes(names).into_iter().flat_map(|s| [node(s.clone()), relationship(s)]).collect()
        }
        Qualifier::Pattern(rule) => {
            let error = AccessError::Question(
                "A property rule describes a privilege. Ask about a concrete element instead: `NODE (:Label {property: value})`.",
            );
            return Err(Error::at(error.into(), rule.place.0));
        }
        _ if has_elements(wanted.privilege.action) => vec![node(every()), relationship(every())],
        _ => vec![None],
    })
}

fn has_elements(action: Action) -> bool {
    !matches!(action, Action::Write | Action::SetLabel | Action::RemoveLabel | Action::GraphActions)
}

fn concrete(run: &Run<'_>, shape: &ConcreteShape) -> Result<Shape, Error> {
    let now = run.config.clock.now().to_zoned_datetime(TimeZone::UTC);
    let env = Env::new(run.params, now, 0);
    let mut properties = Map::new();
    for (key, value) in &shape.properties {
        properties.insert(key.value.clone(), evaluate(value, &env)?);
    }
    let labels = shape.labels.iter().map(|label| label.value.clone()).collect();
    Ok(Shape { labels: AllOr::One(labels), properties: Some(properties) })
}

fn users<'s>(run: &Run<'s>, qualifier: &'s Qualifier) -> Result<Vec<AllOr<Text>>, Error> {
    match qualifier {
        Qualifier::Users(ast::AllOr::Some(users)) => {
            users.iter().map(|user| Ok(AllOr::One(run.name(user)?.text.into()))).collect()
        }
        _ => Ok(vec![AllOr::All]),
    }
}

fn on_dbms<'s>(run: &Run<'s>, privilege: &'s Privilege) -> Result<Vec<Target>, Error> {
    Ok(match &privilege.qualifier {
        Qualifier::Procedures(globs) => names(globs)?
            .into_iter()
            .map(|name| {
                let is_admin = matches!(&name, AllOr::One(name) if is_admin_procedure(name));
                Target::Procedure { name, is_admin }
            })
            .collect(),
        Qualifier::Functions(globs) => names(globs)?.into_iter().map(Target::Function).collect(),
        Qualifier::Settings(globs) => names(globs)?.into_iter().map(Target::Setting).collect(),
        Qualifier::Secret(ast::AllOr::Some(secrets)) => {
            let one = |secret| Ok(Target::Secret(AllOr::One(run.text(secret)?.into())));
            secrets.iter().map(one).collect::<Result<_, Error>>()?
        }
        Qualifier::Secret(ast::AllOr::All) => vec![Target::Secret(AllOr::All)],
        qualifier if privilege.action == Action::Impersonate => {
            users(run, qualifier)?.into_iter().map(Target::User).collect()
        }
        _ => vec![Target::Dbms],
    })
}

/// Names of procedures, functions or settings: each is one, or `*`.
fn names(globs: &[Spanned<Glob>]) -> Result<Vec<AllOr<Text>>, Error> {
    let one = |glob: &Spanned<Glob>| match glob.value.text.as_str() {
        "*" => Ok(AllOr::All),
        text if text.contains(['*', '?']) => {
            let error = AccessError::Question("Ask about one name, or about all of them with `*`.");
            Err(Error::at(error.into(), glob.span))
        }
        _ => Ok(AllOr::One(glob.value.text.clone())),
    };
    globs.iter().map(one).collect()
}

/// A range, or one address.
fn range(text: &str) -> Result<IpNet, Error> {
    let address = |text: &str| text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse()
        .ok()
        .or_else(|| address(text))
        .ok_or_else(|| PrivilegeError::InvalidCidr { range: text.to_owned() }.into())
}

/// What is known of the address behind a URL: its host, if that is an address.
fn host(url: &str) -> Source {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let name = match host.strip_prefix('[') {
        Some(inner) => inner.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    match name.parse::<IpAddr>() {
        Ok(address) => Source::Range(IpNet::from(address)),
        Err(_) => Source::Host(url.into()),
    }
}
