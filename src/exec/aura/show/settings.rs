//! The settings of an organization or project.

use super::super::places::Place;
use super::super::session::{ConsoleSession, refused};
use super::Rows;
use super::support::{allowed, shown};
use crate::aura::{OrganizationCapability, Refusal, SETTINGS, SettingValue, Subject};
use crate::query::Column;
use crate::status::Error;
use crate::value::Value;

pub(super) fn settings(session: &ConsoleSession, on: Place) -> Result<Rows, Error> {
    const COLUMNS: [Column; 3] = [shown("setting"), shown("value"), shown("takes")];
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
    Ok((&COLUMNS, rows.collect()))
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
