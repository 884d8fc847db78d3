// Roles of the clinic.
create role doctor if not exists;   // medical staff


grant match{*}on graph `healthcare` nodes Patient,Disease, Symptom,Visit to doctor;
deny read { ssn , address } on graph healthcare nodes Patient to doctor;
CREATE USER alice SET PASSWORD 'abc12345' CHANGE NOT REQUIRED SET HOME DATABASE healthcare SET STATUS ACTIVE;
