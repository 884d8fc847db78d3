//! The columns of every statement with rows, told without running it: for completion.

use super::super::act::{NEW_CREDENTIAL, NEW_INVITES};
use super::super::ask::{DECISIONS, TABLES};
use super::commands::COMMANDS;
use super::invites::INVITES;
use super::lists::{ACCOUNT, CREDENTIALS, INSTANCES, ORGANIZATIONS, PROJECTS, ROLES};
use super::members::{ORGANIZATION_MEMBERS, PROJECT_MEMBERS};
use super::settings::SETTINGS_ON;
use crate::ast::{ConsoleCommand, ConsolePlace, ConsoleShow};
use crate::query::Column;

/// The columns of a statement of the console; none where it has no rows.
#[must_use]
pub(in crate::exec) fn console_columns(command: &ConsoleCommand) -> &'static [Column] {
    match command {
        ConsoleCommand::Show { what, .. } => shown(what),
        ConsoleCommand::Can { .. } => &DECISIONS,
        ConsoleCommand::Invite { .. } => &NEW_INVITES,
        ConsoleCommand::CreateApiCredential { .. } => &NEW_CREDENTIAL,
        _ => &[],
    }
}

fn shown(what: &ConsoleShow) -> &'static [Column] {
    match what {
        ConsoleShow::Organizations { as_commands: true }
        | ConsoleShow::Projects { as_commands: true, .. }
        | ConsoleShow::Tenants { as_commands: true }
        | ConsoleShow::Instances { as_commands: true, .. }
        | ConsoleShow::Members { as_commands: true, .. }
        | ConsoleShow::Invites { as_commands: true, .. }
        | ConsoleShow::Settings { as_commands: true, .. }
        | ConsoleShow::Console => &COMMANDS,
        ConsoleShow::Organizations { .. } => &ORGANIZATIONS,
        ConsoleShow::Projects { .. } | ConsoleShow::Tenants { .. } => &PROJECTS,
        ConsoleShow::Instances { .. } => &INSTANCES,
        ConsoleShow::Members { on: Some(ConsolePlace::Organization(_)), .. } => {
            &ORGANIZATION_MEMBERS
        }
        ConsoleShow::Members { .. } => &PROJECT_MEMBERS,
        ConsoleShow::Invites { .. } => &INVITES,
        ConsoleShow::Capabilities { on: None, .. } => &TABLES,
        ConsoleShow::Capabilities { .. } => &DECISIONS,
        ConsoleShow::Roles => &ROLES,
        ConsoleShow::Settings { .. } => &SETTINGS_ON,
        ConsoleShow::ApiCredentials => &CREDENTIALS,
        ConsoleShow::Account => &ACCOUNT,
    }
}
