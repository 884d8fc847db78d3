//! The members of an organization, project or tenant; pending invites stand among them.

use super::super::places::Place;
use super::super::session::ConsoleSession;
use super::Rows;
use super::commands::{COMMANDS, add_command, invite_command, organization_place, project_place};
use super::support::{allowed, asked, email, pending_invites, shown, time};
use crate::aura::{
    AccountId, Invite, OrganizationCapability, OrganizationId, OrganizationRole, ProjectCapability,
    ProjectId, ProjectRole, Subject,
};
use crate::query::{Column, Row};
use crate::status::Error;
use crate::value::Value;

pub(super) fn members(
    session: &ConsoleSession,
    on: Place,
    as_commands: bool,
) -> Result<Rows, Error> {
    match on {
        Place::Organization(id) => organization_members(session, id, as_commands),
        Place::Project(id) => project_members(session, id, as_commands),
        Place::Instance(id) => {
            let project = session.console.instance(id).map(|it| it.project);
            project
                .map_or(Ok((&COMMANDS, Vec::new())), |it| project_members(session, it, as_commands))
        }
    }
}

pub(super) const ORGANIZATION_MEMBERS: [Column; 7] = [
    shown("email"),
    shown("role"),
    shown("status"),
    asked("userId"),
    asked("projects"),
    asked("lastActivityAt"),
    asked("exemptFromAutomaticRemoval"),
];

fn organization_members(
    session: &ConsoleSession,
    id: OrganizationId,
    as_commands: bool,
) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let needed = OrganizationCapability::ListUsers;
    allowed(vec![console.decide_in_organization(caller, id, needed, Subject::default())])?;
    let Some(organization) = console.organization(id) else {
        return Ok((&ORGANIZATION_MEMBERS, Vec::new()));
    };
    let pending = |it: &&Invite| it.organization.is_some_and(|(of, _)| of == id);
    if as_commands {
        let members = organization.members.iter().map(|(account, member)| {
            let role = member.role.console_name();
            invite_command(&email(console, *account), organization_place(console, id), role)
        });
        return Ok((&COMMANDS, members.collect()));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (account, member) in &organization.members {
        let Some(it) = console.account(*account) else { continue };
        let projects: Vec<Value> = console
            .projects_of(id)
            .filter(|(_, project)| project.members.contains_key(account))
            .map(|(_, project)| project.name.clone().into())
            .collect();
        rows.push(vec![
            it.email.clone().into(),
            member.role.console_name().into(),
            "active".into(),
            it.uuid.clone().into(),
            Value::List(projects),
            it.last_activity.map(time).unwrap_or_default(),
            member.is_exempt.into(),
        ]);
    }
    for invite in pending_invites(session).filter(pending) {
        let role = invite.organization.map(|(_, role)| role.console_name());
        let mut row = vec![invite.email.clone().into(), role.into(), "pending".into()];
        row.resize(ORGANIZATION_MEMBERS.len(), Value::Null);
        rows.push(row);
    }
    Ok((&ORGANIZATION_MEMBERS, rows))
}

pub(super) const PROJECT_MEMBERS: [Column; 6] = [
    shown("email"),
    shown("role"),
    shown("status"),
    asked("organizationRole"),
    asked("userId"),
    asked("lastActivityAt"),
];

fn project_members(
    session: &ConsoleSession,
    id: ProjectId,
    as_commands: bool,
) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let mut decisions = vec![console.decide_in_project(caller, id, ProjectCapability::ViewUsers)];
    let Some(project) = console.project(id) else { return Ok((&PROJECT_MEMBERS, Vec::new())) };
    if let Some(organization) = project.organization {
        let needed = OrganizationCapability::ListMembersOfProject;
        let subject = Subject { project: Some(id), other: None };
        decisions.push(console.decide_in_organization(caller, organization, needed, subject));
    }
    allowed(decisions)?;
    if as_commands {
        let row = |(account, role): (&AccountId, &ProjectRole)| {
            let (email, role) = (email(console, *account), project.role_name(*role));
            let to = project_place(console, id);
            if project.is_tenant() {
                invite_command(&email, to, role)
            } else {
                add_command(&email, to, role)
            }
        };
        return Ok((&COMMANDS, project.members.iter().map(row).collect()));
    }
    let in_organization = |account| console.organization_role(account, project.organization?);
    let mut rows: Vec<Row> = Vec::new();
    for (account, role) in &project.members {
        let Some(it) = console.account(*account) else { continue };
        rows.push(vec![
            it.email.clone().into(),
            project.role_name(*role).into(),
            "active".into(),
            in_organization(*account).map(OrganizationRole::console_name).into(),
            it.uuid.clone().into(),
            it.last_activity.map(time).unwrap_or_default(),
        ]);
    }
    for invite in pending_invites(session) {
        let Some(role) = invite.projects.get(&id) else { continue };
        let in_organization = invite.organization.map(|(_, role)| role.console_name());
        rows.push(vec![
            invite.email.clone().into(),
            project.role_name(*role).into(),
            "pending".into(),
            in_organization.into(),
            Value::Null,
            Value::Null,
        ]);
    }
    Ok((&PROJECT_MEMBERS, rows))
}
