//! From a privilege as written to the rows it stands for.
//!
//! This is the bridge between the two vocabularies: [`ast`](crate::ast) says what was typed,
//! [`privilege`](crate::privilege) what it means. One command may be many rows: see the loop in
//! [`privileges`](super::privileges), which walks what is translated here.

use super::rule;
use super::run::Run;
use crate::ast::{self, Glob, Ident, PrivilegeCommand, Qualifier, Target};
use crate::graph::{RuleId, Symbol, SystemGraph};
use crate::privilege::{Action, ActionFamily, AllOr, Resource, Segment};
use crate::status::{Error, PrivilegeError};
use crate::text::Spanned;
use ipnet::IpNet;

/// A row's segment, and how to write the qualifier that stands for it alone.
#[derive(Debug, Clone)]
pub(super) struct SegmentStep {
    pub(super) segment: Segment<Symbol, RuleId>,
    pub(super) written: Narrowed,
}

/// Which part of a qualifier a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Narrowed {
    /// The qualifier as it stands.
    Whole,
    /// All nodes.
    AllNodes,
    /// All relationships.
    AllRelationships,
    /// The label with this index, as a node.
    Node(usize),
    /// The type with this index, as a relationship.
    Relationship(usize),
    /// The user or glob with this index.
    Item(usize),
}

impl Narrowed {
    /// The qualifier of the step alone.
    pub(super) fn qualifier(self, whole: &Qualifier) -> Qualifier {
        let label = |index: usize| match whole {
            Qualifier::Nodes(ast::AllOr::Some(names))
            | Qualifier::Relationships(ast::AllOr::Some(names))
            | Qualifier::Elements(ast::AllOr::Some(names)) => {
                ast::AllOr::Some(names.get(index).cloned().into_iter().collect())
            }
            _ => ast::AllOr::All,
        };
        let glob = |globs: &[Spanned<Glob>], index: usize| {
            globs.get(index).cloned().into_iter().collect::<Vec<_>>()
        };
        match (self, whole) {
            (Self::AllNodes, _) => Qualifier::Nodes(ast::AllOr::All),
            (Self::AllRelationships, _) => Qualifier::Relationships(ast::AllOr::All),
            (Self::Node(index), _) => Qualifier::Nodes(label(index)),
            (Self::Relationship(index), _) => Qualifier::Relationships(label(index)),
            (Self::Item(index), Qualifier::Users(ast::AllOr::Some(users))) => {
                let user = users.get(index).cloned().into_iter().collect();
                Qualifier::Users(ast::AllOr::Some(user))
            }
            (Self::Item(index), Qualifier::Procedures(globs)) => {
                Qualifier::Procedures(glob(globs, index))
            }
            (Self::Item(index), Qualifier::Functions(globs)) => {
                Qualifier::Functions(glob(globs, index))
            }
            (Self::Item(index), Qualifier::Settings(globs)) => {
                Qualifier::Settings(glob(globs, index))
            }
            (Self::Item(_) | Self::Whole, whole) => whole.clone(),
        }
    }
}

/// The segments of a command in the order of its steps: qualifiers outside, nodes before
/// relationships inside.
pub(super) fn segments<'s>(
    run: &mut Run<'s>,
    command: &'s PrivilegeCommand,
) -> Result<Vec<SegmentStep>, Error> {
    let privilege = &command.privilege;
    let whole = |segment| Ok(vec![SegmentStep { segment, written: Narrowed::Whole }]);
    match &privilege.target {
        Target::AllData => return whole(Segment::AllData),
        Target::Cidr(range) => {
            let range = run.text(range)?;
            if range.parse::<IpNet>().is_err() {
                return Err(PrivilegeError::InvalidCidr { range: range.to_owned() }.into());
            }
            return whole(Segment::Cidr(run.graph.symbols_mut().intern(range)));
        }
        Target::Url(url) => {
            let url = run.text(url)?;
            return whole(Segment::Url(run.graph.symbols_mut().intern(url)));
        }
        Target::Graph(_) | Target::Database(_) | Target::Dbms => {}
    }
    match &privilege.qualifier {
        Qualifier::None => Ok(implied(privilege.action)),
        Qualifier::Nodes(names) => Ok(elements(run.graph, names, true, false)),
        Qualifier::Relationships(names) => Ok(elements(run.graph, names, false, true)),
        Qualifier::Elements(names) => Ok(elements(run.graph, names, true, true)),
        Qualifier::Pattern(pattern) => {
            let rule = rule::normal_form(run, pattern)?;
            whole(Segment::Pattern(run.graph.symbols_mut().intern_rule(rule)))
        }
        Qualifier::Users(ast::AllOr::All) => whole(Segment::User(AllOr::All)),
        Qualifier::Users(ast::AllOr::Some(users)) => {
            let mut steps = Vec::with_capacity(users.len());
            for (index, user) in users.iter().enumerate() {
                let user = run.name(user)?.text;
                let user = AllOr::One(run.graph.symbols_mut().intern(user));
                let written = Narrowed::Item(index);
                steps.push(SegmentStep { segment: Segment::User(user), written });
            }
            Ok(steps)
        }
        Qualifier::Procedures(list) => Ok(globs(run.graph, list, Segment::Procedure)),
        Qualifier::Functions(list) => Ok(globs(run.graph, list, Segment::Function)),
        Qualifier::Settings(list) => Ok(globs(run.graph, list, Segment::Setting)),
        Qualifier::Secret(ast::AllOr::All) => whole(Segment::Secret(AllOr::All)),
        Qualifier::Secret(ast::AllOr::Some(secrets)) => {
            let mut steps = Vec::with_capacity(secrets.len());
            for secret in secrets {
                let name = run.text(secret)?;
                let segment = Segment::Secret(AllOr::One(run.graph.symbols_mut().intern(name)));
                steps.push(SegmentStep { segment, written: Narrowed::Whole });
            }
            Ok(steps)
        }
    }
}

