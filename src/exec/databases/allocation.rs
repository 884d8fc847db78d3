//! Which servers host the copies of a database or shard.

use crate::exec::run::Run;
use crate::graph::{
    Copies, CopyRole, Hosted, ModeConstraint, SYSTEM_DATABASE, Server, ServerState, Symbol,
    SystemGraph,
};
use crate::privilege::glob_matches;
use crate::status::{Error, Notification, SetupError, SetupVerb, TopologyNote};
use crate::text::Text;
use std::collections::BTreeMap;

/// How many databases and shards each server hosts.
#[derive(Debug, Clone)]
pub(in crate::exec) struct Load(BTreeMap<Text, usize>);

impl Load {
    /// What is hosted now.
    pub(in crate::exec) fn of(graph: &SystemGraph) -> Self {
        let mut load = Self(BTreeMap::new());
        for store in graph.databases().flat_map(|(_, database)| database.stores()) {
            load.add(store.hosts);
        }
        load
    }

    /// These are hosted besides.
    pub(in crate::exec) fn add(&mut self, hosts: &[Hosted]) {
        for hosted in hosts {
            *self.0.entry(hosted.server.clone()).or_default() += 1;
        }
    }

    /// These are not hosted any more.
    pub(in crate::exec) fn remove(&mut self, hosts: &[Hosted]) {
        for hosted in hosts {
            if let Some(count) = self.0.get_mut(&hosted.server) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn on(&self, server: &Text) -> usize {
        self.0.get(server).copied().unwrap_or(0)
    }

    /// The highest number on one of these servers.
    pub(in crate::exec) fn busiest(&self, hosts: &[Hosted]) -> usize {
        hosts.iter().map(|hosted| self.on(&hosted.server)).max().unwrap_or(0)
    }
}

/// Remarks that cordoned servers get nothing.
pub(super) fn remark_cordoned(run: &mut Run<'_>) {
    let mut cordoned: Vec<String> = run
        .graph
        .servers()
        .filter(|(_, server)| server.state == ServerState::Cordoned)
        .map(|(name, _)| run.graph.text(name).to_owned())
        .collect();
    if !cordoned.is_empty() {
        cordoned.sort_unstable();
        run.notify(Notification::topology(&TopologyNote::Cordoned(cordoned)));
    }
}

/// Chooses servers for the copies of a database or shard, the least busy first; a server that hosts a
/// copy already keeps one.
pub(super) fn place_copies(
    graph: &SystemGraph,
    load: &mut Load,
    name: &str,
    copies: Copies,
    present: &[Hosted],
    verb: SetupVerb,
) -> Result<Vec<Hosted>, Error> {
    load.remove(present);
    let hosts = choose(graph, load, name, copies, present).ok_or_else(|| {
        let Copies { primaries, secondaries, replicas } = copies;
        let topology = match replicas {
            0 => format!("{primaries} primaries and {secondaries} secondaries"),
            _ => format!("{replicas} property shard replicas"),
        };
        let cause =
            format!("The topology of {topology} cannot be satisfied by the enabled servers.");
        SetupError::Unsatisfied { verb, name: name.to_owned(), cause }
    })?;
    load.add(&hosts);
    Ok(hosts)
}

/// The servers that would host the copies, or none when there are not enough.
pub(in crate::exec) fn choose(
    graph: &SystemGraph,
    load: &Load,
    name: &str,
    copies: Copies,
    present: &[Hosted],
) -> Option<Vec<Hosted>> {
    let free: Vec<(Symbol, &Server)> = graph
        .servers()
        .filter(|(_, server)| server.state == ServerState::Enabled && may_host(server, name))
        .collect();
    let mut chosen: Vec<Hosted> = Vec::new();
    for (role, count) in [
        (CopyRole::Primary, copies.primaries),
        (CopyRole::Secondary, copies.secondaries),
        (CopyRole::Replica, copies.replicas),
    ] {
        let mut able: Vec<_> = free
            .iter()
            .filter_map(|(symbol, server)| Some((symbol, server, fitness(server, role)?)))
            .filter(|(_, server, _)| !chosen.iter().any(|hosted| hosted.server == server.id))
            .collect();
        able.sort_by_key(|(symbol, server, fitness)| {
            let present = present.iter().find(|hosted| hosted.server == server.id);
            let same_role = present.is_some_and(|hosted| hosted.role == role);
            (!same_role, present.is_none(), *fitness, load.on(&server.id), graph.text(**symbol))
        });
        let count = usize::try_from(count).ok()?;
        if able.len() < count {
            return None;
        }
        let hosts = able.into_iter().take(count);
        chosen.extend(hosts.map(|(_, server, _)| Hosted { server: server.id.clone(), role }));
    }
    Some(chosen)
}

/// How well a server's mode constraint goes with a copy: 0 when it asks for such copies, none when it
/// forbids them.
///
/// UNKNOWN: what a constraint means for replicas of property shards, which are neither primaries nor
/// secondaries; here it says nothing about them.
fn fitness(server: &Server, role: CopyRole) -> Option<u8> {
    match (server.options.mode, role) {
        (_, CopyRole::Replica) => Some(0),
        (ModeConstraint::Primary, CopyRole::Primary)
        | (ModeConstraint::Secondary, CopyRole::Secondary) => Some(0),
        (ModeConstraint::None, _) => Some(1),
        (ModeConstraint::Primary | ModeConstraint::Secondary, _) => None,
    }
}

/// Whether the server's options let it host a database or shard of this name. They name shards, not the
/// sharded database (operations manual, admin operations).
fn may_host(server: &Server, name: &str) -> bool {
    let options = &server.options;
    let in_list = |patterns: &[Text]| patterns.iter().any(|glob| glob_matches(glob, name));
    name == SYSTEM_DATABASE
        || ((options.allowed.is_empty() || in_list(&options.allowed)) && !in_list(&options.denied))
}
