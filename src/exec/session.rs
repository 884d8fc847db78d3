//! A session: who runs statements, and how one statement is run from text to outcome.

use super::dbms::Dbms;
use super::required::required;
use super::run::Run;
use super::{Counters, Outcome, Params};
use super::{assignments, databases, privileges, roles, show, users};
use crate::ast::{Command, CypherVersion, Drop, Entity, Mode, Rename, Statement};
use crate::check::{Judge, check_statement};
use crate::parser::{parse_statement, syntax_help};
use crate::privilege::Action;
use crate::status::{AccessError, Error, ErrorKind};
use crate::text::Text;

/// Who runs statements, and in which language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// The user by name; none stands for a session without authentication, which only a DBMS with
    /// authentication disabled serves. A user who is renamed or dropped meanwhile keeps the session
    /// and loses every right in it.
    pub user: Option<Text>,
    /// The database in use. Administration commands run on `system` whatever it is.
    pub database: Option<Text>,
    /// The language of statements without a `CYPHER` prefix, when it is not the DBMS's.
    pub version: Option<CypherVersion>,
}

impl Session {
    /// A session of this user. No password is asked for: see [`Dbms::session_for`].
    #[must_use]
    pub fn of_user(user: &str) -> Self {
        Self { user: Some(Text::from(user)), ..Self::default() }
    }

    /// Parses and runs one statement.
    ///
    /// # Errors
    /// Whatever a server would refuse; nothing has changed then.
    pub fn run(&self, dbms: &mut Dbms, text: &str, params: &Params) -> Result<Outcome, Error> {
        let version = self.version.unwrap_or(dbms.config.version);
        let statement = parse_statement(text, version).map_err(|error| Error {
            help: error.help.clone().or_else(|| syntax_help(text, version, &error)),
            ..error
        })?;
        let mut remarks = Vec::new();
        let judged = check_statement(&statement, text, version, Judge::Server, &mut remarks);
        // A server reports the first error only.
        if let Some(first) = judged.err().and_then(|errors| errors.into_iter().next()) {
            return Err(first);
        }
        let mut outcome = self.execute(dbms, &statement, params)?;
        if !remarks.is_empty() {
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
        let default = self.version.unwrap_or(dbms.config.version);
        let version = statement.version.unwrap_or(default);
        let mut run = Run::new(dbms, params, version, self.user.as_deref());
        authorise(&mut run, &statement.command)?;
        if statement.mode == Mode::Explain {
            return Ok(Outcome::default());
        }
        match dispatch(&mut run, &statement.command) {
            Ok(mut outcome) => {
                outcome.notifications = run.notifications;
                outcome.counters = Counters { system_updates: run.updates };
                Ok(outcome)
            }
            Err(error) => {
                run.undo_all();
                Err(error)
            }
        }
    }
}

/// Refuses what the session's user may not do.
fn authorise<'s>(run: &mut Run<'s>, command: &'s Command) -> Result<(), Error> {
    if !run.config.auth_enabled {
        return Ok(());
    }
    let id = run.user_id();
    let is_expired = id
        .and_then(|id| run.graph.user(id)?.native.as_ref())
        .is_some_and(|native| native.change_required);
    if is_expired && !matches!(command, Command::AlterCurrentUser(_)) {
        return Err(AccessError::CredentialsExpired.into());
    }
    let needed = required(run, command)?;
    if needed.is_empty() {
        return Ok(());
    }
    // A user who was dropped meanwhile holds nothing.
    let holder = id.and_then(|id| run.access.holder(run.graph, id)).unwrap_or_default();
    let (missing, denied) = run.access.refused(run.graph, &holder, needed);
    if missing.is_empty() && denied.is_empty() {
        return Ok(());
    }
    let help = what_would_allow(&missing, &denied);
    let names = |actions: Vec<Action>| actions.into_iter().map(Action::name).collect();
    let error = AccessError::NotPermitted { missing: names(missing), denied: names(denied) };
    Err(Error::from(error).with_help(help))
}

/// The commands that would let a refused user through.
fn what_would_allow(missing: &[Action], denied: &[Action]) -> String {
    let command = |verb: &str, action: &Action, preposition: &str| {
        format!("`{verb} {} ON DBMS {preposition} role`", action.command_name())
    };
    let grants = missing.iter().map(|action| command("GRANT", action, "TO"));
    let revokes = denied.iter().map(|action| command("REVOKE DENY", action, "FROM"));
    let commands: Vec<String> = grants.chain(revokes).collect();
    format!("This would allow it, for a role of the user: {}.", commands.join(" and "))
}

/// Runs a command; only its columns and rows are set in the outcome.
fn dispatch<'s>(run: &mut Run<'s>, command: &'s Command) -> Result<Outcome, Error> {
    let not_executed = |command| Err(ErrorKind::NotExecuted { command }.into());
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
        Command::CreateDatabase(command) => databases::create(run, command)?,
        Command::DropDatabase(command) => databases::drop(run, command)?,
        Command::Rename(_) => return not_executed("RENAME AUTH RULE"),
        Command::Drop(_) => return not_executed("DROP AUTH RULE"),
        Command::SetAuthRule(_) => return not_executed("CREATE and ALTER AUTH RULE"),
        Command::AlterDatabase(_) => return not_executed("ALTER DATABASE"),
        Command::SwitchDatabase(_) => return not_executed("START and STOP DATABASE"),
        Command::CreateAlias(_) => return not_executed("CREATE ALIAS"),
        Command::AlterAlias(_) => return not_executed("ALTER ALIAS"),
        Command::DropAlias(_) => return not_executed("DROP ALIAS"),
        Command::Server(_) => return not_executed("Server administration"),
        Command::Chain(_) => return not_executed("A row of SHOW and TERMINATE commands"),
        Command::TerminateTransactions(_) => return not_executed("TERMINATE TRANSACTIONS"),
    }
    Ok(Outcome::default())
}
