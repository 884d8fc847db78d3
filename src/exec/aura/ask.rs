//! Questions that change nothing: `CAN`, and `SHOW CAPABILITIES`.

use super::places::{Place, place};
use super::session::{ConsoleSession, refused};
use super::show::Rows;
use super::words::Words;
use crate::ast::{CapabilityName, ConsolePlace, NameOrParam, StringOrParam};
use crate::aura::{
    AccountId, Console, DatabaseCapability, DatabaseRole, Decision, Kind, Mark,
    OrganizationCapability, OrganizationId, OrganizationRole, ProjectCapability, ProjectRole,
    Refusal, Source, Subject,
};
use crate::query::{Column, Row};
use crate::status::Error;
use crate::text::closest;
use crate::value::Value;

pub(super) const DECISIONS: [Column; 6] = [
    Column::default("account"),
    Column::default("capability"),
    Column::default("on"),
    Column::default("role"),
    Column::default("decision"),
    Column::default("because"),
];

pub(super) const TABLES: [Column; 6] = [
    Column::default("level"),
    Column::default("capability"),
    Column::default("role"),
    Column::default("allowed"),
    Column::default("condition"),
    Column::verbose("label"),
];

/// `CAN 'email'[, …] capability ON …`: one row per account.
pub(super) fn can(
    session: &ConsoleSession,
    words: Words<'_>,
    emails: &[StringOrParam],
    capability: &CapabilityName,
    on: &ConsolePlace,
    to: Option<&NameOrParam>,
) -> Result<Rows, Error> {
    let console = &session.console;
    let on = place(console, words, on)?;
    let capability = words.capability(capability)?;
    let other = match words.optional_name(to)? {
        Some(name) => Some(console.organization_named(&name).map_err(refused)?),
        None => None,
    };
    let mut rows = Vec::new();
    for email in words.texts(emails)? {
        let account = console.need_account(&email).map_err(refused)?;
        rows.push(row(&decide(console, account, &capability, on, other)?));
    }
    Ok((&DECISIONS, rows))
}

/// `SHOW CAPABILITIES [[FOR 'email'] ON …]`: the published tables, or what one account may do in one
/// place.
pub(super) fn capabilities(
    session: &ConsoleSession,
    words: Words<'_>,
    on: Option<&ConsolePlace>,
    of: Option<&StringOrParam>,
) -> Result<Rows, Error> {
    let Some(on) = on else { return Ok((&TABLES, tables())) };
    let console = &session.console;
    let account = match of {
        Some(email) => console.need_account(&words.text(email)?).map_err(refused)?,
        None => session.caller()?,
    };
    let on = place(console, words, on)?;
    let decisions: Vec<Decision> = match on {
        Place::Organization(id) => OrganizationCapability::ALL
            .iter()
            .map(|it| console.decide_in_organization(account, id, *it, Subject::default()))
            .collect(),
        Place::Project(id) => {
            let is_tenant = console.project(id).is_some_and(crate::aura::Project::is_tenant);
            ProjectCapability::ALL
                .iter()
                .filter(|it| !is_tenant || it.is_in_tenant_era())
                .map(|it| console.decide_in_project(account, id, *it))
                .collect()
        }
        Place::Instance(id) => DatabaseCapability::ALL
            .iter()
            .map(|it| console.decide_in_database(account, id, *it))
            .collect(),
    };
    Ok((&DECISIONS, decisions.iter().map(row).collect()))
}

fn row(decision: &Decision) -> Row {
    vec![
        decision.email.clone().into(),
        decision.capability.clone().into(),
        format!("{} {}", decision.kind, decision.place).into(),
        decision.role.clone().into(),
        decision.verdict.name().into(),
        decision.reason().into(),
    ]
}

/// The level of a capability follows from its name; asked of a place inside, a capability of the
/// level above is decided there.
fn decide(
    console: &Console,
    account: AccountId,
    capability: &str,
    on: Place,
    other: Option<OrganizationId>,
) -> Result<Decision, Error> {
    match on {
        Place::Organization(organization) => {
            if let Some(it) = OrganizationCapability::parse(capability) {
                let subject = Subject { project: None, other };
                return Ok(console.decide_in_organization(account, organization, it, subject));
            }
        }
        Place::Project(project) => {
            let of = console.project(project).and_then(|it| it.organization);
            let in_project = match of {
                Some(_) => ProjectCapability::parse(capability),
                None => ProjectCapability::parse_in_tenant_words(capability),
            };
            if let Some(it) = in_project {
                return Ok(console.decide_in_project(account, project, it));
            }
            if let (Some(organization), Some(it)) = (of, OrganizationCapability::parse(capability))
            {
                let subject = Subject { project: Some(project), other };
                return Ok(console.decide_in_organization(account, organization, it, subject));
            }
        }
        Place::Instance(instance) => {
            if let Some(it) = DatabaseCapability::parse(capability) {
                return Ok(console.decide_in_database(account, instance, it));
            }
            let project = console.instance(instance).map(|it| it.project);
            if let (Some(project), Some(it)) = (project, ProjectCapability::parse(capability)) {
                return Ok(console.decide_in_project(account, project, it));
            }
        }
    }
    Err(unknown(capability, on))
}

fn unknown(capability: &str, on: Place) -> Error {
    let of_organization = || OrganizationCapability::ALL.iter().map(|it| it.id());
    let of_project = || ProjectCapability::ALL.iter().map(|it| it.id());
    let known: Vec<&str> = match on {
        Place::Organization(_) => of_organization().collect(),
        Place::Project(_) => of_project().chain(of_organization()).collect(),
        Place::Instance(_) => {
            DatabaseCapability::ALL.iter().map(|it| it.id()).chain(of_project()).collect()
        }
    };
    let spelled = capability.to_lowercase().replace([' ', '_'], "-");
    let near = closest(&spelled, known.iter().copied())
        .map(|near| format!("Did you mean '{near}'? "))
        .unwrap_or_default();
    refused(Refusal::missing(Kind::Capability, capability))
        .with_help(format!("{near}`SHOW CAPABILITIES` lists the capabilities of every level."))
}

/// Every cell, table by table.
fn tables() -> Vec<Row> {
    let mut rows = Vec::new();
    for it in OrganizationCapability::ALL.iter().filter(|it| it.source() != Source::Ours) {
        for role in OrganizationRole::ALL {
            let mark = it.mark(*role);
            rows.push(cell("organization", it.id(), it.label(), role.console_name(), mark));
        }
    }
    for it in ProjectCapability::ALL {
        for role in ProjectRole::ALL {
            rows.push(cell("project", it.id(), it.label(), role.console_name(), it.mark(*role)));
        }
    }
    for it in DatabaseCapability::ALL {
        for role in DatabaseRole::ALL {
            rows.push(cell("instance", it.id(), it.label(), role.label(), it.mark(*role)));
        }
    }
    rows
}

fn cell(level: &str, id: &str, label: &str, role: &str, mark: Mark) -> Row {
    let condition = match mark {
        Mark::When(condition) => Value::from(condition.id()),
        Mark::Yes | Mark::No => Value::Null,
    };
    let allowed = Value::from(mark != Mark::No);
    vec![level.into(), id.into(), role.into(), allowed, condition, label.into()]
}
