//! Errors of role commands and role assignment.

use super::entity_error::chain;
use super::gql::{self, Named};
use super::{Code, GqlStatus};

/// What was done to a role that cannot be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleVerb {
    /// `CREATE ROLE`
    Create,
    /// `CREATE OR REPLACE ROLE`
    Replace,
    /// `DROP ROLE`
    Drop,
    /// `RENAME ROLE`
    Rename,
    /// `REVOKE ROLE`
    Revoke,
}

impl RoleVerb {
    /// The verb of the message on reserved roles.
    fn word(self) -> &'static str {
        match self {
            Self::Create | Self::Replace => "create",
            Self::Drop => "delete",
            Self::Rename => "rename",
            Self::Revoke => "revoke",
        }
    }

    fn participle(self) -> &'static str {
        match self {
            Self::Create => "created",
            Self::Replace => "replaced",
            Self::Drop => "dropped",
            Self::Rename => "renamed",
            Self::Revoke => "revoked",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Create => "Try creating the role without the IMMUTABLE keyword.",
            _ => "Use `SHOW ROLES YIELD *` to see which roles are immutable.",
        }
    }
}

/// What can be wrong with a role command.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum RoleError {
    /// `AS COPY OF` a role that does not exist.
    // UNKNOWN: the exact text.
    #[error("Failed to create the specified role '{role}': Role '{source_role}' does not exist.")]
    CopySourceMissing {
        /// The new role.
        role: String,
        /// The missing one.
        source_role: String,
        /// The parameter its name came from.
        param: Option<String>,
    },
    /// `PUBLIC` cannot be created, dropped, renamed or revoked.
    #[error("Failed to {} the specified role 'PUBLIC': 'PUBLIC' is a reserved role.", .verb.word())]
    Reserved {
        /// What was done.
        verb: RoleVerb,
    },
    /// No role can be renamed to `PUBLIC`.
    #[error(
        "Failed to rename the specified role '{from}' to 'PUBLIC': 'PUBLIC' is a reserved role."
    )]
    RenameToReserved {
        /// The role.
        from: String,
    },
    /// An immutable role, with authentication enabled.
    #[error("Immutable roles cannot be {}. {}", .verb.participle(), .verb.advice())]
    Immutable {
        /// What was done.
        verb: RoleVerb,
    },
    /// `IMMUTABLE … AS COPY OF` a role with other privileges.
    #[error(
        "'{source_role}' cannot be copied to an immutable role because '{source_role}' has one or more non-immutable privileges. Immutable roles can only contain immutable privileges. Use `SHOW ROLE {source_role} PRIVILEGES AS COMMANDS YIELD *` to inspect {source_role}'s privileges."
    )]
    CopyMutableToImmutable {
        /// The role copied.
        source_role: String,
    },
    /// `AS COPY OF` a role with immutable privileges.
    #[error(
        "'{source_role}' cannot be copied because it has one or more immutable privileges assigned to it and immutable privileges cannot be copied. Use `SHOW ROLE {source_role} PRIVILEGES AS COMMANDS YIELD *` to inspect {source_role}'s privileges."
    )]
    CopyImmutable {
        /// The role copied.
        source_role: String,
    },
    /// `GRANT ROLE` of or to what does not exist.
    #[error("Failed to grant role '{role}' to {} '{to}': {} does not exist.", .grantee.word(), .missing.capitalised())]
    GrantMissing {
        /// The role.
        role: String,
        /// Whether to a user or to an auth rule.
        grantee: Named,
        /// To whom.
        to: String,
        /// Which of them does not exist.
        missing: Named,
        /// The command narrowed to this pair.
        command: String,
        /// The parameter the missing name came from.
        param: Option<String>,
    },
    /// `REVOKE ROLE` of or from what does not exist, in Cypher 25.
    #[error("42001\n42NA8: Invalid reference in command '{command}'.\n{}", missing_line(*.missing, name))]
    RevokeMissing {
        /// Which does not exist.
        missing: Named,
        /// Its name.
        name: String,
        /// The command narrowed to this pair.
        command: String,
        /// The parameter the missing name came from.
        param: Option<String>,
    },
    /// A role with DENY privileges to an auth rule.
    #[error("Invalid input: '{command}' is not allowed for roles with DENY privileges.")]
    DenyingRoleToAuthRule {
        /// The command narrowed to this pair.
        command: String,
    },
}

/// `42N10: A role with the name …`
fn missing_line(missing: Named, name: &str) -> String {
    let status = gql::no_such(missing, name);
    let text = status.description.split_once(". ").map_or("", |(_, text)| text);
    format!("{}: {text}", status.code)
}

impl RoleError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Immutable { .. }
            | Self::CopyMutableToImmutable { .. }
            | Self::CopyImmutable { .. } => Code::FORBIDDEN,
            _ => Code::ARGUMENT,
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::CopySourceMissing { source_role, param, .. } => {
                chain(param.as_ref(), gql::no_such(Named::Role, source_role))
            }
            Self::Reserved { .. } | Self::RenameToReserved { .. } => {
                chain(None, gql::reserved_keyword("PUBLIC"))
            }
            Self::Immutable { .. }
            | Self::CopyMutableToImmutable { .. }
            | Self::CopyImmutable { .. } => vec![gql::access_denied()],
            Self::GrantMissing { role, to, missing, command, param, .. } => {
                let name = if *missing == Named::Role { role } else { to };
                reference_chain(command, param.as_ref(), gql::no_such(*missing, name))
            }
            Self::RevokeMissing { missing, name, command, param } => {
                reference_chain(command, param.as_ref(), gql::no_such(*missing, name))
            }
            Self::DenyingRoleToAuthRule { command } => {
                chain(None, gql::not_for_denying_roles(command))
            }
        }
    }
}

/// `42001`, `42NA8`, then `42N51` when the name came from a parameter, then `last`.
pub(super) fn reference_chain(
    command: &str,
    param: Option<&String>,
    last: GqlStatus,
) -> Vec<GqlStatus> {
    let mut chain = vec![gql::invalid_syntax(), gql::invalid_reference(command)];
    chain.extend(param.map(|name| gql::invalid_parameter(name)));
    chain.push(last);
    chain
}
