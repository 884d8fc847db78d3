//! CSV: APOC's with nodes and relationships in one file, and import's with one file for each kind.

use super::error::{DataError, DataMistake};
use super::graph::Node;
use super::header::{Column, columns};
use super::loader::{Id, Loose, Sink};
use super::property::{PropertyType, property};
use crate::text::Text;
use crate::value::{Map, Value};
use csv::{ReaderBuilder, StringRecord};
use serde_json::Value as Json;
use std::borrow::Cow;

pub(super) fn read(text: &str, sink: &mut Sink<'_>) -> Result<(), DataError> {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if header.contains('\t') { b'\t' } else { b',' };
    let marked = mark_quoted_empty(text, char::from(delimiter));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(marked.as_bytes());
    let mut rows: Vec<(usize, StringRecord)> = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(1, csv::Position::line);
                rows.push((usize::try_from(line).unwrap_or(usize::MAX), record));
            }
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                let line = usize::try_from(line).unwrap_or(usize::MAX);
                return Err(sink.error(line, DataMistake::Csv(error.to_string())));
            }
        }
    }
    let mut rows = rows.into_iter();
    let Some((line, header)) = rows.next() else { return Ok(()) };
    let (columns, is_apoc) = columns(header.iter()).map_err(|mistake| sink.error(line, mistake))?;
    let rows: Vec<_> = rows.collect();
    let look = |at: usize, column: &Column| match column {
        Column::Property { of: None, .. } if is_apoc => {
            Look::of(rows.iter().filter_map(|(_, row)| row.get(at)))
        }
        _ => Look::Text,
    };
    let looks = columns.iter().enumerate().map(|(at, column)| look(at, column)).collect();
    let table = Table { columns, looks, is_apoc };
    rows.iter().try_for_each(|(line, row)| table.row(*line, row, sink))
}

/// Stands in a field that is empty and in quotes: the reader would not tell it from a missing one.
const QUOTED_EMPTY: &str = "\0";

/// Puts the mark into fields that are empty and in quotes.
fn mark_quoted_empty(text: &str, delimiter: char) -> Cow<'_, str> {
    if !text.contains("\"\"") {
        return Cow::Borrowed(text);
    }
    let ends = |c: char| c == delimiter || matches!(c, '\n' | '\r');
    let mut out = String::with_capacity(text.len());
    let (mut is_quoted, mut has_closed, mut is_start) = (false, false, true);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(c);
        // A quote that is doubled closes and opens again, which comes to the same.
        if is_quoted {
            is_quoted = c != '"';
            has_closed = !is_quoted;
            is_start = false;
            continue;
        }
        is_quoted = c == '"' && (is_start || has_closed);
        has_closed = false;
        let mut ahead = chars.clone();
        if is_quoted && is_start && ahead.next() == Some('"') && ahead.next().is_none_or(ends) {
            out.push_str(QUOTED_EMPTY);
        }
        is_start = ends(c);
    }
    Cow::Owned(out)
}

/// What the texts of a column that names no type look like, all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Integer,
    Float,
    Boolean,
    Json,
    Text,
}

impl Look {
    /// APOC writes no types, and quotes around every value.
    fn of<'r>(texts: impl Iterator<Item = &'r str> + Clone) -> Self {
        let mut texts = texts.filter(|text| !matches!(*text, "" | QUOTED_EMPTY)).peekable();
        if texts.peek().is_none() {
            return Self::Text;
        }
        let all = |test: fn(&str) -> bool| texts.clone().all(test);
        if all(is_integer) {
            Self::Integer
        } else if all(|text| text.parse::<f64>().is_ok() && is_json_number(text)) {
            Self::Float
        } else if all(|text| matches!(text, "true" | "false")) {
            Self::Boolean
        } else if all(|text| {
            text.starts_with(['[', '{']) && serde_json::from_str::<Json>(text).is_ok()
        }) {
            Self::Json
        } else {
            Self::Text
        }
    }
}

