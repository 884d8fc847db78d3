//! Reads a golden script: statements, the directives in front of them, the blocks behind them.

use super::block::Block;
use crate::ast::CypherVersion;
use crate::exec::{Edition, TransactionStep};
use crate::parser::{Item, ItemKind, PieceKind, scan, split};
use jiff::Timestamp;
use std::ops::Range;

/// A script that cannot be run as a golden script.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ScriptError {
    /// The 1-based line.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// A golden script.
#[derive(Debug)]
pub(super) struct Script {
    /// It rests on a fact that was inferred.
    pub(super) is_inferred: bool,
    pub(super) steps: Vec<Step>,
}

/// One statement.
#[derive(Debug)]
pub(super) struct Step {
    /// The directives in front of it, in order, each with its line.
    pub(super) directives: Vec<(usize, Directive)>,
    pub(super) statement: Item,
    pub(super) expected: Block,
    /// Where the block's lines stand; empty, where they would, without one.
    pub(super) block: Range<usize>,
    /// Why a block cannot be put there.
    pub(super) crowded: bool,
}

/// A `//@` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Directive {
    Cypher(CypherVersion),
    As(String),
    Database(String),
    Auth(bool),
    /// Name and the text of the value.
    Param(String, String),
    Now(Timestamp),
    /// Name and the text of the value.
    Setting(String, String),
    Servers(usize),
    /// The text of the map.
    Claims(String),
    Edition(Edition),
    /// The session's name; empty for the first one.
    Session(String),
    Transaction(TransactionStep),
    /// Nobody without a name.
    Impersonate(Option<String>),
    Fresh,
    Unordered,
}

impl Script {
    /// Reads a script.
    pub(super) fn parse(text: &str) -> Result<Self, ScriptError> {
        let items = split(text).map_err(|error| ScriptError {
            line: error.line().unwrap_or(1),
            message: error.to_string(),
        })?;
        let first = items.first().map_or(text.len(), start);
        let opening = Gap::read(text, 0..first)?;
        if let Some((line, _)) = opening.expectations.first() {
            return fail(*line, "There is no statement in front of this expectation.");
        }
        let mut directives = opening.directives;
        let mut steps = Vec::with_capacity(items.len());
        let mut items = items.into_iter().peekable();
        while let Some(item) = items.next() {
            check_statement(text, &item)?;
            let next = items.peek().map_or(text.len(), start);
            let gap = Gap::read(text, end(&item)..next)?;
            let line = gap.expectations.first().map_or(item.line, |(line, _)| *line);
            let expected = Block::parse(gap.expectations.iter().map(|(_, text)| *text))
                .map_err(|message| ScriptError { line, message })?;
            let place = line_end(text, end(&item));
            steps.push(Step {
                directives: std::mem::replace(&mut directives, gap.directives),
                crowded: place > next,
                statement: item,
                expected,
                block: gap.block.unwrap_or(place..place),
            });
        }
        if let Some((line, _)) = directives.first() {
            return fail(*line, "There is no statement behind this directive.");
        }
        Ok(Self { is_inferred: opening.is_inferred, steps })
    }
}

fn start(item: &Item) -> usize {
    usize::try_from(item.offset).unwrap_or(usize::MAX)
}

fn end(item: &Item) -> usize {
    usize::try_from(item.end).unwrap_or(usize::MAX)
}

fn fail<T>(line: usize, message: impl Into<String>) -> Result<T, ScriptError> {
    Err(ScriptError { line, message: message.into() })
}

fn check_statement(text: &str, item: &Item) -> Result<(), ScriptError> {
    if item.kind == ItemKind::ColonCommand {
        return fail(
            item.line,
            "Colon commands are not allowed in golden scripts; use directives.",
        );
    }
    let is_ours = |comment: &str| comment.starts_with("//>") || comment.starts_with("//@");
    let inner =
        scan(&item.text).find(|piece| piece.kind == PieceKind::Comment && is_ours(piece.text));
    if let Some(piece) = inner {
        let before = item.text.get(..piece.start).unwrap_or_default();
        let line = item.line + before.matches('\n').count();
        return fail(line, "This line stands inside a statement. Is a ';' missing above it?");
    }
    if text.as_bytes().get(end(item).wrapping_sub(1)) == Some(&b';') {
        Ok(())
    } else {
        fail(item.line, "The last statement lacks its ';'.")
    }
}

/// Just past the line break behind `offset`, or the text's end.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |at| offset + at + 1)
}

/// What stands between two statements.
#[derive(Debug, Default)]
struct Gap<'a> {
    directives: Vec<(usize, Directive)>,
    /// Line and text of each `//>` line.
    expectations: Vec<(usize, &'a str)>,
    /// The bytes of the block, whole lines.
    block: Option<Range<usize>>,
    is_inferred: bool,
}

impl<'a> Gap<'a> {
    fn read(text: &'a str, range: Range<usize>) -> Result<Self, ScriptError> {
        let mut gap = Self::default();
        let blank = text.get(range.clone()).unwrap_or_default();
        let mut line = 1 + text.get(..range.start).unwrap_or_default().matches('\n').count();
        for piece in scan(blank) {
            if piece.kind == PieceKind::Comment {
                gap.comment(text, line, range.start + piece.start, piece.text)?;
            }
            line += piece.text.matches('\n').count();
        }
        Ok(gap)
    }

