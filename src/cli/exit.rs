//! Exit codes, in one place.
//!
//! | code | meaning |
//! | --- | --- |
//! | 0 | everything succeeded, or the reader of the output went away |
//! | 1 | a statement failed |
//! | 2 | findings: expectations not met, a no, differences, lint, a script that is not laid out |
//! | 3 | the command line is wrong |
//! | 4 | something could not be read or written |

use crate::repl::Failure;
use std::io::{self, Write};
use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    Success,
    StatementFailed,
    Findings,
    Usage,
    Io,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Success => 0,
            Exit::StatementFailed => 1,
            Exit::Findings => 2,
            Exit::Usage => 3,
            Exit::Io => 4,
        })
    }
}

impl From<Option<Failure>> for Exit {
    fn from(failure: Option<Failure>) -> Self {
        match failure {
            None => Self::Success,
            Some(Failure::Statement) => Self::StatementFailed,
            Some(Failure::Io) => Self::Io,
        }
    }
}

impl From<io::Error> for Exit {
    /// An error of our own output. A closed pipe is nobody's mistake.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Success;
        }
        complain(&error.to_string());
        Self::Io
    }
}

/// Help, version, or what is wrong with the arguments.
pub(super) fn usage(error: &clap::Error) -> Exit {
    match error.print() {
        Err(error) => error.into(),
        Ok(()) if error.use_stderr() => Exit::Usage,
        Ok(()) => Exit::Success,
    }
}

/// Says what is wrong. When even that cannot be written, there is nobody to tell.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "error: {message}");
}
