//! The prompt: who, where, and whether a transaction is open.

use super::shell::Shell;

/// Names longer than this are cut.
const LONGEST: usize = 24;

/// `user@database> `, with `#` while a transaction is open, as in cypher-shell; while impersonating
/// `user(other)@database> `, and in another session than the first `user@database[session]> `.
pub(super) fn prompt(shell: &Shell) -> String {
    let engine = &shell.engine;
    let other = engine.impersonated().map(|other| format!("({})", short(other)));
    let sign = if engine.has_transaction() { '#' } else { '>' };
    let session = match engine.session() {
        "" => String::new(),
        name => format!("[{}]", short(name)),
    };
    format!(
        "{}{}@{}{session}{sign} ",
        short(engine.user()),
        other.unwrap_or_default(),
        short(engine.database())
    )
}

/// A name for a narrow place: without characters that a terminal obeys.
fn short(name: &str) -> String {
    let is_long = name.chars().count() > LONGEST;
    let kept = if is_long { LONGEST - 1 } else { LONGEST };
    let mut short: String =
        name.chars().take(kept).map(|c| if c.is_control() { '?' } else { c }).collect();
    if is_long {
        short.push('~');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_name_cannot_break_the_prompt() {
        assert_eq!(short("neo4j"), "neo4j");
        assert_eq!(short("a\u{1b}[2Jb"), "a?[2Jb");
        assert_eq!(short(&"x".repeat(40)), format!("{}~", "x".repeat(23)));
    }
}
