//! `AS COMMANDS` says all there is, and `AS REVOKE COMMANDS` takes it away.

use super::generate;
use cypher_admin::ast::{Command, PrivilegeCommand, PrivilegeVerb};
use cypher_admin::exec::{Config, Dbms, Params, Session};
use cypher_admin::value::Value;
use proptest::prelude::*;

const ROLES: &[&str] = &["r1", "r2", "`where`"];
const DATABASES: &[&str] = &["other", "`my-db`"];

/// A system with authentication disabled, some roles and databases of ours.
struct System {
    dbms: Dbms,
    session: Session,
}

impl System {
    fn new() -> Self {
        let dbms = Dbms::new(Config { auth_enabled: false, ..Config::default() });
        let session = Session::of_user("neo4j");
        let mut system = Self { dbms, session };
        ROLES.iter().for_each(|role| system.must(&format!("CREATE ROLE {role}")));
        DATABASES.iter().for_each(|name| system.must(&format!("CREATE DATABASE {name}")));
        system
    }

    /// The same with no privileges at all.
    fn bare() -> Self {
        let mut system = Self::new();
        system.empty();
        system
    }

    fn run(&mut self, statement: &str) -> Result<Vec<Vec<Value>>, String> {
        let outcome = self.session.run(&mut self.dbms, statement, &Params::default());
        outcome.map(|outcome| outcome.rows).map_err(|error| error.to_string())
    }

    fn must(&mut self, statement: &str) {
        if let Err(error) = self.run(statement) {
            panic!("{statement}\n{error}");
        }
    }

    fn commands(&mut self, as_commands: &str) -> Vec<String> {
        let rows = self.run(&format!("SHOW PRIVILEGES {as_commands}")).expect("commands");
        rows.into_iter()
            .flatten()
            .map(|value| match value {
                Value::String(text) => text.to_string(),
                other => panic!("{other:?} is no command"),
            })
            .collect()
    }

    fn privileges(&mut self) -> Vec<Vec<Value>> {
        self.run("SHOW PRIVILEGES").expect("privileges")
    }

    fn empty(&mut self) {
        for command in self.commands("AS REVOKE COMMANDS") {
            self.must(&command);
        }
    }
}

/// A GRANT or DENY whose roles and databases are there.
fn grant() -> impl Strategy<Value = String> {
    (generate::privilege(), any::<bool>(), any::<bool>(), 0..ROLES.len()).prop_map(
        |(privilege, deny, immutable, role)| {
            let verb = if deny { PrivilegeVerb::Deny } else { PrivilegeVerb::Grant };
            let place = Default::default();
            let command = PrivilegeCommand { verb, immutable, privilege, roles: Vec::new(), place };
            format!("{}{}", Command::Privilege(Box::new(command)), ROLES[role])
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn as_commands_gives_the_same_privileges_again_and_as_revoke_commands_none(
        commands in prop::collection::vec(grant(), 1..40),
    ) {
        let mut system = System::new();
        // Some random privileges name what is not there or do not make sense; these change nothing.
        for command in &commands {
            let before = system.privileges();
            if system.run(command).is_err() {
                prop_assert_eq!(before, system.privileges(), "a failed statement changed something: {}", command);
            }
        }
        let mut copy = System::bare();
        for command in system.commands("AS COMMANDS") {
            let done = copy.run(&command);
            prop_assert!(done.is_ok(), "{}\n{:?}", command, done);
        }
        prop_assert_eq!(system.privileges(), copy.privileges());
        copy.empty();
        prop_assert_eq!(copy.privileges(), Vec::<Vec<Value>>::new());
    }
}
