//! `TERMINATE TRANSACTIONS`: ends transactions from outside.

use super::id::checked;
use super::names::names;
use crate::ast::NamesOf;
use crate::check::columns::columns_of_terminate;
use crate::exec::run::Run;
use crate::privilege::Action;
use crate::query::{Column, Env, Row, Table};
use crate::status::Error;
use crate::text::Text;
use crate::value::Value;

/// The columns of `TERMINATE TRANSACTIONS`.
pub(in crate::exec) fn columns() -> Vec<Column> {
    columns_of_terminate()
        .map(|column| Column { name: column.name, is_default: column.is_default })
        .collect()
}

/// `TERMINATE TRANSACTIONS ids`: ends those that the session's user may end; one row for each id. What is
/// not there and what may not be ended look alike.
pub(in crate::exec) fn terminate(
    run: &mut Run<'_>,
    ids: &NamesOf,
    before: (&[Text], &Row),
    env: &Env<'_>,
) -> Result<Table, Error> {
    let given = names(ids, false, before, env)?.unwrap_or_default();
    let mut checked_ids: Vec<Text> = Vec::with_capacity(given.len());
    for id in &given {
        let id = checked(id)?;
        if !checked_ids.contains(&id) {
            checked_ids.push(id);
        }
    }
    let own = run.own_transaction();
    let mut rows = Vec::with_capacity(checked_ids.len());
    for id in checked_ids {
        let found = match run.transactions.open().iter().find(|open| open.id == *id) {
            Some(open) => Some((open.database.clone(), open.user.clone().unwrap_or_default())),
            None if own == *id => {
                Some((run.session_database(), run.user.unwrap_or_default().into()))
            }
            None => None,
        };
        let ended = found.filter(|(database, user)| {
            run.may_about_transaction(Action::TerminateTransaction, database, user)
        });
        let (user, message) = match ended {
            Some((_, user)) => {
                if own == *id {
                    run.is_terminated = true;
                } else {
                    run.transactions.terminate(&id, run.graph, run.access);
                }
                (Value::from(user), "Transaction terminated.")
            }
            None => (Value::Null, "Transaction not found."),
        };
        rows.push(vec![id.into(), user, message.into()]);
    }
    Ok(Table { columns: columns(), rows, composable: true })
}
