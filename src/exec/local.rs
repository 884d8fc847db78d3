//! The DBMS in memory and one session on it, as an [`Engine`].

use super::{Engine, Outcome, Params};
use crate::ast::CypherVersion;
use crate::parser::parse_statement;
use crate::status::{Error, ErrorKind};
use crate::text::Text;
use jiff::Timestamp;

/// A session on a DBMS in memory. Commands are understood; none is executed so far.
#[derive(Debug, Clone)]
pub struct Local {
    user: Text,
    database: Text,
    version: CypherVersion,
}

impl Default for Local {
    fn default() -> Self {
        Self { user: "neo4j".into(), database: "neo4j".into(), version: CypherVersion::default() }
    }
}

impl Engine for Local {
    fn run(&mut self, statement: &str, _: &Params) -> Result<Outcome, Error> {
        parse_statement(statement, self.version)?;
        Err(ErrorKind::NotExecuted { command: "The command" }.into())
    }

    fn user(&self) -> &str {
        &self.user
    }

    fn database(&self) -> &str {
        &self.database
    }

    fn set_version(&mut self, version: CypherVersion) {
        self.version = version;
    }

    fn login(&mut self, user: &str) -> Result<(), Error> {
        self.user = user.into();
        Ok(())
    }

    fn use_database(&mut self, name: Option<&str>) -> Result<(), Error> {
        self.database = name.unwrap_or("neo4j").into();
        Ok(())
    }

    fn set_auth(&mut self, _: bool) -> Result<(), Error> {
        Ok(())
    }

    fn set_now(&mut self, _: Timestamp) -> Result<(), Error> {
        Ok(())
    }
}
