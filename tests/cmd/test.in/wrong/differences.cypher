CREATE USR a
  SET PASSWORD 'hush';
//> | user |
//> | ---- |
//> | "a"  |
GRANT NONSENSE ON DBMS TO r;
