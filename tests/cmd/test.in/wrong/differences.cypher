RENAME USER a b;
//> | user |
//> | ---- |
//> | "a"  |
CREATE USER a
  SET PASSWORD 'hush' NONSENSE;
