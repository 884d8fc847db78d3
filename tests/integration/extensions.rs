//! Statements that Neo4j does not have: their canonical text, and that they stay apart from its own.

use cypher_admin::ast::CypherVersion;
use cypher_admin::parser::{
    Expected, PieceKind, expected_after_extended, parse_extension, parse_statement, scan,
};

/// As typed, and as printed; the same where one is enough.
const STATEMENTS: [(&str, &str); 62] = [
    (
        "can user alice read {ssn} on graph g nodes Patient",
        "CAN USER alice READ {ssn} ON GRAPH g NODE Patient",
    ),
    ("CAN USERS a, $b TRAVERSE ON GRAPH g ELEMENTS * YIELD user WHERE user = \"a\"", ""),
    (
        "CAN ROLE r READ {p} ON GRAPH * NODES (n:A:`b c` {k: 1})",
        "CAN ROLE r READ {p} ON GRAPH * NODE (:A:`b c` {k: 1})",
    ),
    (
        "CAN ROLE r DELETE ON HOME GRAPH RELATIONSHIP (:A)<-[:R]-()",
        "CAN ROLE r DELETE ON HOME GRAPH RELATIONSHIP (:A)-[:R]->()",
    ),
    ("CAN ROLE r EXECUTE PROCEDURE a.b, c ON DBMS", ""),
    (
        "CAN ROLE r EXECUTE BOOSTED FUNCTION * ON DBMS",
        "CAN ROLE r EXECUTE BOOSTED USER DEFINED FUNCTION * ON DBMS",
    ),
    ("CAN USER user LOAD ON CIDR \"10.0.0.0/8\"", ""),
    ("WHO CAN IMPERSONATE (alice) ON DBMS", ""),
    ("WHO CAN WRITE ON GRAPHS a, b YIELD *", ""),
    ("SHOW ACCESS FOR ROLE r ON GRAPH g WHERE read", ""),
    ("console login 'ada@acme.com'", "CONSOLE LOGIN 'ada@acme.com'"),
    ("CONSOLE LOGOUT;", "CONSOLE LOGOUT"),
    ("SWITCH TO PROJECT shop", ""),
    ("SWITCH TO TENANT `old one`", ""),
    ("OPEN INSTANCE orders IN PROJECT shop AS neo4j", ""),
    ("OPEN INSTANCE orders", ""),
    ("CLOSE INSTANCE", ""),
    ("CREATE ORGANIZATION acme", ""),
    ("CREATE ORGANIZATION acme IF NOT EXISTS PLAN FREE WITH PROJECT shop", ""),
    ("CREATE PROJECT $p IF NOT EXISTS IN ORGANIZATION acme", ""),
    ("CREATE TENANT t IF NOT EXISTS", ""),
    ("CREATE INSTANCE i IF NOT EXISTS IN PROJECT p IN ORGANIZATION o TIER FREE", ""),
    ("CREATE INSTANCE i IN TENANT t TIER `Business Critical`", ""),
    ("CREATE SERVICE ACCOUNT 'bot' IN ORGANIZATION acme", ""),
    ("CREATE API CREDENTIAL 'ci' YIELD clientId", ""),
    ("RENAME ORGANIZATION a IF EXISTS TO b", ""),
    ("RENAME INSTANCE i IN TENANT t TO j", ""),
    ("DROP ORGANIZATION a IF EXISTS", ""),
    ("DROP PROJECT p IN ORGANIZATION a", ""),
    ("DROP API CREDENTIAL $id", ""),
    ("TRANSFER PROJECT p FROM ORGANIZATION a TO ORGANIZATION b", ""),
    ("TRANSFER PROJECT p TO ORGANIZATION b", ""),
    ("PAUSE INSTANCE i", ""),
    ("RESUME INSTANCE i IN PROJECT p", ""),
    (
        "ALTER ORGANIZATION a SET SETTING 'require-mfa' TO TRUE",
        "ALTER ORGANIZATION a SET SETTING 'require-mfa' TO true",
    ),
    ("ALTER ORGANIZATION a SET SETTING $key TO $value", ""),
    (
        "ALTER ORGANIZATION a SET SETTING 'w' TO [ 7,14 ]",
        "ALTER ORGANIZATION a SET SETTING 'w' TO [7, 14]",
    ),
    ("ALTER PROJECT p REMOVE SETTING 'x'", ""),
    ("ALTER PROJECT p SET TOOL AUTHENTICATION ENABLED FOR NEW INSTANCES", ""),
    ("ALTER INSTANCE i SET TOOL AUTHENTICATION DISABLED", ""),
    (
        "INVITE USER 'a@b.c', 'd@e.f' TO PROJECT p AS PROJECT_VIEWER",
        "INVITE USERS 'a@b.c', 'd@e.f' TO PROJECT p AS PROJECT_VIEWER",
    ),
    (
        "INVITE USER $who TO PROJECT p AS `Project Admin` WITH ORGANIZATION ROLE ORG_ADMIN YIELD id",
        "",
    ),
    ("INVITE USER 'a@b.c' TO ORGANIZATION o AS ORG_OWNER", ""),
    ("ACCEPT INVITES 'x'", "ACCEPT INVITE 'x'"),
    ("ACCEPT ALL INVITES", ""),
    ("DECLINE INVITES 'x', $y", ""),
    ("REVOKE INVITE 'x' IF EXISTS", ""),
    ("REVOKE INVITE FOR 'a@b.c' ON TENANT t", ""),
    (
        "ADD USERS 'a@b.c' TO PROJECT p AS METRICS_READER",
        "ADD USER 'a@b.c' TO PROJECT p AS METRICS_READER",
    ),
    ("ALTER MEMBER 'a@b.c' ON PROJECT p SET ROLE PROJECT_ADMIN", ""),
    ("ALTER MEMBER 'a@b.c' ON ORGANIZATION o SET EXEMPT true", ""),
    ("REMOVE MEMBER 'a@b.c' FROM ORGANIZATION o IF EXISTS", ""),
    ("CAN 'a@b.c' list_users ON ORGANIZATION o", ""),
    ("CAN 'a@b.c', $b 'Transfer projects' ON PROJECT p TO ORGANIZATION o YIELD because", ""),
    ("SHOW ORGANIZATIONS", ""),
    (
        "SHOW PROJECTS IN ORGANIZATION o WHERE name = 'x'",
        "SHOW PROJECTS IN ORGANIZATION o WHERE name = \"x\"",
    ),
    ("SHOW INSTANCES IN PROJECT p YIELD name RETURN count(*) AS n", ""),
    ("SHOW MEMBERS ON PROJECT p AS COMMANDS", ""),
    ("SHOW CURRENT USER INVITES", ""),
    ("SHOW INVITES ON TENANT t", "SHOW ALL INVITES ON TENANT t"),
    ("SHOW CAPABILITIES FOR 'a@b.c' ON INSTANCE i", ""),
    ("SHOW SETTINGS ON ORGANIZATION o", ""),
];

