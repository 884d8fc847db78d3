//! `GRANT`, `DENY` and `REVOKE` of a privilege.

use super::{Expr, GraphName, Ident, NameOrParam, Place, StringOrParam};
use crate::privilege::Action;
use crate::text::Spanned;

/// `{ GRANT | DENY | REVOKE [GRANT | DENY] } [IMMUTABLE] privilege { TO | FROM } role[, …]`
#[derive(Debug, Clone, PartialEq)]
pub struct PrivilegeCommand {
    /// Which of the three verbs.
    pub verb: PrivilegeVerb,
    /// Whether `IMMUTABLE` was written.
    pub immutable: bool,
    /// The privilege.
    pub privilege: Privilege,
    /// The roles.
    pub roles: Vec<NameOrParam>,
    /// Place of the whole command.
    pub place: Place,
}

/// The verb of a privilege command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrivilegeVerb {
    /// `GRANT`
    Grant,
    /// `DENY`
    Deny,
    /// `REVOKE`, of either kind or of one
    Revoke(RevokeKind),
}

/// Which rows a `REVOKE` removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RevokeKind {
    /// `REVOKE`: granted and denied.
    Both,
    /// `REVOKE GRANT`
    Grant,
    /// `REVOKE DENY`
    Deny,
}

/// A privilege as written: action, resource, target, qualifier.
#[derive(Debug, Clone, PartialEq)]
pub struct Privilege {
    /// What may be done.
    pub action: Action,
    /// Properties or labels, for the actions that have them.
    pub resource: Resource,
    /// `ON …`
    pub target: Target,
    /// Which elements, users, procedures …
    pub qualifier: Qualifier,
    /// From the first word of the privilege to the last of its target and qualifier.
    pub place: Place,
}

/// `*` or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllOr<T> {
    /// `*`
    All,
    /// The listed ones, at least one.
    Some(Vec<T>),
}

/// The properties in braces, or the labels of `SET LABEL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// The action has none.
    None,
    /// `{ * | p[, …] }`
    Properties(AllOr<Ident>),
    /// `{ * | l[, …] }` without the braces
    Labels(AllOr<Ident>),
}

/// The target after `ON`.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// `HOME GRAPH`, `GRAPH[S] { * | g[, …] }`
    Graph(Scope),
    /// `HOME DATABASE`, `DATABASE[S] { * | d[, …] }`
    Database(Scope),
    /// `DBMS`
    Dbms,
    /// `LOAD ON ALL DATA`
    AllData,
    /// `LOAD ON CIDR "…"`
    Cidr(StringOrParam),
    /// `LOAD ON URL "…"`: parses, then refused by semantic analysis.
    Url(StringOrParam),
}

/// Which graphs or databases.
#[derive(Debug, Clone, PartialEq)]
pub enum Scope {
    /// `HOME …`
    Home,
    /// `*`
    All,
    /// The named ones, at least one.
    Named(Vec<GraphName>),
    /// `DEFAULT …`, with the place of the word: Cypher 5 parses it and then refuses it.
    Default(Place),
}

/// What narrows a privilege down further.
#[derive(Debug, Clone, PartialEq)]
pub enum Qualifier {
    /// Nothing written.
    None,
    /// `NODE[S] …`
    Nodes(AllOr<Ident>),
    /// `RELATIONSHIP[S] …`
    Relationships(AllOr<Ident>),
    /// `ELEMENT[S] …`
    Elements(AllOr<Ident>),
    /// `FOR pattern`
    Pattern(Box<PropertyRule>),
    /// `(users)`
    Users(AllOr<NameOrParam>),
    /// Globs of `EXECUTE [BOOSTED] PROCEDURE`
    Procedures(Vec<Spanned<Glob>>),
    /// Globs of `EXECUTE [BOOSTED] FUNCTION`
    Functions(Vec<Spanned<Glob>>),
    /// Globs of `SHOW SETTING`
    Settings(Vec<Spanned<Glob>>),
    /// The secret of `READ SECRET`
    Secret(AllOr<StringOrParam>),
}

/// A name pattern with `*` and `?`; white space between parts dropped, backticks taken off.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Glob {
    /// The text, wildcards as written.
    pub text: crate::text::Text,
}

/// `FOR (n:A|B) WHERE n.p = 1` or `FOR ()-[r:T]-() WHERE r.p = 1`
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyRule {
    /// Nodes or relationships.
    pub is_node: bool,
    /// The pattern's variable, if named.
    pub variable: Option<Ident>,
    /// Labels or types; none means all.
    pub labels: Vec<Ident>,
    /// The predicate.
    pub predicate: RulePredicate,
    /// The place of the pattern.
    pub place: Place,
}

/// The predicate of a property rule.
#[derive(Debug, Clone, PartialEq)]
pub enum RulePredicate {
    /// `WHERE expression`
    Where(Expr),
    /// `{p: value}`
    Map(Vec<(Ident, Expr)>, Place),
}
