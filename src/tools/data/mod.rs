//! Data graphs from files: nodes with labels and properties, relationships between them.
//!
//! Read are the formats in which a graph is exported: JSON lines, arrays and documents of APOC
//! (`apoc.export.json`), its CSV (`apoc.export.csv`, also for bulk import), and the CSV that
//! `neo4j-admin database import` takes. Nothing is looked up in a DBMS and no file is opened here.

mod csv;
mod error;
mod graph;
mod header;
mod json;
mod loader;
mod property;

#[cfg(test)]
mod tests;

pub use error::{DataError, DataMistake};
pub use graph::{DataGraph, Node, Relationship};
pub use loader::Loader;
pub use property::PropertyType;
