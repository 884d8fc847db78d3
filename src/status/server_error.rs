//! Errors of server commands.

use super::gql;
use super::{Code, GqlStatus};

/// What was done to servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantNames, strum::IntoStaticStr)]
pub enum ServerVerb {
    /// `ENABLE SERVER`
    Enable,
    /// `ALTER SERVER`
    Alter,
    /// `RENAME SERVER`
    Rename,
    /// `DROP SERVER`
    Drop,
    /// `DEALLOCATE DATABASES FROM SERVERS`
    Deallocate,
}

impl ServerVerb {
    fn word(self) -> &'static str {
        match self {
            Self::Enable => "enable",
            Self::Alter => "alter",
            Self::Rename => "rename",
            Self::Drop => "drop",
            Self::Deallocate => "deallocate",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Enable => "51N48",
            Self::Alter => "51N46",
            Self::Rename => "51N47",
            Self::Drop => "51N44",
            Self::Deallocate => "51N43",
        }
    }
}

/// What can be wrong with a server command.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum ServerError {
    /// It cannot be done to these servers.
    // UNKNOWN: the legacy texts; these follow the GQLSTATUS descriptions.
    #[error("Cannot {} {}. {cause}", .verb.word(), servers(*.verb, .names))]
    Impossible {
        /// What was done.
        verb: ServerVerb,
        /// The servers.
        names: Vec<String>,
        /// Why not.
        cause: String,
    },
    /// An option that does not exist.
    #[error(
        "Unrecognised option '{key}', expected 'allowedDatabases', 'deniedDatabases', 'modeConstraint'."
    )]
    UnknownOption {
        /// The key.
        key: String,
    },
    /// An option with a wrong value.
    #[error("{key} expects {expected} but got '{value}'.")]
    OptionValue {
        /// The key.
        key: &'static str,
        /// What is expected.
        expected: &'static str,
        /// The value.
        value: String,
    },
    /// Options that are not a map.
    #[error("Could not {} server with options '{value}'. Expected a map value.", .verb.word())]
    OptionsNotMap {
        /// What was done.
        verb: ServerVerb,
        /// The value.
        value: String,
    },
    /// Both lists of databases.
    #[error("Can't specify both allowed and denied databases")]
    AllowedAndDenied,
    /// A pattern of database names that is none.
    #[error("{}", if *.too_long { "The provided database name must have a length between 1 and 63 characters.".to_owned() } else { format!("Database name '{name}' contains illegal characters. Use simple ascii characters, numbers, dots, question marks, asterisk and dashes.") })]
    BadPattern {
        /// The pattern.
        name: String,
        /// Whether only its length is wrong.
        too_long: bool,
    },
    /// Databases cannot be placed anew.
    #[error("Failed to calculate reallocation for databases. {cause}")]
    Reallocation {
        /// Why not.
        cause: String,
    },
}

fn servers(verb: ServerVerb, names: &[String]) -> String {
    let list: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    let word = if verb == ServerVerb::Deallocate { "server(s)" } else { "server" };
    format!("{word} {}", list.join(", "))
}

impl ServerError {
    pub(super) fn code(&self) -> Code {
        Code::ARGUMENT
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::Impossible { verb, names, cause } => {
                let condition = match verb {
                    ServerVerb::Deallocate => "cannot deallocate servers".to_owned(),
                    _ => format!("cannot {} server", verb.word()),
                };
                let text = format!("Cannot {} {}.", verb.word(), servers(*verb, names));
                vec![gql::topology(verb.code(), &condition, &text), gql::not_possible(cause)]
            }
            Self::UnknownOption { key } => {
                let expected = "'allowedDatabases', 'deniedDatabases', 'modeConstraint'";
                vec![gql::unexpected_keys(&format!("'{key}'"), expected)]
            }
            Self::OptionValue { key, expected, value } => {
                vec![gql::invalid_input_value(value, key, expected)]
            }
            Self::OptionsNotMap { value, .. } => {
                vec![gql::invalid_input_value(value, "OPTIONS", "MAP")]
            }
            Self::AllowedAndDenied => vec![gql::allowed_and_denied()],
            Self::BadPattern { name, .. } => {
                vec![gql::failed_validation(name, "database name pattern")]
            }
            Self::Reallocation { cause } => {
                let text = format!("Failed to calculate reallocation for databases. {cause}");
                vec![gql::topology("51N54", "cannot reallocate", &text)]
            }
        }
    }
}
