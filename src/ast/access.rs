//! Questions about access: statements of ours.

use super::{Expr, Ident, NameOrParam, Place, Privilege, Scope, ShowTail};

/// One question about access.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum AccessCommand {
    /// `CAN { USER | ROLE } name[, …] privilege [tail]`
    Can {
        /// Who.
        subjects: Subjects,
        /// What.
        wanted: Wanted,
        /// `WHERE …` or `YIELD …`
        tail: ShowTail,
    },
    /// `WHO CAN privilege [tail]`
    WhoCan {
        /// What.
        wanted: Wanted,
        /// `WHERE …` or `YIELD …`
        tail: ShowTail,
    },
    /// `SHOW ACCESS FOR { USER | ROLE } name[, …] ON { HOME GRAPH | GRAPH[S] … } [tail]`
    Show {
        /// Whose.
        subjects: Subjects,
        /// On which graphs.
        scope: Scope,
        /// `WHERE …` or `YIELD …`
        tail: ShowTail,
    },
}

/// Who is asked about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subjects {
    /// Users, each with all roles.
    Users(Vec<NameOrParam>),
    /// Roles, each by itself (and with `PUBLIC`, which everybody has).
    Roles(Vec<NameOrParam>),
}

/// What is wanted: a privilege as after `GRANT`, or one on a concrete element.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The privilege; without written elements where a concrete one follows.
    pub privilege: Privilege,
    /// `NODE (…)` or `RELATIONSHIP (…)-[…]->(…)`
    pub element: Option<ConcreteElement>,
}

/// A node or relationship of which everything is told.
#[derive(Debug, Clone, PartialEq)]
pub enum ConcreteElement {
    /// `(:Label:Label {key: value})`
    Node(ConcreteShape),
    /// `(…)-[:TYPE {key: value}]->(…)`: the type, and the ends as written.
    Relationship(ConcreteShape, Box<(ConcreteShape, ConcreteShape)>),
}

/// Labels or a type, and properties.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcreteShape {
    /// The labels, or the one type.
    pub labels: Vec<Ident>,
    /// All properties.
    pub properties: Vec<(Ident, Expr)>,
    /// Where it stands.
    pub place: Place,
}
