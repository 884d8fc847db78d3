//! A session: who runs statements, and how one statement is run from text to outcome.

use super::authorise::authorise;
use super::dbms::Dbms;
use super::query_cache::{Prepared, QueryCache};
use super::run::{Query, Run};
use super::{Counters, Edition, Outcome, Params};
use super::{
    aliases, assignments, auth_rules, chain, databases, help, privileges, roles, servers, show,
    users,
};
use crate::access::Permission;
use crate::ast::{Command, CypherVersion, Drop, Entity, Mode, Rename, Statement};
use crate::check::{Judge, check_statement};
use crate::parser::{as_server_says, parameter_names, syntax_help};
use crate::privilege::{Action, Reach};
use crate::status::{AccessError, EditionError, Error, ErrorKind, Notification, ParameterError};
use crate::text::Text;
use crate::value::Map;

/// Who runs statements, and in which language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Session {
    /// The user by name; none stands for a session without authentication, which only a DBMS with
    /// authentication disabled serves. A user who is renamed or dropped meanwhile keeps the session
    /// and loses every right in it.
    pub user: Option<Text>,
    /// The database in use. Administration commands run on `system` whatever it is.
    pub database: Option<Text>,
    /// The language of statements without a `CYPHER` prefix, when it is not the DBMS's.
    pub version: Option<CypherVersion>,
    /// Whom the user acts as, while impersonating.
    pub impersonated: Option<Text>,
    /// What an external provider says about the user: the claims that auth rules ask for.
    pub claims: Map,
    /// The number that tells it from other sessions of its DBMS: sessions with the same one share a
    /// transaction.
    pub id: u64,
}

impl Session {
    /// A session of this user. No password is asked for: see [`Dbms::session_for`].
    #[must_use]
    pub fn of_user(user: &str) -> Self {
        Self { user: Some(Text::from(user)), ..Self::default() }
    }

    /// The name of the user that statements run as; none without authentication.
    pub(super) fn acting(&self) -> Option<&str> {
        self.impersonated.as_deref().or(self.user.as_deref())
    }

    /// Parses and runs one statement, with or without its `;`.
    ///
    /// ```
    /// use cypher_admin::{Config, Dbms, Params, Session, Value};
    ///
    /// let mut dbms = Dbms::new(Config { initial_password_change_required: false, ..Config::default() });
    /// let session = Session::of_user("neo4j");
    /// let params = Params::from_iter([("name".into(), Value::from("alice"))]);
    /// let create = "CREATE USER $name SET PASSWORD 'a password' CHANGE NOT REQUIRED";
    /// let outcome = session.run(&mut dbms, create, &params)?;
    /// assert_eq!(outcome.counters.system_updates, 1);
    ///
    /// // Who lacks a privilege is refused, and nothing changes.
    /// let alice = dbms.session_for("alice")?;
    /// let error = alice.run(&mut dbms, "CREATE ROLE r", &params).unwrap_err();
    /// assert_eq!(error.code(), "Neo.ClientError.Security.Forbidden");
    /// # Ok::<(), cypher_admin::Error>(())
    /// ```
    ///
    /// # Errors
    /// Whatever a server would refuse; nothing has changed then.
    pub fn run(&self, dbms: &mut Dbms, text: &str, params: &Params) -> Result<Outcome, Error> {
        let version = self.version.unwrap_or(dbms.config.version);
        let kept;
        let new;
        let prepared = if let Some(known) = dbms.queries.get(text, version) {
            kept = known;
            &*kept
        } else {
            let prepared = prepare(dbms, text, version)?;
            if QueryCache::takes(text, &prepared) {
                kept = dbms.queries.keep(text, version, prepared);
                &*kept
            } else {
                new = prepared;
                &new
            }
        };
        let mut outcome = self.run_parsed(dbms, &prepared.statement, params, Query::Typed(text))?;
        if !prepared.remarks.is_empty() {
            let mut remarks = prepared.remarks.clone();
            remarks.append(&mut outcome.notifications);
            outcome.notifications = remarks;
        }
        Ok(outcome)
    }

    /// Runs a parsed statement that has passed semantic analysis. All of it happens or nothing.
    ///
    /// # Errors
    /// Whatever a server would refuse; nothing has changed then.
    pub fn execute(
        &self,
        dbms: &mut Dbms,
        statement: &Statement,
        params: &Params,
    ) -> Result<Outcome, Error> {
        self.run_parsed(dbms, statement, params, Query::Parsed(statement))
    }

    fn run_parsed(
        &self,
        dbms: &mut Dbms,
        statement: &Statement,
        params: &Params,
        query: Query<'_>,
    ) -> Result<Outcome, Error> {
        let default = self.version.unwrap_or(dbms.config.version);
        let version = statement.version.unwrap_or(default);
        dbms.transactions.check_alive(self.id)?;
        let mut run = Run::new(dbms, params, version, self, query);
        let is_impersonating = self.impersonated.is_some();
        let missing = match statement.mode {
            Mode::Explain => missing_parameters(statement, query, params),
            Mode::Normal | Mode::Profile => Vec::new(),
        };
        let authorised = authorise(&mut run, &statement.command, is_impersonating);
        let result = match authorised {
            // Who may do it depends on a database whose name is not known: it is only explained.
            Err(error) if !missing.is_empty() && is_missing_parameter(&error) => Ok(()),
            other => other,
        };
        if !missing.is_empty() {
            run.notify(Notification::parameter_missing(&missing));
        }
        let result = result
            .and_then(|()| match statement.mode {
                Mode::Explain => Ok(Outcome::default()),
                Mode::Normal | Mode::Profile => dispatch(&mut run, &statement.command),
            })
            .and_then(|outcome| run.check_end().map(|()| outcome));
        match result {
            Ok(mut outcome) => {
                outcome.notifications = std::mem::take(&mut run.notifications);
                outcome.counters = Counters { system_updates: run.updates };
                let undos = run.into_undos();
                dbms.transactions.record(self.id, undos);
                Ok(outcome)
            }
            Err(error) => {
                run.undo_all();
                let help = error.help.clone().or_else(|| help::for_failure(run.graph, &error.kind));
                // An error ends the open transaction.
                dbms.close(self);
                Err(Error { help, ..error })
            }
        }
    }

