//! Errors of alias commands.

use super::entity_error::chain;
use super::gql;
use super::{Code, GqlStatus};

/// What was done to an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AliasVerb {
    /// `CREATE`
    Create,
    /// `ALTER`
    Alter,
    /// `DROP`, which Neo4j's messages call delete
    Delete,
}

impl AliasVerb {
    fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Alter => "alter",
            Self::Delete => "delete",
        }
    }
}

/// What is wrong with an alias or its target.
#[derive(Debug, Clone, PartialEq, Eq, strum::VariantNames, strum::IntoStaticStr)]
pub enum AliasFault {
    /// An alias has that name.
    Exists,
    /// A database has that name.
    DatabaseExists,
    /// The alias does not exist. The parameter its name came from.
    Missing(Option<String>),
    /// The target does not exist. Its name and the parameter that came from.
    NoTarget(String, Option<String>),
    /// The composite database does not exist.
    NoComposite(String),
    /// The target is a composite database.
    CompositeTarget(String),
    /// A local alias cannot become remote.
    LocalToRemote,
    /// A remote alias cannot become local.
    RemoteToLocal,
    /// A language for an alias that has none: `local aliases`, `constituent aliases`.
    Language(&'static str),
}

/// What can be wrong with an alias command.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum AliasError {
    /// Something about the alias or its target.
    #[error("{}", named(.verb, name, .fault))]
    Named {
        /// What was done.
        verb: AliasVerb,
        /// The alias.
        name: String,
        /// What is wrong.
        fault: AliasFault,
    },
    /// An empty name.
    #[error("The provided alias is empty.")]
    EmptyName,
    /// A name that is too long: the alias's, or the target's.
    #[error("The provided {what} is to long, maximum characters are {}.", AliasError::MAXIMUM)]
    TooLong {
        /// `alias` or `target database name`
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name that is reserved or ends with a dot.
    #[error("Alias name '{name}' is invalid{}", .why.text())]
    BadName {
        /// The name.
        name: String,
        /// Why.
        why: BadAliasName,
    },
    /// A URL with a scheme that is not allowed.
    #[error("The provided url '{url}' {}. Please use one of the following schemes: {}.", if *.insecure { "is not a secure scheme" } else { "has an invalid scheme" }, .schemes.join(", "))]
    Scheme {
        /// The URL.
        url: String,
        /// Whether the scheme exists, but is not secure.
        insecure: bool,
        /// What is allowed.
        schemes: &'static [&'static str],
    },
    /// Driver settings that cannot be.
    #[error("Failed evaluating the given driver settings. {cause}")]
    Driver {
        /// What is wrong.
        cause: String,
    },
    /// Properties that cannot be.
    #[error("Failed evaluating the given properties. {cause}")]
    Properties {
        /// What is wrong.
        cause: String,
    },
    /// Credentials cannot be stored without a keystore.
    #[error(
        "Failed to read the symmetric key from the configured keystore. Please verify the keystore configurations: dbms.security.keystore.path, dbms.security.keystore.password, dbms.security.key.name."
    )]
    NoKeystore,
}

/// Why an alias cannot have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantNames, strum::IntoStaticStr)]
pub enum BadAliasName {
    /// It starts with `_`.
    Underscore,
    /// It starts with `system`.
    System,
    /// It ends with a dot.
    Dot,
}

// UNKNOWN: the server's texts; the manual has the rules only.
impl BadAliasName {
    fn text(self) -> &'static str {
        match self {
            Self::Underscore => ", due to the prefix '_'.",
            Self::System => ", due to the prefix 'system'.",
            Self::Dot => ", it ends with a dot.",
        }
    }
}

fn named(verb: &AliasVerb, name: &str, fault: &AliasFault) -> String {
    if let AliasFault::Language(aliases) = fault {
        return format!("42001\n42N14: DEFAULT LANGUAGE cannot be used together with '{aliases}'.");
    }
    let what = match fault {
        AliasFault::Exists => "Database name or alias already exists.".into(),
        AliasFault::DatabaseExists => "Database exists with that name.".into(),
        AliasFault::Missing(_) => "Database alias does not exist.".into(),
        AliasFault::NoTarget(target, _) => format!("Database '{target}' does not exist."),
        AliasFault::NoComposite(name) => format!("Composite database '{name}' does not exist."),
        AliasFault::CompositeTarget(target) => format!("Database '{target}' is composite."),
        AliasFault::LocalToRemote => {
            "alter a local alias to a remote alias is not supported.".into()
        }
        AliasFault::RemoteToLocal => {
            "alter a remote alias to a local alias is not supported.".into()
        }
        AliasFault::Language(_) => String::new(),
    };
    format!("Failed to {} the specified database alias '{name}': {what}", verb.word())
}

impl AliasError {
    /// The longest name in characters.
    pub const MAXIMUM: usize = 65534;

    pub(super) fn code(&self) -> Code {
        match self {
            Self::Named { fault, .. } => match fault {
                AliasFault::Exists | AliasFault::DatabaseExists => {
                    Code("Neo.ClientError.Database.ExistingDatabaseFound")
                }
                AliasFault::Missing(_) | AliasFault::NoTarget(..) | AliasFault::NoComposite(_) => {
                    Code("Neo.ClientError.Database.DatabaseNotFound")
                }
                AliasFault::Language(_) => Code::SYNTAX,
                AliasFault::CompositeTarget(_)
                | AliasFault::LocalToRemote
                | AliasFault::RemoteToLocal => Code::ARGUMENT,
            },
            _ => Code::ARGUMENT,
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::Named { name, fault, .. } => match fault {
                AliasFault::Exists | AliasFault::DatabaseExists => {
                    chain(None, gql::database_exists(name))
                }
                AliasFault::Missing(param) => chain(param.as_ref(), gql::no_such_graph(name)),
                AliasFault::NoTarget(target, param) => {
                    chain(param.as_ref(), gql::no_such_graph(target))
                }
                AliasFault::NoComposite(name) => chain(None, gql::no_such_graph(name)),
                AliasFault::CompositeTarget(_) => vec![gql::composite_target()],
                AliasFault::LocalToRemote | AliasFault::RemoteToLocal => {
                    vec![gql::unsupported_alias_change(name)]
                }
                AliasFault::Language(aliases) => {
                    let together = gql::not_together("DEFAULT LANGUAGE", aliases);
                    vec![gql::invalid_syntax(), together]
                }
            },
            Self::EmptyName => vec![gql::empty_input("Alias")],
            Self::TooLong { what, name } => {
                vec![gql::failed_validation(name, what), gql::string_too_long(Self::MAXIMUM)]
            }
            Self::BadName { name, .. } => vec![gql::failed_validation(name, "alias name")],
            Self::Scheme { url, schemes, .. } => {
                vec![gql::invalid_input_value(url, "URL scheme", &schemes.join(", "))]
            }
            Self::Driver { cause } => vec![gql::driver_settings(cause)],
            Self::Properties { cause } => vec![gql::failed_validation(cause, "PROPERTIES")],
            Self::NoKeystore => vec![gql::not_possible(&self.to_string())],
        }
    }
}
