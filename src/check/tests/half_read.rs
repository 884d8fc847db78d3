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
        ("DENY MERGE {a} ON HOME x", Both, 0, "`DENY MERGE` is not supported. Use `DENY SET PROPERTY` and `DENY CREATE` instead."),
    ];
    assert_table(table, first_error_of_text, |found, offset, text| match found {
        None => false,
        Some((_, found)) if text.is_empty() => found.starts_with("Invalid input"),
        Some((at, found)) => (*at, found.as_str()) == (offset, text),
    });
}
