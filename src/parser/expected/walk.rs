//! The walk through the network as Neo4j's parser goes: to the first error, the rule in which it stands, and the token;
//! or on behind errors.
//!
//! A rule that fails passes over one token, whatever it is, and ends; its caller goes on as if it were whole. There is
//! no other recovery.

use super::kinds::Kind;
use super::network::{Edge, Network, Role};
use super::predict::{Decision, EMPTY, Stack, Stacks};

/// The first error of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failure {
    /// The token that does not fit.
    pub(super) token: usize,
    /// The rule that did not go on, and the token it began with.
    pub(super) rule: usize,
    pub(super) start: usize,
    /// Where the walk stood: before `token` when a decision looked ahead in vain.
    pub(super) position: usize,
}

/// A rule on a walk that went on behind errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Visit {
    pub(super) rule: usize,
    /// How many rules it is inside of.
    pub(super) depth: usize,
    /// Its first token, and the one behind its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it failed.
    pub(super) is_broken: bool,
    /// Whether its last token is one that it passed over.
    pub(super) passes_over: bool,
}

/// A rule being walked through.
struct Frame {
    /// Its number among the visits, if they are kept.
    visit: usize,
    rule: usize,
    start: usize,
    /// Where its caller goes on.
    follow: usize,
    /// The stack of callers in front of it.
    callers: Stack,
    /// The last whole clause inside, and the token it began with.
    last_clause: Option<usize>,
}

/// Walks `tokens` from the rule `from`; `None` when they fit.
pub(super) fn walk(network: &Network, tokens: &[Kind], from: usize) -> Option<Failure> {
    Walk::new(network, tokens, from).run(network.start(from)).err()
}

/// Walks `tokens` from the rule `from` to the end, whatever errors there are: the rules, those that contain others in
/// front of them.
pub(super) fn walk_on(network: &Network, tokens: &[Kind], from: usize) -> Vec<Visit> {
    /// More failures than that are not followed.
    const MOST: usize = 200;
    let mut walk = Walk::new(network, tokens, from);
    let first = Visit { rule: from, ..Visit::default() };
    walk.visits = Some(vec![first]);
    let mut at = network.start(from);
    for _ in 0..MOST {
        if walk.run(at).is_ok() {
            break;
        }
        let passes_over = walk.kind() != Kind::END;
        walk.at += usize::from(passes_over);
        match walk.leave(Some(passes_over)) {
            Some(follow) => at = follow,
            None => break,
        }
    }
    while !walk.frames.is_empty() {
        walk.leave(None);
    }
    walk.visits.unwrap_or_default()
}

struct Walk<'a> {
    network: &'a Network,
    tokens: &'a [Kind],
    at: usize,
    frames: Vec<Frame>,
    stacks: Stacks,
    clause: Option<usize>,
    visits: Option<Vec<Visit>>,
}

impl<'a> Walk<'a> {
    fn new(network: &'a Network, tokens: &'a [Kind], from: usize) -> Self {
        let first =
            Frame { visit: 0, rule: from, start: 0, follow: 0, callers: EMPTY, last_clause: None };
        Self {
            network,
            tokens,
            at: 0,
            frames: vec![first],
            stacks: Stacks::default(),
            clause: network.names.iter().position(|name| *name == "clause"),
            visits: None,
        }
    }

    fn kind(&self) -> Kind {
        self.tokens.get(self.at).copied().unwrap_or(Kind::END)
    }

