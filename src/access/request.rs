//! What somebody wants, in names.
//!
//! "All" asks about every graph, node, property …, also those that do not exist yet: it is granted
//! by what covers them all and refused by anything that denies one of them.

use crate::privilege::{Action, AllOr, Reach};
use crate::text::Text;
use crate::value::Map;
use ipnet::IpNet;

/// What somebody wants to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The action; a compound asks for all its parts.
    pub action: Action,
    /// To what.
    pub target: Target,
}

/// To what.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Something in a graph.
    Graph {
        /// Which graph: a database or remote alias, aliases allowed.
        graph: Reach<Text>,
        /// Which node or relationship; none for "anything", without asking whether it is visible.
        element: Option<Element>,
        /// Which property or label.
        part: Part,
    },
    /// A database as such.
    Database(Reach<Text>),
    /// The transactions of a user on a database.
    Transactions(Reach<Text>, AllOr<Text>),
    /// The DBMS.
    Dbms,
    /// Acting as a user.
    User(AllOr<Text>),
    /// A procedure.
    Procedure {
        /// Its full name.
        name: AllOr<Text>,
        /// Whether it is annotated with `@Admin`.
        is_admin: bool,
    },
    /// A user-defined function.
    Function(AllOr<Text>),
    /// A configuration setting.
    Setting(AllOr<Text>),
    /// A secret.
    Secret(AllOr<Text>),
    /// A source of `LOAD CSV`.
    Load(Source),
}

/// Which part of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The element itself.
    Whole,
    /// A property.
    Property(AllOr<Text>),
    /// A label that is set or removed.
    Label(AllOr<Text>),
}

/// A node or a relationship.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// A node.
    Node(Shape),
    /// A relationship: its type, and its end nodes where they are known.
    Relationship(Shape, Option<Box<(Shape, Shape)>>),
}

/// What is known of a node, or of a relationship apart from its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// All its labels, or the one type. [`AllOr::All`] asks about every node or type.
    pub labels: AllOr<Vec<Text>>,
    /// All its properties; none when they are not known, and property rules decide nothing.
    pub properties: Option<Map>,
}

/// A source of `LOAD CSV`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Any.
    AllData,
    /// All addresses of a range; one address is a range of one.
    Range(IpNet),
    /// A host name: its address is not known, so address ranges do not cover it.
    Host(Text),
}
