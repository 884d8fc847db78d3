//! Clauses that may stand once.

use super::findings::Findings;
use crate::status::SemanticError;
use crate::text::Span;

/// Remembers how often a clause has been seen.
pub(super) struct Once {
    clause: &'static str,
    times: usize,
}

impl Once {
    pub(super) fn new(clause: &'static str) -> Self {
        Self { clause, times: 0 }
    }

    /// The clause stands here: refused when it is the second one. Further ones add nothing.
    pub(super) fn seen(&mut self, at: impl Into<Span>, findings: &mut Findings<'_>) {
        self.times += 1;
        if self.times == 2 {
            findings.refuse(SemanticError::DuplicateClause(self.clause.to_owned()), at);
        }
    }
}
