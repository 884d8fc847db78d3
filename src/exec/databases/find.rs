//! Which database a name means.

use crate::ast::GraphName;
use crate::exec::run::{GivenDatabase, Run};
use crate::graph::{DatabaseType, Symbol};
use crate::status::{DatabaseError, DatabaseVerb, Error};

/// The database of a name; an alias stands for its target in every command.
pub(in crate::exec) fn find(run: &Run<'_>, name: &str) -> Option<(Symbol, DatabaseType)> {
    let name = run.graph.symbols().get(name)?;
    let target = run.graph.resolve_database(name)?;
    Some((target, run.graph.database(target)?.kind))
}

/// The database of a name, or the refusal of the command that wants it.
pub(in crate::exec) fn find_or_refuse(
    run: &Run<'_>,
    given: &GivenDatabase<'_>,
    written: &GraphName,
    verb: DatabaseVerb,
) -> Result<(Symbol, DatabaseType), Error> {
    find(run, &given.name).ok_or_else(|| missing(given, written, verb, false))
}

/// There is no such database.
pub(super) fn missing(
    given: &GivenDatabase<'_>,
    written: &GraphName,
    verb: DatabaseVerb,
    composite: bool,
) -> Error {
    let error = DatabaseError::Missing {
        verb,
        composite,
        name: given.name.to_string(),
        param: given.param.map(str::to_owned),
    };
    Error::at(error.into(), written.span())
}
