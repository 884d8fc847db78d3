use super::{In, In::*, assert_table, first_error_of_text};

/// Statements with the place and the first words of their first error as the front end reports it; no words for a good one.
#[test]
fn use_and_several_statements_are_judged_as_the_front_end_does() {
    const USE: &str = "The `USE` clause is not required";
    const TWO: &str = "Expected exactly one statement per query but got: 2";
    let table: &[(&str, In, usize, &str)] = &[
        ("USE x SHOW USERS", Both, 11, USE),
        ("USE x DRYRUN REALLOCATE DATABASE", Both, 13, USE),
        ("CYPHER 5 USE x DROP ROLE r", Both, 15, USE),
        ("USE graph x CREATE ROLE r", Both, 12, USE),
        ("USE (x) ENABLE SERVER 'd'", Both, 8, USE),
        ("USE x SHOW ROLES WHERE role = 'x'", Both, 0, ""),
        ("USE x SHOW ROLES WHERE foo", Both, 23, "Variable `foo` not defined"),
        ("USE x SHOW USERS YIELD * RETURN 1", Both, 0, ""),
        ("USE x SHOW USERS YIELD *", Both, 0, ""),
        ("USE x SHOW USERS YIELD user RETURN *", Both, 0, ""),
        ("USE x SHOW USERS YIELD user RETURN (user)", Both, 0, ""),
        ("USE x SHOW USERS YIELD user WHERE user = 'a' RETURN user AS u", Both, 11, USE),
        ("USE x SHOW USERS YIELD foo", Both, 11, USE),
        ("USE x SHOW DATABASES WHERE foo", Both, 0, USE),
        ("USE system SHOW DATABASES", Cypher5, 0, USE),
        ("USE system SHOW DATABASES", Cypher25, 0, ""),
        ("USE (`system`) SHOW DEFAULT DATABASE YIELD name RETURN name", Cypher25, 0, ""),
        ("USE system SHOW DATABASES WHERE foo", Cypher25, 32, "Variable `foo` not defined"),
        ("USE System SHOW DATABASES", Cypher25, 0, USE),
        ("USE system.x SHOW DATABASES", Cypher25, 0, USE),
        ("USE system SHOW USERS", Cypher25, 16, USE),
        ("USE x SHOW SETTINGS", Both, 0, ""),
        ("USE x TERMINATE TRANSACTION 'a'", Both, 0, ""),
        ("USE x CREATE OR REPLACE ROLE r IF NOT EXISTS", Both, 6, "Failed to create the"),
        ("USE x CREATE USER y", Both, 6, "No auth given for user."),
        ("USE x SHOW USERS y", Both, 11, USE),
        ("USE x GRANT WRITE ON GRAPH * x", Both, 29, "Invalid input 'x'"),
        (
            "USE 'x' SHOW USERS",
            Both,
            4,
            "Invalid input ''x'': expected an identifier, '(' or 'GRAPH'",
        ),
        ("USE x.'a' SHOW USERS", Both, 6, "Invalid input ''a'': expected a database name"),
        ("USE GRAPH 'a' SHOW USERS", Both, 0, "Query cannot conclude with USE GRAPH"),
        ("USE x FOO", Both, 0, "Query cannot conclude with USE GRAPH"),
        ("USE x CREATE AUTH RULE a SET ENABLED true", Cypher5, 0, "Query cannot conclude with"),
        ("DROP ROLE a; DROP ROLE b", Both, 0, TWO),
        ("CYPHER 25 DROP ROLE a; DROP ROLE b;", Both, 10, TWO),
        ("DROP ROLE a; DROP ROLE b; x", Both, 0, TWO),
        ("DROP ROLE a; x", Both, 13, "Invalid input 'x'"),
        ("x; DROP ROLE a", Both, 0, TWO),
        ("DROP ROLE a;;", Both, 12, "Invalid input ';'"),
        ("DROP \u{85} ROLE a", Cypher5, 5, "Invalid input '\u{85}'"),
        ("DROP \u{85} ROLE a", Cypher25, 0, ""),
        ("DROP ROLE $1e3", Both, 11, "Invalid input '1e3'"),
        ("DENY ALL DBMS PRIVILEGES ON Databases * TO r", Both, 28, "Invalid input 'DATABASES'"),
        ("GRANT SHOW SECRETS ON DBMS x", Cypher25, 27, "Invalid input 'x'"),
        // Errors of the tree's builder count the characters that the escapes stand for.
        (
            "/*\\u0020*/ALTER DATABASE x SET ACCESS READ ONLY SET ACCESS READ ONLY",
            Both,
            47,
            "Duplicate",
        ),
        ("/*\\u0020*/SHOW USERS YIELD foo", Both, 27, "Variable `foo` not defined"),
    ];
    assert_table(table, first_error_of_text, |found, offset, words| match found {
        None => words.is_empty(),
        Some((at, found)) => !words.is_empty() && *at == offset && found.starts_with(words),
    });
}
