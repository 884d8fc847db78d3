//! Neo4j's own front end under Node, where both are installed.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SCRIPT: &str = include_str!("front_end.mjs");

pub struct FrontEnd {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl FrontEnd {
    /// Starts it. `folder` is where `node_modules` with `@neo4j-cypher/language-support` is.
    pub fn start(folder: &Path) -> io::Result<Self> {
        let mut child = Command::new("node")
            .args(["--input-type=module", "--eval", SCRIPT, "--"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipes"));
        };
        Ok(Self { child, input, output: BufReader::new(output) })
    }

    /// Gives it statements and learns how many of them have no error.
    pub fn load(&mut self, statements: &[String]) -> io::Result<usize> {
        let list = serde_json::to_string(statements)?;
        self.ask(&list)
    }

    /// Analyses all statements once more.
    pub fn again(&mut self) -> io::Result<usize> {
        self.ask("again")
    }

    fn ask(&mut self, line: &str) -> io::Result<usize> {
        writeln!(self.input, "{line}")?;
        let mut answer = String::new();
        self.output.read_line(&mut answer)?;
        answer.trim().parse().map_err(|_| io::Error::other("the front end gave no answer"))
    }
}

impl Drop for FrontEnd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
