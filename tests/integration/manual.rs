//! The operations manual, page by page: its statements run, its tables are what they give.
//!
//! What the manual does not show of a page's preparation comes from the corpus's `docs-setup.json`,
//! corrected by `fixtures/manual/setup.json`. A table that does not agree must stand in
//! `fixtures/manual/known.json` with the reason; one that does must not.

use super::corpus;
use cypher_admin::ast::CypherVersion;
use cypher_admin::exec::{Config, Dbms, Outcome, Params, Session};
use cypher_admin::parser::{StatementKind, kind_of};
use cypher_admin::tools::constant_value;
use cypher_admin::value::Value;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Pages whose every table must agree, by the issue that asked for it.
const PAGES: &[&str] = &[
    "manage-users",
    "manage-roles",
    "manage-privileges",
    "built-in-roles",
    "privileges-reads",
    "privileges-writes",
    "database-administration",
    "load-privileges",
    "immutable-roles-privileges",
    "property-based-access-control",
];

fn is_replayed(page: &str) -> bool {
    let Some(name) = page.strip_prefix("authentication-authorization/") else { return false };
    name.starts_with("dbms-administration/")
        || PAGES.iter().any(|wanted| name == format!("{wanted}.adoc"))
}

/// One page's life: a DBMS of its own and who is logged in.
struct Page {
    dbms: Dbms,
    session: Session,
}

impl Page {
    fn new() -> Self {
        Self { dbms: Dbms::new(Config::default()), session: Session::of_user("neo4j") }
    }

    /// Runs a statement. The manual's tables show that its administrator has not changed the first
    /// password, and yet acts: so the expired password does not count here.
    fn run(&mut self, statement: &str) -> Result<Outcome, String> {
        let expired = |dbms: &Dbms| {
            let user = dbms.graph().user_named("neo4j").and_then(|(_, user)| user.native.as_ref());
            user.is_some_and(|native| native.change_required)
        };
        let checked = self.dbms.config.auth_enabled;
        if self.session.user.as_deref() == Some("neo4j") && expired(&self.dbms) {
            self.dbms.config.auth_enabled = false;
        }
        let outcome = self.session.run(&mut self.dbms, statement, &Params::default());
        self.dbms.config.auth_enabled = checked;
        outcome.map_err(|error| error.to_string())
    }

    /// A line of preparation: a statement, or a directive of the corpus.
    fn prepare(&mut self, line: &str) {
        match line.strip_prefix(':').map(|rest| rest.split_once(' ').unwrap_or((rest, ""))) {
            None => {
                let _ = self.run(line);
            }
            Some(("reset", _)) => *self = Self::new(),
            Some(("as", user)) => self.session = Session::of_user(user),
            Some(("auth", state)) => self.dbms.config.auth_enabled = state == "on",
            Some(("note", _)) => {}
            Some((other, _)) => panic!("unknown directive :{other}"),
        }
    }
}

/// Hidden preparation: page or `page@LINE` to the lines that come before.
fn preparation() -> BTreeMap<String, Vec<String>> {
    let strings = |list: &Json| -> Vec<String> {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|line| line.as_str().expect("text").to_owned())
            .collect()
    };
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let overlay = fixture("setup.json");
    for document in [corpus::document("docs-setup.json").expect("the corpus is there"), overlay] {
        for (page, lines) in document.as_object().expect("an object") {
            all.insert(page.clone(), strings(lines));
        }
    }
    all
}

fn fixture(name: &str) -> Json {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/manual").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("the fixture can be read"))
        .expect("JSON")
}

/// A printed cell as a value. The manual writes nulls in several ways and booleans in any case.
fn cell(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("<null>") {
        return Value::Null;
    }
    // Quotes inside a printed string are not escaped.
    let as_printed =
        || text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    constant_value(text, CypherVersion::Cypher25)
        .unwrap_or_else(|_| Value::String(as_printed().into()))
}

