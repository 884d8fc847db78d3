//! Topologies: how many copies a database or shard has.

use super::allocation::{Load, place_copies};
use crate::ast::{Topology, TopologyRole, UIntOrParam};
use crate::exec::run::Run;
use crate::graph::{Copies, Hosted};
use crate::status::{Error, SetupError, SetupVerb, ShardError};

/// The highest numbers of primaries, secondaries and replicas.
const MOST_PRIMARIES: u64 = 11;
const MOST_SECONDARIES: u64 = 20;
const MOST_REPLICAS: u64 = 20;

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

/// The primaries and secondaries asked for, `default` where nothing is said of primaries. Secondaries that are not
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
    Ok(Copies::new(narrow(primaries), narrow(secondaries)))
}

/// The replicas that a `TOPOLOGY n REPLICAS` asks for, of each property shard.
pub(super) fn replicas<'s>(run: &Run<'s>, written: &'s UIntOrParam) -> Result<Copies, Error> {
    let count = run.count(written)?;
    match (1..=MOST_REPLICAS).contains(&count) {
        true => Ok(Copies::replicas(narrow(count))),
        false => Err(ShardError::Replicas { count, upper: MOST_REPLICAS }.into()),
    }
}

fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where the copies of something go whose topology changes; none when nothing changes.
pub(super) fn moved(
    run: &Run<'_>,
    load: &mut Load,
    name: &str,
    old: (Copies, &[Hosted]),
    new: Copies,
) -> Result<Option<Vec<Hosted>>, Error> {
    let (copies, hosts) = old;
    if copies == new {
        return Ok(None);
    }
    let verb = SetupVerb::Alter;
    if new.primaries == 1 && copies.primaries > 1 {
        let cause = "It is not possible to change to a topology with a single primary.";
        let (name, cause) = (name.to_owned(), cause.to_owned());
        return Err(SetupError::Unsatisfied { verb, name, cause }.into());
    }
    place_copies(run.graph, load, name, new, hosts, verb).map(Some)
}
