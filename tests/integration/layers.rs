//! The layers of the program, checked against its sources.
//!
//! A folder may use `crate::x` only where `x` is its own or lies strictly below, and some libraries
//! and all access to the outside stay in one place.

use std::fs;
use std::path::{Path, PathBuf};

/// Folder and layer, lowest first; `ast` is written in the words of `privilege`.
const LAYERS: [(&str, u8); 18] = [
    ("text", 0),
    ("status", 10),
    ("value", 10),
    ("privilege", 20),
    ("ast", 21),
    ("catalog", 22),
    ("parser", 30),
    ("check", 40),
    ("graph", 40),
    ("aura", 40),
    ("access", 50),
    ("query", 50),
    ("exec", 60),
    ("tools", 70),
    ("render", 70),
    ("repl", 80),
    ("server", 80),
    ("cli", 90),
];

/// What may be named in one folder only.
const AT_HOME: [(&str, &str); 13] = [
    ("pest::", "parser"),
    ("cypher_admin_grammar", "parser"),
    ("miette", "render"),
    ("comfy_table", "render"),
    ("rustyline", "repl"),
    ("clap", "cli"),
    ("std::env", "cli"),
    ("std::fs", "cli"),
    ("IsTerminal", "cli"),
    ("SystemTime", "cli"),
    ("Zoned::now", "cli"),
    ("Timestamp::now", "cli"),
    ("rand::random", "cli"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn layer(folder: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == folder).map(|(_, layer)| *layer)
}

/// The names behind `crate::` on a line of code.
fn used(line: &str) -> Vec<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for rest in line.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => names.extend(
                group
                    .split([',', '}'])
                    .map(|part| part.trim().split("::").next().unwrap().to_owned()),
            ),
            None => names.push(rest.split(|c| !is_name(c)).next().unwrap().to_owned()),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What is wrong with one source file.
fn complaints(folder: &str, text: &str) -> Vec<String> {
    let Some(own) = layer(folder) else { return vec![format!("'{folder}' has no layer")] };
    let mut complaints = Vec::new();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    for line in code {
        for name in used(line).iter().filter(|name| *name != folder) {
            if layer(name).is_some_and(|other| other >= own) {
                complaints.push(format!("layer {own} uses crate::{name}"));
            }
        }
        for (word, home) in AT_HOME {
            let is_there = line.match_indices(word).any(|(at, _)| {
                !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            });
            if is_there && home != folder {
                complaints.push(format!("{word} belongs in {home}"));
            }
        }
    }
    complaints
}

#[test]
fn layers_know_only_what_is_below_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let sources = sources(&root);
    assert!(sources.len() > 50);
    for path in sources {
        let inner = path.strip_prefix(&root).unwrap();
        let folder = inner.iter().next().unwrap().to_str().unwrap();
        if folder == "lib.rs" || folder == "main.rs" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let found = complaints(folder, &text);
        wrong
            .extend(found.into_iter().map(|complaint| format!("{}: {complaint}", inner.display())));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_upward_use_and_a_library_away_from_home_are_found() {
    for (folder, code, count) in [
        ("graph", "use crate::exec::Outcome;", 1),
        ("exec", "use crate::graph::Change;", 0),
        ("value", "use crate::status::Error;", 1),
        ("query", "use crate::{exec::A, value::B};", 1),
        ("render", "let x = crate::tools::golden::run();", 1),
        ("render", "// see crate::cli", 0),
        ("exec", "use miette::Diagnostic;", 1),
        ("parser", "use pest::Parser;", 0),
        ("unknown", "", 1),
    ] {
        assert_eq!(complaints(folder, code).len(), count, "{folder}: {code}");
    }
}
