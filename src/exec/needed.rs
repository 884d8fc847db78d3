//! What a statement needs, told without running it: for help.

use super::access::columns_of;
use super::aura::console_columns;
use super::required::{required, required_on_database};
use super::run::{Query, Run};
use super::{Config, Dbms, Params, Session};
use crate::access::printed;
use crate::ast::{CypherVersion, Extension};
use crate::parser::parse_statement;
use crate::status::Error;

/// The privileges that a statement needs on a new DBMS, by name: none where everybody may, or where only
/// the rows are shown that the user may see.
///
/// # Errors
/// A syntax error, or a parameter, which has no value here.
pub fn privileges_needed(text: &str, version: CypherVersion) -> Result<Vec<&'static str>, Error> {
    let statement = parse_statement(text, version)?;
    let mut dbms = Dbms::new(Config::default());
    let (params, session) = (Params::default(), Session::default());
    let query = Query::Parsed(&statement);
    let mut run = Run::new(&mut dbms, &params, version, &session, query);
    let mut needed = required(&run, &statement.command)?;
    if let Some((_, on_database)) = required_on_database(&mut run, &statement.command)? {
        needed = needed.union(on_database);
    }
    Ok(needed.iter().map(printed).collect())
}

/// The columns that a statement of ours gives back, as far as they are known without running it.
#[must_use]
pub fn extension_columns(extension: &Extension) -> Vec<&'static str> {
    match extension {
        Extension::Access(command) => {
            columns_of(command).iter().map(|column| column.name).collect()
        }
        Extension::Console(command) => {
            console_columns(command).iter().map(|column| column.name).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_told_without_running_anything() {
        for (text, names) in [
            ("CREATE ROLE r", vec!["CREATE ROLE"]),
            ("CREATE OR REPLACE USER u SET PASSWORD 'secret42'", vec!["CREATE USER", "DROP USER"]),
            ("GRANT ROLE reader TO neo4j", vec!["ASSIGN ROLE"]),
            ("STOP DATABASE neo4j", vec!["STOP DATABASE"]),
            ("SHOW DATABASES", vec![]),
        ] {
            let needed = privileges_needed(text, CypherVersion::Cypher25).unwrap();
            assert_eq!(needed, names, "{text}");
        }
        assert!(privileges_needed("CREATE ROL r", CypherVersion::Cypher25).is_err());
    }
}
