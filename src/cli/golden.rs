//! `cypher-admin test`: golden scripts in files and folders.

use super::engine::fresh_engine;
use super::exit::{Exit, complain};
use super::files::golden_scripts;
use crate::tools::golden::{Difference, run_script, update_script};
use std::borrow::Cow;
use std::env;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Totals {
    files: usize,
    statements: usize,
    differences: usize,
    /// Files that are no golden scripts.
    broken: usize,
    inferred: usize,
    updated: usize,
}

/// Runs golden scripts; with `update` rewrites what differs.
pub(super) fn test(paths: &[PathBuf], update: bool) -> io::Result<Exit> {
    if update && env::var_os("CI").is_some_and(|value| value == "true" || value == "1") {
        complain("--update is refused under CI: expectations are written by hand and reviewed.");
        return Ok(Exit::Usage);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut totals = Totals::default();
    let mut exit = Exit::Success;
    for path in paths {
        let scripts = match golden_scripts(path) {
            Ok(scripts) => scripts,
            Err(error) => {
                complain(&format!("Cannot read '{}': {error}", path.display()));
                exit = Exit::Io;
                continue;
            }
        };
        if scripts.is_empty() {
            complain(&format!("There are no *.cypher files in '{}'.", path.display()));
            exit = Exit::Io;
        }
        for script in scripts {
            if let Err(error) = test_file(&mut out, &script, update, &mut totals)? {
                out.flush()?;
                complain(&format!("{}: {error}", script.display()));
                exit = Exit::Io;
            }
        }
    }
    write_totals(&mut out, &totals)?;
    out.flush()?;
    let has_findings = totals.broken > 0 || (totals.differences > 0 && !update);
    Ok(if exit == Exit::Success && has_findings { Exit::Findings } else { exit })
}

/// One script. The outer error is one of our output, the inner one of the script's file.
fn test_file(
    out: &mut dyn Write,
    path: &Path,
    update: bool,
    totals: &mut Totals,
) -> io::Result<io::Result<()>> {
    let name = path.display();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(error)),
    };
    totals.files += 1;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            totals.broken += 1;
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
            let line = 1 + before.unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
            writeln!(out, "{name}: line {line}: This is not valid UTF-8.")?;
            return Ok(Ok(()));
        }
    };
    let report = match run_script(&text, &fresh_engine) {
        Ok(report) => report,
        Err(error) => {
            totals.broken += 1;
            writeln!(out, "{name}: {error}")?;
            return Ok(Ok(()));
        }
    };
    totals.statements += report.statements;
    totals.differences += report.differences.len();
    totals.inferred += usize::from(report.is_inferred);
    if !update {
        for difference in &report.differences {
            write_difference(out, path, difference)?;
        }
        return Ok(Ok(()));
    }
    match update_script(&text, &report) {
        Ok(Cow::Borrowed(_)) => Ok(Ok(())),
        Ok(Cow::Owned(updated)) => {
            totals.updated += 1;
            writeln!(out, "{name}: updated")?;
            Ok(fs::write(path, updated))
        }
        Err(error) => {
            totals.broken += 1;
            writeln!(out, "{name}: {error}")?;
            Ok(Ok(()))
        }
    }
}

fn write_difference(out: &mut dyn Write, path: &Path, difference: &Difference) -> io::Result<()> {
    let Difference { line, statement, lines } = difference;
    writeln!(out, "{}:{line}: {statement}", path.display())?;
    for line in lines {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

fn write_totals(out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
    let Totals { files, statements, differences, broken, inferred, updated } = totals;
    let counted = |count: &usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let mut parts = vec![counted(files, "file"), counted(statements, "statement")];
    parts.push(counted(differences, "difference"));
    if *broken > 0 {
        parts.push(format!("{broken} not runnable"));
    }
    if *updated > 0 {
        parts.push(format!("{updated} updated"));
    }
    if *inferred > 0 {
        parts.push(format!("{inferred} on inferred facts"));
    }
    writeln!(out, "{}", parts.join(", "))
}