/// What an action without written qualifier is about.
fn implied(action: Action) -> Vec<SegmentStep> {
    let step = |segment, written| SegmentStep { segment, written };
    let (nodes, relationships) = (Segment::Node(AllOr::All), Segment::Relationship(AllOr::All));
    match action {
        // Written without elements, stored for both.
        Action::Write => {
            vec![step(nodes, Narrowed::Whole), step(relationships, Narrowed::Whole)]
        }
        Action::SetLabel | Action::RemoveLabel => vec![step(nodes, Narrowed::Whole)],
        Action::GraphActions => vec![step(Segment::Database, Narrowed::Whole)],
        Action::ShowTransaction | Action::TerminateTransaction | Action::TransactionManagement => {
            vec![step(Segment::User(AllOr::All), Narrowed::Whole)]
        }
        Action::Impersonate => vec![step(Segment::User(AllOr::All), Narrowed::Whole)],
        action if action.family() == ActionFamily::Graph => {
            vec![step(nodes, Narrowed::AllNodes), step(relationships, Narrowed::AllRelationships)]
        }
        _ => vec![step(Segment::Database, Narrowed::Whole)],
    }
}

fn elements(
    graph: &mut SystemGraph,
    names: &ast::AllOr<Ident>,
    nodes: bool,
    relationships: bool,
) -> Vec<SegmentStep> {
    let mut steps = Vec::new();
    let mut push = |name, node: Narrowed, relationship: Narrowed| {
        if nodes {
            steps.push(SegmentStep { segment: Segment::Node(name), written: node });
        }
        if relationships {
            let segment = Segment::Relationship(name);
            steps.push(SegmentStep { segment, written: relationship });
        }
    };
    match names {
        ast::AllOr::All => push(AllOr::All, Narrowed::AllNodes, Narrowed::AllRelationships),
        ast::AllOr::Some(names) => {
            for (index, name) in names.iter().enumerate() {
                let name = AllOr::One(graph.symbols_mut().intern(&name.value));
                push(name, Narrowed::Node(index), Narrowed::Relationship(index));
            }
        }
    }
    steps
}

/// A glob that is just `*` means all.
fn globs(
    graph: &mut SystemGraph,
    globs: &[Spanned<Glob>],
    segment: fn(AllOr<Symbol>) -> Segment<Symbol, RuleId>,
) -> Vec<SegmentStep> {
    let step = |(index, glob): (usize, &Spanned<Glob>)| {
        let of = match glob.value.text.as_str() {
            "*" => AllOr::All,
            text => AllOr::One(graph.symbols_mut().intern(text)),
        };
        SegmentStep { segment: segment(of), written: Narrowed::Item(index) }
    };
    globs.iter().enumerate().map(step).collect()
}

/// The resources of a command, in written order.
pub(super) fn resources(
    graph: &mut SystemGraph,
    command: &PrivilegeCommand,
) -> Vec<Resource<Symbol>> {
    let mut named = |names: &[Ident], resource: fn(Symbol) -> Resource<Symbol>| {
        names.iter().map(|name| resource(graph.symbols_mut().intern(&name.value))).collect()
    };
    match (&command.privilege.resource, &command.privilege.target) {
        (ast::Resource::Properties(ast::AllOr::All), _) => vec![Resource::AllProperties],
        (ast::Resource::Properties(ast::AllOr::Some(names)), _) => named(names, Resource::Property),
        (ast::Resource::Labels(ast::AllOr::All), _) => vec![Resource::AllLabels],
        (ast::Resource::Labels(ast::AllOr::Some(names)), _) => named(names, Resource::Label),
        (ast::Resource::None, Target::Graph(_)) => vec![Resource::Graph],
        (ast::Resource::None, Target::Database(_) | Target::Dbms) => vec![Resource::Database],
        (ast::Resource::None, Target::AllData | Target::Cidr(_) | Target::Url(_)) => {
            vec![Resource::File]
        }
    }
}

/// The property or label of a step alone, for `REVOKE`.
pub(super) fn narrowed_resource(whole: &ast::Resource, index: usize) -> ast::Resource {
    let one = |names: &[Ident]| ast::AllOr::Some(names.get(index).cloned().into_iter().collect());
    match whole {
        ast::Resource::Properties(ast::AllOr::Some(names)) => ast::Resource::Properties(one(names)),
        ast::Resource::Labels(ast::AllOr::Some(names)) => ast::Resource::Labels(one(names)),
        whole => whole.clone(),
    }
}
