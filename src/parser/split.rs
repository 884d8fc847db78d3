//! Cuts a script into statements and colon commands as it is read.
//!
//! A `;` ends a statement unless it stands in a string, in backticks or in a comment. A line whose
//! first character is `:` where a statement could start is a colon command (`:param x => 1`) and ends
//! with the line. The text of an item starts at its first character that is neither blank nor comment:
//! leading comments belong to nobody, and every place in an error counts from there, as a server
//! counts. Empty statements are skipped. An unterminated string, comment or backtick is handed on as
//! it stands, for the parser to report.
//!
//! The cost is one pass over the bytes, and the memory that of the longest statement.

use super::limits::MAX_STATEMENT_BYTES;
use super::mask::mask_secrets;
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A Cypher statement, without its `;`.
    Statement,
    /// A command to the shell, with its `:`.
    ColonCommand,
}

/// One statement or colon command of a script. Its debug form hides passwords.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// The text, from its first character to just before the `;` or the line's end.
    pub text: String,
    /// Bytes from the start of the script to the text.
    pub offset: u64,
    /// Bytes from the start of the script to just past the `;` or the text.
    pub end: u64,
    /// The 1-based line the text starts on.
    pub line: usize,
    /// The 1-based column, in characters, the text starts at.
    pub column: usize,
    /// Statement or colon command.
    pub kind: ItemKind,
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, offset, end, line, column, kind } = self;
        f.debug_struct("Item")
            .field("text", &mask_secrets(text).text)
            .field("offset", offset)
            .field("end", end)
            .field("line", line)
            .field("column", column)
            .field("kind", kind)
            .finish()
    }
}

/// Why a script cannot be cut further.
#[derive(Debug, thiserror::Error)]
pub enum SplitError {
    /// The script cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Bytes that are not UTF-8.
    #[error("Line {line} is not valid UTF-8")]
    InvalidUtf8 {
        /// The 1-based line.
        line: usize,
    },
    /// A NUL character.
    #[error("Line {line} contains a NUL character")]
    Nul {
        /// The 1-based line.
        line: usize,
    },
    /// A statement longer than 16 MiB.
    #[error(
        "The statement on line {line} is longer than 16 MiB. Is a ';' or a closing quote missing?"
    )]
    TooLong {
        /// The 1-based line the statement starts on.
        line: usize,
    },
}

impl SplitError {
    /// The line in question; none where the script could not be read at all.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Io(_) => None,
            Self::InvalidUtf8 { line } | Self::Nul { line } | Self::TooLong { line } => Some(*line),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside quotes and comments.
    Plain,
    /// In a string with this quote.
    Quote(u8),
    /// In a string, just after a backslash.
    Escape(u8),
    Backtick,
    LineComment,
    BlockComment,
    /// In a block comment, just after `*`.
    BlockCommentStar,
    ColonCommand,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    offset: u64,
    line: usize,
    column: usize,
}

/// The state machine: feed it text in pieces of any size, take items out.
pub struct Splitter {
    state: State,
    /// Where the current item starts, once it has.
    start: Option<Mark>,
    /// The current item's text so far, without what the present piece adds.
    text: String,
    /// The place of a `/` that may open a comment.
    slash: Option<Mark>,
    /// The place of the comment we are in, when no item has started.
    comment: Option<Mark>,
    offset: u64,
    line: usize,
    column: usize,
    /// Only blanks so far on this line.
    blank_line: bool,
    ready: VecDeque<Item>,
}

impl fmt::Debug for Splitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Splitter").field("line", &self.line).finish_non_exhaustive()
    }
}

impl Default for Splitter {
    fn default() -> Self {
        Self {
            state: State::Plain,
            start: None,
            text: String::new(),
            slash: None,
            comment: None,
            offset: 0,
            line: 1,
            column: 1,
            blank_line: true,
            ready: VecDeque::new(),
        }
    }
}

impl Splitter {
    /// A splitter at the start of a script.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece of the script.
    ///
    /// # Errors
    /// [`SplitError::TooLong`] when the current statement passes the bound.
    pub fn feed(&mut self, piece: &str) -> Result<(), SplitError> {
        let piece = if self.offset == 0 && !piece.is_empty() {
            let rest = piece.strip_prefix('\u{FEFF}').unwrap_or(piece);
            self.offset = (piece.len() - rest.len()) as u64;
            rest
        } else {
            piece
        };
        // Where the current item's part of this piece begins.
        let mut from = 0;
        for (at, byte) in piece.bytes().enumerate() {
            self.step(piece, at, byte, &mut from);
            self.offset += 1;
            if byte == b'\n' {
                self.line += 1;
                self.column = 1;
                self.blank_line = true;
            } else if byte & 0xC0 != 0x80 {
                self.column += 1;
            }
        }
        if self.start.is_some() {
            self.text.push_str(piece.get(from..).unwrap_or_default());
        }
        match self.start {
            Some(Mark { line, .. }) if self.text.len() > MAX_STATEMENT_BYTES => {
                Err(SplitError::TooLong { line })
            }
            _ => Ok(()),
        }
    }

