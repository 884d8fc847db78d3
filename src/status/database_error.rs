//! Errors of database commands.

use super::entity_error::chain;
use super::gql;
use super::{Code, GqlStatus};

/// What was done to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseVerb {
    /// `CREATE`
    Create,
    /// `ALTER`
    Alter,
    /// `DROP`, which Neo4j's messages call delete
    Delete,
    /// `START`
    Start,
    /// `STOP`
    Stop,
}

impl DatabaseVerb {
    fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Alter => "alter",
            Self::Delete => "delete",
            Self::Start => "start",
            Self::Stop => "stop",
        }
    }
}

/// What is wrong with a database's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantNames, strum::IntoStaticStr)]
pub enum NameFault {
    /// It is empty.
    Empty,
    /// It is shorter than 3 or longer than 63 characters.
    Length,
    /// It starts with something else than an ASCII letter or digit.
    Start,
    /// It has other characters than ASCII letters, digits, dots and dashes.
    Characters,
    /// It starts with `system`.
    System,
}

/// What can be wrong with a database command.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum DatabaseError {
    /// A name that is not allowed.
    #[error("{}", name_text(name, *.fault))]
    BadName {
        /// The name, in lower case.
        name: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// The name is taken by a database or alias.
    #[error(
        "Failed to create the specified database '{name}': Database name or alias already exists."
    )]
    Exists {
        /// The name.
        name: String,
    },
    /// A composite database's name is the first part of another name, or the other way round.
    #[error(
        "Cannot create database '{name}' because another database '{other}' exists with an ambiguous name."
    )]
    Ambiguous {
        /// The new name.
        name: String,
        /// The present one.
        other: String,
    },
    /// The database does not exist.
    #[error("Failed to {} the specified {}database '{name}': Database does not exist.", .verb.word(), if *.composite { "composite " } else { "" })]
    Missing {
        /// What was to be done.
        verb: DatabaseVerb,
        /// Whether `COMPOSITE` was asked for.
        composite: bool,
        /// The name.
        name: String,
        /// The parameter it came from.
        param: Option<String>,
    },
    /// A session asks for a database that does not exist.
    #[error("Database does not exist. Database name: '{name}'.")]
    NotThere {
        /// The name.
        name: String,
    },
    /// `system` cannot be dropped, stopped …
    #[error("It is not possible to perform '{operation}' on the system database.")]
    System {
        /// The command's words.
        operation: &'static str,
    },
    /// Aliases stand in the way.
    #[error("{}", aliases_text(name, *.composite, .aliases))]
    HasAliases {
        /// The database.
        name: String,
        /// Whether it is a composite database.
        composite: bool,
        /// The aliases, sorted.
        aliases: Vec<String>,
    },
    /// Too many databases.
    #[error(
        "Failed to create the specified database '{name}': The total limit of databases is already reached. To create more you need to either drop databases or change the limit via the config setting 'dbms.max_databases'"
    )]
    LimitReached {
        /// The new database.
        name: String,
    },
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}

fn aliases_text(name: &str, composite: bool, aliases: &[String]) -> String {
    let (kind, what) = if composite {
        ("composite ", "Composite database has one or more constituent aliases")
    } else {
        ("", "Database has one or more aliases")
    };
    let list = quoted(aliases);
    format!(
        "Failed to delete the specified {kind}database '{name}': {what}. Drop the aliases: [{list}] before dropping the database."
    )
}

fn name_text(name: &str, fault: NameFault) -> String {
    match fault {
        NameFault::Empty => "The provided database name is empty.".into(),
        NameFault::Length => {
            "The provided database name must have a length between 3 and 63 characters.".into()
        }
        NameFault::Start => format!(
            "Database name '{name}' is not starting with an ASCII alphabetic character or number."
        ),
        NameFault::Characters => format!(
            "Database name '{name}' contains illegal characters. Use simple ascii characters, numbers, dots and dashes."
        ),
        NameFault::System => {
            format!("Database name '{name}' is invalid, due to the prefix 'system'.")
        }
    }
}

impl DatabaseError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::BadName { .. } => Code::ARGUMENT,
            Self::Exists { .. } | Self::Ambiguous { .. } => {
                Code("Neo.ClientError.Database.ExistingDatabaseFound")
            }
            Self::Missing { .. } | Self::NotThere { .. } => {
                Code("Neo.ClientError.Database.DatabaseNotFound")
            }
            Self::System { .. } => Code("Neo.ClientError.Statement.ArgumentError"),
            Self::HasAliases { .. } => Code("Neo.ClientError.Database.ExistingAliasFound"),
            Self::LimitReached { .. } => Code("Neo.ClientError.Database.DatabaseLimitReached"),
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::BadName { fault: NameFault::Empty, .. } => {
                vec![gql::empty_input("Database name")]
            }
            Self::BadName { name, fault: NameFault::Characters } => vec![
                gql::failed_validation(name, "database name"),
                gql::invalid_characters(name, "database name"),
            ],
            Self::BadName { name, .. } => vec![gql::failed_validation(name, "database name")],
            Self::Exists { name } => chain(None, gql::database_exists(name)),
            Self::Ambiguous { name, other } => vec![gql::ambiguous_name(name, other)],
            Self::Missing { name, param, .. } => chain(param.as_ref(), gql::no_such_graph(name)),
            Self::NotThere { name } => vec![gql::data_error(), gql::database_not_found(name)],
            Self::System { operation } => vec![gql::not_on_system(operation)],
            Self::HasAliases { name, aliases, .. } => {
                vec![gql::database_has_aliases(name, aliases)]
            }
            Self::LimitReached { name } => vec![gql::database_limit(name)],
        }
    }
}
