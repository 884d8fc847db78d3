//! The conformance suite: every golden script under `fixtures/scripts/`.

use cypher_admin::cli::{fresh_engine, golden_scripts};
use cypher_admin::tools::golden::run_script;
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn golden_scripts_give_what_they_expect() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scripts");
    let scripts = golden_scripts(&folder).unwrap();
    assert!(!scripts.is_empty());
    let (mut statements, mut inferred, mut failures) = (0, 0, String::new());
    for path in &scripts {
        let name = path.strip_prefix(&folder).unwrap().display();
        let text = fs::read_to_string(path).unwrap();
        match run_script(&text, &fresh_engine) {
            Err(error) => writeln!(failures, "{name}: {error}").unwrap(),
            Ok(report) => {
                statements += report.statements();
                inferred += usize::from(report.is_inferred);
                for difference in report.differences {
                    writeln!(failures, "{name}:{}: {}", difference.line, difference.statement)
                        .unwrap();
                    for line in difference.lines {
                        writeln!(failures, "    {line}").unwrap();
                    }
                }
            }
        }
    }
    println!("{} scripts, {statements} statements, {inferred} on inferred facts", scripts.len());
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_golden_scripts_of_the_readme_are_met() {
    let readme = include_str!("../../README.md");
    let mut blocks =
        readme.split("```cypher\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let script = blocks.next().unwrap();
    for script in std::iter::once(script).chain(blocks) {
        let report = run_script(script, &fresh_engine).unwrap();
        assert_eq!(report.differences, [], "{script}");
    }
}
