//! Whether the session's user may run a command, and if not, what to say.

use super::edition::check_edition;
use super::help;
use super::required::{required, required_on_database};
use super::run::Run;
use crate::access::{Permission, printed};
use crate::ast::Command;
use crate::graph::Symbol;
use crate::privilege::{Action, Reach};
use crate::status::{AccessError, Error};

/// An action that is not allowed, and the database it was wanted on.
pub(super) type Refused = (Action, Option<Symbol>);

/// Refuses what the session's user may not do.
pub(super) fn authorise<'s>(
    run: &mut Run<'s>,
    command: &'s Command,
    is_impersonating: bool,
) -> Result<(), Error> {
    let is_update = !matches!(
        command,
        Command::Show(_) | Command::Chain(_) | Command::TerminateTransactions(_)
    );
    if is_impersonating && is_update {
        return Err(AccessError::Impersonating.into());
    }
    check_edition(run, command)?;
    if !run.config.auth_enabled {
        return Ok(());
    }
    let user = run.user_id().and_then(|id| run.graph.user(id));
    let native = user.and_then(|user| user.native.as_ref());
    if native.is_some_and(|native| native.change_required)
        && !matches!(command, Command::AlterCurrentUser(_))
    {
        return Err(AccessError::CredentialsExpired.into());
    }
    if !run.config.checks_privileges() {
        // Whoever no longer exists may nothing, in any edition.
        return if user.is_some() { Ok(()) } else { Err(AccessError::Unauthorized.into()) };
    }
    let needed = required(run, command)?;
    let holder = run.holder();
    let on_dbms = |actions: Vec<Action>| actions.into_iter().map(|action| (action, None));
    let (missing, denied) = run.access.refused(run.graph, &holder, needed);
    let mut missing: Vec<Refused> = on_dbms(missing).collect();
    let mut denied: Vec<Refused> = on_dbms(denied).collect();
    if let Some((database, actions)) = required_on_database(run, command)? {
        for action in actions.iter() {
            let place = Reach::Named(database);
            match run.access.permission(run.graph, &holder, action, place) {
                Permission::Granted => {}
                Permission::ExplicitDeny => denied.push((action, Some(database))),
                Permission::NotGranted => missing.push((action, Some(database))),
            }
        }
    }
    if missing.is_empty() && denied.is_empty() {
        return Ok(());
    }
    let help = help::for_refusal(run.graph, &missing, &denied);
    let names =
        |refused: Vec<Refused>| refused.into_iter().map(|(action, _)| printed(action)).collect();
    let error = AccessError::NotPermitted { missing: names(missing), denied: names(denied) };
    Err(Error::from(error).with_help(help))
}
