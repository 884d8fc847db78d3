//! show: queries over all privileges, from text to rows.

use super::{Failed, Suite};
use crate::measure::{Way, median, race};
use crate::peers::duckdb::DuckDb;
use crate::plot::Plot;
use crate::process::Program;
use crate::queries::{COLUMNS, Cell, QUERIES, Query, Table, comparable};
use crate::report::{Line, Target, Unit};
use crate::state::State;
use crate::world::{LARGE, Size, World};
use cypher_admin::value::Value;
use std::cell::RefCell;
use std::path::Path;

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let sizes: &[usize] =
        if suite.is_short { &[10_000, 100_000] } else { &[10_000, 100_000, 1_000_000] };
    let mut series: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    for (at, &privileges) in sizes.iter().enumerate() {
        let size = Size { roles: privileges / 100, privileges, users: 1, ..LARGE };
        let is_last = at + 1 == sizes.len();
        for (query, time) in QUERIES.iter().zip(one_size(suite, size, is_last)?) {
            let point = (privileges as f64, time / 1e6);
            match series.iter_mut().find(|(known, _)| known == query.name) {
                Some((_, points)) => points.push(point),
                None => series.push((query.name.to_owned(), vec![point])),
            }
        }
    }
    let (title, x) = ("SHOW PRIVILEGES", "privileges");
    suite.plots.push(Plot { name: "show", title, x, y: "ms", series });
    Ok(())
}

/// Our time for each query; the peers are asked at the last size.
fn one_size(suite: &mut Suite, size: Size, is_last: bool) -> Result<Vec<f64>, Failed> {
    let world = World::new(size, 23);
    let state = RefCell::new(State::of(&world)?);
    let ours = &|text: &str| -> Result<Vec<Vec<Value>>, Failed> {
        let state = &mut *state.borrow_mut();
        let State { dbms, session, params } = state;
        Ok(session.run(dbms, text, params)?.rows)
    };
    let way = |query: &Query| {
        let text = query.cypher;
        Way::new(move || {
            std::hint::black_box(ours(text).map(|rows| rows.len()).unwrap_or_default());
            1
        })
    };
    let times: Vec<f64> =
        QUERIES.iter().map(|query| race(suite.effort, vec![way(query)])[0]).collect();
    if !is_last {
        return Ok(times);
    }
    let tables = tables(ours)?;
    let mut answers = Vec::new();
    for query in &QUERIES {
        let rows = ours(query.cypher)?;
        let cells = rows.iter().map(|row| row.iter().map(Cell::from).collect()).collect();
        answers.push(comparable(cells));
    }
    let mut peers = vec![Vec::new(); QUERIES.len()];
    sqlite(suite, &tables, &answers, &way, &mut peers)?;
    duckdb(suite, &tables, &answers, &times, &mut peers)?;
    for ((query, peers), ours) in QUERIES.iter().zip(peers).zip(&times) {
        let work = format!("{} ({} privileges)", query.name, size.privileges);
        let line = |ours, peer, target| Line {
            row: "show",
            work: work.clone(),
            unit: Unit::Time,
            ours,
            peer,
            target,
        };
        if peers.is_empty() {
            suite.add(line(*ours, None, Target::None));
        }
        for (name, ours, theirs) in peers {
            suite.add(line(ours, Some((name, theirs)), Target::RatioAtMost(1.0)));
        }
    }
    Ok(times)
}

/// What our own SHOW gives, as tables for the databases.
fn tables(ours: &dyn Fn(&str) -> Result<Vec<Vec<Value>>, Failed>) -> Result<Vec<Table>, Failed> {
    let texts = |rows: Vec<Vec<Value>>| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        rows.iter().map(|row| row.iter().map(text).collect()).collect()
    };
    let columns = format!("SHOW PRIVILEGES YIELD {}", COLUMNS.join(", "));
    Ok(vec![
        Table { name: "privileges", columns: &COLUMNS, rows: texts(ours(&columns)?) },
        Table {
            name: "commands",
            columns: &["command"],
            rows: texts(ours("SHOW PRIVILEGES AS COMMANDS")?),
        },
    ])
}

/// By query: a peer's name, our figure beside it, and its own.
type Peers = [Vec<(String, f64, f64)>];

#[cfg(feature = "sqlite")]
fn sqlite<'a>(
    suite: &Suite,
    tables: &[Table],
    answers: &[Vec<Vec<Cell>>],
    ours: &dyn Fn(&Query) -> Way<'a>,
    peers: &mut Peers,
) -> Result<(), Failed> {
    let sqlite = crate::peers::sqlite::Sqlite::fill(tables)?;
    for has_index in [false, true] {
        if has_index {
            sqlite.add_index()?;
        }
        for ((query, answer), peers) in QUERIES.iter().zip(answers).zip(peers.iter_mut()) {
            if has_index && !query.uses_index {
                continue;
            }
            if comparable(sqlite.run(query)?) != *answer {
                return Err(format!("SQLite gives other rows: {}", query.name).into());
            }
            let theirs = Way::new(|| {
                std::hint::black_box(sqlite.run(query).map(|rows| rows.len()).unwrap_or_default());
                1
            });
            let name = if has_index { "SQLite, indexed" } else { "SQLite" };
            let times = race(suite.effort, vec![ours(query), theirs]);
            peers.push((name.to_owned(), times[0], times[1]));
        }
    }
    Ok(())
}

#[cfg(not(feature = "sqlite"))]
fn sqlite<'a>(
    _: &Suite,
    _: &[Table],
    _: &[Vec<Vec<Cell>>],
    _: &dyn Fn(&Query) -> Way<'a>,
    _: &mut Peers,
) -> Result<(), Failed> {
    Ok(())
}

fn duckdb(
    suite: &mut Suite,
    tables: &[Table],
    answers: &[Vec<Vec<Cell>>],
    ours: &[f64],
    peers: &mut Peers,
) -> Result<(), Failed> {
    if Program::installed("duckdb", &["--version"]).is_none() {
        suite.remarks.push("DuckDB was not there: install its shell `duckdb` to see it.".into());
        return Ok(());
    }
    let duckdb = DuckDb::prepare(Path::new("duckdb"), &suite.scratch, tables)?;
    for (((query, answer), peers), ours) in
        QUERIES.iter().zip(answers).zip(peers.iter_mut()).zip(ours)
    {
        let (rows, times) = duckdb.run(query, suite.effort.rounds)?;
        if comparable(rows) != *answer {
            return Err(format!("DuckDB gives other rows: {}", query.name).into());
        }
        let times = times.into_iter().map(|seconds| seconds * 1e9).collect();
        peers.push(("DuckDB".to_owned(), *ours, median(times)));
    }
    Ok(())
}
