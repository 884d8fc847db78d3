CREATE ROLE analyst;
CREATE ROLE helpdesk;
CREATE USER ada SET PASSWORD 'change-me-please';
GRANT ROLE analyst TO ada;
GRANT ACCESS ON DATABASE neo4j TO analyst;
GRANT READ {salary} ON GRAPH neo4j NODES Person TO analyst;
GRANT MATCH {*} ON GRAPH neo4j NODES Company TO analyst;
GRANT READ {name} ON GRAPH neo4j NODES Company TO analyst;
GRANT SET PASSWORD ON DBMS TO helpdesk;
// lint: allow unused-role helpdesk
