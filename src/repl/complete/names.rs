//! The names that there are: in the system graph, in its privileges, in the Aura console, among the parameters.

use super::candidate::{Candidate, begins};
use super::columns;
use super::place::Place;
use crate::ast::{Quotes, string_literal};
use crate::aura::{
    DatabaseCapability, OrganizationCapability, OrganizationRole, ProjectCapability, ProjectRole,
    SETTINGS, Tier,
};
use crate::catalog::{procedures, settings};
use crate::graph::SystemGraph;
use crate::parser::{NameKind, PieceKind};
use crate::privilege::{AllOr, Resource, Segment};
use crate::query::function_names;
use crate::repl::shell::Shell;
use crate::text::{escape_name, quoted_name};

/// Adds the names of a kind that the word at the place can become.
pub(super) fn add(shell: &Shell, kind: NameKind, place: &Place<'_>, found: &mut Vec<Candidate>) {
    let mut names = Names { place, found };
    let graph = shell.engine.state().map(|(graph, _)| graph);
    match kind {
        NameKind::Parameter => names.parameters(shell),
        NameKind::Column | NameKind::Expression => {
            for column in columns::columns(shell, place.beginning) {
                names.name(&column);
            }
            if kind == NameKind::Expression {
                names.functions();
                names.parameters(shell);
            }
        }
        NameKind::Role
        | NameKind::User
        | NameKind::AuthRule
        | NameKind::Database
        | NameKind::Alias
        | NameKind::Server
        | NameKind::Label
        | NameKind::Property => {
            if let Some(graph) = graph {
                names.of_graph(graph, kind);
            }
        }
        NameKind::Procedure => names.globs(procedures().iter().map(|it| it.name())),
        NameKind::ServerSetting => names.globs(settings().iter().map(|it| it.name)),
        // Privileges are about user-defined functions, and a server of itself has none.
        NameKind::Function => {}
        _ => names.of_console(shell, kind),
    }
}

struct Names<'a> {
    place: &'a Place<'a>,
    found: &'a mut Vec<Candidate>,
}

