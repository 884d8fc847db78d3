// A small clinic: doctors see and write everything but addresses, reception knows patients, and
// whoever is being trained sees no social security numbers.
CREATE DATABASE healthcare;
CREATE ROLE doctor;
CREATE ROLE receptionist;
CREATE ROLE trainee;
CREATE USER alice SET PASSWORD 'change-me-please';
CREATE USER bob SET PASSWORD 'change-me-please';
GRANT ROLE doctor TO alice, bob;
GRANT ROLE trainee TO bob;
GRANT ACCESS ON DATABASE healthcare TO doctor, receptionist;
GRANT MATCH {*} ON GRAPH healthcare TO doctor;
GRANT WRITE ON GRAPH healthcare TO doctor;
GRANT MATCH {*} ON GRAPH healthcare NODES Patient TO receptionist;
DENY READ {address} ON GRAPH healthcare NODES Patient TO doctor;
DENY READ {ssn} ON GRAPH healthcare NODES Patient TO trainee;
DENY READ {notes} ON GRAPH healthcare FOR (n:Patient) WHERE n.level >= 3 TO trainee;
