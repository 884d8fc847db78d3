//! The shell on an engine that echoes.

use super::shell::{Failure, Settings, Shell, Streams};
use crate::ast::CypherVersion;
use crate::exec::Outcome;
use crate::exec::{Engine, Params};
use crate::parser::parse_statement;
use crate::render::RenderOptions;
use crate::render::{Format, Renderer};
use crate::status::{Error, ErrorKind, NotificationFilter};
use jiff::Timestamp;
use std::collections::HashMap;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

/// Parses, and gives back who and where it was.
struct Echo {
    user: String,
    database: String,
}

impl Engine for Echo {
    fn run(&mut self, statement: &str, params: &Params) -> Result<Outcome, Error> {
        parse_statement(statement, CypherVersion::Cypher25)?;
        let row = vec![self.user.as_str().into(), self.database.as_str().into()];
        let columns = vec!["user".to_owned(), "database".to_owned()];
        assert!(params.len() < 3);
        Ok(Outcome { columns: Some(columns), rows: vec![row], ..Outcome::default() })
    }
    fn user(&self) -> &str {
        &self.user
    }
    fn database(&self) -> &str {
        &self.database
    }
    fn set_version(&mut self, _: CypherVersion) {}
    fn login(&mut self, user: &str) -> Result<(), Error> {
        user.clone_into(&mut self.user);
        self.use_database(None)
    }
    fn use_database(&mut self, name: Option<&str>) -> Result<(), Error> {
        name.unwrap_or("home").clone_into(&mut self.database);
        Ok(())
    }
    fn set_auth(&mut self, _: bool) -> Result<(), Error> {
        Err(ErrorKind::Syntax("no".into()).into())
    }
    fn set_now(&mut self, _: Timestamp) -> Result<(), Error> {
        Ok(())
    }
}

/// What a script wrote to both streams, and the shell after it.
fn run(format: Format, fail_fast: bool, files: &[(&str, &str)]) -> (String, String, Shell) {
    let store: HashMap<PathBuf, String> =
        files.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned())).collect();
    let open = move |path: &Path| -> io::Result<Box<dyn BufRead>> {
        match store.get(path) {
            Some(text) => Ok(Box::new(io::Cursor::new(text.clone()))),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    };
    let renderer = Renderer::new(RenderOptions::plain(format));
    let settings = Settings {
        version: CypherVersion::Cypher25,
        fail_fast,
        timing: false,
        notifications: NotificationFilter::default(),
    };
    let engine = Box::new(Echo { user: "neo4j".into(), database: "neo4j".into() });
    let mut shell = Shell::new(engine, Params::default(), renderer, settings, Box::new(open));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams { out: &mut out, err: &mut err };
    let (name, text) = files.first().unwrap();
    let folder = Path::new(name).parent().unwrap();
    shell.run_script(text.as_bytes(), name, folder, &mut streams).unwrap();
    shell.finish(&mut streams).unwrap();
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap(), shell)
}

#[test]
fn a_script_stops_at_its_first_failure_unless_told_otherwise() {
    let files = [("a.cypher", "NONSENSE;\n:params nonsense\n:param a => 'é'\n:params\n")];
    let (out, err, shell) = run(Format::Plain, true, &files);
    assert_eq!((out.as_str(), shell.failure()), ("", Some(Failure::Statement)));
    assert!(err.contains("a.cypher:1:1") && !err.contains("a.cypher:2"), "{err}");
    let (out, err, shell) = run(Format::Plain, false, &files);
    assert_eq!((out.as_str(), shell.failure()), (":param a => \"é\"\n", Some(Failure::Statement)));
    assert!(err.contains("error: a.cypher:2: A parameter is set with"), "{err}");
}

#[test]
fn user_and_database_change_between_statements() {
    let script = "SHOW USERS; :login bob\n:use `a b`\nSHOW USERS;\n:use\nSHOW USERS;\n:login eve;\nSHOW ROLES;\n:auth disabled\n";
    let script = script.replace("; :login", ";\n:login");
    let (out, err, shell) = run(Format::Csv, true, &[("a", &script)]);
    let rows: Vec<_> =
        out.lines().filter(|line| line.contains(',') && *line != "user,database").collect();
    assert_eq!(rows, ["neo4j,neo4j", "bob,a b", "bob,home", "eve,home"]);
    assert_eq!((err.as_str(), shell.identity().as_str()), ("error: a:9: no\n", "eve@home"));
}

#[test]
fn scripts_find_each_other_relative_to_themselves() {
    let files = [
        ("d/a.cypher", ":source e/b.cypher\n:params\n"),
        ("d/e/b.cypher", ":param a => 1\n:source c.cypher\n"),
        ("d/e/c.cypher", ":param b => 2"),
    ];
    let (out, err, shell) = run(Format::Plain, true, &files);
    assert_eq!((out.as_str(), err.as_str()), (":param a => 1\n:param b => 2\n", ""));
    assert_eq!(shell.failure(), None);
}

#[test]
fn a_missing_script_and_an_endless_chain_of_scripts_are_failures() {
    let (_, err, shell) = run(Format::Plain, true, &[("a", ":source b")]);
    assert!(err.starts_with("error: a:1: Cannot read 'b'"), "{err}");
    assert_eq!(shell.failure(), Some(Failure::Io));
    let (_, err, shell) = run(Format::Plain, true, &[("a", ":source a")]);
    assert_eq!(err, "error: a:1: Scripts call each other more than 16 deep.\n");
    assert_eq!(shell.failure(), Some(Failure::Statement));
}

#[test]
fn exit_ends_all_scripts() {
    let files = [("a", ":source b\n:params\n"), ("b", ":param a => 1\n:exit\n:params\n")];
    let (out, err, shell) = run(Format::Plain, true, &files);
    assert_eq!((out.as_str(), err.as_str(), shell.failure()), ("", "", None));
}

#[test]
fn the_shells_own_words_do_not_mix_with_a_machines_output() {
    let (out, err, _) = run(Format::Jsonl, true, &[("a", ":param a => 1\n:params\n")]);
    assert_eq!((out.as_str(), err.as_str()), ("", ":param a => 1\n"));
    let (out, _, _) = run(Format::Json, true, &[("a", "")]);
    assert_eq!(out, "[]\n");
}

#[test]
fn bytes_that_are_no_text_end_a_script() {
    let (out, err, shell) = run(Format::Jsonl, false, &[("a", ":params\n\0;\n:params")]);
    assert_eq!(
        err,
        "a:2:1: Line 2 contains a NUL character (Neo.ClientError.Statement.SyntaxError)\n"
    );
    assert!(out.starts_with("{\"statement\":1,\"line\":2,"), "{out}");
    assert_eq!(shell.failure(), Some(Failure::Statement));
}
