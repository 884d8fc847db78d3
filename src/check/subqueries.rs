//! Subqueries and patterns: `SHOW` commands have none.

use super::aliases::subquery_word;
use super::expressions::Scope;
use super::findings::Findings;
use super::types::{NODE, RELATIONSHIP, Types, words};
use crate::ast::SubqueryKind;
use crate::parser::scan;
use crate::status::SemanticError;
use crate::text::Span;

/// Which of them are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subqueries {
    /// `EXISTS { … }` and its like.
    pub(super) refuses_subqueries: bool,
    /// `(a)-->(b)` and `[(a)-->(b) | e]`
    pub(super) refuses_patterns: bool,
}

impl Subqueries {
    pub(super) fn subquery(self, kind: SubqueryKind, at: Span, findings: &mut Findings<'_>) {
        if self.refuses_subqueries {
            findings.report(SemanticError::ShowSubquery(subquery_word(kind)), at);
        }
    }

    pub(super) fn pattern(self, text: &str, at: Span, scope: &Scope, findings: &mut Findings<'_>) {
        if self.refuses_patterns {
            findings.report(SemanticError::ShowPattern("expressions"), at);
        }
        for found in variables(text) {
            let span = found.at(at);
            match scope.iter().rev().find(|(known, _)| known == found.name) {
                None => {
                    let error = SemanticError::NewVariableInPattern(found.name.to_owned());
                    findings.report(error, span);
                }
                Some((_, types)) => found.conflict(types, span, findings),
            }
        }
    }

    pub(super) fn comprehension(self, at: Span, findings: &mut Findings<'_>) {
        if self.refuses_patterns {
            findings.report(SemanticError::ShowPattern("comprehensions"), at);
        }
    }
}

/// A variable of a pattern.
pub(super) struct PatternVariable<'t> {
    pub(super) name: &'t str,
    /// Where it stands in the pattern.
    offset: usize,
    /// What it stands for: a node or a relationship.
    pub(super) is: u32,
}

impl PatternVariable<'_> {
    /// Where it stands in the text, in a pattern at `pattern`.
    pub(super) fn at(&self, pattern: Span) -> Span {
        let start = pattern.range().start + self.offset;
        Span::new(start, start + self.name.len())
    }

    /// Reports a variable from outside that is something else.
    pub(super) fn conflict(&self, types: &Types, at: Span, findings: &mut Findings<'_>) {
        if !types.fits(self.is) {
            let (name, actual) = (self.name.to_owned(), types.words());
            findings.report(
                SemanticError::ConflictingType { name, actual, expected: words(self.is) },
                at,
            );
        }
    }
}

/// The variables that the nodes and relationships of a pattern name.
pub(super) fn variables(pattern: &str) -> impl Iterator<Item = PatternVariable<'_>> {
    pattern.match_indices(['(', '[']).filter_map(|(at, bracket)| {
        let inner = pattern.get(at + bracket.len()..)?;
        let start = inner.trim_start();
        let offset = at + bracket.len() + (inner.len() - start.len());
        let end = start.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(start.len());
        let name = start.get(..end)?;
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !name.eq_ignore_ascii_case("where");
        let is = if bracket == "(" { NODE } else { RELATIONSHIP };
        is_name.then_some(PatternVariable { name, offset, is })
    })
}

/// The parts of a pattern comprehension, with their offsets.
pub(super) struct Comprehension<'t> {
    /// The name of the path.
    pub(super) path: Option<&'t str>,
    pub(super) pattern: (usize, &'t str),
    pub(super) filter: Option<(usize, &'t str)>,
    pub(super) map: (usize, &'t str),
}

/// Takes `[path = pattern WHERE filter | map]` apart.
pub(super) fn comprehension(text: &str) -> Option<Comprehension<'_>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let (mut depth, mut bar, mut word) = (0_usize, None, None);
    for piece in scan(inner) {
        match piece.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "|" if depth == 0 && bar.is_none() => bar = Some(piece.start),
            _ if depth == 0 && bar.is_none() && piece.text.eq_ignore_ascii_case("WHERE") => {
                word = Some(piece.start);
            }
            _ => {}
        }
    }
    let bar = bar?;
    let part = |from: usize, to: usize| Some((from + 1, inner.get(from..to)?));
    let (path, start) = match inner.split_once('=') {
        Some((name, _)) if !name.contains(['(', '[']) => (Some(name.trim()), name.len() + 1),
        _ => (None, 0),
    };
    Some(Comprehension {
        path,
        pattern: part(start, word.unwrap_or(bar))?,
        filter: word.and_then(|at| part(at + "WHERE".len(), bar)),
        map: part(bar + 1, inner.len())?,
    })
}
