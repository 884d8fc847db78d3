//! Subqueries and patterns: `SHOW` commands have none.

use super::aliases::subquery_word;
use super::expressions::Scope;
use super::findings::Findings;
use crate::ast::SubqueryKind;
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
        for (name, offset) in variables(text) {
            let start = at.range().start + offset;
            let span = Span::new(start, start + name.len());
            if !scope.iter().any(|(known, _)| known == name) {
                findings.report(SemanticError::NewVariableInPattern(name.to_owned()), span);
            }
        }
    }

    pub(super) fn comprehension(self, at: Span, findings: &mut Findings<'_>) {
        if self.refuses_patterns {
            findings.report(SemanticError::ShowPattern("comprehensions"), at);
        }
    }
}

/// The variables that the nodes and relationships of a pattern name, with their offsets.
fn variables(pattern: &str) -> impl Iterator<Item = (&str, usize)> {
    pattern.match_indices(['(', '[']).filter_map(|(at, bracket)| {
        let inner = pattern.get(at + bracket.len()..)?;
        let start = inner.trim_start();
        let offset = at + bracket.len() + (inner.len() - start.len());
        let end = start.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(start.len());
        let name = start.get(..end)?;
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !name.eq_ignore_ascii_case("where");
        is_name.then_some((name, offset))
    })
}
