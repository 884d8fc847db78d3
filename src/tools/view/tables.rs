//! The apparent graph as tables.

use super::apparent::{Apparent, Hidden};
use crate::access::ElementKind;
use crate::exec::Outcome;
use crate::text::escape_name;
use crate::value::{Map, Value};

/// How much is seen, in a line without its end.
#[must_use]
pub fn heading(who: &str, apparent: &Apparent<'_>) -> String {
    let [nodes, relationships, properties] = apparent.counts();
    let of = |(seen, all): (usize, usize), one: &str, more: &str| {
        format!("{seen} of {all} {}", if all == 1 { one } else { more })
    };
    format!(
        "{who} in {}: {}, {}, {}",
        escape_name(&apparent.database),
        of(nodes, "node", "nodes"),
        of(relationships, "relationship", "relationships"),
        of(properties, "property", "properties")
    )
}

/// Nodes, relationships, and what is hidden; a table without rows is left out.
#[must_use]
pub fn tables(apparent: &Apparent<'_>) -> Vec<Outcome> {
    let map = |properties: Map| Value::Map(Box::new(properties));
    let nodes = apparent
        .seen_nodes()
        .map(|(node, seen)| vec![node.id.clone().into(), node.labels.clone().into(), map(seen)])
        .collect();
    let id = |place| apparent.end(place).map(|node| node.id.clone());
    let relationships = apparent
        .seen_relationships()
        .map(|(it, seen)| {
            let (start, end) = (id(it.start), id(it.end));
            vec![start.into(), it.kind.clone().into(), end.into(), map(seen)]
        })
        .collect();
    let hidden = apparent.hidden.iter().map(hidden_row).collect();
    let tables = [
        table(&["node", "labels", "properties"], nodes),
        table(&["start", "type", "end", "properties"], relationships),
        table(&["hidden", "count", "because"], hidden),
    ];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn table(columns: &[&str], rows: Vec<Vec<Value>>) -> Outcome {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    Outcome { columns: Some(columns), rows, ..Outcome::default() }
}

fn hidden_row(hidden: &Hidden) -> Vec<Value> {
    let count = i64::try_from(hidden.count).unwrap_or(i64::MAX);
    vec![name(hidden).into(), count.into(), hidden.because.clone().into()]
}

/// `(:Patient)`, `[:HAS]`, and with a property `(:Patient).name`.
pub(super) fn name(hidden: &Hidden) -> String {
    let labels: String =
        hidden.labels.iter().map(|label| format!(":{}", escape_name(label))).collect();
    let element = match hidden.kind {
        ElementKind::Node => format!("({labels})"),
        ElementKind::Relationship => format!("[{labels}]"),
    };
    match &hidden.property {
        Some(property) => format!("{element}.{}", escape_name(property)),
        None => element,
    }
}
