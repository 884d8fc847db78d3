//! Files, clock and terminal for the shell.

use super::files::open;
use crate::repl::Outside;
use std::env;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// The editor where the user has named none.
const EDITOR: &str = "vi";

/// The process and its terminal.
pub(super) struct Process {
    start: Instant,
    /// Tells of each Ctrl-C; none where Ctrl-C ends the process.
    interrupts: Option<Receiver<()>>,
}

impl Process {
    /// For scripts: Ctrl-C ends the process.
    pub(super) fn new() -> Self {
        Self { start: Instant::now(), interrupts: None }
    }

    /// For the prompt: Ctrl-C ends what is running, not the shell.
    pub(super) fn interactive() -> Self {
        let (tell, interrupts) = channel();
        // Where no handler can be set, Ctrl-C ends the shell.
        let is_set = ctrlc::set_handler(move || {
            // Nobody listens any more when the shell is leaving.
            let _ = tell.send(());
        })
        .is_ok();
        Self { interrupts: is_set.then_some(interrupts), ..Self::new() }
    }
}

impl Outside for Process {
    fn open(&self, path: &Path) -> io::Result<Box<dyn BufRead>> {
        open(path)
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.path().is_dir() { name + "/" } else { name }
            })
            .collect()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn wait(&self, time: Duration) -> bool {
        match &self.interrupts {
            Some(interrupts) => interrupts.recv_timeout(time) == Err(RecvTimeoutError::Timeout),
            // In a script nobody could end it.
            None => false,
        }
    }

    fn is_interrupted(&self) -> bool {
        // One press or several: it is one wish.
        self.interrupts.as_ref().is_some_and(|interrupts| interrupts.try_iter().count() > 0)
    }

    fn secret(&self, prompt: &str) -> io::Result<Option<Zeroizing<String>>> {
        if !io::stdin().is_terminal() {
            return Ok(None);
        }
        rpassword::prompt_password(prompt).map(|secret| Some(Zeroizing::new(secret)))
    }

    fn edit(&self, text: &str) -> io::Result<String> {
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
        let editor = named.into_iter().find(|editor| !editor.trim().is_empty());
        let editor = editor.unwrap_or_else(|| EDITOR.to_owned());
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or(EDITOR);
        // Only the user may read it, and it is gone afterwards.
        let mut file =
            tempfile::Builder::new().prefix("cypher-admin-").suffix(".cypher").tempfile()?;
        writeln!(file, "{text}")?;
        file.flush()?;
        let status = Command::new(program).args(words).arg(file.path()).status();
        let status =
            status.map_err(|error| io::Error::new(error.kind(), format!("{program}: {error}")))?;
        if !status.success() {
            return Err(io::Error::other(format!("{program} ended with {status}")));
        }
        fs::read_to_string(file.path())
    }
}
