//! What every builder function is handed: the text, the version, and a cursor over pairs.

use crate::ast::{CypherVersion, Place};
use crate::parser::{Deferred, Seen, limits, syntax_error};
use crate::status::{Error, ErrorKind};
use crate::text::Span;
use cypher_admin_grammar::Rule;
use pest::iterators::{Pair, Pairs};
use std::cell::{Cell, RefCell};

pub(super) type Node<'i> = Pair<'i, Rule>;
pub(super) type Built<T> = Result<T, Error>;

/// The text that is built from, and what holds for all of it.
pub(super) struct Context<'i> {
    pub(super) text: &'i str,
    pub(super) version: CypherVersion,
    depth: Cell<usize>,
    deferred: RefCell<Vec<Deferred>>,
    has_skipped: Cell<bool>,
}

impl<'i> Context<'i> {
    pub(super) fn new(text: &'i str, version: CypherVersion) -> Self {
        Self {
            text,
            version,
            depth: Cell::new(0),
            deferred: RefCell::default(),
            has_skipped: Cell::new(false),
        }
    }

    /// Refuses what Cypher 5 does not have, at the token where `node` starts.
    pub(super) fn only_25(&self, node: &Node<'i>) -> Built<()> {
        self.only(CypherVersion::Cypher25, node.as_span().start())
    }

    /// Refuses what Cypher 25 no longer has.
    pub(super) fn only_5(&self, node: &Node<'i>) -> Built<()> {
        self.only(CypherVersion::Cypher5, node.as_span().start())
    }

    /// As [`Self::only_25`], for the token at byte `at`.
    pub(super) fn only_25_at(&self, at: usize) -> Built<()> {
        self.only(CypherVersion::Cypher25, at)
    }

    fn only(&self, version: CypherVersion, at: usize) -> Built<()> {
        if self.version == version { Ok(()) } else { Err(self.invalid_input(at)) }
    }

    /// The syntax error for the token at byte `at`.
    pub(super) fn invalid_input(&self, at: usize) -> Error {
        syntax_error::invalid_input(self.text, self.version, at)
    }

    /// Notes that a part was read as text alone: a pattern, or what a subquery has in its braces.
    pub(super) fn skip(&self) {
        self.has_skipped.set(true);
    }

    /// The syntax of the whole text by Neo4j's rules, where a part of it was read as text alone.
    pub(super) fn check_skipped(&self) -> Built<()> {
        let error = self.has_skipped.get().then(|| syntax_error::find(self.text, self.version));
        error.flatten().map_or(Ok(()), Err)
    }

    /// Notes the error of a bad number.
    pub(super) fn defer(&self, error: Error, seen: Seen) {
        self.deferred.borrow_mut().push(Deferred { error, seen });
    }

    /// The errors of bad numbers, as written.
    pub(super) fn into_deferred(self) -> Vec<Deferred> {
        self.deferred.into_inner()
    }

    /// Refuses text with a bad number, for what Neo4j does not have.
    pub(super) fn refuse_deferred<T>(self, built: T) -> Built<T> {
        self.into_deferred().into_iter().next().map_or(Ok(built), |deferred| Err(deferred.error))
    }

    /// Goes one level deeper for the time of `build`.
    pub(super) fn nested<T>(&self, span: Span, build: impl FnOnce() -> Built<T>) -> Built<T> {
        let depth = self.depth.get() + 1;
        if depth > limits::MAX_NESTING {
            return Err(limits::nesting_error(span));
        }
        self.depth.set(depth);
        let built = limits::deeper(build);
        self.depth.set(depth - 1);
        built
    }

    /// The span of a pair, without the blanks and comments that its rule took in behind it.
    pub(super) fn span(&self, node: &Node<'i>) -> Span {
        let start = node.as_span().start();
        Span::new(start, start + trimmed(node.as_str()).len())
    }

