//! What Neo4j's parser reads of a text, on behind its errors.

use super::{language, tokens, walk};
use crate::ast::CypherVersion;
use crate::text::Span;
use walk::Visit;

/// The rules of a text, whatever errors it has.
pub(in crate::parser) struct Tree<'t> {
    text: &'t str,
    /// Each rule in front of those inside of it.
    visits: Vec<Visit>,
    names: &'static [&'static str],
    tokens: Vec<Span>,
}

impl<'t> Tree<'t> {
    /// Reads `text`, which has no prefix.
    pub(in crate::parser) fn read(text: &'t str, version: CypherVersion) -> Option<Self> {
        let language = language(version)?;
        let tokens = tokens::tokens(text, version, &language.network.kinds);
        let visits = walk::walk_on(&language.network, &tokens.kinds, 0);
        Some(Self { text, visits, names: &language.network.names, tokens: tokens.spans })
    }

    /// The rules, by number.
    pub(in crate::parser) fn nodes(&self) -> std::ops::Range<usize> {
        0..self.visits.len()
    }

    fn visit(&self, node: usize) -> Visit {
        self.visits.get(node).copied().unwrap_or_default()
    }

    /// A rule's name in `grammar/syntax`.
    pub(in crate::parser) fn name(&self, node: usize) -> &'static str {
        self.names.get(self.visit(node).rule).copied().unwrap_or_default()
    }

    /// How many rules it is inside of.
    pub(in crate::parser) fn depth(&self, node: usize) -> usize {
        self.visit(node).depth
    }

    /// The rule around it.
    pub(in crate::parser) fn parent(&self, node: usize) -> Option<usize> {
        (0..node).rev().find(|before| self.depth(*before) < self.depth(node))
    }

    /// Where it begins in the text.
    pub(in crate::parser) fn start(&self, node: usize) -> usize {
        let first = self.tokens.get(self.visit(node).start);
        first.map_or(self.text.len(), |span| span.range().start)
    }

    /// Whether it covers no token.
    pub(in crate::parser) fn is_empty(&self, node: usize) -> bool {
        let visit = self.visit(node);
        visit.end <= visit.start
    }

    /// Whether it failed.
    pub(in crate::parser) fn is_broken(&self, node: usize) -> bool {
        self.visit(node).is_broken
    }

    /// The token that it passed over when it failed: its number.
    pub(in crate::parser) fn passed_over(&self, node: usize) -> Option<usize> {
        let visit = self.visit(node);
        visit.end.checked_sub(1).filter(|_| visit.passes_over)
    }

    /// The tokens that it and the rules inside of it cover, by number.
    pub(in crate::parser) fn covered(&self, node: usize) -> std::ops::Range<usize> {
        let visit = self.visit(node);
        visit.start..visit.end
    }

    /// A token, and where it stands.
    pub(in crate::parser) fn token(&self, number: usize) -> Option<(&'t str, Span)> {
        let span = *self.tokens.get(number)?;
        Some((self.text.get(span.range())?, span))
    }

    /// Whether it or a rule inside of it failed.
    pub(in crate::parser) fn is_broken_inside(&self, node: usize) -> bool {
        let depth = self.depth(node);
        let inside = (node + 1..self.visits.len()).take_while(|at| self.depth(*at) > depth);
        self.is_broken(node) || inside.into_iter().any(|at| self.is_broken(at))
    }

    /// The rules directly inside of it.
    pub(in crate::parser) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let depth = self.depth(node);
        let inside = (node + 1..self.visits.len()).take_while(move |at| self.depth(*at) > depth);
        inside.filter(move |at| self.depth(*at) == depth + 1)
    }

    /// What it covers.
    pub(in crate::parser) fn span(&self, node: usize) -> Span {
        let start = self.start(node);
        let last = self.visit(node).end.checked_sub(1).and_then(|last| self.tokens.get(last));
        Span::new(start, last.map_or(start, |span| span.range().end).max(start))
    }

    /// The tokens directly inside of it, those that it passed over among them, and their places.
    pub(in crate::parser) fn tokens(&self, node: usize) -> impl Iterator<Item = (&'t str, Span)> {
        let visit = self.visit(node);
        let inner: Vec<Visit> = self.children(node).map(|child| self.visit(child)).collect();
        let is_inner = move |at: &usize| inner.iter().any(|it| (it.start..it.end).contains(at));
        (visit.start..visit.end).filter(move |at| !is_inner(at)).filter_map(|at| {
            let span = *self.tokens.get(at)?;
            Some((self.text.get(span.range())?, span))
        })
    }

    /// The words of [`tokens`](Self::tokens).
    pub(in crate::parser) fn words(&self, node: usize) -> impl Iterator<Item = &'t str> {
        self.tokens(node).map(|(word, _)| word)
    }
}
