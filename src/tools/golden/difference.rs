//! What a statement gave beside what was expected, line by line.

use super::block::{Block, Table};
use crate::parser::mask_secrets;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::fmt;

/// A statement that did not give what its block expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The 1-based line of the statement.
    pub line: usize,
    /// The statement's first line.
    pub statement: String,
    /// What was expected and what was given.
    pub lines: Vec<DifferenceLine>,
}

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceLine {
    /// On which side it stands.
    pub mark: Mark,
    /// The line.
    pub text: String,
}

/// `- text`, `+ text` or, for what both sides have, the text two columns in.
impl fmt::Display for DifferenceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.mark {
            Mark::Expected => '-',
            Mark::Given => '+',
            Mark::Both => ' ',
        };
        write!(f, "{mark} {}", self.text)
    }
}

/// On which side a line of a difference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It was expected and not given.
    Expected,
    /// It was given and not expected.
    Given,
    /// It is on both sides, or a remark.
    Both,
}

impl Difference {
    pub(super) fn new(
        line: usize,
        statement: &str,
        expected: &Block,
        observed: &Block,
        unordered: bool,
    ) -> Self {
        let (old, new) = comparable(expected, observed, unordered);
        let mut lines = compare(&old, &new);
        let remark = |text: &str| DifferenceLine { mark: Mark::Both, text: text.to_owned() };
        if old.is_empty() {
            lines.insert(0, remark("(nothing is expected)"));
        } else if new.is_empty() {
            lines.push(remark("(nothing was given)"));
        }
        Self { line, statement: shown(statement), lines }
    }
}

/// A statement's first line, without its passwords.
pub(super) fn shown(statement: &str) -> String {
    let masked = mask_secrets(statement).text;
    masked.lines().next().unwrap_or_default().to_owned()
}

/// The lines of both blocks, tables in the same widths, so that only what differs differs.
fn comparable(expected: &Block, observed: &Block, unordered: bool) -> (Vec<String>, Vec<String>) {
    let widths = widest(expected.table.as_ref(), observed.table.as_ref());
    let lines = |block: &Block| -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(table) = &block.table {
            let mut table = table.clone();
            if unordered {
                table.rows.sort();
            }
            lines.extend(table.lines(&widths));
        }
        lines.extend(Block { table: None, ..block.clone() }.lines());
        lines
    };
    // What an expectation leaves out is shown as it was given, so that it does not look wrong.
    let mut expected = expected.clone();
    if let (Some(want), Some(have)) = (&mut expected.error, &observed.error) {
        want.head.complete(&have.head);
    }
    for (want, have) in expected.notifications.iter_mut().zip(&observed.notifications) {
        want.head.complete(&have.head);
        if want.head == have.head && want.texts.iter().any(|text| have.texts.contains(text)) {
            want.texts.clone_from(&have.texts);
        }
    }
    (lines(&expected), lines(observed))
}

fn widest(a: Option<&Table>, b: Option<&Table>) -> Vec<usize> {
    let mut widths = a.map(Table::widths).unwrap_or_default();
    for (at, width) in b.map(Table::widths).unwrap_or_default().into_iter().enumerate() {
        match widths.get_mut(at) {
            Some(known) => *known = (*known).max(width),
            None => widths.push(width),
        }
    }
    widths
}

/// The lines of both sides in one list.
fn compare(old: &[String], new: &[String]) -> Vec<DifferenceLine> {
    let mut lines = Vec::new();
    let mut push = |mark: Mark, some: Option<&[String]>| {
        let some = some.unwrap_or_default().iter();
        lines.extend(some.map(|text| DifferenceLine { mark, text: text.clone() }));
    };
    for change in capture_diff_slices(Algorithm::Myers, old, new) {
        let (old, new) = (old.get(change.old_range()), new.get(change.new_range()));
        if change.tag() == DiffTag::Equal {
            push(Mark::Both, old);
        } else {
            push(Mark::Expected, old);
            push(Mark::Given, new);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(expected: &str, observed: &str, unordered: bool) -> Vec<String> {
        let block = |text: &str| Block::parse(text.lines()).unwrap();
        let difference = Difference::new(1, "A", &block(expected), &block(observed), unordered);
        difference.lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn changed_rows_are_marked_and_the_others_give_the_context() {
        let expected = "| a | b |\n| - | - |\n| 1 | 1 |\n| 2 | 2 |\n| 4 | 4 |";
        let observed = "| a | b |\n| - | - |\n| 1 | 1 |\n| 22 | 2 |\n| 3 | 3 |\n| 4 | 4 |";
        assert_eq!(
            difference(expected, observed, false),
            [
                "  | a  | b |",
                "  | -- | - |",
                "  | 1  | 1 |",
                "- | 2  | 2 |",
                "+ | 22 | 2 |",
                "+ | 3  | 3 |",
                "  | 4  | 4 |"
            ]
        );
    }

    #[test]
    fn the_order_of_unordered_rows_is_no_difference() {
        let lines = difference("| a |\n| - |\n| 2 |\n| 1 |", "| a |\n| - |\n| 1 |\n| 3 |", true);
        assert_eq!(lines, ["  | a |", "  | - |", "  | 1 |", "- | 2 |", "+ | 3 |"]);
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        assert_eq!(
            difference("", "| a |", false),
            ["  (nothing is expected)", "+ | a |", "+ | - |"]
        );
        assert_eq!(difference("error A: b", "", false), ["- error A: b", "  (nothing was given)"]);
    }

    #[test]
    fn what_an_expectation_leaves_out_does_not_look_wrong() {
        assert_eq!(
            difference("error A: b", "error A 42001 @3: c", false),
            ["- error A 42001 @3: b", "+ error A 42001 @3: c"]
        );
    }
}
