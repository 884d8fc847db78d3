//! The PEG grammar of Neo4j's administration commands, Cypher 5 and Cypher 25.
