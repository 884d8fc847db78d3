//! The settings of an organization or project.

use super::super::places::Place;
use super::super::session::{ConsoleSession, refused};
use super::Rows;
use super::commands::{COMMANDS, organization_place, project_place, setting_command};
use super::support::{allowed, shown};
use crate::aura::{OrganizationCapability, Refusal, SETTINGS, SettingValue, Subject};
use crate::query::Column;
use crate::status::Error;
use crate::value::Value;

pub(super) const SETTINGS_ON: [Column; 3] = [shown("setting"), shown("value"), shown("takes")];

pub(super) fn settings(
    session: &ConsoleSession,
    on: Place,
    as_commands: bool,
) -> Result<Rows, Error> {
    let (console, caller) = (&session.console, session.caller()?);
    let project = match on {
        Place::Organization(_) => None,
        Place::Project(id) => console.project(id),
        Place::Instance(id) => console.instance(id).and_then(|it| console.project(it.project)),
    };
    let (organization, needed) = match (on, project) {
        (Place::Organization(id), _) => (Some(id), OrganizationCapability::ListSettings),
        (_, Some(it)) => (it.organization, OrganizationCapability::ListProjectSettings),
        _ => (None, OrganizationCapability::ListProjectSettings),
    };
    let Some(organization) = organization else {
        let tenant = project.map(|it| it.name.clone()).unwrap_or_default();
        return Err(refused(Refusal::TenantHasNone { tenant, what: "it has no settings" }));
    };
    let subject = Subject::default();
    allowed(vec![console.decide_in_organization(caller, organization, needed, subject)])?;
    if as_commands {
        let own = match on {
            Place::Organization(id) => {
                console.organization(id).map(|it| (organization_place(console, id), &it.settings))
            }
            Place::Project(id) => {
                console.project(id).map(|it| (project_place(console, id), &it.settings))
            }
            // An instance has those of its project.
            Place::Instance(_) => None,
        };
        let rows = own.iter().flat_map(|(of, settings)| {
            settings.iter().map(|(key, value)| vec![setting_command(of, key, value)])
        });
        return Ok((&COMMANDS, rows.collect()));
    }
    let above = console.organization(organization).map(|it| &it.settings);
    let rows = SETTINGS
        .iter()
        .filter(|setting| project.is_none() || setting.is_on_project_level)
        .map(|setting| {
            let own = project.and_then(|it| it.settings.get(setting.key));
            let value = own.or_else(|| above?.get(setting.key));
            vec![
                setting.key.into(),
                value.map(setting_value).unwrap_or_default(),
                setting.expected().into(),
            ]
        });
    Ok((&SETTINGS_ON, rows.collect()))
}

fn setting_value(value: &SettingValue) -> Value {
    match value {
        SettingValue::Switch(is_on) => (*is_on).into(),
        SettingValue::Number(number) => (*number).into(),
        SettingValue::Numbers(numbers) => {
            Value::List(numbers.iter().map(|number| Value::Integer(*number)).collect())
        }
    }
}
