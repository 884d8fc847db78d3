//! Tables in GitHub's Markdown.

use super::value::{printable, render_value};
use crate::exec::Outcome;
use std::io::{self, Write};

pub(super) fn write_markdown(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let Some(columns) = &outcome.columns else { return Ok(()) };
    write_row(out, columns.iter().map(|column| escape(column)))?;
    write_row(out, columns.iter().map(|_| "---".to_owned()))?;
    for row in &outcome.rows {
        write_row(out, row.iter().map(|value| escape(&render_value(value))))?;
    }
    Ok(())
}

fn write_row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {cell} ")?;
    }
    writeln!(out, "|")
}

/// Cell text that Markdown shows as it is.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    #[test]
    fn cells_cannot_break_the_table() {
        let outcome = Outcome {
            columns: Some(vec!["a|b".into()]),
            rows: vec![vec![Value::String("x\n`*`<b>".into())]],
            ..Outcome::default()
        };
        let mut out = Vec::new();
        write_markdown(&mut out, &outcome).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "| a\\|b |\n| --- |\n| \"x<br>\\`\\*\\`&lt;b>\" |\n");
    }
}
