//! What the line editor asks while a statement is typed: is it finished, how does it look, what can
//! the word at the cursor become.

use super::complete::complete;
use super::highlight::highlight;
use crate::parser::Splitter;
use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Hinter, Result};
use std::borrow::Cow;

/// The editor's helper.
#[derive(Helper, Hinter)]
pub(super) struct EditHelper {
    pub(super) color: bool,
}

impl Validator for EditHelper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        let mut splitter = Splitter::new();
        // A statement that is too long is told when it runs.
        let is_unfinished = splitter.feed(context.input()).is_ok() && splitter.is_unfinished();
        Ok(if is_unfinished { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

impl Completer for EditHelper {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<String>)> {
        Ok(complete(line, at))
    }
}

impl Highlighter for EditHelper {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.color { highlight(line) } else { Cow::Borrowed(line) }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.color && kind != CmdKind::MoveCursor
    }
}
