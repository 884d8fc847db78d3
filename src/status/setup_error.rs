//! Errors about what a database is made with: options, topology, language.

use super::gql;
use super::{Code, GqlStatus};

/// The command that sets a database up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupVerb {
    /// `CREATE DATABASE`
    Create,
    /// `ALTER DATABASE … SET`
    Alter,
    /// `ALTER DATABASE … REMOVE`
    Remove,
}

impl SetupVerb {
    fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Alter | Self::Remove => "alter",
        }
    }

    /// `create database`, `alter database`, `alter database remove`
    fn words(self) -> &'static str {
        match self {
            Self::Create => "create database",
            Self::Alter => "alter database",
            Self::Remove => "alter database remove",
        }
    }
}

/// What can be wrong with options and topologies.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum SetupError {
    /// `OPTIONS $p` with something else than a map.
    #[error("Could not create database with options '{value}'. Expected a map value.")]
    OptionsNotMap {
        /// The value.
        value: String,
    },
    /// An option with a value it cannot have.
    #[error("Could not {} with specified {key} '{value}'{}", .verb.words(), .expected.tail())]
    OptionValue {
        /// The command.
        verb: SetupVerb,
        /// The option.
        key: &'static str,
        /// The value.
        value: String,
        /// What it should be.
        expected: Expected,
    },
    /// Options that do not exist.
    #[error("Could not {} with unrecognised option(s): {}. Expected {}.", .verb.words(), quoted(.keys), quoted(.expected))]
    UnknownOptions {
        /// The command.
        verb: SetupVerb,
        /// The keys, in lower case.
        keys: Vec<String>,
        /// The keys that exist.
        expected: &'static [&'static str],
    },
    /// Options that only `CREATE DATABASE` takes.
    #[error("Could not {} with 'CREATE DATABASE' option(s): {}. Expected 'txLogEnrichment'.", .verb.words(), quoted(.keys))]
    CreateOptions {
        /// The command.
        verb: SetupVerb,
        /// The keys as Neo4j writes them.
        keys: Vec<String>,
    },
    /// Options of a composite database.
    #[error(
        "Could not create composite database: composite databases have no valid options values."
    )]
    CompositeOptions,
    /// Too few or too many primaries.
    #[error("Cannot {} database topology. Number of primaries {count} needs to be at least 1 and may not exceed {upper}.", .verb.word())]
    Primaries {
        /// The command.
        verb: SetupVerb,
        /// The number asked for.
        count: u64,
        /// The highest number.
        upper: u64,
    },
    /// Too many secondaries.
    #[error("Cannot {} database topology. Number of secondaries {count} needs to be at least 0 and may not exceed {upper}.", .verb.word())]
    Secondaries {
        /// The command.
        verb: SetupVerb,
        /// The number asked for.
        count: u64,
        /// The highest number.
        upper: u64,
    },
    /// The servers cannot host what was asked for.
    #[error("Cannot {} database '{name}'. {cause}", .verb.word())]
    Unsatisfied {
        /// The command.
        verb: SetupVerb,
        /// The database.
        name: String,
        /// Why.
        cause: String,
    },
    /// A composite database takes no more than a language.
    #[error("Composite databases cannot be altered (database: {name}).")]
    CompositeAltered {
        /// The database.
        name: String,
    },
}

/// What the value of an option should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// `'use'`
    Use,
    /// A server's id
    ServerId,
    /// A text
    Text,
    /// A time or a transaction number
    TimeOrNumber,
    /// `FULL`, `DIFF`, `OFF`
    Enrichment,
    /// A store format
    Format,
}

const FORMATS: &str = "'aligned', 'standard', 'high_limit', 'block'";

impl Expected {
    fn tail(self) -> String {
        match self {
            Self::Use => ". Expected 'use'.".into(),
            Self::ServerId => ". Expected server uuid string.".into(),
            Self::Text => ", String expected.".into(),
            Self::TimeOrNumber => ". Expected datetime or integer.".into(),
            Self::Enrichment => ", Expected one of 'FULL', 'DIFF', 'OFF'".into(),
            Self::Format => format!(". Unknown format, supported formats are {FORMATS}"),
        }
    }

    fn list(self) -> &'static str {
        match self {
            Self::Use => "'use'",
            Self::ServerId => "server uuid string",
            Self::Text => "STRING",
            Self::TimeOrNumber => "datetime or integer",
            Self::Enrichment => "'FULL', 'DIFF', 'OFF'",
            Self::Format => FORMATS,
        }
    }
}

fn quoted<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("'{}'", name.as_ref())).collect::<Vec<_>>().join(", ")
}

// UNKNOWN: the GQLSTATUS of wrong options; the nearest documented ones are given.
impl SetupError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::CompositeAltered { .. } => Code::SYNTAX,
            Self::OptionsNotMap { .. }
            | Self::OptionValue { .. }
            | Self::UnknownOptions { .. }
            | Self::CreateOptions { .. }
            | Self::CompositeOptions
            | Self::Primaries { .. }
            | Self::Secondaries { .. }
            | Self::Unsatisfied { .. } => Code::ARGUMENT,
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::OptionsNotMap { value } => {
                vec![gql::invalid_input_value(value, "OPTIONS", "MAP")]
            }
            Self::OptionValue { key, value, expected, .. } => {
                vec![gql::invalid_input_value(value, key, expected.list())]
            }
            Self::UnknownOptions { keys, expected, .. } => {
                vec![gql::unexpected_keys(&quoted(keys), &quoted(expected))]
            }
            Self::CreateOptions { keys, .. } => {
                vec![gql::unexpected_keys(&quoted(keys), "'txLogEnrichment'")]
            }
            Self::CompositeOptions => vec![gql::failed_validation("OPTIONS", "composite database")],
            Self::Primaries { .. } => {
                vec![gql::topology("51N52", "number of primaries out of range", &self.to_string())]
            }
            Self::Secondaries { .. } => {
                let condition = "number of secondaries out of range";
                vec![gql::topology("51N53", condition, &self.to_string())]
            }
            Self::Unsatisfied { verb, name, cause } => {
                let code = if *verb == SetupVerb::Create { "51N51" } else { "51N49" };
                let condition = format!("cannot {} database", verb.word());
                let text = format!("Cannot {} database `{name}`.", verb.word());
                vec![gql::topology(code, &condition, &text), gql::not_possible(cause)]
            }
            Self::CompositeAltered { name } => vec![gql::composite_unalterable(name)],
        }
    }
}
