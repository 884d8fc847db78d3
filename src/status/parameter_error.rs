//! Errors of query parameters. Values of password parameters are never printed.

use super::gql;
use super::{Code, GqlStatus};

/// What can be wrong with a parameter.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum ParameterError {
    /// Not given.
    #[error("Expected parameter(s): {name}")]
    Missing {
        /// The parameter.
        name: String,
        /// The parameters that are given.
        given: Vec<String>,
    },
    /// A name that is no text.
    #[error("Expected parameter ${name} to have type String but was {value}")]
    NotString {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
        /// The type of its value, as `valueType()` gives it.
        actual: String,
    },
    /// A count that is no integer, or a negative one.
    #[error("Expected parameter ${name} to have type Integer but was {value}")]
    NotCount {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
        /// The type of its value, as `valueType()` gives it.
        actual: String,
    },
    /// What stands for names is neither a text nor a list.
    #[error("Expected a string or a list of strings, but got: {value}")]
    NotNames {
        /// The value, as Neo4j's runtime prints it.
        value: String,
    },
    /// An element of a list of names is no text.
    #[error("Expected a string, but got: {value}")]
    NotName {
        /// The value, as Neo4j's runtime prints it.
        value: String,
    },
    /// A password that is no text.
    #[error("Expected password parameter ${name} to have type String but was {type_name}")]
    PasswordNotString {
        /// The parameter.
        name: String,
        /// The type of its value, as the message names it.
        type_name: &'static str,
        /// The type of its value, as `valueType()` gives it.
        actual: String,
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
        /// The type of its value, as `valueType()` gives it.
        actual: String,
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
        /// The element's type, as `valueType()` gives it.
        actual: String,
    },
}

impl ParameterError {
    /// The parameter of that name is none of those given.
    #[must_use]
    pub fn missing<'a>(name: &str, given: impl Iterator<Item = &'a str>) -> Self {
        let mut given: Vec<_> = given.map(str::to_owned).collect();
        given.sort_unstable();
        Self::Missing { name: name.to_owned(), given }
    }

    pub(super) fn code(&self) -> Code {
        match self {
            Self::Missing { .. } => Code("Neo.ClientError.Statement.ParameterMissing"),
            _ => Code("Neo.ClientError.Statement.TypeError"),
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        let mistyped = |value: &str, expected: &str, actual: &str| {
            vec![gql::invalid_value_type(), gql::invalid_type(value, expected, actual)]
        };
        match self {
            Self::Missing { name, given } => {
                vec![gql::invalid_syntax(), gql::missing_parameter(name, given)]
            }
            Self::NotString { value, actual, .. } => mistyped(value, "STRING", actual),
            Self::NotCount { value, actual, .. } => mistyped(value, "INTEGER", actual),
            Self::PasswordNotString { actual, .. } => mistyped("******", "STRING", actual),
            Self::NotStrings { value, actual, .. } | Self::NotAllStrings { value, actual, .. } => {
                mistyped(value, "STRING or LIST<STRING>", actual)
            }
            Self::NotNames { value } | Self::NotName { value } => {
                vec![gql::invalid_value_type(), gql::invalid_names(value)]
            }
        }
    }
}