    /// The next finished item.
    pub fn take(&mut self) -> Option<Item> {
        self.ready.pop_front()
    }

    /// Ends the script: what is left is its last item, whether or not a `;` stands behind it.
    pub fn finish(&mut self) -> Option<Item> {
        if self.start.is_none() {
            if let Some(mark) = self.slash.take() {
                self.start = Some(mark);
                self.text.push('/');
            } else if matches!(self.state, State::BlockComment | State::BlockCommentStar) {
                self.start = self.comment.take();
                self.text.push_str("/*");
            }
        }
        self.end_item(self.offset);
        self.state = State::Plain;
        self.take()
    }

    /// Whether the text so far ends inside a statement, a string or a comment, so that a shell should
    /// ask for another line.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        match self.state {
            State::ColonCommand => false,
            State::BlockComment | State::BlockCommentStar => true,
            _ => self.start.is_some() || self.slash.is_some(),
        }
    }

    fn here(&self) -> Mark {
        Mark { offset: self.offset, line: self.line, column: self.column }
    }

    /// One byte. Everything that matters is ASCII, which never occurs inside a longer character.
    fn step(&mut self, piece: &str, at: usize, byte: u8, from: &mut usize) {
        match self.state {
            State::Plain => self.step_plain(piece, at, byte, from),
            State::Quote(_) if byte == b'\\' => self.escape(),
            State::Quote(quote) if byte == quote => self.state = State::Plain,
            State::Escape(quote) => self.state = State::Quote(quote),
            State::Backtick if byte == b'`' => self.state = State::Plain,
            State::LineComment if byte == b'\n' => self.end_comment(),
            State::BlockComment if byte == b'*' => self.state = State::BlockCommentStar,
            State::BlockCommentStar if byte == b'/' => self.end_comment(),
            State::BlockCommentStar if byte != b'*' => self.state = State::BlockComment,
            State::ColonCommand if byte == b'\n' => {
                self.text.push_str(piece.get(*from..at).unwrap_or_default());
                self.end_item(self.offset);
                self.state = State::Plain;
            }
            _ => {}
        }
    }

    fn escape(&mut self) {
        if let State::Quote(quote) = self.state {
            self.state = State::Escape(quote);
        }
    }

    fn end_comment(&mut self) {
        self.state = State::Plain;
        self.comment = None;
    }

    fn step_plain(&mut self, piece: &str, at: usize, byte: u8, from: &mut usize) {
        if let Some(slash) = self.slash.take() {
            if byte == b'/' || byte == b'*' {
                self.state = if byte == b'/' { State::LineComment } else { State::BlockComment };
                if self.start.is_none() {
                    self.comment = Some(slash);
                }
                return;
            }
            if self.start.is_none() {
                self.start = Some(slash);
                match at.checked_sub(1) {
                    Some(before) => *from = before,
                    None => self.text.push('/'),
                }
            }
        }
        match byte {
            b'/' => {
                self.slash = Some(self.here());
                self.blank_line = false;
                return;
            }
            b';' => {
                if self.start.is_some() {
                    self.text.push_str(piece.get(*from..at).unwrap_or_default());
                }
                self.end_item(self.offset + 1);
                self.blank_line = false;
                return;
            }
            _ => {}
        }
        if self.start.is_none() {
            if starts_blank(piece, at, byte) {
                return;
            }
            self.start = Some(self.here());
            *from = at;
            if byte == b':' && self.blank_line {
                self.state = State::ColonCommand;
                return;
            }
        }
        self.blank_line = false;
        match byte {
            b'\'' | b'"' => self.state = State::Quote(byte),
            b'`' => self.state = State::Backtick,
            _ => {}
        }
    }

    fn end_item(&mut self, end: u64) {
        self.slash = None;
        let text = std::mem::take(&mut self.text);
        let Some(Mark { offset, line, column }) = self.start.take() else { return };
        let is_colon = self.state == State::ColonCommand;
        let kind = if is_colon { ItemKind::ColonCommand } else { ItemKind::Statement };
        let mut text = text;
        text.truncate(text.trim_end().len());
        self.ready.push_back(Item { text, offset, end, line, column, kind });
    }
}

/// Whether the character at `at` is blank. Bytes inside a character are: its first byte decided.
fn starts_blank(piece: &str, at: usize, byte: u8) -> bool {
    if byte.is_ascii() {
        return byte.is_ascii_whitespace() || byte == 0x0B || (0x1C..=0x1F).contains(&byte);
    }
    piece.get(at..).is_none_or(|rest| rest.chars().next().is_some_and(char::is_whitespace))
}

