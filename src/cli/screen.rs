//! What the terminal can show.

use super::args::{Color, Options};
use super::login::ErrorFormat;
use crate::render::{ErrorCodes, RenderOptions};
use std::env;
use std::io::{self, IsTerminal};
use terminal_size::{Width, terminal_size_of};

/// How to write results to standard output and errors to standard error.
pub(super) fn render_options(options: &Options) -> RenderOptions {
    let (out, err) = (io::stdout(), io::stderr());
    let draws_boxes = !is_dumb() && is_utf8_locale();
    let width = |Width(columns)| columns;
    RenderOptions {
        format: options.format(out.is_terminal()),
        width: terminal_size_of(&out).map(|(columns, _)| width(columns)),
        error_width: terminal_size_of(&err).map(|(columns, _)| width(columns)),
        unicode: out.is_terminal() && draws_boxes,
        error_unicode: err.is_terminal() && draws_boxes,
        color: use_color(options.color.unwrap_or_default(), err.is_terminal()),
        quiet: options.quiet,
        codes: match options.login.error_format {
            Some(ErrorFormat::Gql) => ErrorCodes::Gql,
            Some(ErrorFormat::Legacy) => ErrorCodes::Legacy,
            Some(ErrorFormat::Stacktrace) | None => ErrorCodes::Both,
        },
    }
}

/// Whether to colour what goes to a terminal, if it is one.
pub(super) fn use_color(choice: Color, is_terminal: bool) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            is_terminal
                && !is_dumb()
                && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    }
}

/// Whether it is a terminal on which what was written can be written over.
pub(super) fn can_redraw(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && !is_dumb()
}

/// Terminals on which no cursor can be moved, in the words of the line editor.
const PLAIN: [&str; 3] = ["dumb", "cons25", "emacs"];

/// Whether the terminal shows one line after the other and no more.
pub(super) fn is_plain() -> bool {
    env::var("TERM").is_ok_and(|term| PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(&term)))
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn is_utf8_locale() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
