//! Setting parameters: `name => value`, `name = value`, `{name: value, …}`.

use crate::ast::CypherVersion;
use crate::status::{Error, ErrorKind};
use crate::text::{Text, is_plain_name};
use crate::tools::constant_value;
use crate::value::Value;

/// Reads an assignment; the values are Cypher expressions without names.
///
/// # Errors
/// Without a name or with a value that cannot be computed.
pub fn parse_assignment(text: &str, version: CypherVersion) -> Result<Vec<(Text, Value)>, Error> {
    let text = text.trim();
    if text.starts_with('{') {
        let value = constant_value(text, version).map_err(|_| not_computable("{…}", text))?;
        let entries = value.as_map().into_iter().flatten();
        return Ok(entries.map(|(name, value)| (name.clone(), value.clone())).collect());
    }
    let (name, value) = text
        .split_once("=>")
        .or_else(|| text.split_once('='))
        .ok_or_else(|| usage("A parameter is set with 'name = value'."))?;
    let name = name.trim().trim_start_matches('$').trim_matches('`');
    if !is_plain_name(name) {
        return Err(usage(&format!("'{name}' is no name for a parameter.")));
    }
    let value = value.trim();
    let value = constant_value(value, version).map_err(|_| not_computable(name, value))?;
    Ok(vec![(name.into(), value)])
}

fn usage(message: &str) -> Error {
    ErrorKind::Syntax(message.to_owned()).into()
}

/// The value is not repeated: a parameter may be a password.
fn not_computable(name: &str, value: &str) -> Error {
    let is_bare_text = value.starts_with(char::is_alphabetic) && !value.contains(['(', '{', '[']);
    let help = if is_bare_text {
        format!("a string has quotes: {name} = 'text'")
    } else {
        "a value is a Cypher literal, or what functions make of literals: 1, 'text', [1, 2], {k: 1}, date('2026-01-31')"
            .to_owned()
    };
    usage(&format!("The value of '{name}' cannot be computed.")).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_cypher_expressions() {
        let version = CypherVersion::default();
        for (text, name, value) in [
            ("a = 1", "a", Value::Integer(1)),
            ("a=>'x=>y'", "a", "x=>y".into()),
            ("$a => [1, -2.5]", "a", Value::List(vec![1_i64.into(), (-2.5).into()])),
            ("{a: true}", "a", true.into()),
            ("a = {b: null}", "a", Value::map([("b", Value::Null)])),
        ] {
            assert_eq!(parse_assignment(text, version), Ok(vec![(name.into(), value)]), "{text}");
        }
        for text in ["a", "= 1", "a b = 1", "a = b", "a = ", "a = 'x"] {
            assert!(parse_assignment(text, version).is_err(), "{text}");
        }
        let error = parse_assignment("pw = hush hush", version).unwrap_err();
        assert_eq!(error.to_string(), "The value of 'pw' cannot be computed.");
        assert_eq!(error.help.as_deref(), Some("a string has quotes: pw = 'text'"));
        let error = parse_assignment("n = 99999999999999999999", version).unwrap_err();
        assert!(error.help.is_some_and(|help| help.starts_with("a value is a Cypher literal")));
    }
}