    /// Walks on from the state `start`, up to the end or a failure.
    fn run(&mut self, start: usize) -> Result<(), Failure> {
        let mut at = start;
        loop {
            let state = self.network.state(at);
            at = match (state.role, state.edges.as_slice()) {
                (Role::RuleStop, _) => match self.leave(None) {
                    Some(follow) => follow,
                    None => return Ok(()),
                },
                (Role::BlockStart | Role::StarEntry | Role::PlusLoop, [_, _, ..]) => {
                    match self.decide(at) {
                        Ok(to) => to,
                        Err(token) => return Err(self.failure(token)),
                    }
                }
                (_, [Edge::Epsilon(to)]) => *to,
                (_, [Edge::Rule { rule, follow }]) => {
                    self.enter(*rule, *follow);
                    self.network.start(*rule)
                }
                (_, [Edge::Token(kind, to)]) if *kind == self.kind() => {
                    self.at += 1;
                    *to
                }
                (_, [Edge::Set(set, to)]) if self.network.set(*set).contains(self.kind()) => {
                    self.at += 1;
                    *to
                }
                _ => return Err(self.failure(self.at)),
            };
        }
    }

    /// The state behind the alternative that a decision takes, or the token that no alternative takes.
    fn decide(&mut self, at: usize) -> Result<usize, usize> {
        let state = self.network.state(at);
        let chosen = if let Some(looks) = &state.look {
            let kind = self.kind();
            let found = looks.iter().position(|look| look.contains(kind));
            // What is optional is passed over here; whoever follows sees the error.
            let optional = state.role != Role::BlockStart
                || matches!(state.edges.last(), Some(Edge::Epsilon(to)) if self.network.state(*to).role == Role::BlockEnd);
            match found {
                Some(found) => found,
                None if optional => state.edges.len() - 1,
                None => return Err(self.at),
            }
        } else {
            let callers = self.callers();
            let decision = Decision {
                network: self.network,
                tokens: self.tokens,
                at: self.at,
                state: at,
                callers,
            };
            decision.settle(&mut self.stacks).map_err(|dead| dead.token)?
        };
        match state.edges.get(chosen) {
            Some(Edge::Epsilon(to)) => Ok(*to),
            _ => Err(self.at),
        }
    }

    fn callers(&self) -> Stack {
        self.frames.last().map_or(EMPTY, |frame| frame.callers)
    }

    fn enter(&mut self, rule: usize, follow: usize) {
        let callers = self.stacks.push(self.callers(), follow);
        let (start, depth) = (self.at, self.frames.len());
        let visit = self.visits.as_ref().map_or(0, Vec::len);
        if let Some(visits) = &mut self.visits {
            visits.push(Visit { rule, depth, start, end: start, ..Visit::default() });
        }
        self.frames.push(Frame { visit, rule, start, follow, callers, last_clause: None });
    }

    /// Ends the innermost rule: where its caller goes on, if there is one. `broken` is for one that failed: whether it
    /// passed over a token.
    fn leave(&mut self, broken: Option<bool>) -> Option<usize> {
        let frame = self.frames.pop()?;
        let end = self.at;
        if let Some(visit) = self.visits.as_mut().and_then(|visits| visits.get_mut(frame.visit)) {
            *visit = Visit {
                end,
                is_broken: broken.is_some(),
                passes_over: broken == Some(true),
                ..*visit
            };
        }
        let parent = self.frames.last_mut()?;
        if Some(frame.rule) == self.clause {
            parent.last_clause = Some(frame.start);
        } else if passes_clause_on(self.network.rule_name(frame.rule)) {
            parent.last_clause = frame.last_clause;
        }
        Some(frame.follow)
    }

    /// After a whole clause, what may follow is asked of that clause alone.
    fn failure(&self, token: usize) -> Failure {
        let (mut rule, mut start) = match self.frames.last() {
            Some(frame) => (frame.rule, frame.start),
            None => (0, 0),
        };
        if let Some(clause) = self.frames.last().and_then(|frame| frame.last_clause) {
            start = clause;
            if self.frames.len() > 1 {
                rule = self.clause.unwrap_or(rule);
            }
        }
        Failure { token, rule, start, position: self.at }
    }
}

/// Rules that tell their caller which clause came last.
fn passes_clause_on(name: &str) -> bool {
    matches!(
        name,
        "statement"
            | "query"
            | "next_query"
            | "combined_query"
            | "union_query"
            | "when_query"
            | "single_query"
    )
}
