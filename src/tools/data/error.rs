//! What is wrong with a file, and where.

use thiserror::Error;

/// A mistake and its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {mistake}")]
pub struct DataError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub mistake: DataMistake,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DataMistake {
    /// Bytes that are no UTF-8.
    #[error("This is no UTF-8 text.")]
    Encoding,
    /// No JSON.
    #[error("This is no JSON: {0}.")]
    Json(String),
    /// JSON that is no element.
    #[error(
        "This is neither a node nor a relationship: \"type\" must be \"node\" or \"relationship\"."
    )]
    NoElement,
    /// A key that is missing or has no value of the right kind.
    #[error("\"{0}\" must be {1}.")]
    Key(&'static str, &'static str),
    /// A value that a property cannot have.
    #[error("Property '{property}' cannot be {value}: properties are values or lists of values.")]
    Property {
        /// The property.
        property: String,
        /// What it would be.
        value: &'static str,
    },
    /// A text that is no value of the type it is to have.
    #[error("Property '{property}' must be of type {expected}, '{found}' is not.")]
    Type {
        /// The property.
        property: String,
        /// The type.
        expected: String,
        /// The text.
        found: String,
    },
    /// Two nodes of one id.
    #[error("There is a node with id '{id}' already, in {file}:{line}.")]
    Duplicate {
        /// The id.
        id: String,
        /// Where the first one is.
        file: String,
        /// Its line.
        line: usize,
    },
    /// A relationship without a node at an end.
    #[error("There is no node with id '{id}', where the relationship {end}.")]
    Dangling {
        /// The id.
        id: String,
        /// `starts` or `ends`.
        end: &'static str,
    },
    /// A header that says neither.
    #[error(
        "The header must name an id (_id or :ID) for nodes, or start, end and type (_start, _end, _type or :START_ID, :END_ID, :TYPE) for relationships."
    )]
    Header,
    /// A column whose name cannot be read.
    #[error("Column '{0}' has a type that import does not know.")]
    Column(String),
    /// A header that names the same twice.
    #[error("The header names '{0}' twice.")]
    Twice(String),
    /// A row of another length than the header.
    #[error("The header has {expected} columns, this row has {found}.")]
    Length {
        /// Columns of the header.
        expected: usize,
        /// Columns of the row.
        found: usize,
    },
    /// A row without what makes it an element.
    #[error("The row is neither a node with an id nor a relationship with start, end and type.")]
    Row,
    /// A row that cannot be read.
    #[error("This is no CSV: {0}.")]
    Csv(String),
}
