//! A name as asked about, and its number if any privilege or entity ever had that name.

use crate::graph::{Symbol, SystemGraph};
use crate::text::Text;

/// A name in a question. Without a number nothing in the graph mentions it, so only `*` covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text.
    pub text: Text,
    /// The number in the graph's table.
    pub symbol: Option<Symbol>,
}

impl Name {
    /// Looks a name up.
    #[must_use]
    pub fn of(graph: &SystemGraph, text: &str) -> Self {
        Self { text: text.into(), symbol: graph.symbols().get(text) }
    }
}
