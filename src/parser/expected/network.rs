//! The rules of one version as a network of states, built the way ANTLR builds it: which
//! states there are decides where an error is seen and what is listed as expected.

use super::kinds::{Kind, KindSet, Kinds};
use super::notation::{Shape, Syntax};

/// What a state is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Basic,
    RuleStart,
    RuleStop,
    /// A choice, or an optional part; in a loop, the choice of its body.
    BlockStart,
    BlockEnd,
    /// In front of `…*`: once more, or on.
    StarEntry,
    /// Behind the body of `…+`: once more, or on.
    PlusLoop,
    StarLoop,
    LoopEnd,
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edge {
    Epsilon(usize),
    Token(Kind, usize),
    /// Any kind of the set with this number.
    Set(usize, usize),
    /// Through a rule, and on at `follow`.
    Rule {
        rule: usize,
        follow: usize,
    },
}

impl Edge {
    fn redirect(&mut self, to: usize) {
        match self {
            Self::Epsilon(target) | Self::Token(_, target) | Self::Set(_, target) => *target = to,
            Self::Rule { follow, .. } => *follow = to,
        }
    }

    fn next(&self) -> usize {
        match *self {
            Self::Epsilon(to) | Self::Token(_, to) | Self::Set(_, to) => to,
            Self::Rule { follow, .. } => follow,
        }
    }
}

/// A state and its steps. A state with several is a decision.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) role: Role,
    pub(super) rule: usize,
    pub(super) edges: Vec<Edge>,
    /// Of a decision that one token settles: the tokens of each alternative.
    pub(super) look: Option<Vec<KindSet>>,
}

/// The network.
#[derive(Debug)]
pub(super) struct Network {
    states: Vec<State>,
    sets: Vec<KindSet>,
    starts: Vec<usize>,
    stops: Vec<usize>,
    /// For each rule, the states at which its callers go on.
    pub(super) follows: Vec<Vec<usize>>,
    pub(super) names: Vec<&'static str>,
    pub(super) kinds: Kinds,
}

/// First and last state of a part.
type Part = (usize, usize);

impl Network {
    pub(super) fn build(syntax: Syntax) -> Self {
        let rules = syntax.shapes.len();
        let mut network = Self {
            states: Vec::new(),
            sets: Vec::new(),
            starts: Vec::with_capacity(rules),
            stops: Vec::with_capacity(rules),
            follows: vec![Vec::new(); rules],
            names: syntax.names,
            kinds: syntax.kinds,
        };
        for rule in 0..rules {
            let start = network.add(Role::RuleStart, rule);
            let stop = network.add(Role::RuleStop, rule);
            network.starts.push(start);
            network.stops.push(stop);
        }
        for (rule, shape) in syntax.shapes.iter().enumerate() {
            let (first, last) = network.part(shape, rule);
            network.epsilon(network.start(rule), first);
            network.epsilon(last, network.stop(rule));
        }
        for at in 0..network.states.len() {
            for edge in network.state(at).edges.clone() {
                if let Edge::Rule { rule, follow } = edge
                    && let Some(follows) = network.follows.get_mut(rule)
                {
                    follows.push(follow);
                }
            }
        }
        super::look::settle(&mut network);
        network
    }

    /// The state at `at`. Numbers come from this network only.
    pub(super) fn state(&self, at: usize) -> &State {
        static NONE: State = State { role: Role::Basic, rule: 0, edges: Vec::new(), look: None };
        self.states.get(at).unwrap_or(&NONE)
    }

    pub(super) fn len(&self) -> usize {
        self.states.len()
    }

    pub(super) fn set_look(&mut self, at: usize, look: Vec<KindSet>) {
        if let Some(state) = self.states.get_mut(at) {
            state.look = Some(look);
        }
    }

    pub(super) fn set(&self, number: usize) -> KindSet {
        self.sets.get(number).copied().unwrap_or_default()
    }

    pub(super) fn start(&self, rule: usize) -> usize {
        self.starts.get(rule).copied().unwrap_or_default()
    }

    pub(super) fn stop(&self, rule: usize) -> usize {
        self.stops.get(rule).copied().unwrap_or_default()
    }

