//! What the line editor asks while a statement is typed: is it finished, how does it look, what can
//! the word at the cursor become, what may come next.

use super::complete::{Candidate, complete};
use super::highlight::highlight;
use super::hint::{Hint, hint};
use super::remember::suggestion;
use super::shell::Shell;
use super::typed::{CONTINUATION, is_finished};
use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Result};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use unicode_width::UnicodeWidthStr;

/// The editor's helper. While it is asked, nobody else uses the shell.
pub(super) struct EditHelper<'a, 's> {
    pub(super) shell: &'a RefCell<&'s mut Shell>,
    pub(super) color: bool,
    /// Whether each line is read on its own, without an editor.
    pub(super) is_plain: bool,
    /// Columns of the terminal and of the prompt: a hint must not wrap.
    pub(super) columns: Cell<usize>,
    pub(super) prompt: Cell<usize>,
}

impl Helper for EditHelper<'_, '_> {}

impl Validator for EditHelper<'_, '_> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(match self.is_plain || is_finished(context.input()) {
            true => ValidationResult::Valid(None),
            false => ValidationResult::Incomplete,
        })
    }
}

impl Completer for EditHelper<'_, '_> {
    type Candidate = Candidate;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<Candidate>)> {
        Ok(complete(&self.shell.borrow(), line, at))
    }
}

impl Hinter for EditHelper<'_, '_> {
    type Hint = Hint;

    /// Without colours a hint would look as if it had been typed.
    fn hint(&self, line: &str, at: usize, context: &Context<'_>) -> Option<Hint> {
        if !self.color || at < line.len() {
            return None;
        }
        let hint = self.remembered(line, context).or_else(|| hint(&self.shell.borrow(), line))?;
        let width = hint.width();
        (width < self.room(line)).then_some(hint)
    }
}

/// From how many characters on the history is searched for a hint.
const REMEMBERED: usize = 4;

impl EditHelper<'_, '_> {
    fn remembered(&self, line: &str, context: &Context<'_>) -> Option<Hint> {
        if line.chars().count() < REMEMBERED {
            return None;
        }
        let rest = suggestion(context.history(), line)?;
        let first = rest.lines().next().filter(|first| !first.is_empty())?;
        Some(Hint::text(first))
    }

    /// The columns that are left on the last line.
    fn room(&self, line: &str) -> usize {
        let columns = self.columns.get().max(1);
        let used = match line.rsplit_once('\n') {
            // The indent is one character in the text.
            Some((_, last)) => last.width() + CONTINUATION.len(),
            None => self.prompt.get() + line.width(),
        };
        columns - used % columns
    }
}

impl Highlighter for EditHelper<'_, '_> {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        highlight(line, self.prompt.get(), self.color)
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[0m"))
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}
