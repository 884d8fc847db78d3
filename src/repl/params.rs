//! Setting parameters: `name => value`, `name = value`, `{name: value, …}`.

use crate::ast::CypherVersion;
use crate::render::render_value;
use crate::status::{Error, ErrorKind};
use crate::text::{Text, escape_name, is_plain_name};
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
    let name = name.trim().trim_start_matches('$');
    let bare = name.strip_prefix('`').and_then(|name| name.strip_suffix('`'));
    let name = match bare {
        Some(bare) if !bare.is_empty() => bare.replace("``", "`"),
        _ if is_plain_name(name) => name.to_owned(),
        _ => return Err(usage(&format!("'{name}' is no name for a parameter."))),
    };
    let value = value.trim();
    let value = constant_value(value, version).map_err(|_| not_computable(&name, value))?;
    Ok(vec![(name.into(), value)])
}

fn usage(message: &str) -> Error {
    ErrorKind::Syntax(message.to_owned()).into()
}

/// A value as an expression that gives it again.
pub(super) fn expression(value: &Value) -> String {
    let function = match value {
        Value::List(elements) => {
            let elements: Vec<_> = elements.iter().map(expression).collect();
            return format!("[{}]", elements.join(", "));
        }
        Value::Map(entries) => {
            let entry = |(key, value): (&Text, &Value)| {
                format!("{}: {}", escape_name(key), expression(value))
            };
            let entries: Vec<_> = entries.iter().map(entry).collect();
            return format!("{{{}}}", entries.join(", "));
        }
        Value::Date(_) => "date",
        Value::LocalTime(_) => "localtime",
        Value::Time(_) => "time",
        Value::LocalDateTime(_) => "localdatetime",
        Value::DateTime(_) => "datetime",
        Value::Duration(_) => "duration",
        _ => return render_value(value),
    };
    format!("{function}('{}')", value.to_text().unwrap_or_default())
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
    fn what_is_listed_gives_the_same_parameter_again() {
        let version = CypherVersion::default();
        for text in [
            "[1, 2.5, 'it''s', null, {`a b`: true}]",
            "[date('2026-01-31'), time('10:00+01:00'), localtime('10:00:01.5')]",
            "datetime('2026-01-31T10:00:00+01:00[Europe/Berlin]')",
            "[localdatetime('2026-01-31T10:00'), duration('P1Y2M3DT4H'), point({x: 1, y: 2})]",
        ] {
            let text = text.replace("it''s", "it\\'s");
            let value = constant_value(&text, version).unwrap();
            assert_eq!(constant_value(&expression(&value), version), Ok(value), "{text}");
        }
    }

    #[test]
    fn parameters_are_cypher_expressions() {
        let version = CypherVersion::default();
        for (text, name, value) in [
            ("a = 1", "a", Value::Integer(1)),
            ("a=>'x=>y'", "a", "x=>y".into()),
            ("$a => [1, -2.5]", "a", Value::List(vec![1_i64.into(), (-2.5).into()])),
            ("{a: true}", "a", true.into()),
            ("`a b``` => 1", "a b`", Value::Integer(1)),
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
