//! A whole script: statements, and what stands between them.

use super::statement::{Unformatted, format_statement};
use crate::ast::CypherVersion;
use crate::parser::{Item, ItemKind, PieceKind, SplitError, StatementKind, kind_of, scan, split};
use crate::status::Error;
use std::borrow::Cow;
use std::ops::Range;

/// A script in canonical layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// The statements that were left as they stand, in order.
    pub problems: Vec<Problem>,
    /// The number of data queries, which are left as they stand, too.
    pub queries: usize,
}

/// A statement that was left as it stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The statement.
    pub statement: Item,
    /// Why it does not parse; none where the program could not keep its meaning.
    pub error: Option<Error>,
}

/// Lays a script out.
///
/// ```
/// use cypher_admin::ast::CypherVersion::Cypher25;
/// use cypher_admin::tools::fmt::format_script;
///
/// let formatted = format_script("grant role `a`  to b // why\n;", Cypher25)?;
/// assert_eq!(formatted.text, "GRANT ROLE a TO b; // why\n");
/// # Ok::<(), cypher_admin::parser::SplitError>(())
/// ```
///
/// `version` is the language of statements without a prefix; statements of the other
/// version are understood, too.
///
/// # Errors
/// Where the text cannot be cut into statements.
pub fn format_script(text: &str, version: CypherVersion) -> Result<Formatted, SplitError> {
    let items = split(text)?;
    let newline = if text.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) {
        "\r\n"
    } else {
        "\n"
    };
    let mut page = Page {
        out: String::with_capacity(text.len()),
        newline,
        breaks: 0,
        has_text: false,
        is_closed: false,
    };
    let mut formatted = Formatted { text: String::new(), problems: Vec::new(), queries: 0 };
    let mut at = 0;
    if text.starts_with('\u{FEFF}') {
        page.out.push('\u{FEFF}');
        at = '\u{FEFF}'.len_utf8();
    }
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let range = place(&item);
        page.gap(text.get(at..range.start).unwrap_or_default());
        at = range.end;
        let next = items.peek().map_or(text.len(), |next| place(next).start);
        let behind = text.get(at..next).unwrap_or_default();
        let source = text.get(range).unwrap_or_default();
        page.line(&lay_out(item, source, behind, version, newline, &mut formatted));
    }
    page.gap(text.get(at..).unwrap_or_default());
    if page.has_text {
        page.out.push_str(newline);
    }
    formatted.text = page.out;
    Ok(formatted)
}

fn place(item: &Item) -> Range<usize> {
    let offset = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    offset(item.offset)..offset(item.end)
}

/// The text that stands for an item, its `;` included; `source` is the text that stood there.
fn lay_out<'a>(
    item: Item,
    source: &'a str,
    behind: &str,
    version: CypherVersion,
    newline: &str,
    formatted: &mut Formatted,
) -> Cow<'a, str> {
    let as_it_is = Cow::Borrowed(source.trim_end());
    if item.kind == ItemKind::ColonCommand {
        return as_it_is;
    }
    let expected = Expected::of(behind);
    if expected.place || has_marked_comment(&item.text) {
        return as_it_is;
    }
    match format_statement(&item.text, version, newline) {
        Ok(text) => return Cow::Owned(text),
        Err(Unformatted::Unparsable(_)) if expected.error => {}
        Err(Unformatted::Unparsable(_)) if kind_of(&item.text) == StatementKind::Query => {
            formatted.queries += 1;
        }
        Err(why) => {
            let error = match why {
                Unformatted::Unparsable(error) => Some(*error),
                Unformatted::WouldChange => None,
            };
            formatted.problems.push(Problem { statement: item, error });
        }
    }
    as_it_is
}

/// What a golden script expects of a statement, as far as layout is concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Expected {
    /// An error.
    error: bool,
    /// An error or a notification at a certain place.
    place: bool,
}

impl Expected {
    /// From what stands between the statement and the next one.
    fn of(behind: &str) -> Self {
        let mut expected = Self::default();
        for piece in scan(behind).filter(|piece| piece.kind == PieceKind::Comment) {
            let Some(line) = piece.text.strip_prefix("//>").map(str::trim) else { continue };
            let head = line.split(": ").next().unwrap_or_default();
            let is_error = line.starts_with("error ");
            expected.error |= is_error;
            expected.place |=
                (is_error || line.starts_with("notification ")) && head.contains(" @");
        }
        expected
    }
}

/// Whether a comment of a golden script is misplaced inside the statement: not ours to move.
fn has_marked_comment(statement: &str) -> bool {
    scan(statement).any(|piece| piece.kind == PieceKind::Comment && is_marked(piece.text))
}

