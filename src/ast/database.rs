//! Database commands.

use super::{Expr, GraphName, Ident, IfExists, MapOrParam, Place, UIntOrParam};
use crate::text::Spanned;

/// What `CREATE DATABASE` creates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatabaseKind {
    /// `DATABASE`
    Standard,
    /// `COMPOSITE DATABASE`
    Composite,
    /// `REPLICA DATABASE`
    Replica,
}

/// `CREATE [OR REPLACE] [COMPOSITE | REPLICA] DATABASE name [IF NOT EXISTS] …`
#[derive(Debug, Clone, PartialEq)]
pub struct CreateDatabase {
    /// Which kind.
    pub kind: DatabaseKind,
    /// Its name.
    pub name: GraphName,
    /// What happens when the name is taken.
    pub if_exists: IfExists,
    /// `DEFAULT LANGUAGE CYPHER n`
    pub language: Option<Spanned<u64>>,
    /// `TOPOLOGY …`, the counts in written order
    pub topology: Option<Topology>,
    /// `GRAPH SHARD { … }`
    pub graph_shard: Option<GraphShard>,
    /// `PROPERTY SHARDS { … }`
    pub property_shards: Option<PropertyShards>,
    /// `OPTIONS …`
    pub options: Option<MapOrParam>,
    /// `WAIT …`
    pub wait: Wait,
    /// Place of the whole command.
    pub place: Place,
}

/// `TOPOLOGY { n PRIMARIES | n SECONDARIES }…`, counts in written order: repeats are refused by
/// semantic analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Topology {
    /// The counts.
    pub counts: Vec<TopologyCount>,
    /// Its place.
    pub place: Place,
}

/// One count of a topology.
#[derive(Debug, Clone, PartialEq)]
pub struct TopologyCount {
    /// What is counted.
    pub role: TopologyRole,
    /// How many.
    pub count: UIntOrParam,
    /// Its place.
    pub place: Place,
}

/// The roles of a topology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TopologyRole {
    /// `PRIMARY`, `PRIMARIES`
    Primary,
    /// `SECONDARY`, `SECONDARIES`
    Secondary,
    /// `REPLICA`, `REPLICAS`
    Replica,
}

/// `GRAPH SHARD { [TOPOLOGY …] }`
#[derive(Debug, Clone, PartialEq)]
pub struct GraphShard {
    /// The topology inside the braces.
    pub topology: Option<Topology>,
}

/// `PROPERTY SHARDS { COUNT n [TOPOLOGY n REPLICAS] }`
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyShards {
    /// How many; absent in `ALTER DATABASE`.
    pub count: Option<Spanned<u64>>,
    /// How many replicas.
    pub replicas: Option<UIntOrParam>,
    /// Its place.
    pub place: Place,
}

/// `ALTER DATABASE name [IF EXISTS] { SET … | REMOVE OPTION … } [WAIT …]`
#[derive(Debug, Clone, PartialEq)]
pub struct AlterDatabase {
    /// The database.
    pub name: GraphName,
    /// Whether a missing database is no error.
    pub if_exists: bool,
    /// The clauses in written order, at least one.
    pub items: Vec<AlterDatabaseItem>,
    /// `WAIT …`
    pub wait: Wait,
    /// Place of the whole command.
    pub place: Place,
}

/// One clause of `ALTER DATABASE`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterDatabaseItem {
    /// What it does.
    pub kind: AlterDatabaseKind,
    /// Its place.
    pub place: Place,
}

/// What a clause of `ALTER DATABASE` does.
#[derive(Debug, Clone, PartialEq)]
pub enum AlterDatabaseKind {
    /// `SET ACCESS READ { ONLY | WRITE }`
    Access(DatabaseAccess),
    /// `SET TOPOLOGY …`
    Topology(Topology),
    /// `SET OPTION key value`
    SetOption(Ident, Expr),
    /// `REMOVE OPTION key`
    RemoveOption(Ident),
    /// `SET DEFAULT LANGUAGE CYPHER n`
    Language(Spanned<u64>),
    /// `SET GRAPH SHARD { … }`
    GraphShard(GraphShard),
    /// `SET PROPERTY SHARDS { … }`
    PropertyShards(PropertyShards),
    /// `SET TOPOLOGY n REPLICAS`
    Replicas(UIntOrParam),
}

/// How a database may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DatabaseAccess {
    /// `READ ONLY`
    ReadOnly,
    /// `READ WRITE`
    ReadWrite,
}

/// `DROP [COMPOSITE] DATABASE name [IF EXISTS] [RESTRICT | CASCADE ALIASES] [DUMP | DESTROY DATA] …`
#[derive(Debug, Clone, PartialEq)]
pub struct DropDatabase {
    /// `COMPOSITE`
    pub composite: bool,
    /// The database.
    pub name: GraphName,
    /// Whether a missing database is no error.
    pub if_exists: bool,
    /// `CASCADE ALIASES`
    pub cascade_aliases: bool,
    /// `DUMP DATA`
    pub dump_data: bool,
    /// `WAIT …`
    pub wait: Wait,
    /// Place of the whole command.
    pub place: Place,
}

/// `START DATABASE` and `STOP DATABASE`
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchDatabase {
    /// Whether it starts.
    pub start: bool,
    /// The database.
    pub name: GraphName,
    /// `WAIT …`
    pub wait: Wait,
}

/// `WAIT [n [SECONDS]]` or `NOWAIT`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Wait {
    /// Return at once.
    #[default]
    No,
    /// `WAIT`: 300 seconds.
    Default,
    /// `WAIT n`, in seconds.
    Seconds(u64),
}
