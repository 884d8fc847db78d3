//! Formatting never changes what a script means, keeps its comments, and has nothing left to do afterwards.

use super::laws::generate;
use cypher_admin::ast::{CypherVersion, Statement};
use cypher_admin::parser::{PartKind, PieceKind, parse_statement, parts, scan, split};
use cypher_admin::tools::fmt::{Unformatted, format_script, format_statement};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: CypherVersion = CypherVersion::Cypher25;

/// What stands between two parts, most of it in need of tidying. Each comment is one of its kind.
fn gap() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => Just(" ".to_owned()),
        3 => Just("\n".to_owned()),
        2 => Just(" \t ".to_owned()),
        1 => Just("\n\n  ".to_owned()),
        1 => (0..1000).prop_map(|n| format!(" // c{n}  \n")),
        1 => (0..1000).prop_map(|n| format!("\n  // c{n}\n")),
        1 => (0..1000).prop_map(|n| format!(" /* c{n} */ ")),
        1 => (0..1000).prop_map(|n| format!("\n/* c{n} */ ")),
        1 => (0..1000).prop_map(|n| format!(" /* c{n}\n * d */ ")),
    ]
}

/// A statement as somebody might write it.
fn scattered(text: &str, gaps: &[String], lower: bool) -> String {
    let mut out = String::new();
    let mut gaps = gaps.iter().cycle();
    for part in parts(text).unwrap() {
        match part.kind {
            PartKind::Keyword | PartKind::LiteralWord if lower => {
                out.push_str(&part.text.to_lowercase());
            }
            _ => out.push_str(part.text),
        }
        out.push_str(gaps.next().unwrap());
    }
    out.push(';');
    out
}

fn comments(text: &str) -> Vec<String> {
    let comments = scan(text).filter(|piece| piece.kind == PieceKind::Comment);
    comments.map(|piece| piece.text.trim_end().to_owned()).collect()
}

fn trees(text: &str) -> Vec<Statement> {
    let items = split(text).unwrap();
    items.iter().map(|item| parse_statement(&item.text, VERSION).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_formatted_script_means_the_same_keeps_its_comments_and_stays_as_it_is(
        commands in prop::collection::vec(generate::command(), 1..4),
        gaps in prop::collection::vec(gap(), 1..40),
        lower in any::<bool>(),
    ) {
        let text: String = commands
            .iter()
            .map(|command| scattered(&command.to_string(), &gaps, lower) + &gaps[0])
            .collect();
        let formatted = format_script(&text, VERSION).unwrap();
        prop_assert!(formatted.problems.is_empty(), "{text}\n{:?}", formatted.problems);
        let formatted = formatted.text;
        prop_assert!(trees(&text) == trees(&formatted), "{text}\n---\n{formatted}");
        prop_assert_eq!(comments(&text), comments(&formatted), "{}\n---\n{}", text, formatted);
        let again = format_script(&formatted, VERSION).unwrap().text;
        prop_assert!(formatted == again, "{text}\n---\n{formatted}\n---\n{again}");
        prop_assert!(!formatted.lines().any(|line| line.ends_with(' ')), "{formatted}");
    }

    /// However a statement was laid out, it comes out the same.
    #[test]
    fn layout_does_not_depend_on_the_layout_before(
        command in generate::command(),
        blanks in prop::collection::vec(prop_oneof![Just(" "), Just("\n"), Just("\t\n ")], 1..20),
        lower in any::<bool>(),
    ) {
        let text = command.to_string();
        let blanks: Vec<String> = blanks.into_iter().map(str::to_owned).collect();
        let other = scattered(&text, &blanks, lower);
        let formatted = |text: &str| format_statement(text, VERSION, "\n").map_err(|why| {
            TestCaseError::fail(format!("{text}\n{why:?}"))
        });
        prop_assert_eq!(formatted(&text)?, formatted(other.trim_end_matches(';'))?);
    }
}

fn scripts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scripts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "cypher") {
            found.push(path);
        }
    }
}

/// Our own scripts hold every command in many forms, ours included.
#[test]
fn every_script_of_the_project_can_be_formatted() {
    let mut found = Vec::new();
    scripts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scripts"), &mut found);
    assert!(found.len() > 50);
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        let formatted = format_script(&text, VERSION).unwrap();
        let wrong = formatted.problems.iter().find(|problem| problem.error.is_none());
        assert!(wrong.is_none(), "{}: {wrong:?}", path.display());
        assert_eq!(comments(&text), comments(&formatted.text), "{}", path.display());
        let again = format_script(&formatted.text, VERSION).unwrap();
        assert_eq!(formatted.text, again.text, "{}", path.display());
    }
}

/// Thousands of statements that Neo4j's front end has judged, many of them strange.
#[test]
fn every_recorded_statement_that_parses_can_be_formatted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/conformance/recorded.jsonl");
    let mut formatted = 0;
    for line in fs::read_to_string(path).unwrap().lines() {
        let recorded: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = recorded["statement"].as_str().unwrap_or_default();
        match format_statement(text, VERSION, "\n") {
            Ok(once) => {
                let twice = format_statement(once.trim_end_matches(';'), VERSION, "\n");
                assert_eq!(twice.as_ref(), Ok(&once), "{text}");
                formatted += 1;
            }
            Err(Unformatted::Unparsable(_)) => {}
            Err(Unformatted::WouldChange) => panic!("{text}"),
        }
    }
    assert!(formatted > 1_000, "{formatted}");
}
