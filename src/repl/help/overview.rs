//! The page that `:help` shows.

use super::topics::CHAPTERS;
use crate::repl::commands::COMMANDS;

/// The widest page.
pub(super) const COLUMNS: u16 = 80;

/// A blank at which no line is broken.
pub(super) const NO_BREAK: &str = "\u{a0}";

/// Commands of the shell, keys, and the statements there is help on; lines are as long as they are.
pub(super) fn overview(out: &mut String) {
    out.push_str("Statements end with ';'. Commands of the shell:\n\n");
    for spec in COMMANDS {
        let head = format!("{} {}", spec.name, spec.takes);
        out.push_str(&format!("  {:28}  {}\n", head.trim_end(), spec.what));
    }
    out.push_str(
        "\nKeys: Tab completes, Right takes the hint, Ctrl-R searches the history, Ctrl-C drops what was typed, \
         Ctrl-D leaves.\n\n\
         Help on a statement: :help and its first words.\n\n",
    );
    for chapter in CHAPTERS {
        let whole = |name: &str| name.replace(' ', NO_BREAK);
        let names: Vec<_> = chapter.topics.iter().map(|topic| whole(topic.name)).collect();
        out.push_str(&format!("  {}: {}\n", chapter.title, names.join(", ")));
    }
}