    /// Whether the session's user may act as another one, whose name is given back.
    ///
    /// # Errors
    /// When the privilege is missing or denied, or when that user cannot act.
    pub fn may_impersonate(&self, dbms: &Dbms, user: &str) -> Result<Text, Error> {
        let graph = dbms.graph();
        if dbms.config.edition == Edition::Community {
            return Err(EditionError::Impersonation.into());
        }
        if dbms.config.auth_enabled {
            let own = self.user.as_deref().and_then(|name| graph.user_named(name));
            let native = own.and_then(|(_, user)| user.native.as_ref());
            if native.is_some_and(|native| native.change_required) {
                return Err(AccessError::ImpersonationExpired.into());
            }
            let holder =
                own.and_then(|(id, _)| dbms.access().holder(graph, id)).unwrap_or_default();
            let action = Action::Impersonate;
            let access = dbms.access();
            let names = vec![action.name()];
            let (missing, denied) =
                match access.permission_about_user(graph, &holder, action, Reach::All, user) {
                    Permission::Granted => (Vec::new(), Vec::new()),
                    Permission::NotGranted => (names, Vec::new()),
                    Permission::ExplicitDeny => (Vec::new(), names),
                };
            if !missing.is_empty() || !denied.is_empty() {
                return Err(AccessError::NotPermitted { missing, denied }.into());
            }
        }
        dbms.session_for(user).map(|_| Text::from(user))
    }
}

/// Parses and judges a statement.
fn prepare(dbms: &mut Dbms, text: &str, version: CypherVersion) -> Result<Prepared, Error> {
    let parsed = dbms.shapes.parse_statement(text, version);
    let statement = parsed.map_err(|error| {
        let error = as_server_says(text, version, error);
        Error { help: error.help.clone().or_else(|| syntax_help(text, &error)), ..error }
    })?;
    let mut remarks = Vec::new();
    let judged = check_statement(&statement, text, version, Judge::Server, &mut remarks);
    // A server reports the first error only.
    match judged.err().and_then(|errors| errors.into_iter().next()) {
        Some(first) => Err(first),
        None => Ok(Prepared { statement, remarks }),
    }
}

/// The parameters that a statement has and that are not given.
fn missing_parameters(statement: &Statement, query: Query<'_>, params: &Params) -> Vec<String> {
    let names = match query {
        Query::Typed(text) => parameter_names(text),
        Query::Parsed(_) => parameter_names(&statement.command.to_string()),
    };
    names.into_iter().filter(|name| !params.contains_key(name.as_str())).collect()
}

fn is_missing_parameter(error: &Error) -> bool {
    matches!(&error.kind, ErrorKind::Parameter(error)
        if matches!(**error, ParameterError::Missing { .. }))
}

/// Runs a command; only its columns and rows are set in the outcome.
fn dispatch<'s>(run: &mut Run<'s>, command: &'s Command) -> Result<Outcome, Error> {
    match command {
        Command::CreateUser(command) => users::create(run, command)?,
        Command::AlterUser(command) => users::alter(run, command)?,
        Command::AlterUsers(command) => users::alter_tags(run, command)?,
        Command::AlterCurrentUser(command) => users::alter_own_password(run, command)?,
        Command::Rename(Rename { entity: Entity::User, from, if_exists, to }) => {
            users::rename(run, from, *if_exists, to)?;
        }
        Command::Rename(Rename { entity: Entity::Role, from, if_exists, to }) => {
            roles::rename(run, from, *if_exists, to)?;
        }
        Command::Drop(Drop { entity: Entity::User, name, if_exists }) => {
            users::drop(run, name, *if_exists)?;
        }
        Command::Drop(Drop { entity: Entity::Role, name, if_exists }) => {
            roles::drop(run, name, *if_exists)?;
        }
        Command::CreateRole(command) => roles::create(run, command)?,
        Command::AssignRole(command) => assignments::assign(run, command)?,
        Command::Privilege(command) => privileges::change(run, command)?,
        Command::Show(command) => return show::show(run, command),
        Command::CreateDatabase(command) => return databases::create(run, command),
        Command::AlterDatabase(command) => return databases::alter(run, command),
        Command::SwitchDatabase(command) => return databases::switch(run, command),
        Command::DropDatabase(command) => return databases::drop(run, command),
        Command::CreateAlias(command) => aliases::create(run, command)?,
        Command::AlterAlias(command) => aliases::alter(run, command)?,
        Command::DropAlias(command) => aliases::drop(run, command)?,
        Command::Rename(Rename { entity: Entity::AuthRule, from, if_exists, to }) => {
            auth_rules::rename(run, from, *if_exists, to)?;
        }
        Command::Drop(Drop { entity: Entity::AuthRule, name, if_exists }) => {
            auth_rules::drop(run, name, *if_exists)?;
        }
        Command::SetAuthRule(command) => auth_rules::set(run, command)?,
        Command::Server(command) => return servers::run(run, command),
        Command::Chain(commands) => return chain::chain(run, commands),
        Command::TerminateTransactions(command) => return chain::terminate_alone(run, command),
    }
    Ok(Outcome::default())
}
