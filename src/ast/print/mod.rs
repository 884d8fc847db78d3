//! Canonical text: the form in which Neo4j prints a command in notifications, errors and its query
//! log. Passwords are masked; optional words are chosen once; names get backticks only when needed.
//!
//! `AS COMMANDS` output is another form and is made elsewhere, from privileges, not from commands.

mod access;
mod aura;
mod database;
mod expr;
mod name;
mod privilege;
mod role;
mod show;
mod user;

pub use expr::{Quotes, string_literal};

use super::{Command, CypherVersion, IfExists, Mode, Statement};
use std::fmt::{Display, Formatter, Result};

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.version {
            Some(CypherVersion::Cypher5) => f.write_str("CYPHER 5 ")?,
            Some(CypherVersion::Cypher25) => f.write_str("CYPHER 25 ")?,
            None => {}
        }
        match self.mode {
            Mode::Normal => {}
            Mode::Explain => f.write_str("EXPLAIN ")?,
            Mode::Profile => f.write_str("PROFILE ")?,
        }
        self.command.fmt(f)
    }
}

impl Display for Command {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::CreateUser(command) => command.fmt(f),
            Self::AlterUser(command) => command.fmt(f),
            Self::AlterUsers(command) => command.fmt(f),
            Self::AlterCurrentUser(command) => command.fmt(f),
            Self::Rename(command) => command.fmt(f),
            Self::Drop(command) => command.fmt(f),
            Self::CreateRole(command) => command.fmt(f),
            Self::AssignRole(command) => command.fmt(f),
            Self::Privilege(command) => command.fmt(f),
            Self::Show(command) => command.fmt(f),
            Self::SetAuthRule(command) => command.fmt(f),
            Self::CreateDatabase(command) => command.fmt(f),
            Self::AlterDatabase(command) => command.fmt(f),
            Self::DropDatabase(command) => command.fmt(f),
            Self::SwitchDatabase(command) => command.fmt(f),
            Self::CreateAlias(command) => command.fmt(f),
            Self::AlterAlias(command) => command.fmt(f),
            Self::DropAlias(command) => command.fmt(f),
            Self::Server(command) => command.fmt(f),
            Self::TerminateTransactions(command) => command.fmt(f),
            Self::Chain(commands) => {
                let written: Vec<String> = commands.iter().map(ToString::to_string).collect();
                f.write_str(&written.join(" "))
            }
        }
    }
}

/// `CREATE `, `CREATE OR REPLACE `
fn create(if_exists: IfExists) -> &'static str {
    match if_exists {
        IfExists::Replace | IfExists::Conflict => "CREATE OR REPLACE ",
        IfExists::Error | IfExists::DoNothing => "CREATE ",
    }
}

/// ` IF NOT EXISTS` or nothing.
fn if_not_exists(if_exists: IfExists) -> &'static str {
    match if_exists {
        IfExists::DoNothing | IfExists::Conflict => " IF NOT EXISTS",
        IfExists::Error | IfExists::Replace => "",
    }
}

/// ` IF EXISTS` or nothing.
fn if_exists(is_written: bool) -> &'static str {
    if is_written { " IF EXISTS" } else { "" }
}

/// Writes items with `, ` between them.
fn list<T: Display>(f: &mut Formatter<'_>, items: &[T]) -> Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(", ")?;
        }
        item.fmt(f)?;
    }
    Ok(())
}
