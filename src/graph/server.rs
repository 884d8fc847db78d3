//! Servers of the modelled cluster, and what of a database each of them hosts.

use crate::text::Text;

/// The state of a server, column `state` of `SHOW SERVERS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServerState {
    /// Known, but not part of the cluster yet.
    Free,
    /// Hosts databases.
    Enabled,
    /// Hosts what it has, gets nothing new.
    Cordoned,
    /// Hosts nothing any more but `system`; may be dropped.
    Deallocated,
}

impl ServerState {
    /// The value of column `state`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Enabled => "Enabled",
            Self::Cordoned => "Cordoned",
            Self::Deallocated => "Deallocated",
        }
    }
}

/// Which copies a server may host, option `modeConstraint`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ModeConstraint {
    /// Any.
    #[default]
    None,
    /// Primaries only.
    Primary,
    /// Secondaries only.
    Secondary,
}

impl ModeConstraint {
    /// The value of column `modeConstraint`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Primary => "PRIMARY",
            Self::Secondary => "SECONDARY",
        }
    }
}

/// The options of `ENABLE SERVER` and `ALTER SERVER`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServerOptions {
    /// Which copies it may host.
    pub mode: ModeConstraint,
    /// Patterns of the databases it may host; none means all.
    pub allowed: Vec<Text>,
    /// Patterns of the databases it may not host.
    pub denied: Vec<Text>,
    /// Its tags.
    pub tags: Vec<Text>,
}

/// A server. Its name is its place in [`SystemGraph::servers`](super::SystemGraph::servers).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// A UUID.
    pub id: Text,
    /// The advertised Bolt address.
    pub address: Text,
    /// The advertised HTTP address.
    pub http_address: Text,
    /// Its state.
    pub state: ServerState,
    /// Its options.
    pub options: ServerOptions,
}

/// What a copy does, column `role` of `SHOW DATABASES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyRole {
    /// It takes part in writing.
    Primary,
    /// It only serves reads.
    Secondary,
    /// It is a copy of a property shard.
    Replica,
}

impl CopyRole {
    /// The value of column `role`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Replica => "property shard replica",
        }
    }
}

/// A copy of a database, or of a shard of one, on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosted {
    /// The server's id.
    pub server: Text,
    /// What the copy does.
    pub role: CopyRole,
}