/// A number as it is printed: what has leading zeros or a plus sign is a text.
fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

fn is_json_number(text: &str) -> bool {
    serde_json::from_str::<Json>(text).is_ok_and(|json| json.is_number())
}

/// Columns and how to read them.
struct Table {
    columns: Vec<Column>,
    looks: Vec<Look>,
    is_apoc: bool,
}

impl Table {
    fn row(&self, line: usize, row: &StringRecord, sink: &mut Sink<'_>) -> Result<(), DataError> {
        if row.len() != self.columns.len() {
            let mistake = DataMistake::Length { expected: self.columns.len(), found: row.len() };
            return Err(sink.error(line, mistake));
        }
        let mut found = Row::default();
        for ((column, look), text) in self.columns.iter().zip(&self.looks).zip(row) {
            if text == QUOTED_EMPTY {
                self.quoted_empty(column, &mut found);
            } else if !text.is_empty() {
                self.cell(column, *look, text, &mut found)
                    .map_err(|mistake| sink.error(line, mistake))?;
            }
        }
        match found {
            Row { start: Some(start), end: Some(end), kind: Some(kind), properties, .. } => {
                sink.relationship(line, Loose { id: None, kind, start, end, properties })
            }
            Row { id: Some(id), labels, properties, start: None, end: None, .. } => {
                let node = Node { id: id.id.clone(), labels, properties };
                sink.node(line, id, node)
            }
            _ => Err(sink.error(line, DataMistake::Row)),
        }
    }

    /// To import an empty text in quotes is a text, unlike an empty field. APOC writes quotes around
    /// everything, also around what is missing.
    fn quoted_empty(&self, column: &Column, row: &mut Row) {
        if let Column::Property { name, of } = column
            && !self.is_apoc
            && of.is_none_or(PropertyType::is_text)
        {
            row.properties.insert(name.clone(), "".into());
        }
    }

    fn cell(
        &self,
        column: &Column,
        look: Look,
        text: &str,
        row: &mut Row,
    ) -> Result<(), DataMistake> {
        let id = |space: &Text| Some(Id { space: space.clone(), id: text.trim().into() });
        match column {
            Column::Id { space, property } => {
                if let Some(name) = property {
                    row.properties.insert(name.clone(), text.into());
                }
                // An id of several columns is their texts together.
                match &mut row.id {
                    Some(id) => id.id.push_str(text.trim()),
                    first => *first = id(space),
                }
            }
            Column::Labels => {
                let separator = if self.is_apoc { ':' } else { ';' };
                for label in text.split(separator).map(str::trim).filter(|it| !it.is_empty()) {
                    if row.labels.iter().all(|other| other != label) {
                        row.labels.push(label.into());
                    }
                }
            }
            Column::Start { space } => row.start = id(space),
            Column::End { space } => row.end = id(space),
            Column::Type => row.kind = Some(text.trim().into()),
            Column::Ignore => {}
            Column::Property { name, of } => {
                row.properties.insert(name.clone(), value(name, *of, look, text)?);
            }
        }
        Ok(())
    }
}

fn value(
    name: &str,
    of: Option<PropertyType>,
    look: Look,
    text: &str,
) -> Result<Value, DataMistake> {
    Ok(match (of, look) {
        (Some(of), _) => of.value(name, text)?,
        (None, Look::Text) => text.into(),
        (None, Look::Boolean) => (text == "true").into(),
        (None, Look::Integer | Look::Float | Look::Json) => {
            let json = serde_json::from_str(text).unwrap_or(Json::Null);
            match (look, property(name, &json)?) {
                (Look::Float, Value::Integer(number)) => Value::Float(number as f64),
                (_, value) => value,
            }
        }
    })
}

/// What a row has said so far.
#[derive(Default)]
struct Row {
    id: Option<Id>,
    labels: Vec<Text>,
    start: Option<Id>,
    end: Option<Id>,
    kind: Option<Text>,
    properties: Map,
}
