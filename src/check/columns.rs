//! The columns of every `SHOW` command, in Neo4j's order: the one place that says so, for analysis and
//! for execution.

use super::judge::{Difference, Judge};
use crate::ast::{CypherVersion, DatabasesOf, PrivilegesOf, RolesWith, ShowWhat};
use ColumnType::{
    Boolean, DateTime, Duration, Integer, ListOfMap, ListOfString, Map, String, StringOrDateTime,
};

/// A column of a `SHOW` command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// The type of its values.
    pub of: ColumnType,
    /// Whether it is shown without `YIELD`.
    pub is_default: bool,
    /// Whether only Cypher 25 has it.
    pub only_25: bool,
}

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// `STRING`
    String,
    /// `BOOLEAN`
    Boolean,
    /// `INTEGER`
    Integer,
    /// `MAP`
    Map,
    /// `DURATION`
    Duration,
    /// `ZONED DATETIME`
    DateTime,
    /// `STRING` in Cypher 5, `ZONED DATETIME` in Cypher 25
    StringOrDateTime,
    /// `LIST<STRING>`
    ListOfString,
    /// `LIST<MAP>`
    ListOfMap,
}

const fn c(name: &'static str, of: ColumnType, is_default: bool, only_25: bool) -> Column {
    Column { name, of, is_default, only_25 }
}

/// All columns of a `SHOW` command in this version, the hidden ones included.
pub fn columns_of(
    what: &ShowWhat,
    version: CypherVersion,
    judge: Judge,
) -> impl Iterator<Item = &'static Column> + use<> {
    in_version(table(what, version, judge), version)
}

/// The columns of `TERMINATE TRANSACTIONS`.
pub fn columns_of_terminate() -> impl Iterator<Item = &'static Column> + use<> {
    TERMINATED_TRANSACTIONS.iter()
}

fn in_version(
    columns: &'static [Column],
    version: CypherVersion,
) -> impl Iterator<Item = &'static Column> + use<> {
    columns.iter().filter(move |column| !column.only_25 || version == CypherVersion::Cypher25)
}

fn table(what: &ShowWhat, version: CypherVersion, judge: Judge) -> &'static [Column] {
    match what {
        ShowWhat::Users { with_auth: false, as_commands: false } | ShowWhat::CurrentUser => USERS,
        ShowWhat::Users { with_auth: true, as_commands: false } => USERS_WITH_AUTH,
        ShowWhat::Users { with_auth: false, as_commands: true } => USERS_AS_COMMANDS,
        ShowWhat::Users { with_auth: true, as_commands: true } => USERS_WITH_AUTH_AS_COMMANDS,
        ShowWhat::Roles { with, as_commands, .. } => match (with, as_commands) {
            (None, false) => ROLES,
            (Some(RolesWith::Users), false) => ROLES_WITH_USERS,
            (Some(RolesWith::AuthRules), false) => ROLES_WITH_AUTH_RULES,
            (None, true) => ROLES_AS_COMMANDS,
            (Some(RolesWith::Users), true) => ROLES_WITH_USERS_AS_COMMANDS,
            (Some(RolesWith::AuthRules), true) => ROLES_WITH_AUTH_RULES_AS_COMMANDS,
        },
        ShowWhat::Privileges { as_commands: Some(_), .. } => PRIVILEGES_AS_COMMANDS,
        ShowWhat::Privileges { of: PrivilegesOf::Users(_), .. } => USER_PRIVILEGES,
        ShowWhat::Privileges { .. } => PRIVILEGES,
        ShowWhat::SupportedPrivileges => SUPPORTED_PRIVILEGES,
        ShowWhat::AuthRules { as_commands: false } => AUTH_RULES,
        ShowWhat::AuthRules { as_commands: true } => AUTH_RULES_AS_COMMANDS,
        ShowWhat::Databases(DatabasesOf::Default | DatabasesOf::Home) => ONE_DATABASE,
        ShowWhat::Databases(_) => DATABASES,
        ShowWhat::Aliases(_)
            if version == CypherVersion::Cypher25
                && judge.applies(Difference::AliasCredentials) =>
        {
            ALIASES_WITH_CREDENTIALS
        }
        ShowWhat::Aliases(_) => ALIASES,
        ShowWhat::Servers => SERVERS,
        ShowWhat::Settings(_) => SETTINGS,
        ShowWhat::Procedures(_) => PROCEDURES,
        ShowWhat::Functions { .. } => FUNCTIONS,
        ShowWhat::Transactions(_) => TRANSACTIONS,
    }
}

