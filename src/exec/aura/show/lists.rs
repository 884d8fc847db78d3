//! Organizations, projects, tenants, instances, API credentials, the account, the roles.

use super::super::session::ConsoleSession;
use super::Rows;
use super::commands::{
    COMMANDS, command_row, create_instance, create_organization, create_project,
};
use super::support::{asked, count, pending_invites, shown, time};
use crate::aura::{
    AccountId, OrganizationCapability, OrganizationId, OrganizationRole, ProjectCapability,
    ProjectId, ProjectRole, Subject, same_email,
};
use crate::query::{Column, Row};
use crate::status::Error;
use crate::value::Value;

pub(super) const ORGANIZATIONS: [Column; 7] = [
    shown("name"),
    shown("role"),
    shown("projects"),
    asked("id"),
    asked("plan"),
    asked("members"),
    asked("createdAt"),
];

pub(super) fn organizations(session: &ConsoleSession, as_commands: bool) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    if as_commands {
        let own = console.organizations().filter(|(_, it)| it.members.contains_key(&caller));
        return Ok((&COMMANDS, own.map(|(_, it)| command_row(&create_organization(it))).collect()));
    }
    let row = |(id, it): (OrganizationId, &crate::aura::Organization)| {
        let role = console.organization_role(caller, id)?;
        Some(vec![
            it.name.clone().into(),
            role.console_name().into(),
            count(console.projects_of(id).count()),
            it.uuid.clone().into(),
            it.plan.name().into(),
            count(it.members.len()),
            time(it.created),
        ])
    };
    Ok((&ORGANIZATIONS, console.organizations().filter_map(row).collect()))
}

pub(super) const PROJECTS: [Column; 8] = [
    shown("name"),
    shown("organization"),
    shown("role"),
    shown("instances"),
    shown("members"),
    asked("id"),
    asked("toolAuthentication"),
    asked("current"),
];

fn project_row(session: &ConsoleSession, caller: AccountId, id: ProjectId) -> Option<Row> {
    let console = &session.console;
    let it = console.project(id)?;
    let organization = it.organization.and_then(|id| console.organization(id));
    let role = console.project_role(caller, id).map(|role| it.role_name(role));
    let is_current = console.account(caller).is_some_and(|it| it.current == Some(id));
    Some(vec![
        it.name.clone().into(),
        organization.map(|it| it.name.clone()).into(),
        role.into(),
        count(console.instances_of(id).count()),
        count(it.members.len()),
        it.uuid.clone().into(),
        it.tool_authentication.into(),
        is_current.into(),
    ])
}

pub(super) fn projects(
    session: &ConsoleSession,
    within: Option<OrganizationId>,
    as_commands: bool,
) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let is_seen = |organization: OrganizationId| {
        let needed = OrganizationCapability::ListOrgProjects;
        within.is_none_or(|within| within == organization)
            && console
                .decide_in_organization(caller, organization, needed, Subject::default())
                .is_allowed()
    };
    let seen = console.projects().filter(|(_, it)| it.organization.is_some_and(is_seen));
    Ok(project_rows(session, caller, seen.map(|(id, _)| id), as_commands))
}

pub(super) fn tenants(session: &ConsoleSession, as_commands: bool) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let own =
        console.projects().filter(|(_, it)| it.is_tenant() && it.members.contains_key(&caller));
    Ok(project_rows(session, caller, own.map(|(id, _)| id), as_commands))
}

fn project_rows(
    session: &ConsoleSession,
    caller: AccountId,
    ids: impl Iterator<Item = ProjectId>,
    as_commands: bool,
) -> Rows {
    if as_commands {
        let commands = ids.filter_map(|id| create_project(&session.console, id));
        return (&COMMANDS, commands.map(|command| command_row(&command)).collect());
    }
    (&PROJECTS, ids.filter_map(|id| project_row(session, caller, id)).collect())
}

pub(super) const INSTANCES: [Column; 7] = [
    shown("name"),
    shown("project"),
    shown("tier"),
    shown("status"),
    shown("toolAuthentication"),
    asked("id"),
    asked("databaseRole"),
];

pub(super) fn instances(
    session: &ConsoleSession,
    within: Option<ProjectId>,
    as_commands: bool,
) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let is_seen = |id| {
        let needed = ProjectCapability::ViewInstances;
        within.is_none_or(|within| within == id)
            && console.decide_in_project(caller, id, needed).is_allowed()
    };
    let seen = console.instances().filter(|(_, it)| is_seen(it.project));
    if as_commands {
        let commands = seen.flat_map(|(_, it)| create_instance(console, it));
        return Ok((&COMMANDS, commands.map(|command| command_row(&command)).collect()));
    }
    // The role that the caller would have there. The members of a project have no such column: a project's
    // instances are of several tiers, so that a project role brings a role per instance, not one.
    let row = |(id, it): (_, &crate::aura::Instance)| {
        let role = console.database_role(caller, id).map(|role| role.name(&it.dbid));
        vec![
            it.name.clone().into(),
            console.project(it.project).map(|it| it.name.clone()).into(),
            it.tier.name().into(),
            if it.is_paused { "paused" } else { "running" }.into(),
            it.tool_authentication.into(),
            it.dbid.clone().into(),
            role.into(),
        ]
    };
    Ok((&INSTANCES, seen.map(row).collect()))
}

pub(super) const CREDENTIALS: [Column; 3] = [shown("name"), shown("clientId"), shown("createdAt")];

pub(super) fn credentials(session: &ConsoleSession) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let own = console.credentials().filter(|(_, it)| it.account == caller);
    let row = |(_, it): (_, &crate::aura::ApiCredential)| {
        vec![it.name.clone().into(), it.client_id.clone().into(), time(it.created)]
    };
    Ok((&CREDENTIALS, own.map(row).collect()))
}

pub(super) const ACCOUNT: [Column; 4] =
    [shown("email"), shown("currentProject"), shown("pendingInvites"), asked("id")];

pub(super) fn account(session: &ConsoleSession) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let Some(it) = console.account(caller) else { return Ok((&ACCOUNT, Vec::new())) };
    let current = it.current.and_then(|id| console.project(id));
    let pending = pending_invites(session).filter(|invite| same_email(&invite.email, &it.email));
    let row = vec![
        it.email.clone().into(),
        current.map(|it| it.name.clone()).into(),
        count(pending.count()),
        it.uuid.clone().into(),
    ];
    Ok((&ACCOUNT, vec![row]))
}

pub(super) const ROLES: [Column; 4] =
    [shown("role"), shown("level"), asked("apiName"), asked("inviteApiName")];

pub(super) fn roles() -> Rows {
    let of_organization = OrganizationRole::ALL.iter().map(|it| {
        vec![
            it.console_name().into(),
            "organization".into(),
            it.api_name().into(),
            it.invite_api_name().into(),
        ]
    });
    let of_project = ProjectRole::ALL.iter().map(|it| {
        vec![
            it.console_name().into(),
            "project".into(),
            it.api_name().into(),
            it.invite_api_name().into(),
        ]
    });
    // Tenants were before the API had roles.
    let of_tenant = ProjectRole::ALL
        .iter()
        .map(|it| vec![it.tenant_name().into(), "tenant".into(), Value::Null, Value::Null]);
    (&ROLES, of_organization.chain(of_project).chain(of_tenant).collect())
}
