//! JSON forms of the graph's own enumerations, in the words of the `SHOW` columns.

/// A module for `#[serde(with = …)]`: the values and their texts.
macro_rules! words {
    ($module:ident, $of:ty, $what:literal, $($value:expr => $text:literal),+) => {
        pub(super) mod $module {
            use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

            const WORDS: &[($of, &str)] = &[$(($value, $text)),+];

            pub(in super::super) fn serialize<S: Serializer>(
                value: &$of,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                let word = WORDS.iter().find(|(of, _)| of == value).map(|(_, word)| *word);
                word.unwrap_or_default().serialize(serializer)
            }

            pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$of, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                WORDS.iter().find(|(_, word)| *word == text).map(|(of, _)| *of).ok_or_else(|| {
                    let words: Vec<_> = WORDS.iter().map(|(_, word)| format!("'{word}'")).collect();
                    let words = words.join(", ");
                    D::Error::custom(format!(concat!("'{}' is no ", $what, "; expected {}"), text, words))
                })
            }
        }
    };
}

words!(stage, crate::graph::ServerState, "server state",
    crate::graph::ServerState::Free => "Free",
    crate::graph::ServerState::Enabled => "Enabled",
    crate::graph::ServerState::Cordoned => "Cordoned",
    crate::graph::ServerState::Deallocated => "Deallocated");
words!(mode, crate::graph::ModeConstraint, "mode constraint",
    crate::graph::ModeConstraint::None => "NONE",
    crate::graph::ModeConstraint::Primary => "PRIMARY",
    crate::graph::ModeConstraint::Secondary => "SECONDARY");
words!(access, crate::ast::DatabaseAccess, "database access",
    crate::ast::DatabaseAccess::ReadWrite => "read-write",
    crate::ast::DatabaseAccess::ReadOnly => "read-only");
words!(language, crate::ast::CypherVersion, "language",
    crate::ast::CypherVersion::Cypher5 => "CYPHER 5",
    crate::ast::CypherVersion::Cypher25 => "CYPHER 25");

mod values {
    use crate::tools::state::Values;
    use crate::value::{from_json, to_json};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use std::collections::BTreeMap;

    impl Serialize for Values {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.0.iter().map(|(key, value)| (key, to_json(value))))
        }
    }

    impl<'de> Deserialize<'de> for Values {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let json = BTreeMap::<crate::text::Text, serde_json::Value>::deserialize(deserializer)?;
            let read = |(key, json): (crate::text::Text, serde_json::Value)| {
                let value = from_json(&json)
                    .ok_or_else(|| D::Error::custom(format!("'{key}' has no value: {json}")))?;
                Ok((key, value))
            };
            json.into_iter().map(read).collect::<Result<_, _>>().map(Self)
        }
    }
}
