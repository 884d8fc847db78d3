//! A data graph in memory.

use crate::text::Text;
use crate::value::Map;

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What the file calls it.
    pub id: Text,
    /// Its labels, in the order of the file.
    pub labels: Vec<Text>,
    /// Its properties; none is null.
    pub properties: Map,
}

/// A relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct Relationship {
    /// What the file calls it, if it does.
    pub id: Option<Text>,
    /// Its type.
    pub kind: Text,
    /// The place of the node it leaves.
    pub start: usize,
    /// The place of the node it enters.
    pub end: usize,
    /// Its properties; none is null.
    pub properties: Map,
}

/// Nodes and relationships, in the order of the files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataGraph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The relationships. Their ends are places in `nodes`.
    pub relationships: Vec<Relationship>,
}
