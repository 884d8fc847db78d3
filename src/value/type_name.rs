//! Names of types: in Cypher, and in the server's messages.

use super::Value;

/// The ranks of types in the text of a union (Cypher manual, "Type unions" normal form).
const RANKS: [&str; 13] = [
    "BOOLEAN",
    "STRING",
    "INTEGER",
    "FLOAT",
    "DATE",
    "LOCAL TIME",
    "ZONED TIME",
    "LOCAL DATETIME",
    "ZONED DATETIME",
    "DURATION",
    "POINT",
    "MAP",
    "LIST",
];

impl Value {
    /// The type's name in Cypher, without its parts: `STRING`, `ZONED DATETIME`, `LIST`, `NULL`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Boolean(_) => "BOOLEAN",
            Self::Integer(_) => "INTEGER",
            Self::Float(_) => "FLOAT",
            Self::String(_) => "STRING",
            Self::List(_) => "LIST",
            Self::Map(_) => "MAP",
            Self::Date(_) => "DATE",
            Self::LocalTime(_) => "LOCAL TIME",
            Self::Time(_) => "ZONED TIME",
            Self::LocalDateTime(_) => "LOCAL DATETIME",
            Self::DateTime(_) => "ZONED DATETIME",
            Self::Duration(_) => "DURATION",
            Self::Point(_) => "POINT",
        }
    }

    /// The type's name in messages of the runtime: `Long`, `String`, `DateTime`.
    #[must_use]
    pub fn runtime_type_name(&self) -> &'static str {
        match self {
            Self::Null => "NO_VALUE",
            Self::Boolean(_) => "Boolean",
            Self::Integer(_) => "Long",
            Self::Float(_) => "Double",
            Self::String(_) => "String",
            Self::List(_) => "List",
            Self::Map(_) => "Map",
            Self::Date(_) => "Date",
            Self::LocalTime(_) => "LocalTime",
            Self::Time(_) => "Time",
            Self::LocalDateTime(_) => "LocalDateTime",
            Self::DateTime(_) => "DateTime",
            Self::Duration(_) => "Duration",
            Self::Point(_) => "Point",
        }
    }

    /// The value as messages of the runtime show it: `Long(1)`, `String("a")`,
    /// `List{Long(1), NO_VALUE}`.
    #[must_use]
    pub fn runtime_text(&self) -> String {
        match self {
            Self::Null => "NO_VALUE".to_owned(),
            Self::Boolean(truth) => format!("Boolean('{truth}')"),
            Self::Integer(number) => format!("Long({number})"),
            Self::Float(number) => format!("Double({})", super::format_float(*number)),
            Self::String(text) => format!("String(\"{text}\")"),
            Self::List(elements) => {
                let elements: Vec<_> = elements.iter().map(Self::runtime_text).collect();
                format!("List{{{}}}", elements.join(", "))
            }
            Self::Map(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(key, value)| format!("{key} -> {}", value.runtime_text()))
                    .collect();
                format!("Map{{{}}}", entries.join(", "))
            }
            _ => self.to_string(),
        }
    }
}

/// What `valueType()` gives: `INTEGER NOT NULL`, `LIST<STRING | INTEGER> NOT NULL`, `NULL`.
#[must_use]
pub fn value_type(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::List(elements) => format!("LIST<{}> NOT NULL", element_type(elements)),
        _ => format!("{} NOT NULL", value.type_name()),
    }
}

/// The union of the elements' types; where an element is null, all alternatives admit null.
fn element_type(elements: &[Value]) -> String {
    let nullable = elements.iter().any(Value::is_null);
    let mut names: Vec<String> =
        elements.iter().filter(|element| !element.is_null()).map(value_type).collect();
    names.sort_by_cached_key(|name| {
        let rank = RANKS.iter().rposition(|known| name.starts_with(known));
        (rank.unwrap_or(RANKS.len()), name.clone())
    });
    names.dedup();
    if nullable {
        for name in &mut names {
            if let Some(bare) = name.strip_suffix(" NOT NULL") {
                *name = bare.to_owned();
            }
        }
    }
    match (names.is_empty(), nullable) {
        (true, true) => "NULL".to_owned(),
        (true, false) => "NOTHING".to_owned(),
        _ => names.join(" | "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_types_are_named_as_the_manual_does() {
        let mixed = Value::List(vec![1_i64.into(), "a".into(), 2_i64.into()]);
        for (value, expected) in [
            (Value::Null, "NULL"),
            ("a".into(), "STRING NOT NULL"),
            (Value::List(vec![]), "LIST<NOTHING> NOT NULL"),
            (Value::List(vec![Value::Null]), "LIST<NULL> NOT NULL"),
            (vec!["a"].into(), "LIST<STRING NOT NULL> NOT NULL"),
            (Value::List(vec!["a".into(), Value::Null]), "LIST<STRING> NOT NULL"),
            (mixed, "LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL"),
            (vec![vec![true]].into(), "LIST<LIST<BOOLEAN NOT NULL> NOT NULL> NOT NULL"),
        ] {
            assert_eq!(value_type(&value), expected);
        }
    }

    #[test]
    fn messages_show_values_in_java_words() {
        let list = Value::List(vec![1_i64.into(), "a".into(), Value::Null]);
        assert_eq!(list.runtime_text(), "List{Long(1), String(\"a\"), NO_VALUE}");
    }
}
