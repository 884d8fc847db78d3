//! Names of aliases, and the composite databases they belong to.

use crate::ast::{CypherVersion, GraphName};
use crate::exec::run::{GivenDatabase, Run};
use crate::graph::{Alias, DatabaseType, Symbol};
use crate::status::{AliasError, AliasFault, AliasVerb, BadAliasName, Error};

/// An alias by name. In Cypher 5 a name that is one part in backticks is never that of a constituent.
pub(in crate::exec) fn find<'r>(
    run: &'r Run<'_>,
    written: &GraphName,
    given: &GivenDatabase<'_>,
) -> Option<(Symbol, &'r Alias)> {
    let name = run.graph.symbols().get(&given.name)?;
    let alias = run.graph.alias(name)?;
    (alias.composite.is_none() || !is_one_part(run, written)).then_some((name, alias))
}

/// Whether a name is one part, whatever dots it has.
fn is_one_part(run: &Run<'_>, written: &GraphName) -> bool {
    let GraphName::Name(name) = written else { return false };
    run.version == CypherVersion::Cypher5
        && matches!(name.parts.as_slice(), [part] if part.quoted && part.text.contains('.'))
}

/// The composite database that a new alias goes into.
pub(super) fn composite_of(
    run: &Run<'_>,
    written: &GraphName,
    name: &str,
) -> Result<Option<Symbol>, Error> {
    if is_one_part(run, written) {
        return Ok(None);
    }
    let composite = |prefix: &str| {
        let symbol = run.graph.symbols().get(prefix)?;
        let database = run.graph.database(symbol)?;
        (database.kind == DatabaseType::Composite).then_some(symbol)
    };
    if run.version == CypherVersion::Cypher25 {
        let dots = name.char_indices().filter(|(_, c)| *c == '.');
        return Ok(dots.filter_map(|(at, _)| name.get(..at)).find_map(composite));
    }
    let Some((prefix, _)) = name.split_once('.') else { return Ok(None) };
    let found = composite(prefix);
    // Parts in backticks of their own name the composite database expressly.
    if let GraphName::Name(reference) = written
        && found.is_none()
        && reference.parts.len() == 2
        && reference.parts.iter().any(|part| part.quoted)
    {
        let fault = AliasFault::NoComposite(prefix.to_owned());
        return Err(refuse(AliasVerb::Create, name, fault, written));
    }
    Ok(found)
}

/// The refusal of a command on an alias.
pub(super) fn refuse(verb: AliasVerb, name: &str, fault: AliasFault, at: &GraphName) -> Error {
    Error::at(AliasError::Named { verb, name: name.to_owned(), fault }.into(), at.span())
}

/// A new alias's name, in lower case.
pub(super) fn check_name(name: &str) -> Result<(), Error> {
    let bad = |why| Err(AliasError::BadName { name: name.to_owned(), why }.into());
    if name.is_empty() {
        Err(AliasError::EmptyName.into())
    } else if is_too_long(name) {
        Err(AliasError::TooLong { what: "alias", name: name.to_owned() }.into())
    } else if name.starts_with('_') {
        bad(BadAliasName::Underscore)
    } else if name.starts_with("system") {
        bad(BadAliasName::System)
    } else if name.ends_with('.') {
        bad(BadAliasName::Dot)
    } else {
        Ok(())
    }
}

/// The database a local alias may stand for.
pub(super) fn local_target<'s>(
    run: &Run<'s>,
    verb: AliasVerb,
    alias: &str,
    written: &'s GraphName,
) -> Result<Symbol, Error> {
    let given = run.database(written)?;
    check_target_length(&given.name)?;
    let name = run.graph.symbols().get(&given.name);
    match name.and_then(|name| Some((name, run.graph.database(name)?.kind))) {
        Some((_, DatabaseType::Composite)) => {
            let fault = AliasFault::CompositeTarget(given.name.to_string());
            Err(refuse(verb, alias, fault, written))
        }
        Some((name, _)) => Ok(name),
        // UNKNOWN: what is said of an alias of an alias; to this command it is no database.
        None => {
            let param = given.param.map(str::to_owned);
            let fault = AliasFault::NoTarget(given.name.to_string(), param);
            Err(refuse(verb, alias, fault, written))
        }
    }
}

/// The length of a target's name.
pub(super) fn check_target_length(name: &str) -> Result<(), Error> {
    match is_too_long(name) {
        true => {
            let what = "target database name";
            Err(AliasError::TooLong { what, name: name.to_owned() }.into())
        }
        false => Ok(()),
    }
}

fn is_too_long(name: &str) -> bool {
    name.len() > AliasError::MAXIMUM && name.chars().count() > AliasError::MAXIMUM
}
