//! The page that `:help` shows.

use super::topics::CHAPTERS;
use crate::repl::commands::COMMANDS;
use std::io::{self, Write};

/// What fits on a terminal.
const COLUMNS: usize = 80;

/// Commands of the shell, keys, and the statements there is help on.
pub(super) fn write_overview(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Statements end with ';'. Commands of the shell:\n")?;
    for spec in COMMANDS {
        let head = format!("{} {}", spec.name, spec.takes);
        writeln!(out, "  {:28}  {}", head.trim_end(), spec.what)?;
    }
    writeln!(
        out,
        "\nKeys: Tab completes, Right takes the hint, Ctrl-R searches the history, Ctrl-C\n\
         drops what was typed, Ctrl-D leaves.\n\n\
         Help on a statement: :help and its first words.\n"
    )?;
    for chapter in CHAPTERS {
        let mut line = format!("  {}:", chapter.title);
        let names: Vec<_> = chapter.topics.iter().map(|topic| topic.name).collect();
        for (at, name) in names.iter().enumerate() {
            let comma = if at + 1 < names.len() { "," } else { "" };
            if line.len() + 1 + name.len() + comma.len() > COLUMNS {
                writeln!(out, "{line}")?;
                line = "   ".to_owned();
            }
            line.push_str(&format!(" {name}{comma}"));
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_fits_80_columns() {
        let mut out = Vec::new();
        write_overview(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let wide: Vec<_> = text.lines().filter(|line| line.chars().count() > COLUMNS).collect();
        assert!(wide.is_empty() && text.contains("CREATE USER"), "{wide:?}");
    }
}