/// `SHOW USERS`, `SHOW CURRENT USER`
pub const USERS: &[Column] = &[
    c("user", String, true, false),
    c("roles", ListOfString, true, false),
    c("passwordChangeRequired", Boolean, true, false),
    c("suspended", Boolean, true, false),
    c("home", String, true, false),
    c("tags", ListOfString, false, false),
];

/// `SHOW USERS WITH AUTH`
pub const USERS_WITH_AUTH: &[Column] = &[
    c("user", String, true, false),
    c("roles", ListOfString, true, false),
    c("passwordChangeRequired", Boolean, true, false),
    c("suspended", Boolean, true, false),
    c("home", String, true, false),
    c("provider", String, true, false),
    c("auth", Map, true, false),
    c("tags", ListOfString, false, false),
];

/// `SHOW USERS AS COMMANDS`
pub const USERS_AS_COMMANDS: &[Column] = &[
    c("command", String, true, false),
    c("user", String, false, false),
    c("roles", ListOfString, false, false),
    c("tags", ListOfString, false, false),
];

/// `SHOW USERS WITH AUTH AS COMMANDS`
pub const USERS_WITH_AUTH_AS_COMMANDS: &[Column] = &[
    c("command", String, true, false),
    c("user", String, false, false),
    c("roles", ListOfString, false, false),
    c("provider", String, true, false),
    c("auth", Map, true, false),
    c("tags", ListOfString, false, false),
];

/// `SHOW ROLES`
pub const ROLES: &[Column] =
    &[c("role", String, true, false), c("immutable", Boolean, false, false)];

/// `SHOW ROLES WITH USERS`
pub const ROLES_WITH_USERS: &[Column] = &[
    c("role", String, true, false),
    c("member", String, true, false),
    c("immutable", Boolean, false, false),
];

/// `SHOW ROLES WITH AUTH RULES`
pub const ROLES_WITH_AUTH_RULES: &[Column] = &[
    c("role", String, true, false),
    c("authRule", String, true, false),
    c("immutable", Boolean, false, false),
];

/// `SHOW ROLES AS COMMANDS`
pub const ROLES_AS_COMMANDS: &[Column] = &[
    c("command", String, true, false),
    c("role", String, false, false),
    c("immutable", Boolean, false, false),
];

/// `SHOW ROLES WITH USERS AS COMMANDS`
pub const ROLES_WITH_USERS_AS_COMMANDS: &[Column] = &[
    c("command", String, true, false),
    c("role", String, false, false),
    c("member", String, true, false),
    c("immutable", Boolean, false, false),
];

/// `SHOW ROLES WITH AUTH RULES AS COMMANDS`
pub const ROLES_WITH_AUTH_RULES_AS_COMMANDS: &[Column] = &[
    c("command", String, true, false),
    c("role", String, false, false),
    c("authRule", String, true, false),
    c("immutable", Boolean, false, false),
];

/// `SHOW PRIVILEGES`, `SHOW ROLE … PRIVILEGES`
pub const PRIVILEGES: &[Column] = &[
    c("access", String, true, false),
    c("action", String, true, false),
    c("resource", String, true, false),
    c("graph", String, true, false),
    c("segment", String, true, false),
    c("role", String, true, false),
    c("immutable", Boolean, true, false),
];

/// `SHOW USER … PRIVILEGES`
pub const USER_PRIVILEGES: &[Column] = &[
    c("access", String, true, false),
    c("action", String, true, false),
    c("resource", String, true, false),
    c("graph", String, true, false),
    c("segment", String, true, false),
    c("role", String, true, false),
    c("immutable", Boolean, true, false),
    c("user", String, true, false),
];

/// `SHOW … PRIVILEGES AS [REVOKE] COMMANDS`
pub const PRIVILEGES_AS_COMMANDS: &[Column] =
    &[c("command", String, true, false), c("immutable", Boolean, false, false)];

/// `SHOW SUPPORTED PRIVILEGES`
pub const SUPPORTED_PRIVILEGES: &[Column] = &[
    c("action", String, true, false),
    c("qualifier", String, true, false),
    c("target", String, true, false),
    c("scope", ListOfString, true, false),
    c("description", String, true, false),
];

/// `SHOW AUTH RULES`
pub const AUTH_RULES: &[Column] = &[
    c("name", String, true, false),
    c("condition", String, true, false),
    c("enabled", Boolean, true, false),
    c("roles", ListOfString, true, false),
];

