//! The history of what was entered. What holds a password is never part of it.

use crate::parser::{Item, ItemKind, mask_secrets, split};
use rustyline::history::{FileHistory, History as _, SearchDirection};
use std::io::{self, Write};
use std::path::PathBuf;

use super::commands::{Argument, COMMANDS};
use super::typed::without_indent;

/// Where the history is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum History {
    /// In a file, in a folder that exists.
    File(PathBuf),
    /// As long as the shell runs.
    Memory,
    /// Nowhere.
    Off,
}

/// How many entries are kept.
pub(super) const ENTRIES: usize = 10_000;

/// Whether what was typed may be kept: it is not blank and holds no password.
pub(super) fn is_worth_keeping(text: &str) -> bool {
    let is_secret = |item: &Item| match item.kind {
        ItemKind::Statement => mask_secrets(&item.text).has_secrets(),
        ItemKind::ColonCommand => sets_password(&item.text),
    };
    !text.trim().is_empty() && split(text).is_ok_and(|items| !items.iter().any(is_secret))
}

/// Whether a colon command may hold a password: a parameter by its name, or since it is text; a login
/// with one; a statement to be tried. Of what is no command, as when one is misspelled, all of that is feared.
fn sets_password(command: &str) -> bool {
    let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let argument = argument.to_lowercase();
    let has_any = |words: &[&str]| words.iter().any(|word| argument.contains(word));
    let spec = COMMANDS.iter().find(|spec| spec.name.eq_ignore_ascii_case(name));
    match spec.map(|spec| spec.argument) {
        Some(Argument::Parameter) => has_any(&SUSPICIOUS),
        Some(Argument::Statement) => mask_secrets(&argument).has_secrets(),
        Some(Argument::Connection) => has_any(&["-p"]),
        Some(_) => false,
        None => has_any(&SUSPICIOUS) || has_any(&["-p"]),
    }
}

/// What a password looks like, and what it is called.
const SUSPICIOUS: [&str; 7] = ["'", "\"", "pass", "pwd", "secret", "token", "credential"];

/// The entry that was kept last, as it was meant.
pub(super) fn last_entry(history: &FileHistory) -> Option<String> {
    let last = history.len().checked_sub(1)?;
    let found = history.get(last, SearchDirection::Forward).ok()??;
    Some(without_indent(&found.entry))
}

/// The newest entry that goes on where `line` ends.
pub(super) fn suggestion(history: &dyn rustyline::history::History, line: &str) -> Option<String> {
    let last = history.len().checked_sub(1)?;
    let found = history.starts_with(line, last, SearchDirection::Reverse).ok()??;
    let rest = found.entry.get(line.len()..)?;
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// Writes all entries with their numbers.
pub(super) fn list(history: &FileHistory, out: &mut dyn Write) -> io::Result<()> {
    for at in 0..history.len() {
        if let Ok(Some(found)) = history.get(at, SearchDirection::Forward) {
            let entry = without_indent(&found.entry).replace('\n', "\n       ");
            writeln!(out, "{:>5}  {entry}", at + 1)?;
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
            ("CREATE USER a SET PASSWORD set-hunter2", false),
            ("SHOW USERS; ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b';", false),
            ("CREATE USER a SET PASSWORD $p;", true),
            (":param newPassword => 'x'", false),
            (":param p => 'x'", false),
            (":param limit => 3", true),
            (":connect -u bob", true),
            (":connect -u bob -p hush", false),
            (":CONNECT -u bob --password hush", false),
            (":watch 1 CREATE USER a SET PASSWORD 'x'", false),
            (":watch 1 SHOW USERS", true),
            (":whatif CREATE USER a SET PASSWORD 'x'", false),
            (":whatif DENY TRAVERSE ON GRAPH g FOR (n) WHERE n.a = 'x' TO r", true),
            (":params p => 'x'", false),
            (":parm p => 'x'", false),
            (":conect -u bob -p hush", false),
            (":source 'my passwords.cypher'", true),
        ] {
            assert_eq!(is_worth_keeping(text), kept, "{text}");
        }
    }
}
