//! Who one is and where, in cypher-shell's words: flags and variables, so that its command lines keep working.
//!
//! | flag | variable | here |
//! | --- | --- | --- |
//! | `-a` | `NEO4J_URI`, `NEO4J_ADDRESS` | nothing is connected to: the flag is answered with a note |
//! | `-u` | `NEO4J_USERNAME` | who statements run as |
//! | `-p` | `NEO4J_PASSWORD` | taken and not checked: the DBMS is the caller's own; `:connect` checks |
//! | `-d` | `NEO4J_DATABASE` | the database in use |
//!
//! A flag that names nobody is an error. A variable may be meant for a server, so it is only remarked on.

use super::help;
use crate::exec::Engine;
use crate::status::Error;
use clap::{Args, ValueEnum};
use std::env;
use std::io::{self, Write};

/// Options of cypher-shell.
#[derive(Debug, Default, Clone, PartialEq, Eq, Args)]
pub(super) struct Login {
    /// User that statements run as [default: neo4j, or $NEO4J_USERNAME]
    #[arg(long, short = 'u', value_name = "NAME", visible_alias = "username", help_heading = help::SESSION)]
    pub(super) user: Option<String>,
    /// Accepted for cypher-shell's sake; the DBMS is yours, so nothing is checked
    #[arg(long, short = 'p', value_name = "PASSWORD", hide_short_help = true, help_heading = help::SESSION)]
    pub(super) password: Option<Hidden>,
    /// Database to begin in [default: the home database, or $NEO4J_DATABASE]
    #[arg(long, short = 'd', value_name = "NAME", help_heading = help::SESSION)]
    pub(super) database: Option<String>,
    /// User to act as
    #[arg(long, value_name = "USER", hide_short_help = true, help_heading = help::SESSION)]
    pub(super) impersonate: Option<String>,
    /// Accepted for cypher-shell's sake: no server is needed, and none is talked to
    #[arg(
        help_heading = help::SESSION,
        long,
        short = 'a',
        value_name = "ADDRESS",
        visible_alias = "uri",
        hide_short_help = true
    )]
    pub(super) address: Option<String>,
    /// Codes that errors are shown with [default: both]
    #[arg(long, value_name = "CODES", hide_short_help = true, help_heading = help::OUTPUT)]
    pub(super) error_format: Option<ErrorFormat>,
    /// History of the shell: a file, in-memory or disable [or $NEO4J_CYPHER_SHELL_HISTORY]
    #[arg(long, value_name = "WHERE", hide_short_help = true, help_heading = help::SHELL)]
    pub(super) history: Option<String>,
    /// Do not run the start-up script, init.cypher in the folder for settings
    #[arg(long, hide_short_help = true, help_heading = help::SHELL)]
    pub(super) no_init: bool,
    /// No prompt, even on a terminal
    #[arg(long, hide_short_help = true, help_heading = help::SHELL)]
    pub(super) non_interactive: bool,
    // What cypher-shell's own scripts say beside that, and what is always so here.
    #[arg(long, hide = true)]
    enable_autocompletions: bool,
    #[arg(long, hide = true, value_name = "WHEN")]
    encryption: Option<String>,
    #[arg(long, hide = true, value_name = "BOOLEAN")]
    wrap: Option<String>,
    #[arg(long, hide = true, value_name = "NUMBER")]
    sample_rows: Option<u64>,
    /// For what the session is meant; only write, the default
    #[arg(long, hide_short_help = true, value_name = "MODE", help_heading = help::SESSION)]
    access_mode: Option<AccessMode>,
    // Nothing here waits.
    #[arg(long, hide = true, value_name = "TIME")]
    idle_timeout: Option<String>,
    #[arg(long, hide = true, value_name = "TIME")]
    transaction_timeout: Option<String>,
}

/// What sessions are for, in cypher-shell's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum AccessMode {
    Read,
    Write,
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Hidden;

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("******")
    }
}

impl std::str::FromStr for Hidden {
    type Err = std::convert::Infallible;

    fn from_str(_: &str) -> Result<Self, Self::Err> {
        Ok(Self)
    }
}

/// Which codes an error is shown with, in cypher-shell's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ErrorFormat {
    Gql,
    Legacy,
    #[value(hide = true)]
    Stacktrace,
}

impl Login {
    /// What stands behind the subcommand over what stands in front of it.
    pub(super) fn overridden_by(self, inner: Self) -> Self {
        Self {
            user: inner.user.or(self.user),
            password: inner.password.or(self.password),
            database: inner.database.or(self.database),
            impersonate: inner.impersonate.or(self.impersonate),
            address: inner.address.or(self.address),
            error_format: inner.error_format.or(self.error_format),
            history: inner.history.or(self.history),
            no_init: inner.no_init || self.no_init,
            non_interactive: inner.non_interactive || self.non_interactive,
            enable_autocompletions: inner.enable_autocompletions || self.enable_autocompletions,
            encryption: inner.encryption.or(self.encryption),
            wrap: inner.wrap.or(self.wrap),
            sample_rows: inner.sample_rows.or(self.sample_rows),
            access_mode: inner.access_mode.or(self.access_mode),
            idle_timeout: inner.idle_timeout.or(self.idle_timeout),
            transaction_timeout: inner.transaction_timeout.or(self.transaction_timeout),
        }
    }

    /// Begins the session that was asked for.
    ///
    /// # Errors
    /// When a flag names somebody or something that is not there.
    pub(super) fn begin(&self, engine: &mut dyn Engine) -> Result<(), String> {
        if let Some(address) = &self.address {
            note(&format!(
                "no server is needed: statements run on a DBMS in memory, and nothing is sent to {address}"
            ));
        }
        // Whoever asks for it wants to be sure that nothing is changed.
        if self.access_mode == Some(AccessMode::Read) {
            return Err("There is no --access-mode read here: --dry-run keeps nothing, and privileges decide \
                        what may be changed."
                .to_owned());
        }
        choose(self.user.as_deref(), "NEO4J_USERNAME", "user", |user| engine.login(user))?;
        choose(self.database.as_deref(), "NEO4J_DATABASE", "database", |database| {
            engine.use_database(Some(database))
        })?;
        match &self.impersonate {
            Some(user) => engine.impersonate(Some(user)).map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }
}

/// Does something with the value of a flag, or else of a variable.
fn choose(
    flag: Option<&str>,
    variable: &str,
    what: &str,
    mut act: impl FnMut(&str) -> Result<(), Error>,
) -> Result<(), String> {
    if let Some(value) = flag {
        return act(value).map_err(|error| error.to_string());
    }
    let value = env::var(variable).ok().filter(|value| !value.is_empty());
    if let Some(value) = value
        && act(&value).is_err()
    {
        note(&format!("{variable} is not heeded: there is no {what} '{value}' here"));
    }
    Ok(())
}

/// A remark that is no error. When it cannot be written, there is nobody to tell.
fn note(message: &str) {
    let _ = writeln!(io::stderr(), "note: {message}");
}
