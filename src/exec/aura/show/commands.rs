//! Members and invites as the statements that would make them.

use super::support::shown;
use crate::ast::{ConsoleCommand, ConsolePlace, NameOrParam, ShowTail, StringOrParam};
use crate::aura::{Console, OrganizationId, OrganizationRole, ProjectId};
use crate::query::{Column, Row};
use crate::text::{Span, Spanned, Text};

pub(super) const COMMANDS: [Column; 1] = [shown("command")];

pub(super) fn name(text: &Text) -> NameOrParam {
    NameOrParam::Name(Spanned::new(text.clone(), Span::new(0, 0)))
}

fn organization_name(console: &Console, id: OrganizationId) -> NameOrParam {
    name(&console.organization(id).map(|it| it.name.clone()).unwrap_or_default())
}

pub(super) fn organization_place(console: &Console, id: OrganizationId) -> ConsolePlace {
    ConsolePlace::Organization(organization_name(console, id))
}

pub(super) fn project_place(console: &Console, id: ProjectId) -> ConsolePlace {
    let Some(project) = console.project(id) else { return ConsolePlace::Tenant(name(&"".into())) };
    match project.organization {
        None => ConsolePlace::Tenant(name(&project.name)),
        Some(organization) => ConsolePlace::Project {
            name: name(&project.name),
            organization: Some(organization_name(console, organization)),
        },
    }
}

pub(super) fn invite_command(email: &str, to: ConsolePlace, role: &str) -> Row {
    vec![invite(email, to, role, None).to_string().into()]
}

pub(super) fn invite(
    email: &str,
    to: ConsolePlace,
    role: &str,
    in_organization: Option<OrganizationRole>,
) -> ConsoleCommand {
    ConsoleCommand::Invite {
        emails: vec![literal(email)],
        to,
        role: name(&role.into()),
        organization_role: in_organization.map(|role| name(&role.console_name().into())),
        tail: ShowTail::None,
    }
}

pub(super) fn add_command(email: &str, to: ConsolePlace, role: &str) -> Row {
    let command =
        ConsoleCommand::AddMembers { emails: vec![literal(email)], to, role: name(&role.into()) };
    vec![command.to_string().into()]
}

pub(super) fn literal(text: &str) -> StringOrParam {
    StringOrParam::Literal(Spanned::new(text.to_owned(), Span::new(0, 0)))
}