/// The items of a script that is read as they are asked for.
pub struct Items<R> {
    reader: R,
    splitter: Splitter,
    /// The bytes of a character that lay across the reader's buffer's end.
    carry: Vec<u8>,
    /// Lines that were read so far, for errors.
    line: usize,
    failed: Option<SplitError>,
    ended: bool,
}

impl<R> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("line", &self.line).finish_non_exhaustive()
    }
}

impl<R: BufRead> Items<R> {
    /// Starts reading.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            splitter: Splitter::new(),
            carry: Vec::new(),
            line: 1,
            failed: None,
            ended: false,
        }
    }

    /// Whether the next item has yet to be read, so that what was written so far should be seen first.
    #[must_use]
    pub fn is_drained(&self) -> bool {
        self.splitter.ready.is_empty() && self.failed.is_none() && !self.ended
    }

    /// Reads one buffer.
    fn read(&mut self) -> Result<(), SplitError> {
        let buffer = match self.reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let length = buffer.len();
        if length == 0 {
            self.ended = true;
            return if self.carry.is_empty() {
                Ok(())
            } else {
                Err(SplitError::InvalidUtf8 { line: self.line })
            };
        }
        let result = if self.carry.is_empty() {
            feed_bytes(&mut self.splitter, &mut self.line, buffer)
        } else {
            let mut bytes = std::mem::take(&mut self.carry);
            bytes.extend_from_slice(buffer);
            feed_bytes(&mut self.splitter, &mut self.line, &bytes)
        };
        self.reader.consume(length);
        self.carry = result?;
        Ok(())
    }
}

/// Feeds what is valid and returns the start of a character that is not complete yet.
fn feed_bytes(
    splitter: &mut Splitter,
    line: &mut usize,
    bytes: &[u8],
) -> Result<Vec<u8>, SplitError> {
    let (valid, rest, broken) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, Vec::new(), false),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            let valid = std::str::from_utf8(valid).unwrap_or_default();
            (valid, rest.to_vec(), error.error_len().is_some())
        }
    };
    let (text, is_nul) = match valid.split_once('\0') {
        Some((before, _)) => (before, true),
        None => (valid, false),
    };
    let fed = splitter.feed(text);
    *line += text.bytes().filter(|byte| *byte == b'\n').count();
    fed?;
    if is_nul {
        Err(SplitError::Nul { line: *line })
    } else if broken {
        Err(SplitError::InvalidUtf8 { line: *line })
    } else {
        Ok(rest)
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = Result<Item, SplitError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.splitter.take() {
                return Some(Ok(item));
            }
            if let Some(error) = self.failed.take() {
                return Some(Err(error));
            }
            if self.ended {
                return self.splitter.finish().map(Ok);
            }
            if let Err(error) = self.read() {
                // Items in front of the bad place come out first; nothing behind it does.
                self.failed = Some(error);
                self.ended = true;
                self.splitter.abandon();
            }
        }
    }
}

impl Splitter {
    /// Forgets the item in progress.
    fn abandon(&mut self) {
        let ready = std::mem::take(&mut self.ready);
        *self = Self { ready, ..Self::default() };
    }
}