    /// The place of a pair together with the keyword in front of it.
    pub(super) fn place_with_word_before(&self, node: &Node<'i>, word: &str) -> Place {
        let mut span = self.span(node);
        let before = self.text.get(..span.range().start).map_or(0, |text| trimmed(text).len());
        span.start = u32::try_from(before.saturating_sub(word.len())).unwrap_or(span.start);
        Place(span)
    }

    /// As [`Self::span`], for nodes that take no part in equality.
    pub(super) fn place(&self, node: &Node<'i>) -> Place {
        Place(self.span(node))
    }
}

/// `text` without blanks and comments at its end.
pub(super) fn trimmed(text: &str) -> &str {
    let cut = text.trim_end();
    if !cut.contains('/') {
        return cut;
    }
    // A comment may stand behind: walk forward, remembering where the last token ended.
    let mut end = 0;
    let mut chars = cut.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '/' if chars.peek().is_some_and(|(_, c)| *c == '/') => {
                chars.find(|(_, c)| *c == '\n' || *c == '\r');
            }
            '/' if chars.peek().is_some_and(|(_, c)| *c == '*') => {
                chars.next();
                let mut star = false;
                chars.find(|(_, c)| {
                    let over = star && *c == '/';
                    star = *c == '*';
                    over
                });
            }
            '\'' | '"' | '`' => {
                end = cut.len();
                while let Some((inner, q)) = chars.next() {
                    if q == '\\' && c != '`' {
                        chars.next();
                    } else if q == c {
                        end = inner + 1;
                        break;
                    }
                }
            }
            c if c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c) => {}
            c => end = at + c.len_utf8(),
        }
    }
    cut.get(..end).unwrap_or(cut)
}

/// A cursor over the children of a pair.
pub(super) struct Nodes<'i> {
    pairs: Pairs<'i, Rule>,
}

impl<'i> Nodes<'i> {
    pub(super) fn of(node: Node<'i>) -> Self {
        Self { pairs: node.into_inner() }
    }

    pub(super) fn from(pairs: Pairs<'i, Rule>) -> Self {
        Self { pairs }
    }

    /// The rule of the next child.
    pub(super) fn peek(&self) -> Option<Rule> {
        self.pairs.peek().map(|node| node.as_rule())
    }

    /// The next child, left in place.
    pub(super) fn peek_node(&self) -> Option<Node<'i>> {
        self.pairs.peek()
    }

    /// The next child if it is of this rule.
    pub(super) fn take_if(&mut self, rule: Rule) -> Option<Node<'i>> {
        if self.peek() == Some(rule) { self.pairs.next() } else { None }
    }

    /// Whether the next child is of this rule; it is passed over then.
    pub(super) fn has(&mut self, rule: Rule) -> bool {
        self.take_if(rule).is_some()
    }

    /// The next child.
    pub(super) fn need(&mut self, what: &'static str) -> Built<Node<'i>> {
        self.pairs.next().ok_or_else(|| {
            ErrorKind::Internal { expected: what.to_owned(), found: "nothing".to_owned() }.into()
        })
    }
}

impl<'i> Iterator for Nodes<'i> {
    type Item = Node<'i>;

    fn next(&mut self) -> Option<Node<'i>> {
        self.pairs.next()
    }
}

/// The error for a child that the grammar cannot have given.
pub(super) fn unexpected(node: &Node<'_>, expected: &'static str) -> Error {
    let found = format!("{:?}", node.as_rule());
    ErrorKind::Internal { expected: expected.to_owned(), found }.into()
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn blanks_and_comments_behind_a_token_do_not_belong_to_it() {
        for (text, expected) in [
            ("count( * )  ", "count( * )"),
            ("a /* x */ // y", "a"),
            ("a /* x */ + b // y", "a /* x */ + b"),
            ("'//' ", "'//'"),
            ("'/*' + `*/`", "'/*' + `*/`"),
            ("a // 'x", "a"),
        ] {
            assert_eq!(trimmed(text), expected);
        }
    }
}