/// `SHOW AUTH RULES AS COMMANDS`
pub const AUTH_RULES_AS_COMMANDS: &[Column] =
    &[c("command", String, true, false), c("roles", ListOfString, false, false)];

/// `SHOW DATABASES`
pub const DATABASES: &[Column] = &[
    c("name", String, true, false),
    c("type", String, true, false),
    c("aliases", ListOfString, true, false),
    c("access", String, true, false),
    c("databaseID", String, false, false),
    c("serverID", String, false, false),
    c("address", String, true, false),
    c("role", String, true, false),
    c("writer", Boolean, true, false),
    c("requestedStatus", String, true, false),
    c("currentStatus", String, true, false),
    c("statusMessage", String, true, false),
    c("default", Boolean, true, false),
    c("home", Boolean, true, false),
    c("currentPrimariesCount", Integer, false, false),
    c("currentSecondariesCount", Integer, false, false),
    c("currentPropertyShardReplicas", Integer, false, true),
    c("requestedPrimariesCount", Integer, false, false),
    c("requestedSecondariesCount", Integer, false, false),
    c("requestedPropertyShardReplicas", Integer, false, true),
    c("creationTime", DateTime, false, false),
    c("lastStartTime", DateTime, false, false),
    c("lastStopTime", DateTime, false, false),
    c("store", String, false, false),
    c("lastCommittedTxn", Integer, false, false),
    c("replicationLag", Integer, false, false),
    c("shardTxnLag", Integer, false, true),
    c("constituents", ListOfString, true, false),
    c("graphShards", ListOfString, false, true),
    c("propertyShards", ListOfString, false, true),
    c("defaultLanguage", String, false, false),
    c("options", Map, false, false),
];

/// `SHOW DEFAULT DATABASE`, `SHOW HOME DATABASE`
pub const ONE_DATABASE: &[Column] = &[
    c("name", String, true, false),
    c("type", String, true, false),
    c("aliases", ListOfString, true, false),
    c("access", String, true, false),
    c("databaseID", String, false, false),
    c("serverID", String, false, false),
    c("address", String, true, false),
    c("role", String, true, false),
    c("writer", Boolean, true, false),
    c("requestedStatus", String, true, false),
    c("currentStatus", String, true, false),
    c("statusMessage", String, true, false),
    c("currentPrimariesCount", Integer, false, false),
    c("currentSecondariesCount", Integer, false, false),
    c("currentPropertyShardReplicas", Integer, false, true),
    c("requestedPrimariesCount", Integer, false, false),
    c("requestedSecondariesCount", Integer, false, false),
    c("requestedPropertyShardReplicas", Integer, false, true),
    c("creationTime", DateTime, false, false),
    c("lastStartTime", DateTime, false, false),
    c("lastStopTime", DateTime, false, false),
    c("store", String, false, false),
    c("lastCommittedTxn", Integer, false, false),
    c("replicationLag", Integer, false, false),
    c("shardTxnLag", Integer, false, true),
    c("constituents", ListOfString, true, false),
    c("graphShards", ListOfString, false, true),
    c("propertyShards", ListOfString, false, true),
    c("defaultLanguage", String, false, false),
    c("options", Map, false, false),
];

/// `SHOW ALIASES FOR DATABASE`, without what only a server shows
pub const ALIASES: &[Column] = &[
    c("name", String, true, false),
    c("composite", String, true, false),
    c("database", String, true, false),
    c("location", String, true, false),
    c("url", String, true, false),
    c("user", String, true, false),
    c("driver", Map, false, false),
    c("defaultLanguage", String, false, false),
    c("properties", Map, false, false),
];

/// `SHOW ALIASES FOR DATABASE` of a server, Cypher 25
pub const ALIASES_WITH_CREDENTIALS: &[Column] = &[
    c("name", String, true, false),
    c("composite", String, true, false),
    c("database", String, true, false),
    c("location", String, true, false),
    c("url", String, true, false),
    c("credentials", String, true, false),
    c("user", String, true, false),
    c("driver", Map, false, false),
    c("defaultLanguage", String, false, false),
    c("properties", Map, false, false),
];

/// `SHOW SERVERS`
pub const SERVERS: &[Column] = &[
    c("serverId", String, false, false),
    c("name", String, true, false),
    c("address", String, true, false),
    c("httpAddress", String, false, false),
    c("httpsAddress", String, false, false),
    c("state", String, true, false),
    c("health", String, true, false),
    c("hosting", ListOfString, true, false),
    c("requestedHosting", ListOfString, false, false),
    c("tags", ListOfString, false, false),
    c("allowedDatabases", ListOfString, false, false),
    c("deniedDatabases", ListOfString, false, false),
    c("modeConstraint", String, false, false),
    c("version", String, false, false),
];

