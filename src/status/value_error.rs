//! What goes wrong while an expression is evaluated.
//!
//! Texts of the arithmetic errors and of unknown functions are the server's; those of type errors
//! follow the runtime's habits of wording (inferred, show-clauses §3.8 and §3.10).

use super::{Code, GqlStatus, gql};

/// Where the functions of auth rules may be called.
const IN_AUTH_RULES: &str = "in the condition of an auth rule";

/// A failed evaluation. The text is the server's message.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
#[non_exhaustive]
pub enum ValueError {
    /// An INTEGER left its 64 bits.
    #[error("long overflow")]
    LongOverflow,
    /// An INTEGER was divided by zero.
    #[error("/ by zero")]
    DivisionByZero,
    /// A DURATION became too long, or an instant left the calendar.
    #[error("{0}")]
    TemporalOverflow(String),
    /// A function no one knows.
    #[error("Unknown function '{0}'")]
    UnknownFunction(String),
    /// A function that only conditions of auth rules may call.
    // UNKNOWN: Neo4j's words for the context.
    #[error(
        "The function `{0}()` cannot be called from the current context. It can only be used {IN_AUTH_RULES}."
    )]
    WrongContext(String),
    /// A value of a type that the operation does not take.
    #[error("{}", .0.message)]
    Type(Box<TypeMismatch>),
    /// A value of the right type that makes no sense.
    #[error("{0}")]
    Argument(String),
    /// A regular expression that is none.
    #[error("Invalid Regex: {0}")]
    Regex(String),
    /// Text that is no date, time or duration.
    #[error("Text cannot be parsed to a {kind}\n\"{text}\"\n ^")]
    TemporalText {
        /// The type asked for.
        kind: &'static str,
        /// The text.
        text: String,
    },
    /// Our own bound on the work of an expression.
    #[error("The expression takes more than {limit} steps.")]
    TooMuchWork {
        /// The bound.
        limit: usize,
    },
    /// Our own bound on the size of a list or string made by an expression.
    #[error("The value has more than {limit} {unit}.")]
    TooLarge {
        /// The bound.
        limit: usize,
        /// What is counted.
        unit: &'static str,
    },
}

/// A value of a wrong type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeMismatch {
    /// The server's message.
    pub message: String,
    /// The value, as Cypher literal.
    pub value: String,
    /// The types that would do.
    pub expected: &'static str,
    /// Its type.
    pub actual: String,
}

impl ValueError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::LongOverflow | Self::DivisionByZero | Self::TemporalOverflow(_) => {
                Code::ARITHMETIC
            }
            Self::UnknownFunction(_)
            | Self::WrongContext(_)
            | Self::Regex(_)
            | Self::TemporalText { .. } => Code::SYNTAX,
            Self::Type(_) => Code::TYPE,
            Self::Argument(_) => Code::ARGUMENT,
            Self::TooMuchWork { .. } | Self::TooLarge { .. } => {
                Code("Neo.ClientError.Statement.ExecutionFailed")
            }
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::LongOverflow => vec![gql::data_exception("22003", "numeric value out of range")],
            Self::DivisionByZero => vec![gql::data_exception("22012", "division by zero")],
            Self::TemporalOverflow(_) => {
                vec![gql::data_exception("22015", "interval field overflow")]
            }
            Self::WrongContext(name) => {
                vec![gql::invalid_syntax(), gql::wrong_context(name, IN_AUTH_RULES)]
            }
            Self::UnknownFunction(name) => {
                vec![gql::invalid_syntax(), gql::no_such_function(name)]
            }
            Self::Type(mismatch) => vec![
                gql::invalid_value_type(),
                gql::invalid_type(&mismatch.value, mismatch.expected, &mismatch.actual),
            ],
            Self::TooMuchWork { .. } | Self::TooLarge { .. } => vec![gql::out_of_resources()],
            Self::Argument(_) | Self::Regex(_) => {
                vec![gql::invalid_argument(&self.to_string())]
            }
            Self::TemporalText { kind, text } => vec![
                gql::data_exception("22007", "invalid date, time, or datetime format"),
                gql::unparsable_temporal(text, kind),
            ],
        }
    }
}
