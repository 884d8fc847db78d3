//! Administration command or data query: told by the first words.

use super::prefix::{behind_use, prefix};
use super::scan::{PieceKind, scan};

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementKind {
    /// Users, roles, privileges, databases, aliases, servers, settings, transactions: what this program is for.
    Administration,
    /// Nodes and relationships, and their indexes and constraints: `MATCH`, `CREATE (…)`, `CALL`, `CREATE INDEX`, ….
    Query,
}

/// First words of clauses that no administration command begins with.
const CLAUSES: [&str; 28] = [
    "CALL", "DELETE", "DETACH", "FILTER", "FINISH", "FOR", "FOREACH", "INSERT", "LET", "LIMIT",
    "LOAD", "MATCH", "MERGE", "NODETACH", "OFFSET", "OPTIONAL", "ORDER", "REMOVE", "RETURN", "SET",
    "SKIP", "UNWIND", "USE", "USING", "WHEN", "WITH", "{", "DEFINE",
];

/// Words behind `CREATE`, `DROP` and `SHOW` that name an index or a constraint, or lead to it.
const SCHEMA: [&str; 22] = [
    "INDEX",
    "INDEXES",
    "CONSTRAINT",
    "CONSTRAINTS",
    "BTREE",
    "FULLTEXT",
    "LOOKUP",
    "POINT",
    "RANGE",
    "TEXT",
    "VECTOR",
    "NODE",
    "RELATIONSHIP",
    "REL",
    "PROPERTY",
    "KEY",
    "UNIQUE",
    "UNIQUENESS",
    "EXIST",
    "EXISTS",
    "EXISTENCE",
    "(",
];

/// Words behind `CREATE` that begin an administration command.
const CREATED: [&str; 8] =
    ["ALIAS", "AUTH", "COMPOSITE", "DATABASE", "IMMUTABLE", "REPLICA", "ROLE", "USER"];

/// Tells a statement's kind. Never fails: what is neither counts as administration.
#[must_use]
pub fn kind_of(text: &str) -> StatementKind {
    let front = prefix(text).end;
    // `USE x` may stand in front of a command, too: then the command counts.
    let start = behind_use(text, front).unwrap_or(front);
    let rest = text.get(start..).unwrap_or_default();
    let mut words = scan(rest)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .map(|piece| piece.text.to_ascii_uppercase())
        .take(8)
        .peekable();
    let first = words.next().unwrap_or_default();
    let is_used_alone = start > front && first.is_empty();
    let is_query = if is_used_alone || CLAUSES.contains(&first.as_str()) {
        true
    } else {
        let mut next = || words.next().unwrap_or_default();
        let mut second = next();
        match first.as_str() {
            "CREATE" => {
                if second == "OR" && next() == "REPLACE" {
                    second = next();
                }
                let third = next();
                let names_pattern = third == "=" && !CREATED.contains(&second.as_str());
                SCHEMA.contains(&second.as_str()) || names_pattern
            }
            "DROP" => matches!(second.as_str(), "INDEX" | "CONSTRAINT"),
            "SHOW" if second == "ALL" => SCHEMA.contains(&next().as_str()),
            "SHOW" => {
                SCHEMA.contains(&second.as_str()) || (second == "CURRENT" && next() == "GRAPH")
            }
            "ALTER" => second == "CURRENT" && next() == "GRAPH",
            _ => false,
        }
    };
    if is_query { StatementKind::Query } else { StatementKind::Administration }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_told_from_administration() {
        for query in [
            "MATCH (n) RETURN n",
            "  cypher 25 explain match (n) return n",
            "CREATE (:User {name: 'x'})",
            "CREATE p = (a)-[:R]->(b)",
            "CREATE OR REPLACE RANGE INDEX x FOR (n:N) ON n.p",
            "CREATE CONSTRAINT FOR (n:N) REQUIRE n.p IS UNIQUE",
            "SHOW ALL INDEXES",
            "SHOW NODE KEY CONSTRAINTS",
            "SHOW CURRENT GRAPH TYPE",
            "ALTER CURRENT GRAPH TYPE SET {}",
            "DROP CONSTRAINT c IF EXISTS",
            "USE neo4j MATCH (n) RETURN n",
            "USE graph.byName('x') MATCH (user) RETURN user",
            "USE x",
            "// comment\nLOAD CSV FROM 'x' AS row RETURN row",
            "CALL dbms.components()",
        ] {
            assert_eq!(kind_of(query), StatementKind::Query, "{query}");
        }
        for command in [
            "",
            "SHOW USERS",
            "CREATE USER jake SET PASSWORD 'x'",
            "CREATE OR REPLACE DATABASE index",
            "DROP DATABASE constraint",
            "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
            "SHOW ALL PRIVILEGES",
            "USE system SHOW USERS",
            "USE graph x DROP ROLE match",
            "USE x ENABLE SERVER 'a'",
            "GRANT CREATE ON GRAPH * TO x",
            "TERMINATE TRANSACTION 'x'",
        ] {
            assert_eq!(kind_of(command), StatementKind::Administration, "{command}");
        }
    }
}
