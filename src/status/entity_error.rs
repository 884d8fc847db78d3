//! Errors that users, roles and auth rules share: they are missing, taken or badly named.

use super::gql::{self, Named};
use super::{Code, GqlStatus};

/// What is done to a thing that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityVerb {
    /// `ALTER`
    Alter,
    /// `DROP`, which Neo4j's messages call delete
    Delete,
}

impl EntityVerb {
    fn word(self) -> &'static str {
        match self {
            Self::Alter => "alter",
            Self::Delete => "delete",
        }
    }
}

/// A user, role or auth rule is missing, taken or badly named. `param` is the parameter the name
/// came from, where it did.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum EntityError {
    /// `CREATE` of what exists.
    #[error("Failed to create the specified {} '{name}': {} already exists.", .entity.word(), .entity.capitalised())]
    Exists {
        /// What.
        entity: Named,
        /// Its name.
        name: String,
    },
    /// `ALTER` or `DROP` of what does not exist.
    #[error("Failed to {} the specified {} '{name}': {} does not exist.", .verb.word(), .entity.word(), .entity.capitalised())]
    Missing {
        /// What was to be done.
        verb: EntityVerb,
        /// What.
        entity: Named,
        /// Its name.
        name: String,
        /// The parameter.
        param: Option<String>,
    },
    /// `RENAME` of what does not exist.
    #[error("Failed to rename the specified {0} '{from}' to '{to}': The {0} '{from}' does not exist.", .entity.word())]
    RenameMissing {
        /// What.
        entity: Named,
        /// Its name.
        from: String,
        /// The name it should get.
        to: String,
        /// The parameter.
        param: Option<String>,
    },
    /// `RENAME` to a name that is taken.
    #[error("Failed to rename the specified {} '{from}' to '{to}': {} '{to}' already exists.", .entity.word(), .entity.capitalised())]
    RenameTaken {
        /// What.
        entity: Named,
        /// Its name.
        from: String,
        /// The name that is taken.
        to: String,
    },
    /// An empty name.
    #[error("The provided {} is empty.", name_word(*.entity))]
    EmptyName {
        /// What was to be named.
        entity: Named,
    },
    /// A name with characters that are not allowed.
    #[error("{} '{name}' contains illegal characters.\n{}", capital_name_word(*.entity), allowed(*.entity))]
    IllegalName {
        /// What was to be named.
        entity: Named,
        /// The name.
        name: String,
    },
}

fn name_word(entity: Named) -> &'static str {
    match entity {
        Named::User => "username",
        Named::Role => "role name",
        Named::AuthRule => "auth rule name",
    }
}

fn capital_name_word(entity: Named) -> &'static str {
    match entity {
        Named::User => "Username",
        Named::Role => "Role name",
        Named::AuthRule => "Auth rule name",
    }
}

fn allowed(entity: Named) -> &'static str {
    match entity {
        Named::User => "Use ascii characters that are not ',', ':' or whitespaces.",
        Named::Role | Named::AuthRule => "Use simple ascii characters, numbers and underscores.",
    }
}

/// `42001`, then `42N51` when the name came from a parameter, then `last`.
pub(super) fn chain(param: Option<&String>, last: GqlStatus) -> Vec<GqlStatus> {
    let mut chain = vec![gql::invalid_syntax()];
    chain.extend(param.map(|name| gql::invalid_parameter(name)));
    chain.push(last);
    chain
}

impl EntityError {
    pub(super) fn code(&self) -> Code {
        Code::ARGUMENT
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::Exists { entity, name } => chain(None, gql::exists(*entity, name)),
            Self::Missing { entity, name, param, .. } => {
                chain(param.as_ref(), gql::no_such(*entity, name))
            }
            Self::RenameMissing { entity, from, param, .. } => {
                chain(param.as_ref(), gql::no_such(*entity, from))
            }
            Self::RenameTaken { entity, to, .. } => chain(None, gql::exists(*entity, to)),
            Self::EmptyName { entity } => vec![gql::empty_input(capital_name_word(*entity))],
            Self::IllegalName { entity, name } => vec![
                gql::failed_validation(name, name_word(*entity)),
                gql::invalid_characters(name, name_word(*entity)),
            ],
        }
    }
}
