//! The prompt: a line editor in front of a [`Shell`].

use super::command::Command;
use super::edit::EditHelper;
use super::keys::keys;
use super::prompt::prompt;
use super::remember::{ENTRIES, History, is_worth_keeping, last_entry, list};
use super::shell::{Flow, Shell, Streams, TYPED};
use super::typed::{CONTINUATION, meant, with_indent, without_indent};
use super::wrapped::wrapped;
use crate::parser::{ItemKind, Splitter, split};
use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};
use std::cell::{Cell, RefCell};
use std::io;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// How the prompt behaves.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// Where the history is kept.
    pub history: History,
    /// Colour while typing.
    pub color: bool,
    /// Whether the terminal cannot move its cursor: then there is no line editor.
    pub is_plain: bool,
    /// The first lines, before the first prompt.
    pub greeting: String,
    /// A script to run before the first prompt.
    pub startup: Option<PathBuf>,
}

type LineEditor<'a, 's> = Editor<EditHelper<'a, 's>, FileHistory>;

/// What comes after a line has been executed.
enum After {
    /// The next line, with this text already in it.
    Line(String),
    Exit,
}

/// Reads and executes until the end of input or `:exit`.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run_prompt(shell: &mut Shell, prompt: &Prompt, streams: &mut Streams<'_>) -> io::Result<()> {
    if !prompt.greeting.is_empty() {
        let width = shell.render_options().width;
        writeln!(streams.out, "{}", wrapped(&prompt.greeting, width))?;
    }
    if let Some(script) = &prompt.startup
        && start_up(shell, script, streams)? == Flow::Exit
    {
        return Ok(());
    }
    shell.is_typed = true;
    let shell = RefCell::new(shell);
    let mut editor = open_editor(prompt, &shell)?;
    let mut text = String::new();
    loop {
        streams.out.flush()?;
        streams.err.flush()?;
        match read(&mut editor, &shell, prompt, &text) {
            Ok(line) => {
                if let Some((width, _)) = editor.dimensions() {
                    let mut shell = shell.borrow_mut();
                    shell.render_options().width = Some(width);
                    shell.render_options().error_width = Some(width);
                }
                match execute(&shell, &mut editor, prompt, &line, streams)? {
                    After::Line(next) => text = next,
                    After::Exit => return Ok(()),
                }
            }
            // Ctrl-C drops what was typed.
            Err(ReadlineError::Interrupted) => text.clear(),
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(io::Error::other(error)),
        }
    }
}

/// Runs the start-up script. What fails in it is told and stops it, not the shell.
fn start_up(shell: &mut Shell, script: &Path, streams: &mut Streams<'_>) -> io::Result<Flow> {
    let name = script.display().to_string();
    match shell.outside().open(script) {
        Ok(reader) => {
            let folder = script.parent().unwrap_or(Path::new(""));
            shell.run_script(reader, &name, folder, streams)
        }
        Err(error) => {
            writeln!(streams.err, "error: Cannot read '{name}': {error}")?;
            Ok(Flow::Failed)
        }
    }
}

fn open_editor<'a, 's>(
    prompt: &Prompt,
    shell: &'a RefCell<&'s mut Shell>,
) -> io::Result<LineEditor<'a, 's>> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .max_history_size(ENTRIES)
        .map_err(io::Error::other)?
        // Without colours, too, the highlighter draws the continuation prompt.
        .color_mode(ColorMode::Forced)
        .bell_style(BellStyle::None)
        // The indent of lines is a tab.
        .tab_stop(6)
        .auto_add_history(false)
        .build();
    let mut editor = LineEditor::with_config(config).map_err(io::Error::other)?;
    for (key, does) in keys() {
        editor.bind_sequence(key, does);
    }
    editor.set_helper(Some(EditHelper {
        shell,
        color: prompt.color,
        is_plain: prompt.is_plain,
        columns: Cell::new(80),
        prompt: Cell::new(0),
    }));
    if let History::File(path) = &prompt.history {
        // No history yet is no error.
        let _ = editor.load_history(path);
    }
    Ok(editor)
}

