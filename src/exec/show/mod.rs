//! `SHOW` commands: each makes rows in Neo4j's default order; the tail is the query layer's.

mod aliases;
mod auth_rules;
mod databases;
mod privileges;
mod roles;
mod servers;
mod supported_privileges;
mod table;
mod users;

use super::Outcome;
use super::run::Run;
use crate::ast::{Show, ShowWhat};
use crate::query::{Env, RowSource, run_tail};
use crate::status::{Error, ErrorKind};
use crate::value::Value;
use jiff::tz::TimeZone;
use rand::Rng;

/// `SHOW …` with its tail.
pub(super) fn show<'s>(run: &mut Run<'s>, command: &'s Show) -> Result<Outcome, Error> {
    let now = run.config.clock.now().to_zoned_datetime(TimeZone::UTC);
    let env = Env::new(run.params, now, run.random.next_u64());
    let source = source(run, &command.what)?;
    let rows = run_tail(&*source, &command.tail, &env)?;
    Ok(Outcome {
        columns: Some(rows.columns.into_iter().map(String::from).collect()),
        rows: rows.rows,
        ..Outcome::default()
    })
}

fn source<'r, 's>(run: &'r Run<'s>, what: &'s ShowWhat) -> Result<Box<dyn RowSource + 'r>, Error> {
    let not_executed = |command| Err(ErrorKind::NotExecuted { command }.into());
    Ok(match what {
        ShowWhat::Users { with_auth, as_commands: false } => {
            Box::new(users::users(run, *with_auth))
        }
        ShowWhat::Users { with_auth, as_commands: true } => {
            Box::new(users::commands(run, *with_auth))
        }
        ShowWhat::CurrentUser => Box::new(users::current(run)),
        ShowWhat::Roles { populated, with, as_commands } => {
            Box::new(roles::roles(run.graph, *populated, *with, *as_commands))
        }
        ShowWhat::Privileges { of, as_commands } => {
            let listed = privileges::listed(run, of)?;
            match as_commands {
                None => Box::new(listed),
                Some(form) => Box::new(listed.as_commands(*form)),
            }
        }
        ShowWhat::SupportedPrivileges => Box::new(supported_privileges::table()),
        ShowWhat::AuthRules { .. } => Box::new(auth_rules::auth_rules(run, what)),
        ShowWhat::Databases(of) => Box::new(databases::databases(run, what, of)?),
        ShowWhat::Aliases(name) => Box::new(aliases::aliases(run, what, name.as_ref())?),
        ShowWhat::Servers => Box::new(servers::servers(run, what)),
        ShowWhat::Settings(_) => return not_executed("SHOW SETTINGS"),
        ShowWhat::Procedures(_) => return not_executed("SHOW PROCEDURES"),
        ShowWhat::Functions { .. } => return not_executed("SHOW FUNCTIONS"),
        ShowWhat::Transactions(_) => return not_executed("SHOW TRANSACTIONS"),
    })
}

/// A text as a value.
fn text(text: &str) -> Value {
    Value::String(text.into())
}

/// A text, or `null`.
fn text_or_null(of: Option<&str>) -> Value {
    of.map_or(Value::Null, text)
}
