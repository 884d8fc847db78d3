//! Each rule finds what it looks for, and a fresh DBMS is clean.

use super::*;
use crate::exec::{Engine, Local, Params};

/// What is found after these statements: rule and subject.
fn found(statements: &str) -> Vec<(&'static str, String)> {
    let mut engine = Local::default();
    for statement in statements.split(';').map(str::trim).filter(|text| !text.is_empty()) {
        engine.run(statement, &Params::default()).unwrap();
    }
    let (graph, access) = engine.state().unwrap();
    lint(graph, access).into_iter().map(|f| (f.rule.name(), f.subject)).collect()
}

const ROLE: &str = "CREATE ROLE r; CREATE USER u SET PASSWORD 'password1'; GRANT ROLE r TO u; GRANT ACCESS ON DATABASE neo4j TO r;";

#[test]
fn a_fresh_dbms_is_clean() {
    assert_eq!(found(""), []);
}

#[test]
fn every_rule_finds_its_case_and_not_its_neighbour() {
    for (statements, rule) in [
        (
            "GRANT READ {p} ON GRAPH neo4j NODES A TO r; GRANT TRAVERSE ON GRAPH neo4j NODES A TO r; DENY READ {*} ON GRAPH * NODES * TO r",
            Some("shadowed-grant"),
        ),
        (
            "GRANT MATCH {*} ON GRAPH neo4j NODES A TO r; DENY READ {p} ON GRAPH neo4j NODES A TO r",
            None,
        ),
        (
            "GRANT MATCH {*} ON GRAPH neo4j NODES A TO r; GRANT TRAVERSE ON GRAPH neo4j NODES A TO r",
            Some("redundant-privilege"),
        ),
        (
            "GRANT TRAVERSE ON GRAPH neo4j NODES A TO r; GRANT READ {*} ON GRAPH neo4j NODES A TO r",
            None,
        ),
        ("GRANT READ {p} ON GRAPH neo4j NODES A TO r", Some("read-without-traverse")),
        // What another role, or the home database, makes possible works.
        ("GRANT READ {p} ON GRAPH neo4j NODES A TO r; GRANT ROLE reader TO u", None),
        (
            "CREATE DATABASE shop; GRANT TRAVERSE ON GRAPH shop NODES A TO r; ALTER USER u SET HOME DATABASE shop",
            None,
        ),
        ("GRANT TRAVERSE ON GRAPH * NODES A TO r", Some("no-access")),
        ("GRANT TRAVERSE ON GRAPH * NODES A TO r; GRANT ROLE reader TO u", None),
        (
            "REVOKE ACCESS ON HOME DATABASE FROM PUBLIC; GRANT TRAVERSE ON GRAPH neo4j NODES A TO PUBLIC; GRANT ROLE reader TO u",
            Some("too-broad"),
        ),
        ("GRANT TRAVERSE ON GRAPH system NODES A TO r", Some("decides-nothing")),
        (
            "CREATE COMPOSITE DATABASE all; GRANT MATCH {*} ON GRAPH all NODES * TO r; GRANT ACCESS ON DATABASE all TO r; GRANT START ON DATABASE all TO r",
            Some("decides-nothing"),
        ),
        ("CREATE DATABASE shop; GRANT TRAVERSE ON GRAPH shop NODES A TO r", Some("no-access")),
        (
            "GRANT ACCESS ON DATABASE * TO r; GRANT ALL ON GRAPH * TO r; REVOKE ACCESS ON DATABASE neo4j FROM r",
            Some("too-broad"),
        ),
        ("GRANT ALL ON GRAPH neo4j TO r", None),
        ("GRANT ASSIGN PRIVILEGE ON DBMS TO r", Some("admin-equivalent")),
        ("GRANT IMPERSONATE (*) ON DBMS TO r", Some("admin-equivalent")),
        ("GRANT IMPERSONATE (neo4j) ON DBMS TO r", None),
        ("GRANT SHOW PRIVILEGE ON DBMS TO r", None),
    ] {
        let rules: Vec<_> =
            found(&format!("{ROLE}{statements}")).into_iter().map(|f| f.0).collect();
        assert_eq!(rules, rule.into_iter().collect::<Vec<_>>(), "{statements}");
    }
}

#[test]
fn a_deny_of_another_role_counts_where_everybody_holds_both() {
    let roles = "CREATE ROLE a; CREATE ROLE b; GRANT ACCESS ON DATABASE neo4j TO a; \
        CREATE USER u SET PASSWORD 'password1'; CREATE USER v SET PASSWORD 'password1'; \
        GRANT ROLE a TO u, v; GRANT MATCH {p} ON GRAPH neo4j NODES A TO a; \
        DENY READ {q} ON GRAPH neo4j NODES A TO b;";
    let shadowed = |more: &str| -> Vec<String> {
        let found = found(&format!("{roles}{more}")).into_iter();
        found.filter(|it| it.0 == "shadowed-across-roles").map(|it| it.1).collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(shadowed("GRANT ROLE b TO u, v"), none);
    let deny = "DENY MATCH {*} ON GRAPH * NODES A TO b;";
    assert_eq!(shadowed(&format!("{deny} GRANT ROLE b TO u")), none);
    assert_eq!(shadowed(&format!("{deny} GRANT ROLE b TO u, v")), ["a"]);
    assert_eq!(shadowed("DENY MATCH {*} ON GRAPH * NODES A TO PUBLIC"), ["a"]);
    let rule = "CREATE AUTH RULE r SET CONDITION true; GRANT ROLE a TO AUTH RULE r;";
    assert_eq!(shadowed(&format!("{deny} {rule} GRANT ROLE b TO u, v")), none);
}

#[test]
fn roles_and_users_as_such() {
    let found = found(
        "CREATE ROLE empty; CREATE USER u SET PASSWORD 'password1' SET HOME DATABASE nowhere; \
         GRANT ROLE admin TO u; ALTER USER u SET STATUS SUSPENDED",
    );
    let names: Vec<_> = found.iter().map(|(rule, subject)| (*rule, subject.as_str())).collect();
    assert_eq!(
        names,
        [
            ("empty-role", "empty"),
            ("unused-role", "empty"),
            ("missing-database", "u"),
            ("suspended-admin", "u"),
        ]
    );
}

#[test]
fn comments_suppress_a_rule_everywhere_or_about_one_subject() {
    let mut suppressions = Suppressions::default();
    let unknown = suppressions.read(
        "a.cypher",
        "// lint: allow empty-role\nCREATE ROLE a;\n  //lint: allow unused-role b\n// lint: allow nonsense\n",
    );
    assert_eq!(unknown, [(4, "// lint: allow nonsense")]);
    let finding = |rule, subject: &str| Finding {
        subject: subject.into(),
        rule,
        message: String::new(),
        fixes: vec![],
    };
    assert!(suppressions.allow(&finding(Rule::EmptyRole, "a")));
    assert!(suppressions.allow(&finding(Rule::UnusedRole, "b")));
    assert!(!suppressions.allow(&finding(Rule::UnusedRole, "a")));
    let found = [finding(Rule::EmptyRole, "a"), finding(Rule::UnusedRole, "a")];
    let unused: Vec<usize> = suppressions.unused(&found).map(|it| it.line).collect();
    assert_eq!(unused, [3]);
}
