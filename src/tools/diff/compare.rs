//! The steps from one state to another.

use super::step::{Gone, Grantee, Step};
use super::{privileges, shards};
use crate::graph::{SYSTEM_DATABASE, ServerState};
use crate::privilege::Reach;
use crate::text::Text;
use crate::tools::state::{
    Alias, AuthRule, Database, DatabaseType, Hidden, Remote, Row, Server, State, Target, User,
};
use std::collections::{BTreeMap, BTreeSet};

/// When privileges count as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comparison {
    /// When all decisions are: `ALL` and its parts, a privilege and one that contains it.
    #[default]
    Meaning,
    /// When they are the same privileges.
    Exact,
}

/// The steps that lead from one state to another, in the order in which they work.
#[must_use]
pub fn steps<'s>(from: &'s State, to: &'s State, comparison: Comparison) -> Vec<Step<'s>> {
    let mut comparer = Comparer { from, to, comparison, steps: Vec::new() };
    comparer.settings();
    comparer.servers();
    let gone = comparer.databases();
    comparer.aliases(&gone);
    let roles = comparer.roles(&gone);
    comparer.auth_rules(&roles);
    comparer.users(&roles);
    let mut steps = comparer.steps;
    steps.sort_by_key(Step::phase);
    steps
}

struct Comparer<'s> {
    from: &'s State,
    to: &'s State,
    comparison: Comparison,
    steps: Vec<Step<'s>>,
}

/// Two lists by name: what is in one of them or both.
fn by_name<'s, T>(
    from: &'s [T],
    to: &'s [T],
    name: fn(&T) -> &Text,
) -> Vec<(Option<&'s T>, Option<&'s T>)> {
    let mut pairs: BTreeMap<&Text, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for thing in from {
        pairs.entry(name(thing)).or_default().0 = Some(thing);
    }
    for thing in to {
        pairs.entry(name(thing)).or_default().1 = Some(thing);
    }
    pairs.into_values().collect()
}

/// Whether passwords differ, as far as both are known.
pub(super) fn differ(from: Option<&Hidden>, to: Option<&Hidden>) -> bool {
    matches!((from, to), (Some(from), Some(to)) if from != to)
}

impl<'s> Comparer<'s> {
    fn settings(&mut self) {
        let to = &self.to.default_database;
        if self.from.default_database != *to {
            self.steps.push(Step::Impossible(format!(
                "The default database is a setting: initial.dbms.default_database={to}"
            )));
        }
    }

    fn servers(&mut self) {
        for (from, to) in by_name(&self.from.servers, &self.to.servers, |server| &server.id) {
            match (from, to) {
                (Some(from), Some(to)) => self.server(from, to),
                (Some(from), None) => {
                    if matches!(from.state, ServerState::Enabled | ServerState::Cordoned) {
                        self.steps.push(Step::Deallocate(from));
                    }
                    self.steps.push(match from.state {
                        ServerState::Free => Step::Impossible(format!(
                            "Server '{}' is not part of the other cluster.",
                            from.name
                        )),
                        _ => Step::DropServer(from),
                    });
                }
                (None, Some(to)) => self.steps.push(Step::Impossible(format!(
                    "Server '{}' has to join the cluster first.",
                    to.id
                ))),
                (None, None) => {}
            }
        }
    }

    fn server(&mut self, from: &'s Server, to: &'s Server) {
        use ServerState as S;
        if from.name != to.name {
            self.steps.push(Step::RenameServer(&from.name, to));
        }
        match (from.state, to.state) {
            (S::Free | S::Cordoned, S::Enabled) => self.steps.push(Step::EnableServer(to)),
            (S::Free, S::Deallocated) => {
                self.steps.push(Step::EnableServer(to));
                self.steps.push(Step::Deallocate(to));
            }
            (S::Enabled | S::Cordoned, S::Deallocated) => self.steps.push(Step::Deallocate(to)),
            (a, b) if a == b => {}
            (a, b) => self.steps.push(Step::Impossible(format!(
                "Server '{}' is {}, not {}.",
                to.name,
                a.as_str(),
                b.as_str()
            ))),
        }
        let options = |server: &Server| {
            (
                server.mode_constraint,
                server.allowed_databases.clone(),
                server.denied_databases.clone(),
                server.tags.clone(),
            )
        };
        if options(from) != options(to) {
            self.steps.push(Step::AlterServer(to));
        }
    }

