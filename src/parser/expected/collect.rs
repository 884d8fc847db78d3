//! What may stand at a token: the search of the antlr4-c3 library as Neo4j uses it, from the start of the rule in
//! which the error was seen. What lies behind that rule's end is therefore not listed.
//!
//! Rules with a phrase of their own ("an expression") stand for everything in them. A keyword is listed with those
//! that must follow it in the same rule.

use super::kinds::{Kind, KindSet};
use super::network::{Edge, Network, Role};
use crate::parser::limits::deeper;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use std::sync::OnceLock;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// Tokens, each with those that must follow.
    pub(super) tokens: FxHashMap<Kind, Vec<Kind>>,
    /// Rules with a phrase, each with the rules around it.
    pub(super) rules: FxHashMap<usize, Vec<usize>>,
    /// Every way to a rule with a phrase, the rule last.
    pub(super) ways: FxHashSet<Vec<usize>>,
}

/// Tokens that begin a rule, found along the same rules.
#[derive(Debug)]
struct First {
    set: KindSet,
    path: Vec<usize>,
    following: Vec<Kind>,
}

#[derive(Debug)]
struct Firsts {
    sets: Vec<First>,
    combined: KindSet,
}

/// What each rule begins with, found when first asked for.
#[derive(Debug)]
pub(super) struct FirstSets(Vec<OnceLock<Firsts>>);

impl FirstSets {
    pub(super) fn new(network: &Network) -> Self {
        Self(network.names.iter().map(|_| OnceLock::new()).collect())
    }

    fn of(&self, network: &Network, rule: usize) -> Option<&Firsts> {
        Some(self.0.get(rule)?.get_or_init(|| {
            let mut sets = Vec::new();
            let start = network.start(rule);
            firsts_from(network, start, &mut sets, &mut FxHashSet::default(), &mut Vec::new());
            let mut combined = KindSet::default();
            for first in &sets {
                combined.add_all(&first.set);
            }
            Firsts { sets, combined }
        }))
    }
}

/// What may stand behind `tokens` in `rule`, which begins at the first of them.
pub(super) fn collect(
    network: &Network,
    firsts: &FirstSets,
    phrased: &FxHashSet<usize>,
    tokens: &[Kind],
    rule: usize,
) -> Candidates {
    let mut search = Search {
        network,
        phrased,
        tokens,
        firsts,
        ends: FxHashMap::default(),
        path: Vec::new(),
        found: Candidates::default(),
    };
    search.rule(rule, 0);
    search.found
}

struct Search<'a> {
    network: &'a Network,
    phrased: &'a FxHashSet<usize>,
    /// The tokens in front of the place that is asked for.
    tokens: &'a [Kind],
    firsts: &'a FirstSets,
    /// Where a rule that begins at a token can end.
    ends: FxHashMap<(usize, usize), Rc<Vec<usize>>>,
    path: Vec<usize>,
    found: Candidates,
}

