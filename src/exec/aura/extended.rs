//! An engine that understands our own statements too.

use super::act::run;
use super::bridge::Instances;
use super::session::ConsoleSession;
use crate::access::{Access, Holder};
use crate::ast::{AccessCommand, CypherVersion, Extension};
use crate::aura::Console;
use crate::exec::{
    Arrangement, Asked, Clock, Decided, Engine, Outcome, Params, TransactionStep, WhatIf,
};
use crate::graph::SystemGraph;
use crate::parser::{is_explained, parse_extension};
use crate::status::{Error, ErrorKind};
use jiff::Timestamp;

/// What an [`Extended`] engine is given from outside.
pub struct Surroundings {
    /// Tells the time.
    pub clock: Clock,
    /// What ids and secrets are made from. The same seed gives the same ones.
    pub seed: [u8; 32],
    /// A new DBMS, for each instance that is opened.
    pub new_dbms: fn() -> Box<dyn Engine>,
}

/// An engine, and an Aura console beside it.
pub struct Extended {
    inner: Box<dyn Engine>,
    instances: Instances,
    session: ConsoleSession,
    clock: Clock,
    version: CypherVersion,
}

impl Extended {
    /// Adds a console without any account to an engine.
    #[must_use]
    pub fn new(inner: Box<dyn Engine>, surroundings: Surroundings) -> Self {
        let Surroundings { clock, seed, new_dbms } = surroundings;
        Self {
            inner,
            instances: Instances::new(new_dbms),
            session: ConsoleSession::new(seed, clock.now()),
            clock,
            version: CypherVersion::default(),
        }
    }

    /// Where Neo4j's statements go.
    fn engine(&self) -> &dyn Engine {
        self.instances.opened().unwrap_or(self.inner.as_ref())
    }

    fn engine_mut(&mut self) -> &mut dyn Engine {
        match self.instances.opened_mut() {
            Some(engine) => engine,
            None => self.inner.as_mut(),
        }
    }

    fn run_extension(&mut self, extension: &Extension, params: &Params) -> Result<Outcome, Error> {
        let command = match extension {
            Extension::Access(command) => return self.engine_mut().ask(command, params),
            Extension::Console(command) => command,
        };
        self.session.now = self.clock.now();
        self.session.remove_inactive();
        let result = run(&mut self.session, &mut self.instances, command, params);
        let updates = self.session.end(result.is_ok());
        if result.is_ok() {
            self.session.touch();
        }
        result.map(|mut outcome| {
            outcome.counters.system_updates = updates;
            outcome
        })
    }
}

impl Engine for Extended {
    fn run(&mut self, statement: &str, params: &Params) -> Result<Outcome, Error> {
        let error = match self.engine_mut().run(statement, params) {
            Err(error)
                if matches!(
                    error.kind,
                    ErrorKind::Syntax(_) | ErrorKind::UnsupportedSyntax(_) | ErrorKind::DataQuery
                ) =>
            {
                error
            }
            result => return result,
        };
        match parse_extension(statement, self.version) {
            Ok(_) if is_explained(statement) => Ok(Outcome::default()),
            Ok(extension) => self.run_extension(&extension, params),
            // What Neo4j's parser takes is no statement of ours with a mistake in it.
            Err(_) if error.kind == ErrorKind::DataQuery => Err(error),
            // The language that understood more of the text knows better what is wrong with it.
            Err(ours) if is_further(&ours, &error) => Err(ours),
            Err(_) => Err(error),
        }
    }

    fn ask(&mut self, command: &AccessCommand, params: &Params) -> Result<Outcome, Error> {
        self.engine_mut().ask(command, params)
    }

    fn decide(&mut self, asked: Asked<'_>, can: &str) -> Result<Vec<Decided>, Error> {
        self.engine_mut().decide(asked, can)
    }

    fn holder(&mut self, asked: Asked<'_>) -> Result<Holder, Error> {
        self.engine_mut().holder(asked)
    }

    fn state(&self) -> Option<(&SystemGraph, &Access)> {
        self.engine().state()
    }

    fn restore(&mut self, graph: SystemGraph, default_database: &str) -> Result<(), Error> {
        self.engine_mut().restore(graph, default_database)
    }

    fn what_if(&mut self, statement: &str, params: &Params) -> Result<WhatIf, Error> {
        self.engine_mut().what_if(statement, params)
    }

    fn user(&self) -> &str {
        self.engine().user()
    }

    fn database(&self) -> &str {
        self.engine().database()
    }

    fn set_version(&mut self, version: CypherVersion) {
        self.version = version;
        self.instances.set_version(version);
        self.inner.set_version(version);
    }

    fn login(&mut self, user: &str) -> Result<(), Error> {
        self.engine_mut().login(user)
    }

    fn use_database(&mut self, name: Option<&str>) -> Result<(), Error> {
        self.engine_mut().use_database(name)
    }

    fn set_auth(&mut self, enabled: bool) -> Result<(), Error> {
        self.engine_mut().set_auth(enabled)
    }

    fn arrange(&mut self, how: &Arrangement) -> Result<(), Error> {
        self.engine_mut().arrange(how)
    }

    fn transaction(&mut self, step: TransactionStep) -> Result<(), Error> {
        self.engine_mut().transaction(step)
    }

    fn impersonate(&mut self, user: Option<&str>) -> Result<(), Error> {
        self.engine_mut().impersonate(user)
    }

    fn authenticate(&mut self, user: &str, password: &str) -> Result<(), Error> {
        self.engine_mut().authenticate(user, password)
    }

    fn must_change_password(&self) -> bool {
        self.engine().must_change_password()
    }

    fn impersonated(&self) -> Option<&str> {
        self.engine().impersonated()
    }

    fn has_transaction(&self) -> bool {
        self.engine().has_transaction()
    }

    fn console(&self) -> Option<&Console> {
        Some(&self.session.console)
    }

    fn session(&self) -> &str {
        self.engine().session()
    }

    fn restore_console(&mut self, console: Console) -> Result<(), Error> {
        self.session.restore(console);
        self.instances.forget_all();
        Ok(())
    }

    fn leave_instances(&mut self) -> usize {
        self.instances.close();
        self.instances.count()
    }

    fn switch_session(&mut self, name: &str) -> Result<(), Error> {
        self.engine_mut().switch_session(name)
    }

    fn set_now(&mut self, now: Timestamp) -> Result<(), Error> {
        self.clock = Clock::fixed(now);
        self.instances.set_now(now)?;
        self.inner.set_now(now)
    }
}

fn is_further(ours: &Error, theirs: &Error) -> bool {
    ours.span.map(|span| span.start) > theirs.span.map(|span| span.start)
}
