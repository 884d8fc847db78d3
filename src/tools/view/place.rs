//! In which databases data can stand.

use crate::graph::{AliasTarget, DatabaseType, SystemGraph};
use crate::text::Text;
use thiserror::Error;

/// Why a name is none of a database with data.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlaceError {
    /// There is nothing of this name.
    #[error("Database does not exist. Database name: '{0}'.")]
    Missing(String),
    /// It holds this graph and no data.
    #[error("The system database holds no data.")]
    System,
    /// It holds aliases and no data.
    #[error(
        "'{0}' is a composite database and holds no data itself. Name one of its constituents."
    )]
    Composite(String),
    /// Its data is elsewhere.
    #[error(
        "'{0}' is an alias of a database on another DBMS, and what is seen of it is decided there."
    )]
    Remote(String),
}

/// The database that a name or alias stands for.
///
/// # Errors
/// When there is none, or none that holds data.
pub fn data_place(graph: &SystemGraph, name: &str) -> Result<Text, PlaceError> {
    let lower = name.to_lowercase();
    let missing = || PlaceError::Missing(name.to_owned());
    let symbol = graph.symbols().get(&lower).ok_or_else(missing)?;
    let target = graph.resolve_database(symbol).ok_or_else(missing)?;
    if graph.alias(target).is_some_and(|alias| matches!(alias.target, AliasTarget::Remote(_))) {
        return Err(PlaceError::Remote(lower));
    }
    match graph.database(target).map(|database| database.kind) {
        Some(DatabaseType::Standard) => Ok(graph.text(target).into()),
        Some(DatabaseType::System) => Err(PlaceError::System),
        Some(DatabaseType::Composite) => Err(PlaceError::Composite(lower)),
        None => Err(missing()),
    }
}