fn is_marked(comment: &str) -> bool {
    comment.starts_with("//>") || comment.starts_with("//@")
}

/// The text so far.
struct Page<'n> {
    out: String,
    newline: &'n str,
    /// Line breaks in the source since the last thing written.
    breaks: usize,
    has_text: bool,
    /// The last line ends with a comment that nothing can follow.
    is_closed: bool,
}

impl Page<'_> {
    /// Comments and blanks between two statements.
    fn gap(&mut self, text: &str) {
        for piece in scan(text) {
            match piece.kind {
                PieceKind::Blank => self.breaks += piece.text.matches('\n').count(),
                PieceKind::Comment => {
                    let comment = match is_marked(piece.text) {
                        true => piece.text.trim_end_matches('\r'),
                        false => piece.text.trim_end(),
                    };
                    if self.breaks == 0 && self.has_text && !self.is_closed {
                        self.out.push(' ');
                        self.out.push_str(comment);
                        self.is_closed = comment.starts_with("//");
                    } else {
                        self.line(comment);
                    }
                }
                // A `;` of an empty statement.
                _ => {}
            }
        }
    }

    /// Text on a line of its own, behind a blank line if there was one.
    fn line(&mut self, text: &str) {
        if self.has_text {
            self.out.push_str(self.newline);
            if self.breaks > 1 {
                self.out.push_str(self.newline);
            }
        }
        self.out.push_str(text);
        self.has_text = true;
        self.breaks = 0;
        let last = scan(text).last();
        self.is_closed = last.is_some_and(|piece| piece.text.starts_with("//"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(text: &str) -> Formatted {
        format_script(text, CypherVersion::Cypher25).unwrap()
    }

    #[test]
    fn comments_and_single_blank_lines_between_statements_stay() {
        let text = "\n\n// first\n\n\n\n/* a */ show users ; // behind\n// own\nshow roles;;show users\n\n";
        assert_eq!(
            format(text).text,
            "// first\n\n/* a */\nSHOW USERS; // behind\n// own\nSHOW ROLES;\nSHOW USERS;\n"
        );
        for empty in ["", "\n \n", ";;"] {
            assert_eq!(format(empty).text, "", "{empty:?}");
        }
    }

    #[test]
    fn expectations_directives_and_colon_commands_are_not_touched() {
        let text = "//@ cypher  25 \ncreate role a;\n//>  | a |  \n:param  x  =>  1\n:begin\nshow users;\n";
        let expected = "//@ cypher  25 \nCREATE ROLE a;\n//>  | a |  \n:param  x  =>  1\n:begin\nSHOW USERS;\n";
        assert_eq!(format(text).text, expected);
    }

    #[test]
    fn a_statement_whose_expectation_names_a_place_keeps_its_layout() {
        let text = "show   users;\n//> notification A.B 01N00 @3: x\nshow   users yield nobody;\n//> error A.B 42001 @19: x\nshow   users yield nobody;\n//> error A.B 42001: x\ngrnat   x;\n//> error A.B: x\n";
        let formatted = format(text);
        assert_eq!(
            formatted.text,
            "show   users;\n//> notification A.B 01N00 @3: x\nshow   users yield nobody;\n//> error A.B 42001 @19: x\nSHOW USERS YIELD nobody;\n//> error A.B 42001: x\ngrnat   x;\n//> error A.B: x\n"
        );
        assert_eq!(formatted.problems, []);
    }

    #[test]
    fn what_does_not_parse_is_reported_with_its_place_and_left_alone() {
        for text in ["show users;\n  grnat  x ;\n", "/* a */\ncreate role 'x\n"] {
            let formatted = format(text);
            let [problem] = &formatted.problems[..] else { panic!("{formatted:?}") };
            assert_eq!(problem.statement.line, 2);
            assert!(problem.error.is_some());
        }
        assert_eq!(format("grnat  x ;").text, "grnat  x ;\n");
        assert_eq!(format("create  role 'x").text, "create  role 'x\n");
        let formatted = format("match  (n) return n;");
        assert_eq!(formatted.text, "match  (n) return n;\n");
        assert_eq!((formatted.problems.len(), formatted.queries), (0, 1));
    }

    #[test]
    fn line_breaks_and_the_byte_order_mark_are_those_of_the_source() {
        let text = "\u{FEFF}// a\r\n\r\n\r\nshow users // b\r\n;\r\n//> | a |\r\n";
        let expected = "\u{FEFF}// a\r\n\r\nSHOW USERS; // b\r\n//> | a |\r\n";
        assert_eq!(format(text).text, expected);
        assert_eq!(format(expected).text, expected);
    }
}
