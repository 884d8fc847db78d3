// Roles of the clinic.
CREATE ROLE doctor IF NOT EXISTS; // medical staff

GRANT MATCH {*} ON GRAPH healthcare NODES Patient, Disease, Symptom, Visit TO doctor;
DENY READ {ssn, address} ON GRAPH healthcare NODES Patient TO doctor;
CREATE USER alice
  SET PASSWORD 'abc12345' CHANGE NOT REQUIRED
  SET HOME DATABASE healthcare
  SET STATUS ACTIVE;
