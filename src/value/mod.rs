//! L1: Cypher values, their order, equality, three-valued logic and literal form. Knows nothing of
//! rows and columns.

use indexmap::IndexMap;

/// A Cypher value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// BOOLEAN
    Boolean(bool),
    /// INTEGER, 64 bits
    Integer(i64),
    /// FLOAT, 64 bits
    Float(f64),
    /// STRING
    String(String),
    /// LIST
    List(Vec<Value>),
    /// MAP, in insertion order
    Map(IndexMap<String, Value>),
}
