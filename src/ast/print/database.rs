//! Database, alias and server commands.

use super::name::Written;
use super::{create, if_exists, if_not_exists, list};
use crate::ast::{
    AlterAlias, AlterAliasKind, AlterDatabase, AlterDatabaseKind, CreateAlias, CreateDatabase,
    DatabaseAccess, DatabaseKind, DropAlias, DropDatabase, PropertyShards, RemoteCredentials,
    RemoteTarget, ServerCommand, SwitchDatabase, Topology, TopologyRole, UIntOrParam, Wait,
};
use std::fmt::{Display, Formatter, Result};

impl Display for CreateDatabase {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let kind = match self.kind {
            DatabaseKind::Standard => "DATABASE",
            DatabaseKind::Composite => "COMPOSITE DATABASE",
            DatabaseKind::Replica => "REPLICA DATABASE",
        };
        write!(
            f,
            "{}{kind} {}{}",
            create(self.if_exists),
            self.name,
            if_not_exists(self.if_exists)
        )?;
        if let Some(language) = &self.language {
            write!(f, " DEFAULT LANGUAGE CYPHER {}", language.value)?;
        }
        if let Some(topology) = &self.topology {
            write!(f, " {topology}")?;
        }
        if let Some(shard) = &self.graph_shard {
            match &shard.topology {
                Some(topology) => write!(f, " GRAPH SHARD {{ {topology} }}")?,
                None => f.write_str(" GRAPH SHARD { }")?,
            }
        }
        if let Some(shards) = &self.property_shards {
            write!(f, " {shards}")?;
        }
        if let Some(options) = &self.options {
            write!(f, " OPTIONS {options}")?;
        }
        self.wait.fmt(f)
    }
}

impl Display for PropertyShards {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("PROPERTY SHARDS {")?;
        if let Some(count) = &self.count {
            write!(f, " COUNT {}", count.value)?;
        }
        if let Some(replicas) = &self.replicas {
            let set = if self.count.is_none() { "SET " } else { "" };
            write!(f, " {set}TOPOLOGY {}", counted(replicas, TopologyRole::Replica))?;
        }
        f.write_str(" }")
    }
}

/// `1 PRIMARY`, `2 PRIMARIES`
fn counted(count: &UIntOrParam, role: TopologyRole) -> String {
    let is_one = matches!(count, UIntOrParam::Literal(count) if count.value == 1);
    let word = match (role, is_one) {
        (TopologyRole::Primary, true) => "PRIMARY",
        (TopologyRole::Primary, false) => "PRIMARIES",
        (TopologyRole::Secondary, true) => "SECONDARY",
        (TopologyRole::Secondary, false) => "SECONDARIES",
        (TopologyRole::Replica, true) => "REPLICA",
        (TopologyRole::Replica, false) => "REPLICAS",
    };
    format!("{count} {word}")
}

/// Primaries first.
impl Display for Topology {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut counts: Vec<_> = self.counts.iter().collect();
        counts.sort_by_key(|count| count.role != TopologyRole::Primary);
        f.write_str("TOPOLOGY")?;
        counts.iter().try_for_each(|count| write!(f, " {}", counted(&count.count, count.role)))
    }
}

/// With a blank in front.
impl Display for Wait {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::No => Ok(()),
            Self::Default => f.write_str(" WAIT"),
            Self::Seconds(seconds) => write!(f, " WAIT {seconds} SECONDS"),
        }
    }
}

impl Display for AlterDatabase {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "ALTER DATABASE {}{}", self.name, if_exists(self.if_exists))?;
        self.items.iter().try_for_each(|item| write!(f, " {}", item.kind))?;
        self.wait.fmt(f)
    }
}

impl Display for AlterDatabaseKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Access(DatabaseAccess::ReadOnly) => f.write_str("SET ACCESS READ ONLY"),
            Self::Access(DatabaseAccess::ReadWrite) => f.write_str("SET ACCESS READ WRITE"),
            Self::Topology(topology) => write!(f, "SET {topology}"),
            Self::SetOption(key, value) => write!(f, "SET OPTION {} {value}", Written(&key.value)),
            Self::RemoveOption(key) => write!(f, "REMOVE OPTION {}", Written(&key.value)),
            Self::Language(version) => write!(f, "SET DEFAULT LANGUAGE CYPHER {}", version.value),
            Self::GraphShard(shard) => match &shard.topology {
                Some(topology) => write!(f, "SET GRAPH SHARD {{ SET {topology} }}"),
                None => f.write_str("SET GRAPH SHARD { }"),
            },
            Self::PropertyShards(shards) => write!(f, "SET {shards}"),
            Self::Replicas(count) => {
                write!(f, "SET TOPOLOGY {}", counted(count, TopologyRole::Replica))
            }
        }
    }
}