/// Reads one text, of several lines where the first is not finished; `initial` stands in it already.
fn read(
    editor: &mut LineEditor<'_, '_>,
    shell: &RefCell<&mut Shell>,
    options: &Prompt,
    initial: &str,
) -> rustyline::Result<String> {
    let plain = prompt(&shell.borrow());
    if options.is_plain {
        return read_plain(editor, &plain);
    }
    let columns = editor.dimensions().map_or(80, |(columns, _)| usize::from(columns));
    if let Some(helper) = editor.helper() {
        helper.columns.set(columns);
        helper.prompt.set(plain.width());
    }
    let styled = if options.color { format!("\u{1b}[1m{plain}\u{1b}[0m") } else { plain.clone() };
    editor.readline_with_initial(&(plain, styled), (&with_indent(initial), ""))
}

/// The same on a terminal that shows one line after the other and no more.
fn read_plain(editor: &mut LineEditor<'_, '_>, prompt: &str) -> rustyline::Result<String> {
    let mut text = editor.readline(prompt)?;
    while is_unfinished(&text) {
        text.push('\n');
        text.push_str(&editor.readline(CONTINUATION)?);
    }
    Ok(text)
}

fn is_unfinished(text: &str) -> bool {
    let mut splitter = Splitter::new();
    meant(text).is_none() && splitter.feed(text).is_ok() && splitter.is_unfinished()
}

/// Keeps what was typed, unless it holds a password.
fn remember(editor: &mut LineEditor<'_, '_>, prompt: &Prompt, text: &str) {
    if prompt.history == History::Off
        || !is_worth_keeping(text)
        || !matches!(editor.add_history_entry(text), Ok(true))
    {
        return;
    }
    if let History::File(path) = &prompt.history {
        // A history that cannot be written must not stop the work.
        let _ = editor.append_history(path);
    }
}

fn execute(
    shell: &RefCell<&mut Shell>,
    editor: &mut LineEditor<'_, '_>,
    prompt: &Prompt,
    line: &str,
    streams: &mut Streams<'_>,
) -> io::Result<After> {
    let typed = without_indent(line);
    let text = meant(&typed).unwrap_or(typed);
    let last = last_entry(editor.history());
    remember(editor, prompt, line);
    let items = match split(&text) {
        Ok(items) => items,
        Err(error) => {
            writeln!(streams.err, "error: {error}")?;
            return Ok(After::Line(String::new()));
        }
    };
    let mut next = String::new();
    for item in items {
        if item.kind == ItemKind::ColonCommand {
            match Command::parse(&item.text) {
                Ok(Command::Clear) => {
                    editor.clear_screen().map_err(io::Error::other)?;
                    continue;
                }
                Ok(Command::History) => {
                    list(editor.history(), streams.out)?;
                    continue;
                }
                Ok(Command::ClearHistory) => {
                    forget(&shell.borrow(), editor, prompt, streams)?;
                    continue;
                }
                Ok(Command::Edit) => {
                    let edited = shell.borrow().outside().edit(last.as_deref().unwrap_or_default());
                    match edited {
                        Ok(text) => next = text.trim_end().to_owned(),
                        Err(error) => writeln!(streams.err, "error: Cannot edit: {error}")?,
                    }
                    continue;
                }
                _ => {}
            }
        }
        match shell.borrow_mut().run_item(&item, TYPED, Path::new(""), streams, 0)? {
            Flow::Continue => {}
            Flow::Failed => break,
            Flow::Exit => return Ok(After::Exit),
        }
    }
    Ok(After::Line(next))
}

/// Empties the history, the file included.
fn forget(
    shell: &Shell,
    editor: &mut LineEditor<'_, '_>,
    prompt: &Prompt,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    editor.clear_history().map_err(io::Error::other)?;
    if let History::File(path) = &prompt.history
        && let Err(error) = shell.outside().remove(path)
    {
        writeln!(streams.err, "error: Cannot remove '{}': {error}", path.display())?;
    }
    Ok(())
}
