//! APOC's JSON: one element a line, an array of elements, or a document with `nodes` and `rels`.

use super::error::{DataError, DataMistake};
use super::graph::Node;
use super::loader::{Id, Loose, Sink};
use super::property::properties;
use crate::text::Text;
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Value as Json, value::RawValue};

pub(super) fn read(text: &str, sink: &mut Sink<'_>) -> Result<(), DataError> {
    if text.trim_start().starts_with('[') {
        return list(text, text, sink);
    }
    let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let is_element = |line: &str| {
        serde_json::from_str::<Json>(line).is_ok_and(|json| json.get("type").is_some())
    };
    // A file whose first line is no element may be one document, which then has no "type" either.
    if lines().next().is_some_and(|(_, line)| !is_element(line))
        && let Ok(Document { nodes, rels }) = serde_json::from_str(text)
    {
        list(text, nodes.get(), sink)?;
        return list(text, rels.get(), sink);
    }
    for (at, line) in lines() {
        let json = serde_json::from_str(line)
            .map_err(|error| sink.error(at + 1, DataMistake::Json(without_line(&error))))?;
        element(&json, at + 1, sink)?;
    }
    Ok(())
}

/// Elements in two lists, or by id.
#[derive(Deserialize)]
struct Document<'t> {
    #[serde(borrow)]
    nodes: &'t RawValue,
    #[serde(borrow)]
    rels: &'t RawValue,
}

/// The elements of a list, or of an object with their ids as keys, that stands somewhere in a text.
fn list(text: &str, part: &str, sink: &mut Sink<'_>) -> Result<(), DataError> {
    let mut lines = Lines { text, offset: 0, line: 1 };
    let parsed = match part.trim_start().starts_with('{') {
        true => serde_json::from_str::<IndexMap<String, &RawValue>>(part)
            .map(|elements| elements.into_values().collect()),
        false => serde_json::from_str::<Vec<&RawValue>>(part),
    };
    let elements = parsed.map_err(|error| {
        let line = lines.line_of(part) + error.line().saturating_sub(1);
        sink.error(line, DataMistake::Json(without_line(&error)))
    })?;
    for raw in elements {
        let line = lines.line_of(raw.get());
        let json = serde_json::from_str(raw.get())
            .map_err(|error| sink.error(line, DataMistake::Json(without_line(&error))))?;
        element(&json, line, sink)?;
    }
    Ok(())
}

/// Counts lines up to parts of a text, each part behind the one before.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line that `part`, a slice of the text, starts in.
    fn line_of(&mut self, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.offset..offset).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.offset = self.offset.max(offset);
        self.line
    }
}

/// What serde says, without the line, which an error has already.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("{what} at column {}", error.column())
}

fn element(json: &Json, line: usize, sink: &mut Sink<'_>) -> Result<(), DataError> {
    let fail = |mistake| sink.error(line, mistake);
    let none = &Json::Null;
    let at = |key: &str| json.get(key).unwrap_or(none);
    match at("type").as_str() {
        Some("node") => {
            let node = Node {
                id: id(at("id")).ok_or_else(|| fail(DataMistake::Key("id", A_TEXT)))?,
                labels: labels(at("labels")).map_err(fail)?,
                properties: properties(at("properties")).map_err(fail)?,
            };
            sink.node(line, Id::global(node.id.clone()), node)
        }
        Some("relationship") => {
            let end = |key| {
                let end = at(key);
                let end = id(end.get("id").unwrap_or(end)).map(Id::global);
                end.ok_or_else(|| fail(DataMistake::Key(key, "an object with an \"id\"")))
            };
            let loose = Loose {
                id: id(at("id")),
                kind: match at("label").as_str() {
                    Some(kind) if !kind.is_empty() => kind.into(),
                    _ => return Err(fail(DataMistake::Key("label", "the type, a text"))),
                },
                start: end("start")?,
                end: end("end")?,
                properties: properties(at("properties")).map_err(fail)?,
            };
            sink.relationship(line, loose)
        }
        _ => Err(fail(DataMistake::NoElement)),
    }
}

const A_TEXT: &str = "a text or a number";

fn id(json: &Json) -> Option<Text> {
    match json {
        Json::String(text) => Some(text.as_str().into()),
        Json::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

fn labels(json: &Json) -> Result<Vec<Text>, DataMistake> {
    const KEY: DataMistake = DataMistake::Key("labels", "a list of texts");
    let list = match json {
        Json::Null => return Ok(Vec::new()),
        json => json.as_array().ok_or(KEY)?,
    };
    let mut labels: Vec<Text> = Vec::with_capacity(list.len());
    for label in list {
        let label = Text::from(label.as_str().filter(|label| !label.is_empty()).ok_or(KEY)?);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    Ok(labels)
}
