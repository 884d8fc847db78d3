//! Topologies: how many copies a database has, and which servers host them.

use crate::ast::{Topology, TopologyRole};
use crate::exec::run::Run;
use crate::graph::{Copies, Hosted, ModeConstraint, SYSTEM_DATABASE, Server, ServerState, Symbol};
use crate::privilege::glob_matches;
use crate::status::{Error, Notification, SetupError, SetupVerb, TopologyNote};
use crate::text::Text;
use std::collections::BTreeMap;

/// The highest numbers of primaries and secondaries.
const MOST_PRIMARIES: u64 = 11;
const MOST_SECONDARIES: u64 = 20;

/// The counts a `TOPOLOGY` names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    primaries: Option<u64>,
    secondaries: Option<u64>,
}

impl Counts {
    pub(super) fn read<'s>(run: &Run<'s>, topology: &'s Topology) -> Result<Self, Error> {
        let mut counts = Self::default();
        for count in &topology.counts {
            let number = Some(run.count(&count.count)?);
            match count.role {
                TopologyRole::Primary => counts.primaries = number,
                TopologyRole::Secondary => counts.secondaries = number,
                TopologyRole::Replica => {}
            }
        }
        Ok(counts)
    }
}

/// The copies asked for, `default` where nothing is said of primaries. Secondaries that are not
/// named are none, but where nothing at all is named.
pub(super) fn copies(asked: Counts, default: Copies, verb: SetupVerb) -> Result<Copies, Error> {
    let nothing = asked.primaries.is_none() && asked.secondaries.is_none();
    let primaries = asked.primaries.unwrap_or(default.primaries.into());
    let fallback = if nothing { default.secondaries.into() } else { 0 };
    let secondaries = asked.secondaries.unwrap_or(fallback);
    if !(1..=MOST_PRIMARIES).contains(&primaries) {
        return Err(SetupError::Primaries { verb, count: primaries, upper: MOST_PRIMARIES }.into());
    }
    if secondaries > MOST_SECONDARIES {
        let (count, upper) = (secondaries, MOST_SECONDARIES);
        return Err(SetupError::Secondaries { verb, count, upper }.into());
    }
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Copies { primaries: number(primaries), secondaries: number(secondaries) })
}

/// Chooses servers for the copies of a database, the least busy first; a server that hosts a copy
/// already keeps one. Cordoned servers are remarked.
pub(super) fn place_copies(
    run: &mut Run<'_>,
    name: &str,
    copies: Copies,
    present: &[Hosted],
    verb: SetupVerb,
) -> Result<Vec<Hosted>, Error> {
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
    choose(run, name, copies, present).ok_or_else(|| {
        let Copies { primaries, secondaries } = copies;
        let cause = format!(
            "The topology of {primaries} primaries and {secondaries} secondaries cannot be satisfied by the enabled servers."
        );
        SetupError::Unsatisfied { verb, name: name.to_owned(), cause }.into()
    })
}

/// The servers that would host the copies, or none when there are not enough.
pub(in crate::exec) fn choose(
    run: &Run<'_>,
    name: &str,
    copies: Copies,
    present: &[Hosted],
) -> Option<Vec<Hosted>> {
    let load = load(run);
    let free: Vec<(Symbol, &Server)> = run
        .graph
        .servers()
        .filter(|(_, server)| server.state == ServerState::Enabled && may_host(server, name))
        .collect();
    let mut chosen: Vec<Hosted> = Vec::new();
    for (is_primary, count, wanted, unwanted) in [
        (true, copies.primaries, ModeConstraint::Primary, ModeConstraint::Secondary),
        (false, copies.secondaries, ModeConstraint::Secondary, ModeConstraint::Primary),
    ] {
        let mut able: Vec<_> = free
            .iter()
            .filter(|(_, server)| {
                server.options.mode != unwanted
                    && !chosen.iter().any(|hosted| hosted.server == server.id)
            })
            .collect();
        able.sort_by_key(|(symbol, server)| {
            let present = present.iter().find(|hosted| hosted.server == server.id);
            let same_role = present.is_some_and(|hosted| hosted.is_primary == is_primary);
            (
                !same_role,
                present.is_none(),
                server.options.mode != wanted,
                load.get(&server.id).copied().unwrap_or(0),
                run.graph.text(*symbol),
            )
        });
        let count = usize::try_from(count).ok()?;
        if able.len() < count {
            return None;
        }
        let hosts = able.into_iter().take(count);
        chosen.extend(hosts.map(|(_, server)| Hosted { server: server.id.clone(), is_primary }));
    }
    Some(chosen)
}

/// How many databases each server hosts.
fn load(run: &Run<'_>) -> BTreeMap<Text, usize> {
    let mut load = BTreeMap::new();
    for hosted in run.graph.databases().flat_map(|(_, database)| &database.hosts) {
        *load.entry(hosted.server.clone()).or_default() += 1;
    }
    load
}

/// Whether the server's options let it host a database of this name.
fn may_host(server: &Server, name: &str) -> bool {
    let options = &server.options;
    let in_list = |patterns: &[Text]| patterns.iter().any(|glob| glob_matches(glob, name));
    name == SYSTEM_DATABASE
        || ((options.allowed.is_empty() || in_list(&options.allowed)) && !in_list(&options.denied))
}
