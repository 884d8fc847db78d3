//! The machine contract: one object per statement, `null` where there is nothing.
//!
//! ```text
//! {"statement": index from 1, "line": n, "columns": [..] | null, "rows": [[..]],
//!  "notifications": [{"code", "gqlstatus", "severity", "category", "title", "description", "position"}],
//!  "counters": {..}, "error": null | {"code", "gqlstatus", "message", "offset", "line", "column"}}
//! ```
//!
//! `offset` counts UTF-16 units from the statement's start, as a server does; `line` and `column` are
//! 1-based and count in the file. Values keep their Cypher types, see [`crate::value::to_json`].

use super::renderer::Place;
use crate::exec::{Counters, Outcome};
use crate::parser::mask_secrets;
use crate::status::{Error, Notification};
use crate::text::Span;
use crate::value::to_json;
use serde::Serialize;
use serde_json::{Value as Json, json};

#[derive(Serialize)]
struct Report<'a> {
    statement: usize,
    line: usize,
    columns: Option<&'a [String]>,
    rows: Vec<Vec<Json>>,
    notifications: Vec<Json>,
    counters: Counters,
    error: Option<Json>,
}

/// The object of a statement that succeeded.
pub(super) fn outcome_json(place: &Place<'_>, outcome: &Outcome) -> serde_json::Result<String> {
    let report = Report {
        statement: place.index,
        line: place.line,
        columns: outcome.columns.as_deref(),
        rows: outcome.rows.iter().map(|row| row.iter().map(to_json).collect()).collect(),
        notifications: outcome.notifications.iter().map(|n| notification(place, n)).collect(),
        counters: outcome.counters,
        error: None,
    };
    serde_json::to_string(&report)
}

/// The object of a statement that failed.
pub(super) fn error_json(place: &Place<'_>, error: &Error) -> serde_json::Result<String> {
    let message = mask_secrets(place.text).message(place.text, error);
    let position = error.span.map(|span| position(place, span));
    let field = |name: &str| position.as_ref().map(|object| object[name].clone());
    let report = Report {
        statement: place.index,
        line: place.line,
        columns: None,
        rows: Vec::new(),
        notifications: Vec::new(),
        counters: Counters::default(),
        error: Some(json!({
            "code": error.code(),
            "gqlstatus": error.gqlstatus(),
            "message": message,
            "offset": field("offset"),
            "line": field("line"),
            "column": field("column"),
        })),
    };
    serde_json::to_string(&report)
}

fn notification(place: &Place<'_>, notification: &Notification) -> Json {
    json!({
        "code": notification.code,
        "gqlstatus": notification.gqlstatus,
        "severity": notification.severity,
        "category": notification.category,
        "title": notification.title,
        "description": notification.description,
        "position": notification.span.map(|span| position(place, span)),
    })
}

fn position(place: &Place<'_>, span: Span) -> Json {
    let position = place.position(span.start as usize);
    json!({"offset": position.offset, "line": position.line, "column": position.column})
}
