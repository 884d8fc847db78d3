//! The hint behind the cursor: what was entered once, or what may come next.

use super::commands::COMMANDS;
use super::complete::{Place, complete, current, expected, place};
use super::shell::Shell;
use crate::parser::{Expected, NameKind, PieceKind};
use rustyline::hint::Hint as Hinted;

/// A hint, and whether it can be taken over as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hint {
    shown: String,
    is_text: bool,
}

impl Hinted for Hint {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.is_text.then_some(self.shown.as_str())
    }
}

impl Hint {
    /// One that is typed when it is taken.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { shown: text.into(), is_text: true }
    }

    fn note(text: impl Into<String>) -> Self {
        Self { shown: text.into(), is_text: false }
    }

    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        unicode_width::UnicodeWidthStr::width(self.shown.as_str())
    }
}

/// How many alternatives a hint names.
const MOST: usize = 4;

/// The hint at the end of a text.
pub(super) fn hint(shell: &Shell, line: &str) -> Option<Hint> {
    let (_, text) = current(line);
    if text.trim().is_empty() {
        return None;
    }
    if text.trim_start().starts_with(':') {
        return of_command(text.trim_start());
    }
    let place = place(shell, text)?;
    if place.word.is_empty() {
        // Nothing is said before a blank: the word may not be at its end.
        return text
            .ends_with(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '{' | '['))
            .then(|| next(&expected(shell, place.beginning)))?;
    }
    rest_of_word(shell, line, &place)
}

/// What a command of the shell takes.
fn of_command(text: &str) -> Option<Hint> {
    let (name, argument) =
        text.split_once(' ').map_or((text, None), |(name, rest)| (name, Some(rest)));
    let lower = name.to_lowercase();
    match argument {
        Some("") => {
            let spec = COMMANDS.iter().find(|spec| spec.name == lower)?;
            (!spec.takes.is_empty()).then(|| Hint::note(spec.takes))
        }
        Some(_) => None,
        None => {
            let mut found = COMMANDS.iter().filter(|spec| spec.name.starts_with(&lower));
            let (first, second) = (found.next()?, found.next());
            let rest = first.name.strip_prefix(lower.as_str())?;
            (second.is_none() && !rest.is_empty()).then(|| Hint::text(rest))
        }
    }
}

/// The only thing that the word can become; behind a whole word what may follow it.
fn rest_of_word(shell: &Shell, line: &str, place: &Place<'_>) -> Option<Hint> {
    if place.word.chars().count() < 2 {
        return None;
    }
    let (_, found) = complete(shell, line, line.len());
    if let [only] = found.as_slice() {
        let (typed, rest) = only.typed.split_at_checked(place.word.len())?;
        let rest = rest.trim_end();
        if !rest.is_empty() {
            return typed.eq_ignore_ascii_case(place.word).then(|| Hint::text(rest));
        }
    }
    let is_whole = found.iter().any(|it| it.typed.trim_end().eq_ignore_ascii_case(place.word));
    if place.kind != PieceKind::Word || !(is_whole || found.is_empty()) {
        return None;
    }
    let whole = format!("{}{} ", place.beginning, place.word);
    expected(shell, &whole).may_end.then(|| Hint::text(";"))
}

/// What may come next, in short.
fn next(expected: &Expected) -> Option<Hint> {
    let names = expected.names.iter().filter_map(|kind| placeholder(*kind));
    let mut items: Vec<&str> = Vec::new();
    if expected.may_end {
        items.push(";");
    }
    let keywords = expected.keywords.iter().map(String::as_str);
    let symbols = expected.symbols.iter().map(String::as_str);
    for item in names.chain(keywords).chain(symbols) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if let ([only], []) = (items.as_slice(), expected.names.as_slice()) {
        return Some(Hint::text(*only));
    }
    let more = if items.len() > MOST { " | ..." } else { "" };
    items.truncate(MOST);
    (!items.is_empty()).then(|| Hint::note(format!("{}{more}", items.join(" | "))))
}

/// What stands for a name in a hint.
fn placeholder(kind: NameKind) -> Option<&'static str> {
    Some(match kind {
        NameKind::Role => "role",
        NameKind::User => "user",
        NameKind::AuthRule => "rule",
        NameKind::Database => "database",
        NameKind::Alias => "alias",
        NameKind::Server => "'server'",
        NameKind::Label => "label",
        NameKind::Property => "property",
        NameKind::Column => "column",
        NameKind::Procedure => "procedure",
        NameKind::Function => "function",
        NameKind::ServerSetting => "setting",
        NameKind::Organization => "organization",
        NameKind::Project => "project",
        NameKind::Tenant => "tenant",
        NameKind::Instance => "instance",
        NameKind::ConsoleRole => "console role",
        NameKind::Capability => "capability",
        NameKind::Tier => "tier",
        NameKind::Setting => "'setting'",
        NameKind::Email => "'email'",
        NameKind::InviteId => "'invite'",
        NameKind::String => "'...'",
        NameKind::Number => "number",
        NameKind::Expression => "expression",
        // A parameter may stand in many places; to say so in each would hide the rest.
        NameKind::Parameter => return None,
        NameKind::Other => "name",
    })
}
