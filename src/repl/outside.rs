//! What the shell needs from outside. The command line gives it; tests give less.

use std::io::{self, BufRead};
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// Files, the clock, and the terminal apart from the line editor.
pub trait Outside {
    /// Opens a script.
    ///
    /// # Errors
    /// When there is none.
    fn open(&self, path: &Path) -> io::Result<Box<dyn BufRead>>;

    /// The names in a folder; those of folders end with `/`. For completion.
    fn list(&self, _folder: &Path) -> Vec<String> {
        Vec::new()
    }

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    /// When it stays.
    fn remove(&self, _path: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// The time since some moment that stays the same.
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    /// Waits. False when the user wants no more of it, or nobody could say so.
    fn wait(&self, _time: Duration) -> bool {
        false
    }

    /// Whether the user has interrupted since this was last asked.
    fn is_interrupted(&self) -> bool {
        false
    }

    /// Asks for a secret, which is not shown. None where there is nobody to ask.
    ///
    /// # Errors
    /// When the terminal cannot be used, or the user broke off.
    fn secret(&self, _prompt: &str) -> io::Result<Option<Zeroizing<String>>> {
        Ok(None)
    }

    /// Lets the user change a text in an editor.
    ///
    /// # Errors
    /// When there is no editor, or it failed.
    fn edit(&self, _text: &str) -> io::Result<String> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// A function that opens files is all that a script needs.
impl<F> Outside for F
where
    F: Fn(&Path) -> io::Result<Box<dyn BufRead>>,
{
    fn open(&self, path: &Path) -> io::Result<Box<dyn BufRead>> {
        self(path)
    }
}
