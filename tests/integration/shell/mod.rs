//! The shell on a pseudo-terminal: keys go in, and what the screen shows comes out.
//!
//! Nothing here sleeps for a fixed time. Each step waits until the screen is as it should be, for as long as a
//! busy machine may take.

mod editing;
mod progress;
mod screens;
mod sessions;

use expectrl::session::OsSession;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use vt100::{Parser, Screen};

const ENTER: &str = "\r";
const TAB: &str = "\t";
const UP: &str = "\u{1b}[A";
const RIGHT: &str = "\u{1b}[C";
const LEFT: &str = "\u{1b}[D";
const HOME: &str = "\u{1b}[H";
const BACKSPACE: &str = "\u{7f}";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";
const CTRL_R: &str = "\u{12}";

/// How long a screen may take to become what it should be.
const PATIENCE: Duration = Duration::from_secs(60);

/// A shell that is being typed to.
struct Typed {
    session: OsSession,
    screen: Parser,
    /// Everything the shell has written.
    raw: Vec<u8>,
    home: TempDir,
}

/// How a shell is started.
struct Start<'a> {
    columns: u16,
    arguments: &'a [&'a str],
    variables: &'a [(&'a str, &'a str)],
    /// The text of the start-up script.
    init: Option<&'a str>,
    /// Whether the terminal shows what is typed, as it does where nobody edits lines.
    echo: bool,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { columns: 80, arguments: &[], variables: &[], init: None, echo: false }
    }
}

impl Start<'_> {
    /// Starts a shell in a home of its own and waits for its first prompt.
    fn shell(self) -> Typed {
        let home = TempDir::new().unwrap();
        if let Some(init) = self.init {
            let folder = home.path().join("config/cypher-admin");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("init.cypher"), init).unwrap();
        }
        let mut typed = self.begin(home);
        typed.prompt("neo4j@neo4j> ");
        typed
    }

    fn begin(self, home: TempDir) -> Typed {
        // The screen has its size before the program looks at it.
        let mut command = Command::new("sh");
        let sized = format!("stty cols {} rows 40 && exec \"$0\" \"$@\"", self.columns);
        command.args(["-c", &sized, env!("CARGO_BIN_EXE_cypher-admin")]);
        command.args(self.arguments).current_dir(home.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8").env("HOME", home.path());
        command.env("XDG_STATE_HOME", home.path().join("state"));
        command.env("XDG_CONFIG_HOME", home.path().join("config"));
        command.envs(self.variables.iter().copied());
        let mut session = OsSession::spawn(command).unwrap();
        session.get_process_mut().set_window_size(self.columns, 40).unwrap();
        if self.echo {
            session.get_process_mut().set_echo(true, None).unwrap();
        }
        Typed {
            session,
            screen: Parser::new(whole(40), whole(self.columns), 0),
            raw: Vec::new(),
            home,
        }
    }
}

impl Typed {
    fn keys(&mut self, keys: &str) {
        self.session.write_all(keys.as_bytes()).unwrap();
        self.session.flush().unwrap();
    }

    /// A line and Enter; waits for the prompt behind what it gives.
    fn run(&mut self, line: &str) {
        self.keys(line);
        let shown = line.to_owned();
        self.until(&format!("'{shown}' typed"), |screen| {
            joined(screen).contains(&shown.replace(char::is_whitespace, ""))
        });
        let before = self.raw.len();
        self.keys(ENTER);
        self.until_raw("an answer", before, |answer| {
            answer.contains("\u{1b}[?2004h") || answer.contains("> ")
        });
    }

    /// Waits until the last line is this prompt and nothing else.
    fn prompt(&mut self, prompt: &str) {
        let wanted = prompt.trim_end().to_owned();
        self.until(&format!("the prompt '{wanted}'"), |screen| {
            lines(screen).last().is_some_and(|last| *last == wanted)
        });
    }

    /// Waits until the screen shows a text.
    fn shows(&mut self, text: &str) {
        self.until(&format!("'{text}'"), |screen| screen.contents().contains(text));
    }

    /// Waits until the last line is a text.
    fn ends_with(&mut self, last: &str) {
        self.until(&format!("'{last}' in the last line"), |screen| {
            lines(screen).last().is_some_and(|line| line == last)
        });
    }

    fn until(&mut self, what: &str, is_it: impl Fn(&Screen) -> bool) {
        let start = Instant::now();
        while !is_it(self.screen.screen()) {
            assert!(start.elapsed() < PATIENCE, "{what} is not on the screen:\n{}", self.picture());
            self.read();
        }
    }

    fn until_raw(&mut self, what: &str, from: usize, is_it: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !is_it(&String::from_utf8_lossy(&self.raw[from..])) {
            assert!(start.elapsed() < PATIENCE, "{what} has not come:\n{}", self.picture());
            self.read();
        }
    }

    /// Takes what the shell has written; waits a moment when that is nothing. False at its end.
    fn read(&mut self) -> bool {
        let mut buffer = [0; 4096];
        match self.session.try_read(&mut buffer) {
            Ok(0) => return false,
            Ok(count) => {
                self.screen.process(&buffer[..count]);
                self.raw.extend_from_slice(&buffer[..count]);
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(Duration::from_millis(5)),
            // What Linux says of a terminal whose other side is gone.
            Err(_) => return false,
        }
        true
    }

    /// Waits for the end of the shell and gives its exit code.
    fn end(mut self) -> i32 {
        let start = Instant::now();
        while self.read() {
            assert!(start.elapsed() < PATIENCE, "the shell goes on:\n{}", self.picture());
        }
        match self.session.get_process().wait().unwrap() {
            expectrl::process::unix::WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?}"),
        }
    }

    fn history(&self) -> String {
        let file = self.home.path().join("state/cypher-admin/history");
        std::fs::read_to_string(file).unwrap_or_default()
    }

    fn home(&self) -> &Path {
        self.home.path()
    }

    fn lines(&self) -> Vec<String> {
        lines(self.screen.screen())
    }

    fn picture(&self) -> String {
        let mut picture = String::new();
        for line in self.lines() {
            writeln!(picture, "| {line}").unwrap();
        }
        picture
    }
}

fn whole(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// The lines of a screen, without blanks at their ends and at the screen's.
fn lines(screen: &Screen) -> Vec<String> {
    let (_, columns) = screen.size();
    let mut lines: Vec<String> =
        screen.rows(0, columns.get()).map(|line| line.trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// All characters of a screen without blanks and breaks: what was typed, however it wraps.
fn joined(screen: &Screen) -> String {
    screen.contents().split_whitespace().collect()
}
