//! Databases: topologies, languages, repeated clauses.

use super::findings::Findings;
use super::graph_names::{self, printed};
use super::once::Once;
use crate::ast::{
    AlterDatabase, AlterDatabaseKind, CreateDatabase, DatabaseKind, GraphName, IfExists, Place,
    Topology, TopologyRole, UIntOrParam,
};
use crate::status::{SemanticError, TopologyRule};
use crate::text::Spanned;

/// `CREATE DATABASE`
pub(super) fn create(command: &CreateDatabase, findings: &mut Findings<'_>) {
    let is_composite = command.kind == DatabaseKind::Composite;
    if let Some(found) = &command.language {
        language(found, findings);
    }
    if is_composite {
        if let GraphName::Name(name) = &command.name {
            graph_names::quoted_parts(name, findings);
        }
    } else {
        graph_names::check_database(&command.name, findings);
    }
    let shard_topology = command.graph_shard.as_ref().and_then(|shard| shard.topology.as_ref());
    for topology in command.topology.iter().chain(shard_topology) {
        repeated_counts(topology, findings);
    }
    if findings.is_refused() {
        return;
    }
    let words = create_words(command);
    for topology in command.topology.iter().chain(shard_topology) {
        primaries(topology, words, command.place, findings);
    }
    if let Some(shards) = &command.property_shards {
        if let Some(count) = shards.count.filter(|count| !(1..=1000).contains(&count.value)) {
            let clause = format!("COUNT {}", count.value);
            let error =
                SemanticError::Topology { command: words, clause, what: TopologyRule::Count };
            findings.report(error, command.place);
        }
        replicas(shards.replicas.as_ref(), words, command.place, findings);
    }
    if command.if_exists == IfExists::Conflict {
        let what = if is_composite { "composite database" } else { "database" };
        let name = printed(&command.name, findings);
        findings.report(SemanticError::ReplaceAndIfNotExists { what, name }, command.place);
    } else if is_composite
        && findings.is_cypher_5()
        && let GraphName::Name(name) = &command.name
        && name.parts.len() > 1
    {
        findings.report(SemanticError::CompositeNameDot(name.text()), name.span);
    }
}

/// `ALTER DATABASE`
pub(super) fn alter(command: &AlterDatabase, findings: &mut Findings<'_>) {
    graph_names::check(&command.name, findings);
    repeated_items(command, findings);
    if findings.is_refused() {
        return;
    }
    let words = "ALTER DATABASE";
    let mut sets_topology = false;
    let mut shard = None;
    for item in &command.items {
        match &item.kind {
            AlterDatabaseKind::Topology(topology) => {
                sets_topology = true;
                primaries(topology, words, command.place, findings);
            }
            AlterDatabaseKind::Replicas(count) => {
                sets_topology = true;
                replicas(Some(count), words, command.place, findings);
            }
            AlterDatabaseKind::GraphShard(graph) => {
                shard = Some("SET GRAPH SHARD");
                if let Some(topology) = &graph.topology {
                    primaries(topology, words, command.place, findings);
                }
            }
            AlterDatabaseKind::PropertyShards(shards) => {
                shard.get_or_insert("SET PROPERTY SHARD");
                replicas(shards.replicas.as_ref(), words, command.place, findings);
            }
            AlterDatabaseKind::Access(_)
            | AlterDatabaseKind::SetOption(..)
            | AlterDatabaseKind::RemoveOption(_)
            | AlterDatabaseKind::Language(_) => {}
        }
    }
    if let Some(other) = shard.filter(|_| sets_topology) {
        let error = SemanticError::NotTogether { clause: "SET TOPOLOGY", other };
        findings.report(error, command.place);
    }
}

