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
        let written = findings.text.get(version.span.range()).unwrap_or_default().to_owned();
        findings.report(SemanticError::CypherVersion(written), version.span);
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
