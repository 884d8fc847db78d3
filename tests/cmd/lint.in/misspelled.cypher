CREATE ROLE r;
// lint: allow empty-rule
