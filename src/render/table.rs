//! Tables in cypher-shell's spirit, drawn to fit the terminal.

use super::format::RenderOptions;
use super::value::{printable, render_value};
use crate::exec::Outcome;
use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// cypher-shell's frame: no crossings in the lines.
const ASCII: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('+', '-', '-', '+'))
    .header_lines(ContentLineStyle::new('|', '|', '|'))
    .header_separator(LineStyle::new('+', '-', '-', '+'))
    .content_lines(ContentLineStyle::new('|', '|', '|'))
    .bottom_border(LineStyle::new('+', '-', '-', '+'));

const BOXES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

/// Below this many characters per column a table is unreadable: the rows become records.
const NARROWEST_COLUMN: usize = 7;

pub(super) fn write_table(
    out: &mut dyn Write,
    options: &RenderOptions,
    outcome: &Outcome,
) -> io::Result<()> {
    if let Some(columns) = &outcome.columns {
        let rows: Vec<Vec<String>> = outcome
            .rows
            .iter()
            .map(|row| {
                row.iter().map(|value| printable(&render_value(value)).into_owned()).collect()
            })
            .collect();
        match options.width.map(usize::from) {
            Some(width) if is_too_narrow(width, columns, &rows) => {
                write_records(out, options, width, columns, &rows)?;
            }
            width => writeln!(out, "{}", draw(options, width, columns, rows))?,
        }
    }
    if !options.quiet {
        if outcome.columns.is_some() {
            writeln!(out)?;
        }
        writeln!(out, "{}", footer(outcome))?;
    }
    Ok(())
}

/// `3 rows`, and what a command changed.
fn footer(outcome: &Outcome) -> String {
    let rows = match outcome.rows.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    match outcome.counters.system_updates {
        0 => rows,
        1 => format!("{rows}, 1 system update"),
        updates => format!("{rows}, {updates} system updates"),
    }
}

fn draw(
    options: &RenderOptions,
    width: Option<usize>,
    columns: &[String],
    rows: Vec<Vec<String>>,
) -> Table {
    let mut table = Table::new();
    table.force_no_tty();
    table.load_style(if options.unicode { BOXES } else { ASCII });
    match width.and_then(|width| u16::try_from(width).ok()) {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table.set_header(columns.iter().map(|column| printable(column)));
    table.add_rows(rows);
    table
}

fn is_too_narrow(width: usize, columns: &[String], rows: &[Vec<String>]) -> bool {
    let frame = 3 * columns.len() + 1;
    let natural: usize = (0..columns.len())
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.chain(columns.get(at)).map(|cell| cell.width()).max().unwrap_or(0)
        })
        .sum();
    natural + frame > width && width < frame + NARROWEST_COLUMN * columns.len()
}

/// One column name and value per line, for terminals too narrow for a table.
fn write_records(
    out: &mut dyn Write,
    options: &RenderOptions,
    width: usize,
    columns: &[String],
    rows: &[Vec<String>],
) -> io::Result<()> {
    let line = if options.unicode { "─" } else { "-" };
    let name_width = columns.iter().map(|column| column.width()).max().unwrap_or(0);
    for (at, row) in rows.iter().enumerate() {
        let title = format!("{line}[ row {} ]", at + 1);
        let rest = width.saturating_sub(title.width());
        writeln!(out, "{title}{}", line.repeat(rest))?;
        for (column, cell) in columns.iter().zip(row) {
            let column = printable(column);
            let padding = " ".repeat(name_width.saturating_sub(column.width()));
            writeln!(out, "{column}{padding}  {cell}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::Counters;
    use crate::render::Format;
    use crate::value::Value;

    fn roles() -> Outcome {
        let row = |role: &str, member: Value| vec![Value::String(role.into()), member];
        Outcome {
            columns: Some(vec!["role".into(), "member".into()]),
            rows: vec![
                row("admin", Value::String("neo4j".into())),
                row("a role with a long name", Value::Null),
            ],
            ..Outcome::default()
        }
    }

    fn drawn(options: RenderOptions, outcome: &Outcome) -> String {
        let mut out = Vec::new();
        write_table(&mut out, &options, outcome).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_has_cypher_shells_frame_and_footer() {
        insta::assert_snapshot!(drawn(RenderOptions::plain(Format::Table), &roles()), @r##"
        +-------------------------------------+
        | role                      | member  |
        +-------------------------------------+
        | "admin"                   | "neo4j" |
        | "a role with a long name" | NULL    |
        +-------------------------------------+

        2 rows
        "##);
    }

    #[test]
    fn boxes_wrap_in_a_narrow_terminal() {
        let options =
            RenderOptions { width: Some(30), unicode: true, ..RenderOptions::plain(Format::Table) };
        insta::assert_snapshot!(drawn(options, &roles()), @r##"
        ┌──────────────────┬─────────┐
        │ role             │ member  │
        ├──────────────────┼─────────┤
        │ "admin"          │ "neo4j" │
        │ "a role with a   │ NULL    │
        │ long name"       │         │
        └──────────────────┴─────────┘

        2 rows
        "##);
    }

    #[test]
    fn a_terminal_too_narrow_for_a_table_gets_records() {
        let options = RenderOptions { width: Some(20), ..RenderOptions::plain(Format::Table) };
        insta::assert_snapshot!(drawn(options, &roles()), @r##"
        -[ row 1 ]----------
        role    "admin"
        member  "neo4j"
        -[ row 2 ]----------
        role    "a role with a long name"
        member  NULL

        2 rows
        "##);
    }

    #[test]
    fn a_command_without_rows_has_only_a_footer() {
        let counters = Counters { system_updates: 2 };
        let outcome = Outcome { counters, ..Outcome::default() };
        let options = RenderOptions::plain(Format::Table);
        assert_eq!(drawn(options, &outcome), "0 rows, 2 system updates\n");
        assert_eq!(drawn(RenderOptions { quiet: true, ..options }, &outcome), "");
    }

    #[test]
    fn no_rows_still_show_their_columns() {
        let outcome = Outcome { rows: vec![], ..roles() };
        insta::assert_snapshot!(drawn(RenderOptions::plain(Format::Table), &outcome), @r##"
        +---------------+
        | role | member |
        +---------------+
        +---------------+

        0 rows
        "##);
    }
}