/// All items of a text.
///
/// # Errors
/// A statement that is too long.
pub fn split(text: &str) -> Result<Vec<Item>, SplitError> {
    let mut splitter = Splitter::new();
    splitter.feed(text)?;
    let mut items = Vec::from(std::mem::take(&mut splitter.ready));
    items.extend(splitter.finish());
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn texts(script: &str) -> Vec<String> {
        split(script).unwrap().into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn a_semicolon_splits_outside_strings_backticks_and_comments_only() {
        for (script, expected) in [
            ("", vec![]),
            (";; ;\n", vec![]),
            ("// only a comment", vec![]),
            ("/* a; b */ // c;\n", vec![]),
            ("SHOW USERS", vec!["SHOW USERS"]),
            ("SHOW USERS;SHOW ROLES ; ", vec!["SHOW USERS", "SHOW ROLES"]),
            ("A 'x;\\';' ; B", vec!["A 'x;\\';'", "B"]),
            ("A \"x;'\" ; B", vec!["A \"x;'\"", "B"]),
            ("A `x;``;` ; B", vec!["A `x;``;`", "B"]),
            ("A // ;'\n B; C", vec!["A // ;'\n B", "C"]),
            ("A /* ;' **/ B; C", vec!["A /* ;' **/ B", "C"]),
            ("A / B; C", vec!["A / B", "C"]),
            ("/ B; C", vec!["/ B", "C"]),
            ("/", vec!["/"]),
            ("A /", vec!["A /"]),
            ("// lead\n/* lead */ A;", vec!["A"]),
            ("\u{FEFF}A;\r\nB;\r\n", vec!["A", "B"]),
            ("\u{A0}é;", vec!["é"]),
            ("A 'open; B", vec!["A 'open; B"]),
            ("A /* open; B", vec!["A /* open; B"]),
            ("A; /* open; B", vec!["A", "/*"]),
            ("A `open; B", vec!["A `open; B"]),
        ] {
            assert_eq!(texts(script), expected, "{script:?}");
        }
    }

    #[test]
    fn a_colon_starts_a_command_only_as_first_character_of_a_line_between_statements() {
        let kinds = |script: &str| -> Vec<(String, ItemKind)> {
            split(script).unwrap().into_iter().map(|item| (item.text, item.kind)).collect()
        };
        use ItemKind::{ColonCommand, Statement};
        for (script, expected) in [
            (":help", vec![(":help", ColonCommand)]),
            ("  :param a => ';' \r\nA;", vec![(":param a => ';'", ColonCommand), ("A", Statement)]),
            ("A\n:b;", vec![("A\n:b", Statement)]),
            ("A; :b\n;", vec![("A", Statement), (":b", Statement)]),
            ("A;\n:b\n:c", vec![("A", Statement), (":b", ColonCommand), (":c", ColonCommand)]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(text, kind)| (text.to_owned(), kind)).collect();
            assert_eq!(kinds(script), expected, "{script:?}");
        }
    }

    #[test]
    fn places_count_bytes_lines_and_characters() {
        let items = split("// é\n  é; // x\n/* a\n */ B\n;").unwrap();
        let places: Vec<_> =
            items.iter().map(|item| (item.offset, item.end, item.line, item.column)).collect();
        assert_eq!(places, [(8, 11, 2, 3), (26, 29, 4, 5)]);
    }

    #[test]
    fn pieces_of_any_size_give_the_same_items() {
        let script =
            "\u{FEFF}// a;\nA 'x\\';é' /* ; */ / B;;\r\n:c 'd\n/ `e``;`\n// f\n; /**/G/**/";
        let whole = split(script).unwrap();
        assert_eq!(whole.len(), 4);
        for size in 1..script.len() {
            let reader = BufReader::with_capacity(size, script.as_bytes());
            let items: Vec<_> = Items::new(reader).map(Result::unwrap).collect();
            assert_eq!(items, whole, "{size}");
        }
    }

    #[test]
    fn bad_bytes_name_their_line_after_the_statements_in_front_of_them() {
        for (bytes, message) in [
            (&b"A;\nB;\nC \xFF;\nD;"[..], "Line 3 is not valid UTF-8"),
            (b"A;\nB;\nC\xC3", "Line 3 is not valid UTF-8"),
            (b"A;\nB;\nC\0;\nD", "Line 3 contains a NUL character"),
        ] {
            for size in [1, 2, 64] {
                let mut items = Items::new(BufReader::with_capacity(size, bytes));
                assert_eq!(items.next().unwrap().unwrap().text, "A");
                assert_eq!(items.next().unwrap().unwrap().text, "B");
                assert_eq!(items.next().unwrap().unwrap_err().to_string(), message);
                assert!(items.next().is_none());
            }
        }
    }

    #[test]
    fn a_statement_past_the_bound_is_refused_and_one_below_it_is_not() {
        let long = "x".repeat(MAX_STATEMENT_BYTES);
        assert_eq!(split(&long).unwrap().len(), 1);
        let script = format!("\n{long}y");
        assert!(matches!(split(&script), Err(SplitError::TooLong { line: 2 })));
        let comment = format!("/*{long}*/ A;");
        assert_eq!(texts(&comment), ["A"]);
    }

    #[test]
    fn debug_forms_hide_passwords() {
        let text = "CREATE USER a SET PASSWORD 'hush'";
        let mut splitter = Splitter::new();
        splitter.feed(text).unwrap();
        let shown =
            format!("{splitter:?} {:?} {:?}", splitter.finish(), Items::new(text.as_bytes()));
        assert!(shown.contains("PASSWORD '******'") && !shown.contains("hush"), "{shown}");
    }

    #[test]
    fn a_shell_asks_for_more_until_the_statement_ends() {
        for (text, unfinished) in [
            ("", false),
            ("SHOW USERS", true),
            ("SHOW USERS;", false),
            ("SHOW USERS; SHOW", true),
            (":help", false),
            ("// a", false),
            ("/* a", true),
            ("CREATE ROLE `a;", true),
        ] {
            let mut splitter = Splitter::new();
            splitter.feed(text).unwrap();
            assert_eq!(splitter.is_unfinished(), unfinished, "{text:?}");
        }
    }
}