/// Whether an outcome is the printed table. Rows in another order agree unless the statement orders
/// them: the manual's tables are illustrations there.
fn agrees(statement: &str, printed: &Json, outcome: &Outcome) -> Result<(), String> {
    let columns: Vec<&str> = printed["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|name| name.as_str().expect("text"))
        .collect();
    let ours = outcome.columns.clone().unwrap_or_default();
    if ours != columns {
        return Err(format!("columns {columns:?}, ours {ours:?}"));
    }
    let rows: Vec<Vec<Value>> = printed["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            row.as_array()
                .expect("cells")
                .iter()
                .map(|text| cell(text.as_str().expect("text")))
                .collect()
        })
        .collect();
    let mut expected: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    let mut actual: Vec<String> = outcome.rows.iter().map(|row| format!("{row:?}")).collect();
    if !statement.to_uppercase().contains("ORDER BY") {
        expected.sort();
        actual.sort();
    }
    if expected == actual {
        return Ok(());
    }
    let missing: Vec<_> = expected.iter().filter(|row| !actual.contains(row)).collect();
    let extra: Vec<_> = actual.iter().filter(|row| !expected.contains(row)).collect();
    Err(format!("missing {missing:#?}\nextra {extra:#?}"))
}

#[test]
fn the_manuals_tables_are_what_its_statements_give() {
    let Some(records) = corpus::records("docs.jsonl") else {
        println!("no corpus here: the project's own golden scripts stand for it");
        return;
    };
    let preparation = preparation();
    let known = fixture("known.json");
    let mut current = String::new();
    let mut page = Page::new();
    let mut done = 0;
    let mut figures: Vec<(String, usize, usize)> = Vec::new();
    let mut faults: Vec<String> = Vec::new();
    for record in &records {
        let name = record["page"].as_str().expect("a page");
        if !is_replayed(name) || record["kind"] != "example" {
            continue;
        }
        if name != current {
            name.clone_into(&mut current);
            page = Page::new();
            done = 0;
            figures.push((current.clone(), 0, 0));
            preparation.get(name).into_iter().flatten().for_each(|line| page.prepare(line));
        }
        let line = record["line"].as_u64().expect("a line");
        let due = preparation.iter().filter_map(|(key, lines)| {
            let (at_page, at) = key.split_once('@')?;
            let at: u64 = at.parse().ok()?;
            (at_page == name && at > done && at <= line).then_some((at, lines))
        });
        let mut due: Vec<_> = due.collect();
        due.sort_by_key(|(at, _)| *at);
        due.iter().flat_map(|(_, lines)| lines.iter()).for_each(|line| page.prepare(line));
        done = done.max(line);

        let statement = record["statement"].as_str().expect("a statement");
        if record["in_setup"] == true || kind_of(statement) == StatementKind::Query {
            continue;
        }
        let id = record["id"].as_str().expect("an id");
        let outcome = page.run(statement);
        let reason = known.get(id).and_then(Json::as_str);
        let fault = match (&outcome, record.get("result").filter(|result| !result.is_null())) {
            (Ok(outcome), Some(printed)) => {
                let figures = figures.last_mut().expect("a page");
                figures.2 += 1;
                let fault = agrees(statement, printed, outcome).err();
                figures.1 += usize::from(fault.is_none());
                fault
            }
            (Err(error), _) => Some(format!("fails: {error}")),
            (Ok(_), None) => None,
        };
        match (fault, reason) {
            (Some(fault), None) => faults.push(format!("{id} line {line}: {statement}\n{fault}")),
            (None, Some(_)) => faults.push(format!("{id} agrees and should leave known.json")),
            _ => {}
        }
    }
    let total: usize = figures.iter().map(|(_, _, tables)| tables).sum();
    for (page, agree, tables) in &figures {
        println!("{agree:>3} of {tables:>3} tables  {page}");
    }
    assert!(total > 50, "only {total} tables were compared");
    assert!(faults.is_empty(), "{} do not agree\n\n{}", faults.len(), faults.join("\n\n"));
}
