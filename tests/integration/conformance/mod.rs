//! What Neo4j's own front end says about statements, replayed against ours: verdict, place, words.
//!
//! `fixtures/conformance/statements.txt` holds the statements as tables; [`near_miss`] damages them; what the front
//! end says about both is recorded beside them, so that no Node is needed here.

mod agreement;
mod near_miss;
mod replay;
mod tables;

use std::path::PathBuf;

/// A file or folder of the fixtures.
fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/conformance").join(name)
}

/// Writes the statements that are recorded, one JSON object per line: what `record.cjs` reads.
/// `STATEMENTS` names the file, `SEED` chooses other near-misses, `ODD` makes all of them odd in one more way.
#[test]
#[ignore = "makes the input of the recorder"]
fn write_statements() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let file = std::env::var("STATEMENTS").expect("STATEMENTS names the file to write");
    let mut lines = String::new();
    let mut dice = near_miss::Dice::new(seed);
    let is_odd = std::env::var_os("ODD").is_some();
    for (family, statement) in near_miss::statements(seed) {
        let statement = if is_odd { near_miss::odd(&statement, &mut dice) } else { statement };
        lines += &serde_json::json!({"family": family, "statement": statement}).to_string();
        lines.push('\n');
    }
    std::fs::write(file, lines).unwrap();
}
