//! `GRANT`, `DENY` and `REVOKE` of privileges.
//!
//! A command is a nest of loops over what it names (reference, section 3.3); each innermost step is
//! one row with its own check and its own remark. The hot path, a GRANT that has an effect, formats
//! no text and copies no part of the syntax tree.

use super::databases;
use super::run::{Given, Run};
use super::translate::{self, SegmentStep};
use crate::ast::{
    self, CypherVersion, GraphName, NameOrParam, PrivilegeCommand, PrivilegeVerb, RevokeKind,
    Target,
};
use crate::graph::{Change, Database, PrivilegeKey, RoleId, StoredRow, Symbol};
use crate::privilege::{Access, Reach, Resource, Scope};
use crate::status::{AssignVerb, Effect, Error, Impossible, Named, Notification, PrivilegeError};
use std::borrow::Cow;

/// The parts of a command that one step is about.
struct Step<'a> {
    command: &'a PrivilegeCommand,
    scope: Option<&'a GraphName>,
    role: &'a NameOrParam,
    segment: Option<&'a SegmentStep>,
    resource: usize,
}

impl Step<'_> {
    /// The command narrowed to this step, as notifications and errors print it.
    fn text(&self, verb: PrivilegeVerb) -> String {
        let whole = &self.command.privilege;
        let scope = |scope: &ast::Scope| match self.scope {
            Some(name) => ast::Scope::Named(vec![name.clone()]),
            None => scope.clone(),
        };
        let target = match &whole.target {
            Target::Graph(of) => Target::Graph(scope(of)),
            Target::Database(of) => Target::Database(scope(of)),
            other => other.clone(),
        };
        // GRANT and DENY keep the list of properties as typed; only REVOKE narrows it.
        let resource = match verb {
            PrivilegeVerb::Revoke(_) => {
                translate::narrowed_resource(&whole.resource, self.resource)
            }
            PrivilegeVerb::Grant | PrivilegeVerb::Deny => whole.resource.clone(),
        };
        let qualifier = match self.segment {
            Some(step) => step.written.qualifier(&whole.qualifier),
            None => whole.qualifier.clone(),
        };
        PrivilegeCommand {
            verb,
            immutable: self.command.immutable,
            privilege: ast::Privilege {
                action: whole.action,
                resource,
                target,
                qualifier,
                place: whole.place,
            },
            roles: vec![self.role.clone()],
            place: self.command.place,
        }
        .to_string()
    }
}

/// Why a step cannot be made, before it is known whether that is an error.
enum Obstacle<'s> {
    RoleMissing(Given<'s>),
    DatabaseMissing(Cow<'s, str>, Option<&'s str>),
    WildcardParameter,
}

/// `{GRANT | DENY | REVOKE} … {TO | FROM} …`
pub(super) fn change<'s>(run: &mut Run<'s>, command: &'s PrivilegeCommand) -> Result<(), Error> {
    if command.immutable && run.config.auth_enabled {
        let role = match command.roles.first() {
            Some(role) => run.name(role)?.text.to_owned(),
            None => String::new(),
        };
        return Err(PrivilegeError::Immutable { verb: assign_verb(command.verb), role }.into());
    }
    let segments = translate::segments(run, command)?;
    let resources = translate::resources(run.graph, command);
    match &command.privilege.target {
        Target::Dbms => in_scope(run, command, Ok(Scope::Dbms), None, &segments, &resources),
        Target::AllData | Target::Cidr(_) | Target::Url(_) => {
            in_scope(run, command, Ok(Scope::Load), None, &segments, &resources)
        }
        Target::Graph(scope) => in_scopes(run, command, scope, Scope::Graph, &segments, &resources),
        Target::Database(scope) => {
            in_scopes(run, command, scope, Scope::Database, &segments, &resources)
        }
    }
}

fn assign_verb(verb: PrivilegeVerb) -> AssignVerb {
    match verb {
        PrivilegeVerb::Grant => AssignVerb::Grant,
        PrivilegeVerb::Deny => AssignVerb::Deny,
        PrivilegeVerb::Revoke(_) => AssignVerb::Revoke,
    }
}

fn verb_words(verb: PrivilegeVerb) -> &'static str {
    match verb {
        PrivilegeVerb::Grant => "GRANT",
        PrivilegeVerb::Deny => "DENY",
        PrivilegeVerb::Revoke(_) => "REVOKE",
    }
}

