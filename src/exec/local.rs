//! The DBMS in memory and one session on it, as an [`Engine`].

use super::access::{Questions, holder};
use super::arrange::{more_servers, setting_text};
use super::{
    Arrangement, Asked, Clock, Config, Dbms, Decided, Engine, Outcome, Params, Session,
    TransactionStep, WhatIf,
};
use crate::access::{Access, Holder};
use crate::ast::{AccessCommand, CypherVersion};
use crate::graph::{FIRST_USER, SystemGraph};
use crate::status::{AccessError, DatabaseError, Error, ShardError};
use crate::text::Text;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Sessions on a DBMS in memory, of which one is in use.
#[derive(Debug)]
pub struct Local {
    dbms: Dbms,
    session: Session,
    /// The name of the session; the first one has none.
    name: String,
    /// The sessions that are not in use, by name.
    others: BTreeMap<String, Session>,
    questions: Questions,
}

impl Default for Local {
    /// A new DBMS, and the session of its first user, whose password need not be changed first: who
    /// runs a script here has not logged in with one.
    fn default() -> Self {
        Self::new(Config { initial_password_change_required: false, ..Config::default() })
    }
}

impl Local {
    /// A new DBMS with these settings and the session of its first user.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let dbms = Dbms::new(config);
        let mut local = Self {
            dbms,
            session: Session::of_user(FIRST_USER),
            name: String::new(),
            others: BTreeMap::new(),
            questions: Questions::default(),
        };
        local.session.database = local.home();
        local
    }

    /// A new DBMS, in the same language.
    fn start_over(&mut self, config: Config) {
        let version = self.session.version;
        *self = Self::new(config);
        self.session.version = version;
    }

    /// The user's home database: the one set, else the default.
    fn home(&self) -> Option<Text> {
        let graph = &self.dbms.graph;
        let home = self.session.user.as_ref().and_then(|user| graph.user_named(user)?.1.home);
        let home = home.map(|name| Text::from(graph.text(name)));
        Some(home.unwrap_or_else(|| self.dbms.config.default_database.clone()))
    }
}

impl Engine for Local {
    fn run(&mut self, statement: &str, params: &Params) -> Result<Outcome, Error> {
        self.session.run(&mut self.dbms, statement, params)
    }

    fn ask(&mut self, command: &AccessCommand, params: &Params) -> Result<Outcome, Error> {
        self.session.ask(&mut self.dbms, command, params)
    }

    fn decide(&mut self, asked: Asked<'_>, can: &str) -> Result<Vec<Decided>, Error> {
        let version = self.session.version.unwrap_or(self.dbms.config.version);
        let claims = &self.session.claims;
        self.questions.decide(&mut self.dbms, version, asked, claims, can)
    }

    fn holder(&mut self, asked: Asked<'_>) -> Result<Holder, Error> {
        holder(&mut self.dbms, asked, &self.session.claims)
    }

    fn state(&self) -> Option<(&SystemGraph, &Access)> {
        Some((self.dbms.graph(), self.dbms.access()))
    }

    fn restore(&mut self, graph: SystemGraph, default_database: &str) -> Result<(), Error> {
        self.dbms.restore(graph, default_database);
        self.questions = Questions::default();
        self.session.database = self.home();
        Ok(())
    }

    fn what_if(&mut self, statement: &str, params: &Params) -> Result<WhatIf, Error> {
        let mut copy = self.dbms.copy();
        let outcome = self.session.run(&mut copy, statement, params)?;
        let (graph, access) = copy.into_parts();
        Ok(WhatIf { outcome, graph, access })
    }

    fn user(&self) -> &str {
        self.session.user.as_deref().unwrap_or_default()
    }

    fn database(&self) -> &str {
        self.session.database.as_deref().unwrap_or_default()
    }

    fn set_version(&mut self, version: CypherVersion) {
        self.session.version = Some(version);
    }

