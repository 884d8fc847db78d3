//! Errors as miette reports: the server's message and codes, the place underlined, our help.
//!
//! What is shown of the statement is masked first and cut to the lines and columns around the place,
//! so that neither a password nor a ten-megabyte line reaches the terminal.

use super::format::{ErrorCodes, RenderOptions};
use super::renderer::Place;
use super::value::printable;
use crate::parser::{Masked, mask_secrets};
use crate::status::Error;
use crate::text::Span;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;
use std::io::{self, Write};

/// Longest piece of one line that is shown, in characters to each side of the place.
const REACH: usize = 300;
/// Lines shown above the place.
const LINES_ABOVE: usize = 2;

/// Writes an error for people.
///
/// # Errors
/// What the writer says.
pub fn render_error(
    err: &mut dyn Write,
    options: &RenderOptions,
    place: &Place<'_>,
    error: &Error,
) -> io::Result<()> {
    let masked = mask_secrets(place.text);
    let report = Report {
        message: printable(&masked.message(place.text, error)).into_owned(),
        code: codes(options.codes, error),
        help: error.help.clone(),
        snippet: Snippet::new(place, &masked, error.span.unwrap_or_else(|| first_line(place.text))),
    };
    let theme = match (options.error_unicode, options.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme {
            characters: miette::ThemeCharacters::ascii(),
            ..GraphicalTheme::unicode()
        },
        (false, false) => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_context_lines(LINES_ABOVE + 1);
    let handler = match options.error_width {
        Some(width) => handler.with_width(usize::from(width).max(20)),
        None => handler.with_wrap_lines(false),
    };
    let mut text = String::new();
    if handler.render_report(&mut text, &report).is_err() {
        return render_short(err, place, error);
    }
    err.write_all(text.as_bytes())
}

/// Of the GQLSTATUS chain only the outermost is shown: its description quotes nothing of the statement.
fn codes(codes: ErrorCodes, error: &Error) -> String {
    match codes {
        ErrorCodes::Both => format!("{} ({})", error.code(), error.gqlstatus()),
        ErrorCodes::Legacy => error.code().to_string(),
        ErrorCodes::Gql => match error.gql().first() {
            Some(status) => format!("{}: {}", status.code, status.description),
            None => error.gqlstatus().to_owned(),
        },
    }
}

/// Writes an error in one line: `file:line:column: message (code)`.
pub(super) fn render_short(
    err: &mut dyn Write,
    place: &Place<'_>,
    error: &Error,
) -> io::Result<()> {
    let masked = mask_secrets(place.text);
    let message = masked.message(place.text, error).replace('\n', " ");
    let position = place.position(error.span.map_or(0, |span| span.start as usize));
    writeln!(
        err,
        "{}:{}:{}: {} ({})",
        place.source,
        position.line,
        position.column,
        printable(&message),
        error.code()
    )
}

#[derive(Debug)]
struct Report {
    message: String,
    code: String,
    help: Option<String>,
    snippet: Snippet,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_primary_with_span(None, self.snippet.span);
        Some(Box::new(std::iter::once(label)))
    }
}

/// Where an error without a place of its own is shown: the statement as such.
fn first_line(statement: &str) -> Span {
    Span::new(0, statement.lines().next().unwrap_or_default().len())
}

/// The lines around the place, and where they stand in the source.
#[derive(Debug)]
struct Snippet {
    source: String,
    text: String,
    /// The place, in `text`.
    span: SourceSpan,
    /// The source's 0-based line of `text`'s first line.
    first_line: usize,
    /// Line and column of the place, 0-based, in the source.
    at: (usize, usize),
}

impl Snippet {
    fn new(place: &Place<'_>, masked: &Masked, span: Span) -> Self {
        let position = place.position(span.start as usize);
        let whole = masked.text.as_str();
        let start = boundary_before(whole, masked.offset(span.start as usize));
        let end = boundary_before(whole, masked.offset(span.end as usize)).max(start);
        let before = whole.get(..start).unwrap_or_default();
        let after = whole.get(start..).unwrap_or_default();

        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let (above, line) = before.split_at(line_start);
        let mut kept: Vec<&str> = above.lines().rev().take(LINES_ABOVE).collect();
        kept.reverse();

        let mut text = String::new();
        for line in &kept {
            push_visible(&mut text, first_chars(line, 2 * REACH));
            text.push('\n');
        }
        push_visible(&mut text, last_chars(line, REACH));
        let from = text.len();
        let rest = after.split('\n').next().unwrap_or_default();
        let rest = first_chars(rest.strip_suffix('\r').unwrap_or(rest), REACH);
        let marked = (end - start).min(rest.len());
        push_visible(&mut text, rest.get(..marked).unwrap_or_default());
        let length = text.len() - from;
        push_visible(&mut text, rest.get(marked..).unwrap_or_default());
        Self {
            source: place.source.to_owned(),
            span: (from, length).into(),
            text,
            first_line: position.line - 1 - kept.len(),
            at: (position.line - 1, position.column - 1),
        }
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        above: usize,
        below: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, above, below)?;
        let is_place = above == 0 && below == 0 && *span == self.span;
        let (line, column) =
            if is_place { self.at } else { (inner.line() + self.first_line, inner.column()) };
        let count = inner.line_count();
        let (data, span) = (inner.data(), *inner.span());
        let name = self.source.clone();
        Ok(Box::new(MietteSpanContents::new_named(name, data, span, line, column, count)))
    }
}

