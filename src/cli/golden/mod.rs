//! `test`: golden scripts in files and folders, run in parallel and reported in order.

mod junit;
mod ran;
mod report;
mod select;
mod tap;
mod text;

use super::args::{Color, Options};
use super::engine::fresh_engine;
use super::exit::{Exit, complain};
use super::screen::use_color;
use super::state::{load_file, restore};
use crate::exec::Engine;
use ran::{Trouble, run_all};
use report::{Reporter, Totals};
use select::select;
use std::env;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// What to test and how to tell about it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Testing {
    /// Scripts and folders.
    pub(super) paths: Vec<PathBuf>,
    /// Parts of names or globs; all scripts without.
    pub(super) names: Vec<String>,
    /// Rewrite the expectations that are not met.
    pub(super) update: bool,
    pub(super) format: TestFormat,
    /// How many of the slowest scripts to name.
    pub(super) slowest: usize,
    pub(super) color: Color,
    /// How many scripts run at once; as many as there are processors without.
    pub(super) jobs: Option<usize>,
}

/// How the results are written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum TestFormat {
    /// Differences and totals, for people
    #[default]
    Text,
    /// JUnit XML, a test case per statement
    Junit,
    /// Test Anything Protocol, a test per script
    Tap,
}

/// Runs golden scripts; with `update` rewrites what differs.
pub(super) fn test(options: &Options, testing: &Testing) -> io::Result<Exit> {
    if testing.update && env::var_os("CI").is_some_and(|value| value == "true" || value == "1") {
        complain("--update is refused under CI: expectations are written by hand and reviewed.");
        return Ok(Exit::Usage);
    }
    let loaded = match options.load.as_ref().map(|path| load_file(options, path)).transpose() {
        Ok(loaded) => loaded,
        Err(trouble) => return Ok(trouble.complain()),
    };
    let fresh = || -> Box<dyn Engine> {
        let mut engine = fresh_engine();
        if let Some(loaded) = &loaded {
            // These engines hold their state themselves, so it can be replaced.
            let _ = restore(engine.as_mut(), loaded.clone());
        }
        engine
    };
    let (scripts, mut exit) = select(testing);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut reporter: Box<dyn Reporter> = match testing.format {
        TestFormat::Text => {
            let color = use_color(testing.color, io::stdout().is_terminal());
            Box::new(text::Text::new(color, testing.update, testing.slowest))
        }
        TestFormat::Junit => Box::new(junit::Junit::default()),
        TestFormat::Tap => Box::new(tap::Tap::default()),
    };
    let mut totals = Totals::default();
    reporter.begin(&mut out, scripts.len())?;
    run_all(&scripts, testing.jobs, &fresh, |mut ran| -> io::Result<()> {
        if testing.update {
            ran.update(|path, text| fs::write(path, text));
        }
        totals.add(&ran);
        if let Err(Trouble::Unreadable(error)) = &ran.result {
            out.flush()?;
            complain(&format!("{}: {error}", ran.name));
            exit = Exit::Io;
        }
        reporter.script(&mut out, &ran)?;
        // Whoever watches sees each result as soon as it is there.
        out.flush()
    })?;
    reporter.end(&mut out, &totals)?;
    out.flush()?;
    let has_findings = totals.broken > 0 || (totals.differences > 0 && !testing.update);
    Ok(if exit == Exit::Success && has_findings { Exit::Findings } else { exit })
}
