//! The codes of errors, in one table: what drivers show beside the message.

use super::{Error, ErrorKind, GqlStatus, gql};

/// A code that drivers show: `Neo.ClientError.…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(pub &'static str);

impl Code {
    pub(super) const SYNTAX: Self = Self("Neo.ClientError.Statement.SyntaxError");
    pub(super) const ARGUMENT: Self = Self("Neo.ClientError.Statement.ArgumentError");
    pub(super) const ARITHMETIC: Self = Self("Neo.ClientError.Statement.ArithmeticError");
    pub(super) const TYPE: Self = Self("Neo.ClientError.Statement.TypeError");
    pub(super) const FORBIDDEN: Self = Self("Neo.ClientError.Security.Forbidden");
    pub(super) const UNSUPPORTED: Self =
        Self("Neo.ClientError.Statement.UnsupportedAdministrationCommand");
}

impl ErrorKind {
    fn code(&self) -> Code {
        match self {
            Self::Syntax(_)
            | Self::UnsupportedSyntax(_)
            | Self::UseClause
            | Self::ExplainAndProfile
            | Self::UnknownVersion { .. }
            | Self::ConflictingOptions { .. }
            | Self::GlobPartHalfEscaped
            | Self::StatementTooLong { .. }
            | Self::NestedTooDeeply { .. } => Code::SYNTAX,
            Self::Semantic(error) => error.code(),
            Self::Internal { .. } => Code("Neo.DatabaseError.General.UnknownError"),
            Self::NotExecuted { .. } | Self::DataQuery => Code::UNSUPPORTED,
            Self::Entity(error) => error.code(),
            Self::Edition(error) => error.code(),
            Self::User(error) => error.code(),
            Self::Role(error) => error.code(),
            Self::Privilege(error) => error.code(),
            Self::Access(error) => error.code(),
            Self::Database(error) => error.code(),
            Self::Setup(error) => error.code(),
            Self::Shard(error) => error.code(),
            Self::Alias(error) => error.code(),
            Self::Server(error) => error.code(),
            Self::Session(error) => error.code(),
            Self::Parameter(error) => error.code(),
            Self::Console(error) => error.code(),
            Self::Value(error) => error.code(),
        }
    }

    fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::Syntax(message) => {
                std::iter::once(gql::invalid_syntax()).chain(unexpected_input(message)).collect()
            }
            Self::UnsupportedSyntax(message) => [gql::invalid_syntax(), gql::only_in_25()]
                .into_iter()
                .chain(unexpected_input(message))
                .collect(),
            Self::UseClause => vec![gql::invalid_syntax(), gql::use_clause()],
            Self::ExplainAndProfile => {
                vec![gql::invalid_syntax(), gql::options_combined("EXPLAIN", "PROFILE")]
            }
            Self::UnknownVersion { version } => {
                vec![gql::invalid_syntax(), gql::option_value(version, "version", "'5', '25'")]
            }
            Self::ConflictingOptions { option } => {
                vec![gql::invalid_syntax(), gql::options_conflicting(option)]
            }
            Self::GlobPartHalfEscaped => vec![gql::invalid_syntax(), gql::half_escaped_glob()],
            Self::StatementTooLong { .. } | Self::NestedTooDeeply { .. } => {
                vec![gql::invalid_syntax()]
            }
            Self::Semantic(error) => error.gql(),
            Self::Internal { .. } => vec![gql::internal("internal error", &self.to_string())],
            Self::NotExecuted { command } => vec![gql::not_supported(command, CONTEXT)],
            Self::DataQuery => vec![gql::not_supported("A data query", CONTEXT)],
            Self::Entity(error) => error.gql(),
            Self::Edition(error) => error.gql(),
            Self::User(error) => error.gql(),
            Self::Role(error) => error.gql(),
            Self::Privilege(error) => error.gql(),
            Self::Access(error) => error.gql(),
            Self::Database(error) => error.gql(),
            Self::Setup(error) => error.gql(),
            Self::Shard(error) => error.gql(),
            Self::Alias(error) => error.gql(),
            Self::Server(error) => error.gql(),
            Self::Session(error) => error.gql(),
            Self::Parameter(error) => error.gql(),
            Self::Console(error) => error.gql(),
            Self::Value(error) => error.gql(),
        }
    }
}

/// Where what is not supported is not supported.
const CONTEXT: &str = "cypher-admin";

/// The cause of a syntax error that says what was expected.
fn unexpected_input(message: &str) -> Option<GqlStatus> {
    let rest = message.strip_prefix("Invalid input '")?;
    let (input, expected) = rest.split_once("': expected ")?;
    Some(gql::invalid_input(input, expected))
}

impl Error {
    /// The code drivers show: `Neo.ClientError.…`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.code().0
    }

    /// The GQLSTATUS chain, outermost first, at least one.
    #[must_use]
    pub fn gql(&self) -> Vec<GqlStatus> {
        self.kind.gql()
    }

    /// The outermost five-character GQLSTATUS.
    #[must_use]
    pub fn gqlstatus(&self) -> &'static str {
        self.gql().first().map_or("50N42", |status| status.code)
    }
}
