//! start: a whole process that answers one question.

use super::{Failed, Suite};
use crate::measure::median;
use crate::process::{Program, binaries};
use crate::report::{Line, Target, Unit};

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let (product, hello) = binaries()?;
    let ours = Program::new(&product, &["-e", "SHOW USERS"]);
    let answer = ours.run()?;
    if !String::from_utf8_lossy(&answer.stdout).contains("neo4j") {
        return Err("SHOW USERS does not show the user neo4j".into());
    }
    let mut peers = vec![("a program that does nothing".to_owned(), Program::new(hello, &[]))];
    for (name, program, arguments) in [
        ("sqlite3", "sqlite3", &[":memory:", "select 1"][..]),
        ("node -e 0", "node", &["-e", "0"]),
        ("java -version", "java", &["-version"]),
    ] {
        match Program::installed(program, arguments) {
            Some(program) => peers.push((name.to_owned(), program)),
            None => suite.remarks.push(format!("{program} was not there.")),
        }
    }
    let rounds = if suite.is_short { 15 } else { 61 };
    let mut ours_times = Vec::new();
    let mut times = vec![Vec::new(); peers.len()];
    for _ in 0..rounds {
        ours_times.push(ours.time()?);
        for ((_, program), times) in peers.iter().zip(&mut times) {
            times.push(program.time()?);
        }
    }
    let time = median(ours_times);
    let memory = ours.peak()?;
    for ((name, program), times) in peers.iter().zip(times) {
        let (time_target, memory_target) = match name.as_str() {
            "sqlite3" => (Target::RatioAtMost(1.5), Target::AtMost(8.0 * 1024.0 * 1024.0)),
            _ => (Target::None, Target::None),
        };
        let line = |work: &str, unit, ours, theirs, target| Line {
            row: "start",
            work: work.into(),
            unit,
            ours,
            peer: Some((name.clone(), theirs)),
            target,
        };
        suite.add(line("-e 'SHOW USERS', wall", Unit::Time, time, median(times), time_target));
        suite.add(line("peak memory", Unit::Bytes, memory, program.peak()?, memory_target));
    }
    suite.add(Line {
        row: "start",
        work: "size of the program".into(),
        unit: Unit::Bytes,
        ours: std::fs::metadata(&product)?.len() as f64,
        peer: None,
        target: Target::None,
    });
    Ok(())
}
