//! A run without a prompt: what stands around its statements.

use super::args::Options;
use super::dry_run::DryRun;
use super::exit::{Exit, complain};
use super::outside::Process;
use super::progress::Progress;
use super::run::new_shell;
use super::screen::can_redraw;
use crate::exec::TransactionStep;
use crate::repl::{Shell, Streams};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Bytes of output that are gathered before they are written.
const BUFFER: usize = 64 * 1024;

/// Makes a shell, lets it work, and says how it went; `scripts` are what it will read.
pub(super) fn with_shell(
    options: &Options,
    scripts: &[PathBuf],
    work: impl FnOnce(&mut Shell, &mut Streams<'_>, &Progress) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let mut shell = match new_shell(options, Process::new()) {
        Ok(shell) => shell,
        Err(trouble) => return Ok(trouble.complain()),
    };
    // Whoever looks at a script's run wants to see how far it is, and what it came to.
    let is_watched = !scripts.is_empty() && !options.quiet && can_redraw(&io::stderr());
    let progress = Progress::new(is_watched, scripts);
    let (out, mut err) = progress.writers(Box::new(io::stdout().lock()), Box::new(io::stderr()));
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let dry_run = if options.dry_run { DryRun::begin(shell.engine()) } else { None };
    if options.single_transaction
        && let Err(error) = shell.engine().transaction(TransactionStep::Begin)
    {
        complain(&error.to_string());
        return Ok(Exit::Usage);
    }
    let mut nowhere = io::sink();
    let rows: &mut dyn Write = if dry_run.is_some() { &mut nowhere } else { &mut out };
    let mut streams = Streams { out: rows, err: &mut err };
    let exit = work(&mut shell, &mut streams, &progress)?;
    shell.finish(&mut streams)?;
    streams.err.flush()?;
    progress.end();
    let exit = if exit == Exit::Success { shell.failure().into() } else { exit };
    let exit = if options.single_transaction { end_transaction(&mut shell, exit) } else { exit };
    let wants_summary = options.summary || (is_watched && shell.totals().statements > 1);
    match dry_run {
        Some(dry_run) => {
            dry_run.write_changes(shell.engine(), &mut out)?;
            out.flush()?;
            if !options.quiet || options.summary {
                writeln!(err, "dry run, nothing is kept: {}", shell.totals())?;
            }
        }
        None if wants_summary => writeln!(err, "{}", shell.totals())?,
        None => {}
    }
    // The process ends with this and gives its memory back as a whole: taking a state apart piece by piece would be
    // work for nobody, and code to load.
    std::mem::forget(shell);
    Ok(exit)
}

/// Keeps what was done when all of it went well, else takes it back.
fn end_transaction(shell: &mut Shell, exit: Exit) -> Exit {
    if exit != Exit::Success {
        // A failed statement has taken everything back already; an unreadable script has not.
        let _ = shell.engine().transaction(TransactionStep::Rollback);
        return exit;
    }
    match shell.engine().transaction(TransactionStep::Commit) {
        Ok(()) => exit,
        Err(error) => {
            complain(&error.to_string());
            Exit::StatementFailed
        }
    }
}
