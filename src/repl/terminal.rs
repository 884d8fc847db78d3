//! The prompt: a line editor in front of a [`Shell`].

use super::command::Command;
use super::edit::EditHelper;
use super::shell::{Flow, Shell, Streams};
use crate::parser::{Item, ItemKind, mask_secrets, split};
use rustyline::error::ReadlineError;
use rustyline::history::{FileHistory, History, SearchDirection};
use rustyline::{ColorMode, CompletionType, Config, Editor};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How the prompt behaves.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// Where the history is kept, in a folder that exists; nowhere without.
    pub history: Option<PathBuf>,
    /// Colour while typing.
    pub color: bool,
    /// The first lines, before the first prompt.
    pub greeting: String,
}

type LineEditor = Editor<EditHelper, FileHistory>;

/// Reads and executes until the end of input or `:exit`.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run_prompt(shell: &mut Shell, prompt: &Prompt, streams: &mut Streams<'_>) -> io::Result<()> {
    let mut editor = open_editor(prompt)?;
    if !prompt.greeting.is_empty() {
        writeln!(streams.out, "{}", prompt.greeting)?;
    }
    loop {
        streams.out.flush()?;
        streams.err.flush()?;
        let plain = format!("{}> ", shell.identity());
        let styled = format!("\u{1b}[1m{plain}\u{1b}[0m");
        match editor.readline(&(plain, styled)) {
            Ok(text) => {
                remember(&mut editor, prompt, &text);
                if let Some((width, _)) = editor.dimensions() {
                    shell.render_options().width = Some(width);
                    shell.render_options().error_width = Some(width);
                }
                if execute(shell, &mut editor, &text, streams)? == Flow::Exit {
                    return Ok(());
                }
            }
            // Ctrl-C drops what was typed.
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(io::Error::other(error)),
        }
    }
}

fn open_editor(prompt: &Prompt) -> io::Result<LineEditor> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .color_mode(if prompt.color { ColorMode::Enabled } else { ColorMode::Disabled })
        .auto_add_history(false)
        .build();
    let mut editor = LineEditor::with_config(config).map_err(io::Error::other)?;
    editor.set_helper(Some(EditHelper { color: prompt.color }));
    if let Some(path) = &prompt.history {
        // No history yet is no error.
        let _ = editor.load_history(path);
    }
    Ok(editor)
}

/// Keeps what was typed, unless it holds a password.
fn remember(editor: &mut LineEditor, prompt: &Prompt, text: &str) {
    if !is_worth_keeping(text) || !matches!(editor.add_history_entry(text), Ok(true)) {
        return;
    }
    if let Some(path) = &prompt.history {
        // A history that cannot be written must not stop the work.
        let _ = editor.append_history(path);
    }
}

fn is_worth_keeping(text: &str) -> bool {
    let is_secret = |item: &Item| match item.kind {
        ItemKind::Statement => mask_secrets(&item.text).has_secrets(),
        ItemKind::ColonCommand => sets_password(&item.text),
    };
    !text.trim().is_empty() && split(text).is_ok_and(|items| !items.iter().any(is_secret))
}

/// Whether a colon command sets a parameter that may be a password: by its name, or since it is text.
fn sets_password(command: &str) -> bool {
    let command = command.to_lowercase();
    command.starts_with(":param")
        && ["'", "\"", "pass", "pwd", "secret", "token", "credential"]
            .iter()
            .any(|word| command.contains(word))
}

fn execute(
    shell: &mut Shell,
    editor: &mut LineEditor,
    text: &str,
    streams: &mut Streams<'_>,
) -> io::Result<Flow> {
    let items = match split(text) {
        Ok(items) => items,
        Err(error) => {
            writeln!(streams.err, "error: {error}")?;
            return Ok(Flow::Failed);
        }
    };
    for item in items {
        if item.kind == ItemKind::ColonCommand {
            match Command::parse(&item.text) {
                Ok(Command::Clear) => {
                    editor.clear_screen().map_err(io::Error::other)?;
                    continue;
                }
                Ok(Command::History) => {
                    list_history(editor.history(), streams.out)?;
                    continue;
                }
                _ => {}
            }
        }
        match shell.run_item(&item, "<stdin>", Path::new(""), streams, 0)? {
            Flow::Continue => {}
            stop => return Ok(stop),
        }
    }
    Ok(Flow::Continue)
}

fn list_history(history: &FileHistory, out: &mut dyn Write) -> io::Result<()> {
    for at in 0..history.len() {
        if let Ok(Some(entry)) = history.get(at, SearchDirection::Forward) {
            writeln!(out, "{:>5}  {}", at + 1, entry.entry.replace('\n', "\n       "))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_worth_keeping;

    #[test]
    fn passwords_and_blanks_stay_out_of_the_history() {
        for (text, kept) in [
            ("SHOW USERS;", true),
            (":help", true),
            ("  ", false),
            ("CREATE USER a SET PASSWORD 'x';", false),
            ("SHOW USERS; ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b';", false),
            ("CREATE USER a SET PASSWORD $p;", true),
            (":param newPassword => 'x'", false),
            (":param p => 'x'", false),
            (":param limit => 3", true),
        ] {
            assert_eq!(is_worth_keeping(text), kept, "{text}");
        }
    }
}
