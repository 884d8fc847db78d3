//! Notifications of user, role and privilege commands.

use super::{Notification, NotificationKind};
use crate::status::Named;

/// What a command without effect found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The role has the privilege already.
    PrivilegePresent,
    /// The role does not have the privilege.
    PrivilegeAbsent,
    /// The user or auth rule has the role already.
    RolePresent(Named),
    /// The user or auth rule does not have the role.
    RoleAbsent(Named),
}

/// Why a `REVOKE` cannot do anything (a warning in Cypher 5, an error in Cypher 25).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impossible {
    /// The role, user or auth rule does not exist.
    Missing(Named),
    /// The database does not exist.
    DatabaseMissing(String),
    /// A parameter gave `*` as a database name.
    WildcardParameter,
}

impl Impossible {
    fn cause(&self) -> String {
        match self {
            Self::Missing(entity) => format!("{} does not exist.", entity.capitalised()),
            Self::DatabaseMissing(name) => format!("Database `{name}` does not exist."),
            Self::WildcardParameter => {
                "Parameterized database and graph names do not support wildcards.".into()
            }
        }
    }
}

const SEE: &str = "See Status Codes documentation for more information.";
const FUTURE: &str = "Make sure nothing is misspelled. This notification will become an error in a future major version.";

impl Notification {
    /// 00N70 and 00N71: `command`, the statement narrowed to one step, has no effect.
    #[must_use]
    pub fn no_effect(command: &str, effect: Effect) -> Self {
        let found = match effect {
            Effect::PrivilegePresent => "The role already has the privilege.",
            Effect::PrivilegeAbsent => "The role does not have the privilege.",
            Effect::RolePresent(Named::AuthRule) => "The auth rule already has the role.",
            Effect::RolePresent(_) => "The user already has the role.",
            Effect::RoleAbsent(Named::AuthRule) => "The auth rule does not have the role.",
            Effect::RoleAbsent(_) => "The user does not have the role.",
        };
        let (kind, state) = match effect {
            Effect::PrivilegePresent | Effect::RolePresent(_) => {
                (NotificationKind::AlreadyAssigned, "already")
            }
            Effect::PrivilegeAbsent | Effect::RoleAbsent(_) => {
                (NotificationKind::NotAssigned, "not")
            }
        };
        kind.notification(
            format!("`{command}` has no effect."),
            format!("{found} {SEE}"),
            format!(
                "note: successful completion - role or privilege {state} assigned. The command '{command}' has no effect. The role or privilege is {state} assigned."
            ),
        )
    }

    /// 01N70: a `REVOKE` that cannot do anything (Cypher 5).
    #[must_use]
    pub fn impossible_revoke(command: &str, why: &Impossible) -> Self {
        let cause = why.cause();
        NotificationKind::ImpossibleRevoke.notification(
            format!("`{command}` has no effect."),
            format!("{cause} {FUTURE} {SEE}"),
            format!(
                "warn: inoperational revoke command. The command '{command}' has no effect. {FUTURE} Cause: {cause}"
            ),
        )
    }

    /// 00N72: an auth provider that the configuration does not know.
    #[must_use]
    pub fn auth_provider_not_defined(provider: &str) -> Self {
        let text = format!(
            "The auth provider `{provider}` is not defined in the configuration. Verify that the spelling is correct or define `{provider}` in the configuration."
        );
        let gql = format!("note: successful completion - undefined auth provider. {text}");
        let title = "The auth provider is not defined.";
        NotificationKind::AuthProviderNotDefined.notification(title, text, gql)
    }

    /// 01N71: an external auth provider while local users are not required.
    #[must_use]
    pub fn external_auth_not_enabled() -> Self {
        let setting = "setting `dbms.security.require_local_user` to enable external auth.";
        NotificationKind::ExternalAuthNotEnabled.notification(
            "External auth for user is not enabled.",
            format!("Use {setting}"),
            format!("warn: external auth disabled. Use the {setting}"),
        )
    }

    /// 01N73: a property rule is granted on a sharded database.
    #[must_use]
    pub fn sharded_privilege() -> Self {
        let text = "The specified privilege severely reduces the performance of queries run on sharded databases. Consider excluding sharded databases for now.";
        NotificationKind::ShardedPrivilege.notification(
            "Privilege with a severe performance impact on sharded databases.",
            text,
            format!("warn: sharded privilege performance. {text}"),
        )
    }

    /// 00N50: a home database that does not exist (yet).
    #[must_use]
    pub fn home_database_not_found(database: &str) -> Self {
        NotificationKind::HomeDatabaseNotFound.notification(
            "The request referred to a home database that does not exist.",
            format!(
                "The home database provided does not currently exist in the DBMS. This command will not take effect until this database is created. (HOME DATABASE: `{database}`)"
            ),
            format!(
                "note: successful completion - home database not found. The database `{database}` does not exist. Verify that the spelling is correct or create the database for the command to take effect."
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_the_reference() {
        let done = Notification::no_effect("GRANT ROLE r TO u", Effect::RolePresent(Named::User));
        assert_eq!(done.title, "`GRANT ROLE r TO u` has no effect.");
        assert_eq!(
            done.description,
            "The user already has the role. See Status Codes documentation for more information."
        );
        assert_eq!(
            done.gql_description,
            "note: successful completion - role or privilege already assigned. The command 'GRANT ROLE r TO u' has no effect. The role or privilege is already assigned."
        );
        let impossible = Notification::impossible_revoke(
            "REVOKE ROLE r FROM u",
            &Impossible::Missing(Named::Role),
        );
        assert_eq!(
            impossible.description,
            "Role does not exist. Make sure nothing is misspelled. This notification will become an error in a future major version. See Status Codes documentation for more information."
        );
        assert!(impossible.gql_description.ends_with("Cause: Role does not exist."));
    }
}
