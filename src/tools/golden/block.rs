//! What a statement is expected to give, or gave, and how that is written.

use crate::ast::CypherVersion;
use crate::exec::Outcome;
use crate::parser::mask_secrets;
use crate::status::{Error, Notification};
use crate::text::{Span, utf16_offset};
use crate::tools::constant_value;
use crate::value::Value;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// A block of `//>` lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Block {
    pub(super) table: Option<Table>,
    pub(super) notifications: Vec<NotificationLine>,
    pub(super) error: Option<ErrorLine>,
}

/// A table; cells in their written form, `|` not escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// `CODE GQLSTATUS @offset`; what is left out may be anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) code: String,
    pub(super) gqlstatus: Option<String>,
    pub(super) offset: Option<usize>,
}

/// `notification CODE GQLSTATUS @offset: text`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotificationLine {
    pub(super) head: Head,
    /// Any of these is right; the last is what `--update` writes.
    pub(super) texts: Vec<String>,
}

/// `error CODE GQLSTATUS @offset: text`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ErrorLine {
    pub(super) head: Head,
    pub(super) text: String,
}

impl Block {
    /// What a statement gave.
    pub(super) fn observed(statement: &str, result: &Result<Outcome, Error>) -> Self {
        match result {
            Ok(outcome) => Self {
                table: outcome.columns.as_ref().map(|columns| Table {
                    columns: columns.iter().map(|column| escape(column)).collect(),
                    rows: outcome.rows.iter().map(|row| written_row(row)).collect(),
                }),
                notifications: (outcome.notifications.iter())
                    .map(|notification| notification_line(statement, notification))
                    .collect(),
                error: None,
            },
            Err(error) => Self {
                error: Some(ErrorLine {
                    head: Head::new(error.code(), error.gqlstatus(), statement, error.span),
                    text: escape(&mask_secrets(statement).message(statement, error)),
                }),
                ..Self::default()
            },
        }
    }

    /// Reads the lines of a block, without their `//>`.
    pub(super) fn parse<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut block = Self::default();
        let mut has_dashes = false;
        for line in lines.map(str::trim) {
            if line.starts_with('|') {
                let cells = split_cells(line)?;
                match &mut block.table {
                    None => block.table = Some(Table { columns: cells, rows: Vec::new() }),
                    Some(_) if !has_dashes => {
                        if !cells.iter().all(|cell| cell.bytes().all(|b| b == b'-')) {
                            return Err("A line of dashes belongs under the header.".to_owned());
                        }
                        has_dashes = true;
                    }
                    Some(table) if cells.len() != table.columns.len() => {
                        let (have, want) = (cells.len(), table.columns.len());
                        return Err(format!("The row has {have} cells, the header {want}."));
                    }
                    Some(table) => {
                        table.rows.push(cells.iter().map(|cell| canonical(cell)).collect())
                    }
                }
            } else if let Some(rest) = line.strip_prefix("notification ") {
                let (head, text) = split_message(rest)?;
                let (head, texts) = (Head::parse(head)?, vec![text.to_owned()]);
                block.notifications.push(NotificationLine { head, texts });
            } else if let Some(rest) = line.strip_prefix("error ") {
                if block.error.is_some() {
                    return Err("A statement has at most one error.".to_owned());
                }
                let (head, text) = split_message(rest)?;
                block.error = Some(ErrorLine { head: Head::parse(head)?, text: text.to_owned() });
            } else {
                return Err(format!(
                    "Unknown expectation '{line}': a table row, 'notification' or 'error' is expected."
                ));
            }
        }
        if block.error.is_some() && (block.table.is_some() || !block.notifications.is_empty()) {
            return Err("A statement that fails gives neither rows nor notifications.".to_owned());
        }
        Ok(block)
    }

    /// The lines of the block, without `//>`.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(table) = &self.table {
            lines.extend(table.lines(&table.widths()));
        }
        lines.extend(self.notifications.iter().map(NotificationLine::line));
        lines.extend(self.error.as_ref().map(ErrorLine::line));
        lines
    }

    /// Whether `observed` is what this block expects.
    pub(super) fn accepts(&self, observed: &Self, unordered: bool) -> bool {
        let errors = match (&self.error, &observed.error) {
            (None, None) => true,
            (Some(expected), Some(observed)) => expected.accepts(observed),
            _ => false,
        };
        let tables = match (&self.table, &observed.table) {
            (None, None) => true,
            (Some(expected), Some(observed)) => expected.accepts(observed, unordered),
            _ => false,
        };
        let notifications = self.notifications.len() == observed.notifications.len()
            && (self.notifications.iter().zip(&observed.notifications))
                .all(|(expected, observed)| expected.accepts(observed));
        errors && tables && notifications
    }
}

