//! How far a long script has come, where somebody watches.
//!
//! The bar stands on standard error, below whatever else goes to the terminal. It appears when a run takes
//! longer than half a second, and leaves no trace.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};
use terminal_size::{Width, terminal_size_of};

/// Shorter runs need no bar.
const DELAY: Duration = Duration::from_millis(500);

/// The columns that a bar with figures needs.
const WIDE: u16 = 72;

/// The shortest time between two interruptions of the bar.
const PAUSE: Duration = Duration::from_millis(50);

const KNOWN_LENGTH: &str =
    "[{wide_bar}] {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left";
/// Where a line has no room for the bar.
const KNOWN_LENGTH_NARROW: &str = "{percent:>3} %  {bytes_per_sec}  {eta} left";
const UNKNOWN_LENGTH: &str = "{spinner} {bytes}  {bytes_per_sec}  {elapsed}";

/// Standard output and standard error.
type Writers = (Box<dyn Write>, Box<dyn Write>);

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
        let columns =
            terminal_size_of(io::stderr()).map_or(u16::MAX, |(Width(columns), _)| columns);
        let template = match length {
            None => UNKNOWN_LENGTH,
            Some(_) if columns < WIDE => KNOWN_LENGTH_NARROW,
            Some(_) => KNOWN_LENGTH,
        };
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

    /// The two writers, made to keep clear of the bar.
    pub(super) fn writers(&self, out: Box<dyn Write>, err: Box<dyn Write>) -> Writers {
        let Some(Watched { bar, .. }) = &self.0 else { return (out, err) };
        let screen =
            Screen { bar: bar.clone(), streams: [out, err], queue: Vec::new(), last: None };
        let screen = Rc::new(RefCell::new(screen));
        let above = |stream| Box::new(Above { screen: screen.clone(), stream, line: Vec::new() });
        (above(0), above(1))
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

/// What is on its way to the terminal. Lines wait for each other a little, since taking the bar away and
/// drawing it again takes longer than to write many of them.
struct Screen {
    bar: ProgressBar,
    streams: [Box<dyn Write>; 2],
    /// Whole lines and the stream they go to.
    queue: Vec<(usize, Vec<u8>)>,
    last: Option<Instant>,
}

impl Screen {
    fn push(&mut self, stream: usize, lines: &[u8]) -> io::Result<()> {
        match self.queue.last_mut() {
            Some((last, waiting)) if *last == stream => waiting.extend_from_slice(lines),
            _ => self.queue.push((stream, lines.to_vec())),
        }
        if self.last.is_none_or(|last| last.elapsed() > PAUSE) { self.show() } else { Ok(()) }
    }

    fn show(&mut self) -> io::Result<()> {
        if self.queue.is_empty() {
            return Ok(());
        }
        self.last = Some(Instant::now());
        let Self { bar, streams, queue, .. } = self;
        bar.suspend(|| {
            for (stream, lines) in queue.drain(..) {
                if let Some(stream) = streams.get_mut(stream) {
                    stream.write_all(&lines)?;
                    stream.flush()?;
                }
            }
            Ok(())
        })
    }
}

/// One of the streams. Behind half a line the bar would be drawn on top of it, so only whole ones go out.
struct Above {
    screen: Rc<RefCell<Screen>>,
    stream: usize,
    /// The beginning of a line.
    line: Vec<u8>,
}

impl Write for Above {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (lines, rest) = bytes.split_at(end);
        self.line.extend_from_slice(lines);
        if !lines.is_empty() {
            self.screen.borrow_mut().push(self.stream, &self.line)?;
            self.line.clear();
        }
        self.line.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.screen.borrow_mut().show()
    }
}

/// What has no end of line goes out at the end; there is nobody to tell when it cannot.
impl Drop for Above {
    fn drop(&mut self) {
        let mut screen = self.screen.borrow_mut();
        let _ = screen.push(self.stream, &self.line).and_then(|()| screen.show());
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

    /// A writer to look at.
    #[derive(Clone, Default)]
    struct Seen(Rc<RefCell<Vec<u8>>>);

    impl Write for Seen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn writers_pass_whole_lines_on_in_order() {
        let seen = Seen::default();
        let text = || String::from_utf8(seen.0.borrow().clone()).unwrap();
        let progress = Progress::new(true, &[]);
        let (mut out, mut err) = progress.writers(Box::new(seen.clone()), Box::new(seen.clone()));
        out.write_all(b"a").unwrap();
        out.flush().unwrap();
        assert_eq!(text(), "");
        out.write_all(b"b\nc").unwrap();
        assert_eq!(text(), "ab\n");
        // So soon after the last line these wait for each other.
        err.write_all(b"d\n").unwrap();
        out.write_all(b"\ne\nf").unwrap();
        err.write_all(b"g\n").unwrap();
        err.flush().unwrap();
        assert_eq!(text(), "ab\nd\nc\ne\ng\n");
        drop((out, err));
        assert_eq!(text(), "ab\nd\nc\ne\ng\nf");
    }
}
