//! The kinds of notifications, in one table: codes, how serious, about what.

use super::{Category, Notification, Severity};
use crate::text::Span;

/// A kind of notification. Those of commands that this program executes; the others of the status
/// code pages concern queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::VariantArray, strum::IntoStaticStr)]
pub enum NotificationKind {
    /// A home database that does not exist.
    HomeDatabaseNotFound,
    /// Something that will go away.
    FeatureDeprecated,
    /// A role or privilege that is not there to be revoked.
    NotAssigned,
    /// A role or privilege that is there already.
    AlreadyAssigned,
    /// A `REVOKE` that can do nothing (Cypher 5).
    ImpossibleRevoke,
    /// An auth provider that is not configured.
    AuthProviderNotDefined,
    /// External auth without the setting that gives it effect.
    ExternalAuthNotEnabled,
    /// An alias that forwards credentials without the setting that allows it.
    OidcForwardingNotEnabled,
    /// A property rule on sharded databases.
    ShardedPrivilege,
    /// Parameters that are not given to a statement that is only explained.
    ParameterMissing,
    /// `ENABLE SERVER` of a server that is enabled.
    ServerAlreadyEnabled,
    /// Cordoning a server that is cordoned.
    ServerAlreadyCordoned,
    /// `REALLOCATE DATABASES` that moves nothing.
    NoDatabasesReallocated,
    /// Cordoned servers while databases were placed.
    CordonedServers,
    /// `ALTER DATABASE` to the topology that is there.
    TopologyMatches,
    /// `WAIT`: a server is done.
    ServerCaughtUp,
    /// `WAIT`: a server failed.
    ServerFailed,
    /// `WAIT`: a server is not done yet.
    ServerCatchingUp,
    /// `WAIT`: a server cannot be reached.
    ServerNotAvailable,
}

impl NotificationKind {
    /// All kinds, in the order of the status code pages.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The kind's name in lists.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Neo4j code, GQLSTATUS, severity, category.
    const fn row(self) -> (&'static str, &'static str, Severity, Category) {
        use Category::{Deprecation, Generic, Security, Topology, Unrecognized};
        use Severity::{Information, Warning};
        match self {
            Self::HomeDatabaseNotFound => (
                "Neo.ClientNotification.Database.HomeDatabaseNotFound",
                "00N50",
                Information,
                Unrecognized,
            ),
            Self::FeatureDeprecated => (
                "Neo.ClientNotification.Statement.FeatureDeprecationWarning",
                "01N00",
                Warning,
                Deprecation,
            ),
            Self::NotAssigned => (
                "Neo.ClientNotification.Security.CommandHasNoEffect",
                "00N71",
                Information,
                Security,
            ),
            Self::AlreadyAssigned => (
                "Neo.ClientNotification.Security.CommandHasNoEffect",
                "00N70",
                Information,
                Security,
            ),
            Self::ImpossibleRevoke => (
                "Neo.ClientNotification.Security.ImpossibleRevokeCommand",
                "01N70",
                Warning,
                Security,
            ),
            Self::AuthProviderNotDefined => (
                "Neo.ClientNotification.Security.AuthProviderNotDefined",
                "00N72",
                Information,
                Security,
            ),
            Self::ExternalAuthNotEnabled => (
                "Neo.ClientNotification.Security.ExternalAuthNotEnabled",
                "01N71",
                Warning,
                Security,
            ),
            Self::OidcForwardingNotEnabled => (
                "Neo.ClientNotification.Security.OidcCredentialForwardingNotEnabled",
                "01N74",
                Warning,
                Security,
            ),
            Self::ShardedPrivilege => (
                "Neo.ClientNotification.Security.ShardedPrivilegePerformance",
                "01N73",
                Warning,
                Security,
            ),
            Self::ParameterMissing => {
                ("Neo.ClientNotification.Statement.ParameterNotProvided", "01N60", Warning, Generic)
            }
            Self::ServerAlreadyEnabled => (
                "Neo.ClientNotification.Cluster.ServerAlreadyEnabled",
                "00N80",
                Information,
                Topology,
            ),
            Self::ServerAlreadyCordoned => (
                "Neo.ClientNotification.Cluster.ServerAlreadyCordoned",
                "00N81",
                Information,
                Topology,
            ),
            Self::NoDatabasesReallocated => (
                "Neo.ClientNotification.Cluster.NoDatabasesReallocated",
                "00N82",
                Information,
                Topology,
            ),
            Self::CordonedServers => (
                "Neo.ClientNotification.Cluster.CordonedServersExistedDuringAllocation",
                "00N83",
                Information,
                Topology,
            ),
            Self::TopologyMatches => (
                "Neo.ClientNotification.Cluster.RequestedTopologyMatchedCurrentTopology",
                "00N84",
                Information,
                Topology,
            ),
            Self::ServerCaughtUp => {
                ("Neo.ClientNotification.Cluster.ServerCaughtUp", "03N85", Information, Topology)
            }
            Self::ServerFailed => {
                ("Neo.ClientNotification.Cluster.ServerFailed", "01N80", Warning, Topology)
            }
            Self::ServerCatchingUp => {
                ("Neo.ClientNotification.Cluster.ServerCatchingUp", "01N81", Warning, Topology)
            }
            Self::ServerNotAvailable => {
                ("Neo.ClientNotification.Cluster.ServerNotAvailable", "01N82", Warning, Topology)
            }
        }
    }

    /// `Neo.ClientNotification.…`
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// The five-character GQLSTATUS.
    #[must_use]
    pub fn gqlstatus(self) -> &'static str {
        self.row().1
    }

    /// How serious.
    #[must_use]
    pub fn severity(self) -> Severity {
        self.row().2
    }

    /// About what.
    #[must_use]
    pub fn category(self) -> Category {
        self.row().3
    }

    /// A notification of this kind that is about the whole statement.
    #[must_use]
    pub fn notification(
        self,
        title: impl Into<String>,
        description: impl Into<String>,
        gql_description: impl Into<String>,
    ) -> Notification {
        let (code, gqlstatus, severity, category) = self.row();
        Notification {
            kind: self,
            code,
            gqlstatus,
            severity,
            category,
            title: title.into(),
            description: description.into(),
            gql_description: gql_description.into(),
            span: None,
        }
    }
}

impl Notification {
    /// 01N60: parameters that are not given to a statement that is only explained.
    #[must_use]
    pub fn parameter_missing(names: &[String]) -> Self {
        let quoted: Vec<String> = names.iter().map(|name| format!("$`{name}`")).collect();
        NotificationKind::ParameterMissing.notification(
            "The statement refers to a parameter that was not provided in the request.",
            format!(
                "Did not supply query with enough parameters. The produced query plan will not be cached and is not executable without EXPLAIN. (Missing parameters: {})",
                names.join(", ")
            ),
            format!(
                "warn: parameter missing. The query plan cannot be cached and is not executable without EXPLAIN due to the undefined parameter(s) {}. Provide the parameter(s).",
                quoted.join(", ")
            ),
        )
    }

    /// 01N00: something at a place that will go away.
    #[must_use]
    pub fn deprecated(description: &str, at: Option<Span>) -> Self {
        let title = "This feature is deprecated and will be removed in future versions.";
        let gql = format!("warn: feature deprecated. {description}");
        let kind = NotificationKind::FeatureDeprecated;
        Self { span: at, ..kind.notification(title, description, gql) }
    }
}