impl Display for DropDatabase {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let composite = if self.composite { "COMPOSITE " } else { "" };
        write!(f, "DROP {composite}DATABASE {}{}", self.name, if_exists(self.if_exists))?;
        f.write_str(if self.cascade_aliases { " CASCADE ALIASES" } else { " RESTRICT" })?;
        f.write_str(if self.dump_data { " DUMP DATA" } else { " DESTROY DATA" })?;
        self.wait.fmt(f)
    }
}

impl Display for SwitchDatabase {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(
            f,
            "{} DATABASE {}{}",
            if self.start { "START" } else { "STOP" },
            self.name,
            self.wait
        )
    }
}

impl Display for CreateAlias {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(
            f,
            "{}ALIAS {}{}",
            create(self.if_exists),
            self.name,
            if_not_exists(self.if_exists)
        )?;
        write!(f, " FOR DATABASE {}", self.target)?;
        if let Some(remote) = &self.remote {
            remote.fmt(f)?;
        }
        match &self.properties {
            Some(properties) => write!(f, " PROPERTIES {properties}"),
            None => Ok(()),
        }
    }
}

/// With a blank in front.
impl Display for RemoteTarget {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, " AT {}", self.url)?;
        match &self.credentials {
            RemoteCredentials::Native { user, password } => {
                write!(f, " USER {user} PASSWORD {password}")?
            }
            RemoteCredentials::OidcForwarding => f.write_str(" OIDC CREDENTIAL FORWARDING")?,
        }
        if let Some(driver) = &self.driver {
            write!(f, " DRIVER {driver}")?;
        }
        match &self.language {
            Some(language) => write!(f, " DEFAULT LANGUAGE CYPHER {}", language.value),
            None => Ok(()),
        }
    }
}

impl Display for AlterAlias {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "ALTER ALIAS {}{} SET DATABASE", self.name, if_exists(self.if_exists))?;
        self.items.iter().try_for_each(|item| match &item.kind {
            AlterAliasKind::Target(name, None) => write!(f, " TARGET {name}"),
            AlterAliasKind::Target(name, Some(url)) => write!(f, " TARGET {name} AT {url}"),
            AlterAliasKind::User(user) => write!(f, " USER {user}"),
            AlterAliasKind::Password(password) => write!(f, " PASSWORD {password}"),
            AlterAliasKind::Driver(driver) => write!(f, " DRIVER {driver}"),
            AlterAliasKind::Properties(properties) => write!(f, " PROPERTIES {properties}"),
            AlterAliasKind::Language(version) => {
                write!(f, " DEFAULT LANGUAGE CYPHER {}", version.value)
            }
        })
    }
}

impl Display for DropAlias {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "DROP ALIAS {}{} FOR DATABASE", self.name, if_exists(self.if_exists))
    }
}

impl Display for ServerCommand {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let dry_run = |dry_run: bool| if dry_run { "DRYRUN " } else { "" };
        match self {
            Self::Enable(server, None) => write!(f, "ENABLE SERVER {server}"),
            Self::Enable(server, Some(options)) => {
                write!(f, "ENABLE SERVER {server} OPTIONS {options}")
            }
            Self::Alter(server, options) => {
                write!(f, "ALTER SERVER {server} SET OPTIONS {options}")
            }
            Self::Rename(from, to) => write!(f, "RENAME SERVER {from} TO {to}"),
            Self::Drop(server) => write!(f, "DROP SERVER {server}"),
            Self::Deallocate { dry_run: dry, servers } => {
                let word = if servers.len() > 1 { "SERVERS" } else { "SERVER" };
                write!(f, "{}DEALLOCATE DATABASES FROM {word} ", dry_run(*dry))?;
                list(f, servers)
            }
            Self::Reallocate { dry_run: dry } => write!(f, "{}REALLOCATE DATABASES", dry_run(*dry)),
        }
    }
}
