//! What there is as the statements that would make it.

use super::support::shown;
use crate::ast::{
    ConsoleCommand, ConsolePlace, NameOrParam, SettingLiteral, ShowTail, StringOrParam,
};
use crate::aura::{
    Console, Instance, Organization, OrganizationId, OrganizationRole, ProjectId, SettingValue,
};
use crate::query::{Column, Row};
use crate::text::{Span, Spanned, Text};
use crate::value::Value;

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

pub(super) fn create_organization(it: &Organization) -> ConsoleCommand {
    ConsoleCommand::CreateOrganization {
        name: name(&it.name),
        if_not_exists: false,
        plan: Some(name(&it.plan.name().into())),
        project: None,
    }
}

/// A project or a tenant.
pub(super) fn create_project(console: &Console, id: ProjectId) -> Option<ConsoleCommand> {
    let it = console.project(id)?;
    let (name, if_not_exists) = (name(&it.name), false);
    Some(match it.organization {
        None => ConsoleCommand::CreateTenant { name, if_not_exists },
        Some(organization) => {
            let organization = organization_name(console, organization);
            ConsoleCommand::CreateProject { name, if_not_exists, organization }
        }
    })
}

/// An instance; whether it is paused, and has tool authentication, in commands of their own.
pub(super) fn create_instance(console: &Console, it: &Instance) -> Vec<ConsoleCommand> {
    let within = project_place(console, it.project);
    let mut commands = vec![ConsoleCommand::CreateInstance {
        name: name(&it.name),
        if_not_exists: false,
        within: within.clone(),
        tier: name(&it.tier.name().into()),
    }];
    let project = console.project(it.project);
    let starts_on = project.is_some_and(|project| project.tool_authentication);
    let instance = ConsolePlace::Instance { name: name(&it.name), within: Some(Box::new(within)) };
    if it.tool_authentication != (starts_on && it.tier.has_tool_authentication()) {
        commands.push(ConsoleCommand::ToolAuthentication {
            of: instance.clone(),
            enabled: it.tool_authentication,
            for_new: false,
        });
    }
    if it.is_paused {
        commands.push(ConsoleCommand::PauseInstance { instance, pause: true });
    }
    commands
}

/// The row of a command.
pub(super) fn command_row(command: &ConsoleCommand) -> Row {
    vec![command.to_string().into()]
}

pub(super) fn setting_command(of: &ConsolePlace, key: &str, value: &SettingValue) -> Value {
    let (of, key, value) = (of.clone(), literal(key), Some(setting_literal(value)));
    ConsoleCommand::Setting { of, key, value }.to_string().into()
}

pub(super) fn setting_literal(value: &SettingValue) -> SettingLiteral {
    let number = |number: i64| u64::try_from(number).unwrap_or_default();
    match value {
        SettingValue::Switch(is_on) => SettingLiteral::Switch(*is_on),
        SettingValue::Number(value) => SettingLiteral::Number(number(*value)),
        SettingValue::Numbers(values) => {
            SettingLiteral::Numbers(values.iter().copied().map(number).collect())
        }
    }
}
