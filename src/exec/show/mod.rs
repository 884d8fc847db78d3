//! `SHOW` commands: each makes rows in Neo4j's default order; the tail is the query layer's.

mod aliases;
mod auth_rules;
mod database_copy;
mod databases;
mod executable;
mod functions;
mod privileges;
mod procedures;
mod roles;
mod servers;
mod settings;
mod supported_privileges;
mod table;
mod told;
mod users;

pub(super) use table::{columns, time};
pub(super) use told::Told;

use super::Outcome;
use super::chain::outcome;
use super::run::Run;
use super::transactions;
use crate::ast::{CypherVersion, Show, ShowWhat};
use crate::query::{Env, Request, Row, RowSource, Table, run_tail};
use crate::status::Error;
use crate::text::Text;
use crate::value::Value;

/// `SHOW …` with its tail.
pub(super) fn show<'s>(run: &mut Run<'s>, command: &'s Show) -> Result<Outcome, Error> {
    let env = run.random_env();
    let source = source(run, &command.what, (&[], &Vec::new()), &env)?;
    Ok(outcome(run_tail(&*source, &command.tail, &env)?))
}

/// All rows and columns of a command behind others, for one row of theirs.
pub(super) fn all<'s>(
    run: &mut Run<'s>,
    what: &'s ShowWhat,
    before: (&[Text], &Row),
    env: &Env<'_>,
) -> Result<Table, Error> {
    let source = source(run, what, before, env)?;
    let columns = source.columns().to_vec();
    let request = Request { columns: (0..columns.len()).collect(), ..Request::default() };
    let rows = source.rows(&request).collect();
    Ok(Table { columns, rows, composable: true })
}

/// The rows of a command. `before` is what commands in front of it have yielded.
fn source<'r, 's>(
    run: &'r mut Run<'s>,
    what: &'s ShowWhat,
    before: (&[Text], &Row),
    env: &Env<'_>,
) -> Result<Box<dyn RowSource + 'r>, Error> {
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
                Some(form) => Box::new(listed.into_commands(*form)),
            }
        }
        ShowWhat::SupportedPrivileges => Box::new(supported_privileges::table()),
        ShowWhat::AuthRules { .. } => Box::new(auth_rules::auth_rules(run, what)),
        ShowWhat::Databases(of) => Box::new(databases::databases(run, what, of)?),
        ShowWhat::Aliases(name) => Box::new(aliases::aliases(run, what, name.as_ref())?),
        ShowWhat::Servers => Box::new(servers::servers(run, what)),
        ShowWhat::Settings(names) => {
            // Since 2026.05, in Cypher 25, null is no name rather than an error.
            let skips_null = run.version == CypherVersion::Cypher25;
            let names = transactions::names(names, skips_null, before, env)?;
            Box::new(settings::settings(run, what, names.as_deref()))
        }
        ShowWhat::Procedures(executable) => Box::new(procedures::procedures(run, what, executable)),
        ShowWhat::Functions { kind, executable } => {
            Box::new(functions::functions(run, what, *kind, executable))
        }
        ShowWhat::Transactions(ids) => {
            let ids = transactions::names(ids, false, before, env)?;
            transactions::transactions(run, what, ids.as_deref())
        }
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
