//! Errors: one kind per mistake, its fields, and in one place per family its words.

use super::{
    AccessError, AliasError, ConsoleError, DatabaseError, EditionError, EntityError,
    ParameterError, PrivilegeError, RoleError, SemanticError, ServerError, SessionError,
    SetupError, ShardError, UserError, ValueError,
};
use crate::text::Span;

/// One line of an error's GQLSTATUS chain, outermost first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct GqlStatus {
    /// The five-character code.
    pub code: &'static str,
    /// The status description with its parameters filled in.
    pub description: String,
}

/// An error with its place in the statement.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Where, in the statement's text.
    pub span: Option<Span>,
    /// Our help, apart from the server's text: what to type instead.
    pub help: Option<String>,
}

/// What can go wrong. The text is the server's message.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The statement does not parse or does not make sense; the message is Neo4j's.
    #[error("{0}")]
    Syntax(String),
    /// The statement parses, but does not make sense.
    #[error("{0}")]
    Semantic(Box<SemanticError>),
    /// `USE` in front of an administration command.
    #[error(
        "The `USE` clause is not required for administration commands. Retry your query without the `USE` clause, and it will be routed automatically."
    )]
    UseClause,
    /// A query for nodes and relationships, or for their indexes and constraints: not ours to judge.
    #[error("This is a data query. cypher-admin executes administration commands only.")]
    DataQuery,
    /// Both `EXPLAIN` and `PROFILE`.
    #[error("Invalid pre-parser option, cannot combine 'EXPLAIN' with 'PROFILE'.")]
    ExplainAndProfile,
    /// `CYPHER 26` and its like.
    #[error(
        "Invalid pre-parser option, specified {version} is not valid for option version. Valid options are: 5, 25."
    )]
    UnknownVersion {
        /// The version asked for.
        version: String,
    },
    /// Two different values of an option in front of a statement.
    #[error("Invalid pre-parser option, cannot specify multiple conflicting values for {option}.")]
    ConflictingOptions {
        /// The option.
        option: String,
    },
    /// A syntax error in Cypher 5 of what Cypher 25 would take. The message of the front end.
    #[error("{0}")]
    UnsupportedSyntax(String),
    /// A glob part that is partly in backticks.
    #[error(
        "Each part of the glob (a block of text up until a dot) must either be fully escaped or not escaped at all."
    )]
    GlobPartHalfEscaped,
    /// Our own bound on a statement's length.
    #[error("The statement is longer than {limit} bytes.")]
    StatementTooLong {
        /// The bound in bytes.
        limit: usize,
    },
    /// Our own bound on nesting.
    #[error("The statement is nested more than {limit} levels deep.")]
    NestedTooDeeply {
        /// The bound in levels.
        limit: usize,
    },
    /// The grammar and the tree builder disagree: a defect of this program.
    #[error("internal error: the grammar has a {found} where {expected} was expected")]
    Internal {
        /// What the builder expected.
        expected: String,
        /// What the grammar gave.
        found: String,
    },
    /// A command that is understood but not executed here.
    #[error("{command} is not executed here.")]
    NotExecuted {
        /// The command's first words.
        command: &'static str,
    },
    /// A user, role or auth rule is missing, taken or badly named.
    #[error(transparent)]
    Entity(Box<EntityError>),
    /// The edition.
    #[error(transparent)]
    Edition(Box<EditionError>),
    /// Users.
    #[error(transparent)]
    User(Box<UserError>),
    /// Roles and who has them.
    #[error(transparent)]
    Role(Box<RoleError>),
    /// Privileges.
    #[error(transparent)]
    Privilege(Box<PrivilegeError>),
    /// Who may do what.
    #[error(transparent)]
    Access(Box<AccessError>),
    /// Databases.
    #[error(transparent)]
    Database(Box<DatabaseError>),
    /// The Aura console.
    #[error(transparent)]
    Console(Box<ConsoleError>),
    /// Options and topologies of databases.
    #[error(transparent)]
    Setup(Box<SetupError>),
    /// Sharded databases and their shards.
    #[error(transparent)]
    Shard(Box<ShardError>),
    /// Aliases.
    #[error(transparent)]
    Alias(Box<AliasError>),
    /// Servers.
    #[error(transparent)]
    Server(Box<ServerError>),
    /// Sessions and their transactions.
    #[error(transparent)]
    Session(Box<SessionError>),
    /// Parameters.
    #[error(transparent)]
    Parameter(Box<ParameterError>),
    /// Failed evaluations.
    #[error(transparent)]
    Value(Box<ValueError>),
}

impl Error {
    /// An error at a place.
    #[must_use]
    pub fn at(kind: ErrorKind, span: Span) -> Self {
        Self { kind, span: Some(span), help: None }
    }

    /// Adds our help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Families are boxed: errors are rare, and results that may hold one are everywhere.
macro_rules! boxed {
    ($($family:ident $error:ident;)*) => {
        $(impl From<$error> for ErrorKind {
            fn from(error: $error) -> Self {
                Self::$family(Box::new(error))
            }
        })*
    };
}

boxed! {
    Semantic SemanticError;
    Entity EntityError;
    Edition EditionError;
    User UserError;
    Role RoleError;
    Privilege PrivilegeError;
    Access AccessError;
    Database DatabaseError;
    Setup SetupError;
    Shard ShardError;
    Alias AliasError;
    Server ServerError;
    Session SessionError;
    Parameter ParameterError;
    Console ConsoleError;
    Value ValueError;
}

impl<K: Into<ErrorKind>> From<K> for Error {
    fn from(kind: K) -> Self {
        Self { kind: kind.into(), span: None, help: None }
    }
}
