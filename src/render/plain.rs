//! cypher-shell's plain format: a header line, one line per row, cells joined with `, `.

use super::value::render_value;
use crate::exec::Outcome;
use std::io::{self, Write};

pub(super) fn write_plain(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let Some(columns) = &outcome.columns else { return Ok(()) };
    writeln!(out, "{}", columns.join(", "))?;
    for row in &outcome.rows {
        for (at, value) in row.iter().enumerate() {
            let separator = if at > 0 { ", " } else { "" };
            write!(out, "{separator}{}", render_value(value))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    #[test]
    fn cells_are_joined_with_a_comma_and_a_blank() {
        let outcome = Outcome {
            columns: Some(vec!["name".into(), "role".into()]),
            rows: vec![vec![Value::String("a".into()), Value::Null]],
            ..Outcome::default()
        };
        let mut out = Vec::new();
        write_plain(&mut out, &outcome).unwrap();
        write_plain(&mut out, &Outcome::default()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "name, role\n\"a\", NULL\n");
    }
}
