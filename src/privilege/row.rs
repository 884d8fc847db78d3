//! One stored privilege: what the columns of `SHOW PRIVILEGES` say, as types.
//!
//! The types leave open what a name is: the system graph stores numbers, printing borrows text.
//! Texts of the columns: reference, section 3.2.

use super::{Access, Action, PropertyRule};
use std::fmt::{self, Write};

/// `*` or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AllOr<N> {
    /// `*`
    All,
    /// The named one.
    One(N),
}

/// What of an element a privilege is about (column `resource`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resource<N> {
    /// `graph`: a graph privilege without finer resource
    Graph,
    /// `database`: database and DBMS privileges
    Database,
    /// `file`: load privileges
    // UNKNOWN: the column's text for load rows; the syntax tree calls the resource a file.
    File,
    /// `all_properties`
    AllProperties,
    /// `property(name)`
    Property(N),
    /// `all_labels`
    AllLabels,
    /// `label(Name)`
    Label(N),
}

/// Which graphs or databases a privilege covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach<N> {
    /// `*`
    All,
    /// The home database of whoever holds the privilege.
    Home,
    /// One database, or one remote alias.
    Named(N),
}

/// The target of a privilege (column `graph` and the word after `ON`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope<N> {
    /// `ON DBMS`
    Dbms,
    /// `LOAD ON …`
    Load,
    /// `ON GRAPH …`
    Graph(Reach<N>),
    /// `ON DATABASE …`
    Database(Reach<N>),
}

/// Which elements, users, procedures … (column `segment`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment<N, R> {
    /// `database`: nothing narrower
    Database,
    /// `NODE(…)`
    Node(AllOr<N>),
    /// `RELATIONSHIP(…)`
    Relationship(AllOr<N>),
    /// `FOR(…)`
    Pattern(R),
    /// `USER(…)`
    User(AllOr<N>),
    /// `PROCEDURE(…)`
    Procedure(AllOr<N>),
    /// `FUNCTION(…)`
    Function(AllOr<N>),
    /// `SETTING(…)`
    Setting(AllOr<N>),
    /// `SECRET(…)`
    Secret(AllOr<N>),
    /// `ALL DATA`
    AllData,
    /// `CIDR('…')`
    Cidr(N),
    /// `URL('…')`
    Url(N),
}

/// One privilege, without its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PrivilegeRow<N, R> {
    /// Given or refused.
    pub access: Access,
    /// What may be done.
    pub action: Action,
    /// Of an element, which part.
    pub resource: Resource<N>,
    /// Where.
    pub scope: Scope<N>,
    /// To which elements, users, procedures …
    pub segment: Segment<N, R>,
    /// Whether it can be changed only with authentication disabled.
    pub is_immutable: bool,
}

/// A row with its names resolved, ready to be printed.
pub type NamedRow<'a> = PrivilegeRow<&'a str, &'a PropertyRule>;

/// What column `graph` says of `HOME` privileges.
// UNKNOWN: every table of the manual says `DEFAULT`; current servers may say `HOME`.
pub const HOME_GRAPH: &str = "DEFAULT";

impl<N> Scope<N> {
    /// Which graphs or databases; everything for `DBMS` and `LOAD`.
    pub fn reach(self) -> Reach<N> {
        match self {
            Self::Dbms | Self::Load => Reach::All,
            Self::Graph(reach) | Self::Database(reach) => reach,
        }
    }
}

impl<'a> Scope<&'a str> {
    /// The value of column `graph`.
    #[must_use]
    pub fn column(self) -> &'a str {
        match self.reach() {
            Reach::All => "*",
            Reach::Home => HOME_GRAPH,
            Reach::Named(name) => name,
        }
    }
}

/// The value of column `resource`.
impl fmt::Display for Resource<&str> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Graph => f.write_str("graph"),
            Self::Database => f.write_str("database"),
            Self::File => f.write_str("file"),
            Self::AllProperties => f.write_str("all_properties"),
            Self::Property(name) => write!(f, "property({name})"),
            Self::AllLabels => f.write_str("all_labels"),
            Self::Label(name) => write!(f, "label({name})"),
        }
    }
}

impl fmt::Display for AllOr<&str> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_char('*'),
            Self::One(name) => f.write_str(name),
        }
    }
}

