//! From written places to those of the console.

use super::session::refused;
use super::words::Words;
use crate::ast::ConsolePlace;
use crate::aura::{
    Console, InstanceId, Kind, OrganizationId, OrganizationRole, ProjectId, ProjectRole, Refusal,
    Tier,
};
use crate::status::Error;

/// A place that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Organization(OrganizationId),
    Project(ProjectId),
    Instance(InstanceId),
}

pub(super) fn place(
    console: &Console,
    words: Words<'_>,
    written: &ConsolePlace,
) -> Result<Place, Error> {
    match written {
        ConsolePlace::Organization(name) => {
            let name = words.name(name)?;
            console.organization_named(&name).map(Place::Organization).map_err(refused)
        }
        ConsolePlace::Project { name, organization } => {
            let organization = match words.optional_name(organization.as_ref())? {
                Some(name) => Some(console.organization_named(&name).map_err(refused)?),
                None => None,
            };
            let name = words.name(name)?;
            console.project_named(&name, organization).map(Place::Project).map_err(refused)
        }
        ConsolePlace::Tenant(name) => {
            let name = words.name(name)?;
            console.tenant_named(&name).map(Place::Project).map_err(refused)
        }
        ConsolePlace::Instance { name, within } => {
            let within = match within {
                Some(within) => Some(project(console, words, within)?),
                None => None,
            };
            let name = words.name(name)?;
            console.instance_named(&name, within).map(Place::Instance).map_err(refused)
        }
    }
}

pub(super) fn project(
    console: &Console,
    words: Words<'_>,
    written: &ConsolePlace,
) -> Result<ProjectId, Error> {
    match place(console, words, written)? {
        Place::Project(project) => Ok(project),
        Place::Organization(_) | Place::Instance(_) => {
            Err(refused(Refusal::missing(Kind::Project, &written.to_string())))
        }
    }
}

pub(super) fn instance(
    console: &Console,
    words: Words<'_>,
    written: &ConsolePlace,
) -> Result<InstanceId, Error> {
    match place(console, words, written)? {
        Place::Instance(instance) => Ok(instance),
        Place::Organization(_) | Place::Project(_) => {
            Err(refused(Refusal::missing(Kind::Instance, &written.to_string())))
        }
    }
}

pub(super) fn organization_role(word: &str) -> Result<OrganizationRole, Error> {
    OrganizationRole::parse(word).ok_or_else(|| {
        let names: Vec<_> = OrganizationRole::ALL.iter().map(|it| it.console_name()).collect();
        wrong_role(word, Kind::Organization, &names)
    })
}

pub(super) fn project_role(
    console: &Console,
    project: ProjectId,
    word: &str,
) -> Result<ProjectRole, Error> {
    ProjectRole::parse(word).ok_or_else(|| {
        let is_tenant = console.project(project).is_some_and(crate::aura::Project::is_tenant);
        let name = |role: &ProjectRole| {
            if is_tenant { role.tenant_name() } else { role.console_name() }
        };
        let names: Vec<_> = ProjectRole::ALL.iter().map(name).collect();
        wrong_role(word, if is_tenant { Kind::Tenant } else { Kind::Project }, &names)
    })
}

fn wrong_role(word: &str, kind: Kind, names: &[&str]) -> Error {
    refused(Refusal::WrongRole { role: word.into(), kind, roles: names.join(", ") })
}

pub(super) fn tier(word: &str) -> Result<Tier, Error> {
    Tier::parse(word).ok_or_else(|| {
        let names: Vec<_> = Tier::ALL.iter().map(|tier| tier.name()).collect();
        refused(Refusal::missing(Kind::Tier, word))
            .with_help(format!("The tiers are {}.", names.join(", ")))
    })
}