/// The nearest place at or before `offset` that does not split a character.
fn boundary_before(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Appends text with its control characters written out.
fn push_visible(out: &mut String, text: &str) {
    if text.contains('\t') {
        out.push_str(&printable(&text.replace('\t', "    ")));
    } else {
        out.push_str(&printable(text));
    }
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn last_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth_back(count).and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Format;
    use crate::status::ErrorKind;

    fn report(place: &Place<'_>, needle: &str, options: RenderOptions) -> String {
        let start = place.text.find(needle).unwrap();
        let kind = ErrorKind::Syntax(format!("Invalid input '{needle}': expected 'READ'"));
        let error =
            Error::at(kind, Span::new(start, start + needle.len())).with_help("did you mean READ?");
        let mut err = Vec::new();
        render_error(&mut err, &options, place, &error).unwrap();
        String::from_utf8(err).unwrap()
    }

    fn place(text: &str) -> Place<'_> {
        Place { index: 1, source: "roles.cypher", text, line: 12, column: 5 }
    }

    #[test]
    fn the_place_is_underlined_with_its_line_in_the_file() {
        let place = place("GRANT\n  REED {*} ON GRAPH *\n  TO r");
        let options = RenderOptions::plain(Format::Plain);
        insta::assert_snapshot!(report(&place, "REED", options), @r"
        Neo.ClientError.Statement.SyntaxError (42001)

          x Invalid input 'REED': expected 'READ'
            ,-[roles.cypher:13:3]
         12 | GRANT
         13 |   REED {*} ON GRAPH *
            :   ^^^^
            `----
          help: did you mean READ?
        ");
        let options = RenderOptions { error_unicode: true, error_width: Some(40), ..options };
        insta::assert_snapshot!(report(&place, "REED", options), @r"
        Neo.ClientError.Statement.SyntaxError (42001)

          × Invalid input 'REED': expected
          │ 'READ'
            ╭─[roles.cypher:13:3]
         12 │ GRANT
         13 │   REED {*} ON GRAPH *
            ·   ────
            ╰────
          help: did you mean READ?
        ");
    }

    #[test]
    fn neither_passwords_nor_endless_lines_are_shown() {
        let text = format!("CREATE USER a SET PASSWORD 'hush' {} REED", "x ".repeat(100_000));
        let shown = report(&place(&text), "'hush'", RenderOptions::plain(Format::Plain));
        assert!(!shown.contains("hush") && shown.len() < 2_000, "{shown}");
        let shown = report(&place(&text), "REED", RenderOptions::plain(Format::Plain));
        assert!(!shown.contains("hush") && shown.len() < 2_000, "{shown}");
        assert!(shown.contains("[roles.cypher:12:200040]"), "{shown}");
    }

    #[test]
    fn an_error_without_a_place_shows_its_statement() {
        let place = place("DROP ROLE nobody\n// or so");
        let error = ErrorKind::UseClause.into();
        let mut err = Vec::new();
        let options = RenderOptions::plain(Format::Plain);
        render_error(&mut err, &options, &place, &error).unwrap();
        let shown = String::from_utf8(err).unwrap();
        let lines: Vec<_> = shown.lines().skip(3).collect();
        assert_eq!(
            lines,
            [
                "    ,-[roles.cypher:12:5]",
                " 12 | DROP ROLE nobody",
                "    : ^^^^^^^^^^^^^^^^",
                "    `----"
            ]
        );
    }

    #[test]
    fn an_error_in_one_line_has_place_message_and_code() {
        let place = place("SHOW\nUSRS");
        let error = Error::at(ErrorKind::Syntax("Invalid\ninput".into()), Span::new(5, 9));
        let mut err = Vec::new();
        render_short(&mut err, &place, &error).unwrap();
        let expected = "roles.cypher:13:1: Invalid input (Neo.ClientError.Statement.SyntaxError)\n";
        assert_eq!(String::from_utf8(err).unwrap(), expected);
    }
}