#[test]
fn every_statement_has_a_canonical_text_that_means_the_same() {
    for (typed, printed) in STATEMENTS {
        let printed = if printed.is_empty() { typed } else { printed };
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            let parsed = parse_extension(typed, version);
            let parsed = parsed.unwrap_or_else(|error| panic!("{typed}\n{error}"));
            assert_eq!(parsed.to_string(), printed);
            assert_eq!(parse_extension(printed, version).unwrap(), parsed, "{printed}");
        }
    }
}

#[test]
fn neo4js_language_has_none_of_them() {
    for (typed, _) in STATEMENTS {
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            assert!(parse_statement(typed, version).is_err(), "{typed}");
        }
    }
}

#[test]
fn the_words_of_the_console_stay_names() {
    for word in ["project", "organization", "invite", "tenant", "member", "can", "console", "tier"]
    {
        for statement in [
            format!("CREATE USER {word} SET PASSWORD 'password'"),
            format!("GRANT ROLE {word} TO {word}"),
            format!("GRANT MATCH {{{word}}} ON GRAPH {word} NODES {word} TO {word}"),
            format!("DROP DATABASE {word}"),
        ] {
            parse_statement(&statement, CypherVersion::Cypher25)
                .unwrap_or_else(|error| panic!("{statement}\n{error}"));
        }
        let statement = format!("CREATE PROJECT {word} IN ORGANIZATION {word}");
        assert!(parse_extension(&statement, CypherVersion::Cypher25).is_ok(), "{statement}");
    }
}

#[test]
fn a_wrong_statement_is_refused_where_it_goes_wrong() {
    for (text, token) in [
        ("INVITE USER bob TO PROJECT p AS x", "bob"),
        ("CREATE PROJECT p ON ORGANIZATION o", "ON"),
        ("ALTER MEMBER 'a' ON PROJECT p SET ROLL x", "ROLL"),
    ] {
        let error = parse_extension(text, CypherVersion::Cypher25).unwrap_err();
        let span = error.span.unwrap().range();
        assert_eq!(&text[span], token, "{text}");
    }
}

/// What completes these statements is written down apart from what parses them.
#[test]
fn completion_knows_every_statement_word_by_word() {
    for (typed, _) in STATEMENTS {
        let typed = typed.trim_end_matches(';');
        assert!(after(typed).may_end, "{typed}");
        for piece in scan(typed).filter(|piece| piece.kind == PieceKind::Blank) {
            let beginning = &typed[..piece.start];
            assert!(after(beginning).is_beginning, "{beginning}");
        }
    }
    assert!(!after("CAN USER alice NONSENSE").is_beginning);
    assert!(!after("SHOW MEMBERS OF").is_beginning);
}

fn after(beginning: &str) -> Expected {
    expected_after_extended(beginning, CypherVersion::Cypher25)
}