impl Table {
    fn accepts(&self, observed: &Self, unordered: bool) -> bool {
        if !unordered {
            return self == observed;
        }
        let sorted = |table: &Self| {
            let mut rows = table.rows.clone();
            rows.sort();
            rows
        };
        self.columns == observed.columns && sorted(self) == sorted(observed)
    }

    /// The widths of the columns. The last is never padded: it is the one with long commands.
    pub(super) fn widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = Vec::with_capacity(self.columns.len());
        for (at, header) in self.columns.iter().enumerate() {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            let all = cells.chain(std::iter::once(header));
            widths.push(all.map(|cell| written(cell).width()).max().unwrap_or(0));
        }
        if let (Some(last), Some(header)) = (widths.last_mut(), self.columns.last()) {
            *last = written(header).width();
        }
        widths
    }

    /// Header, dashes and rows.
    pub(super) fn lines(&self, widths: &[usize]) -> Vec<String> {
        let dashes: Vec<String> = widths.iter().map(|width| "-".repeat((*width).max(1))).collect();
        let rows = [&self.columns, &dashes].into_iter().chain(&self.rows);
        rows.map(|row| table_line(row, widths)).collect()
    }
}

fn table_line(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::from("|");
    for (at, cell) in cells.iter().enumerate() {
        let text = written(cell);
        let width = widths.get(at).copied().unwrap_or(0);
        let padding = if at + 1 == cells.len() { 0 } else { width.saturating_sub(text.width()) };
        line.push(' ');
        line.push_str(&text);
        line.push_str(&" ".repeat(padding));
        line.push_str(" |");
    }
    line
}

