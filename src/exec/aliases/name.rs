//! Names of aliases, and the composite databases they belong to.

use crate::ast::{CypherVersion, GraphName};
use crate::exec::databases;
use crate::exec::run::{GivenDatabase, Run};
use crate::graph::{Alias, DatabaseType, Symbol};
use crate::status::{AliasError, AliasFault, AliasVerb, BadAliasName, Error};
use std::borrow::Cow;

/// An alias by name. In Cypher 5 a name says whether it is that of a constituent, and finds no other.
pub(in crate::exec) fn find<'r>(
    run: &'r Run<'_>,
    written: &GraphName,
    given: &GivenDatabase<'_>,
) -> Option<(Symbol, &'r Alias)> {
    let name = run.graph.symbols().get(&given.name)?;
    let alias = run.graph.alias(name)?;
    let is_meant = run.version == CypherVersion::Cypher25
        || alias.composite
            == namespace(written, &given.name).and_then(|prefix| composite(run, &prefix));
    is_meant.then_some((name, alias))
}

/// The first part of a name, where that part may be a composite database: a name that is one part,
/// whatever dots it has, has none, and a parameter is divided at its first dot (Cypher 5).
fn namespace<'n>(written: &'n GraphName, name: &'n str) -> Option<Cow<'n, str>> {
    match written {
        GraphName::Param(_) => name.split_once('.').map(|(prefix, _)| Cow::Borrowed(prefix)),
        GraphName::Name(reference) => match reference.parts.as_slice() {
            [first, _, ..] => Some(Cow::Owned(first.text.to_lowercase().to_string())),
            _ => None,
        },
    }
}

/// The composite database of that name.
fn composite(run: &Run<'_>, name: &str) -> Option<Symbol> {
    let symbol = run.graph.symbols().get(name)?;
    let database = run.graph.database(symbol)?;
    (database.kind == DatabaseType::Composite).then_some(symbol)
}

/// The composite database that a new alias goes into.
pub(super) fn composite_of(
    run: &Run<'_>,
    written: &GraphName,
    name: &str,
) -> Result<Option<Symbol>, Error> {
    if run.version == CypherVersion::Cypher25 {
        let dots = name.char_indices().filter(|(_, c)| *c == '.');
        let mut prefixes = dots.filter_map(|(at, _)| name.get(..at));
        return Ok(prefixes.find_map(|prefix| composite(run, prefix)));
    }
    let Some(prefix) = namespace(written, name) else { return Ok(None) };
    let found = composite(run, &prefix);
    // Parts in backticks of their own name the composite database expressly.
    if let GraphName::Name(reference) = written
        && found.is_none()
        && reference.parts.len() == 2
        && reference.parts.iter().any(|part| part.quoted)
    {
        let fault = AliasFault::NoComposite(prefix.into_owned());
        return Err(refuse(AliasVerb::Create, name, fault, written));
    }
    Ok(found)
}

/// The refusal of a command on an alias.
pub(super) fn refuse(verb: AliasVerb, name: &str, fault: AliasFault, at: &GraphName) -> Error {
    Error::at(AliasError::Named { verb, name: name.to_owned(), fault }.into(), at.span())
}

/// A new alias's name, in lower case.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
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
    if let Some(shard) = run.graph.shard(&given.name) {
        let action = if verb == AliasVerb::Alter { "ALTER ALIAS" } else { "CREATE ALIAS" };
        return Err(Error {
            span: Some(written.span()),
            ..databases::refuse_shard(run, action, shard)
        });
    }
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
