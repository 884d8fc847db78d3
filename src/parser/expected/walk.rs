//! The walk through the network that finds the first error as Neo4j's parser does: no recovery, the rule in which
//! it stands, and the token.

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

/// A rule being walked through.
struct Frame {
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
    Walk {
        network,
        tokens,
        at: 0,
        frames: vec![Frame { rule: from, start: 0, follow: 0, callers: EMPTY, last_clause: None }],
        stacks: Stacks::default(),
        clause: network.names.iter().position(|name| *name == "clause"),
    }
    .run(network.start(from))
}

struct Walk<'a> {
    network: &'a Network,
    tokens: &'a [Kind],
    at: usize,
    frames: Vec<Frame>,
    stacks: Stacks,
    clause: Option<usize>,
}

impl Walk<'_> {
    fn kind(&self) -> Kind {
        self.tokens.get(self.at).copied().unwrap_or(Kind::END)
    }

    fn run(&mut self, start: usize) -> Option<Failure> {
        let mut at = start;
        loop {
            let state = self.network.state(at);
            at = match (state.role, state.edges.as_slice()) {
                (Role::RuleStop, _) => self.leave()?,
                (Role::BlockStart | Role::StarEntry | Role::PlusLoop, [_, _, ..]) => {
                    match self.decide(at) {
                        Ok(to) => to,
                        Err(token) => return self.failure(token),
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
                _ => return self.failure(self.at),
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
        self.frames.push(Frame { rule, start: self.at, follow, callers, last_clause: None });
    }

    fn leave(&mut self) -> Option<usize> {
        let frame = self.frames.pop()?;
        let parent = self.frames.last_mut()?;
        if Some(frame.rule) == self.clause {
            parent.last_clause = Some(frame.start);
        } else if passes_clause_on(self.network.rule_name(frame.rule)) {
            parent.last_clause = frame.last_clause;
        }
        Some(frame.follow)
    }

    /// After a whole clause, what may follow is asked of that clause alone.
    fn failure(&self, token: usize) -> Option<Failure> {
        let frame = self.frames.last()?;
        let (mut rule, mut start) = (frame.rule, frame.start);
        if let Some(clause) = frame.last_clause {
            start = clause;
            if self.frames.len() > 1 {
                rule = self.clause.unwrap_or(rule);
            }
        }
        Some(Failure { token, rule, start, position: self.at })
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
