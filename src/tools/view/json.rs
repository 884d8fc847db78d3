//! The apparent graph as JSON: one document, or the lines that a file of it would have.

use super::apparent::Apparent;
use crate::access::ElementKind;
use crate::value::{Map, Value, to_json};
use serde_json::{Value as Json, json};

/// One document: who, where, what is seen, what is hidden and why.
#[must_use]
pub fn to_document(who: &str, apparent: &Apparent<'_>) -> Json {
    let id = |place| apparent.end(place).map(|node| node.id.as_str());
    let nodes: Vec<Json> = apparent
        .seen_nodes()
        .map(|(node, seen)| {
            let labels = labels(&node.labels);
            json!({"id": node.id.as_str(), "labels": labels, "properties": object(seen)})
        })
        .collect();
    let relationships: Vec<Json> = apparent
        .seen_relationships()
        .map(|(it, seen)| {
            json!({
                "type": it.kind.as_str(),
                "start": id(it.start),
                "end": id(it.end),
                "properties": object(seen),
            })
        })
        .collect();
    let hidden: Vec<Json> = apparent
        .hidden
        .iter()
        .map(|it| {
            let kind = match it.kind {
                ElementKind::Node => "NODE",
                ElementKind::Relationship => "RELATIONSHIP",
            };
            json!({
                "kind": kind,
                "labels": labels(&it.labels),
                "property": it.property.as_deref(),
                "count": it.count,
                "because": it.because,
            })
        })
        .collect();
    let counts = apparent.counts().map(|(seen, all)| json!({"seen": seen, "all": all}));
    let [of_nodes, of_relationships, of_properties] = counts;
    json!({
        "who": who,
        "database": apparent.database.as_str(),
        "error": apparent.refusal.as_ref().and_then(|decision| decision.error.as_deref()),
        "counts": {
            "nodes": of_nodes,
            "relationships": of_relationships,
            "properties": of_properties,
        },
        "nodes": nodes,
        "relationships": relationships,
        "hidden": hidden,
    })
}

/// What is seen, as the lines of JSON that it can be read from again.
pub fn to_lines<'a>(apparent: &'a Apparent<'a>) -> impl Iterator<Item = Json> + 'a {
    let nodes = apparent.seen_nodes().map(|(node, seen)| {
        json!({
            "type": "node",
            "id": node.id.as_str(),
            "labels": labels(&node.labels),
            "properties": object(seen),
        })
    });
    let end = |place| {
        let node = apparent.end(place);
        json!({
            "id": node.map(|node| node.id.as_str()),
            "labels": node.map(|node| labels(&node.labels)),
        })
    };
    let relationships = apparent.seen_relationships().map(move |(it, seen)| {
        let mut line = json!({
            "type": "relationship",
            "label": it.kind.as_str(),
            "properties": object(seen),
            "start": end(it.start),
            "end": end(it.end),
        });
        if let (Some(id), Json::Object(line)) = (&it.id, &mut line) {
            line.insert("id".to_owned(), id.as_str().into());
        }
        line
    });
    nodes.chain(relationships)
}

fn object(properties: Map) -> Json {
    let value = |(name, value): (crate::text::Text, Value)| (name.to_string(), to_json(&value));
    Json::Object(properties.into_iter().map(value).collect())
}

fn labels(labels: &[crate::text::Text]) -> Vec<&str> {
    labels.iter().map(crate::text::Text::as_str).collect()
}
