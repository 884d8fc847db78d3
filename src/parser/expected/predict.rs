//! Prediction: which alternative of a decision the tokens ahead belong to (ALL(*), as ANTLR 4 does it).
//!
//! First without regard to the callers (what may follow a rule is what follows it anywhere); only
//! where that leaves a conflict, again with the real callers. Both steps matter: the first may settle
//! on an alternative that the callers rule out, and then the error is seen later and elsewhere.

use super::kinds::Kind;
use super::network::{Edge, Network, Role};
use rustc_hash::{FxHashMap, FxHashSet};

/// A list of states to return to, innermost first, shared between configurations.
pub(super) type Stack = u32;

/// No caller.
pub(super) const EMPTY: Stack = 0;

/// All stacks of one walk.
#[derive(Default)]
pub(super) struct Stacks {
    nodes: Vec<(Stack, usize)>,
    numbers: FxHashMap<(Stack, usize), Stack>,
}

impl Stacks {
    pub(super) fn push(&mut self, below: Stack, state: usize) -> Stack {
        let Self { nodes, numbers } = self;
        *numbers.entry((below, state)).or_insert_with(|| {
            nodes.push((below, state));
            u32::try_from(nodes.len()).unwrap_or(EMPTY)
        })
    }

    fn pop(&self, stack: Stack) -> Option<(Stack, usize)> {
        self.nodes.get(usize::try_from(stack).ok()?.checked_sub(1)?).copied()
    }
}

/// One way the tokens so far can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Config {
    state: usize,
    alternative: usize,
    stack: Stack,
    /// Whether it left the rule of the decision.
    outer: bool,
}

/// A decision that no alternative survives, and the token at which the last one died.
pub(super) struct Dead {
    pub(super) token: usize,
}

/// The tokens, and where the decision stands.
pub(super) struct Decision<'a> {
    pub(super) network: &'a Network,
    pub(super) tokens: &'a [Kind],
    pub(super) at: usize,
    pub(super) state: usize,
    /// The real callers.
    pub(super) callers: Stack,
}

impl Decision<'_> {
    fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).copied().unwrap_or(Kind::END)
    }

    /// The number of the alternative, from 0.
    pub(super) fn settle(&self, stacks: &mut Stacks) -> Result<usize, Dead> {
        let mut at = self.at;
        let mut configs = self.begin(EMPTY, false, stacks);
        loop {
            let token = self.kind(at);
            let reached = self.advance(&configs, token, false, stacks);
            if reached.is_empty() {
                return self.finished(&configs).ok_or(Dead { token: at });
            }
            if let Some(only) = only_alternative(&reached) {
                return Ok(only);
            }
            if self.all_at_stop(&reached) || conflict(&reached, stacks, true) {
                return self.settle_with_callers(stacks);
            }
            configs = reached;
            at += usize::from(token != Kind::END);
        }
    }

    fn settle_with_callers(&self, stacks: &mut Stacks) -> Result<usize, Dead> {
        let mut at = self.at;
        let mut configs = self.begin(self.callers, true, stacks);
        loop {
            let token = self.kind(at);
            let reached = self.advance(&configs, token, true, stacks);
            if reached.is_empty() {
                return self.finished(&configs).ok_or(Dead { token: at });
            }
            if let Some(only) = only_alternative(&reached).or_else(|| viable(&reached, stacks)) {
                return Ok(only);
            }
            configs = reached;
            at += usize::from(token != Kind::END);
        }
    }

    fn begin(&self, callers: Stack, full: bool, stacks: &mut Stacks) -> Vec<Config> {
        let mut closure = Closure::new(self.network, full, false);
        for (alternative, edge) in self.network.state(self.state).edges.iter().enumerate() {
            if let Edge::Epsilon(state) = *edge {
                closure.follow(Config { state, alternative, stack: callers, outer: false }, stacks);
            }
        }
        closure.found
    }

    /// All configurations behind `token`.
    fn advance(
        &self,
        configs: &[Config],
        token: Kind,
        full: bool,
        stacks: &mut Stacks,
    ) -> Vec<Config> {
        let mut skipped = Vec::new();
        let mut closure = Closure::new(self.network, full, token == Kind::END);
        for config in configs {
            let state = self.network.state(config.state);
            if state.role == Role::RuleStop {
                if full || token == Kind::END {
                    skipped.push(*config);
                }
                continue;
            }
            for edge in &state.edges {
                let target = match *edge {
                    Edge::Token(kind, to) if kind == token => to,
                    Edge::Set(set, to) if self.network.set(set).contains(token) => to,
                    _ => continue,
                };
                closure.follow(Config { state: target, ..*config }, stacks);
            }
        }
        let mut reached = closure.found;
        if token == Kind::END {
            reached.retain(|config| self.is_stop(config));
        }
        if !full || !reached.iter().any(|config| self.is_stop(config)) {
            for config in skipped {
                if !reached.contains(&config) {
                    reached.push(config);
                }
            }
        }
        reached
    }

    fn is_stop(&self, config: &Config) -> bool {
        self.network.state(config.state).role == Role::RuleStop
    }

    fn all_at_stop(&self, configs: &[Config]) -> bool {
        configs.iter().all(|config| self.is_stop(config))
    }

    /// The first alternative with which the decision's rule is already over.
    fn finished(&self, configs: &[Config]) -> Option<usize> {
        configs
            .iter()
            .filter(|config| config.outer || (self.is_stop(config) && config.stack == EMPTY))
            .map(|config| config.alternative)
            .min()
    }
}