/// The outermost loop: graphs or databases.
fn in_scopes<'s>(
    run: &mut Run<'s>,
    command: &'s PrivilegeCommand,
    scope: &'s ast::Scope,
    target: fn(Reach<Symbol>) -> Scope<Symbol>,
    segments: &[SegmentStep],
    resources: &[Resource<Symbol>],
) -> Result<(), Error> {
    let names = match scope {
        ast::Scope::All => {
            remark_sharded(run, command, None);
            return in_scope(run, command, Ok(target(Reach::All)), None, segments, resources);
        }
        // `DEFAULT` is refused before; it means what `HOME` means.
        ast::Scope::Home | ast::Scope::Default(_) => {
            return in_scope(run, command, Ok(target(Reach::Home)), None, segments, resources);
        }
        ast::Scope::Named(names) => names,
    };
    for name in names {
        let given = run.database(name)?;
        let found = run
            .graph
            .symbols()
            .get(&given.name)
            .and_then(|symbol| run.graph.resolve_database(symbol));
        // Privileges are on the whole database (operations manual, role-based access control of sharded
        // property databases).
        if let Some(shard) = run.graph.shard(&given.name) {
            return Err(databases::refuse_shard(run, verb_words(command.verb), shard));
        }
        let scope = match found {
            Some(database) => {
                remark_sharded(run, command, Some(database));
                Ok(target(Reach::Named(database)))
            }
            None if given.param.is_some() && given.name == "*" => Err(Obstacle::WildcardParameter),
            None => Err(Obstacle::DatabaseMissing(given.name, given.param)),
        };
        in_scope(run, command, scope, Some(name), segments, resources)?;
    }
    Ok(())
}

/// Remarks a property rule that is granted on a sharded database: on this one, or on all databases.
///
/// UNKNOWN: whether Neo4j says so of all databases while none is sharded; here it does not.
fn remark_sharded(run: &mut Run<'_>, command: &PrivilegeCommand, database: Option<Symbol>) {
    let is_rule = matches!(command.privilege.qualifier, ast::Qualifier::Pattern(_));
    let is_reached = |name| database.is_none_or(|database| database == name);
    let is_granted = command.verb == PrivilegeVerb::Grant;
    let is_sharded = |(name, it): (Symbol, &Database)| it.shards.is_some() && is_reached(name);
    if is_granted && is_rule && run.graph.databases().any(is_sharded) {
        notify_once(run, Notification::sharded_privilege());
    }
}

/// The inner loops: roles, then qualifiers, then properties or labels.
fn in_scope<'s>(
    run: &mut Run<'s>,
    command: &'s PrivilegeCommand,
    scope: Result<Scope<Symbol>, Obstacle<'s>>,
    scope_name: Option<&'s GraphName>,
    segments: &[SegmentStep],
    resources: &[Resource<Symbol>],
) -> Result<(), Error> {
    for role in &command.roles {
        let step = |segment, resource| Step { command, scope: scope_name, role, segment, resource };
        let given = run.name(role)?;
        let scope = match &scope {
            Ok(scope) => *scope,
            Err(obstacle) => {
                for segment in segments {
                    meet(run, &step(Some(segment), 0), obstacle)?;
                }
                continue;
            }
        };
        let symbol = run.graph.symbols().get(given.text);
        let Some(role) = symbol.and_then(|symbol| run.graph.role_id(symbol)) else {
            let obstacle = Obstacle::RoleMissing(given);
            for segment in segments {
                meet(run, &step(Some(segment), 0), &obstacle)?;
            }
            continue;
        };
        for segment in segments {
            for (at, resource) in resources.iter().enumerate() {
                let key = PrivilegeKey::from(StoredRow {
                    access: Access::Granted,
                    action: command.privilege.action,
                    resource: *resource,
                    scope,
                    segment: segment.segment,
                    is_immutable: command.immutable,
                });
                let step = step(Some(segment), at);
                match command.verb {
                    PrivilegeVerb::Grant => assign(run, &step, role, key)?,
                    PrivilegeVerb::Deny => {
                        assign(run, &step, role, key.with_access(Access::Denied))?;
                    }
                    PrivilegeVerb::Revoke(kind) => revoke(run, &step, role, key, kind)?,
                }
            }
        }
    }
    Ok(())
}