/// `SHOW SETTINGS`
pub const SETTINGS: &[Column] = &[
    c("name", String, true, false),
    c("value", String, true, false),
    c("isDynamic", Boolean, true, false),
    c("defaultValue", String, true, false),
    c("description", String, true, false),
    c("startupValue", String, false, false),
    c("isExplicitlySet", Boolean, false, false),
    c("validValues", String, false, false),
    c("isDeprecated", Boolean, false, false),
];

/// `SHOW PROCEDURES`
pub const PROCEDURES: &[Column] = &[
    c("name", String, true, false),
    c("description", String, true, false),
    c("mode", String, true, false),
    c("worksOnSystem", Boolean, true, false),
    c("signature", String, false, false),
    c("argumentDescription", ListOfMap, false, false),
    c("returnDescription", ListOfMap, false, false),
    c("admin", Boolean, false, false),
    c("rolesExecution", ListOfString, false, false),
    c("rolesBoostedExecution", ListOfString, false, false),
    c("isDeprecated", Boolean, false, false),
    c("deprecatedBy", String, false, false),
    c("option", Map, false, false),
];

/// `SHOW FUNCTIONS`
pub const FUNCTIONS: &[Column] = &[
    c("name", String, true, false),
    c("category", String, true, false),
    c("description", String, true, false),
    c("signature", String, false, false),
    c("isBuiltIn", Boolean, false, false),
    c("argumentDescription", ListOfMap, false, false),
    c("returnDescription", String, false, false),
    c("aggregating", Boolean, false, false),
    c("rolesExecution", ListOfString, false, false),
    c("rolesBoostedExecution", ListOfString, false, false),
    c("isDeprecated", Boolean, false, false),
    c("deprecatedBy", String, false, false),
];

/// `SHOW TRANSACTIONS`
pub const TRANSACTIONS: &[Column] = &[
    c("database", String, true, false),
    c("transactionId", String, true, false),
    c("currentQueryId", String, true, false),
    c("connectionId", String, true, false),
    c("clientAddress", String, true, false),
    c("username", String, true, false),
    c("currentQuery", String, true, false),
    c("startTime", StringOrDateTime, true, false),
    c("status", String, true, false),
    c("elapsedTime", Duration, true, false),
    c("outerTransactionId", String, false, false),
    c("metaData", Map, false, false),
    c("parameters", Map, false, false),
    c("planner", String, false, false),
    c("runtime", String, false, false),
    c("indexes", ListOfMap, false, false),
    c("currentQueryStartTime", StringOrDateTime, false, false),
    c("protocol", String, false, false),
    c("requestUri", String, false, false),
    c("currentQueryStatus", String, false, false),
    c("currentQueryProgress", String, false, true),
    c("statusDetails", String, false, false),
    c("resourceInformation", Map, false, false),
    c("activeLockCount", Integer, false, false),
    c("currentQueryActiveLockCount", Integer, false, false),
    c("cpuTime", Duration, false, false),
    c("waitTime", Duration, false, false),
    c("idleTime", Duration, false, false),
    c("currentQueryElapsedTime", Duration, false, false),
    c("currentQueryCpuTime", Duration, false, false),
    c("currentQueryWaitTime", Duration, false, false),
    c("currentQueryIdleTime", Duration, false, false),
    c("currentQueryAllocatedBytes", Integer, false, false),
    c("allocatedDirectBytes", Integer, false, false),
    c("estimatedUsedHeapMemory", Integer, false, false),
    c("pageHits", Integer, false, false),
    c("pageFaults", Integer, false, false),
    c("currentQueryPageHits", Integer, false, false),
    c("currentQueryPageFaults", Integer, false, false),
    c("initializationStackTrace", String, false, false),
];

/// `TERMINATE TRANSACTIONS`
pub const TERMINATED_TRANSACTIONS: &[Column] = &[
    c("transactionId", String, true, false),
    c("username", String, true, false),
    c("message", String, true, false),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shard_columns_are_cypher_25s() {
        let count = |version| in_version(DATABASES, version).count();
        assert_eq!(count(CypherVersion::Cypher5), 27);
        assert_eq!(count(CypherVersion::Cypher25), 32);
        assert_eq!(DATABASES.iter().filter(|column| column.is_default).count(), 13);
    }
}