impl Search<'_> {
    /// Goes through a rule from the token `at`; the tokens at which it can end.
    fn rule(&mut self, rule: usize, at: usize) -> Rc<Vec<usize>> {
        if let Some(ends) = self.ends.get(&(rule, at)) {
            return Rc::clone(ends);
        }
        let Some(firsts) = self.firsts.of(self.network, rule) else { return Rc::default() };
        self.path.push(rule);
        let result = match self.tokens.get(at) {
            None => {
                self.list(rule, firsts);
                self.path.pop();
                return Rc::default();
            }
            Some(kind)
                if !firsts.combined.contains(Kind::EPSILON) && !firsts.combined.contains(*kind) =>
            {
                self.path.pop();
                return Rc::default();
            }
            Some(_) => Rc::new(deeper(|| self.states(rule, at))),
        };
        self.path.pop();
        self.ends.insert((rule, at), Rc::clone(&result));
        result
    }

    fn states(&mut self, rule: usize, at: usize) -> Vec<usize> {
        let network = self.network;
        let mut ends = Vec::new();
        let mut todo = vec![(network.start(rule), at)];
        while let Some((state, at)) = todo.pop() {
            let state = network.state(state);
            if state.role == Role::RuleStop {
                if !ends.contains(&at) {
                    ends.push(at);
                }
                continue;
            }
            for edge in &state.edges {
                match *edge {
                    Edge::Epsilon(to) => todo.push((to, at)),
                    Edge::Rule { rule, follow } => {
                        let ends = self.rule(rule, at);
                        todo.extend(ends.iter().map(|end| (follow, *end)));
                    }
                    Edge::Token(kind, to) => match self.tokens.get(at) {
                        Some(found) if *found == kind => todo.push((to, at + 1)),
                        Some(_) => {}
                        None => self.token(kind, to),
                    },
                    Edge::Set(set, to) => match self.tokens.get(at) {
                        Some(found) if network.set(set).contains(*found) => todo.push((to, at + 1)),
                        Some(_) => {}
                        None => self.tokens_of(network.set(set)),
                    },
                }
            }
        }
        ends
    }

    fn token(&mut self, kind: Kind, to: usize) {
        if !self.phrase(&[]) && !self.network.kinds.is_ignored(kind) {
            let following = following(self.network, to);
            self.found.tokens.insert(kind, following);
        }
    }

    fn tokens_of(&mut self, set: KindSet) {
        if !self.phrase(&[]) {
            for kind in set.iter().filter(|kind| !self.network.kinds.is_ignored(*kind)) {
                self.found.tokens.insert(kind, Vec::new());
            }
        }
    }

    /// Lists what a rule begins with.
    fn list(&mut self, rule: usize, firsts: &Firsts) {
        if self.phrased.contains(&rule) {
            self.phrase(&[]);
            return;
        }
        for first in &firsts.sets {
            if self.phrase(&first.path) {
                continue;
            }
            for kind in first.set.iter().filter(|kind| !self.network.kinds.is_ignored(*kind)) {
                self.found
                    .tokens
                    .entry(kind)
                    .and_modify(|following| {
                        if *following != first.following {
                            following.clear();
                        }
                    })
                    .or_insert_with(|| first.following.clone());
            }
        }
    }

    /// Notes the outermost rule with a phrase on the way here; whether there is one.
    fn phrase(&mut self, inner: &[usize]) -> bool {
        let way: Vec<usize> = self.path.iter().chain(inner).copied().collect();
        let Some(at) = way.iter().position(|rule| self.phrased.contains(rule)) else {
            return false;
        };
        let (around, from) = way.split_at(at);
        if let Some(rule) = from.first() {
            self.found.rules.insert(*rule, around.to_vec());
            self.found.ways.insert(around.iter().chain([rule]).copied().collect());
        }
        true
    }
}

/// Every state is visited once, whichever way leads there first; a rule's end counts as "may be empty".
fn firsts_from(
    network: &Network,
    at: usize,
    sets: &mut Vec<First>,
    seen: &mut FxHashSet<usize>,
    path: &mut Vec<usize>,
) {
    if !seen.insert(at) {
        return;
    }
    let state = network.state(at);
    if state.role == Role::RuleStop {
        let mut set = KindSet::default();
        set.insert(Kind::EPSILON);
        sets.push(First { set, path: path.clone(), following: Vec::new() });
        return;
    }
    for edge in &state.edges {
        match *edge {
            Edge::Epsilon(to) => firsts_from(network, to, sets, seen, path),
            Edge::Rule { rule, .. } => {
                if !path.contains(&rule) {
                    path.push(rule);
                    firsts_from(network, network.start(rule), sets, seen, path);
                    path.pop();
                }
            }
            Edge::Token(kind, to) => {
                let mut set = KindSet::default();
                set.insert(kind);
                sets.push(First { set, path: path.clone(), following: following(network, to) });
            }
            Edge::Set(set, to) => {
                let set = network.set(set);
                sets.push(First { set, path: path.clone(), following: following(network, to) });
            }
        }
    }
}

/// The tokens that follow one after the other, up to the first place with a choice.
fn following(network: &Network, from: usize) -> Vec<Kind> {
    let mut result = Vec::new();
    let mut at = from;
    while let [Edge::Token(kind, to)] = network.state(at).edges.as_slice() {
        if network.kinds.is_ignored(*kind) {
            break;
        }
        result.push(*kind);
        at = *to;
    }
    result
}
