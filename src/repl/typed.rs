//! What is typed at the prompt, line by line: whether it is finished, and words that people type by habit.

use super::complete::{current, is_open};
use crate::ast::CypherVersion;
use crate::parser::{Splitter, expected_after_extended, scan};

/// Stands in front of every line but the first while a statement is typed: one character that is as wide as
/// [`CONTINUATION`], so that the cursor is where the editor believes it to be. The highlighter draws the other.
pub(super) const INDENT: &str = "\t";
/// The prompt of these lines.
pub(super) const CONTINUATION: &str = "  ... ";

/// What people of other shells type to leave or to get help, and what it is here.
const HABITS: [(&str, &str); 14] = [
    ("exit", ":exit"),
    ("quit", ":exit"),
    ("help", ":help"),
    ("?", ":help"),
    ("\\?", ":help"),
    ("\\q", ":exit"),
    ("\\h", ":help"),
    ("\\c", ":use"),
    ("\\du", ":du"),
    ("\\dp", ":dp"),
    ("\\e", ":edit"),
    ("\\i", ":source"),
    ("\\l", ":l"),
    ("\\timing", ":timing"),
];

/// The command that a habit stands for.
pub(super) fn meant(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(';');
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (_, command) = HABITS.iter().find(|(habit, _)| habit.eq_ignore_ascii_case(word))?;
    // `HELP x` may be anything; a backslash begins no statement.
    (rest.is_empty() || word.starts_with('\\')).then(|| format!("{command} {rest}"))
}

/// Whether Enter runs the text: its last statement has its `;`, or no more text can make a statement of it.
///
/// A line that is wrong is thus told at once, and not when the statement is at its end.
pub(super) fn is_finished(text: &str) -> bool {
    let mut splitter = Splitter::new();
    // A statement that is too long is told when it runs.
    if splitter.feed(text).is_err() || !splitter.is_unfinished() || meant(text).is_some() {
        return true;
    }
    let (_, statement) = current(text);
    !scan(statement).last().is_some_and(|last| is_open(&last)) && is_hopeless(statement)
}

/// Whether no statement begins like this, in either version of the language.
fn is_hopeless(statement: &str) -> bool {
    // As in a script, a word ends at the line's end.
    let beginning = format!("{statement} ");
    statement.len() < LONGEST
        && [CypherVersion::Cypher25, CypherVersion::Cypher5]
            .into_iter()
            .all(|version| !expected_after_extended(&beginning, version).is_beginning)
}

/// Longer statements are not looked at before they are finished.
const LONGEST: usize = 16 * 1024;

/// The text as it was meant, without what only makes it look well at the prompt.
pub(super) fn without_indent(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for piece in scan(text) {
        match piece.kind {
            crate::parser::PieceKind::Blank => {
                let mut lines = piece.text.split('\n');
                plain.push_str(lines.next().unwrap_or_default());
                for line in lines {
                    plain.push('\n');
                    plain.push_str(line.strip_prefix(INDENT).unwrap_or(line));
                }
            }
            _ => plain.push_str(piece.text),
        }
    }
    plain
}

/// The text as it is shown at the prompt, the other way round.
pub(super) fn with_indent(text: &str) -> String {
    scan(text)
        .map(|piece| match piece.kind {
            crate::parser::PieceKind::Blank => piece.text.replace('\n', &format!("\n{INDENT}")),
            _ => piece.text.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_runs_what_is_complete_or_cannot_become_so() {
        for (text, finished) in [
            ("", true),
            ("SHOW USERS;", true),
            ("SHOW USERS", false),
            ("SHOW USERS -- x", true),
            ("SHOW USERS // x", false),
            ("GRANT REED", true),
            ("GRANT READ", false),
            ("CREATE USER a SET PASSWORD 'abc", false),
            ("CREATE USER a SET PASSWORD 'abc; \n", false),
            ("DROP ROLE `a", false),
            ("/* comment", false),
            ("// comment", true),
            ("CAN USER neo4j", false),
            ("CAN USER neo4j NONSENSE", true),
            ("MATCH (n)", false),
            ("CYPHER 25 SHOW", false),
            ("SHOW USERS; GRANT", false),
            (":help", true),
            ("exit", true),
            ("\\du", true),
            ("CREATE DATABASE a DEFAULT LANGUAGE CYPHER", false),
        ] {
            assert_eq!(is_finished(text), finished, "{text}");
        }
    }

    #[test]
    fn habits_of_other_shells_are_understood() {
        assert_eq!(meant("quit;").as_deref(), Some(":exit "));
        assert_eq!(meant("\\dp reader").as_deref(), Some(":dp reader"));
        assert_eq!(meant("help me"), None);
        assert_eq!(meant("SHOW USERS;"), None);
    }

    #[test]
    fn the_indent_is_taken_off_between_words_only() {
        let shown = "CREATE USER a\n\tSET PASSWORD 'x\n\ty'\n\t  SET STATUS ACTIVE;";
        let plain = "CREATE USER a\nSET PASSWORD 'x\n\ty'\n  SET STATUS ACTIVE;";
        assert_eq!(without_indent(shown), plain);
        assert_eq!(with_indent(plain), shown);
    }
}
