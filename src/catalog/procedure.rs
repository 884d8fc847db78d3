//! Built-in procedures.

use super::procedures::PROCEDURES;
use super::signature::{Field, fields, parts};
use super::traits::Traits;

/// A built-in procedure.
#[derive(Debug)]
pub struct Procedure {
    /// `name(argument :: TYPE, …) :: (column :: TYPE, …)`
    pub signature: &'static str,
    /// `READ`, `WRITE`, `SCHEMA` or `DBMS`
    pub mode: &'static str,
    /// What is true of it.
    pub traits: Traits,
    /// What to use instead, where it is deprecated; may be empty.
    pub replaced_by: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What its arguments are, in their order.
    pub about_arguments: &'static [&'static str],
    /// What its columns are, in their order.
    pub about_columns: &'static [&'static str],
}

pub(super) const READ: &str = "READ";
pub(super) const WRITE: &str = "WRITE";
pub(super) const SCHEMA: &str = "SCHEMA";
pub(super) const DBMS: &str = "DBMS";

pub(super) const fn p(
    signature: &'static str,
    mode: &'static str,
    traits: u16,
    replaced_by: &'static str,
    about: &'static str,
    about_arguments: &'static [&'static str],
    about_columns: &'static [&'static str],
) -> Procedure {
    let traits = Traits(traits);
    Procedure { signature, mode, traits, replaced_by, about, about_arguments, about_columns }
}

/// All built-in procedures, by name; those that differ between the versions of the language once for
/// each.
#[must_use]
pub fn procedures() -> &'static [Procedure] {
    PROCEDURES
}

impl Procedure {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        parts(self.signature).0
    }

    /// Its arguments.
    #[must_use]
    pub fn arguments(&self) -> Vec<Field> {
        fields(parts(self.signature).1)
    }

    /// The columns it gives.
    #[must_use]
    pub fn columns(&self) -> Vec<Field> {
        let (_, _, gives) = parts(self.signature);
        fields(gives.trim_start_matches('(').trim_end_matches(')'))
    }
}

/// Whether a procedure is annotated with `@Admin`. Procedures that no server brings along are not.
#[must_use]
pub fn is_admin_procedure(name: &str) -> bool {
    let first = PROCEDURES.partition_point(|procedure| procedure.name() < name);
    PROCEDURES
        .get(first)
        .is_some_and(|procedure| procedure.name() == name && procedure.traits.is_admin())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::CypherVersion::{Cypher5, Cypher25};

    #[test]
    fn procedures_are_in_order_and_distinct_in_each_version() {
        for version in [Cypher5, Cypher25] {
            let names: Vec<_> = procedures()
                .iter()
                .filter(|procedure| procedure.traits.is_in(version))
                .map(Procedure::name)
                .collect();
            assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        }
    }

    #[test]
    fn every_argument_and_column_is_described() {
        for procedure in procedures() {
            let name = procedure.name();
            assert_eq!(procedure.arguments().len(), procedure.about_arguments.len(), "{name}");
            assert_eq!(procedure.columns().len(), procedure.about_columns.len(), "{name}");
            assert!(!procedure.about.is_empty(), "{name}");
        }
    }

    #[test]
    fn admin_procedures_are_found_by_name() {
        let admins = procedures().iter().filter(|procedure| procedure.traits.is_admin());
        assert!(admins.map(Procedure::name).all(is_admin_procedure));
        assert!(is_admin_procedure("dbms.listConfig"));
        assert!(!is_admin_procedure("db.labels"));
        assert!(!is_admin_procedure("zzz"));
    }
}