impl Names<'_> {
    fn is_wanted(&self, name: &str) -> bool {
        begins(name, self.place.bare())
    }

    /// A name, in backticks where it needs them or has been begun with one.
    fn name(&mut self, name: &str) {
        if !self.is_wanted(name) {
            return;
        }
        match self.place.kind {
            PieceKind::Backticks => self.found.push(Candidate::name(quoted_name(name))),
            PieceKind::Word | PieceKind::Blank => {
                self.found.push(Candidate::name(escape_name(name)))
            }
            _ => {}
        }
    }

    /// Names with dots, which need no backticks where globs stand.
    fn globs(&mut self, all: impl Iterator<Item = &'static str>) {
        if matches!(self.place.kind, PieceKind::Word | PieceKind::Blank) {
            let wanted = all.filter(|name| begins(name, self.place.word));
            self.found.extend(wanted.map(Candidate::name));
        }
    }

    /// A string, in the quotes it has been begun with.
    fn string(&mut self, text: &str) {
        let quotes = match self.place.kind {
            PieceKind::String if self.place.word.starts_with('"') => Quotes::Double,
            PieceKind::String | PieceKind::Blank => Quotes::Single,
            _ => return,
        };
        if self.is_wanted(text) {
            self.found.push(Candidate::name(string_literal(text, quotes)));
        }
    }

    fn parameters(&mut self, shell: &Shell) {
        if matches!(self.place.kind, PieceKind::Parameter | PieceKind::Blank) {
            let typed = self.place.bare();
            for name in shell.params.keys().filter(|name| begins(name, typed)) {
                self.found.push(Candidate::name(format!("${name}")));
            }
        }
    }

    /// Functions come with their bracket. There are too many to list where nothing has been typed.
    fn functions(&mut self) {
        if self.place.kind == PieceKind::Word {
            let typed = self.place.bare();
            for name in function_names().filter(|name| begins(name, typed)) {
                self.found
                    .push(Candidate { shown: format!("{name}()"), typed: format!("{name}(") });
            }
        }
    }

    fn of_graph(&mut self, graph: &SystemGraph, kind: NameKind) {
        match kind {
            NameKind::Role => graph.roles().for_each(|(_, role)| self.name(graph.text(role.name))),
            NameKind::User => graph.users().for_each(|(_, user)| self.name(graph.text(user.name))),
            NameKind::AuthRule => {
                graph.auth_rules().for_each(|(_, rule)| self.name(graph.text(rule.name)));
            }
            NameKind::Database => {
                graph.databases().for_each(|(name, _)| self.name(graph.text(name)));
                let shards = graph
                    .databases()
                    .flat_map(|(name, database)| database.shards().map(move |(id, _)| (name, id)));
                shards.for_each(|(name, id)| self.name(&id.name(graph.text(name))));
                graph.aliases().for_each(|(name, _)| self.name(graph.text(name)));
            }
            NameKind::Alias => graph.aliases().for_each(|(name, _)| self.name(graph.text(name))),
            NameKind::Server => graph.servers().for_each(|(name, _)| self.string(graph.text(name))),
            _ => self.mentioned(graph, kind == NameKind::Label),
        }
    }

    /// Labels, types and properties that the privileges mention: no others are known here.
    fn mentioned(&mut self, graph: &SystemGraph, is_label: bool) {
        let mut seen = rustc_hash::FxHashSet::default();
        let keys = graph.roles().flat_map(|(_, role)| role.privileges.iter());
        for row in keys.filter_map(|key| graph.named_row(key)) {
            let labels: &[&str] = match (row.segment, row.resource) {
                (Segment::Node(AllOr::One(name)) | Segment::Relationship(AllOr::One(name)), _)
                | (_, Resource::Label(name))
                    if is_label =>
                {
                    &[name]
                }
                (_, Resource::Property(name)) if !is_label => &[name],
                _ => &[],
            };
            for name in labels {
                if seen.insert(*name) {
                    self.name(name);
                }
            }
            if let Segment::Pattern(rule) = row.segment {
                let property = std::slice::from_ref(&rule.property);
                for name in if is_label { rule.labels() } else { property } {
                    if seen.insert(name.as_str()) {
                        self.name(name);
                    }
                }
            }
        }
    }

    fn of_console(&mut self, shell: &Shell, kind: NameKind) {
        let Some(console) = shell.engine.console() else { return };
        match kind {
            NameKind::Organization => {
                console.organizations().for_each(|(_, it)| self.name(&it.name))
            }
            NameKind::Project | NameKind::Tenant => console
                .projects()
                .filter(|(_, it)| it.is_tenant() == (kind == NameKind::Tenant))
                .for_each(|(_, it)| self.name(&it.name)),
            NameKind::Instance => console.instances().for_each(|(_, it)| self.name(&it.name)),
            NameKind::Email => {
                console.accounts().for_each(|(_, it)| self.string(&it.email));
                // Who has been invited need not have signed up.
                let invited = console.invites().filter(|(_, it)| it.answer.is_none());
                invited
                    .filter(|(_, it)| console.account_of(&it.email).is_none())
                    .for_each(|(_, it)| self.string(&it.email));
            }
            NameKind::InviteId => {
                let open = console.invites().filter(|(_, it)| it.answer.is_none());
                open.for_each(|(_, it)| self.string(&it.uuid));
            }
            NameKind::ConsoleRole => {
                OrganizationRole::ALL.iter().for_each(|role| self.name(role.console_name()));
                ProjectRole::ALL.iter().for_each(|role| self.name(role.console_name()));
            }
            NameKind::Capability => {
                OrganizationCapability::ALL.iter().for_each(|it| self.name(it.id()));
                ProjectCapability::ALL.iter().for_each(|it| self.name(it.id()));
                DatabaseCapability::ALL.iter().for_each(|it| self.name(it.id()));
            }
            NameKind::Tier => Tier::ALL.iter().for_each(|tier| self.name(tier.name())),
            NameKind::Setting => SETTINGS.iter().for_each(|setting| self.string(setting.key)),
            _ => {}
        }
    }
}
