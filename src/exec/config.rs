//! What an administrator would configure, and where time and randomness come from.

use crate::ast::CypherVersion;
use crate::graph::Copies;
use crate::text::Text;
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;

/// Tells the time. The library never looks at a clock itself.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks `now`.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// A clock that stands still.
    #[must_use]
    pub fn fixed(now: Timestamp) -> Self {
        Self::new(move || now)
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// A server of the modelled cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredServer {
    /// A UUID.
    pub id: Text,
    /// The advertised Bolt address.
    pub address: Text,
    /// The advertised HTTP address.
    pub http_address: Text,
}

/// The edition of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
    /// Everything.
    #[default]
    Enterprise,
    /// Users and their own passwords; neither roles nor privileges nor further databases.
    Community,
}

/// The settings of a DBMS.
#[derive(Clone)]
pub struct Config {
    /// The edition.
    pub edition: Edition,
    /// `dbms.security.auth_enabled`: without it nobody is checked, and immutable privileges and
    /// roles can be changed. Can be switched while running.
    pub auth_enabled: bool,
    /// `dbms.security.auth_minimum_password_length`, in characters.
    pub minimum_password_length: usize,
    /// `dbms.security.require_local_user`: whether external auth of users has an effect.
    pub require_local_user: bool,
    /// Names of the auth providers that are configured.
    pub auth_providers: Vec<Text>,
    /// `initial.dbms.default_database`, in lower case.
    pub default_database: Text,
    /// `dbms.max_databases`, `system` included.
    pub max_databases: usize,
    /// `initial.dbms.default_primaries_count`, `…_secondaries_count` and
    /// `…_property_shard_replica_count`.
    pub default_copies: Copies,
    /// The id of this server.
    pub server_id: Text,
    /// The advertised Bolt address.
    pub address: Text,
    /// The advertised HTTP address.
    pub http_address: Text,
    /// Further servers of the cluster, which wait to be enabled.
    pub more_servers: Vec<DeclaredServer>,
    /// The version of the servers, as `SHOW SERVERS` gives it.
    pub server_version: Text,
    /// Whether a keystore is configured, without which no alias can store credentials.
    pub has_keystore: bool,
    /// `dbms.security.allow_oidc_credential_forwarding_enabled`
    pub oidc_forwarding_enabled: bool,
    /// `dbms.security.abac.authorization_providers`: whose auth rules are evaluated.
    pub abac_providers: Vec<Text>,
    /// The language of statements without a `CYPHER` prefix.
    pub version: CypherVersion,
    /// Whether the first user must change the password first.
    pub initial_password_change_required: bool,
    /// The clock.
    pub clock: Clock,
    /// What random salts and ids are made from. The same seed gives the same ones.
    pub seed: [u8; 32],
}

impl Default for Config {
    fn default() -> Self {
        Self {
            edition: Edition::default(),
            auth_enabled: true,
            minimum_password_length: 8,
            require_local_user: false,
            auth_providers: vec!["native".into()],
            default_database: "neo4j".into(),
            max_databases: 100,
            default_copies: Copies { primaries: 1, secondaries: 0, replicas: 1 },
            server_id: "00000000-0000-4000-8000-000000000001".into(),
            address: "localhost:7687".into(),
            http_address: "localhost:7474".into(),
            more_servers: Vec::new(),
            server_version: "2026.06.0".into(),
            has_keystore: true,
            oidc_forwarding_enabled: false,
            abac_providers: Vec::new(),
            version: CypherVersion::default(),
            initial_password_change_required: true,
            clock: Clock::fixed(Timestamp::UNIX_EPOCH),
            seed: [0; 32],
        }
    }
}

impl Config {
    /// Whether privileges are checked: the Community Edition has none, and without authentication
    /// there is nobody to check.
    #[must_use]
    pub fn checks_privileges(&self) -> bool {
        self.auth_enabled && self.edition == Edition::Enterprise
    }
}

/// The seed stays out: salts are made from it.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("auth_enabled", &self.auth_enabled)
            .field("default_database", &self.default_database)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}