    /// The databases and remote aliases that go, if only to be made anew: privileges go with them.
    fn databases(&mut self) -> BTreeSet<&'s Text> {
        let mut gone = BTreeSet::new();
        for (from, to) in by_name(&self.from.databases, &self.to.databases, |db| &db.name) {
            match (from, to) {
                (Some(from), Some(to)) if can_become(from, to) => self.database(from, to),
                (from, to) => {
                    if let Some(from) = from {
                        let why = if to.is_some() { Gone::Replaced } else { Gone::Absent };
                        self.steps.push(Step::DropDatabase(from, why));
                        gone.insert(&from.name);
                    }
                    if let Some(to) = to {
                        self.new_database(to);
                    }
                }
            }
        }
        gone
    }

    fn new_database(&mut self, to: &'s Database) {
        if to.name == SYSTEM_DATABASE {
            // It is in every DBMS; states without it are refused when they are read.
            return;
        }
        self.steps.push(Step::CreateDatabase(to));
        if to.kind == DatabaseType::Standard && to.access == crate::ast::DatabaseAccess::ReadOnly {
            self.steps.push(Step::AlterDatabase(None, to));
        }
        if !to.online {
            self.steps.push(Step::SwitchDatabase(to));
        }
        self.steps.extend(shards::steps(None, to));
    }

    fn database(&mut self, from: &'s Database, to: &'s Database) {
        let is_standard = to.kind == DatabaseType::Standard;
        let is_altered = from.default_language != to.default_language
            || (is_standard
                && (from.access != to.access
                    || (from.primaries, from.secondaries) != (to.primaries, to.secondaries)
                    || to
                        .options
                        .0
                        .iter()
                        .any(|(key, value)| from.options.0.get(key) != Some(value))));
        if is_altered {
            self.steps.push(Step::AlterDatabase(Some(from), to));
        }
        if is_standard {
            let removed = from.options.0.keys().filter(|key| !to.options.0.contains_key(*key));
            self.steps.extend(removed.map(|key| Step::RemoveOption(to, key)));
        }
        if from.online != to.online && to.kind != DatabaseType::System {
            self.steps.push(Step::SwitchDatabase(to));
        }
        self.steps.extend(shards::steps(Some(from), to));
    }

    fn aliases(&mut self, gone: &BTreeSet<&'s Text>) {
        for (from, to) in by_name(&self.from.aliases, &self.to.aliases, |alias| &alias.name) {
            // An alias goes before what it belongs to or stands for can go.
            let is_dragged = from.is_some_and(|from| {
                let target = match &from.target {
                    Target::Local(target) => Some(target),
                    Target::Remote(_) => None,
                };
                target.into_iter().chain(&from.composite).any(|name| gone.contains(name))
            });
            match (from, to) {
                (Some(from), Some(to)) if !is_dragged && is_alterable(from, to) => {
                    if is_changed(from, to) {
                        self.steps.push(Step::AlterAlias(from, to));
                    }
                }
                (from, to) => {
                    if let Some(from) = from {
                        let why = match to {
                            None => Gone::Absent,
                            Some(_) if is_dragged => Gone::Dragged,
                            Some(_) => Gone::Replaced,
                        };
                        self.steps.push(Step::DropAlias(from, why));
                    }
                    self.steps.extend(to.map(Step::CreateAlias));
                }
            }
        }
    }

    /// The names of roles that go, if only to be made anew.
    fn roles(&mut self, gone: &BTreeSet<&'s Text>) -> BTreeSet<&'s Text> {
        // Privileges on remote aliases go with these.
        let aliases: BTreeSet<&Text> = self
            .steps
            .iter()
            .filter_map(|step| match step {
                Step::DropAlias(alias, _) => Some(&alias.name),
                _ => None,
            })
            .collect();
        let is_gone = |row: &&Row| match &row.scope {
            crate::privilege::Scope::Graph(Reach::Named(name))
            | crate::privilege::Scope::Database(Reach::Named(name)) => {
                gone.contains(name) || aliases.contains(name)
            }
            _ => false,
        };
        let mut dropped = BTreeSet::new();
        for (from, to) in by_name(&self.from.roles, &self.to.roles, |role| &role.name) {
            let kept = from.filter(|from| to.is_some_and(|to| to.immutable == from.immutable));
            if let Some(from) = from.filter(|_| kept.is_none()) {
                let why = if to.is_some() { Gone::Replaced } else { Gone::Absent };
                self.steps.push(Step::DropRole(from, why));
                dropped.insert(&from.name);
            }
            let Some(to) = to else { continue };
            if kept.is_none() {
                self.steps.push(Step::CreateRole(to));
            }
            let present: Vec<&Row> = kept
                .into_iter()
                .flat_map(|role| &role.privileges)
                .filter(|row| !is_gone(row))
                .collect();
            let wanted: Vec<&Row> = to.privileges.iter().collect();
            let changes = privileges::compare(&present, &wanted, self.comparison);
            self.steps.extend(changes.revoke.into_iter().map(|row| Step::Revoke(&to.name, row)));
            self.steps.extend(changes.grant.into_iter().map(|row| Step::Grant(&to.name, row)));
            let after = changes.deny_after.into_iter();
            self.steps.extend(after.map(|row| Step::DenyAfterRevoke(&to.name, row)));
        }
        dropped
    }

    /// Roles that are granted to a user or auth rule in one state and not in the other.
    fn memberships(
        &mut self,
        grantee: Grantee<'s>,
        from: Option<&'s BTreeSet<Text>>,
        to: &'s BTreeSet<Text>,
        dropped: &BTreeSet<&'s Text>,
    ) {
        let has = |roles: Option<&BTreeSet<Text>>, role: &Text| {
            roles.is_some_and(|roles| roles.contains(role)) && !dropped.contains(role)
        };
        let lost: Vec<&str> = from
            .into_iter()
            .flatten()
            .filter(|role| !to.contains(*role) && !dropped.contains(role))
            .map(Text::as_str)
            .collect();
        if !lost.is_empty() {
            self.steps.push(Step::RevokeRoles(lost, grantee));
        }
        let new: Vec<&str> = to.iter().filter(|role| !has(from, role)).map(Text::as_str).collect();
        if !new.is_empty() {
            self.steps.push(Step::GrantRoles(new, grantee));
        }
    }

    fn auth_rules(&mut self, dropped: &BTreeSet<&'s Text>) {
        for (from, to) in by_name(&self.from.auth_rules, &self.to.auth_rules, |rule| &rule.name) {
            match (from, to) {
                (Some(from), None) => self.steps.push(Step::DropAuthRule(from)),
                (Some(from), Some(to)) => {
                    let content = |rule: &'s AuthRule| (&rule.condition, rule.enabled);
                    if content(from) != content(to) {
                        self.steps.push(Step::AlterAuthRule(from, to));
                    }
                }
                (None, Some(to)) => self.steps.push(Step::CreateAuthRule(to)),
                (None, None) => {}
            }
            if let Some(to) = to {
                let grantee = Grantee::AuthRule(&to.name);
                self.memberships(grantee, from.map(|from| &from.roles), &to.roles, dropped);
            }
        }
    }

    fn users(&mut self, dropped: &BTreeSet<&'s Text>) {
        // Who has an external id afterwards.
        let mut owners: BTreeMap<(&Text, &Text), &Text> = BTreeMap::new();
        for user in &self.to.users {
            owners.extend(user.auth.iter().map(|id| (id, &user.name)));
        }
        for (from, to) in by_name(&self.from.users, &self.to.users, |user| &user.name) {
            match (from, to) {
                (Some(from), None) => self.steps.push(Step::DropUser(from)),
                (None, Some(to)) => self.steps.push(Step::CreateUser(to)),
                (Some(from), Some(to)) => {
                    let is_taken = |id: &(&Text, &Text)| {
                        owners.get(id).is_some_and(|owner| **owner != from.name)
                    };
                    let parked = from.auth.iter().filter(is_taken).map(|(provider, _)| provider);
                    self.steps.extend(parked.map(|provider| Step::ParkId(from, provider)));
                    if is_altered(from, to) {
                        self.steps.push(Step::AlterUser(from, to));
                    }
                }
                (None, None) => {}
            }
            if let Some(to) = to {
                let grantee = Grantee::User(&to.name);
                self.memberships(grantee, from.map(|from| &from.roles), &to.roles, dropped);
            }
        }
    }
}

