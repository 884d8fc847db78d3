CREATE ALIAS far FOR DATABASE sales AT 'neo4j+s://far.example:7687' USER guest PASSWORD 'password1';
CREATE USER dora SET PASSWORD 'password1';
CREATE ROLE visitor;
GRANT ROLE visitor TO dora;
GRANT ACCESS ON DATABASE far TO visitor;
GRANT MATCH {*} ON GRAPH far NODES Order TO visitor;
