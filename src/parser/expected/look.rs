//! Which decisions one token settles.
//!
//! Neo4j's generated parser settles them with a plain switch and does not look further; all others it predicts. The
//! difference decides in which rule an error is seen, so the same test is made here.

use super::kinds::{Kind, KindSet};
use super::network::{Edge, Network, Role};

/// First and follow sets of the rules.
struct Sets {
    first: Vec<KindSet>,
    empty: Vec<bool>,
    follow: Vec<KindSet>,
}

/// Notes the first tokens of each alternative at every decision where they exclude each other.
pub(super) fn settle(network: &mut Network) {
    let sets = rule_sets(network);
    for at in 0..network.len() {
        let state = network.state(at);
        let is_decision = matches!(state.role, Role::BlockStart | Role::StarEntry | Role::PlusLoop);
        if !is_decision || state.edges.len() < 2 {
            continue;
        }
        let mut looks = Vec::new();
        let mut seen = KindSet::default();
        let mut disjoint = true;
        for edge in &state.edges {
            let Edge::Epsilon(target) = *edge else { continue };
            let (mut look, stops) = reach(network, &sets, target);
            if stops && let Some(follow) = sets.follow.get(state.rule) {
                look.add_all(follow);
            }
            disjoint &= look != KindSet::default() && look.is_disjoint(&seen);
            seen.add_all(&look);
            looks.push(look);
        }
        if disjoint {
            network.set_look(at, looks);
        }
    }
}

/// The first tokens from a state to the end of its rule, and whether the end is reached without one.
fn reach(network: &Network, sets: &Sets, from: usize) -> (KindSet, bool) {
    let mut found = KindSet::default();
    let mut stops = false;
    let mut seen = vec![from];
    let mut next = 0;
    while let Some(at) = seen.get(next).copied() {
        next += 1;
        let state = network.state(at);
        if state.role == Role::RuleStop {
            stops = true;
        }
        for edge in &state.edges {
            let to = match *edge {
                Edge::Token(kind, _) => {
                    found.insert(kind);
                    continue;
                }
                Edge::Set(set, _) => {
                    found.add_all(&network.set(set));
                    continue;
                }
                Edge::Epsilon(to) => to,
                Edge::Rule { rule, follow } => {
                    if let Some(first) = sets.first.get(rule) {
                        found.add_all(first);
                    }
                    if !sets.empty.get(rule).copied().unwrap_or_default() {
                        continue;
                    }
                    follow
                }
            };
            if !seen.contains(&to) {
                seen.push(to);
            }
        }
    }
    (found, stops)
}

fn rule_sets(network: &Network) -> Sets {
    let rules = network.names.len();
    let none = vec![KindSet::default(); rules];
    let mut sets = Sets { first: none.clone(), empty: vec![false; rules], follow: none };
    let mut changed = true;
    while changed {
        changed = false;
        for rule in 0..rules {
            let (first, empty) = reach(network, &sets, network.start(rule));
            if let (Some(old), Some(was)) = (sets.first.get_mut(rule), sets.empty.get_mut(rule)) {
                changed |= *old != first || *was != empty;
                (*old, *was) = (first, empty);
            }
        }
    }
    changed = true;
    while changed {
        changed = false;
        for rule in 0..rules {
            let mut all = KindSet::default();
            for at in network.follows.get(rule).into_iter().flatten() {
                let (found, stops) = reach(network, &sets, *at);
                all.add_all(&found);
                if stops && let Some(outer) = sets.follow.get(network.state(*at).rule) {
                    all.add_all(outer);
                }
            }
            if let Some(old) = sets.follow.get_mut(rule)
                && *old != all
            {
                *old = all;
                changed = true;
            }
        }
    }
    debug_assert!(!sets.follow.iter().any(|set| set.contains(Kind::EPSILON)));
    sets
}
