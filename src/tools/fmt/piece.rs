//! The parts of a statement, as the layout sees them.

use super::spacing::Spacing;
use crate::parser::{Part, PartKind};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// The words that begin a clause, by the statement's first word; the last line is for all others.
const CLAUSES: [(&[&str], &[&str]); 4] = [
    (&["GRANT", "DENY", "REVOKE"], &["ON", "TO", "FROM", "FOR"]),
    (
        &["SHOW", "TERMINATE"],
        &[
            "ON",
            "YIELD",
            "WHERE",
            "ORDER",
            "SKIP",
            "OFFSET",
            "LIMIT",
            "RETURN",
            "SHOW",
            "TERMINATE",
        ],
    ),
    (&["CAN", "WHO"], &["ON", "YIELD", "WHERE", "ORDER", "SKIP", "OFFSET", "LIMIT", "RETURN"]),
    (
        &[],
        &[
            "SET",
            "REMOVE",
            "ADD",
            "FOR",
            "AT",
            "OPTIONS",
            "TOPOLOGY",
            "DEFAULT",
            "DRIVER",
            "PROPERTIES",
            "WAIT",
            "NOWAIT",
            "TO",
            "FROM",
            "YIELD",
            "WHERE",
            "ORDER",
            "SKIP",
            "OFFSET",
            "LIMIT",
            "RETURN",
        ],
    ),
];

/// Words in front of the first one that counts.
const PREFIXES: [&str; 3] = ["CYPHER", "EXPLAIN", "PROFILE"];

/// A part as it is written.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) width: usize,
    /// A blank stands in front of it, unless a line break does.
    pub(super) blank: bool,
    pub(super) comment: Option<Comment>,
    /// It is the first of a clause.
    pub(super) begins_clause: bool,
    /// It is the `{` in front of clauses.
    pub(super) opens_block: bool,
    /// It is the `}` behind them.
    pub(super) closes_block: bool,
    /// A line may break in front of it.
    pub(super) may_break: bool,
}

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comment {
    /// On lines of its own.
    OwnLine,
    /// At the end of a line.
    LineEnd,
    /// In front of something on the same line.
    Inline,
}

impl Piece<'_> {
    pub(super) fn is_own_line(&self) -> bool {
        self.comment == Some(Comment::OwnLine)
    }

    /// A line break must follow.
    pub(super) fn breaks_line(&self) -> bool {
        matches!(self.comment, Some(Comment::OwnLine | Comment::LineEnd))
    }
}

/// A part, its written form, and whether a line break stood in front of it.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) part: Part<'a>,
    pub(super) text: Cow<'a, str>,
    pub(super) on_new_line: bool,
}

impl<'a> Token<'a> {
    fn is_symbol(&self, text: &str) -> bool {
        matches!(self.part.kind, PartKind::Symbol | PartKind::Index) && self.text == text
    }

    /// Where the comment stands, when it is one. What follows a comment on its line is set off by it, so
    /// that a comment of several lines gets lines of its own.
    pub(super) fn comment(&self, next: Option<&Token<'a>>) -> Option<Comment> {
        if self.part.kind != PartKind::Comment {
            return None;
        }
        let ends_line = self.text.starts_with("//") || next.is_none_or(|next| next.on_new_line);
        Some(match (self.on_new_line, ends_line) {
            _ if self.text.contains('\n') => Comment::OwnLine,
            (true, true) => Comment::OwnLine,
            (false, true) => Comment::LineEnd,
            (_, false) => Comment::Inline,
        })
    }
}

/// The pieces of a statement.
pub(super) fn pieces<'a>(tokens: &[Token<'a>]) -> Vec<Piece<'a>> {
    let mut spacing = Spacing::default();
    let mut structure = Structure::new(tokens);
    let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(tokens.len());
    let mut last: Option<Part<'a>> = None;
    // Where a row of comments began that belongs to what follows it.
    let mut inline_from: Option<usize> = None;
    for (at, token) in tokens.iter().enumerate() {
        let comment = token.comment(tokens.get(at + 1));
        let mut piece = Piece {
            text: token.text.clone(),
            width: token.text.width(),
            blank: true,
            comment,
            begins_clause: false,
            opens_block: false,
            closes_block: false,
            may_break: false,
        };
        match comment {
            None => {
                let is_set_off = pieces.last().is_some_and(|piece| piece.comment.is_some());
                piece.blank =
                    last.is_some_and(|last| spacing.between(last, token.part)) || is_set_off;
                last = Some(token.part);
                structure.see(tokens, at, &mut piece);
                if let Some(first) = inline_from.take().and_then(|first| pieces.get_mut(first)) {
                    first.begins_clause = std::mem::take(&mut piece.begins_clause);
                    first.may_break = std::mem::take(&mut piece.may_break);
                }
            }
            Some(Comment::Inline) => inline_from = inline_from.or(Some(at)),
            Some(Comment::OwnLine | Comment::LineEnd) => inline_from = None,
        }
        pieces.push(piece);
    }
    pieces
}

/// Tells clauses and blocks from what stands inside them.
struct Structure {
    clauses: &'static [&'static str],
    /// For every open bracket, whether it is a block.
    open: Vec<bool>,
    is_first: bool,
    after_comma: bool,
    after_clause_word: bool,
}

impl Structure {
    fn new(tokens: &[Token<'_>]) -> Self {
        let mut words = tokens.iter().filter(|token| token.part.kind == PartKind::Keyword);
        let first = words.find(|token| !PREFIXES.contains(&token.text.as_ref()));
        let first = first.map(|token| token.text.as_ref()).unwrap_or_default();
        let line = CLAUSES.iter().find(|(firsts, _)| firsts.contains(&first) || firsts.is_empty());
        Self {
            clauses: line.map_or(&[], |(_, clauses)| clauses),
            open: Vec::new(),
            is_first: true,
            after_comma: false,
            after_clause_word: false,
        }
    }

    fn is_clause_word(&self, token: &Token<'_>) -> bool {
        token.part.kind == PartKind::Keyword && self.clauses.contains(&token.text.as_ref())
    }

    /// Finds out about the next piece, which is no comment.
    fn see(&mut self, tokens: &[Token<'_>], at: usize, piece: &mut Piece<'_>) {
        let Some(token) = tokens.get(at) else { return };
        let is_first = std::mem::take(&mut self.is_first);
        piece.may_break = std::mem::take(&mut self.after_comma)
            || (token.part.kind == PartKind::Keyword
                && matches!(token.text.as_ref(), "AND" | "OR" | "XOR"));
        let after_clause_word = std::mem::take(&mut self.after_clause_word);
        if token.is_symbol("{") {
            let mut behind = tokens.iter().skip(at + 1);
            let inside = behind.find(|token| token.part.kind != PartKind::Comment);
            piece.opens_block =
                self.is_in_blocks() && inside.is_some_and(|token| self.is_clause_word(token));
            self.open.push(piece.opens_block);
        } else if token.is_symbol("(") || token.is_symbol("[") {
            self.open.push(false);
        } else if token.is_symbol(")") || token.is_symbol("]") || token.is_symbol("}") {
            piece.closes_block = self.open.pop().unwrap_or(false);
        } else if token.is_symbol(",") {
            self.after_comma = true;
        } else if self.is_clause_word(token) {
            self.after_clause_word = true;
            piece.begins_clause = !is_first && !after_clause_word && self.is_in_blocks();
        }
    }

    fn is_in_blocks(&self) -> bool {
        self.open.iter().all(|is_block| *is_block)
    }
}
