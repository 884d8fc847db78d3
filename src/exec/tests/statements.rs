//! Statements as text, run on a fresh DBMS.

use crate::exec::*;
use crate::graph::SystemGraph;
use crate::value::Value;

/// A DBMS and a session of the user `neo4j`, whose password need not be changed.
struct Bench {
    dbms: Dbms,
    session: Session,
}

impl Bench {
    fn new() -> Self {
        let config = Config { initial_password_change_required: false, ..Config::default() };
        Self { dbms: Dbms::new(config), session: Session::of_user("neo4j") }
    }

    fn with(statements: &[&str]) -> Self {
        let mut bench = Self::new();
        for statement in statements {
            bench.ok(statement);
        }
        bench
    }

    fn run(&mut self, text: &str) -> Result<Outcome, crate::status::Error> {
        self.session.run(&mut self.dbms, text, &Params::new())
    }

    #[track_caller]
    fn ok(&mut self, text: &str) -> Outcome {
        self.run(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// The message and the code of the refusal, which must change nothing.
    #[track_caller]
    fn refused(&mut self, text: &str) -> (String, String) {
        let before = self.dbms.graph.clone();
        let error = self.run(text).expect_err(text);
        assert!(self.dbms.graph == before, "{text} changed something");
        let codes: Vec<_> = error.gql().iter().map(|status| status.code).collect();
        (error.to_string(), codes.join(" "))
    }

    /// Titles of the notifications.
    #[track_caller]
    fn remarks(&mut self, text: &str) -> Vec<String> {
        self.ok(text)
            .notifications
            .into_iter()
            .map(|n| format!("{} {}", n.gqlstatus, n.title))
            .collect()
    }

    fn graph(&self) -> &SystemGraph {
        &self.dbms.graph
    }

    fn rows_of(&self, role: &str) -> usize {
        self.graph().role_named(role).map_or(0, |(_, role)| role.privileges.len())
    }
}

#[test]
fn a_grant_expands_as_the_manual_counts() {
    for (command, updates) in [
        ("GRANT MATCH {language, length} ON GRAPH neo4j NODES Message TO r", 2),
        ("DENY MATCH {*} ON GRAPH * NODES Account TO r", 1),
        ("DENY MATCH {content} ON GRAPH * NODES Message TO r", 1),
        ("GRANT TRAVERSE ON GRAPH * NODES Post TO r", 1),
        ("GRANT TRAVERSE ON GRAPH * TO r", 2),
        ("GRANT TRAVERSE ON GRAPH * ELEMENTS A, B TO r", 4),
        ("GRANT ALL GRAPH PRIVILEGES ON GRAPH * TO r", 1),
        ("GRANT IMPERSONATE (alice, bob) ON DBMS TO r", 2),
        ("GRANT EXECUTE BOOSTED PROCEDURE db.labels, db.relationshipTypes ON DBMS TO r", 2),
        ("GRANT WRITE ON GRAPH * TO r", 2),
        ("GRANT SET LABEL A, B ON GRAPH * TO r", 2),
        ("GRANT MERGE {*} ON GRAPH * TO r", 2),
        ("GRANT ACCESS ON DATABASES neo4j, system TO r", 2),
        ("GRANT LOAD ON CIDR '127.0.0.1/32' TO r", 1),
    ] {
        let mut bench = Bench::with(&["CREATE ROLE r"]);
        let outcome = bench.ok(command);
        assert_eq!(outcome.counters.system_updates, updates, "{command}");
        assert_eq!(outcome.columns, None);
        assert_eq!(bench.rows_of("r"), usize::try_from(updates).unwrap(), "{command}");
        assert_eq!(bench.ok(command).counters.system_updates, 0, "{command} again");
    }
}

#[test]
fn repeating_a_command_is_remarked_step_by_step() {
    let mut bench = Bench::with(&["CREATE ROLE r", "GRANT TRAVERSE ON GRAPH * TO r"]);
    assert_eq!(
        bench.remarks("GRANT TRAVERSE ON GRAPH * TO r"),
        [
            "00N70 `GRANT TRAVERSE ON GRAPH * NODES * TO r` has no effect.",
            "00N70 `GRANT TRAVERSE ON GRAPH * RELATIONSHIPS * TO r` has no effect.",
        ]
    );
    bench.ok("GRANT WRITE ON GRAPH * TO r");
    assert_eq!(
        bench.remarks("GRANT WRITE ON GRAPH * TO r"),
        ["00N70 `GRANT WRITE ON GRAPH * TO r` has no effect."]
    );
    assert_eq!(
        bench.remarks("REVOKE WRITE ON GRAPH * FROM reader"),
        ["00N71 `REVOKE DENY WRITE ON GRAPH * FROM reader` has no effect."]
    );
    assert_eq!(bench.remarks("REVOKE GRANT READ {a, b} ON HOME GRAPH NODES X, Y FROM r").len(), 4);
}

#[test]
fn revoke_removes_exactly_the_named_row_of_the_named_kind() {
    let mut bench = Bench::with(&[
        "CREATE ROLE r",
        "GRANT MATCH {*} ON GRAPH * NODES A TO r",
        "DENY MATCH {*} ON GRAPH * NODES A TO r",
    ]);
    for (command, left) in [
        ("REVOKE GRANT READ {*} ON GRAPH * NODES A FROM r", 2),
        ("REVOKE MATCH {*} ON GRAPH neo4j NODES A FROM r", 2),
        ("REVOKE MATCH {*} ON GRAPH * NODES * FROM r", 2),
        ("REVOKE DENY MATCH {*} ON GRAPH * NODES A FROM r", 1),
        ("REVOKE DENY MATCH {*} ON GRAPH * NODES A FROM r", 1),
        ("REVOKE MATCH {*} ON GRAPH * NODES A FROM r", 0),
    ] {
        bench.ok(command);
        assert_eq!(bench.rows_of("r"), left, "{command}");
    }
}

#[test]
fn a_missing_role_or_database_is_an_error_but_a_warning_for_revoke_in_cypher_5() {
    let mut bench = Bench::new();
    let (message, codes) = bench.refused("GRANT WRITE ON GRAPH * TO reader, nobody");
    assert_eq!(message, "Invalid reference in command 'GRANT WRITE ON GRAPH * TO nobody'.");
    assert_eq!(codes, "42001 42NA8 42N10");
    let (_, codes) = bench.refused("GRANT ACCESS ON DATABASES neo4j, missing TO reader");
    assert_eq!(codes, "42001 42NA8 42N00");
    assert_eq!(bench.refused("REVOKE WRITE ON GRAPH * FROM nobody").1, "42001 42NA8 42N10");
    assert_eq!(
        bench.remarks("CYPHER 5 REVOKE WRITE ON GRAPH * FROM nobody"),
        ["01N70 `REVOKE WRITE ON GRAPH * FROM nobody` has no effect."]
    );
    let outcome = bench.ok("CYPHER 5 REVOKE ACCESS ON DATABASE missing FROM reader");
    assert!(outcome.notifications[0].description.starts_with("Database `missing` does not exist."));
    let mut params = Params::new();
    params.insert("db".into(), Value::String("*".into()));
    let mut grant = |text: &str| bench.session.run(&mut bench.dbms, text, &params);
    let error = grant("GRANT ACCESS ON DATABASE $db TO reader").unwrap_err();
    assert_eq!(error.gqlstatus(), "42N86");
}

#[test]
fn immutable_privileges_and_roles_want_authentication_disabled() {
    let mut bench = Bench::with(&["CREATE ROLE r"]);
    assert_eq!(
        bench.refused("GRANT IMMUTABLE SHOW ROLE ON DBMS TO r").0,
        "Immutable privileges cannot be granted. Try granting the privilege without the IMMUTABLE keyword."
    );
    assert!(
        bench
            .refused("CREATE IMMUTABLE ROLE s")
            .0
            .starts_with("Immutable roles cannot be created.")
    );
    bench.dbms.config.auth_enabled = false;
    bench.ok("CREATE IMMUTABLE ROLE s");
    bench.ok("GRANT IMMUTABLE SHOW ROLE ON DBMS TO r, s");
    bench.ok("GRANT SHOW ROLE ON DBMS TO r");
    assert_eq!(bench.rows_of("r"), 2);
    assert!(
        bench.refused("GRANT SHOW ROLE ON DBMS TO s").0.starts_with("Only immutable privileges")
    );
    assert!(bench.refused("CREATE ROLE t AS COPY OF r").0.contains("cannot be copied because"));
    bench.ok("CREATE IMMUTABLE ROLE u AS COPY OF s");
    assert_eq!(bench.rows_of("u"), 1);
    bench.dbms.config.auth_enabled = true;
    assert!(
        bench
            .refused("REVOKE SHOW ROLE ON DBMS FROM r")
            .0
            .starts_with("Immutable privileges cannot be revoked.")
    );
    for command in ["DROP ROLE s", "RENAME ROLE s TO t", "CREATE OR REPLACE ROLE s"] {
        assert!(bench.refused(command).0.starts_with("Immutable roles cannot be "), "{command}");
    }
    bench.ok("GRANT ROLE s TO neo4j");
    bench.dbms.config.auth_enabled = false;
    bench.ok("REVOKE SHOW ROLE ON DBMS FROM r");
    assert_eq!(bench.rows_of("r"), 0);
}

#[test]
fn property_rules_are_stored_in_normal_form() {
    let mut bench = Bench::with(&["CREATE ROLE r"]);
    for command in [
        "GRANT TRAVERSE ON GRAPH * FOR (x:B|A) WHERE NOT x.p > 1 TO r",
        "GRANT TRAVERSE ON GRAPH * FOR (:A|B) WHERE n.p <= 1 TO r",
        "GRANT TRAVERSE ON GRAPH * FOR (n:A|B) WHERE 1 >= n.p TO r",
    ] {
        bench.ok(command);
        assert_eq!(bench.rows_of("r"), 1, "{command}");
    }
    bench.ok("GRANT READ {*} ON GRAPH * FOR (n) WHERE n.d > date('2024-10-25') TO r");
    bench.ok("REVOKE READ {*} ON GRAPH * FOR (m WHERE m.d > date('2024-10-25')) FROM r");
    bench.ok("GRANT READ {*} ON GRAPH * FOR (n {p: 'x'}) TO r");
    bench.ok("REVOKE READ {*} ON GRAPH * FOR (n) WHERE n.p = 'x' FROM r");
    assert_eq!(bench.rows_of("r"), 1);
    assert!(
        bench
            .refused("GRANT READ {*} ON GRAPH * FOR (n) WHERE n.p IN [1, 'a'] TO r")
            .0
            .contains("same type")
    );
    let (message, codes) =
        bench.refused("GRANT READ {*} ON GRAPH * FOR (n) WHERE n.p IN [1, NULL] TO r");
    assert!(message.contains("`NULL` is not supported"));
    assert!(codes.contains("22NAA"), "{codes}");
}

#[test]
fn users_are_created_altered_renamed_and_dropped() {
    let mut bench = Bench::new();
    bench.ok(
        "CREATE USER alice SET PASSWORD 'secret-1' SET STATUS SUSPENDED SET TAGS ['a', 'b', 'a']",
    );
    let alice = |bench: &Bench| bench.graph().user_named("alice").map(|(_, user)| user.clone());
    let user = alice(&bench).unwrap();
    assert!(user.is_suspended && user.native.as_ref().unwrap().change_required);
    assert_eq!(user.tags.len(), 2);
    bench.ok("ALTER USER alice SET STATUS ACTIVE SET PASSWORD CHANGE NOT REQUIRED");
    bench.ok("ALTER USER alice SET PASSWORD 'secret-2'");
    let user = alice(&bench).unwrap();
    assert!(!user.native.as_ref().unwrap().change_required, "the flag stays");
    assert!(user.native.unwrap().credential.matches("secret-2"));
    bench.ok("ALTER USER alice REMOVE TAG 'a' ADD TAG 'c'");
    for (command, message) in [
        (
            "CREATE USER alice SET PASSWORD 'secret-3'",
            "Failed to create the specified user 'alice': User already exists.",
        ),
        (
            "CREATE USER `a,b` SET PASSWORD 'secret-3'",
            "Username 'a,b' contains illegal characters.\nUse ascii characters that are not ',', ':' or whitespaces.",
        ),
        ("CREATE USER bob SET PASSWORD ''", "A password cannot be empty."),
        ("CREATE USER bob SET PASSWORD 'short'", "A password must be at least 8 characters."),
        (
            "CREATE USER bob SET ENCRYPTED PASSWORD 'short'",
            "Incorrect format of encrypted password. Correct format is '<encryption-version>,<hash>,<salt>'.",
        ),
        (
            "ALTER USER alice SET PASSWORD 'secret-2'",
            "Failed to alter the specified user 'alice': Old password and new password cannot be the same.",
        ),
        ("ALTER USER alice SET STATUS SUSPENDED REMOVE ALL AUTH", ""),
        (
            "ALTER USER alice REMOVE ALL AUTH",
            "User has no auth provider. Add at least one auth provider for the user or consider suspending them.",
        ),
        (
            "ALTER USER bob SET STATUS ACTIVE",
            "Failed to alter the specified user 'bob': User does not exist.",
        ),
        (
            "ALTER USER neo4j SET STATUS ACTIVE",
            "Failed to alter the specified user 'neo4j': Changing your own activation status is not allowed.",
        ),
        ("DROP USER bob", "Failed to delete the specified user 'bob': User does not exist."),
        (
            "DROP USER neo4j",
            "Failed to delete the specified user 'neo4j': Deleting yourself is not allowed.",
        ),
        (
            "CREATE OR REPLACE USER neo4j SET PASSWORD 'secret-3'",
            "Failed to replace the specified user 'neo4j': Deleting yourself is not allowed.",
        ),
        (
            "RENAME USER bob TO carol",
            "Failed to rename the specified user 'bob' to 'carol': The user 'bob' does not exist.",
        ),
        (
            "RENAME USER alice TO neo4j",
            "Failed to rename the specified user 'alice' to 'neo4j': User 'neo4j' already exists.",
        ),
    ] {
        let found = bench.refused(command).0;
        if !message.is_empty() {
            assert_eq!(found, message, "{command}");
        }
    }
    bench.ok("CREATE USER alice IF NOT EXISTS SET PASSWORD 'x'");
    bench.ok("RENAME USER alice TO carol");
    bench.ok("DROP USER carol");
    bench.ok("DROP USER carol IF EXISTS");
    assert!(alice(&bench).is_none());
}

#[test]
fn external_auth_is_unique_and_remarked() {
    let mut bench = Bench::new();
    assert_eq!(
        bench.remarks("CREATE USER jack SET AUTH 'oidc1' {SET ID 'j'}"),
        ["00N72 The auth provider is not defined.", "01N71 External auth for user is not enabled."]
    );
    assert_eq!(
        bench.refused("CREATE USER jill SET AUTH 'oidc1' {SET ID 'j'}"),
        ("Failed to create the specified user 'jill': The combination of provider and id is already in use.".into(), "42N95".into())
    );
    assert_eq!(
        bench.remarks("ALTER USER jack SET HOME DATABASE Nowhere"),
        ["00N50 The request referred to a home database that does not exist."]
    );
    bench.ok("ALTER USER jack REMOVE ALL AUTH SET PASSWORD 'password'");
    bench.ok("CREATE USER jill SET AUTH 'oidc1' {SET ID 'j'}");
}

#[test]
fn roles_are_granted_and_revoked_pair_by_pair() {
    let mut bench = Bench::with(&["CREATE USER jane SET PASSWORD 'password'", "CREATE ROLE r"]);
    bench.ok("GRANT ROLE reader TO jane");
    assert_eq!(
        bench.remarks("GRANT ROLES reader, r TO jane"),
        ["00N70 `GRANT ROLE reader TO jane` has no effect."]
    );
    assert_eq!(
        bench.remarks("REVOKE ROLES admin, r FROM jane"),
        ["00N71 `REVOKE ROLE admin FROM jane` has no effect."]
    );
    for (command, message, codes) in [
        (
            "GRANT ROLE r TO jane, bob",
            "Failed to grant role 'r' to user 'bob': User does not exist.",
            "42001 42NA8 42N09",
        ),
        (
            "GRANT ROLE nil TO jane",
            "Failed to grant role 'nil' to user 'jane': Role does not exist.",
            "42001 42NA8 42N10",
        ),
        (
            "REVOKE ROLE nil FROM jane",
            "42001\n42NA8: Invalid reference in command 'REVOKE ROLE nil FROM jane'.\n42N10: A role with the name `nil` was not found. Verify that the spelling is correct.",
            "42001 42NA8 42N10",
        ),
        (
            "REVOKE ROLE PUBLIC FROM jane",
            "Failed to revoke the specified role 'PUBLIC': 'PUBLIC' is a reserved role.",
            "42001 42N15",
        ),
        (
            "CREATE ROLE PUBLIC",
            "Failed to create the specified role 'PUBLIC': 'PUBLIC' is a reserved role.",
            "42001 42N15",
        ),
        (
            "DROP ROLE PUBLIC",
            "Failed to delete the specified role 'PUBLIC': 'PUBLIC' is a reserved role.",
            "42001 42N15",
        ),
        (
            "RENAME ROLE r TO PUBLIC",
            "Failed to rename the specified role 'r' to 'PUBLIC': 'PUBLIC' is a reserved role.",
            "42001 42N15",
        ),
        (
            "CREATE ROLE r",
            "Failed to create the specified role 'r': Role already exists.",
            "42001 42N13",
        ),
        (
            "CREATE ROLE `a b`",
            "Role name 'a b' contains illegal characters.\nUse simple ascii characters, numbers and underscores.",
            "22N05 22N82",
        ),
        (
            "CREATE ROLE s AS COPY OF nil",
            "Failed to create the specified role 's': Role 'nil' does not exist.",
            "42001 42N10",
        ),
    ] {
        assert_eq!(bench.refused(command), (message.into(), codes.into()), "{command}");
    }
    assert_eq!(
        bench.remarks("CYPHER 5 REVOKE ROLE nil FROM jane"),
        ["01N70 `REVOKE ROLE nil FROM jane` has no effect."]
    );
    bench.ok("CREATE ROLE copy AS COPY OF editor");
    assert_eq!(bench.rows_of("copy"), 7);
}

#[test]
fn everyone_is_checked_and_told_what_is_missing() {
    let mut bench = Bench::with(&[
        "CREATE USER jane SET PASSWORD 'password'",
        "CREATE ROLE r",
        "GRANT ROLE r TO jane",
    ]);
    bench.session = bench.dbms.session_for("jane").unwrap();
    assert_eq!(bench.refused("CREATE ROLE x").1, "42NFF 42NFD");
    bench.ok("ALTER CURRENT USER SET PASSWORD FROM 'password' TO 'password2'");
    assert!(bench.refused("CREATE OR REPLACE USER x SET PASSWORD 'password'").0.starts_with(
        "Permission has not been granted for CREATE USER and/or DROP USER. Try executing SHOW USER PRIVILEGES"
    ));
    assert_eq!(
        bench.refused("ALTER CURRENT USER SET PASSWORD FROM 'wrong' TO 'password3'").0,
        "User 'jane' failed to alter their own password: Invalid principal or credentials."
    );
    bench.session = Session::of_user("neo4j");
    bench.ok("GRANT USER MANAGEMENT ON DBMS TO r");
    bench.ok("DENY DROP USER ON DBMS TO r");
    bench.session = Session::of_user("jane");
    bench.ok("CREATE USER x SET PASSWORD 'password'");
    assert!(bench.refused("DROP USER x").0.starts_with("Permission denied for DROP USER. Try"));
    bench.session = Session::of_user("neo4j");
    bench.ok("ALTER USER jane SET STATUS SUSPENDED");
    assert!(bench.dbms.session_for("jane").is_err());
    bench.session = Session::of_user("jane");
    assert!(
        bench.refused("CREATE USER y SET PASSWORD 'password'").0.starts_with("Permission has not")
    );
    bench.dbms.config.auth_enabled = false;
    bench.ok("CREATE USER y SET PASSWORD 'password'");
}

#[test]
fn dropping_a_database_takes_its_privileges_along() {
    let mut bench = Bench::with(&[
        "CREATE DATABASE Movies",
        "CREATE ROLE r",
        "GRANT ACCESS ON DATABASE movies TO r",
        "GRANT WRITE ON GRAPH MOVIES TO r",
        "GRANT ACCESS ON DATABASE * TO r",
    ]);
    assert_eq!(bench.rows_of("r"), 4);
    bench.ok("DROP DATABASE movies");
    assert_eq!(bench.rows_of("r"), 1);
    bench.ok("CREATE DATABASE movies");
    assert_eq!(bench.rows_of("r"), 1);
    for (command, message) in [
        (
            "CREATE DATABASE movies",
            "Failed to create the specified database 'movies': Database name or alias already exists.",
        ),
        (
            "DROP DATABASE nil",
            "Failed to delete the specified database 'nil': Database does not exist.",
        ),
        (
            "DROP COMPOSITE DATABASE movies",
            "Failed to delete the specified composite database 'movies': Database does not exist.",
        ),
        (
            "DROP DATABASE system IF EXISTS",
            "It is not possible to perform 'DROP DATABASE' on the system database.",
        ),
        (
            "CREATE DATABASE ab",
            "The provided database name must have a length between 3 and 63 characters.",
        ),
    ] {
        assert_eq!(bench.refused(command).0, message);
    }
}

#[test]
fn no_debug_text_shows_a_password() {
    let mut bench = Bench::new();
    bench.ok("CREATE USER alice SET PASSWORD 'very-secret'");
    let text = format!("{:?} {:?}", bench.dbms, bench.session);
    assert!(!text.contains("very-secret"));
    assert!(!text.contains("6d57a5e0"));
    let error = bench.run("ALTER USER alice SET PASSWORD 'very-secret'").unwrap_err();
    assert!(!format!("{error:?} {error} {:?}", error.gql()).contains("very-secret"));
}

#[test]
fn an_aliass_name_and_its_targets_have_a_greatest_length() {
    let mut bench = Bench::new();
    let name = "a".repeat(65_534);
    bench.ok(&format!("CREATE ALIAS {name} FOR DATABASE neo4j"));
    for (text, what) in [
        (format!("CREATE ALIAS {name}b FOR DATABASE neo4j"), "alias"),
        (format!("CREATE ALIAS b FOR DATABASE {name}b"), "target database name"),
    ] {
        let message = format!("The provided {what} is to long, maximum characters are 65534.");
        assert_eq!(bench.refused(&text), (message, "22N05 22N84".to_owned()));
    }
}

/// The rows of a query, each as literals between bars.
#[track_caller]
fn rows(bench: &mut Bench, text: &str) -> Vec<String> {
    let literals = |row: Vec<Value>| row.iter().map(Value::to_string).collect::<Vec<_>>();
    bench.ok(text).rows.into_iter().map(|row| literals(row).join(" | ")).collect()
}

#[track_caller]
fn texts(bench: &mut Bench, text: &str) -> Vec<String> {
    let rows = bench.ok(text).rows;
    rows.iter().flatten().map(|cell| cell.as_str().unwrap_or_default().to_owned()).collect()
}

const READING: [&str; 5] = [
    "GRANT ACCESS ON DATABASE * TO `r`",
    "GRANT MATCH {*} ON GRAPH * NODE * TO `r`",
    "GRANT MATCH {*} ON GRAPH * RELATIONSHIP * TO `r`",
    "GRANT SHOW CONSTRAINT ON DATABASE * TO `r`",
    "GRANT SHOW INDEX ON DATABASE * TO `r`",
];

#[test]
fn built_in_roles_as_commands_are_the_manuals() {
    let mut bench = Bench::new();
    let with = |more: &[&str], role: &str| {
        let mut commands: Vec<String> = READING.iter().chain(more).map(|c| (*c).into()).collect();
        commands.sort();
        commands.iter().map(|c| c.replace("`r`", &format!("`{role}`"))).collect::<Vec<_>>()
    };
    let write = "GRANT WRITE ON GRAPH * TO `r`";
    let names = "GRANT NAME MANAGEMENT ON DATABASE * TO `r`";
    let schema = [
        "GRANT CONSTRAINT MANAGEMENT ON DATABASE * TO `r`",
        "GRANT INDEX MANAGEMENT ON DATABASE * TO `r`",
    ];
    let admin = [
        "GRANT ALL DBMS PRIVILEGES ON DBMS TO `r`",
        "GRANT LOAD ON ALL DATA TO `r`",
        "GRANT START ON DATABASE * TO `r`",
        "GRANT STOP ON DATABASE * TO `r`",
        "GRANT TRANSACTION MANAGEMENT (*) ON DATABASE * TO `r`",
    ];
    let architect = [&[write, names][..], &schema].concat();
    for (role, expected) in [
        ("reader", with(&[], "reader")),
        ("editor", with(&[write], "editor")),
        ("publisher", with(&[write, names], "publisher")),
        ("architect", with(&architect, "architect")),
        ("admin", with(&[&architect[..], &admin].concat(), "admin")),
    ] {
        let found = texts(&mut bench, &format!("SHOW ROLE {role} PRIVILEGES AS COMMANDS"));
        assert_eq!(found, expected);
    }
    assert_eq!(
        texts(&mut bench, "SHOW ROLE PUBLIC PRIVILEGES AS COMMANDS"),
        [
            "GRANT ACCESS ON HOME DATABASE TO `PUBLIC`",
            "GRANT EXECUTE FUNCTION * ON DBMS TO `PUBLIC`",
            "GRANT EXECUTE PROCEDURE * ON DBMS TO `PUBLIC`",
            "GRANT LOAD ON ALL DATA TO `PUBLIC`",
        ]
    );
    assert_eq!(bench.ok("SHOW PRIVILEGES").rows.len(), 49);
    assert_eq!(bench.ok("SHOW PRIVILEGES AS COMMANDS").rows.len(), 45);
}

#[test]
fn privileges_are_shown_in_the_default_order_with_the_default_columns() {
    let mut bench = Bench::new();
    let outcome = bench.ok("SHOW ROLE editor PRIVILEGES");
    assert_eq!(
        outcome.columns.unwrap(),
        ["access", "action", "resource", "graph", "segment", "role", "immutable"]
    );
    assert_eq!(
        texts(&mut bench, "SHOW ROLE editor PRIVILEGES YIELD action RETURN action"),
        ["match", "write", "match", "write", "access", "show_constraint", "show_index"]
    );
    assert_eq!(
        rows(&mut bench, "SHOW ROLE PUBLIC PRIVILEGES"),
        [
            r#""GRANTED" | "load" | "file" | "*" | "ALL DATA" | "PUBLIC" | false"#,
            r#""GRANTED" | "execute" | "database" | "*" | "FUNCTION(*)" | "PUBLIC" | false"#,
            r#""GRANTED" | "execute" | "database" | "*" | "PROCEDURE(*)" | "PUBLIC" | false"#,
            r#""GRANTED" | "access" | "database" | "DEFAULT" | "database" | "PUBLIC" | false"#,
        ]
    );
    let columns = bench.ok("SHOW USER PRIVILEGES").columns.unwrap();
    assert_eq!(columns.last().unwrap(), "user");
    assert_eq!(
        rows(&mut bench, "SHOW PRIVILEGES YIELD role RETURN role, count(*) ORDER BY role LIMIT 2"),
        [r#""PUBLIC" | 4"#, r#""admin" | 15"#]
    );
    assert!(bench.refused("SHOW PRIVILEGES AS COMMANDS WHERE immutable").0.contains("not defined"));
    assert!(rows(&mut bench, "SHOW ROLE nobody PRIVILEGES").is_empty());
    assert_eq!(
        rows(&mut bench, "SHOW SUPPORTED PRIVILEGES YIELD action ORDER BY action DESC LIMIT 3"),
        [r#""write""#, r#""user metadata management""#, r#""user management""#]
    );
}

#[test]
fn what_a_user_holds_is_shown_once_for_the_parameter_role() {
    let mut bench = Bench::with(&[
        "CREATE USER jane SET PASSWORD 'password' CHANGE NOT REQUIRED",
        "GRANT ROLES reader, editor TO jane",
    ]);
    let commands = texts(&mut bench, "SHOW USER jane PRIVILEGES AS COMMANDS");
    assert_eq!(commands.len(), 6 + 4);
    assert!(commands.contains(&"GRANT ACCESS ON DATABASE * TO $role".to_owned()));
    bench.session = Session::of_user("jane");
    assert_eq!(texts(&mut bench, "SHOW USER PRIVILEGES AS REVOKE COMMANDS").len(), 10);
    assert_eq!(bench.ok("SHOW USER jane PRIVILEGES").rows.len(), 5 + 7 + 4);
    assert!(
        bench.refused("SHOW USER neo4j PRIVILEGES").0.contains("SHOW PRIVILEGE and/or SHOW USER")
    );
    assert_eq!(
        rows(&mut bench, "SHOW CURRENT USER YIELD *"),
        [r#""jane" | ["editor", "reader", "PUBLIC"] | false | false | null | null"#]
    );
}

#[test]
fn users_and_roles_are_shown_as_the_manual_does() {
    let mut bench = Bench::with(&[
        "CREATE USER jack SET PASSWORD 'password' CHANGE NOT REQUIRED SET AUTH 'oidc1' {SET ID 'j'} \
         SET TAGS ['finance', 'auditor']",
        "CREATE ROLE extra",
        "GRANT ROLE extra TO jack",
    ]);
    assert_eq!(
        rows(&mut bench, "SHOW USERS WITH AUTH"),
        [
            r#""jack" | ["extra", "PUBLIC"] | false | false | null | "native" | {password: "*********", changeRequired: false}"#,
            r#""jack" | ["extra", "PUBLIC"] | false | false | null | "oidc1" | {id: "j"}"#,
            r#""neo4j" | ["admin", "PUBLIC"] | false | false | null | "native" | {password: "*********", changeRequired: false}"#,
        ]
    );
    assert_eq!(
        rows(&mut bench, "SHOW USERS YIELD roles, user, tags WHERE 'extra' IN roles"),
        [r#"["extra", "PUBLIC"] | "jack" | ["finance", "auditor"]"#]
    );
    assert_eq!(
        texts(&mut bench, "SHOW ROLES"),
        ["PUBLIC", "admin", "architect", "editor", "extra", "publisher", "reader"]
    );
    assert_eq!(
        rows(&mut bench, "SHOW POPULATED ROLES WITH USERS YIELD *"),
        [
            r#""PUBLIC" | "jack" | false"#,
            r#""PUBLIC" | "neo4j" | false"#,
            r#""admin" | "neo4j" | false"#,
            r#""extra" | "jack" | false"#,
        ]
    );
    assert_eq!(
        rows(&mut bench, "SHOW ROLES WITH AUTH RULES WHERE role = 'admin'"),
        [r#""admin" | null"#]
    );
    let command = texts(&mut bench, "SHOW USERS AS COMMANDS").remove(0);
    assert!(command.starts_with("CREATE USER jack SET ENCRYPTED PASSWORD '1,"), "{command}");
    bench.ok("DROP USER jack");
    bench.ok(&command);
    assert_eq!(texts(&mut bench, "SHOW USERS AS COMMANDS")[0], command);
}

#[test]
fn commands_shown_recreate_the_privileges_and_the_revoke_commands_remove_them() {
    let grants = [
        "GRANT READ {a, `b c`} ON GRAPH neo4j ELEMENTS X, `Y z` TO r",
        "DENY TRAVERSE ON HOME GRAPH FOR (n:B|A) WHERE NOT n.p IN [1, 2] TO r",
        "GRANT MATCH {*} ON GRAPH * FOR ()-[r:T]-() WHERE r.d >= date('2024-10-25') TO r",
        "GRANT READ {*} ON GRAPH * FOR (n) WHERE n.p < datetime('2024-10-25T01:02:03+02:00') TO r",
        "GRANT READ {*} ON GRAPH * FOR (n) WHERE n.p <> duration('P1M2DT3S') TO r",
        "GRANT READ {*} ON GRAPH * FOR (n) WHERE n.p = -1.5 TO r",
        "GRANT READ {*} ON GRAPH * FOR (n) WHERE n.p = 'it\\'s' TO r",
        "GRANT SET LABEL X ON GRAPH * TO r",
        "GRANT WRITE ON GRAPH neo4j TO r",
        "GRANT ALL GRAPH PRIVILEGES ON GRAPH * TO r",
        "GRANT ALTER DATABASE ON DATABASE neo4j TO r",
        "GRANT ALTER DATABASE ON DBMS TO r",
        "GRANT TRANSACTION (a, b) ON HOME DATABASE TO r",
        "GRANT EXECUTE BOOSTED FUNCTION apoc.*, `x-y`.? ON DBMS TO r",
        "GRANT EXECUTE ADMIN PROCEDURES ON DBMS TO r",
        "GRANT SHOW SETTING * ON DBMS TO r",
        "GRANT IMPERSONATE ON DBMS TO r",
        "GRANT LOAD ON CIDR '10.0.0.0/8' TO r",
        "GRANT CREATE NEW TYPE ON DATABASE * TO r",
        "GRANT IMMUTABLE SHOW ROLE ON DBMS TO r",
    ];
    let mut bench = Bench::new();
    bench.dbms.config.auth_enabled = false;
    bench.ok("CREATE ROLE r");
    for grant in grants {
        bench.ok(grant);
    }
    let keys = |bench: &Bench| {
        let (_, role) = bench.graph().role_named("r").unwrap();
        role.privileges.iter().collect::<Vec<_>>()
    };
    let before = keys(&bench);
    let commands = texts(&mut bench, "SHOW ROLE r PRIVILEGES AS COMMANDS");
    let revokes = texts(&mut bench, "SHOW ROLE r PRIVILEGES AS REVOKE COMMANDS");
    for command in &revokes {
        assert!(bench.ok(command).notifications.is_empty(), "{command}");
    }
    assert_eq!(keys(&bench), []);
    for command in &commands {
        assert!(bench.ok(command).notifications.is_empty(), "{command}");
    }
    assert_eq!(keys(&bench), before);
}

#[test]
fn what_only_cypher_25_has_says_so_in_its_causes() {
    let mut bench = Bench::new();
    for (text, codes) in [
        ("CYPHER 5 DROP AUTH RULE r", "42001 42I67 42I06"),
        ("CYPHER 5 CREATE DATABASE foo PROPERTY SHARDS {COUNT 1}", "42001 42I67 42I06"),
        ("CYPHER 5 DROP AUTH RULE r nonsense", "42001 42I06"),
        ("DROP AUTH RULE r nonsense", "42001 42I06"),
    ] {
        assert_eq!(bench.refused(text).1, codes, "{text}");
    }
}
