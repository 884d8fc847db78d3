//! Notifications of database and server commands.

use super::{Notification, NotificationKind};

/// What a command on servers or topologies finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopologyNote {
    /// 00N80: the server of that name is enabled already.
    AlreadyEnabled(String),
    /// 00N81: the server of that name is cordoned already.
    AlreadyCordoned(String),
    /// 00N82: nothing to move.
    NothingReallocated,
    /// 00N83: servers that are cordoned.
    Cordoned(Vec<String>),
    /// 00N84: the topology is what it was.
    TopologyMatches,
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}

impl Notification {
    /// 00N80 to 00N84.
    #[must_use]
    pub fn topology(note: &TopologyNote) -> Self {
        let (kind, title, condition, description) = match note {
            TopologyNote::AlreadyEnabled(name) => (
                NotificationKind::ServerAlreadyEnabled,
                "`ENABLE SERVER` has no effect.",
                "server already enabled. The command 'ENABLE SERVER' has no effect",
                format!(
                    "Server `{name}` is already enabled. Verify that this is the intended server."
                ),
            ),
            TopologyNote::AlreadyCordoned(name) => (
                NotificationKind::ServerAlreadyCordoned,
                "`CORDON SERVER` has no effect.",
                "server already cordoned. The command 'CORDON SERVER' has no effect",
                format!(
                    "Server `{name}` is already cordoned. Verify that this is the intended server."
                ),
            ),
            TopologyNote::NothingReallocated => (
                NotificationKind::NoDatabasesReallocated,
                "`REALLOCATE DATABASES` has no effect.",
                "no databases reallocated. The command 'REALLOCATE DATABASES' has no effect",
                "No databases were reallocated. No better allocation is currently possible.".into(),
            ),
            TopologyNote::Cordoned(names) => (
                NotificationKind::CordonedServers,
                "Cordoned servers existed when making an allocation decision.",
                "cordoned servers existed during allocation. Cordoned servers existed when making an allocation decision",
                format!(
                    "Server(s) `{}` are cordoned. This can impact allocation decisions.",
                    names.join(", ")
                ),
            ),
            TopologyNote::TopologyMatches => (
                NotificationKind::TopologyMatches,
                "`ALTER DATABASE` has no effect.",
                "requested topology matched current topology. The command 'ALTER DATABASE' has no effect",
                "The requested topology matched the current topology. No allocations were changed."
                    .into(),
            ),
        };
        let gql_text = match note {
            TopologyNote::AlreadyEnabled(name) | TopologyNote::AlreadyCordoned(name) => {
                description.replacen(&format!("`{name}`"), &format!("'{name}'"), 1)
            }
            TopologyNote::Cordoned(names) => {
                format!(
                    "Server(s) {} are cordoned. This can impact allocation decisions.",
                    listed(names)
                )
            }
            _ => description.clone(),
        };
        let gql = format!("note: successful completion - {condition}. {gql_text}");
        kind.notification(title, description, gql)
    }

    /// 03N85: what `WAIT` waited for has happened on a server (Cypher 25).
    #[must_use]
    pub fn caught_up(server: &str, address: &str) -> Self {
        NotificationKind::ServerCaughtUp.notification(
            "Server has caught up.",
            format!("Server `{server}` at address `{address}` has caught up."),
            format!(
                "info: server has caught up. Server '{server}' at address '{address}' has caught up."
            ),
        )
    }

    /// 01N00: option `existingData` (Cypher 25).
    #[must_use]
    pub fn existing_data() -> Self {
        let text = "`existingData` is deprecated. Use of existing data is implicit with seeding.";
        Self::deprecated(text, None)
    }

    /// 01N74: an alias that forwards OIDC credentials, which is not enabled.
    #[must_use]
    pub fn oidc_forwarding_disabled() -> Self {
        let rest = "setting 'dbms.security.allow_oidc_credential_forwarding_enabled' to enable OIDC credential forwarding.";
        NotificationKind::OidcForwardingNotEnabled.notification(
            "OIDC credential forwarding is not enabled.",
            format!("Use {rest}"),
            format!("warn: OIDC credential forwarding disabled. Use the {rest}"),
        )
    }
}
