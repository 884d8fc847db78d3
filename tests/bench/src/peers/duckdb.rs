//! DuckDB, where it is installed: its shell is driven through a pipe and tells its own times.

use crate::queries::{Cell, Query, Table};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct DuckDb {
    program: PathBuf,
    folder: PathBuf,
}

impl DuckDb {
    /// Writes the tables as files that it will read.
    pub fn prepare(program: &Path, folder: &Path, tables: &[Table]) -> io::Result<Self> {
        for table in tables {
            let mut out = io::BufWriter::new(std::fs::File::create(
                folder.join(format!("{}.csv", table.name)),
            )?);
            writeln!(out, "{}", table.columns.join("\t"))?;
            for row in &table.rows {
                writeln!(out, "{}", row.join("\t"))?;
            }
            out.flush()?;
        }
        Ok(Self { program: program.to_owned(), folder: folder.to_owned() })
    }

    /// What a query gives, and the seconds of each of `rounds` runs of it.
    pub fn run(&self, query: &Query, rounds: usize) -> io::Result<(Vec<Vec<Cell>>, Vec<f64>)> {
        let result = self.folder.join("result.tsv");
        let path = |name: &str| self.folder.join(name).display().to_string();
        let sql = query.sql.replace("instr(command", "strpos(command");
        let mut script = String::new();
        for table in ["privileges", "commands"] {
            let file = path(&format!("{table}.csv"));
            script += &format!(
                "CREATE TABLE {table} AS SELECT * FROM read_csv('{file}', delim='\\t', header=true, all_varchar=true, quote='', escape='');\n"
            );
        }
        let target = result.display();
        script +=
            &format!("COPY ({sql}) TO '{target}' (DELIMITER '\\t', HEADER false, QUOTE '');\n");
        script += ".mode trash\n.timer on\n";
        for _ in 0..rounds {
            script += &format!("{sql};\n");
        }
        let mut child = Command::new(&self.program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(script.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        // `Run Time (s): real 0.013 user 0.020 sys 0.001`
        let times: Vec<f64> = text
            .lines()
            .filter_map(|line| line.split("real ").nth(1)?.split(' ').next()?.parse().ok())
            .collect();
        if times.len() < rounds {
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(io::Error::other(format!("DuckDB: {error}")));
        }
        let rows = std::fs::read_to_string(&result)?;
        let cell = |text: &str| match text.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text(text.to_owned()),
        };
        let rows = rows.lines().map(|line| line.split('\t').map(cell).collect()).collect();
        Ok((rows, times))
    }
}
