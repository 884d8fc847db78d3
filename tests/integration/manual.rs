//! The operations manual, page by page: its statements run, its tables and errors are what they
//! give. Queries for nodes and relationships, and a client's own commands, are left out.
//!
//! What the manual does not show of a page's preparation comes from the corpus's `docs-setup.json`,
//! corrected by `fixtures/manual/setup.json`. A table that does not agree must stand in
//! `fixtures/manual/known.json` with the reason; one that does must not.

use super::corpus;
use cypher_admin::ast::CypherVersion;
use cypher_admin::exec::{Config, Dbms, DeclaredServer, Outcome, Params, Session};
use cypher_admin::parser::{StatementKind, kind_of};
use cypher_admin::status::Error;
use cypher_admin::tools::constant_value;
use cypher_admin::value::Value;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What the replay of a page showed.
#[derive(Default)]
struct Figures {
    page: String,
    statements: usize,
    tables: usize,
    agreeing: usize,
    /// Statements that stand in `known.json`.
    known: usize,
}

/// One page's life: a DBMS of its own and who is logged in.
struct Page {
    dbms: Dbms,
    session: Session,
    params: Params,
}

impl Page {
    fn new() -> Self {
        Self {
            dbms: Dbms::new(Config::default()),
            session: Session::of_user("neo4j"),
            params: Params::default(),
        }
    }

    /// Runs a statement. The manual's tables show that its administrator has not changed the first
    /// password, and yet acts: so the expired password does not count here.
    fn run(&mut self, statement: &str) -> Result<Outcome, Error> {
        let expired = |dbms: &Dbms| {
            let user = dbms.graph().user_named("neo4j").and_then(|(_, user)| user.native.as_ref());
            user.is_some_and(|native| native.change_required)
        };
        let checked = self.dbms.config.auth_enabled;
        if self.session.user.as_deref() == Some("neo4j") && expired(&self.dbms) {
            self.dbms.config.auth_enabled = false;
        }
        let outcome = self.session.run(&mut self.dbms, statement, &self.params);
        self.dbms.config.auth_enabled = checked;
        outcome
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
            Some(("cypher", version)) => {
                let versions = [("5", CypherVersion::Cypher5), ("25", CypherVersion::Cypher25)];
                self.session.version = BTreeMap::from(versions).get(version).copied();
            }
            Some(("param", definition)) => {
                let (name, value) = definition.split_once(" = ").expect("NAME = VALUE");
                let value = constant_value(value, CypherVersion::Cypher25).expect("a literal");
                self.params.insert(name.into(), value);
            }
            // A server that waits to be enabled: the DBMS starts anew with it.
            Some(("server", id)) => {
                let mut config = self.dbms.config.clone();
                let address = format!("server{:02}", config.more_servers.len() + 2);
                config.more_servers.push(DeclaredServer {
                    id: id.into(),
                    address: format!("{address}:7687").into(),
                    http_address: format!("{address}:7474").into(),
                });
                self.dbms = Dbms::new(config);
            }
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

/// Whether a statement gave what the manual prints below it: a table, an error, or nothing.
fn agrees_with_text(text: &str, result: &Result<Outcome, Error>) -> Result<(), String> {
    match result {
        Ok(outcome) if text == "(no changes, no records)" => {
            let nothing = outcome.columns.is_none() && outcome.counters.system_updates == 0;
            nothing.then_some(()).ok_or_else(|| format!("not nothing: {outcome:?}"))
        }
        Ok(_) => Err(format!("does not fail with: {text}")),
        Err(error) if error.to_string() == text => Ok(()),
        // A chain of statuses, the cause first.
        Err(error) => {
            let chain = error.gql().iter().rev().fold(String::new(), |chain, status| {
                let text = status.description.trim_start_matches("error: s");
                format!("{chain}{}: S{text}\n", status.code)
            });
            let is_chain = text.lines().all(|line| chain.lines().any(|ours| ours == line));
            is_chain.then_some(()).ok_or_else(|| format!("fails: {error}\n{chain}"))
        }
    }
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
    let mut figures: Vec<Figures> = Vec::new();
    let mut faults: Vec<String> = Vec::new();
    for record in &records {
        let name = record["page"].as_str().expect("a page");
        if record["kind"] != "example" {
            continue;
        }
        if name != current {
            name.clone_into(&mut current);
            page = Page::new();
            done = 0;
            figures.push(Figures { page: current.clone(), ..Figures::default() });
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
        if record["in_setup"] == true
            || kind_of(statement) == StatementKind::Query
            || statement.starts_with(':')
        {
            continue;
        }
        let id = record["id"].as_str().expect("an id");
        let outcome = page.run(statement);
        let reason = known.get(id).and_then(Json::as_str);
        let printed = record.get("result").filter(|result| !result.is_null());
        let text = printed.filter(|printed| printed["form"] == "text");
        let text = text.and_then(|printed| printed["footer"].as_str());
        let figures = figures.last_mut().expect("a page");
        figures.statements += 1;
        figures.tables += usize::from(printed.is_some());
        let fault = match (&outcome, text, printed) {
            (result, Some(text), _) => agrees_with_text(text, result).err(),
            (Ok(outcome), None, Some(printed)) => agrees(statement, printed, outcome).err(),
            (Err(error), None, _) => Some(format!("fails: {error}")),
            (Ok(_), None, None) => None,
        };
        figures.agreeing += usize::from(fault.is_none() && printed.is_some());
        figures.known += usize::from(fault.is_some() && reason.is_some());
        match (fault, reason) {
            (Some(fault), None) => faults.push(format!("{id} line {line}: {statement}\n{fault}")),
            (None, Some(_)) => faults.push(format!("{id} agrees and should leave known.json")),
            _ => {}
        }
    }
    println!("statements  tables  agreeing  known  page");
    for Figures { page, statements, tables, agreeing, known } in &figures {
        println!("{statements:>10}  {tables:>6}  {agreeing:>8}  {known:>5}  {page}");
    }
    let total = |figure: fn(&Figures) -> usize| figures.iter().map(figure).sum::<usize>();
    let (statements, tables) = (total(|page| page.statements), total(|page| page.tables));
    let (agreeing, known) = (total(|page| page.agreeing), total(|page| page.known));
    println!("{statements:>10}  {tables:>6}  {agreeing:>8}  {known:>5}  {} pages", figures.len());
    assert!(statements > 750 && tables > 100, "{statements} statements, {tables} tables");
    assert!(faults.is_empty(), "{} do not agree\n\n{}", faults.len(), faults.join("\n\n"));
}
