//! Looks at a data graph with the eyes of somebody whom an engine knows.

use super::apparent::{Apparent, apparent};
use super::place::{PlaceError, data_place};
use super::remark::{Untyped, untyped};
use crate::exec::{Asked, Engine};
use crate::status::Error;
use crate::tools::data::DataGraph;

/// Why nobody can look.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// There is no such user or role.
    #[error(transparent)]
    Who(#[from] Error),
    /// There is no such place.
    #[error(transparent)]
    Where(#[from] PlaceError),
    /// The engine keeps its state to itself.
    #[error("This engine does not show its privileges.")]
    Engine,
}

/// What somebody sees of data that stands in a database, their home database without a name; and
/// where the data leaves open what a rule asks.
///
/// # Errors
/// When there is no such user, role or database.
pub fn look<'d>(
    engine: &mut dyn Engine,
    asked: Asked<'_>,
    database: Option<&str>,
    data: &'d DataGraph,
) -> Result<(Apparent<'d>, Vec<Untyped>), LookError> {
    let holder = engine.holder(asked)?;
    let (graph, access) = engine.state().ok_or(LookError::Engine)?;
    let home = || holder.home.map(|home| graph.text(home)).unwrap_or_default();
    let database = data_place(graph, database.unwrap_or_else(home))?;
    let seen = apparent(graph, access, &holder, &database, data);
    Ok((seen, untyped(graph, &holder, data)))
}
