//! check: a long script through `check`, as a whole process.

use super::{Failed, Suite};
use crate::measure::median;
use crate::process::{Program, binaries};
use crate::report::{Line, Target, Unit};
use crate::statements::mixed_statements;
use std::fs::File;
use std::io::{BufWriter, Write};

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let (product, _) = binaries()?;
    let megabytes: [usize; 2] = if suite.is_short { [2, 10] } else { [10, 100] };
    let mut figures = Vec::new();
    for size in megabytes {
        let path = suite.scratch.join(format!("check-{size}.cypher"));
        let count = write_script(&path, size << 20)?;
        let program = Program::new(&product, &["check", &path.display().to_string()]);
        let told = String::from_utf8_lossy(&program.run()?.stdout).into_owned();
        if !told.starts_with(&format!("{count} statements checked: 0 errors")) {
            let told = told.lines().last().unwrap_or_default();
            return Err(format!("of {count} good statements check says: {told}").into());
        }
        let rounds = if suite.is_short { 3 } else { 5 };
        let mut times = Vec::new();
        for _ in 0..rounds {
            times.push(program.time()?);
        }
        figures.push((median(times), program.peak()?));
        std::fs::remove_file(&path)?;
    }
    let [small, large] = megabytes;
    let ((time, memory), (more_time, more_memory)) = (figures[0], figures[1]);
    let factor = large as f64 / small as f64;
    let mut line = |work: String, unit, ours, target| {
        suite.add(Line { row: "check", work, unit, ours, peer: None, target });
    };
    line(format!("a script of {large} MB"), Unit::Time, more_time, Target::None);
    line(
        format!("growth from {small} to {large} MB, per byte"),
        Unit::Factor,
        more_time / time / factor,
        Target::AtMost(1.2),
    );
    line(
        format!("peak memory, {large} MB against {small} MB"),
        Unit::Factor,
        more_memory / memory,
        Target::AtMost(1.1),
    );
    line("peak memory".into(), Unit::Bytes, more_memory, Target::None);
    Ok(())
}

/// Statements up to a length; their number.
fn write_script(path: &std::path::Path, bytes: usize) -> Result<usize, Failed> {
    let mut out = BufWriter::new(File::create(path)?);
    let (mut written, mut count) = (0, 0);
    for seed in 0.. {
        for text in mixed_statements(10_000, 100 + seed) {
            if written >= bytes {
                out.flush()?;
                return Ok(count);
            }
            writeln!(out, "{text};")?;
            written += text.len() + 2;
            count += 1;
        }
    }
    Ok(count)
}
