//! The two judges, and the one table of the places where they differ.

/// Who judges a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Judge {
    /// Neo4j's own front end: parser and semantic analysis without a server.
    FrontEnd,
    /// A server, which knows more than the front end and defers some of it to run time.
    #[default]
    Server,
}

/// A place where a server and its front end differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Property rules may compare with `date()` and its like (since 5.26).
    TemporalInPropertyRule,
    /// Property rules may not look into a property: `n.x.y = 1`.
    NestedPropertyInRule,
    /// Conditions of auth rules may use no variables. (The run-time answer is not known.)
    VariableInCondition,
    /// Conditions of auth rules may not use `count(*)`. (The run-time answer is not known.)
    CountStarInCondition,
    /// `WHERE` without `YIELD` may not aggregate, in Cypher 25 as in Cypher 5.
    AggregateInWhere,
    /// Subqueries behind `YIELD` are refused as they are in a `WHERE` of its own.
    SubqueryAfterYield,
    /// Subqueries and patterns in a composable `SHOW`, which runs on the database `system` here.
    SubqueryInComposableShow,
    /// A variable in backticks hides the errors of a tail. (Whether it does so on a server, too, is not known.)
    QuotedVariable,
    /// A pair of which the front end rewrites a part is lost to it (`pairs`).
    LostPair,
    /// In Cypher 5 an aggregate in the `ORDER BY` of a composable command hides all errors of the statement. (The
    /// run-time answer is not known.)
    AggregateInYieldOrder,
    /// `SHOW ALIASES` has the column `credentials` in Cypher 25.
    AliasCredentials,
}

impl Judge {
    /// Whether this judge rules as a server does at this place.
    #[must_use]
    pub fn applies(self, difference: Difference) -> bool {
        match difference {
            Difference::TemporalInPropertyRule
            | Difference::NestedPropertyInRule
            | Difference::VariableInCondition
            | Difference::CountStarInCondition
            | Difference::AggregateInWhere
            | Difference::SubqueryAfterYield
            | Difference::SubqueryInComposableShow
            | Difference::QuotedVariable
            | Difference::LostPair
            | Difference::AggregateInYieldOrder
            | Difference::AliasCredentials => self == Self::Server,
        }
    }
}
