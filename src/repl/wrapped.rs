//! Lines for a terminal: broken between words, and indented where they go on.

use std::borrow::Cow;
use textwrap::{Options, WordSplitter, wrap};
use unicode_width::UnicodeWidthStr;

/// How far a line that goes on stands behind its first.
const HANGING: usize = 2;

/// The text in lines of at most `width` columns; as it is where there is no terminal.
///
/// What has columns of its own (`  NAME    what it is`) goes on below its second column, where there is room.
pub(super) fn wrapped(text: &str, width: Option<u16>) -> Cow<'_, str> {
    let Some(width) = width.map(usize::from).filter(|width| *width > 0) else {
        return Cow::Borrowed(text);
    };
    if text.lines().all(|line| line.width() <= width) {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split_inclusive('\n') {
        let (content, end) = match line.strip_suffix('\n') {
            Some(content) => (content, "\n"),
            None => (line, ""),
        };
        if content.width() <= width {
            lines.push_str(line);
            continue;
        }
        let indent = " ".repeat(hanging(content, width));
        let options = Options::new(width)
            .subsequent_indent(&indent)
            .word_splitter(WordSplitter::NoHyphenation);
        lines.push_str(&wrap(content, options).join("\n"));
        lines.push_str(end);
    }
    Cow::Owned(lines)
}

/// Where a line goes on: below its second column, else a little behind its own indent.
fn hanging(line: &str, width: usize) -> usize {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let column = text.find("  ").map(|end| {
        let rest = text.get(end..).unwrap_or_default();
        indent + end + rest.len() - rest.trim_start().len()
    });
    column.filter(|column| column * 2 <= width).unwrap_or((indent + HANGING).min(width / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        for (text, width, lines) in [
            ("one two three", None, "one two three"),
            ("one two three\n", Some(13), "one two three\n"),
            ("one two three\nfour", Some(9), "one two\n  three\nfour"),
            ("  name  what it is", Some(16), "  name  what it\n        is"),
            ("  name  what it is", Some(12), "  name  what\n    it is"),
            ("see --dry-run now", Some(11), "see\n  --dry-run\n  now"),
            ("äöü äöü", Some(5), "äöü\n  äöü"),
        ] {
            assert_eq!(wrapped(text, width), lines, "{text} {width:?}");
        }
    }
}