    fn login(&mut self, user: &str) -> Result<(), Error> {
        let version = self.session.version;
        let session = self.dbms.session_for(user)?;
        self.dbms.close(&self.session);
        self.session = session;
        self.session.version = version;
        self.session.database = self.home();
        Ok(())
    }

    fn authenticate(&mut self, user: &str, password: &str) -> Result<(), Error> {
        let found = self.dbms.graph.user_named(user).and_then(|(_, user)| user.native.as_ref());
        if !found.is_some_and(|native| native.credential.matches(password)) {
            return Err(AccessError::Unauthorized.into());
        }
        self.login(user)
    }

    fn must_change_password(&self) -> bool {
        let user = self.session.user.as_ref().and_then(|user| self.dbms.graph.user_named(user));
        user.and_then(|(_, user)| user.native.as_ref()).is_some_and(|native| native.change_required)
    }

    fn use_database(&mut self, name: Option<&str>) -> Result<(), Error> {
        self.session.database = match name.map(str::to_lowercase) {
            None => self.home(),
            Some(name) => {
                if let Some((database, _)) = self.dbms.graph.shard(&name) {
                    // UNKNOWN: the manual lets graph data science connect to a graph shard; `USE` of a
                    // shard is not supported, says its page on limitations.
                    let database = self.dbms.graph.text(database).to_owned();
                    let error = ShardError::Target { action: "USE", database, shard: name };
                    return Err(error.into());
                }
                let symbol = self.dbms.graph.symbols().get(&name);
                if symbol.and_then(|name| self.dbms.graph.resolve_database(name)).is_none() {
                    return Err(DatabaseError::NotThere { name }.into());
                }
                Some(name.into())
            }
        };
        Ok(())
    }

    fn set_auth(&mut self, enabled: bool) -> Result<(), Error> {
        self.dbms.config.auth_enabled = enabled;
        Ok(())
    }

    fn set_now(&mut self, now: Timestamp) -> Result<(), Error> {
        self.dbms.config.clock = Clock::fixed(now);
        Ok(())
    }

    fn arrange(&mut self, how: &Arrangement) -> Result<(), Error> {
        match how {
            Arrangement::Setting(name, value) => {
                let text = setting_text(value).unwrap_or_else(|| value.to_string());
                self.dbms.config.set(name, &text)?;
                if Config::is_initial(name) {
                    self.start_over(self.dbms.config.clone());
                }
            }
            Arrangement::Servers(all) => {
                let more_servers = more_servers(*all)?;
                self.start_over(Config { more_servers, ..self.dbms.config.clone() });
            }
            Arrangement::Edition(edition) => {
                self.start_over(Config { edition: *edition, ..self.dbms.config.clone() });
            }
            Arrangement::Claims(claims) => self.session.claims = claims.clone(),
        }
        Ok(())
    }

    fn switch_session(&mut self, name: &str) -> Result<(), Error> {
        if name == self.name {
            return Ok(());
        }
        let session = match self.others.remove(name) {
            Some(session) => session,
            None => {
                let user = self.session.user.as_deref().unwrap_or(FIRST_USER);
                let new = self.dbms.session_for(user)?;
                let (version, database) = (self.session.version, self.session.database.clone());
                Session { version, database, ..new }
            }
        };
        let before = std::mem::replace(&mut self.session, session);
        self.others.insert(std::mem::replace(&mut self.name, name.to_owned()), before);
        Ok(())
    }

    fn session(&self) -> &str {
        &self.name
    }

    fn transaction(&mut self, step: TransactionStep) -> Result<(), Error> {
        self.dbms.transaction(&self.session, step)
    }

    fn impersonate(&mut self, user: Option<&str>) -> Result<(), Error> {
        self.session.impersonated = match user {
            Some(user) => Some(self.session.may_impersonate(&self.dbms, user)?),
            None => None,
        };
        Ok(())
    }

    fn impersonated(&self) -> Option<&str> {
        self.session.impersonated.as_deref()
    }

    fn has_transaction(&self) -> bool {
        self.dbms.has_transaction(&self.session)
    }
}
