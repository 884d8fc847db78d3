//! How far a long script has come, where somebody watches.
//!
//! The bar stands on standard error, below whatever else goes to the terminal. It appears when a run takes
//! longer than half a second, and leaves no trace.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Shorter runs need no bar.
const DELAY: Duration = Duration::from_millis(500);

const KNOWN_LENGTH: &str =
    "[{wide_bar}] {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left";
const UNKNOWN_LENGTH: &str = "{spinner} {bytes}  {bytes_per_sec}  {elapsed}";

/// The progress of a run; does nothing where nobody watches.
#[derive(Clone)]
pub(super) struct Progress(Option<Watched>);

#[derive(Clone)]
struct Watched {
    bar: ProgressBar,
    start: Instant,
}

impl Progress {
    /// A bar for the scripts when `is_watched`.
    pub(super) fn new(is_watched: bool, scripts: &[PathBuf]) -> Self {
        if !is_watched {
            return Self(None);
        }
        let lengths: Option<Vec<u64>> = scripts.iter().map(|path| length(path)).collect();
        let length = lengths.map(|lengths| lengths.iter().sum());
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
        let template = if length.is_some() { KNOWN_LENGTH } else { UNKNOWN_LENGTH };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self(Some(Watched { bar, start: Instant::now() }))
    }

    /// A script whose reading is shown.
    pub(super) fn script(&self, reader: Box<dyn BufRead>) -> Box<dyn BufRead> {
        match &self.0 {
            Some(watched) => Box::new(Counted { reader, watched: watched.clone() }),
            None => reader,
        }
    }

    /// A writer to the terminal that keeps clear of the bar.
    pub(super) fn writer<'w>(&self, writer: impl Write + 'w) -> Box<dyn Write + 'w> {
        match &self.0 {
            Some(Watched { bar, .. }) => {
                Box::new(Above { writer, bar: bar.clone(), line: Vec::new() })
            }
            None => Box::new(writer),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(Watched { bar, .. }) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// How long a script is; a pipe does not say.
fn length(path: &Path) -> Option<u64> {
    let path = if path.as_os_str() == "-" { Path::new("/dev/stdin") } else { path };
    let metadata = fs::metadata(path).ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// Counts what is read.
struct Counted {
    reader: Box<dyn BufRead>,
    watched: Watched,
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let Watched { bar, start } = &self.watched;
        bar.inc(amount as u64);
        if bar.is_hidden() && start.elapsed() > DELAY {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.reader.consume(amount);
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

/// Writes whole lines while the bar is away: behind half a line it would be drawn on top of it.
struct Above<W: Write> {
    writer: W,
    bar: ProgressBar,
    /// The beginning of a line.
    line: Vec<u8>,
}

impl<W: Write> Write for Above<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (lines, rest) = bytes.split_at(end);
        if !lines.is_empty() {
            self.line.extend_from_slice(lines);
            let Self { writer, bar, line } = self;
            bar.suspend(|| writer.write_all(line).and_then(|()| writer.flush()))?;
            line.clear();
        }
        self.line.extend_from_slice(rest);
        Ok(bytes.len())
    }

    /// Whole lines have gone out; the beginning of one waits for its end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What has no end of line goes out at the end; there is nobody to tell when it cannot.
impl<W: Write> Drop for Above<W> {
    fn drop(&mut self) {
        let _ = self.writer.write_all(&self.line).and_then(|()| self.writer.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_passes_everything_on_and_counts_it() {
        let progress = Progress::new(true, &[PathBuf::from("missing")]);
        let mut text = String::new();
        let mut reader = progress.script(Box::new("SHOW USERS;\nSHOW".as_bytes()));
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "SHOW USERS;\nSHOW");
        assert_eq!(progress.0.unwrap().bar.position(), 16);
    }

    #[test]
    fn a_writer_passes_everything_on() {
        let mut out = Vec::new();
        let progress = Progress::new(true, &[]);
        {
            let mut writer = progress.writer(&mut out);
            for part in ["a", "b\nc", "\n", "d"] {
                writer.write_all(part.as_bytes()).unwrap();
            }
            writer.flush().unwrap();
        }
        assert_eq!(String::from_utf8(out).unwrap(), "ab\nc\nd");
    }
}
