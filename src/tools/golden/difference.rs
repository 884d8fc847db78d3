//! What a statement gave beside what was expected, line by line.

use super::block::{Block, Table};
use crate::parser::mask_secrets;

/// Lines beyond which no common subsequence is sought: what differs is shown as a whole.
const MAX_ALIGNED: usize = 2_000;

/// A statement that did not give what its block expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The 1-based line of the statement.
    pub line: usize,
    /// The statement's first line.
    pub statement: String,
    /// Lines with a mark: `-` expected, `+` given, blank both.
    pub lines: Vec<String>,
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
        if old.is_empty() {
            lines.insert(0, "  (nothing is expected)".to_owned());
        } else if new.is_empty() {
            lines.push("  (nothing was given)".to_owned());
        }
        let shown = mask_secrets(statement).text;
        let statement = shown.lines().next().unwrap_or_default().to_owned();
        Self { line, statement, lines }
    }
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

/// Marks the lines of both sides by a longest common subsequence.
fn compare(old: &[String], new: &[String]) -> Vec<String> {
    let prefix = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (same, old) = old.split_at(prefix);
    let (_, new) = new.split_at(prefix);
    let suffix = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, tail) = old.split_at(old.len() - suffix);
    let (new, _) = new.split_at(new.len() - suffix);

    let mark = |mark: char| move |line: &String| format!("{mark} {line}");
    let mut lines: Vec<String> = same.iter().map(mark(' ')).collect();
    if old.len() * new.len() > MAX_ALIGNED * MAX_ALIGNED {
        lines.extend(old.iter().map(mark('-')));
        lines.extend(new.iter().map(mark('+')));
    } else {
        lines.extend(align(old, new));
    }
    lines.extend(tail.iter().map(mark(' ')));
    lines
}

fn align(old: &[String], new: &[String]) -> Vec<String> {
    // lengths[i][j]: the longest common subsequence of old[i..] and new[j..].
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    let at = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let length = if a == b {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                lines.push(format!("  {a}"));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) => {
                lines.push(format!("- {a}"));
                i += 1;
            }
            (_, Some(b)) => {
                lines.push(format!("+ {b}"));
                j += 1;
            }
            (_, None) => return lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(expected: &str, observed: &str, unordered: bool) -> Vec<String> {
        let block = |text: &str| Block::parse(text.lines()).unwrap();
        Difference::new(1, "A", &block(expected), &block(observed), unordered).lines
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
