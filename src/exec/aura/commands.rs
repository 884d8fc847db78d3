//! The published table of database privileges as commands.
//!
//! The translation of a row is ours: what an instance really stores is not published.

use crate::aura::{DatabaseCapability, DatabaseRole, Mark};

/// The privileges of a capability, as they stand between `GRANT` and `TO`.
fn privileges(capability: DatabaseCapability) -> &'static [&'static str] {
    match capability {
        DatabaseCapability::Access => &["ACCESS ON DATABASE *"],
        DatabaseCapability::StartAndStop => &["START ON DATABASE *", "STOP ON DATABASE *"],
        DatabaseCapability::ListConstraints => &["SHOW CONSTRAINT ON DATABASE *"],
        DatabaseCapability::CreateConstraints => &["CREATE CONSTRAINT ON DATABASE *"],
        DatabaseCapability::DeleteConstraints => &["DROP CONSTRAINT ON DATABASE *"],
        DatabaseCapability::ListIndexes => &["SHOW INDEX ON DATABASE *"],
        DatabaseCapability::CreateIndexes => &["CREATE INDEX ON DATABASE *"],
        DatabaseCapability::DeleteIndexes => &["DROP INDEX ON DATABASE *"],
        DatabaseCapability::Read => &["MATCH {*} ON GRAPH *"],
        DatabaseCapability::Load => &["LOAD ON ALL DATA"],
        DatabaseCapability::Write => &["WRITE ON GRAPH *"],
        DatabaseCapability::Execute => {
            &["EXECUTE PROCEDURE * ON DBMS", "EXECUTE FUNCTION * ON DBMS"]
        }
        DatabaseCapability::ManageNames => &["NAME MANAGEMENT ON DATABASE *"],
        DatabaseCapability::ManageTransactions => &["TRANSACTION MANAGEMENT (*) ON DATABASE *"],
        DatabaseCapability::ManageUsers => &["USER MANAGEMENT ON DBMS"],
        DatabaseCapability::AssignRoles => &["ASSIGN ROLE ON DBMS"],
        DatabaseCapability::RemoveRoles => &["REMOVE ROLE ON DBMS"],
        DatabaseCapability::CreateRoles => &["CREATE ROLE ON DBMS"],
        DatabaseCapability::DeleteRoles => &["DROP ROLE ON DBMS"],
        DatabaseCapability::RenameRoles => &["RENAME ROLE ON DBMS"],
        DatabaseCapability::ListRoles => &["SHOW ROLE ON DBMS"],
        DatabaseCapability::ManagePrivileges => &["PRIVILEGE MANAGEMENT ON DBMS"],
    }
}

/// The command that makes a predefined role.
pub(super) fn role_commands(name: &str) -> Vec<String> {
    vec![format!("CREATE IMMUTABLE ROLE {name}")]
}

/// The commands that give a predefined role its privileges, in the table's order.
pub(super) fn grants(role: DatabaseRole, name: &str) -> Vec<String> {
    DatabaseCapability::ALL
        .iter()
        .filter(|capability| capability.mark(role) == Mark::Yes)
        .flat_map(|capability| privileges(*capability))
        .map(|privilege| format!("GRANT IMMUTABLE {privilege} TO {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::CypherVersion;
    use crate::parser::parse_statement;

    #[test]
    fn every_command_is_one_of_neo4js_in_both_versions() {
        for role in DatabaseRole::ALL.iter().copied() {
            let name = role.name("73b84556");
            for command in role_commands(&name).into_iter().chain(grants(role, &name)) {
                for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
                    assert!(parse_statement(&command, version).is_ok(), "{command}");
                }
            }
        }
    }

    #[test]
    fn a_viewer_gets_six_privileges() {
        let grants = grants(DatabaseRole::Viewer, "r");
        let expected = [
            "GRANT IMMUTABLE ACCESS ON DATABASE * TO r",
            "GRANT IMMUTABLE SHOW CONSTRAINT ON DATABASE * TO r",
            "GRANT IMMUTABLE SHOW INDEX ON DATABASE * TO r",
            "GRANT IMMUTABLE MATCH {*} ON GRAPH * TO r",
            "GRANT IMMUTABLE EXECUTE PROCEDURE * ON DBMS TO r",
            "GRANT IMMUTABLE EXECUTE FUNCTION * ON DBMS TO r",
        ];
        assert_eq!(grants, expected);
    }
}
