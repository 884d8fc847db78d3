//! Runs scripts on all processors and hands the results on in order.

use crate::exec::Engine;
use crate::tools::golden::{Report, run_script, update_script};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// A script that was run.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) took: Duration,
    pub(super) result: Result<Report, Trouble>,
    /// Its expectations were rewritten.
    pub(super) is_updated: bool,
    text: String,
}

/// Why a script gave no report.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Its file cannot be read or written.
    Unreadable(io::Error),
    /// It is no golden script.
    Broken(String),
}

/// Makes the DBMS that a script starts from.
pub(super) type Fresh<'a> = &'a (dyn Fn() -> Box<dyn Engine> + Sync);

impl Ran {
    fn new(path: &Path, fresh: Fresh<'_>) -> Self {
        let start = Instant::now();
        let mut text = String::new();
        let result = match fs::read(path) {
            Err(error) => Err(Trouble::Unreadable(error)),
            Ok(bytes) => decoded(bytes).and_then(|decoded| {
                text = decoded;
                run_script(&text, &fresh).map_err(|error| Trouble::Broken(error.to_string()))
            }),
        };
        Self {
            path: path.to_owned(),
            name: path.display().to_string(),
            took: start.elapsed(),
            result,
            is_updated: false,
            text,
        }
    }

    /// Rewrites the expectations that were not met.
    pub(super) fn update(&mut self, write: impl FnOnce(&Path, &str) -> io::Result<()>) {
        let Ok(report) = &self.result else { return };
        match update_script(&self.text, report) {
            Ok(Cow::Borrowed(_)) => {}
            Ok(Cow::Owned(updated)) => match write(&self.path, &updated) {
                Ok(()) => self.is_updated = true,
                Err(error) => self.result = Err(Trouble::Unreadable(error)),
            },
            Err(error) => self.result = Err(Trouble::Broken(error.to_string())),
        }
    }
}

fn decoded(bytes: Vec<u8>) -> Result<String, Trouble> {
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let line = 1 + before.unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        Trouble::Broken(format!("line {line}: This is not valid UTF-8."))
    })
}

/// Runs the scripts, `jobs` at a time; `take` gets each as soon as it and all before it have run.
///
/// # Errors
/// What `take` says; what has not run by then is left.
pub(super) fn run_all(
    scripts: &[PathBuf],
    jobs: Option<usize>,
    fresh: Fresh<'_>,
    mut take: impl FnMut(Ran) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, scripts.len().max(1)) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = scripts.get(at) else { return };
                    if sender.send((at, Ran::new(path, fresh))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (at, ran) in receiver {
            waiting.insert(at, ran);
            while let Some(ran) = waiting.remove(&due) {
                due += 1;
                take(ran)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::engine::fresh_engine;

    #[test]
    fn results_come_in_the_order_of_the_scripts_and_stop_when_nobody_takes_them() {
        let scripts: Vec<PathBuf> = (0..50).map(|n| format!("missing/{n}").into()).collect();
        let mut seen = Vec::new();
        run_all(&scripts, Some(7), &fresh_engine, |ran| {
            assert!(matches!(ran.result, Err(Trouble::Unreadable(_))));
            seen.push(ran.path);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, scripts);
        let mut count = 0;
        let result = run_all(&scripts, None, &fresh_engine, |_| {
            count += 1;
            Err(io::ErrorKind::BrokenPipe.into())
        });
        assert_eq!((count, result.unwrap_err().kind()), (1, io::ErrorKind::BrokenPipe));
    }
}
