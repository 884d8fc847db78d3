// lint: allow empty-role
CREATE ROLE r;
// lint: allow unused-role r
// lint: allow too-broad r
