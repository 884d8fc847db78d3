//@ cypher 26
SHOW USERS;
