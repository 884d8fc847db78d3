use super::{In, In::*, assert_table, first_error_of_text};

/// Statements that break off, with the first error of meaning in front of the syntax error; none for an empty text.
#[test]
#[rustfmt::skip]
fn what_stands_in_front_of_a_syntax_error_is_judged_as_the_front_end_does() {
    const NO_AUTH: &str = "No auth given for user.";
    const NO_CLAUSE: &str = "`ALTER USER` requires at least one clause.";
    const NATIVE: &str = "Clause `SET PASSWORD` is mandatory for auth provider `native`.";
    const NO_ID: &str = "Clause `SET ID` is mandatory for auth provider `y`.";
    const NO_CONDITION: &str = "42001\n22N06: Invalid input. 'SET CONDITION' needs to be specified.";
    type Row = (&'static str, In, usize, &'static str);
    let table: &[Row] = &[
        ("CREATE USER x", Both, 0, NO_AUTH),
        ("CREATE USER x SET PASSWORD", Both, 0, NO_AUTH),
        ("CREATE USER x SET PLAINTEXT PASSWORD", Both, 18, NATIVE),
        ("CREATE USER x SET PASSWORD CHANGE", Both, 27, NATIVE),
        ("CREATE USER x SET PASSWORD x SET PASSWORD 'y'", Both, 0, NO_AUTH),
        ("CREATE USER x SET STATUS y SET PASSWORD 'y'", Both, 0, ""),
        ("CREATE USER x SET ENCRYPTED", Both, 0, ""),
        ("CREATE USER x SET HOME DATABASE", Both, 0, ""),
        ("CREATE USER x SET HOME DATABASE $", Both, 0, ""),
        ("CREATE USER x SET AUTH", Both, 0, ""),
        ("CREATE USER x SET AUTH xyz {", Both, 18, NO_ID),
        ("CREATE USER x SET AUTH x {", Both, 0, ""),
        ("CREATE USER x SET AUTH 'y'", Both, 18, NO_ID),
        ("CREATE USER x SET AUTH 'y' { SET ID", Both, 18, NO_ID),
        ("CREATE USER x SET AUTH 'y' { SET ID 'a' SET PASSWORD CHANGE", Both, 53, "Auth provider `y` does not allow `SET PASSWORD CHANGE [NOT] REQUIRED` clause."),
        ("CREATE USER x SET AUTH 'native' { SET ID", Both, 18, NATIVE),
        ("CREATE USER x SET AUTH 'y' {SET PASSWORD $a SET PASSWORD $b", Both, 18, NO_ID),
        ("ALTER USER x", Both, 0, NO_CLAUSE),
        ("ALTER USER x SET STATUS", Both, 0, ""),
        ("ALTER USER x SET PASSWORD", Both, 0, NO_CLAUSE),
        ("ALTER USER x SET PASSWORD CHANGE", Both, 0, ""),
        ("ALTER USER x ADD TAGS", Cypher25, 0, NO_CLAUSE),
        ("ALTER USER x ADD TAG 'a' ADD TAGS", Cypher25, 29, "Duplicate ADD TAGS clause"),
        ("ALTER USERS x, $", Cypher25, 0, "`ALTER USERS` requires at least one tag clause."),
        ("CREATE AUTH RULE x", Cypher25, 0, ""),
        ("CREATE AUTH RULE x IF", Cypher25, 0, NO_CONDITION),
        ("CREATE AUTH RULE x SET ENABLED", Cypher25, 0, NO_CONDITION),
        ("CREATE AUTH RULE x SET CONDITION 1 +", Cypher25, 0, NO_CONDITION),
        ("CREATE AUTH RULE x SET CONDITION 1 SET", Cypher25, 0, ""),
        ("CREATE AUTH RULE x SET CONDITION $p SET CONDITION", Cypher25, 33, "42001\n22N05: Invalid input '$p' for auth rule condition."),
        ("ALTER AUTH RULE x SET ENABLED TRUE SET ENABLED", Cypher25, 35, "Duplicate SET ENABLED clause"),
        ("GRANT TRAVERSE ON DEFAULT x", Cypher5, 18, "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead."),
        ("GRANT ACCESS ON DEFAULT", Cypher5, 16, "`ON DEFAULT DATABASE` is not supported. Use `ON HOME DATABASE` instead."),
        ("DENY ALL GRAPH PRIVILEGES ON DEFAULT DATABASE TO x", Cypher5, 29, "`ON DEFAULT DATABASE` is not supported. Use `ON HOME DATABASE` instead."),
        ("GRANT ALL PRIVILEGES ON DEFAULT $ p TO x", Cypher5, 0, ""),
        ("GRANT IMMUTABLE ALL ON DEFAULT", Cypher5, 23, "`ON DEFAULT DATABASE` is not supported. Use `ON HOME DATABASE` instead."),
        ("ALTER USER $ // c\n", Both, 0, ""),
        ("CREATE DATABASE x DEFAULT LANGUAGE CYPHER 20 TOPOLOGY 9223372036854775808 PRIMARIES", Both, 42, "Invalid Cypher version '20'. Valid Cypher versions are: 5, 25"),
        ("SHOW USERS YIELD user RETURN ALL * GROUP", Cypher5, 29, "Variable `ALL` not defined"),
        ("DENY MERGE {a} ON HOME x", Both, 0, ""),
        ("DENY MERGE {a} ON HOME x TO y", Both, 0, "`DENY MERGE` is not supported. Use `DENY SET PROPERTY` and `DENY CREATE` instead."),
    ];
    assert_table(table, first_error_of_text, |found, offset, text| match found {
        None => false,
        Some((_, found)) if text.is_empty() => found.starts_with("Invalid input"),
        Some((at, found)) => (*at, found.as_str()) == (offset, text),
    });
}

