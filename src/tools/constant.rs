//! The value of an expression that needs no row: parameters on the command line, in the shell and in
//! golden scripts.

use crate::ast::CypherVersion;
use crate::parser::parse_expression;
use crate::query::{Env, Params, evaluate};
use crate::status::Error;
use crate::value::{Map, Value, from_json};
use jiff::{Timestamp, tz::TimeZone};

/// The value of an expression without names: a literal, or what functions make of literals.
///
/// There is no clock and no randomness here: `date()` is the first day of 1970.
///
/// # Errors
/// What does not parse, and what names anything.
pub fn constant_value(text: &str, version: CypherVersion) -> Result<Value, Error> {
    let expr = parse_expression(text, version)?;
    let params = Params::default();
    evaluate(&expr, &Env::new(&params, Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::UTC), 0))
}

/// A map of Cypher or of JSON.
///
/// # Errors
/// Why it is none.
pub fn map_value(text: &str, version: CypherVersion) -> Result<Map, String> {
    let json = serde_json::from_str(text).ok().and_then(|json| from_json(&json));
    let value = match json {
        Some(value) => value,
        None => constant_value(text, version).map_err(|error| error.to_string())?,
    };
    match value {
        Value::Map(map) => Ok(*map),
        _ => Err("a map is expected, as {department: 'sales'}".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_cypher_or_json() {
        let map = |text: &str| map_value(text, CypherVersion::Cypher25).map(|map| map.len());
        assert_eq!(map("{a: 1, b: ['x']}"), Ok(2));
        assert_eq!(map("{\"a\": 1}"), Ok(1));
        assert_eq!(map("{}"), Ok(0));
        assert!(map("[1]").is_err());
        assert!(map("{a: b}").is_err());
        assert!(map("").is_err());
    }

    #[test]
    fn expressions_without_names_have_a_value() {
        let value = |text: &str| constant_value(text, CypherVersion::Cypher25);
        assert_eq!(value("[1, -2.5, {a: null}]").unwrap().to_string(), "[1, -2.5, {a: null}]");
        assert_eq!(value("date('2026-02-01')").unwrap().to_string(), "2026-02-01");
        assert_eq!(value("'a' + toString(1 + 1)").unwrap().to_string(), "\"a2\"");
        for text in ["a", "a.b", "$a", "1 +", "count(*)"] {
            assert!(value(text).is_err(), "{text}");
        }
    }
}
