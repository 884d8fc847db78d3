//! The rows of the console's `SHOW` commands. A caller sees what the capabilities allow: lists leave
//! out the rest, and asking for the members or settings of one place is refused with the reason.

mod columns;
mod commands;
mod invites;
mod lists;
mod members;
mod replay;
mod settings;
mod support;

use self::invites::invites;
use self::lists::{account, credentials, instances, organizations, projects, roles, tenants};
use self::members::members;
use self::settings::settings;

pub(in crate::exec) use self::columns::console_columns;
pub use self::replay::console_commands;
use super::places::{Place, place, project};
use super::session::{ConsoleSession, refused};
use super::words::Words;
use crate::ast::{ConsolePlace, ConsoleShow};
use crate::query::{Column, Row};
use crate::status::{ConsoleError, ConsoleErrorClass, Error};

/// Columns and rows.
pub(super) type Rows = (&'static [Column], Vec<Row>);

pub(super) fn show(
    session: &ConsoleSession,
    words: Words<'_>,
    what: &ConsoleShow,
) -> Result<Rows, Error> {
    let console = &session.console;
    match what {
        ConsoleShow::Organizations { as_commands } => organizations(session, *as_commands),
        ConsoleShow::Projects { within, as_commands } => {
            let within = match words.optional_name(within.as_ref())? {
                Some(name) => Some(console.organization_named(&name).map_err(refused)?),
                None => None,
            };
            projects(session, within, *as_commands)
        }
        ConsoleShow::Tenants { as_commands } => tenants(session, *as_commands),
        ConsoleShow::Instances { within, as_commands } => {
            let within = match within {
                Some(within) => Some(project(console, words, within)?),
                None => None,
            };
            instances(session, within, *as_commands)
        }
        ConsoleShow::Members { on, as_commands } => {
            let on = on_or_current(session, words, on.as_ref())?;
            members(session, on, *as_commands)
        }
        ConsoleShow::Invites { which, on, as_commands } => {
            let on = on.as_ref().map(|on| place(console, words, on)).transpose()?;
            invites(session, *which, on, *as_commands)
        }
        ConsoleShow::Roles => Ok(roles()),
        ConsoleShow::Settings { on, as_commands } => {
            settings(session, place(console, words, on)?, *as_commands)
        }
        ConsoleShow::ApiCredentials => credentials(session),
        ConsoleShow::Account => account(session),
        ConsoleShow::Console => Ok(replay::replay(console, session.now)),
        // Decisions are made elsewhere.
        ConsoleShow::Capabilities { .. } => Ok((&[], Vec::new())),
    }
}

/// The place that is named, or the caller's current project.
fn on_or_current(
    session: &ConsoleSession,
    words: Words<'_>,
    on: Option<&ConsolePlace>,
) -> Result<Place, Error> {
    if let Some(on) = on {
        return place(&session.console, words, on);
    }
    let current = session.console.account(session.caller()?).and_then(|it| it.current);
    current.map(Place::Project).ok_or_else(|| {
        let message = "No project is the current one.".to_owned();
        Error::from(ConsoleError { class: ConsoleErrorClass::NotFound, message })
            .with_help("`SWITCH TO PROJECT …` chooses the current project.")
    })
}
