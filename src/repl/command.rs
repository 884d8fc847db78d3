//! The colon commands: their names, what they take, what they do in a few words.

use crate::text::closest;

/// A colon command and its argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command<'a> {
    Auth(bool),
    Begin,
    Clear,
    Commit,
    /// Log in to the Aura console, or out without an address.
    Console(Option<&'a str>),
    Exit,
    Help(&'a str),
    History,
    /// Without a name it ends.
    Impersonate(&'a str),
    Login(&'a str),
    Param(&'a str),
    Params,
    Rollback,
    Source(&'a str),
    Undo,
    Use(&'a str),
}

/// Name, argument, and what the command does.
pub(super) const COMMANDS: [(&str, &str, &str); 17] = [
    (":auth", "enabled|disabled", "Switch authentication; without it every statement is allowed"),
    (":begin", "", "Begin a transaction: what follows happens together or not at all"),
    (":clear", "", "Clear the screen"),
    (":commit", "", "End the transaction and keep what was done"),
    (":console", "login EMAIL|logout", "Act in the Aura console as someone, or as nobody"),
    (":exit", "", "Leave the shell, or end the script"),
    (":help", "[TOPIC]", "Show this list, or help on a command"),
    (":history", "", "Show the statements entered so far"),
    (":impersonate", "[USER]", "Go on with another user's rights; without a name as yourself"),
    (":login", "USER", "Go on as another user"),
    (":param", "NAME => VALUE", "Set a parameter; also NAME = VALUE, {NAME: VALUE, ...}, clear"),
    (":params", "", "Show the parameters"),
    (":quit", "", "The same as :exit"),
    (":rollback", "", "End the transaction and take back what was done"),
    (":source", "FILE", "Run a script"),
    (":undo", "", "Take back the last statement or transaction that changed something"),
    (":use", "[DATABASE]", "Go on in another database; without a name in the home database"),
];

/// Why a colon command was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum CommandError {
    #[error("Unknown command '{name}'.{} Type :help for the list.", suggestion(.near.as_deref()))]
    Unknown { name: String, near: Option<&'static str> },
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
        let names = COMMANDS.iter().map(|(name, _, _)| *name);
        let Some((name, takes, _)) = COMMANDS.iter().find(|(name, _, _)| *name == lower) else {
            let name = typed.to_owned();
            return Err(CommandError::Unknown { name, near: closest(&lower, names) });
        };
        let command = match (*name, argument) {
            (":auth", "enabled") => Self::Auth(true),
            (":auth", "disabled") => Self::Auth(false),
            (":help", topic) => Self::Help(topic),
            (":use", database) => Self::Use(database),
            (":param", "") | (":params", "") => Self::Params,
            (":begin", "") => Self::Begin,
            (":clear", "") => Self::Clear,
            (":commit", "") => Self::Commit,
            (":console", "logout") => Self::Console(None),
            (":console", login) if login.starts_with("login ") => {
                let email = login.trim_start_matches("login").trim();
                Self::Console(Some(email.trim_matches(['\'', '"'])))
            }
            (":exit" | ":quit", "") => Self::Exit,
            (":history", "") => Self::History,
            (":impersonate", user) => Self::Impersonate(user),
            (":rollback", "") => Self::Rollback,
            (":undo", "") => Self::Undo,
            (":login", user) if !user.is_empty() => Self::Login(user),
            (":param" | ":params", definition) => Self::Param(definition),
            (":source", file) if !file.is_empty() => Self::Source(file),
            _ => return Err(CommandError::Usage { name, takes }),
        };
        Ok(command)
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
            (":auth disabled", Command::Auth(false)),
            (":console login 'a@b.org'", Command::Console(Some("a@b.org"))),
            (":console logout", Command::Console(None)),
            (":source my file.cypher", Command::Source("my file.cypher")),
        ] {
            assert_eq!(Command::parse(text), Ok(command), "{text}");
        }
    }

    #[test]
    fn a_refusal_names_the_nearest_command_or_the_usage() {
        for (text, message) in [
            (":halp", "Unknown command ':halp'. Did you mean :help? Type :help for the list."),
            (":xyz", "Unknown command ':xyz'. Type :help for the list."),
            (":auth maybe", "Usage: :auth enabled|disabled"),
            (":source", "Usage: :source FILE"),
            (":login", "Usage: :login USER"),
            (":console", "Usage: :console login EMAIL|logout"),
        ] {
            assert_eq!(Command::parse(text).unwrap_err().to_string(), message);
        }
    }
}
