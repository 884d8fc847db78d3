// Nobody has signed up.
CREATE ROLE analyst;
