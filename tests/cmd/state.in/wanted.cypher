// The clinic without a reception; addresses are no secret any more, and ALL is written as its parts.
CREATE DATABASE healthcare;
CREATE ROLE doctor;
CREATE ROLE trainee;
CREATE USER alice SET PASSWORD 'change-me-please';
CREATE USER bob SET PASSWORD 'change-me-please';
CREATE USER carol SET AUTH 'ldap' {SET ID 'cn=carol'};
GRANT ROLE doctor TO alice, bob, carol;
GRANT ROLE trainee TO bob;
GRANT ACCESS ON DATABASE healthcare TO doctor;
GRANT TRAVERSE ON GRAPH healthcare TO doctor;
GRANT READ {*} ON GRAPH healthcare TO doctor;
GRANT WRITE ON GRAPH healthcare TO doctor;
GRANT WRITE ON GRAPH healthcare TO doctor;
DENY READ {ssn, address} ON GRAPH healthcare NODES Patient TO trainee;
