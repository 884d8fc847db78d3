//! Questions about access: `CAN`, `WHO CAN`, `SHOW ACCESS`. They change nothing.

mod can;
mod matrix;
mod questions;
mod requests;

pub use questions::{Asked, Decided};
pub(super) use questions::{Questions, holder};

use super::run::{Query, Run};
use super::{Dbms, Edition, Outcome, Params, Session};
use crate::access::{Held, Holder};
use crate::ast::{AccessCommand, NameOrParam, Subjects};
use crate::graph::UserId;
use crate::privilege::{Action, ActionSet};
use crate::query::{Column, Env, Row, Table, run_tail};
use crate::status::{AccessError, EditionError, Error, Named};
use crate::text::Text;
use crate::value::Map;
use jiff::tz::TimeZone;

/// The columns of an answer.
pub(super) fn columns_of(command: &AccessCommand) -> &'static [Column] {
    match command {
        AccessCommand::Can { subjects: Subjects::Users(_), .. } | AccessCommand::WhoCan { .. } => {
            can::USER_COLUMNS
        }
        AccessCommand::Can { .. } => can::ROLE_COLUMNS,
        AccessCommand::Show { subjects: Subjects::Users(_), .. } => matrix::USER_COLUMNS,
        AccessCommand::Show { .. } => matrix::ROLE_COLUMNS,
    }
}

/// Somebody who is asked about.
struct Subject {
    name: String,
    holder: Holder,
    /// Auth rules that may give more roles: they ask for claims that are not known.
    unknown_rules: Vec<Text>,
}

impl Session {
    /// Answers a question about access.
    ///
    /// Everybody may ask about themselves. About others it needs what `SHOW USER … PRIVILEGES` and
    /// `SHOW ROLE … PRIVILEGES` need.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn ask(
        &self,
        dbms: &mut Dbms,
        command: &AccessCommand,
        params: &Params,
    ) -> Result<Outcome, Error> {
        let version = self.version.unwrap_or(dbms.config.version);
        let mut run = Run::new(dbms, params, version, self, Query::Typed(""));
        let run = &mut run;
        authorise(run, command)?;
        let (columns, rows, tail): (&[Column], Vec<Row>, _) = match command {
            AccessCommand::Can { subjects, wanted, tail } => {
                let requests = requests::requests(run, wanted)?;
                let (columns, subjects) = holders(run, subjects)?;
                (columns, can::rows(run, &subjects, &requests), tail)
            }
            AccessCommand::WhoCan { wanted, tail } => {
                let requests = requests::requests(run, wanted)?;
                (can::USER_COLUMNS, can::who(run, &requests), tail)
            }
            AccessCommand::Show { subjects, scope, tail } => {
                let graphs = requests::places(run, scope, "GRAPH")?;
                let is_user = matches!(subjects, Subjects::Users(_));
                let (_, subjects) = holders(run, subjects)?;
                let columns = if is_user { matrix::USER_COLUMNS } else { matrix::ROLE_COLUMNS };
                (columns, matrix::rows(run, &subjects, &graphs), tail)
            }
        };
        let source = Table { columns: columns.to_vec(), rows, composable: false };
        let now = run.config.clock.now().to_zoned_datetime(TimeZone::UTC);
        let rows = run_tail(&source, tail, &Env::new(params, now, 0))?;
        Ok(Outcome {
            columns: Some(rows.columns.iter().map(ToString::to_string).collect()),
            rows: rows.rows,
            ..Outcome::default()
        })
    }
}

fn authorise<'s>(run: &Run<'s>, command: &'s AccessCommand) -> Result<(), Error> {
    if run.config.edition == Edition::Community {
        let command = command.to_string();
        return Err(EditionError::Command { command }.into());
    }
    if !run.config.checks_privileges() {
        return Ok(());
    }
    let needed = match command {
        AccessCommand::Can { subjects, .. } | AccessCommand::Show { subjects, .. } => {
            match subjects {
                Subjects::Users(users) => match users.as_slice() {
                    [user] if Some(run.name(user)?.text) == run.user => ActionSet::EMPTY,
                    _ => ActionSet::of(Action::ShowPrivilege).with(Action::ShowUser),
                },
                Subjects::Roles(_) => ActionSet::of(Action::ShowPrivilege),
            }
        }
        AccessCommand::WhoCan { .. } => ActionSet::of(Action::ShowPrivilege).with(Action::ShowUser),
    };
    let holder = run.holder();
    let (missing, denied) = run.access.refused(run.graph, &holder, needed);
    if missing.is_empty() && denied.is_empty() {
        return Ok(());
    }
    let names = |actions: Vec<Action>| actions.into_iter().map(Action::name).collect();
    Err(AccessError::NotPermitted { missing: names(missing), denied: names(denied) }.into())
}

/// Who is asked about, each once, and the columns that go with users or roles.
fn holders<'s>(
    run: &Run<'s>,
    subjects: &'s Subjects,
) -> Result<(&'static [Column], Vec<Subject>), Error> {
    let (columns, names, is_user) = match subjects {
        Subjects::Users(names) => (can::USER_COLUMNS, names, true),
        Subjects::Roles(names) => (can::ROLE_COLUMNS, names, false),
    };
    let mut found: Vec<Subject> = Vec::with_capacity(names.len());
    for written in names {
        let name = run.name(written)?.text;
        let (holder, unknown_rules) = if is_user {
            let user = run.graph.user_named(name).map(|(id, _)| id);
            user_holder(run, user.ok_or_else(|| unknown(Named::User, name, written))?)
        } else {
            let role = run.graph.role_named(name).map(|(id, _)| id);
            let role = role.ok_or_else(|| unknown(Named::Role, name, written))?;
            let home = run.access.default_database();
            (Holder::with_roles(run.graph, [(role, Held::Session)], home), Vec::new())
        };
        if found.iter().all(|other| other.name != name) {
            found.push(Subject { name: name.to_owned(), holder, unknown_rules });
        }
    }
    Ok((columns, found))
}

/// A user with all roles, those from auth rules too: what is claimed is known of who acts only.
/// The auth rules that may give more come along.
fn user_holder(run: &Run<'_>, user: UserId) -> (Holder, Vec<Text>) {
    if run.user_id() == Some(user) {
        return (run.holder(), Vec::new());
    }
    let holder = run.holder_of(user, &Map::new());
    let unknown = run.rules_about_claims(&holder);
    (holder, unknown)
}

fn unknown(what: Named, name: &str, written: &NameOrParam) -> Error {
    Error::at(AccessError::Unknown { what, name: name.to_owned() }.into(), written.span())
}
