//! Commands in a row: `SHOW … YIELD … TERMINATE … YIELD … RETURN …`.

use super::Outcome;
use super::run::Run;
use super::show;
use super::transactions::{terminate, terminated_columns};
use crate::ast::{Command, ShowTail, TerminateTransactions};
use crate::query::{Chained, RowSource, Rows, Table, run_tail};
use crate::status::Error;

/// `TERMINATE TRANSACTIONS ids [YIELD …]`
pub(super) fn terminate_alone<'s>(
    run: &mut Run<'s>,
    command: &'s TerminateTransactions,
) -> Result<Outcome, Error> {
    let env = run.random_env();
    let table = terminate(run, &command.ids, (&[], &Vec::new()), &env)?;
    Ok(outcome(run_tail(&table, &command.tail, &env)?))
}

/// Several commands: each sees what those before have yielded, and is executed once for each of their
/// rows. Semantic analysis has seen to it that all yield columns and the last one returns.
pub(super) fn chain<'s>(run: &mut Run<'s>, commands: &'s [Command]) -> Result<Outcome, Error> {
    let env = run.random_env();
    let mut chained = Chained::default();
    for command in commands {
        let (tail, columns) = match command {
            Command::Show(show) => (&show.tail, show::columns(&show.what, run.version)),
            Command::TerminateTransactions(command) => (&command.tail, terminated_columns()),
            _ => continue,
        };
        let ShowTail::Yield(yielded, returned) = tail else { continue };
        chained = chained.follow(
            &columns,
            &mut |names, row| -> Result<Box<dyn RowSource>, Error> {
                Ok(match command {
                    Command::TerminateTransactions(command) => {
                        Box::new(terminate(run, &command.ids, (names, row), &env)?)
                    }
                    Command::Show(command) => {
                        Box::new(show::all(run, &command.what, (names, row), &env)?)
                    }
                    _ => Box::new(Table::default()),
                })
            },
            yielded,
            &env,
        )?;
        if let Some(returned) = returned {
            return Ok(outcome(chained.returned(returned, &env)?));
        }
    }
    Ok(outcome(chained.into_rows()))
}

/// Rows as an outcome.
pub(super) fn outcome(rows: Rows) -> Outcome {
    Outcome {
        columns: Some(rows.columns.into_iter().map(String::from).collect()),
        rows: rows.rows,
        ..Outcome::default()
    }
}
