//! Hostile and merely odd input: a clear error and exit code 1, or none at all; never a panic.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

/// Runs the program on a script on standard input.
fn run(script: &[u8], arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cypher-admin"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let script = script.to_vec();
    // The program may stop reading before the end.
    let writer = thread::spawn(move || drop(stdin.write_all(&script)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn impossible_input_is_refused_with_a_clear_error() {
    let long_line = format!("SHOW USERS WHERE user = '{}' GARBAGE;", "x".repeat(10_000_000));
    let too_long = "SHOW USERS WHERE ".to_owned() + &" true OR".repeat(2_200_000);
    for (name, script, part) in [
        ("10 MB line", long_line.into_bytes(), "Invalid input"),
        ("17 MB statement", too_long.into_bytes(), "longer than"),
        ("long data query", "MATCH (n) ".repeat(20_000).into_bytes(), "administration"),
        (
            "nested parentheses",
            format!("SHOW USERS WHERE {}true;", "(".repeat(100_000)).into_bytes(),
            "nested more than",
        ),
        (
            "closed parentheses",
            format!("SHOW USERS WHERE {}1{};", "(".repeat(100_000), ")".repeat(100_000))
                .into_bytes(),
            "nested more than",
        ),
        (
            "NOTs",
            format!("SHOW USERS WHERE {}true;", "NOT ".repeat(200_000)).into_bytes(),
            "nested more than",
        ),
        (
            "nested lists",
            format!("SHOW USERS WHERE {}1{};", "[".repeat(50_000), "]".repeat(50_000)).into_bytes(),
            "nested more than",
        ),
        (
            "nested CASEs",
            format!("SHOW USERS WHERE {}true;", "CASE WHEN ".repeat(50_000)).into_bytes(),
            "nested more than",
        ),
        (
            "nested types",
            format!("SHOW USERS WHERE 1 IS :: {}ANY;", "LIST<".repeat(8_000)).into_bytes(),
            "<stdin>:1:",
        ),
        (
            "more nested types",
            format!("SHOW USERS WHERE 1 IS :: {}ANY;", "LIST<".repeat(50_000)).into_bytes(),
            "nested more than",
        ),
        (
            "texts in texts",
            format!("SHOW USERS WHERE {}1;", "s'{ s\"{ ".repeat(4_000)).into_bytes(),
            "<stdin>:1:",
        ),
        (
            "brackets in a text in a text",
            format!("SHOW USERS WHERE s'{{ {}1;", "(".repeat(4_000)).into_bytes(),
            "<stdin>:1:",
        ),
        ("commands in a row", "SHOW SETTINGS ".repeat(10_000).into_bytes(), "nested more than"),
        (
            "patterns",
            format!("SHOW USERS WHERE (a:A {}", "(".repeat(390)).into_bytes(),
            "<stdin>:1:",
        ),
        ("invalid UTF-8", b":params\nSHOW \xFFROLES;".to_vec(), "Line 2 is not valid UTF-8"),
        ("NUL", b":params\nSHOW\0 ROLES;".to_vec(), "Line 2 contains a NUL"),
        ("open string", b"SHOW USERS WHERE user = 'a;\n".to_vec(), "<stdin>:1:"),
        ("open comment", b"SHOW USERS /* a;\n".to_vec(), "<stdin>:1:"),
        ("only an open comment", b":params\n/* a;\n".to_vec(), "<stdin>:2:"),
        ("open backticks", b"CREATE ROLE `a;\n".to_vec(), "<stdin>:1:"),
        ("no statement", b"hello world;".to_vec(), "<stdin>:1:1"),
        ("unknown command", b":halp\n".to_vec(), "Did you mean :help?"),
        ("control characters", b"CREATE ROLE \x1b[31m;".to_vec(), "\\u001b[31m"),
    ] {
        for format in ["plain", "jsonl"] {
            let output = run(&script, &["--format", format]);
            let error = text(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{name}: {error}");
            assert!(!error.contains("panicked"), "{name}: {error}");
            if format == "plain" {
                let shown: String = error.chars().take(2_000).collect();
                assert!(error.contains(part), "{name}: {shown}");
                assert!(error.len() < 4_000, "{name}: {shown}");
            }
        }
    }
}

/// Runs scripts that nothing is wrong with.
fn run_odd(scripts: &[(&str, &str)]) {
    for (name, script) in scripts {
        let output = run(script.as_bytes(), &[]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output.stderr));
        assert_eq!(text(&output.stderr), "", "{name}");
    }
}

#[test]
fn odd_input_is_no_error() {
    run_odd(&[
        ("empty", ""),
        ("blank", " \n\t\r\n"),
        ("comments", "// a\n/* b; */"),
        ("empty statements", ";; ;\n;"),
        ("CRLF", "// a\r\n:params\r\n:help\r\n"),
        ("byte order mark", "\u{FEFF}:params"),
    ]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cypher-admin"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let writer = thread::spawn(move || {
        let script = ":help\n".repeat(5_000);
        drop(stdin.write_all(script.as_bytes()));
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn no_password_is_ever_shown() {
    for script in [
        "CREATE USER a SET PASSWORD 'hush-hush' CHANGE MAYBE;",
        "CREATE USER a SET PASSWORD CHANGE 'hush-hush';",
        "CREATE USER a SET PASWORD 'hush-hush';",
        "CREATE USER a SET PASSWORD hush-hush;",
        "CREATE USER a SET PASSWORD 'it's hush-hush';",
        "ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'it's hush-hush';",
        "CREATE ALIAS a FOR DATABASE neo4j AT 'neo4j://h' USER u PASSWORD hush-hush;",
        "CREATE USER a SET PASSWORD 'hush-hush",
        "CREATE USER neo4j SET PASSWORD 'hush-hush';",
        "ALTER USER nobody SET PASSWORD 'hush-hush';",
        "ALTER CURRENT USER SET PASSWORD FROM 'wrong-hush-hush' TO 'hush-hush';",
        "CREATE USER a IF NOT EXISTS SET PASSWORD 'hush-hush'; CREATE USER a IF NOT EXISTS SET PASSWORD 'hush-hush';",
    ] {
        for format in ["table", "jsonl"] {
            let output = run(script.as_bytes(), &["--format", format]);
            let shown = text(&output.stdout) + &text(&output.stderr);
            assert!(!shown.contains("hush-hush"), "{script}\n{shown}");
        }
    }
}

#[test]
fn odd_statements_are_no_error() {
    run_odd(&[
        ("CRLF", "// a\r\nSHOW USERS\r\n  YIELD user;\r\n:params\r\nSHOW ROLES;\r\n"),
        ("byte order mark", "\u{FEFF}SHOW USERS;"),
        ("no final semicolon", "SHOW USERS"),
        ("100,000 ORs", &format!("SHOW USERS WHERE false{}", " OR false".repeat(100_000))),
    ]);
}