/// The value of column `segment`.
impl fmt::Display for Segment<&str, &PropertyRule> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => f.write_str("database"),
            Self::Node(of) => write!(f, "NODE({of})"),
            Self::Relationship(of) => write!(f, "RELATIONSHIP({of})"),
            Self::Pattern(rule) => write!(f, "FOR({rule})"),
            Self::User(of) => write!(f, "USER({of})"),
            Self::Procedure(of) => write!(f, "PROCEDURE({of})"),
            Self::Function(of) => write!(f, "FUNCTION({of})"),
            Self::Setting(of) => write!(f, "SETTING({of})"),
            Self::Secret(of) => write!(f, "SECRET({of})"),
            Self::AllData => f.write_str("ALL DATA"),
            Self::Cidr(range) => write!(f, "CIDR('{range}')"),
            Self::Url(url) => write!(f, "URL('{url}')"),
        }
    }
}

impl<N, R> PrivilegeRow<N, R> {
    /// The same row with its names translated; none when one of them has no translation.
    pub fn map<M, Q>(
        self,
        mut name: impl FnMut(N) -> Option<M>,
        rule: impl FnOnce(R) -> Option<Q>,
    ) -> Option<PrivilegeRow<M, Q>> {
        let mut reach = |reach| {
            Some(match reach {
                Reach::All => Reach::All,
                Reach::Home => Reach::Home,
                Reach::Named(of) => Reach::Named(name(of)?),
            })
        };
        let scope = match self.scope {
            Scope::Dbms => Scope::Dbms,
            Scope::Load => Scope::Load,
            Scope::Graph(of) => Scope::Graph(reach(of)?),
            Scope::Database(of) => Scope::Database(reach(of)?),
        };
        let resource = match self.resource {
            Resource::Graph => Resource::Graph,
            Resource::Database => Resource::Database,
            Resource::File => Resource::File,
            Resource::AllProperties => Resource::AllProperties,
            Resource::Property(of) => Resource::Property(name(of)?),
            Resource::AllLabels => Resource::AllLabels,
            Resource::Label(of) => Resource::Label(name(of)?),
        };
        let mut all_or = |of| {
            Some(match of {
                AllOr::All => AllOr::All,
                AllOr::One(of) => AllOr::One(name(of)?),
            })
        };
        let segment = match self.segment {
            Segment::Database => Segment::Database,
            Segment::Node(of) => Segment::Node(all_or(of)?),
            Segment::Relationship(of) => Segment::Relationship(all_or(of)?),
            Segment::Pattern(of) => Segment::Pattern(rule(of)?),
            Segment::User(of) => Segment::User(all_or(of)?),
            Segment::Procedure(of) => Segment::Procedure(all_or(of)?),
            Segment::Function(of) => Segment::Function(all_or(of)?),
            Segment::Setting(of) => Segment::Setting(all_or(of)?),
            Segment::Secret(of) => Segment::Secret(all_or(of)?),
            Segment::AllData => Segment::AllData,
            Segment::Cidr(of) => Segment::Cidr(name(of)?),
            Segment::Url(of) => Segment::Url(name(of)?),
        };
        Some(PrivilegeRow {
            access: self.access,
            action: self.action,
            resource,
            scope,
            segment,
            is_immutable: self.is_immutable,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_texts_are_those_of_the_reference() {
        assert_eq!(Resource::Property("address").to_string(), "property(address)");
        assert_eq!(Resource::<&str>::AllLabels.to_string(), "all_labels");
        for (segment, text) in [
            (Segment::Node(AllOr::All), "NODE(*)"),
            (Segment::Relationship(AllOr::One("KNOWS")), "RELATIONSHIP(KNOWS)"),
            (Segment::Procedure(AllOr::One("db.*")), "PROCEDURE(db.*)"),
            (Segment::Cidr("127.0.0.1/32"), "CIDR('127.0.0.1/32')"),
            (Segment::AllData, "ALL DATA"),
            (Segment::Database, "database"),
        ] {
            assert_eq!(segment.to_string(), text);
        }
        assert_eq!(Scope::Graph(Reach::Named("neo4j")).column(), "neo4j");
        assert_eq!(Scope::<&str>::Database(Reach::Home).column(), "DEFAULT");
        assert_eq!(Scope::<&str>::Dbms.column(), "*");
    }
}
