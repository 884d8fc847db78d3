//! Errors of user commands. No password ever appears in one.

use super::entity_error::chain;
use super::gql::{self, Named};
use super::{Code, GqlStatus};

/// What a user command was doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserVerb {
    /// `CREATE USER`
    Create,
    /// `ALTER USER`
    Alter,
}

impl UserVerb {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Alter => "alter",
        }
    }
}

/// What can be wrong with a user command.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum UserError {
    /// An id at an external provider belongs to someone else.
    #[error("Failed to {} the specified user '{user}': The combination of provider and id is already in use.", .verb.word())]
    ProviderIdTaken {
        /// What was done.
        verb: UserVerb,
        /// To whom.
        user: String,
    },
    /// `RENAME USER` beside external authentication.
    // The doubled word is Neo4j's.
    #[error(
        "Changing username is not supported when using an authentication or authentication provider apart from native."
    )]
    RenameNotNative,
    /// `DROP USER` of oneself.
    #[error("Failed to delete the specified user '{user}': Deleting yourself is not allowed.")]
    DeleteSelf {
        /// Oneself.
        user: String,
    },
    /// `CREATE OR REPLACE USER` of oneself.
    #[error("Failed to replace the specified user '{user}': Deleting yourself is not allowed.")]
    ReplaceSelf {
        /// Oneself.
        user: String,
    },
    /// `SET STATUS` of oneself.
    #[error(
        "Failed to alter the specified user '{user}': Changing your own activation status is not allowed."
    )]
    StatusOfSelf {
        /// Oneself.
        user: String,
    },
    /// An empty password.
    #[error("A password cannot be empty.")]
    EmptyPassword,
    /// A short password.
    #[error("A password must be at least {minimum} characters.")]
    ShortPassword {
        /// The least number of characters.
        minimum: usize,
    },
    /// `ALTER USER` with the present password.
    #[error(
        "Failed to alter the specified user '{user}': Old password and new password cannot be the same."
    )]
    SamePassword {
        /// Whose.
        user: String,
    },
    /// `ALTER CURRENT USER` with the present password.
    #[error(
        "User '{user}' failed to alter their own password: Old password and new password cannot be the same."
    )]
    OwnSamePassword {
        /// Whose.
        user: String,
    },
    /// `ALTER CURRENT USER` with a wrong old password.
    #[error("User '{user}' failed to alter their own password: Invalid principal or credentials.")]
    OwnWrongPassword {
        /// Whose.
        user: String,
    },
    /// `ALTER CURRENT USER` with authentication disabled.
    #[error("User failed to alter their own password: Command not available with auth disabled.")]
    OwnAuthDisabled,
    /// `ALTER CURRENT USER` of a user who was dropped meanwhile.
    #[error("User '{user}' failed to alter their own password: User does not exist.")]
    OwnMissing {
        /// Who.
        user: String,
    },
    /// `ALTER CURRENT USER` of a user without password.
    #[error("`ALTER CURRENT USER` is not permitted.")]
    OwnNotNative,
    /// `SET ENCRYPTED PASSWORD` with another form.
    #[error(
        "Incorrect format of encrypted password. Correct format is '<encryption-version>,<hash>,<salt>'."
    )]
    EncryptedFormat,
    /// `SET ENCRYPTED PASSWORD` with an unknown version.
    #[error("The encryption version specified is not available.")]
    EncryptedVersion,
    /// `SET ID ''`
    #[error("Invalid input. Auth id is not allowed to be an empty string.")]
    EmptyId,
    /// `ALTER USER` that would leave no way to log in.
    #[error(
        "User has no auth provider. Add at least one auth provider for the user or consider suspending them."
    )]
    NoProviderLeft,
    /// Native authentication without a password.
    #[error("Clause `SET PASSWORD` is mandatory for auth provider `native`.")]
    NativeWithoutPassword,
}

impl UserError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::OwnNotNative => Code::FORBIDDEN,
            Self::OwnAuthDisabled => Code::UNSUPPORTED,
            _ => Code::ARGUMENT,
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::ProviderIdTaken { .. } => vec![gql::provider_id_taken()],
            Self::RenameNotNative => vec![gql::not_with_configuration(
                "Changing username",
                "when using an authentication provider apart from native",
            )],
            Self::DeleteSelf { .. } | Self::ReplaceSelf { .. } => vec![gql::cannot_delete_self()],
            Self::StatusOfSelf { .. } => vec![gql::cannot_modify_self()],
            Self::EmptyPassword => vec![gql::empty_input("Password")],
            Self::ShortPassword { minimum } => {
                vec![gql::failed_validation("***", "password"), gql::string_too_short(*minimum)]
            }
            Self::SamePassword { user } | Self::OwnSamePassword { user } => vec![
                gql::failed_validation("***", &format!("{user} password")),
                gql::same_password(),
            ],
            Self::OwnWrongPassword { .. } | Self::OwnNotNative => vec![gql::access_denied()],
            Self::OwnAuthDisabled => {
                vec![gql::not_without_auth("ALTER CURRENT USER SET PASSWORD")]
            }
            Self::OwnMissing { user } => chain(None, gql::no_such(Named::User, user)),
            Self::EncryptedFormat => chain(
                None,
                gql::invalid_input_value(
                    "*",
                    "password format",
                    "'<encryption-version>,<hash>,<salt>'",
                ),
            ),
            Self::EncryptedVersion => {
                chain(None, gql::invalid_input_value("*", "encryption version", "'0' or '1'"))
            }
            Self::EmptyId => vec![gql::empty_input("Auth id")],
            Self::NoProviderLeft => vec![gql::no_auth_provider()],
            Self::NativeWithoutPassword => {
                vec![gql::mandatory_clause("SET PASSWORD", "native")]
            }
        }
    }
}
