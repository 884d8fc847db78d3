use super::{In::*, assert_first_errors};

#[test]
#[rustfmt::skip]
fn privileges_that_do_not_exist() {
    assert_first_errors(&[
        ("GRANT ACCESS ON DATABASE a.b.c TO r", Both, 0, ""),
        ("GRANT ACCESS ON DEFAULT DATABASE TO r", Cypher5, 16, "`ON DEFAULT DATABASE` is not supported. Use `ON HOME DATABASE` instead."),
        ("GRANT TRAVERSE ON DEFAULT GRAPH TO r", Cypher5, 18, "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead."),
        ("REVOKE DENY MERGE {*} ON DEFAULT GRAPH FROM r", Cypher5, 25, "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead."),
        ("DENY MERGE {*} ON GRAPH a FOR (n) WHERE n.x = 1 TO r", Both, 0, "`DENY MERGE` is not supported. Use `DENY SET PROPERTY` and `DENY CREATE` instead."),
        ("GRANT MERGE {*} ON GRAPH a FOR (n) WHERE n.x = 1 TO r", Both, 0, "MERGE is not supported for property value access rules."),
        ("GRANT CREATE ON GRAPH a FOR (n) WHERE n.x = date() TO r", Both, 0, "CREATE is not supported for property value access rules."),
        ("GRANT DELETE ON DEFAULT GRAPH FOR (n) WHERE n.x = date() TO r", Cypher5, 16, "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead."),
        ("GRANT SET PROPERTY {*} ON GRAPH a FOR (n) WHERE n.x = 1 TO r", Both, 0, "SET PROPERTY is not supported for property value access rules."),
        ("GRANT LOAD ON URL 'x' TO r", Both, 0, "LOAD privileges with a URL pattern are not currently supported"),
        ("DENY READ SECRET 'x' ON DBMS TO r", Cypher25, 0, "The `DENY READ SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager."),
        ("GRANT READ SECRETS * ON DBMS TO r", Cypher25, 0, "The `GRANT READ SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager."),
        ("REVOKE GRANT READ SECRETS * ON DBMS FROM r", Cypher25, 0, "The `REVOKE GRANT READ SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager."),
        ("REVOKE DENY SHOW SECRETS ON DBMS FROM r", Cypher25, 0, "The `REVOKE DENY SHOW SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager."),
        ("REVOKE IMMUTABLE SECRETS MANAGEMENT ON DBMS FROM r", Cypher25, 0, "The `REVOKE IMMUTABLE SECRETS MANAGEMENT` clause is not available in this implementation of Cypher due to lack of support for secret manager."),
        ("GRANT IMMUTABLE SECRETS MANAGEMENT ON DBMS TO r", Cypher25, 0, "The `GRANT IMMUTABLE SECRETS MANAGEMENT` clause is not available in this implementation of Cypher due to lack of support for secret manager."),
        ("DENY ALL ON DEFAULT GRAPH TO r", Cypher5, 12, "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead."),
    ]);
}
