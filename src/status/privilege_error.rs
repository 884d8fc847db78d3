//! Errors of `GRANT`, `DENY` and `REVOKE` of privileges.

use super::entity_error::chain;
use super::gql::{self, Named};
use super::role_error::reference_chain;
use super::{Code, GqlStatus};

/// The verb of a privilege command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantNames, strum::IntoStaticStr)]
pub enum AssignVerb {
    /// `GRANT`
    Grant,
    /// `DENY`
    Deny,
    /// `REVOKE`
    Revoke,
}

/// What can be wrong with a privilege command. `command` is its text narrowed to the failing step,
/// `param` the parameter a name came from.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum PrivilegeError {
    /// The role does not exist.
    // UNKNOWN: the exact message; this is the text of the status below 42001.
    #[error("Invalid reference in command '{command}'.")]
    RoleMissing {
        /// The step.
        command: String,
        /// The role.
        role: String,
        /// The parameter.
        param: Option<String>,
    },
    /// The database or alias does not exist.
    #[error("Invalid reference in command '{command}'.")]
    DatabaseMissing {
        /// The step.
        command: String,
        /// The database.
        database: String,
        /// The parameter.
        param: Option<String>,
    },
    /// A parameter that says `*`.
    #[error("'{command}' failed. Parameterized database and graph names do not support wildcards.")]
    WildcardParameter {
        /// The step.
        command: String,
    },
    /// An address range that is none.
    #[error("'{range}' is not a valid CIDR IP.")]
    InvalidCidr {
        /// The text.
        range: String,
    },
    /// `IMMUTABLE` with authentication enabled, or an immutable privilege in the way.
    #[error("{}", immutable_text(*.verb, role))]
    Immutable {
        /// The verb.
        verb: AssignVerb,
        /// The role.
        role: String,
    },
    /// A normal privilege for an immutable role.
    #[error(
        "Only immutable privileges can be assigned to an immutable role. Try `GRANT/DENY IMMUTABLE` instead."
    )]
    ImmutableRole,
    /// `DENY` to a role that an auth rule gives.
    #[error(
        "Invalid input: '{command}' is not allowed for roles that are granted to an AUTH RULE."
    )]
    DenyToAuthRuleRole {
        /// The step.
        command: String,
    },
}

fn immutable_text(verb: AssignVerb, role: &str) -> String {
    let (done, doing) = match verb {
        AssignVerb::Grant => ("granted", "granting"),
        AssignVerb::Deny => ("denied", "denying"),
        AssignVerb::Revoke => {
            return format!(
                "Immutable privileges cannot be revoked. Use `SHOW ROLE {role} PRIVILEGES AS COMMANDS YIELD *` to inspect {role}'s privileges."
            );
        }
    };
    format!(
        "Immutable privileges cannot be {done}. Try {doing} the privilege without the IMMUTABLE keyword."
    )
}

impl PrivilegeError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Immutable { .. } | Self::ImmutableRole => Code::FORBIDDEN,
            Self::InvalidCidr { .. } | Self::DenyToAuthRuleRole { .. } => Code::ARGUMENT,
            _ => Code::SYNTAX,
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::RoleMissing { command, role, param } => {
                reference_chain(command, param.as_ref(), gql::no_such(Named::Role, role))
            }
            Self::DatabaseMissing { command, database, param } => {
                reference_chain(command, param.as_ref(), gql::no_such_graph(database))
            }
            Self::WildcardParameter { command } => vec![gql::wildcard_parameter(command)],
            Self::InvalidCidr { range } => {
                vec![gql::failed_validation(range, "CIDR IP"), gql::invalid_cidr(range)]
            }
            Self::Immutable { .. } | Self::ImmutableRole => vec![gql::access_denied()],
            Self::DenyToAuthRuleRole { command } => chain(None, gql::not_for_rule_roles(command)),
        }
    }
}
