//! load: a script of GRANT and DENY statements through `run`, as a whole process.

use super::{Failed, Suite};
use crate::measure::median;
use crate::peers::scan::Loaded;
use crate::plot::Plot;
use crate::process::{Program, binaries};
use crate::report::{Line, Target, Unit};
use crate::world::{LARGE, Size, World};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let (product, _) = binaries()?;
    let sizes: &[usize] = if suite.is_short {
        &[1_000, 10_000, 100_000]
    } else {
        &[1_000, 10_000, 100_000, 1_000_000, 10_000_000]
    };
    let mut ours_by_size = Vec::new();
    let mut scan_by_size = Vec::new();
    let mut sqlite_by_size = Vec::new();
    for &privileges in sizes {
        let roles = (privileges / 100).max(10);
        let world = World::new(Size { roles, privileges, users: 1, ..LARGE }, 11);
        let script = write_script(suite, &world)?;
        check(&product, &script, &world)?;
        let run = Program::new(&product, &["--quiet", "run", &script.display().to_string()]);
        let rounds = match privileges {
            0..1_000_000 => suite.effort.rounds,
            1_000_000 => 3,
            _ => 1,
        };
        let (mut ours, mut scan, mut sqlite) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            ours.push(run.time()?);
            let start = Instant::now();
            let loaded = Loaded::read(BufReader::with_capacity(1 << 16, File::open(&script)?))?;
            scan.push(start.elapsed().as_nanos() as f64);
            drop(loaded);
            if let Some(time) = sqlite_time(&world)? {
                sqlite.push(time);
            }
        }
        let (ours, scan) = (median(ours), median(scan));
        let size = privileges as f64;
        ours_by_size.push((size, ours / 1e6));
        scan_by_size.push((size, scan / 1e6));
        if !sqlite.is_empty() {
            sqlite_by_size.push((size, median(sqlite.clone()) / 1e6));
        }
        if privileges == 1_000_000 || (suite.is_short && privileges == 100_000) {
            let statements = format!("{privileges} GRANT/DENY statements");
            let target = Target::AtMost(4e9 * size / 1e6);
            suite.add(Line {
                row: "load",
                work: statements.clone(),
                unit: Unit::Time,
                ours,
                peer: Some(("scan by hand".into(), scan)),
                target,
            });
            if !sqlite.is_empty() {
                suite.add(Line {
                    row: "load",
                    work: statements,
                    unit: Unit::Time,
                    ours,
                    peer: Some(("SQLite, prepared inserts".into(), median(sqlite))),
                    target: Target::None,
                });
            }
            // What a process without the privileges needs is no part of it.
            let base = Program::new(&product, &["--quiet", "-e", "SHOW USERS"]).peak()?;
            suite.add(Line {
                row: "load",
                work: "memory for one privilege".into(),
                unit: Unit::Bytes,
                ours: (run.peak()? - base) / size,
                peer: None,
                target: Target::AtMost(48.0),
            });
        }
        std::fs::remove_file(&script)?;
    }
    // Small scripts say more about the start.
    let least = if suite.is_short { 10_000.0 } else { 1_000_000.0 };
    let from = ours_by_size.iter().find(|(size, _)| *size >= least);
    if let (Some((small, before)), Some((large, after))) = (from, ours_by_size.last()) {
        suite.add(Line {
            row: "load",
            work: format!("growth from {small} to {large}, per statement"),
            unit: Unit::Factor,
            ours: (after / large) / (before / small),
            peer: None,
            target: Target::AtMost(1.5),
        });
    }
    let mut series =
        vec![("cypher-admin".to_owned(), ours_by_size), ("scan by hand".to_owned(), scan_by_size)];
    if !sqlite_by_size.is_empty() {
        series.push(("SQLite".to_owned(), sqlite_by_size));
    }
    suite.plots.push(Plot {
        name: "load",
        title: "Loading a script",
        x: "privileges",
        y: "ms",
        series,
    });
    Ok(())
}

fn write_script(suite: &Suite, world: &World) -> Result<PathBuf, Failed> {
    let path = suite.scratch.join(format!("load-{}.cypher", world.rows.len()));
    let mut out = BufWriter::new(File::create(&path)?);
    world.write_script(&mut out)?;
    out.flush()?;
    Ok(path)
}

/// Ours, the scan and the generator must agree on how many privileges there are.
fn check(product: &std::path::Path, script: &PathBuf, world: &World) -> Result<(), Failed> {
    let counted = world.rows.len();
    let scanned = Loaded::read(BufReader::new(File::open(script)?))?.privileges();
    let query = script.with_extension("count.cypher");
    let text = format!(
        ":source {}\nSHOW PRIVILEGES YIELD role WHERE role STARTS WITH 'role' RETURN count(*) AS n;\n",
        script.display()
    );
    std::fs::write(&query, text)?;
    let run = Program::new(product, &["--format", "csv", "run", &query.display().to_string()]);
    let output = String::from_utf8_lossy(&run.run()?.stdout).into_owned();
    std::fs::remove_file(&query)?;
    let ours: usize = output.lines().last().unwrap_or_default().parse().unwrap_or_default();
    if ours == counted && scanned == counted {
        return Ok(());
    }
    Err(format!("{counted} privileges were written, {ours} loaded, {scanned} scanned").into())
}

#[cfg(feature = "sqlite")]
fn sqlite_time(world: &World) -> Result<Option<f64>, Failed> {
    let start = Instant::now();
    let sqlite = crate::peers::sqlite::Sqlite::load(&world.rows)?;
    let time = start.elapsed().as_nanos() as f64;
    if sqlite.count()? != world.rows.len() as i64 {
        return Err("SQLite has another number of rows".into());
    }
    Ok(Some(time))
}

#[cfg(not(feature = "sqlite"))]
fn sqlite_time(_: &World) -> Result<Option<f64>, Failed> {
    Ok(None)
}
