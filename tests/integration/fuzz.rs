//! Mutated statements: no panic, no hang, an error's place is inside the text and on the border of a
//! character, a statement that fails changes nothing, and what the grammar accepts prints as text that
//! it accepts as the same.

use crate::integration::corpus;
use cypher_admin::ast::CypherVersion;
use cypher_admin::check::{Judge, check_statement};
use cypher_admin::exec::{Config, Dbms, Params, Session};
use cypher_admin::parser::{as_server_says, parse_statement, split, syntax_help};
use cypher_admin::status::Error;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long the search goes on; it covers what it can in this time, always from the same start.
const BUDGET: Duration = Duration::from_secs(5);
/// The longest that one statement may take, on a busy machine and without optimisation.
const ONE: Duration = Duration::from_secs(5);
/// Statements longer than this are left to the tests about size.
const LONGEST: usize = 400;

/// Pieces that mutations insert.
const PIECES: [&str; 34] = [
    "'",
    "\"",
    "`",
    "/*",
    "*/",
    "//",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "$",
    "$p",
    "*",
    ",",
    ";",
    ".",
    "..",
    ":",
    "=",
    " NOT ",
    " NULL ",
    " YIELD * ",
    " WHERE ",
    " RETURN count(*) ",
    "\\u0027",
    "\u{0}",
    "\u{FEFF}",
    "é",
    "😀",
    "9223372036854775808",
    "1e999",
    " IF NOT EXISTS ",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "cypher") {
            found.push(path);
        }
    }
}

/// The statements of our scripts, and of the corpus where it is there.
fn statements() -> Vec<String> {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut paths);
    paths.sort();
    let mut found: Vec<String> = paths
        .iter()
        .flat_map(|path| split(&std::fs::read_to_string(path).unwrap()).unwrap())
        .map(|item| item.text)
        .collect();
    for record in corpus::records("parser.jsonl").unwrap_or_default() {
        found.extend(record.get("statement").and_then(|text| text.as_str()).map(str::to_owned));
    }
    found.retain(|text| text.len() <= LONGEST);
    found
}

/// A place in the text, on the border of a character.
fn border(random: &mut StdRng, text: &str) -> usize {
    let mut at = random.random_range(0..=text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutate(random: &mut StdRng, text: &mut String, pool: &[String]) {
    let (one, other) = (border(random, text), border(random, text));
    let range = one.min(other)..one.max(other);
    match random.random_range(0..6) {
        0 => text.replace_range(range, ""),
        1 => text.insert_str(one, PIECES.choose(random).unwrap()),
        2 => {
            let copy = text[range].to_owned();
            text.insert_str(one, &copy);
        }
        3 => {
            let donor = pool.choose(random).unwrap();
            let (a, b) = (border(random, donor), border(random, donor));
            text.replace_range(range, &donor[a.min(b)..a.max(b)]);
        }
        4 => text.truncate(one),
        _ => {
            // One word for another.
            let words: Vec<&str> = text.split(' ').collect();
            let (at, donor) = (random.random_range(0..words.len()), pool.choose(random).unwrap());
            let word = *donor.split(' ').collect::<Vec<_>>().choose(random).unwrap();
            let mut words = words;
            words[at] = word;
            *text = words.join(" ");
        }
    }
}

fn assert_place(text: &str, error: &Error) {
    let Some(span) = error.span else { return };
    let span = span.start as usize..span.end as usize;
    let place = format!("{text:?}\n{error:?}");
    assert!(span.start <= span.end && span.end <= text.len(), "{place}");
    assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{place}");
}

fn try_one(text: &str, version: CypherVersion, dbms: &mut Dbms) {
    match parse_statement(text, version) {
        Err(error) => {
            assert_place(text, &error);
            let error = as_server_says(text, version, error);
            let _ = syntax_help(text, &error);
            return;
        }
        Ok(statement) => {
            let printed = statement.to_string();
            let again = parse_statement(&printed, version);
            assert_eq!(
                again.as_ref().map(ToString::to_string).as_deref(),
                Ok(printed.as_str()),
                "of {text:?}"
            );
            if let Err(errors) =
                check_statement(&statement, text, version, Judge::FrontEnd, &mut Vec::new())
            {
                errors.iter().for_each(|error| assert_place(text, error));
            }
        }
    }
    let session = Session { version: Some(version), ..Session::of_user("neo4j") };
    let before = dbms.graph().clone();
    if let Err(error) = session.run(dbms, text, &Params::default()) {
        assert_place(text, &error);
        assert!(*dbms.graph() == before, "a failed statement changed something: {text:?}");
    }
}

#[test]
fn mutated_statements_do_no_harm() {
    let pool = statements();
    assert!(pool.len() > 100, "{}", pool.len());
    let mut random = StdRng::seed_from_u64(
        std::env::var("FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7),
    );
    let budget = std::env::var("FUZZ_SECONDS")
        .ok()
        .and_then(|seconds| seconds.parse().ok())
        .map_or(BUDGET, Duration::from_secs);
    let start = Instant::now();
    let mut dbms =
        Dbms::new(Config { initial_password_change_required: false, ..Config::default() });
    let mut tried = 0_u32;
    while start.elapsed() < budget {
        let mut text = pool.choose(&mut random).unwrap().clone();
        for _ in 0..random.random_range(0..4) {
            mutate(&mut random, &mut text, &pool);
        }
        let version =
            if random.random_bool(0.5) { CypherVersion::Cypher5 } else { CypherVersion::Cypher25 };
        let begin = Instant::now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            try_one(&text, version, &mut dbms);
        }));
        assert!(result.is_ok(), "{version:?} {text:?}");
        assert!(begin.elapsed() < ONE, "{:?} for {text:?}", begin.elapsed());
        tried += 1;
        if tried.is_multiple_of(500) {
            dbms =
                Dbms::new(Config { initial_password_change_required: false, ..Config::default() });
        }
    }
    assert!(tried > 50, "{tried}");
}
