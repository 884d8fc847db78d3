//! Names as numbers. A name is stored once and compared as a number ever after.
//!
//! The tables only grow and are no part of the graph's state: a name nobody uses any more changes
//! nothing but memory, so undoing a change leaves them alone.

use crate::privilege::PropertyRule;
use crate::text::Text;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use std::hash::Hash;

/// A name: of a user, role, database, label, type, property, procedure glob, address range …
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Symbol(pub(super) u32);

/// A property rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RuleId(pub(super) u32);

impl Symbol {
    /// The number, for tables that pack it.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

/// A table that gives equal things equal numbers, counted from 0.
#[derive(Debug, Clone)]
struct Table<T>(IndexSet<T, FxBuildHasher>);

impl<T: Hash + Eq> Table<T> {
    fn number(index: usize) -> u32 {
        // Four thousand million distinct names do not fit in memory before they run out of numbers.
        u32::try_from(index).unwrap_or(u32::MAX)
    }
}

/// The names and property rules of one graph.
#[derive(Debug, Clone)]
pub struct Symbols {
    names: Table<Text>,
    rules: Table<PropertyRule>,
}

impl Default for Symbols {
    fn default() -> Self {
        Self { names: Table(IndexSet::default()), rules: Table(IndexSet::default()) }
    }
}

impl Symbols {
    /// The number of `name`, new if it must be.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(index) = self.names.0.get_index_of(name) {
            return Symbol(Table::<Text>::number(index));
        }
        let (index, _) = self.names.0.insert_full(Text::from(name));
        Symbol(Table::<Text>::number(index))
    }

    /// The number of `name`, if anything ever had that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.names.0.get_index_of(name).map(|index| Symbol(Table::<Text>::number(index)))
    }

    /// The text of a name. Empty only for a symbol of another graph.
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        self.names.0.get_index(symbol.0 as usize).map_or("", Text::as_str)
    }

    /// The text of the name with this number; empty where there is none.
    #[must_use]
    pub fn text_of_number(&self, number: u32) -> &str {
        self.text(Symbol(number))
    }

    /// The number of a property rule, new if it must be. Its labels become names too, so that
    /// whoever looks for the rules of a label need not compare texts.
    pub fn intern_rule(&mut self, rule: PropertyRule) -> RuleId {
        for label in rule.labels() {
            self.intern(label);
        }
        RuleId(Table::<PropertyRule>::number(self.rules.0.insert_full(rule).0))
    }

    /// A property rule by its number; none only for a number of another graph.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> Option<&PropertyRule> {
        self.rules.0.get_index(id.0 as usize)
    }

    /// The number of distinct names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.0.len()
    }

    /// Whether there is no name yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.0.is_empty()
    }

    /// Whether equal numbers mean equal things in both, as far as both go.
    #[must_use]
    pub fn agree(&self, other: &Self) -> bool {
        self.names.0.iter().zip(&other.names.0).all(|(a, b)| a == b)
            && self.rules.0.iter().zip(&other.rules.0).all(|(a, b)| a == b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_have_equal_numbers_and_keep_them() {
        let mut symbols = Symbols::default();
        let reader = symbols.intern("reader");
        assert_ne!(symbols.intern("Reader"), reader);
        assert_eq!(symbols.intern("reader"), reader);
        assert_eq!(symbols.get("reader"), Some(reader));
        assert_eq!(symbols.get("nobody"), None);
        assert_eq!(symbols.text(reader), "reader");
        assert_eq!(symbols.len(), 2);
    }
}
