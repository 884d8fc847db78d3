//! What executes statements, as the shell and the golden scripts see it.
//!
//! They need no more than this, so that they can drive the DBMS in memory as well as a server on the
//! other end of a connection: the same golden script can be held against both.

use super::{Arrangement, Asked, Decided, Outcome, Params};
use crate::access::{Access, Holder};
use crate::ast::{AccessCommand, CypherVersion};
use crate::aura::Console;
use crate::graph::SystemGraph;
use crate::status::{Error, ErrorKind};
use jiff::Timestamp;

/// A DBMS and one session on it.
pub trait Engine {
    /// Executes one statement as the session's user.
    ///
    /// # Errors
    /// Why the server refuses it.
    fn run(&mut self, statement: &str, params: &Params) -> Result<Outcome, Error>;

    /// Answers a question about access.
    ///
    /// # Errors
    /// Why it is refused, or that this engine answers none.
    fn ask(&mut self, _command: &AccessCommand, _params: &Params) -> Result<Outcome, Error> {
        Err(ErrorKind::NotExecuted { command: "A question about access" }.into())
    }

    /// Decides whether somebody may do what `can` says, a privilege as after `GRANT`: one decision
    /// for each element it names. No privilege is needed to ask.
    ///
    /// # Errors
    /// Where `can` or who is asked about means nothing, or this engine answers none.
    fn decide(&mut self, _asked: Asked<'_>, _can: &str) -> Result<Vec<Decided>, Error> {
        Err(ErrorKind::NotExecuted { command: "A question about access" }.into())
    }

    /// Who is asked about, with all roles: granted, `PUBLIC`, and those that auth rules give.
    ///
    /// # Errors
    /// Where there is no such user or role, or this engine answers no questions about access.
    fn holder(&mut self, _asked: Asked<'_>) -> Result<Holder, Error> {
        Err(ErrorKind::NotExecuted { command: "A question about access" }.into())
    }

    /// The system graph and who may do what in it, for engines that have them at hand.
    fn state(&self) -> Option<(&SystemGraph, &Access)> {
        None
    }

    /// Goes on with another system graph, whose default database has this name.
    ///
    /// # Errors
    /// Where the graph cannot be replaced.
    fn restore(&mut self, _: SystemGraph, _default_database: &str) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "Loading a state" }.into())
    }

    /// Executes one statement on a copy, and gives back what that comes to. Here nothing changes.
    ///
    /// # Errors
    /// Why the server would refuse it, or that there is no copy to be had.
    fn what_if(&mut self, _statement: &str, _params: &Params) -> Result<WhatIf, Error> {
        Err(ErrorKind::NotExecuted { command: "A trial" }.into())
    }

    /// The session's user.
    fn user(&self) -> &str;

    /// The session's database.
    fn database(&self) -> &str;

    /// The language of statements without a `CYPHER` prefix.
    fn set_version(&mut self, version: CypherVersion);

    /// Goes on as another user, in that user's home database.
    ///
    /// # Errors
    /// Where there is no such user, or the user may not log in.
    fn login(&mut self, user: &str) -> Result<(), Error>;

    /// The same after checking the password.
    ///
    /// # Errors
    /// As a server refuses a login: it does not say what was wrong.
    fn authenticate(&mut self, _user: &str, _password: &str) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "A login with a password" }.into())
    }

    /// Whether the session's user can do nothing but change the password.
    fn must_change_password(&self) -> bool {
        false
    }

    /// Goes on in another database; in the home database without a name.
    ///
    /// # Errors
    /// Where there is no such database.
    fn use_database(&mut self, name: Option<&str>) -> Result<(), Error>;

    /// Switches authentication and with it all checks of privileges.
    ///
    /// # Errors
    /// Where it cannot be switched.
    fn set_auth(&mut self, enabled: bool) -> Result<(), Error>;

    /// Sets the clock.
    ///
    /// # Errors
    /// Where it cannot be set.
    fn set_now(&mut self, now: Timestamp) -> Result<(), Error>;

    /// Arranges what no statement can.
    ///
    /// # Errors
    /// Where this engine cannot, or the arrangement makes no sense.
    fn arrange(&mut self, _: &Arrangement) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "Arranging a DBMS" }.into())
    }

    /// Goes on in another session, which is begun as a new one of the same user when it has not been
    /// used before. The first session has no name. All are of the same DBMS.
    ///
    /// # Errors
    /// When that user may no longer log in.
    fn switch_session(&mut self, _: &str) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "A session beside this one" }.into())
    }

    /// The name of the session in use; the first one has none.
    fn session(&self) -> &str {
        ""
    }

    /// Begins a transaction, ends it, or takes back what was done last.
    ///
    /// # Errors
    /// When there is one already, none, or nothing to take back.
    fn transaction(&mut self, _: TransactionStep) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "A transaction of several statements" }.into())
    }

    /// Goes on as if another user acted, or, without a name, as oneself.
    ///
    /// # Errors
    /// When that is not allowed, or there is no such user.
    fn impersonate(&mut self, _: Option<&str>) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "Impersonation" }.into())
    }

    /// Whom the session's user acts as.
    fn impersonated(&self) -> Option<&str> {
        None
    }

    /// Whether a transaction is open.
    fn has_transaction(&self) -> bool {
        false
    }

    /// The Aura console, for engines that understand the statements that Neo4j does not have.
    fn console(&self) -> Option<&Console> {
        None
    }

    /// Goes on with another console, to which nobody is logged in.
    ///
    /// # Errors
    /// Where there is none.
    fn restore_console(&mut self, _: Console) -> Result<(), Error> {
        Err(ErrorKind::NotExecuted { command: "Loading an Aura console" }.into())
    }

    /// Goes back to the DBMS itself, out of an instance of the console, and gives the number of instances
    /// that have a DBMS of their own because they have been opened.
    fn leave_instances(&mut self) -> usize {
        0
    }
}

/// What a statement would come to.
#[derive(Debug)]
pub struct WhatIf {
    /// What it would give.
    pub outcome: Outcome,
    /// The graph as it would be.
    pub graph: SystemGraph,
    /// Who could do what in it.
    pub access: Access,
}

/// What can be done with a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionStep {
    /// Begins one: what follows happens together or not at all.
    Begin,
    /// Ends it and keeps what was done.
    Commit,
    /// Ends it and takes back what was done. So does an error.
    Rollback,
    /// Takes back the last statement or transaction that changed something.
    Undo,
}