fn repeated_items(command: &AlterDatabase, findings: &mut Findings<'_>) {
    let mut access = Once::new("ACCESS");
    let mut topologies = Once::new("TOPOLOGY");
    let mut graph_shard = Once::new("GRAPH SHARD");
    let mut property_shards = Once::new("PROPERTY SHARD");
    let mut options: Vec<&str> = Vec::new();
    for item in &command.items {
        match &item.kind {
            AlterDatabaseKind::Access(_) => access.seen(item.place, findings),
            AlterDatabaseKind::Topology(topology) => {
                topologies.seen(item.place, findings);
                repeated_counts(topology, findings);
            }
            AlterDatabaseKind::Replicas(_) => topologies.seen(item.place, findings),
            AlterDatabaseKind::GraphShard(shard) => {
                graph_shard.seen(item.place, findings);
                if let Some(topology) = &shard.topology {
                    repeated_counts(topology, findings);
                }
            }
            AlterDatabaseKind::PropertyShards(_) => property_shards.seen(item.place, findings),
            AlterDatabaseKind::SetOption(key, _) => {
                if options.contains(&key.value.as_str()) {
                    let clause = format!("'SET OPTION {}'", key.value);
                    findings.refuse(SemanticError::DuplicateClause(clause), item.place);
                }
                options.push(&key.value);
            }
            AlterDatabaseKind::RemoveOption(key) => {
                if options.contains(&key.value.as_str()) {
                    let clause = format!("'REMOVE OPTION {}'", key.value);
                    findings.refuse(SemanticError::DuplicateClause(clause), key.span);
                }
                options.push(&key.value);
            }
            // Twice is no error: the last one wins.
            AlterDatabaseKind::Language(found) => {
                language(found, findings);
            }
        }
    }
}

/// Whether a language version exists; an error if not, after which it counts as not written.
pub(super) fn language(version: &Spanned<u64>, findings: &mut Findings<'_>) -> bool {
    let exists = matches!(version.value, 5 | 25);
    if !exists {
        findings.report(SemanticError::CypherVersion(version.value), version.span);
    }
    exists
}

fn repeated_counts(topology: &Topology, findings: &mut Findings<'_>) {
    let mut primary = Once::new("PRIMARY");
    let mut secondary = Once::new("SECONDARY");
    for count in &topology.counts {
        match count.role {
            TopologyRole::Primary => primary.seen(count.place, findings),
            TopologyRole::Secondary | TopologyRole::Replica => {
                secondary.seen(count.place, findings);
            }
        }
    }
}

fn primaries(
    topology: &Topology,
    command: &'static str,
    place: Place,
    findings: &mut Findings<'_>,
) {
    let has_none = topology.counts.iter().any(|count| {
        count.role == TopologyRole::Primary
            && matches!(&count.count, UIntOrParam::Literal(n) if n.value == 0)
    });
    if has_none {
        let clause = topology.to_string();
        let error = SemanticError::Topology { command, clause, what: TopologyRule::Primary };
        findings.report(error, place);
    }
}

fn replicas(
    count: Option<&UIntOrParam>,
    command: &'static str,
    place: Place,
    findings: &mut Findings<'_>,
) {
    if let Some(UIntOrParam::Literal(count)) = count
        && !(1..=20).contains(&count.value)
    {
        let clause = format!("TOPOLOGY {} REPLICAS", count.value);
        let error = SemanticError::Topology { command, clause, what: TopologyRule::Replica };
        findings.report(error, place);
    }
}

