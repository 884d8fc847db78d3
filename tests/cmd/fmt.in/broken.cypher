create role a;
GRNAT ROLE a TO b;
match (n) return n;
