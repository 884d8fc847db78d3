//! `START DATABASE` and `STOP DATABASE`

use super::{find_or_refuse, wait};
use crate::ast::SwitchDatabase;
use crate::exec::Outcome;
use crate::exec::run::Run;
use crate::graph::{Change, DatabaseType};
use crate::status::{DatabaseError, DatabaseVerb, Error};

/// `{START | STOP} DATABASE … [WAIT …]`. What is started or stopped already stays as it is.
pub(in crate::exec) fn switch<'s>(
    run: &mut Run<'s>,
    command: &'s SwitchDatabase,
) -> Result<Outcome, Error> {
    let given = run.database(&command.name)?;
    let verb = if command.start { DatabaseVerb::Start } else { DatabaseVerb::Stop };
    let (name, kind) = find_or_refuse(run, &given, &command.name, verb)?;
    if kind == DatabaseType::System && !command.start {
        return Err(DatabaseError::System { operation: "STOP DATABASE" }.into());
    }
    if let Some(database) = run.graph.database(name)
        && database.is_online != command.start
    {
        let mut database = Box::new(database.clone());
        database.is_online = command.start;
        let now = Some(run.config.clock.now());
        *(if command.start { &mut database.started } else { &mut database.stopped }) = now;
        run.apply(Change::DatabaseAltered { name, database });
        run.updates += 1;
    }
    Ok(wait::done(run, command.wait))
}