/// A step that cannot be made: an error, or for REVOKE in Cypher 5 a warning.
fn meet(run: &mut Run<'_>, step: &Step<'_>, obstacle: &Obstacle<'_>) -> Result<(), Error> {
    let is_revoke = matches!(step.command.verb, PrivilegeVerb::Revoke(_));
    let text = step.text(step.command.verb);
    if is_revoke && run.version == CypherVersion::Cypher5 {
        let why = match obstacle {
            Obstacle::RoleMissing(_) => Impossible::Missing(Named::Role),
            Obstacle::DatabaseMissing(name, _) => Impossible::DatabaseMissing(name.to_string()),
            Obstacle::WildcardParameter => Impossible::WildcardParameter,
        };
        notify_once(run, Notification::impossible_revoke(&text, &why));
        return Ok(());
    }
    let role_span = step.role.span();
    let scope_span = step.scope.map_or(role_span, GraphName::span);
    let (error, span) = match obstacle {
        Obstacle::RoleMissing(role) => {
            let (name, param) = (role.text.to_owned(), role.param());
            (PrivilegeError::RoleMissing { command: text, role: name, param }, role_span)
        }
        Obstacle::DatabaseMissing(name, param) => {
            let (database, param) = (name.to_string(), param.map(str::to_owned));
            (PrivilegeError::DatabaseMissing { command: text, database, param }, scope_span)
        }
        Obstacle::WildcardParameter => {
            (PrivilegeError::WildcardParameter { command: text }, scope_span)
        }
    };
    Err(Error::at(error.into(), span))
}

/// Adds one row.
fn assign(
    run: &mut Run<'_>,
    step: &Step<'_>,
    role: RoleId,
    privilege: PrivilegeKey,
) -> Result<(), Error> {
    if let Some(found) = run.graph.role(role) {
        if found.is_immutable && !privilege.is_immutable() {
            return Err(PrivilegeError::ImmutableRole.into());
        }
        if privilege.access() == Access::Denied && !found.auth_rules.is_empty() {
            let command = step.text(step.command.verb);
            return Err(PrivilegeError::DenyToAuthRuleRole { command }.into());
        }
    }
    if run.apply(Change::PrivilegeAssigned { role, privilege }) {
        run.updates += 1;
    } else {
        let text = step.text(step.command.verb);
        notify_once(run, Notification::no_effect(&text, Effect::PrivilegePresent));
    }
    Ok(())
}

/// Removes one row, granted and denied, immutable and not, as far as the command asks for it.
fn revoke(
    run: &mut Run<'_>,
    step: &Step<'_>,
    role: RoleId,
    key: PrivilegeKey,
    kind: RevokeKind,
) -> Result<(), Error> {
    let halves: &[Access] = match kind {
        RevokeKind::Both => &[Access::Granted, Access::Denied],
        RevokeKind::Grant => &[Access::Granted],
        RevokeKind::Deny => &[Access::Denied],
    };
    let mut has_effect = false;
    for access in halves {
        let immutable = key.with_access(*access).with_immutable(true);
        if run.config.auth_enabled {
            let holds =
                run.graph.role(role).is_some_and(|role| role.privileges.contains(immutable));
            if holds {
                let name = run.graph.role(role).map(|role| run.graph.text(role.name).to_owned());
                let (verb, role) = (AssignVerb::Revoke, name.unwrap_or_default());
                return Err(PrivilegeError::Immutable { verb, role }.into());
            }
        }
        let mutable = (!key.is_immutable()).then(|| immutable.with_immutable(false));
        for privilege in std::iter::once(immutable).chain(mutable) {
            if run.apply(Change::PrivilegeRemoved { role, privilege }) {
                run.updates += 1;
                has_effect = true;
            }
        }
    }
    if !has_effect {
        // UNKNOWN: what plain REVOKE says when neither half exists; the manual's one example names
        // the DENY half.
        let named = if kind == RevokeKind::Grant { RevokeKind::Grant } else { RevokeKind::Deny };
        let text = step.text(PrivilegeVerb::Revoke(named));
        notify_once(run, Notification::no_effect(&text, Effect::PrivilegeAbsent));
    }
    Ok(())
}

/// Rows that are written as one (the two of WRITE, the properties of a list) are reported as one.
fn notify_once(run: &mut Run<'_>, notification: Notification) {
    if run.notifications.last() != Some(&notification) {
        run.notify(notification);
    }
}
