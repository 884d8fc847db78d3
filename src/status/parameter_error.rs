//! Errors of query parameters. Values of password parameters are never printed.

use super::gql;
use super::{Code, GqlStatus};

/// What can be wrong with a parameter.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParameterError {
    /// Not given.
    #[error("Expected parameter(s): {name}")]
    Missing {
        /// The parameter.
        name: String,
    },
    /// A name that is no text.
    #[error("Expected parameter ${name} to have type String but was {value}")]
    NotString {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
    /// A count that is no integer, or a negative one.
    #[error("Expected parameter ${name} to have type Integer but was {value}")]
    NotCount {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
    /// A password that is no text.
    #[error("Expected password parameter ${name} to have type String but was {type_name}")]
    PasswordNotString {
        /// The parameter.
        name: String,
        /// The type of its value.
        type_name: &'static str,
    },
    /// A list of providers or tags that is neither text nor list of texts.
    #[error(
        "Expected parameter `${name}` to be a non-empty String or a non-empty List of non-empty Strings but was `{value}`."
    )]
    NotStrings {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
    /// An element of such a list that is no text.
    #[error(
        "Expected parameter `${name}` to only contain non-empty Strings but contained `{value}`."
    )]
    NotAllStrings {
        /// The parameter.
        name: String,
        /// The element.
        value: String,
    },
}

impl ParameterError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Missing { .. } => Code("Neo.ClientError.Statement.ParameterMissing"),
            _ => Code("Neo.ClientError.Statement.TypeError"),
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::Missing { name } => vec![gql::missing_parameter(name)],
            Self::NotString { value, .. } => {
                vec![gql::invalid_value_type(), gql::unexpected_type(value, "STRING")]
            }
            Self::NotCount { value, .. } => {
                vec![gql::invalid_value_type(), gql::unexpected_type(value, "INTEGER")]
            }
            Self::PasswordNotString { .. } => {
                vec![gql::invalid_value_type(), gql::unexpected_type("******", "STRING")]
            }
            Self::NotStrings { value, .. } | Self::NotAllStrings { value, .. } => {
                let expected = "STRING or LIST<STRING>";
                vec![gql::invalid_value_type(), gql::unexpected_type(value, expected)]
            }
        }
    }
}