    fn comment(
        &mut self,
        text: &'a str,
        line: usize,
        at: usize,
        comment: &'a str,
    ) -> Result<(), ScriptError> {
        let comment = comment.trim_end();
        let is_ours = comment.starts_with("//>") || comment.starts_with("//@");
        let before = text.get(..at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let indent = before.get(line_start..).unwrap_or_default();
        if is_ours && !indent.trim_start_matches('\u{FEFF}').trim().is_empty() {
            return fail(line, "Directives and expectations stand on lines of their own.");
        }
        if let Some(rest) = comment.strip_prefix("//@") {
            let directive =
                parse_directive(rest.trim()).map_err(|message| ScriptError { line, message })?;
            self.directives.push((line, directive));
        } else if let Some(rest) = comment.strip_prefix("//>") {
            if !self.directives.is_empty() {
                return fail(
                    line,
                    "Expectations stand in front of the next statement's directives.",
                );
            }
            let end = line_end(text, at);
            match &mut self.block {
                None => self.block = Some(line_start..end),
                Some(block) if block.end == line_start => block.end = end,
                Some(_) => return fail(line, "Expectations stand in one block."),
            }
            self.expectations.push((line, rest));
        } else if comment
            .strip_prefix("//")
            .is_some_and(|c| c.trim_start().starts_with("inferred:"))
        {
            self.is_inferred = true;
        }
        Ok(())
    }
}

/// `NAME = VALUE`
fn parse_definition(text: &str, expected: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or(expected)?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn parse_directive(text: &str) -> Result<Directive, String> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    Ok(match (word, rest) {
        ("cypher", "5") => Directive::Cypher(CypherVersion::Cypher5),
        ("cypher", "25") => Directive::Cypher(CypherVersion::Cypher25),
        ("auth", "disabled") => Directive::Auth(false),
        ("auth", "enabled") => Directive::Auth(true),
        ("fresh", "") => Directive::Fresh,
        ("unordered", "") => Directive::Unordered,
        ("edition", "enterprise") => Directive::Edition(Edition::Enterprise),
        ("edition", "community") => Directive::Edition(Edition::Community),
        ("session", name) => Directive::Session(name.to_owned()),
        ("begin", "") => Directive::Transaction(TransactionStep::Begin),
        ("commit", "") => Directive::Transaction(TransactionStep::Commit),
        ("rollback", "") => Directive::Transaction(TransactionStep::Rollback),
        ("as", user) if !user.is_empty() => Directive::As(user.to_owned()),
        ("database", name) if !name.is_empty() => Directive::Database(name.to_owned()),
        ("now", time) => Directive::Now(
            time.parse()
                .map_err(|_| format!("'{time}' is no time: 2026-01-31T12:00:00Z is expected."))?,
        ),
        ("param", definition) => {
            let (name, value) = parse_definition(definition, "'param NAME = VALUE' is expected.")?;
            Directive::Param(name, value)
        }
        ("setting", definition) => {
            let (name, value) =
                parse_definition(definition, "'setting NAME = VALUE' is expected.")?;
            Directive::Setting(name, value)
        }
        ("servers", count) => {
            Directive::Servers(count.parse().map_err(|_| "'servers NUMBER' is expected.")?)
        }
        ("claims", map) if !map.is_empty() => Directive::Claims(map.to_owned()),
        ("impersonate", user) => {
            Directive::Impersonate((!user.is_empty()).then(|| user.to_owned()))
        }
        _ => {
            return Err(format!(
                "Unknown directive '{text}': one of cypher 5|25, as USER, database NAME, auth \
                 disabled|enabled, param NAME = VALUE, now TIME, setting NAME = VALUE, servers NUMBER, \
                 claims MAP, impersonate [USER], edition enterprise|community, session [NAME], begin, \
                 commit, rollback, fresh, unordered is expected."
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_directives_and_blocks_are_told_apart() {
        let text = "// What it proves\n// inferred: order\n//@ cypher 5\n//@ param a = {b: 1}\nA;\n\
                    // remark\n//> | a |\n//> | - |\n\n//@ unordered\nB /* //> */;\n";
        let script = Script::parse(text).unwrap();
        assert!(script.is_inferred);
        let [a, b] = &script.steps[..] else { panic!("{script:?}") };
        assert_eq!(
            a.directives,
            [
                (3, Directive::Cypher(CypherVersion::Cypher5)),
                (4, Directive::Param("a".into(), "{b: 1}".into()))
            ]
        );
        assert_eq!(text.get(a.block.clone()), Some("//> | a |\n//> | - |\n"));
        assert_eq!(b.directives, [(10, Directive::Unordered)]);
        assert_eq!((b.block.start, b.block.end), (text.len(), text.len()));
        assert_eq!(b.expected, Block::default());
    }

    #[test]
    fn mistakes_in_a_script_are_named_with_their_line() {
        for (text, line, part) in [
            ("//@ nonsense\nA;", 1, "Unknown directive 'nonsense'"),
            ("A;\n//@ cypher 6\nB;", 2, "Unknown directive"),
            (":help\n", 1, "Colon commands"),
            ("A\n//> | a |\nB;", 2, "inside a statement"),
            ("A;\nB", 2, "lacks its ';'"),
            ("//> | a |\nA;", 1, "no statement in front"),
            ("A;\n//@ fresh\n", 2, "no statement behind"),
            ("A; //> | a |\n", 1, "lines of their own"),
            ("A;\n//> | a |\n\n//> | - |\n", 4, "in one block"),
            ("A;\n//@ fresh\n//> | a |\nB;", 3, "in front of the next"),
            ("A;\n//> | a\n", 2, "ends with '|'"),
        ] {
            let error = Script::parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.message.contains(part), "{text}: {error}");
        }
    }
}
