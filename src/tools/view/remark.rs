//! Rules that the data leaves open: they ask for a temporal value, and the file has a text.

use crate::access::Holder;
use crate::graph::{StoredRow, SystemGraph};
use crate::privilege::{CommandRole, PropertyRule, RuleTest, RuleValue, Segment, command_text};
use crate::tools::data::DataGraph;
use crate::value::{Map, Value};
use std::collections::BTreeSet;
use std::fmt;

/// A property that is a text in the data, while a rule compares it with a temporal value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untyped {
    /// The property.
    pub property: String,
    /// The type that the rule asks for, as import names it.
    pub of: String,
    /// The privilege with the rule.
    pub command: String,
}

impl fmt::Display for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { property, command, .. } = self;
        write!(f, "Property '{property}' is a text in the data, so that {command} does not apply.")
    }
}

/// Such properties among the rules that somebody holds.
pub(super) fn untyped(graph: &SystemGraph, holder: &Holder, data: &DataGraph) -> Vec<Untyped> {
    let mut found = BTreeSet::new();
    for role in holder.roles.iter().filter_map(|held| graph.role(held.role)) {
        for key in role.privileges.iter() {
            let Segment::Pattern(rule) = StoredRow::from(key).segment else { continue };
            let Some(rule) = graph.symbols().rule(rule) else { continue };
            let Some(of) = temporal(rule).filter(|_| has_texts(rule, data)) else { continue };
            let Some(row) = graph.named_row(key) else { continue };
            found.insert(Untyped {
                property: rule.property.to_string(),
                of: of.to_owned(),
                command: command_text(&row, CommandRole::Role(graph.text(role.name)), false),
            });
        }
    }
    found.into_iter().collect()
}

/// The type of temporal value that a rule asks for.
fn temporal(rule: &PropertyRule) -> Option<&str> {
    let value = match &rule.test {
        RuleTest::Compare(_, value) | RuleTest::Has { value, .. } => value,
        RuleTest::In { values, .. } => values.first()?,
        RuleTest::IsNull | RuleTest::IsNotNull => return None,
    };
    match value {
        RuleValue::Temporal(function, _) => Some(function),
        _ => None,
    }
}

/// Whether some element that the rule is about has a text there.
fn has_texts(rule: &PropertyRule, data: &DataGraph) -> bool {
    let is_text = |properties: &Map| match properties.get(&rule.property) {
        Some(Value::String(_)) => true,
        Some(Value::List(elements)) => elements.iter().any(|it| matches!(it, Value::String(_))),
        _ => false,
    };
    let names = rule.labels();
    let is_about = |label| names.is_empty() || names.contains(label);
    if rule.is_node {
        data.nodes.iter().any(|node| {
            (names.is_empty() || node.labels.iter().any(is_about)) && is_text(&node.properties)
        })
    } else {
        data.relationships.iter().any(|it| is_about(&it.kind) && is_text(&it.properties))
    }
}
