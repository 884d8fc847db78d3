//! Measures cypher-admin beside its peers, on the same work, in the same run.
//!
//! ```text
//! cargo run --release --manifest-path tests/bench/Cargo.toml -- all [--short]
//! ```

mod bounds;
mod measure;
mod peers;
mod plot;
mod process;
mod queries;
mod random;
mod report;
mod rows;
mod state;
mod statements;
mod world;

use measure::Effort;
use rows::{Failed, Suite};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const USAGE: &str = "\
Usage: cypher-admin-bench [ROW…] [OPTIONS]

Rows: all, parse, load, decide, change, show, start, check

Options:
  --short              less work: under a minute
  --out DIR            where table.md and the plots go [default: target/bench]
  --node-modules DIR   a folder whose node_modules holds @neo4j-cypher/language-support
                       [default: $BENCH_NODE_MODULES]

Peers that are installed take part: node, sqlite3, java, duckdb.";

type Row = (&'static str, fn(&mut Suite) -> Result<(), Failed>);

const ROWS: [Row; 7] = [
    ("parse", rows::parse::run),
    ("load", rows::load::run),
    ("decide", rows::decide::run),
    ("change", rows::change::run),
    ("show", rows::show::run),
    ("start", rows::start::run),
    ("check", rows::check::run),
];

struct Options {
    rows: Vec<Row>,
    is_short: bool,
    out: PathBuf,
    node_modules: Option<PathBuf>,
}

impl Options {
    fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut options = Self {
            rows: Vec::new(),
            is_short: false,
            out: root.join("target/bench"),
            node_modules: std::env::var_os("BENCH_NODE_MODULES").map(PathBuf::from),
        };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "all" => options.rows.extend(ROWS),
                "--short" => options.is_short = true,
                "--out" => options.out = value()?.into(),
                "--node-modules" => options.node_modules = Some(value()?.into()),
                name => match ROWS.iter().find(|(row, _)| *row == name) {
                    Some(row) => options.rows.push(*row),
                    None => return Err(format!("Unknown argument '{name}'\n\n{USAGE}")),
                },
            }
        }
        if options.rows.is_empty() { Err(USAGE.into()) } else { Ok(options) }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((first, rest)) if first == process::PEAK => {
            process::tell_peak(rest).map_err(Failed::from)
        }
        _ => run(arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), Failed> {
    let options = Options::parse(arguments.into_iter())?;
    std::fs::create_dir_all(&options.out)?;
    let scratch = options.out.join("scratch");
    std::fs::create_dir_all(&scratch)?;
    let effort = match options.is_short {
        true => Effort { rounds: 3, round: Duration::from_millis(20) },
        false => Effort { rounds: 9, round: Duration::from_millis(150) },
    };
    let mut suite = Suite {
        is_short: options.is_short,
        effort,
        front_end: options.node_modules,
        scratch,
        lines: Vec::new(),
        plots: Vec::new(),
        remarks: Vec::new(),
    };
    // Whole processes are measured, too: to compile the product is none of the work.
    eprintln!("building the product …");
    process::binaries()?;
    let start = Instant::now();
    let mut failures = Vec::new();
    for (name, row) in options.rows {
        eprintln!("{name} …");
        if let Err(error) = row(&mut suite) {
            failures.push(format!("{name}: {error}"));
        }
    }
    suite.remarks.insert(0, format!(
        "{}. Medians of interleaved rounds; results were compared before they were timed. {} run, {} s.",
        report::machine(),
        if options.is_short { "Short" } else { "Long" },
        start.elapsed().as_secs(),
    ));
    let mut bounds: Vec<String> = Vec::new();
    for bound in suite.lines.iter().filter_map(bounds::bound) {
        if !bounds.contains(&bound) {
            bounds.push(bound);
        }
    }
    if !bounds.is_empty() {
        suite.remarks.push("What bounds the targets that are not met:".into());
        suite.remarks.extend(bounds.into_iter().map(|bound| format!("- {bound}")));
    }
    let table = report::table(&suite.lines, &suite.remarks);
    print!("{table}");
    std::fs::write(options.out.join("table.md"), &table)?;
    for plot in &suite.plots {
        std::fs::write(options.out.join(format!("{}.svg", plot.name)), plot.svg())?;
    }
    std::fs::remove_dir_all(&suite.scratch)?;
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n").into()) }
}
