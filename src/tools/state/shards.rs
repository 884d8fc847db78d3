//! Shards of a sharded database in names: their JSON form, from the graph and back.

use super::build::{Wrong, wrong};
use super::model::Host;
use crate::exec::check_database_name;
use crate::graph::{self, Copies, CopyRole, Hosted, ShardId, SystemGraph};
use crate::text::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The highest number of property shards.
const MOST: usize = 1000;

/// The shards of a sharded database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Shards {
    /// The graph shard.
    pub graph: GraphShard,
    /// The property shards by number.
    pub property: Vec<PropertyShard>,
}

/// A graph shard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GraphShard {
    /// 64 hexadecimal digits.
    pub id: Text,
    /// Whether it is meant to be online.
    pub online: bool,
    /// The copies that were asked for.
    pub primaries: u32,
    /// The same, of copies that only serve reads.
    pub secondaries: u32,
    /// Where the copies are, primaries first.
    pub hosts: Vec<Host>,
    /// When it was last started.
    pub started: Option<Timestamp>,
    /// When it was last stopped.
    pub stopped: Option<Timestamp>,
}

/// A property shard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PropertyShard {
    /// 64 hexadecimal digits.
    pub id: Text,
    /// Whether it is meant to be online.
    pub online: bool,
    /// The copies that were asked for.
    pub replicas: u32,
    /// The ids of the servers where the copies are.
    pub hosts: Vec<Text>,
    /// When it was last started.
    pub started: Option<Timestamp>,
    /// When it was last stopped.
    pub stopped: Option<Timestamp>,
}

impl Shards {
    pub(super) fn of(shards: &graph::Shards) -> Self {
        let graph = &shards.graph;
        let property = |shard: &graph::Shard| PropertyShard {
            id: shard.id.clone(),
            online: shard.is_online,
            replicas: shard.copies.replicas,
            hosts: shard.hosts.iter().map(|hosted| hosted.server.clone()).collect(),
            started: shard.started,
            stopped: shard.stopped,
        };
        Self {
            graph: GraphShard {
                id: graph.id.clone(),
                online: graph.is_online,
                primaries: graph.copies.primaries,
                secondaries: graph.copies.secondaries,
                hosts: graph.hosts.iter().map(Host::of).collect(),
                started: graph.started,
                stopped: graph.stopped,
            },
            property: shards.property.iter().map(property).collect(),
        }
    }

    /// Which shards there are, and whether each is online.
    pub fn online(&self) -> impl Iterator<Item = (ShardId, bool)> {
        let property = (0..).map(ShardId::Property).zip(&self.property);
        std::iter::once((ShardId::Graph, self.graph.online))
            .chain(property.map(|(id, shard)| (id, shard.online)))
    }

    /// Forgets what a script cannot say.
    pub(super) fn forget_generated(&mut self) {
        let graph = &mut self.graph;
        (graph.id, graph.started, graph.stopped) = (Text::default(), None, None);
        graph.hosts.clear();
        for shard in &mut self.property {
            (shard.id, shard.started, shard.stopped) = (Text::default(), None, None);
            shard.hosts.clear();
        }
    }

    /// The shards of the database of that name.
    pub(super) fn build(
        &self,
        database: &str,
        graph: &SystemGraph,
    ) -> Result<graph::Shards, Wrong> {
        if !(1..=MOST).contains(&self.property.len()) {
            return wrong(format!("There are 1 to {MOST} property shards."));
        }
        for (id, _) in self.online() {
            check_database_name(&id.name(database)).map_err(super::build::fail)?;
        }
        let content = &self.graph;
        let graph_shard = graph::Shard {
            id: content.id.clone(),
            is_online: content.online,
            copies: Copies::new(content.primaries, content.secondaries),
            hosts: content.hosts.iter().map(Host::hosted).collect(),
            started: content.started,
            stopped: content.stopped,
        };
        let replica = |server: &Text| Hosted { server: server.clone(), role: CopyRole::Replica };
        let property = |content: &PropertyShard| graph::Shard {
            id: content.id.clone(),
            is_online: content.online,
            copies: Copies::replicas(content.replicas),
            hosts: content.hosts.iter().map(replica).collect(),
            started: content.started,
            stopped: content.stopped,
        };
        let shards = graph::Shards {
            graph: graph_shard,
            property: self.property.iter().map(property).collect(),
        };
        for (id, shard) in shards.iter() {
            check_hosts(graph, &shard.hosts, &format!("shard '{id}'"))?;
        }
        Ok(shards)
    }
}

/// Some server hosts it, and every one that does exists.
pub(super) fn check_hosts(graph: &SystemGraph, hosts: &[Hosted], what: &str) -> Result<(), Wrong> {
    if hosts.is_empty() {
        return wrong(format!("No server hosts {what}: \"hosts\" is empty."));
    }
    match hosts.iter().find(|hosted| graph.server(&hosted.server).is_none()) {
        Some(hosted) => wrong(format!("There is no server '{}'.", hosted.server)),
        None => Ok(()),
    }
}
