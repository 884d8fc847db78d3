//! Colours for a statement while it is typed: keywords, strings, comments, parameters, numbers.

use super::keywords::is_keyword;
use super::typed::{CONTINUATION, INDENT};
use crate::parser::{PieceKind, scan};
use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

const BOLD: &str = "\u{1b}[1m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const CYAN: &str = "\u{1b}[36m";
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";

/// The line as it is drawn behind a prompt of this width: with colours, with a continuation prompt where lines are
/// indented, and with blanks for tabs. As wide as the text itself.
pub(super) fn highlight(line: &str, prompt: usize, color: bool) -> Cow<'_, str> {
    let mut drawn = Drawn { text: String::with_capacity(line.len() * 2), column: prompt };
    if line.trim_start().starts_with(':') {
        drawn.piece(line, color.then_some(CYAN));
        return Cow::Owned(drawn.text);
    }
    for piece in scan(line) {
        let style = match piece.kind {
            PieceKind::Blank => {
                drawn.blank(piece.text, color);
                continue;
            }
            PieceKind::Word if is_keyword(piece.text) => Some(BOLD),
            PieceKind::String => Some(GREEN),
            PieceKind::Comment => Some(DIM),
            PieceKind::Parameter => Some(CYAN),
            PieceKind::Number => Some(YELLOW),
            _ => None,
        };
        drawn.piece(piece.text, style.filter(|_| color));
    }
    Cow::Owned(drawn.text)
}

struct Drawn {
    text: String,
    /// The column, for tabs.
    column: usize,
}

impl Drawn {
    fn piece(&mut self, text: &str, style: Option<&str>) {
        self.text.push_str(style.unwrap_or_default());
        self.plain(text);
        if style.is_some() {
            self.text.push_str(RESET);
        }
    }

    /// Blanks, in which a new line that is indented has its prompt.
    fn blank(&mut self, text: &str, color: bool) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\n') {
            self.plain(before);
            self.plain("\n");
            rest = after;
            if let Some(after) = after.strip_prefix(INDENT) {
                self.piece(CONTINUATION, color.then_some(DIM));
                rest = after;
            }
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => {
                    self.column = 0;
                    self.text.push(c);
                }
                '\t' => {
                    let width = CONTINUATION.len() - self.column % CONTINUATION.len();
                    self.column += width;
                    self.text.extend(std::iter::repeat_n(' ', width));
                }
                c => {
                    self.column += c.width().unwrap_or_default();
                    self.text.push(c);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_strings_and_comments_have_colours_and_nothing_else_changes() {
        let line = "GRANT role TO $u // é\n'a";
        let colored = highlight(line, 0, true);
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
        let line = "SHOW\n\tUSERS 'a\n\tb'\tx";
        assert_eq!(highlight(line, 2, false), "SHOW\n  ... USERS 'a\n      b'    x");
    }
}
