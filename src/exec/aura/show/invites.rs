//! Invites, pending and past.

use super::super::places::Place;
use super::super::session::ConsoleSession;
use super::Rows;
use super::commands::{COMMANDS, invite, organization_place, project_place};
use super::support::{asked, email, shown, time};
use crate::ast::{ConsoleCommand, InvitesShown};
use crate::aura::{
    AccountId, Console, Invite, OrganizationCapability, OrganizationRole, ProjectCapability,
    ProjectId, ProjectRole, Subject, same_email,
};
use crate::query::{Column, Row};
use crate::status::Error;

pub(super) const INVITES: [Column; 10] = [
    shown("id"),
    shown("email"),
    shown("organization"),
    shown("project"),
    shown("role"),
    shown("status"),
    shown("expiresAt"),
    asked("organizationRole"),
    asked("invitedBy"),
    asked("createdAt"),
];

pub(super) fn invites(
    session: &ConsoleSession,
    which: InvitesShown,
    on: Option<Place>,
    as_commands: bool,
) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let own = email(console, caller);
    let is_own = |it: &Invite| same_email(&it.email, &own);
    let is_wanted = |it: &Invite| {
        let by_place = match on {
            None => true,
            Some(Place::Organization(id)) => it.organization.is_some_and(|(of, _)| of == id),
            Some(Place::Project(id)) => it.projects.contains_key(&id),
            Some(Place::Instance(_)) => false,
        };
        let by_state = match which {
            InvitesShown::All => true,
            InvitesShown::Pending => it.is_pending(session.now),
            // The modal lists what can still be answered.
            InvitesShown::Own => is_own(it) && it.is_pending(session.now),
        };
        by_place && by_state && (is_own(it) || sees_invite(console, caller, it))
    };
    let mut rows = Vec::new();
    for (_, it) in console.invites().filter(|(_, it)| is_wanted(it)) {
        let places: Vec<Option<(ProjectId, ProjectRole)>> = if it.projects.is_empty() {
            vec![None]
        } else {
            it.projects.iter().map(|(id, role)| Some((*id, *role))).collect()
        };
        for place in places {
            rows.push(if as_commands {
                invite_as_command(console, it, place)
            } else {
                invite_row(session, it, place)
            });
        }
    }
    Ok((if as_commands { &COMMANDS } else { &INVITES }, rows))
}

/// Pending invites stand in the list of users: who may see the users sees the invites.
fn sees_invite(console: &Console, caller: AccountId, it: &Invite) -> bool {
    let in_organization = it.organization.is_some_and(|(id, _)| {
        let needed = OrganizationCapability::ListUsers;
        console.decide_in_organization(caller, id, needed, Subject::default()).is_allowed()
    });
    in_organization
        || it.projects.keys().any(|id| {
            console.decide_in_project(caller, *id, ProjectCapability::ViewUsers).is_allowed()
        })
}

fn invite_row(
    session: &ConsoleSession,
    it: &Invite,
    place: Option<(ProjectId, ProjectRole)>,
) -> Row {
    let console = &session.console;
    let organization = it.organization.and_then(|(id, _)| console.organization(id));
    let in_organization = it.organization.map(|(_, role)| role.console_name());
    let project = place.and_then(|(id, role)| Some((console.project(id)?, role)));
    let role = match project {
        Some((project, role)) => Some(project.role_name(role)),
        None => in_organization,
    };
    vec![
        it.uuid.clone().into(),
        it.email.clone().into(),
        organization.map(|it| it.name.clone()).into(),
        project.map(|(project, _)| project.name.clone()).into(),
        role.into(),
        it.state(session.now).name().into(),
        time(it.expires),
        in_organization.into(),
        email(console, it.invited_by).into(),
        time(it.created),
    ]
}

fn invite_as_command(
    console: &Console,
    it: &Invite,
    place: Option<(ProjectId, ProjectRole)>,
) -> Row {
    vec![invite_command_of(console, it, place).map(|command| command.to_string()).into()]
}

/// The statement that sends an invite again; none for one that leads nowhere.
pub(super) fn invite_command_of(
    console: &Console,
    it: &Invite,
    place: Option<(ProjectId, ProjectRole)>,
) -> Option<ConsoleCommand> {
    // A project's invite gives ORG_MEMBER unless it says otherwise.
    let in_organization = it.organization.map(|(_, role)| role);
    let in_organization = in_organization.filter(|role| *role != OrganizationRole::Member);
    let (to, role, in_organization) = match (place, it.organization) {
        (Some((id, role)), _) => {
            let name = console.project(id).map_or("", |project| project.role_name(role));
            (project_place(console, id), name, in_organization)
        }
        (None, Some((id, role))) => (organization_place(console, id), role.console_name(), None),
        (None, None) => return None,
    };
    Some(invite(&it.email, to, role, in_organization))
}
