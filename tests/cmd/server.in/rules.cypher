// Auth rules for tests of claims.
CREATE USER jake SET PASSWORD 'secret-password' CHANGE NOT REQUIRED;
CREATE ROLE sales;
GRANT SHOW ROLE ON DBMS TO sales;
CREATE AUTH RULE department SET CONDITION abac.oidc.user_attribute('department') = 'sales';
GRANT ROLE sales TO AUTH RULE department;
