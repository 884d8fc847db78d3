//! Names of new databases.

use crate::exec::run::Run;
use crate::graph::DatabaseType;
use crate::status::{DatabaseError, Error, NameFault};

/// Composite databases lend their name to their parts (`garden.flowers`), so no database may look
/// like one of those, and nothing may look like a part of a new composite database. An alias may: a
/// name with dots finds the composite database first.
pub(super) fn check_ambiguity(run: &Run<'_>, name: &str, kind: DatabaseType) -> Result<(), Error> {
    let databases = run.graph.databases().map(|(other, database)| (other, Some(database.kind)));
    let aliases = run.graph.aliases().map(|(other, _)| (other, None));
    let mut others = databases.chain(aliases).map(|(other, kind)| (run.graph.text(other), kind));
    let is_part_of = |part: &str, whole: &str| {
        part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'))
    };
    let composite = DatabaseType::Composite;
    let clash = others.find(|(other, other_kind)| {
        (kind == composite && is_part_of(other, name))
            || (*other_kind == Some(composite) && is_part_of(name, other))
    });
    match clash {
        Some((other, _)) => {
            let (name, other) = (name.to_owned(), other.to_owned());
            Err(DatabaseError::Ambiguous { name, other }.into())
        }
        None => Ok(()),
    }
}

/// A new database's name, already in lower case.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let is_inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let fault = if name.is_empty() {
        NameFault::Empty
    } else if !(3..=63).contains(&name.chars().count()) {
        NameFault::Length
    // UNKNOWN: the text for a leading underscore; the manual only says that such names are reserved.
    } else if !name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        NameFault::Start
    } else if !name.chars().all(is_inner) || name.ends_with(['.', '-']) {
        NameFault::Characters
    } else if name.starts_with("system") {
        NameFault::System
    } else {
        return Ok(());
    };
    Err(DatabaseError::BadName { name: name.to_owned(), fault }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_in_neo4js_order() {
        for (name, fault) in [
            ("movies", None),
            ("1db", None),
            ("main-db.v2", None),
            ("", Some(NameFault::Empty)),
            ("ab", Some(NameFault::Length)),
            ("öäü", Some(NameFault::Start)),
            ("foo_bar", Some(NameFault::Characters)),
            ("_internal", Some(NameFault::Characters)),
            ("foo.", Some(NameFault::Characters)),
            ("system2", Some(NameFault::System)),
        ] {
            let expected = fault
                .map(|fault| Error::from(DatabaseError::BadName { name: name.to_owned(), fault }));
            assert_eq!(check_name(name).err(), expected, "{name}");
        }
    }
}