impl Head {
    fn new(code: &str, gqlstatus: &str, statement: &str, span: Option<Span>) -> Self {
        Self {
            code: code.to_owned(),
            gqlstatus: Some(gqlstatus.to_owned()),
            offset: span.map(|span| utf16_offset(statement, span.start as usize)),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace().peekable();
        let code = words.next().ok_or("A code is expected.")?.to_owned();
        let gqlstatus = words.next_if(|word| !word.starts_with('@')).map(str::to_owned);
        let offset = match words.next() {
            None => None,
            Some(word) => {
                let digits = word.strip_prefix('@').and_then(|digits| digits.parse().ok());
                Some(digits.ok_or_else(|| format!("'{word}' is no offset: '@12' is expected."))?)
            }
        };
        match words.next() {
            Some(word) => Err(format!(
                "'{word}' does not belong there: 'CODE GQLSTATUS @offset: text' is expected."
            )),
            None => Ok(Self { code, gqlstatus, offset }),
        }
    }

    /// Fills in what was left out.
    pub(super) fn complete(&mut self, observed: &Self) {
        if self.gqlstatus.is_none() {
            self.gqlstatus.clone_from(&observed.gqlstatus);
        }
        self.offset = self.offset.or(observed.offset);
    }

    fn accepts(&self, observed: &Self) -> bool {
        self.code == observed.code
            && (self.gqlstatus.is_none() || self.gqlstatus == observed.gqlstatus)
            && (self.offset.is_none() || self.offset == observed.offset)
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if let Some(gqlstatus) = &self.gqlstatus {
            write!(f, " {gqlstatus}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " @{offset}")?;
        }
        Ok(())
    }
}

impl NotificationLine {
    fn line(&self) -> String {
        let text = self.texts.last().map_or("", String::as_str);
        format!("notification {}: {text}", self.head)
    }

    fn accepts(&self, observed: &Self) -> bool {
        self.head.accepts(&observed.head)
            && self.texts.iter().any(|text| observed.texts.contains(text))
    }
}

impl ErrorLine {
    fn line(&self) -> String {
        format!("error {}: {}", self.head, self.text)
    }

    fn accepts(&self, observed: &Self) -> bool {
        self.head.accepts(&observed.head) && self.text == observed.text
    }
}

/// A cell in the form it would be written in: `'a'` is `"a"`, `TRUE` is `true`. What is no literal, such as
/// a bare date, stays as it is.
fn canonical(cell: &str) -> String {
    constant_value(cell, CypherVersion::Cypher25)
        .map_or_else(|_| cell.to_owned(), |value| value.to_string())
}

fn written_row(row: &[Value]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

fn notification_line(statement: &str, notification: &Notification) -> NotificationLine {
    let Notification { title, description, .. } = notification;
    let (title, description) = (escape(title), escape(description));
    let both = format!("{title} {description}").trim().to_owned();
    let Notification { code, gqlstatus, span, .. } = notification;
    let head = Head::new(code, gqlstatus, statement, *span);
    NotificationLine { head, texts: vec![title, description, both] }
}

/// Text on one line: `\n`, `\r` and `\\`. Blanks at its end would not survive in a file.
fn escape(text: &str) -> String {
    text.trim_end().replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

/// A cell as it stands in the file.
fn written(cell: &str) -> String {
    cell.replace('|', "\\|")
}

fn split_cells(line: &str) -> Result<Vec<String>, String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            '\\' => match chars.next() {
                Some('|') => cell.push('|'),
                next => {
                    cell.push('\\');
                    cell.extend(next);
                }
            },
            c => cell.push(c),
        }
    }
    if cell.trim().is_empty() { Ok(cells) } else { Err("A row ends with '|'.".to_owned()) }
}

fn split_message(line: &str) -> Result<(&str, &str), String> {
    let (head, text) = line
        .split_once(": ")
        .or_else(|| line.strip_suffix(':').map(|head| (head, "")))
        .ok_or("'CODE: text' is expected.")?;
    Ok((head.trim(), text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Block, String> {
        Block::parse(text.lines())
    }

    #[test]
    fn blocks_survive_being_written_and_read() {
        let table = Table {
            columns: vec!["a".into(), "b\\|c".replace('|', "").clone()],
            rows: vec![vec!["\"x|y\\\\\"".into(), "null".into()], vec!["1".into(), "[2]".into()]],
        };
        let head = Head { code: "N.C".into(), gqlstatus: Some("01N00".into()), offset: None };
        let note = NotificationLine { head, texts: vec!["t: d".into()] };
        let block = Block { table: Some(table), notifications: vec![note], error: None };
        assert_eq!(parse(&block.lines().join("\n")), Ok(block));

        let line = "error A.B 42001 @7: a: b\\nc";
        let block = parse(line).unwrap();
        let Head { gqlstatus, offset, .. } = block.error.clone().unwrap().head;
        assert_eq!((gqlstatus.as_deref(), offset), (Some("42001"), Some(7)));
        assert_eq!(block.lines(), [line]);
        assert_eq!(parse("error A.B: c").unwrap().lines(), ["error A.B: c"]);
    }

    #[test]
    fn all_columns_but_the_last_are_aligned() {
        let block = parse("| a | b |\n| - | - |\n| \"long\" | 1 |\n| 2 | \"longer\" |").unwrap();
        assert_eq!(
            block.lines(),
            ["| a      | b |", "| ------ | - |", "| \"long\" | 1 |", "| 2      | \"longer\" |"]
        );
    }

    #[test]
    fn a_cell_may_be_any_spelling_of_its_literal() {
        let spelled = parse("| a |\n| - |\n| 'x' |\n| TRUE |\n| NULL |\n| [1,'a\\|b'] |").unwrap();
        let written =
            parse("| a |\n| - |\n| \"x\" |\n| true |\n| null |\n| [1, \"a\\|b\"] |").unwrap();
        assert_eq!(spelled, written);
    }

    #[test]
    fn rows_in_another_order_are_right_only_when_unordered() {
        let expected = parse("| a |\n| - |\n| 1 |\n| 2 |").unwrap();
        let observed = parse("| a |\n| - |\n| 2 |\n| 1 |").unwrap();
        assert!(expected.accepts(&observed, true) && !expected.accepts(&observed, false));
        let twice = parse("| a |\n| - |\n| 1 |\n| 1 |").unwrap();
        assert!(!expected.accepts(&twice, true));
    }

    #[test]
    fn what_is_left_out_of_an_error_is_not_compared() {
        let observed = parse("error A.B 42001 @7: text").unwrap();
        for (expected, accepted) in [
            ("error A.B 42001 @7: text", true),
            ("error A.B: text", true),
            ("error A.B @7: text", true),
            ("error A.B @8: text", false),
            ("error A.B 42002: text", false),
            ("error A.C: text", false),
            ("error A.B: other", false),
        ] {
            assert_eq!(parse(expected).unwrap().accepts(&observed, false), accepted, "{expected}");
        }
    }

    #[test]
    fn malformed_blocks_are_refused() {
        for text in [
            "| a |\n| 1 |",
            "| a |\n| - |\n| 1 | 2 |",
            "| a |\n| - |\n| 1",
            "notification X",
            "error X 1 2: a",
            "error X: a\nerror X: a",
            "rows 3",
            "error X: a\n| a |",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
