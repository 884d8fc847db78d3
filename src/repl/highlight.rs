//! Colours for a statement while it is typed: keywords, strings, comments, parameters, numbers.

use super::keywords::is_keyword;
use super::typed::{CONTINUATION, INDENT};
use crate::parser::{PieceKind, scan};
use std::borrow::Cow;

const BOLD: &str = "\u{1b}[1m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const CYAN: &str = "\u{1b}[36m";
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";

/// The line as it is drawn: with colours, and with a continuation prompt where lines are indented. As wide as the
/// text itself.
pub(super) fn highlight(line: &str, color: bool) -> Cow<'_, str> {
    if line.trim_start().starts_with(':') && color {
        return Cow::Owned(format!("{CYAN}{line}{RESET}"));
    }
    let mut colored = String::with_capacity(line.len() * 2);
    for piece in scan(line) {
        let color = match piece.kind {
            PieceKind::Blank => {
                let prompt = match color {
                    true => format!("\n{DIM}{CONTINUATION}{RESET}"),
                    false => format!("\n{CONTINUATION}"),
                };
                colored.push_str(&piece.text.replace(&format!("\n{INDENT}"), &prompt));
                continue;
            }
            _ if !color => {
                colored.push_str(piece.text);
                continue;
            }
            PieceKind::Word if is_keyword(piece.text) => BOLD,
            PieceKind::String => GREEN,
            PieceKind::Comment => DIM,
            PieceKind::Parameter => CYAN,
            PieceKind::Number => YELLOW,
            _ => {
                colored.push_str(piece.text);
                continue;
            }
        };
        colored.push_str(color);
        colored.push_str(piece.text);
        colored.push_str(RESET);
    }
    Cow::Owned(colored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_strings_and_comments_have_colours_and_nothing_else_changes() {
        let line = "GRANT role TO $u // é\n'a";
        let colored = highlight(line, true);
        assert!(colored.starts_with("\u{1b}[1mGRANT\u{1b}[0m "));
        assert!(colored.contains("\u{1b}[32m'a\u{1b}[0m"));
        assert!(colored.contains("\u{1b}[2m// é\u{1b}[0m"));
        let mut plain = colored.into_owned();
        for code in [BOLD, GREEN, YELLOW, CYAN, DIM, RESET] {
            plain = plain.replace(code, "");
        }
        assert_eq!(plain, line);
    }

    #[test]
    fn lines_of_a_statement_have_a_prompt_of_the_same_width() {
        let line = "SHOW\n      USERS 'a\n      b'";
        assert_eq!(highlight(line, false), "SHOW\n  ... USERS 'a\n      b'");
        assert_eq!(CONTINUATION.len(), INDENT.len());
    }
}
