//! Steps between two states of a sharded database.

use super::step::Step;
use crate::tools::state::{Database, Shards};

/// The steps on shards, from and to; without from, the database has just been created.
pub(super) fn steps<'s>(from: Option<&Database>, to: &'s Database) -> Vec<Step<'s>> {
    let Some(wanted) = to.shards.as_deref() else { return Vec::new() };
    let present = from.and_then(|from| from.shards.as_deref());
    let mut steps = topologies(present, wanted, to);
    // A database that is started or stopped takes all its shards along.
    let was_online = from.is_none_or(|from| from.online);
    let mut is_online: Vec<bool> = match present {
        Some(present) if was_online == to.online => present.online().map(|(_, it)| it).collect(),
        _ => Vec::new(),
    };
    is_online.resize(wanted.property.len() + 1, to.online);
    let switched = wanted.online().zip(is_online).filter(|((_, wanted), is)| wanted != is);
    steps.extend(switched.map(|((id, online), _)| Step::SwitchShard(to, id, online)));
    steps
}

fn topologies<'s>(present: Option<&Shards>, wanted: &Shards, to: &'s Database) -> Vec<Step<'s>> {
    let mut steps = Vec::new();
    let graph = |shards: &Shards| (shards.graph.primaries, shards.graph.secondaries);
    if present.is_some_and(|present| graph(present) != graph(wanted)) {
        steps.push(Step::AlterGraphShard(to));
    }
    let first = wanted.property.first().map_or(1, |shard| shard.replicas);
    let replicas = |number: usize| match present {
        // What `CREATE DATABASE` has given all of them.
        None => first,
        Some(present) => present.property.get(number).map_or(first, |shard| shard.replicas),
    };
    let differs = |number: usize, wanted: u32| replicas(number) != wanted;
    let differing = wanted.property.iter().enumerate();
    let differing: Vec<u16> = differing
        .filter(|(number, shard)| differs(*number, shard.replicas))
        .filter_map(|(number, _)| u16::try_from(number).ok())
        .collect();
    let is_uniform = wanted.property.iter().all(|shard| shard.replicas == first);
    if is_uniform && differing.len() > 1 {
        steps.push(Step::AlterPropertyShards(to));
    } else {
        steps.extend(differing.into_iter().map(|number| Step::AlterPropertyShard(to, number)));
    }
    steps
}

/// Whether the shards of one can be altered to those of the other.
pub(super) fn can_become(from: &Database, to: &Database) -> bool {
    match (&from.shards, &to.shards) {
        (None, None) => true,
        (Some(from), Some(to)) => {
            from.property.len() == to.property.len()
                // A server refuses to go back to a single primary.
                && (from.graph.primaries == 1 || to.graph.primaries > 1)
        }
        _ => false,
    }
}
