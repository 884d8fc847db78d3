//! The program between other programs: pipes that are slow, pipes that close.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cypher-admin"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waiting for the answer would never end if the program waited for the end of its input.
#[test]
fn a_statement_is_answered_before_the_next_one_arrives() {
    for arguments in [&[][..], &["run", "-"], &["--format", "jsonl"]] {
        let mut child = start(arguments);
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        for _ in 0..3 {
            // A statement in two pieces, in the middle of a name.
            input.write_all(b"SHOW CURRENT USER YIELD us").unwrap();
            input.flush().unwrap();
            input.write_all(b"er;\n").unwrap();
            input.flush().unwrap();
            let mut line = String::new();
            output.read_line(&mut line).unwrap();
            assert!(line.contains("user"), "{line}");
            if !line.starts_with('{') {
                output.read_line(&mut line).unwrap();
            }
            assert!(line.contains("neo4j"), "{line}");
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for format in ["plain", "table", "jsonl", "csv"] {
        let mut child = start(&["run", "-", "--format", format]);
        let mut input = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            let script = "SHOW PRIVILEGES;\n".repeat(1_000);
            // It ends early: nobody reads it to its end.
            let _ = input.write_all(script.as_bytes());
        });
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut String::new()).unwrap();
        drop(output);
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(0), ""), "{format}");
        writer.join().unwrap();
    }
}

#[test]
fn piped_output_has_no_bar_and_no_summary() {
    let mut child = start(&["run", "-"]);
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"CREATE ROLE a; CREATE ROLE b;\n").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
}
