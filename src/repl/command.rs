//! The colon commands as typed.

use super::commands::{COMMANDS, FOREIGN};
use crate::text::closest;
use std::time::Duration;
use zeroize::Zeroizing;

/// A colon command and its argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command<'a> {
    Auth(bool),
    Begin,
    Clear,
    Commit,
    Connect(Connection<'a>),
    /// Log in to the Aura console, or out without an address.
    Console(Option<&'a str>),
    Databases,
    Edit,
    Exit,
    Help(&'a str),
    History,
    ClearHistory,
    /// Without a name it ends.
    Impersonate(&'a str),
    Login(&'a str),
    Param(&'a str),
    Params,
    /// Of all roles without a name.
    Privileges(&'a str),
    Rollback,
    /// Without a name the first one.
    Session(&'a str),
    Source(&'a str),
    /// Without a word the other way round.
    Timing(Option<bool>),
    Undo,
    Use(&'a str),
    /// All without a name.
    Users(&'a str),
    /// A user and a file, or a user.
    View(&'a str),
    Watch(Duration, &'a str),
    WhatIf(&'a str),
}

/// What `:connect` is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Connection<'a> {
    pub(super) user: Option<&'a str>,
    pub(super) password: Option<Zeroizing<String>>,
    pub(super) database: Option<&'a str>,
}

/// How long `:watch` waits when it is not told.
const WATCH: Duration = Duration::from_secs(2);

/// Why a colon command was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum CommandError {
    #[error("Unknown command '{name}'.{} Type :help for the list.", suggestion(.near.as_deref()))]
    Unknown { name: String, near: Option<&'static str> },
    #[error("There is no {name} here: {reason}")]
    Foreign { name: &'static str, reason: &'static str },
    #[error("Usage: {name} {takes}")]
    Usage { name: &'static str, takes: &'static str },
}

fn suggestion(near: Option<&str>) -> String {
    near.map(|near| format!(" Did you mean {near}?")).unwrap_or_default()
}

impl<'a> Command<'a> {
    /// Reads a command with its colon. A final `;` is allowed, as in cypher-shell.
    pub(super) fn parse(text: &'a str) -> Result<Self, CommandError> {
        let text = text.trim_end_matches([';', ' ']);
        let (typed, argument) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let argument = argument.trim();
        let lower = typed.to_lowercase();
        let Some(spec) = COMMANDS.iter().find(|spec| spec.name == lower) else {
            return Err(unknown(typed, &lower));
        };
        let usage = || CommandError::Usage { name: spec.name, takes: spec.takes };
        let command = match (spec.name, argument) {
            (":auth", "enabled") => Self::Auth(true),
            (":auth", "disabled") => Self::Auth(false),
            (":help", topic) => Self::Help(topic),
            (":use", database) => Self::Use(database),
            (":param", "") | (":params", "") => Self::Params,
            (":begin", "") => Self::Begin,
            (":clear", "") => Self::Clear,
            (":commit", "") => Self::Commit,
            (":connect", options) => Self::Connect(connection(options).ok_or_else(usage)?),
            (":console", "logout") => Self::Console(None),
            (":console", login) if login.starts_with("login ") => {
                let email = login.trim_start_matches("login").trim();
                Self::Console(Some(email.trim_matches(['\'', '"'])))
            }
            (":dp", role) => Self::Privileges(role),
            (":du", name) => Self::Users(name),
            (":edit", "") => Self::Edit,
            (":exit" | ":quit", "") => Self::Exit,
            (":history", "") => Self::History,
            (":history", "clear") => Self::ClearHistory,
            (":impersonate", user) => Self::Impersonate(user),
            (":l", "") => Self::Databases,
            (":rollback", "") => Self::Rollback,
            (":session", name) => Self::Session(name),
            (":timing", "") => Self::Timing(None),
            (":timing", "on") => Self::Timing(Some(true)),
            (":timing", "off") => Self::Timing(Some(false)),
            (":undo", "") => Self::Undo,
            (":login", user) if !user.is_empty() => Self::Login(user),
            (":param" | ":params", definition) => Self::Param(definition),
            (":view", looking) if !looking.is_empty() => Self::View(looking),
            (":source", file) if !file.is_empty() => Self::Source(file),
            (":whatif", statement) if !statement.is_empty() => Self::WhatIf(statement),
            (":watch", what) => {
                let (time, statement) = watched(what).ok_or_else(usage)?;
                Self::Watch(time, statement)
            }
            _ => return Err(usage()),
        };
        Ok(command)
    }
}

fn unknown(typed: &str, lower: &str) -> CommandError {
    if let Some((name, reason)) = FOREIGN.iter().find(|(name, _)| *name == lower) {
        return CommandError::Foreign { name, reason };
    }
    let near = closest(lower, COMMANDS.iter().map(|spec| spec.name));
    CommandError::Unknown { name: typed.to_owned(), near }
}

/// `[-u USER] [-p PASSWORD] [-d DATABASE]`, with cypher-shell's long names too.
fn connection(options: &str) -> Option<Connection<'_>> {
    let mut connection = Connection::default();
    let mut words = options.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "-u" | "--username" => connection.user = Some(words.next()?.trim_matches('`')),
            "-d" | "--database" => connection.database = Some(words.next()?.trim_matches('`')),
            "-p" | "--password" => {
                let password = words.next()?.trim_matches(['\'', '"']);
                connection.password = Some(Zeroizing::new(password.to_owned()));
            }
            _ => return None,
        }
    }
    Some(connection)
}

/// `[SECONDS] STATEMENT`
fn watched(what: &str) -> Option<(Duration, &str)> {
    let (first, rest) = what.split_once(char::is_whitespace).unwrap_or((what, ""));
    match first.parse::<f64>() {
        Ok(seconds) => {
            let time = Duration::try_from_secs_f64(seconds).ok()?;
            Some((time, rest.trim())).filter(|(_, statement)| !statement.is_empty())
        }
        Err(_) => Some((WATCH, what)).filter(|(_, statement)| !statement.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_in_any_case_with_or_without_semicolon() {
        for (text, command) in [
            (":help", Command::Help("")),
            (":HELP grant", Command::Help("grant")),
            (":exit;", Command::Exit),
            (":quit", Command::Exit),
            (":param a => 1", Command::Param("a => 1")),
            (":params", Command::Params),
            (":use system ;", Command::Use("system")),
            (":view alice g.jsonl", Command::View("alice g.jsonl")),
            (":auth disabled", Command::Auth(false)),
            (":console login 'a@b.org'", Command::Console(Some("a@b.org"))),
            (":console logout", Command::Console(None)),
            (":source my file.cypher", Command::Source("my file.cypher")),
            (":watch 0.5 SHOW USERS", Command::Watch(Duration::from_millis(500), "SHOW USERS")),
            (":watch SHOW USERS;", Command::Watch(WATCH, "SHOW USERS")),
            (":timing on", Command::Timing(Some(true))),
        ] {
            assert_eq!(Command::parse(text), Ok(command), "{text}");
        }
    }

    #[test]
    fn a_connection_is_told_as_cypher_shell_is() {
        let Ok(Command::Connect(found)) = Command::parse(":connect --username bob -p s3cret -d a;")
        else {
            panic!()
        };
        assert_eq!((found.user, found.database), (Some("bob"), Some("a")));
        assert_eq!(found.password.as_ref().map(|password| password.as_str()), Some("s3cret"));
        assert!(Command::parse(":connect -u").is_err());
    }

    #[test]
    fn a_refusal_names_the_nearest_command_the_usage_or_the_reason() {
        for (text, message) in [
            (":halp", "Unknown command ':halp'. Did you mean :help? Type :help for the list."),
            (":xyz", "Unknown command ':xyz'. Type :help for the list."),
            (":auth maybe", "Usage: :auth enabled|disabled"),
            (":source", "Usage: :source FILE"),
            (":login", "Usage: :login USER"),
            (":console", "Usage: :console login EMAIL|logout"),
            (":watch 5", "Usage: :watch [SECONDS] STATEMENT"),
            (
                ":disconnect",
                "There is no :disconnect here: there is no connection, the DBMS is in memory; :exit leaves",
            ),
        ] {
            assert_eq!(Command::parse(text).unwrap_err().to_string(), message);
        }
    }
}