    pub(super) fn rule_name(&self, rule: usize) -> &'static str {
        self.names.get(rule).copied().unwrap_or_default()
    }

    fn add(&mut self, role: Role, rule: usize) -> usize {
        self.states.push(State { role, rule, edges: Vec::new(), look: None });
        self.states.len() - 1
    }

    fn edge(&mut self, from: usize, edge: Edge) {
        if let Some(state) = self.states.get_mut(from) {
            state.edges.push(edge);
        }
    }

    fn epsilon(&mut self, from: usize, to: usize) {
        self.edge(from, Edge::Epsilon(to));
    }

    fn part(&mut self, shape: &Shape, rule: usize) -> Part {
        match shape {
            Shape::Token(kind) => self.step(rule, |to| Edge::Token(*kind, to)),
            Shape::Set(set) => {
                let number = self.sets.len();
                self.sets.push(*set);
                self.step(rule, |to| Edge::Set(number, to))
            }
            Shape::Rule(called) => self.step(rule, |follow| Edge::Rule { rule: *called, follow }),
            Shape::Sequence(items) => self.sequence(items, rule),
            Shape::Choice(branches) => self.block(branches, rule),
            Shape::Optional(inner) => {
                let (start, end) = self.block(branches(inner), rule);
                self.epsilon(start, end);
                (start, end)
            }
            Shape::Star(inner) => {
                let (start, end) = self.block(branches(inner), rule);
                let entry = self.add(Role::StarEntry, rule);
                let after = self.add(Role::LoopEnd, rule);
                let back = self.add(Role::StarLoop, rule);
                self.epsilon(entry, start);
                self.epsilon(entry, after);
                self.epsilon(end, back);
                self.epsilon(back, entry);
                (entry, after)
            }
            Shape::Plus(inner) => {
                let (start, end) = self.block(branches(inner), rule);
                let back = self.add(Role::PlusLoop, rule);
                let after = self.add(Role::LoopEnd, rule);
                self.epsilon(end, back);
                self.epsilon(back, start);
                self.epsilon(back, after);
                (start, after)
            }
        }
    }

    fn step(&mut self, rule: usize, edge: impl FnOnce(usize) -> Edge) -> Part {
        let from = self.add(Role::Basic, rule);
        let to = self.add(Role::Basic, rule);
        self.edge(from, edge(to));
        (from, to)
    }

    /// Parts in a row. A single step leads straight to the beginning of the next part.
    fn sequence(&mut self, items: &[Shape], rule: usize) -> Part {
        let parts: Vec<Part> = items.iter().map(|item| self.part(item, rule)).collect();
        for (part, next) in parts.iter().zip(parts.iter().skip(1)) {
            let (from, to) = *part;
            let single = self.state(from).role == Role::Basic
                && self.state(to).role == Role::Basic
                && matches!(self.state(from).edges.as_slice(), [edge] if edge.next() == to);
            if single
                && let Some(edge) = self.states.get_mut(from).and_then(|s| s.edges.first_mut())
            {
                edge.redirect(next.0);
            } else {
                self.epsilon(to, next.0);
            }
        }
        match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => (first.0, last.1),
            _ => {
                let only = self.add(Role::Basic, rule);
                (only, only)
            }
        }
    }

    fn block(&mut self, branches: &[Shape], rule: usize) -> Part {
        let parts: Vec<Part> = branches.iter().map(|branch| self.part(branch, rule)).collect();
        let start = self.add(Role::BlockStart, rule);
        let end = self.add(Role::BlockEnd, rule);
        for (first, last) in parts {
            self.epsilon(start, first);
            self.epsilon(last, end);
            self.skip_last_epsilon(first);
        }
        (start, end)
    }

    /// Where a branch ends with a single step, it leads straight to the block's end.
    fn skip_last_epsilon(&mut self, first: usize) {
        let mut todo = vec![first];
        let mut seen = Vec::new();
        while let Some(at) = todo.pop() {
            if seen.contains(&at) {
                continue;
            }
            seen.push(at);
            let state = self.state(at);
            let nexts: Vec<usize> = state.edges.iter().map(Edge::next).collect();
            if let (Role::Basic, [edge]) = (state.role, state.edges.as_slice())
                && !matches!(edge, Edge::Epsilon(_))
            {
                let after = self.state(edge.next());
                if let (Role::Basic, [Edge::Epsilon(beyond)]) = (after.role, after.edges.as_slice())
                    && matches!(
                        self.state(*beyond).role,
                        Role::BlockEnd | Role::PlusLoop | Role::StarLoop
                    )
                {
                    let beyond = *beyond;
                    if let Some(edge) = self.states.get_mut(at).and_then(|s| s.edges.first_mut()) {
                        edge.redirect(beyond);
                    }
                    continue;
                }
            }
            todo.extend(nexts);
        }
    }
}

/// The branches of what is optional or repeated.
fn branches(inner: &Shape) -> &[Shape] {
    match inner {
        Shape::Choice(branches) => branches,
        single => std::slice::from_ref(single),
    }
}
