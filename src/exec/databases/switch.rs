//! `START DATABASE` and `STOP DATABASE`

use super::{find_or_refuse, shards, wait};
use crate::ast::SwitchDatabase;
use crate::exec::Outcome;
use crate::exec::run::Run;
use crate::graph::{Change, DatabaseType, ShardId, Symbol};
use crate::status::{DatabaseError, DatabaseVerb, Error};

/// `{START | STOP} DATABASE … [WAIT …]`. What is started or stopped already stays as it is. A sharded
/// database goes with all its shards; a shard may go alone.
pub(in crate::exec) fn switch<'s>(
    run: &mut Run<'s>,
    command: &'s SwitchDatabase,
) -> Result<Outcome, Error> {
    let given = run.database(&command.name)?;
    if let Some((name, shard)) = run.graph.shard(&given.name) {
        switch_one(run, name, Some(shard), command.start);
        return Ok(wait::done(run, command.wait));
    }
    let verb = if command.start { DatabaseVerb::Start } else { DatabaseVerb::Stop };
    let (name, kind) = find_or_refuse(run, &given, &command.name, verb)?;
    if kind == DatabaseType::System && !command.start {
        return Err(DatabaseError::System { operation: "STOP DATABASE" }.into());
    }
    switch_one(run, name, None, command.start);
    Ok(wait::done(run, command.wait))
}

/// Starts or stops a database, and all its shards with it, or one shard alone.
fn switch_one(run: &mut Run<'_>, name: Symbol, only: Option<ShardId>, start: bool) {
    let Some(mut database) = run.graph.database(name).cloned().map(Box::new) else { return };
    let now = run.config.clock.now();
    if only.is_none() && database.is_online != start {
        database.is_online = start;
        *(if start { &mut database.started } else { &mut database.stopped }) = Some(now);
    }
    shards::switch(&mut database, only, start, now);
    if run.apply(Change::DatabaseAltered { name, database }) {
        run.updates += 1;
    }
}