/// Whether a database can stay and be altered.
fn can_become(from: &Database, to: &Database) -> bool {
    // A server refuses to go back to a single primary.
    let is_shrunk = to.kind == DatabaseType::Standard && from.primaries > 1 && to.primaries == 1;
    from.kind == to.kind && !is_shrunk && shards::can_become(from, to)
}

/// Whether `ALTER ALIAS` leads from one to the other.
fn is_alterable(from: &Alias, to: &Alias) -> bool {
    let is_same_kind = match (&from.target, &to.target) {
        (Target::Local(_), Target::Local(_)) => true,
        (Target::Remote(from), Target::Remote(to)) => from.user.is_some() == to.user.is_some(),
        _ => false,
    };
    is_same_kind && from.composite == to.composite
}

fn is_changed(from: &Alias, to: &Alias) -> bool {
    let is_target_changed = match (&from.target, &to.target) {
        (Target::Remote(from_remote), Target::Remote(to_remote)) => {
            is_remote_changed(from_remote, to_remote, to.composite.is_some())
        }
        (from, to) => from != to,
    };
    is_target_changed || from.properties != to.properties
}

/// Constituents of a composite database have no language of their own.
fn is_remote_changed(from: &Remote, to: &Remote, is_constituent: bool) -> bool {
    let content =
        |remote: &Remote| (remote.database.clone(), remote.url.clone(), remote.user.clone());
    content(from) != content(to)
        || from.driver != to.driver
        || differ(from.password.as_ref(), to.password.as_ref())
        || (!is_constituent && from.default_language != to.default_language)
}

fn is_altered(from: &User, to: &User) -> bool {
    let native = match (&from.native, &to.native) {
        (Some(from), Some(to)) => {
            from.change_required != to.change_required
                || differ(from.password.as_ref(), to.password.as_ref())
        }
        (from, to) => from.is_some() != to.is_some(),
    };
    native
        || from.auth != to.auth
        || from.suspended != to.suspended
        || from.home_database != to.home_database
        || from.tags != to.tags
}
