//! Every command as every built-in role, as a user who holds exactly what it needs, and as one who is
//! denied part of it. The table says what each needs in the words of the reference (section 9), apart
//! from the table that the program decides by.

use crate::ast::{
    AuthRuleVerb, Command, DatabaseKind, Entity, PrivilegeVerb, ServerCommand, ShowWhat,
};
use crate::exec::{Config, Dbms, DeclaredServer, Params, Session, TransactionStep};
use crate::parser::parse_statement;
use crate::status::{AccessError, Error, ErrorKind};
use std::collections::BTreeSet;

/// A statement, and what it needs as it stands behind `GRANT`; nothing where everybody may.
type Needs = (&'static str, &'static [&'static str]);

#[rustfmt::skip]
const TABLE: &[Needs] = &[
    ("CREATE USER anna SET PASSWORD 'secret-password'", &["CREATE USER ON DBMS"]),
    ("CREATE USER anna SET PASSWORD 'secret-password' SET TAGS 'a'", &["CREATE USER ON DBMS", "SET USER METADATA ON DBMS"]),
    ("CREATE OR REPLACE USER victim SET PASSWORD 'secret-password'", &["CREATE USER ON DBMS", "DROP USER ON DBMS"]),
    ("ALTER USER victim SET PASSWORD 'other-password'", &["SET PASSWORDS ON DBMS"]),
    ("ALTER USER victim SET AUTH 'native' {SET PASSWORD CHANGE REQUIRED}", &["SET PASSWORDS ON DBMS"]),
    ("ALTER USER victim SET AUTH 'ldap' {SET ID 'x'}", &["SET AUTH ON DBMS"]),
    ("ALTER USER victim REMOVE AUTH 'native' SET AUTH 'ldap' {SET ID 'x'}", &["SET AUTH ON DBMS"]),
    ("ALTER USER victim SET STATUS SUSPENDED", &["SET USER STATUS ON DBMS"]),
    ("ALTER USER victim SET HOME DATABASE movies", &["SET USER HOME DATABASE ON DBMS"]),
    ("ALTER USER victim REMOVE HOME DATABASE", &["SET USER HOME DATABASE ON DBMS"]),
    ("ALTER USER victim SET PASSWORD CHANGE REQUIRED SET STATUS ACTIVE", &["SET PASSWORDS ON DBMS", "SET USER STATUS ON DBMS"]),
    ("ALTER USER victim ADD TAGS 'a'", &["ALTER USER ON DBMS", "SET USER METADATA ON DBMS"]),
    ("ALTER USERS victim SET TAGS 'a'", &["ALTER USER ON DBMS", "SET USER METADATA ON DBMS"]),
    ("ALTER CURRENT USER SET PASSWORD FROM 'secret-password' TO 'other-password'", &[]),
    ("RENAME USER victim TO anna", &["RENAME USER ON DBMS"]),
    ("DROP USER victim", &["DROP USER ON DBMS"]),
    ("CREATE ROLE r", &["CREATE ROLE ON DBMS"]),
    ("CREATE ROLE r AS COPY OF reader", &["CREATE ROLE ON DBMS"]),
    ("CREATE OR REPLACE ROLE helper", &["CREATE ROLE ON DBMS", "DROP ROLE ON DBMS"]),
    ("RENAME ROLE helper TO r", &["RENAME ROLE ON DBMS"]),
    ("DROP ROLE helper", &["DROP ROLE ON DBMS"]),
    ("GRANT ROLE helper TO victim", &["ASSIGN ROLE ON DBMS"]),
    ("REVOKE ROLE helper FROM victim", &["REMOVE ROLE ON DBMS"]),
    ("GRANT ROLE helper TO AUTH RULE rule", &["ASSIGN ROLE ON DBMS"]),
    ("GRANT ACCESS ON DATABASE * TO helper", &["ASSIGN PRIVILEGE ON DBMS"]),
    ("DENY ACCESS ON DATABASE * TO helper", &["ASSIGN PRIVILEGE ON DBMS"]),
    ("REVOKE ACCESS ON DATABASE * FROM reader", &["REMOVE PRIVILEGE ON DBMS"]),
    ("CREATE AUTH RULE other SET CONDITION true", &["CREATE AUTH RULE ON DBMS"]),
    ("CREATE OR REPLACE AUTH RULE rule SET CONDITION true", &["CREATE AUTH RULE ON DBMS", "DROP AUTH RULE ON DBMS"]),
    ("ALTER AUTH RULE rule SET ENABLED false", &["ALTER AUTH RULE ON DBMS"]),
    ("RENAME AUTH RULE rule TO other", &["RENAME AUTH RULE ON DBMS"]),
    ("DROP AUTH RULE rule", &["DROP AUTH RULE ON DBMS"]),
    ("CREATE DATABASE books", &["CREATE DATABASE ON DBMS"]),
    ("CREATE OR REPLACE DATABASE plain", &["CREATE DATABASE ON DBMS", "DROP DATABASE ON DBMS"]),
    ("CREATE OR REPLACE DATABASE garden", &["CREATE DATABASE ON DBMS", "DROP COMPOSITE DATABASE ON DBMS"]),
    ("CREATE COMPOSITE DATABASE books", &["CREATE COMPOSITE DATABASE ON DBMS"]),
    ("CREATE OR REPLACE COMPOSITE DATABASE garden", &["CREATE COMPOSITE DATABASE ON DBMS", "DROP COMPOSITE DATABASE ON DBMS"]),
    ("CREATE REPLICA DATABASE books OPTIONS {replicaConfig: {remote: 'x'}}", &["CREATE DATABASE ON DBMS"]),
    ("DROP DATABASE plain", &["DROP DATABASE ON DBMS"]),
    ("DROP DATABASE garden", &["DROP COMPOSITE DATABASE ON DBMS"]),
    ("DROP COMPOSITE DATABASE garden", &["DROP COMPOSITE DATABASE ON DBMS"]),
    ("DROP DATABASE movies CASCADE ALIASES", &["DROP DATABASE ON DBMS", "DROP ALIAS ON DBMS"]),
    ("ALTER DATABASE movies SET ACCESS READ ONLY", &["SET DATABASE ACCESS ON DATABASE movies"]),
    ("ALTER DATABASE movies SET DEFAULT LANGUAGE CYPHER 5", &["SET DATABASE DEFAULT LANGUAGE ON DATABASE movies"]),
    ("ALTER DATABASE movies SET OPTION txLogEnrichment 'FULL'", &["ALTER DATABASE ON DATABASE movies"]),
    ("ALTER DATABASE films SET TOPOLOGY 1 PRIMARY", &["ALTER DATABASE ON DBMS"]),
    ("ALTER DATABASE garden SET DEFAULT LANGUAGE CYPHER 5", &["ALTER COMPOSITE DATABASE ON DBMS"]),
    ("START DATABASE movies", &["START ON DATABASE movies"]),
    ("STOP DATABASE movies", &["STOP ON DATABASE movies"]),
    ("CREATE DATABASE books PROPERTY SHARDS {COUNT 1}", &["CREATE DATABASE ON DBMS"]),
    ("ALTER DATABASE wide SET PROPERTY SHARDS {SET TOPOLOGY 1 REPLICA}", &["ALTER DATABASE ON DATABASE wide"]),
    ("ALTER DATABASE `wide-p000` SET TOPOLOGY 1 REPLICA", &["ALTER DATABASE ON DATABASE wide"]),
    ("START DATABASE `wide-g000`", &["START ON DATABASE wide"]),
    ("STOP DATABASE `wide-p000`", &["STOP ON DATABASE wide"]),
    ("DROP DATABASE wide", &["DROP DATABASE ON DBMS"]),
    ("CREATE ALIAS other FOR DATABASE movies", &["CREATE ALIAS ON DBMS"]),
    ("CREATE OR REPLACE ALIAS films FOR DATABASE movies", &["CREATE ALIAS ON DBMS", "DROP ALIAS ON DBMS"]),
    ("ALTER ALIAS films SET DATABASE TARGET plain", &["ALTER ALIAS ON DBMS"]),
    ("DROP ALIAS films FOR DATABASE", &["DROP ALIAS ON DBMS"]),
    ("ENABLE SERVER '00000000-0000-4000-8000-000000000002'", &["SERVER MANAGEMENT ON DBMS"]),
    ("ALTER SERVER '00000000-0000-4000-8000-000000000001' SET OPTIONS {tags: ['a']}", &["SERVER MANAGEMENT ON DBMS"]),
    ("RENAME SERVER '00000000-0000-4000-8000-000000000001' TO 'one'", &["SERVER MANAGEMENT ON DBMS"]),
    ("DROP SERVER '00000000-0000-4000-8000-000000000002'", &["SERVER MANAGEMENT ON DBMS"]),
    ("DEALLOCATE DATABASES FROM SERVER '00000000-0000-4000-8000-000000000002'", &["SERVER MANAGEMENT ON DBMS"]),
    ("DRYRUN REALLOCATE DATABASES", &["SERVER MANAGEMENT ON DBMS"]),
    ("SHOW USERS", &["SHOW USER ON DBMS"]),
    ("SHOW USERS WITH AUTH", &["SHOW USER ON DBMS"]),
    ("SHOW USERS AS COMMANDS", &["SHOW USER ON DBMS", "SHOW USER CREDENTIALS ON DBMS"]),
    ("SHOW CURRENT USER", &[]),
    ("SHOW ROLES", &["SHOW ROLE ON DBMS"]),
    ("SHOW ROLES WITH USERS", &["SHOW ROLE ON DBMS", "SHOW USER ON DBMS"]),
    ("SHOW ROLES WITH AUTH RULES", &["SHOW ROLE ON DBMS", "SHOW AUTH RULE ON DBMS"]),
    ("SHOW PRIVILEGES", &["SHOW PRIVILEGE ON DBMS"]),
    ("SHOW ROLE reader PRIVILEGES AS COMMANDS", &["SHOW PRIVILEGE ON DBMS"]),
    ("SHOW USER victim PRIVILEGES", &["SHOW PRIVILEGE ON DBMS", "SHOW USER ON DBMS"]),
    ("SHOW USER PRIVILEGES", &[]),
    ("SHOW USER tester PRIVILEGES", &[]),
    ("SHOW SUPPORTED PRIVILEGES", &[]),
    ("SHOW AUTH RULES", &["SHOW AUTH RULE ON DBMS"]),
    ("SHOW DATABASES", &[]),
    ("SHOW DEFAULT DATABASE", &[]),
    ("SHOW HOME DATABASE", &[]),
    ("SHOW ALIASES FOR DATABASES", &["SHOW ALIAS ON DBMS"]),
    ("SHOW SERVERS", &["SHOW SERVERS ON DBMS"]),
    ("SHOW SETTINGS", &[]),
    ("SHOW PROCEDURES", &[]),
    ("SHOW PROCEDURES EXECUTABLE BY CURRENT USER", &[]),
    ("SHOW PROCEDURES EXECUTABLE BY victim", &["SHOW USER ON DBMS"]),
    ("SHOW FUNCTIONS", &[]),
    ("SHOW FUNCTIONS EXECUTABLE BY victim", &["SHOW USER ON DBMS"]),
    ("SHOW TRANSACTIONS", &[]),
    ("TERMINATE TRANSACTIONS 'neo4j-transaction-0'", &[]),
    ("SHOW TRANSACTIONS YIELD transactionId AS id SHOW SETTINGS YIELD name RETURN id, name", &[]),
    ("SHOW FUNCTIONS EXECUTABLE BY victim YIELD name SHOW SETTINGS YIELD name AS s RETURN s", &["SHOW USER ON DBMS"]),
];

/// What kind of command it is. A new one does not compile until it has a kind here, and a kind without a
/// row in the table fails the test.
fn kind(command: &Command) -> &'static str {
    match command {
        Command::CreateUser(_) => "CREATE USER",
        Command::AlterUser(_) => "ALTER USER",
        Command::AlterUsers(_) => "ALTER USERS",
        Command::AlterCurrentUser(_) => "ALTER CURRENT USER",
        Command::Rename(rename) => match rename.entity {
            Entity::User => "RENAME USER",
            Entity::Role => "RENAME ROLE",
            Entity::AuthRule => "RENAME AUTH RULE",
        },
        Command::Drop(drop) => match drop.entity {
            Entity::User => "DROP USER",
            Entity::Role => "DROP ROLE",
            Entity::AuthRule => "DROP AUTH RULE",
        },
        Command::CreateRole(_) => "CREATE ROLE",
        Command::AssignRole(assign) => match assign.revoke {
            false => "GRANT ROLE",
            true => "REVOKE ROLE",
        },
        Command::Privilege(privilege) => match privilege.verb {
            PrivilegeVerb::Grant => "GRANT",
            PrivilegeVerb::Deny => "DENY",
            PrivilegeVerb::Revoke(_) => "REVOKE",
        },
        Command::SetAuthRule(set) => match set.verb {
            AuthRuleVerb::Create(_) => "CREATE AUTH RULE",
            AuthRuleVerb::Alter { .. } => "ALTER AUTH RULE",
        },
        Command::CreateDatabase(create) => match create.kind {
            DatabaseKind::Standard => "CREATE DATABASE",
            DatabaseKind::Composite => "CREATE COMPOSITE DATABASE",
            DatabaseKind::Replica => "CREATE REPLICA DATABASE",
        },
        Command::AlterDatabase(_) => "ALTER DATABASE",
        Command::DropDatabase(_) => "DROP DATABASE",
        Command::SwitchDatabase(switch) => match switch.start {
            true => "START DATABASE",
            false => "STOP DATABASE",
        },
        Command::CreateAlias(_) => "CREATE ALIAS",
        Command::AlterAlias(_) => "ALTER ALIAS",
        Command::DropAlias(_) => "DROP ALIAS",
        Command::Server(server) => match server {
            ServerCommand::Enable(..) => "ENABLE SERVER",
            ServerCommand::Alter(..) => "ALTER SERVER",
            ServerCommand::Rename(..) => "RENAME SERVER",
            ServerCommand::Drop(_) => "DROP SERVER",
            ServerCommand::Deallocate { .. } => "DEALLOCATE",
            ServerCommand::Reallocate { .. } => "REALLOCATE",
        },
        Command::TerminateTransactions(_) => "TERMINATE TRANSACTIONS",
        Command::Chain(_) => "several in a row",
        Command::Show(show) => match &show.what {
            ShowWhat::Users { .. } => "SHOW USERS",
            ShowWhat::CurrentUser => "SHOW CURRENT USER",
            ShowWhat::Roles { .. } => "SHOW ROLES",
            ShowWhat::Privileges { .. } => "SHOW PRIVILEGES",
            ShowWhat::SupportedPrivileges => "SHOW SUPPORTED PRIVILEGES",
            ShowWhat::AuthRules { .. } => "SHOW AUTH RULES",
            ShowWhat::Databases(_) => "SHOW DATABASES",
            ShowWhat::Aliases(_) => "SHOW ALIASES",
            ShowWhat::Servers => "SHOW SERVERS",
            ShowWhat::Settings(_) => "SHOW SETTINGS",
            ShowWhat::Procedures(_) => "SHOW PROCEDURES",
            ShowWhat::Functions { .. } => "SHOW FUNCTIONS",
            ShowWhat::Transactions(_) => "SHOW TRANSACTIONS",
        },
    }
}

/// The number of kinds above.
const KINDS: usize = 49;

struct Bench {
    dbms: Dbms,
    admin: Session,
}

impl Bench {
    fn new() -> Self {
        let second = DeclaredServer {
            id: "00000000-0000-4000-8000-000000000002".into(),
            address: "server2:7687".into(),
            http_address: "server2:7474".into(),
        };
        let config = Config {
            initial_password_change_required: false,
            more_servers: vec![second],
            ..Config::default()
        };
        let mut bench = Self { dbms: Dbms::new(config), admin: Session::of_user("neo4j") };
        for text in [
            "CREATE USER victim SET PASSWORD 'secret-password'",
            "CREATE USER tester SET PASSWORD 'secret-password' CHANGE NOT REQUIRED",
            "CREATE ROLE helper",
            "CREATE ROLE exact",
            "GRANT ROLE exact TO tester",
            "CREATE DATABASE movies",
            "CREATE DATABASE plain",
            "CREATE DATABASE wide PROPERTY SHARDS {COUNT 1}",
            "CREATE COMPOSITE DATABASE garden",
            "CREATE ALIAS films FOR DATABASE movies",
            "CREATE AUTH RULE rule SET CONDITION true",
        ] {
            bench.as_admin(text);
        }
        bench
    }

    #[track_caller]
    fn as_admin(&mut self, text: &str) {
        let done = self.admin.run(&mut self.dbms, text, &Params::default());
        done.unwrap_or_else(|error| panic!("{text}: {error}"));
    }

    /// Takes back what the administrator did last, that many statements.
    fn undo(&mut self, statements: usize) {
        for _ in 0..statements {
            self.dbms.transaction(&self.admin, TransactionStep::Undo).unwrap();
        }
    }

    /// Runs a statement as the tester, keeps nothing, and gives the refusal, if it is one.
    fn refusal(&mut self, text: &str) -> Option<Error> {
        let session = self.dbms.session_for("tester").unwrap();
        self.dbms.transaction(&session, TransactionStep::Begin).unwrap();
        let result = session.run(&mut self.dbms, text, &Params::default());
        self.dbms.close(&session);
        result.err().filter(|error| {
            matches!(&error.kind, ErrorKind::Access(access)
                if matches!(**access, AccessError::NotPermitted { .. }))
        })
    }
}

/// The name of an action as refusals print it, from what stands behind `GRANT`.
fn printed(need: &str) -> String {
    let (name, _) = need.split_once(" ON ").unwrap();
    match name {
        "START" | "STOP" => format!("{name} DATABASE"),
        other => other.to_owned(),
    }
}

#[test]
fn every_kind_of_command_is_in_the_table() {
    let kinds: BTreeSet<&str> = TABLE
        .iter()
        .map(|(text, _)| {
            let statement = parse_statement(text, Default::default());
            kind(&statement.unwrap_or_else(|error| panic!("{text}: {error}")).command)
        })
        .collect();
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
}

#[test]
fn built_in_roles_may_what_the_table_says() {
    let mut bench = Bench::new();
    for role in
        [None, Some("reader"), Some("editor"), Some("publisher"), Some("architect"), Some("admin")]
    {
        if let Some(role) = role {
            bench.as_admin(&format!("GRANT ROLE {role} TO tester"));
        }
        for (text, needs) in TABLE {
            let may = needs.is_empty() || role == Some("admin");
            let refusal = bench.refusal(text);
            assert_eq!(refusal.is_none(), may, "{text} as {role:?}: {refusal:?}");
        }
        if role.is_some() {
            bench.undo(1);
        }
    }
}

#[test]
fn exactly_the_needed_privileges_are_enough_and_none_can_be_left_out() {
    let mut bench = Bench::new();
    for (text, needs) in TABLE {
        for need in *needs {
            bench.as_admin(&format!("GRANT {need} TO exact"));
        }
        let refusal = bench.refusal(text);
        assert!(refusal.is_none(), "{text}: {refusal:?}");
        bench.undo(needs.len());
        for left_out in *needs {
            let others = needs.iter().filter(|need| *need != left_out);
            for need in others.clone() {
                bench.as_admin(&format!("GRANT {need} TO exact"));
            }
            let refusal =
                bench.refusal(text).unwrap_or_else(|| panic!("{text} without {left_out}"));
            let expected =
                format!("Permission has not been granted for {}. Try", printed(left_out));
            assert!(refusal.to_string().starts_with(&expected), "{text}: {refusal}");
            assert_eq!(refusal.code(), "Neo.ClientError.Security.Forbidden");
            assert_eq!(refusal.gqlstatus(), "42NFF");
            bench.undo(others.count());
        }
    }
}

#[test]
fn a_denial_of_one_needed_privilege_refuses() {
    let mut bench = Bench::new();
    bench.as_admin("GRANT ROLE admin TO tester");
    for (text, needs) in TABLE {
        for need in *needs {
            bench.as_admin(&format!("DENY {need} TO exact"));
            let refusal = bench.refusal(text).unwrap_or_else(|| panic!("{text} denied {need}"));
            let expected = format!("Permission denied for {}. Try", printed(need));
            assert!(refusal.to_string().starts_with(&expected), "{text}: {refusal}");
            bench.undo(1);
        }
    }
}

#[test]
fn the_commands_that_help_with_a_refusal_let_it_through() {
    let mut bench = Bench::new();
    for (text, needs) in TABLE.iter().filter(|(_, needs)| !needs.is_empty()) {
        let help = bench.refusal(text).and_then(|refusal| refusal.help);
        let help = help.unwrap_or_else(|| panic!("{text}: no help"));
        let commands: Vec<&str> =
            help.split('`').filter(|part| part.starts_with("GRANT ")).collect();
        assert_eq!(commands.len(), needs.len(), "{text}: {help}");
        for command in &commands {
            bench.as_admin(&format!("{} TO exact", command.strip_suffix(" TO role").unwrap()));
        }
        let refusal = bench.refusal(text);
        assert!(refusal.is_none(), "{text}: {refusal:?}");
        bench.undo(commands.len());
    }
}