/// Expressions that break off: what Neo4j's parser makes of them is judged, or nothing of the command.
#[test]
#[rustfmt::skip]
fn an_expression_that_breaks_off_counts_as_far_as_its_rules_go() {
    const FOO: &str = "Variable `foo` not defined";
    const MAP: &str = "Type mismatch: expected Boolean but was Map";
    const NO_COLUMN: &str = "Trying to YIELD non-existing column: `foo`";
    type Row = (&'static str, In, usize, &'static str);
    let table: &[Row] = &[
        // The rest of a rule is made up, or left out.
        ("SHOW USERS WHERE {a: }", Both, 17, MAP),
        ("SHOW USERS WHERE { 1: y}", Both, 17, "Type mismatch: expected Node or Relationship but was Map"),
        ("SHOW USERS WHERE foo OR size(user OPTIONS > 1", Both, 17, FOO),
        ("SHOW USERS WHERE foo OR [x IN a WHERE , | x]", Both, 17, FOO),
        ("SHOW USERS WHERE foo OR CASE a 1 b THEN c END", Both, 17, FOO),
        ("SHOW USERS WHERE foo OR (a)-->x", Both, 17, FOO),
        ("SHOW USERS WHERE size(user, user OR )", Both, 17, "Type mismatch: expected Boolean but was Integer"),
        ("SHOW USERS WHERE size(user AND", Both, 17, "Insufficient parameters for function 'size'"),
        // What is nothing is left out of a list, and makes an operator nothing.
        ("SHOW USERS WHERE foo OR [a OR, 1]", Both, 17, FOO),
        ("SHOW USERS WHERE foo OR", Both, 0, ""),
        ("SHOW USERS WHERE foo OR {a: 1 b: 2}", Both, 0, ""),
        // What nobody can look at keeps all of it from being looked at.
        ("SHOW USERS WHERE foo OR [a = ), 1]", Both, 0, ""),
        ("SHOW USERS WHERE foo OR f(a STARTS b)", Both, 0, ""),
        ("SHOW USERS WHERE foo OR EXISTS {(n 1)}", Both, 0, ""),
        // A tail of clauses is judged clause by clause, another only as a whole.
        ("SHOW USERS YIELD foo WHERE [a, ", Both, 0, ""),
        ("SHOW FUNCTIONS YIELD foo RETURN name, a OR", Both, 21, NO_COLUMN),
        ("SHOW FUNCTIONS YIELD foo RETURN name, a = )", Both, 0, ""),
        ("SHOW FUNCTIONS YIELD foo WHERE a[ RETURN name", Both, 21, NO_COLUMN),
        ("SHOW FUNCTIONS YIELD foo SKIP f(a", Cypher25, 21, NO_COLUMN),
        ("TERMINATE TRANSACTION foo WHERE name name", Both, 22, FOO),
    ];
    assert_table(table, first_error_of_text, |found, offset, text| match found {
        None => false,
        Some((_, found)) if text.is_empty() => found.starts_with("Invalid input"),
        Some((at, found)) => (*at, found.as_str()) == (offset, text),
    });
}
