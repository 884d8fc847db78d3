//! Notifications of database and server commands.

use super::{Category, Notification, Severity};

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
        let (code, gqlstatus, title, condition, description) = match note {
            TopologyNote::AlreadyEnabled(name) => (
                "Neo.ClientNotification.Cluster.ServerAlreadyEnabled",
                "00N80",
                "`ENABLE SERVER` has no effect.",
                "server already enabled. The command 'ENABLE SERVER' has no effect",
                format!(
                    "Server `{name}` is already enabled. Verify that this is the intended server."
                ),
            ),
            TopologyNote::AlreadyCordoned(name) => (
                "Neo.ClientNotification.Cluster.ServerAlreadyCordoned",
                "00N81",
                "`CORDON SERVER` has no effect.",
                "server already cordoned. The command 'CORDON SERVER' has no effect",
                format!(
                    "Server `{name}` is already cordoned. Verify that this is the intended server."
                ),
            ),
            TopologyNote::NothingReallocated => (
                "Neo.ClientNotification.Cluster.NoDatabasesReallocated",
                "00N82",
                "`REALLOCATE DATABASES` has no effect.",
                "no databases reallocated. The command 'REALLOCATE DATABASES' has no effect",
                "No databases were reallocated. No better allocation is currently possible.".into(),
            ),
            TopologyNote::Cordoned(names) => (
                "Neo.ClientNotification.Cluster.CordonedServersExistedDuringAllocation",
                "00N83",
                "Cordoned servers existed when making an allocation decision.",
                "cordoned servers existed during allocation. Cordoned servers existed when making an allocation decision",
                format!(
                    "Server(s) `{}` are cordoned. This can impact allocation decisions.",
                    names.join(", ")
                ),
            ),
            TopologyNote::TopologyMatches => (
                "Neo.ClientNotification.Cluster.RequestedTopologyMatchedCurrentTopology",
                "00N84",
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
        Self {
            code,
            gqlstatus,
            severity: Severity::Information,
            category: Category::Topology,
            title: title.into(),
            description,
            gql_description: format!("note: successful completion - {condition}. {gql_text}"),
            span: None,
        }
    }

    /// 03N85: what `WAIT` waited for has happened on a server (Cypher 25).
    #[must_use]
    pub fn caught_up(server: &str, address: &str) -> Self {
        Self {
            code: "Neo.ClientNotification.Cluster.ServerCaughtUp",
            gqlstatus: "03N85",
            severity: Severity::Information,
            category: Category::Topology,
            title: "Server has caught up.".into(),
            description: format!("Server `{server}` at address `{address}` has caught up."),
            gql_description: format!(
                "info: server has caught up. Server '{server}' at address '{address}' has caught up."
            ),
            span: None,
        }
    }

    /// 01N00: option `existingData` (Cypher 25).
    #[must_use]
    pub fn existing_data() -> Self {
        let text = "`existingData` is deprecated. Use of existing data is implicit with seeding.";
        Self {
            code: "Neo.ClientNotification.Statement.FeatureDeprecationWarning",
            gqlstatus: "01N00",
            severity: Severity::Warning,
            category: Category::Deprecation,
            title: "This feature is deprecated and will be removed in future versions.".into(),
            description: text.into(),
            gql_description: format!("warn: feature deprecated. {text}"),
            span: None,
        }
    }

    /// 01N74: an alias that forwards OIDC credentials, which is not enabled.
    #[must_use]
    pub fn oidc_forwarding_disabled() -> Self {
        let text = "Use setting 'dbms.security.allow_oidc_credential_forwarding_enabled' to enable OIDC credential forwarding.";
        Self {
            code: "Neo.ClientNotification.Security.OidcCredentialForwardingNotEnabled",
            gqlstatus: "01N74",
            severity: Severity::Warning,
            category: Category::Security,
            title: "OIDC credential forwarding is not enabled.".into(),
            description: text.into(),
            gql_description: format!(
                "warn: OIDC credential forwarding disabled. {}",
                text.replacen("Use setting", "Use the setting", 1)
            ),
            span: None,
        }
    }
}
