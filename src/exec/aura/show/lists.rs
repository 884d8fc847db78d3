//! Organizations, projects, tenants, instances, API credentials, the account, the roles.

use super::super::session::ConsoleSession;
use super::Rows;
use super::support::{asked, count, pending_invites, shown, time};
use crate::aura::{
    AccountId, OrganizationCapability, OrganizationId, OrganizationRole, ProjectCapability,
    ProjectId, ProjectRole, Subject, same_email,
};
use crate::query::{Column, Row};
use crate::status::Error;
use crate::value::Value;

pub(super) fn organizations(session: &ConsoleSession) -> Result<Rows, Error> {
    const COLUMNS: [Column; 7] = [
        shown("name"),
        shown("role"),
        shown("projects"),
        asked("id"),
        asked("plan"),
        asked("members"),
        asked("createdAt"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
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
    Ok((&COLUMNS, console.organizations().filter_map(row).collect()))
}

const PROJECTS: [Column; 8] = [
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
    Ok((&PROJECTS, seen.filter_map(|(id, _)| project_row(session, caller, id)).collect()))
}

pub(super) fn tenants(session: &ConsoleSession) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let own =
        console.projects().filter(|(_, it)| it.is_tenant() && it.members.contains_key(&caller));
    Ok((&PROJECTS, own.filter_map(|(id, _)| project_row(session, caller, id)).collect()))
}

pub(super) fn instances(
    session: &ConsoleSession,
    within: Option<ProjectId>,
) -> Result<Rows, Error> {
    const COLUMNS: [Column; 7] = [
        shown("name"),
        shown("project"),
        shown("tier"),
        shown("status"),
        shown("toolAuthentication"),
        asked("id"),
        asked("databaseRole"),
    ];
    let (console, caller) = (&session.console, session.caller()?);
    let is_seen = |id| {
        let needed = ProjectCapability::ViewInstances;
        within.is_none_or(|within| within == id)
            && console.decide_in_project(caller, id, needed).is_allowed()
    };
    let seen = console.instances().filter(|(_, it)| is_seen(it.project));
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
    Ok((&COLUMNS, seen.map(row).collect()))
}

pub(super) fn credentials(session: &ConsoleSession) -> Result<Rows, Error> {
    const COLUMNS: [Column; 3] = [shown("name"), shown("clientId"), shown("createdAt")];
    let (console, caller) = (&session.console, session.caller()?);
    let own = console.credentials().filter(|(_, it)| it.account == caller);
    let row = |(_, it): (_, &crate::aura::ApiCredential)| {
        vec![it.name.clone().into(), it.client_id.clone().into(), time(it.created)]
    };
    Ok((&COLUMNS, own.map(row).collect()))
}

pub(super) fn account(session: &ConsoleSession) -> Result<Rows, Error> {
    const COLUMNS: [Column; 4] =
        [shown("email"), shown("currentProject"), shown("pendingInvites"), asked("id")];
    let (console, caller) = (&session.console, session.caller()?);
    let Some(it) = console.account(caller) else { return Ok((&COLUMNS, Vec::new())) };
    let current = it.current.and_then(|id| console.project(id));
    let pending = pending_invites(session).filter(|invite| same_email(&invite.email, &it.email));
    let row = vec![
        it.email.clone().into(),
        current.map(|it| it.name.clone()).into(),
        count(pending.count()),
        it.uuid.clone().into(),
    ];
    Ok((&COLUMNS, vec![row]))
}

pub(super) fn roles() -> Rows {
    const COLUMNS: [Column; 4] =
        [shown("role"), shown("level"), asked("apiName"), asked("inviteApiName")];
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
    (&COLUMNS, of_organization.chain(of_project).chain(of_tenant).collect())
}
