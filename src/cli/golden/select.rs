//! Which scripts are meant.

use super::Testing;
use crate::cli::exit::{Exit, complain};
use crate::cli::files::golden_scripts;
use crate::privilege::glob_matches;
use std::path::{Path, PathBuf};

/// The scripts, in order, and whether some could not be found.
pub(super) fn select(testing: &Testing) -> (Vec<PathBuf>, Exit) {
    let mut exit = Exit::Success;
    let mut scripts = Vec::new();
    for path in &testing.paths {
        match golden_scripts(path) {
            Ok(found) if found.is_empty() => {
                complain(&format!("There are no *.cypher files in '{}'.", path.display()));
                exit = Exit::Io;
            }
            Ok(found) => scripts.extend(found),
            Err(error) => {
                complain(&format!("Cannot read '{}': {error}", path.display()));
                exit = Exit::Io;
            }
        }
    }
    if !testing.names.is_empty() && !scripts.is_empty() {
        scripts.retain(|path| testing.names.iter().any(|name| is_named(path, name)));
        if scripts.is_empty() {
            complain(&format!("No script is named '{}'.", testing.names.join("' or '")));
            exit = Exit::Usage;
        }
    }
    (scripts, exit)
}

/// Whether a path holds the text, or, as a glob, is matched as a whole or by its last part.
fn is_named(path: &Path, name: &str) -> bool {
    let text = path.to_string_lossy();
    if !name.contains(['*', '?']) {
        return text.contains(name);
    }
    let last = path.file_name().map(|last| last.to_string_lossy()).unwrap_or_default();
    glob_matches(name, &text) || glob_matches(name, &last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_named_by_a_part_of_its_path_or_by_a_glob() {
        let path = Path::new("tests/roles/deny_wins.cypher");
        for (name, is_meant) in [
            ("roles", true),
            ("deny", true),
            ("roles/deny", true),
            ("users", false),
            ("deny*", true),
            ("*/roles/*", true),
            ("*wins", false),
            ("deny_win?.cypher", true),
        ] {
            assert_eq!(is_named(path, name), is_meant, "{name}");
        }
    }
}
