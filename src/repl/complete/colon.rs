//! Completion in the shell's own commands.

use super::candidate::{Candidate, begins};
use super::names;
use super::place::Place;
use super::statement::{in_statement, prefer_same_case};
use crate::parser::{NameKind, PieceKind};
use crate::repl::commands::{Argument, COMMANDS};
use crate::repl::help::topic_names;
use crate::repl::shell::Shell;
use std::path::Path;

/// Where the word at the end of the text starts, and what it can become. The text begins with a colon.
pub(super) fn complete(shell: &Shell, text: &str) -> (usize, Vec<Candidate>) {
    let blank = text.len() - text.trim_start().len();
    let command = text.trim_start();
    let Some((name, rest)) = command.split_once(char::is_whitespace) else {
        let commands = COMMANDS.iter().filter(|spec| begins(spec.name, command));
        let candidates = commands.map(|spec| match spec.takes {
            "" => Candidate::name(spec.name),
            _ => Candidate::word(spec.name),
        });
        return (blank, candidates.collect());
    };
    let Some(spec) = COMMANDS.iter().find(|spec| spec.name.eq_ignore_ascii_case(name)) else {
        return (text.len(), Vec::new());
    };
    let argument = rest.trim_start();
    let start = text.len() - argument.len();
    let (inner, found) = of_argument(shell, spec.argument, argument);
    (start + inner, found)
}

/// The same for an argument.
fn of_argument(shell: &Shell, kind: Argument, argument: &str) -> (usize, Vec<Candidate>) {
    match kind {
        // What a session is called is the user's choice.
        Argument::Nothing | Argument::Session => (argument.len(), Vec::new()),
        Argument::OneOf(words) => (0, among(words.iter().copied(), argument)),
        Argument::User => (0, named(shell, &[NameKind::User], argument)),
        Argument::UserOrRole => (0, named(shell, &[NameKind::Role, NameKind::User], argument)),
        Argument::Database => (0, named(shell, &[NameKind::Database], argument)),
        Argument::Connection => {
            let start = argument.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let word = argument.get(start..).unwrap_or_default();
            let before = argument.get(..start).unwrap_or_default().trim_end();
            let found = match before.rsplit(char::is_whitespace).next() {
                Some("-u" | "--username") => named(shell, &[NameKind::User], word),
                Some("-d" | "--database") => named(shell, &[NameKind::Database], word),
                Some("-p" | "--password") => Vec::new(),
                _ => ["-u", "-p", "-d"]
                    .into_iter()
                    .filter(|it| begins(it, word))
                    .map(Candidate::word)
                    .collect(),
            };
            (start, found)
        }
        Argument::File => files(shell, argument),
        Argument::Parameter => {
            let names = shell.params.keys().map(|name| name.as_str());
            (0, among(names.chain(["clear"]), argument))
        }
        Argument::Topic => {
            let commands = COMMANDS.iter().map(|spec| spec.name.trim_start_matches(':'));
            (0, among(topic_names().chain(commands), argument))
        }
        Argument::Statement => {
            let seconds = argument.len()
                - argument
                    .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
                    .trim_start()
                    .len();
            let (start, found) = in_statement(shell, argument.get(seconds..).unwrap_or_default());
            (seconds + start, found)
        }
    }
}

fn among<'a>(words: impl Iterator<Item = &'a str>, typed: &str) -> Vec<Candidate> {
    words.filter(|word| begins(word, typed)).map(Candidate::name).collect()
}

fn named(shell: &Shell, kinds: &[NameKind], typed: &str) -> Vec<Candidate> {
    let kind = match typed.chars().next() {
        None => PieceKind::Blank,
        Some('`') => PieceKind::Backticks,
        Some(_) => PieceKind::Word,
    };
    let place = Place { beginning: "", word: typed, kind };
    let mut found = Vec::new();
    for kind in kinds {
        names::add(shell, *kind, &place, &mut found);
    }
    prefer_same_case(&mut found, typed);
    found
}

/// The files of the folder that has been typed, folders with a `/` behind them.
fn files(shell: &Shell, typed: &str) -> (usize, Vec<Candidate>) {
    let start = typed.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = typed.split_at_checked(start).unwrap_or(("", typed));
    let folder = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let names = shell.outside.list(folder);
    // What is hidden is shown when it is asked for, as in every shell.
    let is_wanted = |file: &&String| {
        file.starts_with(name) && (!file.starts_with('.') || name.starts_with('.'))
    };
    (start, names.iter().filter(is_wanted).map(Candidate::name).collect())
}
