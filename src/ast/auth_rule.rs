//! Auth rule commands (Cypher 25).

use super::{Expr, IfExists, NameOrParam, Place};

/// `CREATE [OR REPLACE] AUTH RULE name [IF NOT EXISTS] SET …` and `ALTER AUTH RULE name [IF EXISTS] SET …`
#[derive(Debug, Clone, PartialEq)]
pub struct SetAuthRule {
    /// Create or alter.
    pub verb: AuthRuleVerb,
    /// The rule.
    pub name: NameOrParam,
    /// The clauses in written order, at least one.
    pub set: Vec<AuthRuleSet>,
    /// Place of the whole command.
    pub place: Place,
}

/// What happens to an auth rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuthRuleVerb {
    /// `CREATE`
    Create(IfExists),
    /// `ALTER`, with or without `IF EXISTS`
    Alter {
        /// Whether a missing rule is no error.
        if_exists: bool,
    },
}

/// One `SET` clause of an auth rule command.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthRuleSet {
    /// What it sets.
    pub item: AuthRuleSetItem,
    /// Its place.
    pub place: Place,
}

/// What a `SET` clause of an auth rule command sets.
#[derive(Debug, Clone, PartialEq)]
pub enum AuthRuleSetItem {
    /// `CONDITION expression`, with the text as typed
    Condition(Expr),
    /// `ENABLED { true | false }`
    Enabled(bool),
}
