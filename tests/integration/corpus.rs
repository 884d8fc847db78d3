//! The shared corpus, read in place: statements of the manual and of a front end's parser tests.
//!
//! It stands beside the project's folder in some places and is absent from a plain clone. Where
//! `CORPUS_REQUIRED=1` is set, its absence is a failure.

use serde_json::Value as Json;
use std::path::PathBuf;

/// The corpus folder, if it is there.
///
/// # Panics
/// If it is absent although `CORPUS_REQUIRED` is set.
pub fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let found = folder.is_dir();
    assert!(
        found || std::env::var_os("CORPUS_REQUIRED").is_none(),
        "the corpus is required and absent"
    );
    found.then_some(folder)
}

/// The records of a `.jsonl` file of the corpus.
pub fn records(file: &str) -> Option<Vec<Json>> {
    let text = std::fs::read_to_string(folder()?.join(file)).expect("the corpus file can be read");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a JSON record")).collect())
}

/// A `.json` file of the corpus.
pub fn document(file: &str) -> Option<Json> {
    let text = std::fs::read_to_string(folder()?.join(file)).expect("the corpus file can be read");
    Some(serde_json::from_str(&text).expect("a JSON document"))
}
