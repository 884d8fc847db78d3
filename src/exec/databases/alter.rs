//! `ALTER DATABASE`

use super::create::language_of;
use super::find::find;
use super::find::missing;
use super::topology::{Counts, place_copies};
use super::{options, topology, wait};
use crate::ast::{AlterDatabase, AlterDatabaseKind, Expr, Ident};
use crate::exec::Outcome;
use crate::exec::run::Run;
use crate::graph::{Change, DatabaseType};
use crate::status::{
    DatabaseError, DatabaseVerb, Error, ErrorKind, Notification, SetupError, SetupVerb,
    TopologyNote,
};

/// `ALTER DATABASE … [IF EXISTS] { SET … | REMOVE OPTION … } [WAIT …]`
pub(in crate::exec) fn alter<'s>(
    run: &mut Run<'s>,
    command: &'s AlterDatabase,
) -> Result<Outcome, Error> {
    let given = run.database(&command.name)?;
    let found = find(run, &given.name)
        .and_then(|(name, _)| Some((name, Box::new(run.graph.database(name)?.clone()))));
    let Some((name, mut database)) = found else {
        if command.if_exists {
            return Ok(wait::done(run, command.wait));
        }
        return Err(missing(&given, &command.name, DatabaseVerb::Alter, false));
    };
    let only_language =
        command.items.iter().all(|item| matches!(item.kind, AlterDatabaseKind::Language(_)));
    match database.kind {
        DatabaseType::System if !only_language => {
            return Err(DatabaseError::System { operation: "ALTER DATABASE" }.into());
        }
        DatabaseType::Composite if !only_language => {
            let name = run.graph.text(name).to_owned();
            return Err(SetupError::CompositeAltered { name }.into());
        }
        _ => {}
    }
    let mut changed_options: Vec<(&'s Ident, Option<&'s Expr>)> = Vec::new();
    for item in &command.items {
        match &item.kind {
            AlterDatabaseKind::Access(access) => database.access = *access,
            AlterDatabaseKind::Language(language) => {
                database.language = language_of(language.value);
            }
            AlterDatabaseKind::SetOption(key, value) => changed_options.push((key, Some(value))),
            AlterDatabaseKind::RemoveOption(key) => changed_options.push((key, None)),
            AlterDatabaseKind::Topology(written) => {
                let asked = Counts::read(run, written)?;
                let copies = topology::copies(asked, database.copies, SetupVerb::Alter)?;
                let full_name = run.graph.text(name).to_owned();
                if copies == database.copies {
                    run.notify(Notification::topology(&TopologyNote::TopologyMatches));
                    continue;
                }
                let verb = SetupVerb::Alter;
                if copies.primaries == 1 && database.copies.primaries > 1 {
                    let cause = "It is not possible to change to a topology with a single primary.";
                    let (name, cause) = (full_name, cause.to_owned());
                    return Err(SetupError::Unsatisfied { verb, name, cause }.into());
                }
                database.hosts = place_copies(run, &full_name, copies, &database.hosts, verb)?;
                database.copies = copies;
            }
            AlterDatabaseKind::GraphShard(_)
            | AlterDatabaseKind::PropertyShards(_)
            | AlterDatabaseKind::Replicas(_) => {
                return Err(ErrorKind::NotExecuted { command: "A sharded database" }.into());
            }
        }
    }
    if !changed_options.is_empty() {
        options::alter(run, &mut database, &changed_options)?;
    }
    if run.apply(Change::DatabaseAltered { name, database }) {
        run.updates += 1;
    }
    Ok(wait::done(run, command.wait))
}
