use super::{In::*, assert_first_errors};

#[test]
#[rustfmt::skip]
fn conditions_and_what_they_may_use() {
    assert_first_errors(&[
        ("CREATE AUTH RULE r SET CONDITION $x", Cypher25, 33, "42001\n22N05: Invalid input '$x' for auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION $`a b` = $1", Cypher25, 33, "42001\n22N05: Invalid input '$a b' for auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION rand() > 1 AND sqrt(2) > 1", Cypher25, 33, "42001\n22N05: Invalid input 'rand' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION RAND() > 1", Cypher25, 33, "42001\n22N05: Invalid input 'RAND' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION date() > date('2025-01-01')", Cypher25, 33, "42001\n22N05: Invalid input 'date' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION Date() > date('2025-01-01')", Cypher25, 33, "42001\n22N05: Invalid input 'Date' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION date({timezone: 'UTC'}) > 1", Cypher25, 33, "42001\n42NAM: 'date({timezone: 'UTC'})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction('UTC')' instead."),
        ("CREATE AUTH RULE r SET CONDITION datetime({timezone: 'Europe/Berlin'}) > 1", Cypher25, 33, "42001\n42NAM: 'datetime({timezone: 'Europe/Berlin'})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'datetime.transaction('Europe/Berlin')' instead."),
        ("CREATE AUTH RULE r SET CONDITION date({TimeZone: 'UTC'}) > 1", Cypher25, 33, "42001\n42NAM: 'date({TimeZone: 'UTC'})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction('UTC')' instead."),
        ("CREATE AUTH RULE r SET CONDITION date({timezone: 1}) > 1", Cypher25, 33, "42001\n42NAM: 'date({timezone: 1})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction()' instead."),
        ("CREATE AUTH RULE r SET CONDITION date({timezone: x}) > 1", Cypher25, 33, "42001\n42NAM: 'date({timezone: x})' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use 'date.transaction()' instead."),
        ("CREATE AUTH RULE r SET CONDITION date({year: 2020, timezone: 'UTC'}) > 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION date({year: 2020}) > 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION EXISTS { MATCH (n) }", Cypher25, 33, "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'."),
        ("CREATE AUTH RULE r SET CONDITION COUNT { MATCH (n) } > 1", Cypher25, 33, "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'."),
        ("CREATE AUTH RULE r SET CONDITION (n)-->()", Cypher25, 33, "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'."),
        ("CREATE AUTH RULE r SET CONDITION [(n)-->() | 1] = []", Cypher25, 33, "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'."),
        ("CREATE AUTH RULE r SET CONDITION x = 1 AND count(*) = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION count(x) = 1", Cypher25, 33, "42001\n22N05: Invalid input 'count' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute() = 1", Cypher25, 33, "Function call does not provide the required number of arguments: expected 1 got 0.\n\nFunction abac.oidc.user_attribute has signature: abac.oidc.user_attribute(attributeKey :: STRING) :: ANY\nmeaning that it expects 1 "),
        ("CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute('a', 'b') = 1", Cypher25, 33, "Function call does not provide the required number of arguments: expected 1 got 2.\n\nFunction abac.oidc.user_attribute has signature: abac.oidc.user_attribute(attributeKey :: STRING) :: ANY\nmeaning that it expects 1 a, b"),
        ("CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute(5) = 1", Cypher25, 58, "Type mismatch: expected String but was Integer"),
        ("CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute(null) = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION abac.oidc.user_attribute('a', 5, x) = 1", Cypher25, 33, "Function call does not provide the required number of arguments: expected 1 got 3.\n\nFunction abac.oidc.user_attribute has signature: abac.oidc.user_attribute(attributeKey :: STRING) :: ANY\nmeaning that it expects 1 a, 5, x"),
        ("CREATE AUTH RULE r SET CONDITION abac.native.user_tags(1) = 1", Cypher25, 33, "Function call does not provide the required number of arguments: expected 0 got 1.\n\nFunction abac.native.user_tags has signature: abac.native.user_tags() :: LIST<STRING>\nmeaning that it expects 0 1"),
        ("CREATE AUTH RULE r SET CONDITION abac.native.user_tags('x', 2) = 1", Cypher25, 33, "Function call does not provide the required number of arguments: expected 0 got 2.\n\nFunction abac.native.user_tags has signature: abac.native.user_tags() :: LIST<STRING>\nmeaning that it expects 0 x, 2"),
        ("CREATE AUTH RULE r SET CONDITION abac.native.user_tags() = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION ABAC.native.User_Tags(1) = 1", Cypher25, 33, "Function call does not provide the required number of arguments: expected 0 got 1.\n\nFunction ABAC.native.User_Tags has signature: ABAC.native.User_Tags() :: LIST<STRING>\nmeaning that it expects 0 1"),
        ("CREATE AUTH RULE r SET CONDITION 5", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION 'x'", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION 1 + true", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION toUpper(1) = 'a'", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION toUpper() = 'a'", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION timestamp() > 1", Cypher25, 33, "42001\n22N05: Invalid input 'datetime' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION normalize('a') = 'a'", Cypher25, 33, "42001\n22N05: Invalid input 'normalize' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION size(DISTINCT 'a') = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION exists(a.b)", Cypher25, 33, "42001\n22N05: Invalid input 'exists' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION trim(BOTH 'a' FROM 'b') = 'b'", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION reduce(a = 1, x IN [1] | a + rand()) = 1", Cypher25, 62, "42001\n22N05: Invalid input 'rand' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION all(x IN [1] WHERE x = $y)", Cypher25, 56, "42001\n22N05: Invalid input '$y' for auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION any(x IN [1])", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION a != b", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION localtime.realtime() > 1", Cypher25, 33, "42001\n22N05: Invalid input 'localtime.realtime' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION datetime.fromEpochMillis(1) > 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION apoc.foo(1) > 1 OR rand() > 1", Cypher25, 33, "42001\n22N05: Invalid input 'apoc.foo' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION `apoc`.`f oo`(1) > 1", Cypher25, 33, "42001\n22N05: Invalid input 'apoc.f oo' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION date($x) > 1", Cypher25, 38, "42001\n22N05: Invalid input '$x' for auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION date(rand()) > 1", Cypher25, 38, "42001\n22N05: Invalid input 'rand' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION rand(date()) > 1", Cypher25, 33, "42001\n22N05: Invalid input 'rand' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION allReduce(a = 1, x IN [1] | a + x, a < 3)", Cypher25, 0, ""),
        (r#"CREATE AUTH RULE r SET CONDITION s"abc{1}" = 'a'"#, Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION x{.a} = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION lower('a') = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET CONDITION coll.sort([1]) = 1", Cypher25, 33, "42001\n22N05: Invalid input 'coll.sort' for function in auth rule condition."),
        ("CREATE AUTH RULE r SET CONDITION roles[..] = 1", Cypher25, 0, ""),
        ("CREATE AUTH RULE r SET ENABLED true", Cypher25, 0, "42001\n22N06: Invalid input. 'SET CONDITION' needs to be specified."),
        ("ALTER AUTH RULE r IF EXISTS SET CONDITION rand() > 1", Cypher25, 42, "42001\n22N05: Invalid input 'rand' for function in auth rule condition."),
    ]);
}

#[test]
#[rustfmt::skip]
fn clauses_of_auth_rules() {
    assert_first_errors(&[
        ("CREATE OR REPLACE AUTH RULE $x IF NOT EXISTS SET ENABLED true SET ENABLED false", Cypher25, 0, "Failed to create the specified auth rule '$x': cannot have both `OR REPLACE` and `IF NOT EXISTS`."),
        ("CREATE AUTH RULE x SET CONDITION true SET CONDITION false SET ENABLED true SET ENABLED false SET ENABLED false", Cypher25, 38, "Duplicate SET CONDITION clause"),
        ("ALTER AUTH RULE x SET ENABLED true", Cypher25, 0, ""),
        ("ALTER AUTH RULE x SET CONDITION 1 SET ENABLED true SET CONDITION $x", Cypher25, 51, "Duplicate SET CONDITION clause"),
    ]);
}