fn create_words(command: &CreateDatabase) -> &'static str {
    let replaces = matches!(command.if_exists, IfExists::Replace | IfExists::Conflict);
    match (command.kind, replaces) {
        (DatabaseKind::Standard, false) => "CREATE DATABASE",
        (DatabaseKind::Standard, true) => "CREATE OR REPLACE DATABASE",
        (DatabaseKind::Composite, false) => "CREATE COMPOSITE DATABASE",
        (DatabaseKind::Composite, true) => "CREATE OR REPLACE COMPOSITE DATABASE",
        (DatabaseKind::Replica, false) => "CREATE REPLICA DATABASE",
        (DatabaseKind::Replica, true) => "CREATE OR REPLACE REPLICA DATABASE",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::*;

    #[test]
    fn topologies_languages_and_repeated_clauses() {
        assert_first_errors(&[
            (
                "CREATE DATABASE foo TOPOLOGY 0 PRIMARY",
                Both,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 0 PRIMARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE DATABASE foo TOPOLOGY 0 PRIMARY 0 SECONDARIES",
                Both,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 0 PRIMARIES 0 SECONDARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE OR REPLACE DATABASE foo TOPOLOGY 1 SECONDARY 0 PRIMARY",
                Both,
                0,
                "Failed to CREATE OR REPLACE DATABASE with `TOPOLOGY 0 PRIMARIES 1 SECONDARY`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE DATABASE foo TOPOLOGY 1 PRIMARY 2 PRIMARY 1 SECONDARY 2 SECONDARIES 3 SECONDARY",
                Both,
                39,
                "Duplicate PRIMARY clause",
            ),
            (
                "CREATE DATABASE foo TOPOLOGY 0 PRIMARY 2 PRIMARY",
                Both,
                39,
                "Duplicate PRIMARY clause",
            ),
            ("CREATE DATABASE foo TOPOLOGY $x PRIMARY 2 SECONDARY", Both, 0, ""),
            (
                "CREATE DATABASE foo TOPOLOGY 0 PRIMARY $s SECONDARY",
                Both,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 0 PRIMARIES $s SECONDARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE DATABASE foo TOPOLOGY 0 PRIMARY 1 SECONDARY",
                Both,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 0 PRIMARIES 1 SECONDARY`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE DATABASE foo IF NOT EXISTS TOPOLOGY 0 PRIMARY 2 SECONDARY",
                Both,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 0 PRIMARIES 2 SECONDARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE OR REPLACE DATABASE foo IF NOT EXISTS TOPOLOGY 0 PRIMARY 2 SECONDARY",
                Both,
                0,
                "Failed to CREATE OR REPLACE DATABASE with `TOPOLOGY 0 PRIMARIES 2 SECONDARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE OR REPLACE DATABASE foo IF NOT EXISTS DEFAULT LANGUAGE CYPHER 4 TOPOLOGY 0 PRIMARY 2 SECONDARY",
                Both,
                0,
                "Failed to CREATE OR REPLACE DATABASE with `TOPOLOGY 0 PRIMARIES 2 SECONDARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE COMPOSITE DATABASE a.b",
                Cypher5,
                26,
                r#"Failed to create the specified composite database 'a.b': COMPOSITE DATABASE names cannot contain ".". COMPOSITE DATABASE names using '.' must be quoted with backticks e.g. `composite.database`."#,
            ),
            ("CREATE COMPOSITE DATABASE a.b", Cypher25, 0, ""),
            ("CREATE COMPOSITE DATABASE `a.b`", Both, 0, ""),
            (
                "CREATE COMPOSITE DATABASE a.b.c DEFAULT LANGUAGE CYPHER 4",
                Cypher5,
                26,
                r#"Failed to create the specified composite database 'a.b.c': COMPOSITE DATABASE names cannot contain ".". COMPOSITE DATABASE names using '.' must be quoted with backticks e.g. `composite.database`."#,
            ),
            (
                "CREATE COMPOSITE DATABASE a.b.c DEFAULT LANGUAGE CYPHER 4",
                Cypher25,
                56,
                "Invalid Cypher version '4'. Valid Cypher versions are: 5, 25",
            ),
            (
                "CREATE OR REPLACE COMPOSITE DATABASE a.b IF NOT EXISTS",
                Cypher5,
                0,
                "Failed to create the specified composite database 'a.b': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE COMPOSITE DATABASE a.b IF NOT EXISTS",
                Cypher25,
                0,
                "Failed to create the specified composite database '`a.b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE COMPOSITE DATABASE `a-b` IF NOT EXISTS",
                Both,
                0,
                "Failed to create the specified composite database '`a-b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE DATABASE a.`b`",
                Cypher5,
                16,
                "Invalid input `a.`b`` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE a.`b`",
                Cypher25,
                16,
                "Incorrectly formatted graph reference 'a.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE DATABASE a.b.c", Both, 0, ""),
            (
                "CREATE DATABASE `a.b`.c",
                Cypher5,
                16,
                "Invalid input ``a.b`.c` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE `a.b`.c",
                Cypher25,
                16,
                "Incorrectly formatted graph reference '`a.b`.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE OR REPLACE DATABASE a.b IF NOT EXISTS",
                Cypher5,
                0,
                "Failed to create the specified database 'a.b': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE DATABASE a.b IF NOT EXISTS",
                Cypher25,
                0,
                "Failed to create the specified database '`a.b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE DATABASE `a.b` IF NOT EXISTS",
                Both,
                0,
                "Failed to create the specified database '`a.b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE DATABASE $x IF NOT EXISTS",
                Both,
                0,
                "Failed to create the specified database '$x': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE REPLICA DATABASE foo SET TOPOLOGY 0 PRIMARY",
                Cypher25,
                0,
                "Failed to CREATE REPLICA DATABASE with `TOPOLOGY 0 PRIMARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE OR REPLACE REPLICA DATABASE foo IF NOT EXISTS SET TOPOLOGY 0 PRIMARY",
                Cypher25,
                0,
                "Failed to CREATE OR REPLACE REPLICA DATABASE with `TOPOLOGY 0 PRIMARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE OR REPLACE REPLICA DATABASE foo SET TOPOLOGY 0 PRIMARY",
                Cypher25,
                0,
                "Failed to CREATE OR REPLACE REPLICA DATABASE with `TOPOLOGY 0 PRIMARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "CREATE DATABASE foo PROPERTY SHARDS {COUNT 0}",
                Cypher25,
                0,
                "Failed to CREATE DATABASE with `COUNT 0`, COUNT must be between 1 and 1000.",
            ),
            (
                "CREATE DATABASE foo PROPERTY SHARDS {COUNT 1001 TOPOLOGY 21 REPLICAS}",
                Cypher25,
                0,
                "Failed to CREATE DATABASE with `COUNT 1001`, COUNT must be between 1 and 1000.",
            ),
            (
                "CREATE DATABASE foo PROPERTY SHARDS {COUNT 1 TOPOLOGY 0 REPLICA}",
                Cypher25,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 0 REPLICAS`, REPLICA must be between 1 and 20.",
            ),
            (
                "CREATE DATABASE foo PROPERTY SHARDS {COUNT 1 TOPOLOGY 21 REPLICA}",
                Cypher25,
                0,
                "Failed to CREATE DATABASE with `TOPOLOGY 21 REPLICAS`, REPLICA must be between 1 and 20.",
            ),
            ("CREATE DATABASE foo PROPERTY SHARDS {COUNT 1 TOPOLOGY $x REPLICA}", Cypher25, 0, ""),
            (
                "CREATE DATABASE foo GRAPH SHARD {TOPOLOGY 0 PRIMARY} PROPERTY SHARDS {COUNT 1001 TOPOLOGY 0 REPLICAS}",
                Cypher25,
                0,
                "Failed to CREATE DATABASE with `COUNT 1001`, COUNT must be between 1 and 1000.",
            ),
            (
                "CREATE DATABASE foo GRAPH SHARD {TOPOLOGY 1 PRIMARY 2 PRIMARY} PROPERTY SHARDS {COUNT 1001 TOPOLOGY 0 REPLICAS}",
                Cypher25,
                52,
                "Duplicate PRIMARY clause",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 0 PRIMARY",
                Both,
                0,
                "Failed to ALTER DATABASE with `TOPOLOGY 0 PRIMARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "ALTER DATABASE foo IF EXISTS SET TOPOLOGY 0 PRIMARY SET TOPOLOGY 1 PRIMARY",
                Both,
                56,
                "Duplicate TOPOLOGY clause",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 0 PRIMARY SET TOPOLOGY 0 PRIMARY 1 PRIMARY",
                Both,
                46,
                "Duplicate TOPOLOGY clause",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 1 PRIMARY 2 PRIMARY",
                Both,
                42,
                "Duplicate PRIMARY clause",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 0 REPLICAS",
                Cypher25,
                0,
                "Failed to ALTER DATABASE with `TOPOLOGY 0 REPLICAS`, REPLICA must be between 1 and 20.",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 21 REPLICAS",
                Cypher25,
                0,
                "Failed to ALTER DATABASE with `TOPOLOGY 21 REPLICAS`, REPLICA must be between 1 and 20.",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 1 REPLICAS SET TOPOLOGY 2 REPLICAS",
                Cypher25,
                47,
                "Duplicate TOPOLOGY clause",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 1 REPLICAS SET TOPOLOGY 2 PRIMARIES",
                Cypher25,
                47,
                "Duplicate TOPOLOGY clause",
            ),
            (
                "ALTER DATABASE foo SET PROPERTY SHARDS {SET TOPOLOGY 0 REPLICAS}",
                Cypher25,
                0,
                "Failed to ALTER DATABASE with `TOPOLOGY 0 REPLICAS`, REPLICA must be between 1 and 20.",
            ),
            (
                "ALTER DATABASE foo SET PROPERTY SHARDS {SET TOPOLOGY 22 REPLICAS} SET PROPERTY SHARDS {SET TOPOLOGY 1 REPLICAS}",
                Cypher25,
                70,
                "Duplicate PROPERTY SHARD clause",
            ),
            (
                "ALTER DATABASE foo SET GRAPH SHARD {SET TOPOLOGY 0 PRIMARIES} SET GRAPH SHARD {SET TOPOLOGY 1 PRIMARIES}",
                Cypher25,
                66,
                "Duplicate GRAPH SHARD clause",
            ),
            (
                "ALTER DATABASE foo SET GRAPH SHARD {SET TOPOLOGY 0 PRIMARIES}",
                Cypher25,
                0,
                "Failed to ALTER DATABASE with `TOPOLOGY 0 PRIMARIES`, PRIMARY must be greater than 0.",
            ),
            (
                "ALTER DATABASE foo SET GRAPH SHARD {SET TOPOLOGY 1 PRIMARIES} SET TOPOLOGY 1 PRIMARIES",
                Cypher25,
                0,
                "SET TOPOLOGY cannot be used together with SET GRAPH SHARD.",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 1 PRIMARIES SET GRAPH SHARD {SET TOPOLOGY 1 PRIMARIES} SET PROPERTY SHARDS {SET TOPOLOGY 1 REPLICAS}",
                Cypher25,
                0,
                "SET TOPOLOGY cannot be used together with SET GRAPH SHARD.",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 1 REPLICAS SET GRAPH SHARD {SET TOPOLOGY 1 PRIMARIES}",
                Cypher25,
                0,
                "SET TOPOLOGY cannot be used together with SET GRAPH SHARD.",
            ),
            (
                "ALTER DATABASE foo SET TOPOLOGY 1 PRIMARY SET PROPERTY SHARDS {SET TOPOLOGY 1 REPLICAS}",
                Cypher25,
                0,
                "SET TOPOLOGY cannot be used together with SET PROPERTY SHARD.",
            ),
            (
                "ALTER DATABASE foo SET GRAPH SHARD {SET TOPOLOGY 1 PRIMARIES} SET PROPERTY SHARDS {SET TOPOLOGY 1 REPLICAS}",
                Cypher25,
                0,
                "",
            ),
            (
                "ALTER DATABASE foo SET OPTION a 1 SET OPTION `a` 2 SET OPTION `b c` 1 SET OPTION `b c` 1",
                Both,
                38,
                "Duplicate 'SET OPTION a' clause",
            ),
            ("ALTER DATABASE foo SET OPTION a 1 SET OPTION A 2", Both, 0, ""),
            ("ALTER DATABASE foo SET OPTION a x + y", Both, 0, ""),
            ("ALTER DATABASE foo SET OPTION a 1 + true", Both, 0, ""),
            ("ALTER DATABASE foo SET OPTION a EXISTS { MATCH (n) }", Both, 0, ""),
            ("ALTER DATABASE foo SET OPTION a count(*)", Both, 0, ""),
            (
                "ALTER DATABASE foo SET DEFAULT LANGUAGE CYPHER 4",
                Both,
                47,
                "Invalid Cypher version '4'. Valid Cypher versions are: 5, 25",
            ),
            (
                "ALTER DATABASE foo SET DEFAULT LANGUAGE CYPHER 5 SET DEFAULT LANGUAGE CYPHER 25",
                Both,
                0,
                "",
            ),
            (
                "ALTER DATABASE foo SET ACCESS READ ONLY SET ACCESS READ ONLY",
                Both,
                44,
                "Duplicate ACCESS clause",
            ),
            (
                "ALTER DATABASE foo REMOVE OPTION `a b` REMOVE OPTION `a b`",
                Both,
                53,
                "Duplicate 'REMOVE OPTION a b' clause",
            ),
            (
                "CREATE DATABASE foo OPTIONS {a: x, b: 1 + true, c: EXISTS { MATCH (n) }}",
                Both,
                0,
                "",
            ),
            ("CREATE DATABASE foo OPTIONS {a: 1, a: 2}", Both, 0, ""),
            ("CREATE COMPOSITE DATABASE $x", Both, 0, ""),
            (
                "CREATE COMPOSITE DATABASE foo DEFAULT LANGUAGE CYPHER 26 OPTIONS {a:1}",
                Both,
                54,
                "Invalid Cypher version '26'. Valid Cypher versions are: 5, 25",
            ),
        ]);
    }
}
