//! Comma-separated values: strings bare, null as an empty field, lists and maps as JSON.

use crate::exec::Outcome;
use crate::value::{Value, to_json};
use std::io::{self, Write};

pub(super) fn write_csv(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let Some(columns) = &outcome.columns else { return Ok(()) };
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns)?;
    for row in &outcome.rows {
        writer.write_record(row.iter().map(field))?;
    }
    writer.flush()
}

fn field(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::List(_) | Value::Map(_) => to_json(value).to_string(),
        other => other.to_text().unwrap_or_default().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_bare_and_quoted_only_where_csv_needs_it() {
        let outcome = Outcome {
            columns: Some(vec!["s".into(), "n".into(), "b".into(), "l".into(), "f".into()]),
            rows: vec![vec![
                Value::String("a,\"b\"".into()),
                Value::Null,
                Value::Boolean(true),
                Value::List(vec![Value::String("x".into()), Value::Null]),
                Value::Float(2.0),
            ]],
            ..Outcome::default()
        };
        let mut out = Vec::new();
        write_csv(&mut out, &outcome).unwrap();
        let expected = "s,n,b,l,f\n\"a,\"\"b\"\"\",,true,\"[\"\"x\"\",null]\",2.0\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
