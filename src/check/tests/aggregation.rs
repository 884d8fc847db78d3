use super::{In::*, assert_first_errors};

#[test]
#[rustfmt::skip]
fn aggregates_and_grouping_keys() {
    assert_first_errors(&[
        ("SHOW DATABASES YIELD * RETURN name, count(*) + size(type)", Both, 52, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): type"),
        ("SHOW DATABASES YIELD * ORDER BY count(*)", Cypher5, 0, ""),
        ("SHOW DATABASES YIELD * ORDER BY count(*)", Cypher25, 32, "Illegal aggregation expression(s) in order by: count(*). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW DATABASES YIELD * RETURN name, count(*) ORDER BY type", Both, 54, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: type"),
        ("SHOW DATABASES YIELD * WHERE count(*) = 1", Cypher5, 29, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW DATABASES YIELD * WHERE count(*) = 1", Cypher25, 38, "Illegal aggregation expression(s) in order by: count(*) = 1. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW DATABASES YIELD name, type RETURN name, count(*) ORDER BY type", Both, 63, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: type"),
        ("SHOW DATABASES YIELD name, type RETURN name, count(*) + size(type)", Both, 61, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): type"),
        ("SHOW USERS WITH AUTH YIELD auth, user RETURN auth.x + count(*)", Both, 45, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): auth"),
        ("SHOW USERS WITH AUTH YIELD auth, user RETURN auth.x + count(*), auth.x", Both, 0, ""),
        ("SHOW USERS WITH AUTH YIELD auth, user RETURN auth.x + count(*), auth", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN user + roles + count(*)", Both, 42, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user, roles"),
        ("SHOW USERS YIELD user, roles, home RETURN count(*) + size(user + home)", Both, 58, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user, home"),
        ("SHOW USERS YIELD user, roles, home RETURN $p.x + count(*) + 1", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN CASE WHEN count(*) > 1 THEN user END", Both, 70, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD user, roles, home RETURN user, count(*) ORDER BY user + 'a'", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN user, count(*) ORDER BY roles + 'a', user + roles", Both, 66, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: roles"),
        ("SHOW USERS YIELD user, roles, home RETURN size(user), count(*) ORDER BY size(user), user, count(*) + 1", Both, 84, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: user"),
        ("SHOW USERS YIELD user, roles, home RETURN size(user) AS s, count(*) AS c ORDER BY size(user) + 1, c + 1, s", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN DISTINCT user ORDER BY size(user), count(*)", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN DISTINCT size(user) AS x ORDER BY size(user), user", Both, 88, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: user"),
        ("SHOW USERS YIELD user, roles, home RETURN user ORDER BY count(*)", Both, 56, "Illegal aggregation expression(s) in order by: count(*). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD user, roles, home RETURN *, count(*)", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN *, count(*) ORDER BY user", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN *, count(*) + size(user)", Both, 0, ""),
        ("SHOW USERS YIELD user, roles, home RETURN DISTINCT * ORDER BY user, x", Both, 68, "Variable `x` not defined"),
        ("SHOW USERS YIELD user, roles, home RETURN count(*) AS user, user AS x ORDER BY user, x", Both, 0, ""),
        ("SHOW USERS YIELD user WHERE user = 'a' AND count(*) = 1", Both, 39, r#"Illegal aggregation expression(s) in order by: user = "a" AND count(*) = 1. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."#),
        ("SHOW USERS YIELD user WHERE user = 'a' OR NOT (count(*) > 1 AND max(user) = 'a')", Both, 39, r#"Illegal aggregation expression(s) in order by: user = "a" OR NOT (count(*) > 1 AND max(user) = "a"). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."#),
        ("SHOW USERS YIELD user ORDER BY user, 1 + count(*), max(user)", Both, 39, "Illegal aggregation expression(s) in order by: 1 + count(*). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD user ORDER BY size(collect(user))", Both, 31, "Illegal aggregation expression(s) in order by: size(collect(user)). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD user RETURN size([x IN [1] | x + count(*)])", Both, 50, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD user RETURN user, count(*) ORDER BY max(user), 1 + count(*)", Cypher5, 53, "Illegal aggregation expression(s) in order by: max(user). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD user RETURN user, count(*) ORDER BY max(user), 1 + count(*)", Cypher25, 0, ""),
        ("SHOW USERS YIELD user RETURN count(*) SKIP count(*)", Both, 43, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD user AS u RETURN u, count(*), [x IN [1] | u]", Both, 0, ""),
        ("SHOW USERS YIELD user, roles RETURN roles, [x IN roles | x + count(*)]", Both, 61, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD user, roles RETURN count(*) + size([x IN roles | x])", Both, 58, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): roles"),
        ("SHOW USERS YIELD user, roles RETURN count(*) + reduce(a = 0, x IN roles | a + size(user))", Both, 66, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): roles, user"),
        ("SHOW USERS YIELD user, roles RETURN count(*) > 1 AND user = 'a' OR roles = []", Both, 53, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user, roles"),
        ("SHOW USERS YIELD user, roles RETURN user + 1 + count(*) + user", Both, 36, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD user, roles RETURN (user) + count(*), (user)", Both, 0, ""),
        ("SHOW USERS YIELD user, roles RETURN foo(user, count(*)), collect({a: user, b: roles}) + user", Both, 40, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD user, roles RETURN DISTINCT roles AS user ORDER BY roles, user", Both, 0, ""),
        ("SHOW USERS YIELD user, roles RETURN DISTINCT user ORDER BY x, user.y, toUpper(user)", Both, 59, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: x"),
        ("SHOW USERS YIELD user RETURN DISTINCT 1 AS one ORDER BY 1, one, 2", Both, 0, ""),
        ("SHOW USERS YIELD user RETURN toUpper(user) AS x, count(*) ORDER BY toUpper(user), size(toUpper(user))", Both, 0, ""),
        ("SHOW USERS WHERE count(*) = 1", Cypher5, 17, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS WHERE count(*) = 1", Cypher25, 0, ""),
        ("SHOW USERS WHERE count(user) = 1", Cypher5, 17, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS WHERE count(user) = 1", Cypher25, 0, ""),
        ("SHOW USERS WHERE count(x) = 1", Cypher5, 17, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS WHERE count(x) = 1", Cypher25, 23, "Variable `x` not defined"),
        ("SHOW DATABASES WHERE count(*) = 1", Cypher5, 21, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW DATABASES WHERE count(*) = 1", Cypher25, 30, "Illegal aggregation expression(s) in order by: count(*) = 1. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD user, roles RETURN DISTINCT user AS u ORDER BY roles, u, user, x", Both, 64, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: roles"),
        ("SHOW USERS YIELD user, roles RETURN user AS u, count(*) ORDER BY roles, u, user, x, count(*), count(roles)", Both, 65, "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: roles"),
        ("SHOW USERS YIELD user, roles RETURN user, count(*) AS c ORDER BY count(*), c, user", Both, 0, ""),
        ("SHOW USERS YIELD user RETURN user LIMIT count(*)", Cypher5, 40, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD user RETURN user LIMIT count(*)", Cypher25, 40, "Illegal aggregation expression(s) in subclause expression: count(*). If an aggregation expression is used in a subclause (e.g. ORDER BY or WHERE), the clause must already be aggregating."),
        ("SHOW USERS YIELD user ORDER BY count(*)", Both, 31, "Illegal aggregation expression(s) in order by: count(*). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD user WHERE count(*) = 1", Cypher5, 28, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD user WHERE count(*) = 1", Cypher25, 37, "Illegal aggregation expression(s) in order by: count(*) = 1. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW DATABASES YIELD name ORDER BY count(*)", Cypher5, 0, ""),
        ("SHOW DATABASES YIELD name ORDER BY count(*)", Cypher25, 35, "Illegal aggregation expression(s) in order by: count(*). If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW DATABASES YIELD name WHERE count(*) = 1", Cypher5, 32, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW DATABASES YIELD name WHERE count(*) = 1", Cypher25, 41, "Illegal aggregation expression(s) in order by: count(*) = 1. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."),
        ("SHOW USERS YIELD suspended, user RETURN suspended, count(*) + size(user)", Both, 67, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD suspended, user RETURN count(count(*))", Both, 46, "Can't use aggregate functions inside of aggregate functions."),
        ("SHOW USERS YIELD suspended, user RETURN count(*) + sum(count(user))", Both, 55, "Can't use aggregate functions inside of aggregate functions."),
        ("SHOW USERS YIELD suspended, user RETURN user + count(*)", Both, 40, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD suspended, user RETURN user, user + count(*)", Both, 0, ""),
        ("SHOW USERS YIELD suspended, user RETURN user AS u, user + count(*)", Both, 0, ""),
        ("SHOW USERS YIELD suspended, user RETURN user + 'a' AS u, user + 'a' + count(*)", Both, 57, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD suspended, user RETURN [x IN collect(user) | x + user]", Both, 66, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
        ("SHOW USERS YIELD suspended, user RETURN [x IN collect(user) | x + count(*)]", Both, 66, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD suspended, user RETURN reduce(a = 0, x IN [1] | a + count(*))", Both, 69, "Invalid use of aggregating function count(...) in this context"),
        ("SHOW USERS YIELD suspended, user RETURN user, $p + count(*), {a: user, b: count(*)}", Both, 0, ""),
        ("SHOW USERS YIELD suspended, user RETURN user.x + count(*)", Both, 40, "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): user"),
    ]);
}

/// In Cypher 5 the front end says nothing at all of a composable command that orders by an aggregate without
/// aggregating; in Cypher 25 it misses the `YIELD` when a `RETURN` follows.
#[test]
#[rustfmt::skip]
fn an_aggregate_that_orders_a_composable_command() {
    assert_first_errors(&[
        ("SHOW FUNCTIONS YIELD nam ORDER BY 1 + count(*) WHERE foo", Cypher5, 0, ""),
        ("SHOW SETTINGS foo YIELD nam ORDER BY count(*) SKIP -1", Cypher5, 0, ""),
        ("TERMINATE TRANSACTION x YIELD message ORDER BY count(*) RETURN bar", Cypher5, 0, ""),
        ("SHOW DATABASES YIELD name RETURN bar ORDER BY count(*)", Cypher5, 0, ""),
        ("SHOW DATABASES YIELD name RETURN bar, count(*) ORDER BY count(*)", Cypher5, 33, "Variable `bar` not defined"),
        ("SHOW USERS YIELD nam ORDER BY count(*)", Both, 17, "Variable `nam` not defined"),
        ("SHOW FUNCTIONS YIELD name ORDER BY count(*) RETURN name", Cypher25, 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
        ("SHOW FUNCTIONS YIELD name WHERE count(*) = 1 RETURN name", Cypher25, 0, "When combining `SHOW FUNCTIONS` with other show and/or terminate commands, `YIELD` is mandatory."),
    ]);
}

/// A column that stands for a predicate is refused where it gets its name.
#[test]
#[rustfmt::skip]
fn a_column_as_a_predicate() {
    assert_first_errors(&[
        ("SHOW DATABASES WHERE name", Cypher25, 0, "Type mismatch: expected Boolean but was String"),
        ("SHOW DATABASES WHERE name", Cypher5, 21, "Type mismatch: expected Boolean but was String"),
        ("SHOW DATABASES YIELD * WHERE name", Cypher25, 0, "Type mismatch: expected Boolean but was String"),
        ("SHOW DATABASES YIELD name AS s WHERE s", Cypher25, 29, "Type mismatch: expected Boolean but was String"),
        ("SHOW DATABASES YIELD name AS s WHERE (name)", Cypher25, 29, "Type mismatch: expected Boolean but was String"),
        ("SHOW DATABASES YIELD name WHERE NOT name", Cypher25, 36, "Type mismatch: expected Boolean but was String"),
        ("SHOW DATABASES YIELD default WHERE default", Both, 0, ""),
        ("SHOW DATABASES YIELD aliases WHERE aliases", Both, 35, "Coercion of list to boolean is not allowed. Please use `NOT isEmpty(...)` instead."),
        ("SHOW USERS YIELD user WHERE user", Both, 28, "Type mismatch: expected Boolean but was String"),
    ]);
}