fn only_alternative(configs: &[Config]) -> Option<usize> {
    let first = configs.first()?.alternative;
    configs.iter().all(|config| config.alternative == first).then_some(first)
}

/// Alternatives that are at the same place: per state and set of stacks.
fn groups(configs: &[Config], stacks: &Stacks, wildcard: bool) -> Vec<(usize, Vec<usize>)> {
    let mut places: FxHashMap<(usize, usize), Vec<Stack>> = FxHashMap::default();
    let mut order = Vec::new();
    for config in configs {
        let place = (config.state, config.alternative);
        let found = places.entry(place).or_insert_with(|| {
            order.push(place);
            Vec::new()
        });
        if !found.contains(&config.stack) {
            found.push(config.stack);
        }
    }
    for found in places.values_mut() {
        if wildcard {
            absorb(found, stacks);
        }
        found.sort_unstable();
    }
    let mut numbers: FxHashMap<(usize, &[Stack]), usize> = FxHashMap::default();
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for place in &order {
        let Some(found) = places.get(place) else { continue };
        let number = *numbers.entry((place.0, found.as_slice())).or_insert_with(|| {
            groups.push((place.0, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, alternatives)) = groups.get_mut(number) {
            alternatives.push(place.1);
        }
    }
    groups
}

/// Without regard to callers, a stack that ends stands for all that go on from there.
fn absorb(found: &mut Vec<Stack>, stacks: &Stacks) {
    if found.len() < 2 {
        return;
    }
    let path = |stack: Stack| {
        let mut path = Vec::new();
        let mut at = stack;
        while let Some((below, state)) = stacks.pop(at) {
            path.push(state);
            at = below;
        }
        path
    };
    let paths: Vec<Vec<usize>> = found.iter().map(|stack| path(*stack)).collect();
    let mut at = 0;
    found.retain(|_| {
        let own = paths.get(at);
        at += 1;
        !paths
            .iter()
            .any(|other| own.is_some_and(|own| other.len() < own.len() && own.starts_with(other)))
    });
}

/// Whether more tokens cannot help: some alternatives are at one place, and none has a state of its own.
fn conflict(configs: &[Config], stacks: &Stacks, wildcard: bool) -> bool {
    let groups = groups(configs, stacks, wildcard);
    if !groups.iter().any(|(_, alternatives)| alternatives.len() > 1) {
        return false;
    }
    let mut states: FxHashMap<usize, FxHashSet<usize>> = FxHashMap::default();
    for config in configs {
        states.entry(config.state).or_default().insert(config.alternative);
    }
    states.values().all(|alternatives| alternatives.len() > 1)
}

/// The alternative that wins everywhere, the first in each conflict counting.
fn viable(configs: &[Config], stacks: &Stacks) -> Option<usize> {
    let mut winners =
        groups(configs, stacks, false).into_iter().filter_map(|(_, found)| found.into_iter().min());
    let first = winners.next()?;
    winners.all(|other| other == first).then_some(first)
}

/// Follows steps that take no token.
struct Closure<'a> {
    network: &'a Network,
    full: bool,
    /// Whether the end of the text is passed, too.
    past_end: bool,
    found: Vec<Config>,
    known: FxHashSet<Config>,
    busy: FxHashSet<Config>,
}

impl<'a> Closure<'a> {
    fn new(network: &'a Network, full: bool, past_end: bool) -> Self {
        let (known, busy) = (FxHashSet::default(), FxHashSet::default());
        Self { network, full, past_end, found: Vec::new(), known, busy }
    }

    fn follow(&mut self, config: Config, stacks: &mut Stacks) {
        let mut todo = vec![config];
        while let Some(config) = todo.pop() {
            if !self.busy.insert(config) {
                continue;
            }
            let state = self.network.state(config.state);
            if state.role == Role::RuleStop {
                if let Some((below, back)) = stacks.pop(config.stack) {
                    todo.push(Config { state: back, stack: below, ..config });
                    continue;
                }
                let follows = self.network.follows.get(state.rule);
                if self.full || follows.is_none_or(Vec::is_empty) {
                    self.note(config);
                    continue;
                }
                for follow in follows.into_iter().flatten().rev() {
                    todo.push(Config { state: *follow, outer: true, ..config });
                }
                continue;
            }
            let mut takes_token = false;
            for edge in state.edges.iter().rev() {
                match *edge {
                    Edge::Epsilon(to) => todo.push(Config { state: to, ..config }),
                    Edge::Rule { rule, follow } => {
                        let stack = stacks.push(config.stack, follow);
                        todo.push(Config { state: self.network.start(rule), stack, ..config });
                    }
                    Edge::Token(Kind::END, to) if self.past_end => {
                        todo.push(Config { state: to, ..config });
                        takes_token = true;
                    }
                    Edge::Token(..) | Edge::Set(..) => takes_token = true,
                }
            }
            if takes_token {
                self.note(config);
            }
        }
    }

    fn note(&mut self, config: Config) {
        // Whether it left the rule makes no two of what is one.
        if self.known.insert(Config { outer: false, ..config }) {
            self.found.push(config);
        } else if config.outer
            && let Some(known) =
                self.found.iter_mut().find(|other| Config { outer: true, ..**other } == config)
        {
            known.outer = true;
        }
    }
}
