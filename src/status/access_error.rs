//! Errors of authorisation: who may not do what, and sessions that may do nothing.

use super::gql;
use super::{Code, GqlStatus, Named};
use std::fmt::Write;

/// Why something was refused to a session.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
pub enum AccessError {
    /// Privileges are missing or denied.
    #[error("{}", refusal(.missing, .denied))]
    NotPermitted {
        /// Names of actions that were never granted.
        missing: Vec<&'static str>,
        /// Names of actions that are denied.
        denied: Vec<&'static str>,
    },
    /// The password must be changed first.
    #[error(
        "Permission denied.\n\nThe credentials you provided were valid, but must be changed before you can use this instance. If this is the first time you are using Neo4j, this is to ensure you are not using the default credentials in production. If you are not using default credentials, you are getting this message because an administrator requires a password change.\nTo change your password, issue an `ALTER CURRENT USER SET PASSWORD FROM 'current password' TO 'new password'` statement against the system database."
    )]
    CredentialsExpired,
    /// Impersonation before the password was changed.
    #[error("Cannot impersonate a user while password change required.")]
    ImpersonationExpired,
    /// An update while impersonating.
    #[error("Not allowed to run updating system commands when impersonating a user.")]
    Impersonating,
    /// A question about somebody or something that does not exist.
    #[error("{} '{name}' does not exist.", .what.capitalised())]
    Unknown {
        /// What.
        what: Named,
        /// The name.
        name: String,
    },
    /// A question that cannot be asked like that.
    #[error("{0}")]
    Question(&'static str),
    /// Login refused: unknown, suspended, or a wrong password.
    #[error("The client is unauthorized due to authentication failure.")]
    Unauthorized,
}

const ADVICE: &str = " Try executing SHOW USER PRIVILEGES to determine the missing or denied privileges. In case of missing privileges, they need to be granted (See GRANT). In case of denied privileges, they need to be revoked (See REVOKE) and granted.";

/// Missing actions first, then denied ones, the advice once.
fn refusal(missing: &[&'static str], denied: &[&'static str]) -> String {
    let mut text = String::new();
    for (words, actions) in
        [("Permission has not been granted for", missing), ("Permission denied for", denied)]
    {
        if !actions.is_empty() {
            let between = if text.is_empty() { "" } else { "; " };
            let mut names = actions.to_vec();
            names.sort_unstable();
            names.dedup();
            // Writing to a string cannot fail.
            let _ = write!(text, "{between}{words} {}", names.join(" and/or "));
        }
    }
    text.push('.');
    text.push_str(ADVICE);
    text
}

impl AccessError {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::NotPermitted { .. } | Self::Impersonating => Code::FORBIDDEN,
            Self::CredentialsExpired | Self::ImpersonationExpired => {
                Code("Neo.ClientError.Security.CredentialsExpired")
            }
            Self::Unknown { .. } => Code("Neo.ClientError.Statement.EntityNotFound"),
            Self::Question(_) => Code("Neo.ClientError.Statement.ArgumentError"),
            Self::Unauthorized => Code("Neo.ClientError.Security.Unauthorized"),
        }
    }

    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        match self {
            Self::CredentialsExpired => vec![gql::access_denied(), gql::credentials_expired()],
            Self::ImpersonationExpired => vec![gql::impersonation_expired()],
            Self::Question(_) => vec![gql::invalid_syntax()],
            Self::Unknown { what, name } => vec![gql::no_such(*what, name)],
            _ => vec![gql::access_denied()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_list_actions_sorted_and_once() {
        let error = AccessError::NotPermitted {
            missing: vec!["DROP USER", "CREATE USER", "DROP USER"],
            denied: vec![],
        };
        assert!(error.to_string().starts_with(
            "Permission has not been granted for CREATE USER and/or DROP USER. Try executing"
        ));
        let error = AccessError::NotPermitted {
            missing: vec!["SET PASSWORDS"],
            denied: vec!["SET USER STATUS"],
        };
        assert!(error.to_string().starts_with(
            "Permission has not been granted for SET PASSWORDS; Permission denied for SET USER STATUS. Try"
        ));
    }
}
