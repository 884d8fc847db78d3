CREATE ROLE a;
// b
SHOW ROLES YIELD role
  WHERE role IN ['a']
;
SHOW RLES;
