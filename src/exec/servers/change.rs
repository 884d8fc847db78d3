//! `ENABLE`, `ALTER`, `RENAME` and `DROP SERVER`

use super::options;
use crate::ast::{MapOrParam, StringOrParam};
use crate::exec::run::Run;
use crate::graph::{Change, CopyRole, DatabaseType, Hosted, Server, ServerState, Symbol};
use crate::status::{Error, Notification, ServerError, ServerVerb, TopologyNote};

/// A server by name or id, or the refusal.
pub(super) fn find<'s>(
    run: &Run<'s>,
    written: &'s StringOrParam,
    verb: ServerVerb,
) -> Result<(Symbol, Server), Error> {
    let wanted = run.text(written)?;
    match run.graph.server(wanted) {
        Some((name, server)) => Ok((name, server.clone())),
        None => Err(refuse(verb, wanted, "The server does not exist.")),
    }
}

fn refuse(verb: ServerVerb, name: &str, cause: &str) -> Error {
    let names = vec![name.to_owned()];
    ServerError::Impossible { verb, names, cause: cause.to_owned() }.into()
}

/// `ENABLE SERVER 'id' [OPTIONS …]`: the server joins and gets a copy of `system`.
pub(super) fn enable<'s>(
    run: &mut Run<'s>,
    written: &'s StringOrParam,
    written_options: Option<&'s MapOrParam>,
) -> Result<(), Error> {
    let (name, mut server) = find(run, written, ServerVerb::Enable)?;
    match server.state {
        ServerState::Free | ServerState::Cordoned => {}
        ServerState::Enabled => {
            let note = TopologyNote::AlreadyEnabled(run.graph.text(name).to_owned());
            run.notify(Notification::topology(&note));
            return Ok(());
        }
        ServerState::Deallocated => {
            let name = run.graph.text(name).to_owned();
            return Err(refuse(ServerVerb::Enable, &name, "The server is deallocated."));
        }
    }
    if let Some(written) = written_options {
        server.options = options::read(run, written, ServerVerb::Enable)?;
    }
    server.state = ServerState::Enabled;
    let id = server.id.clone();
    run.apply(Change::ServerSet { name, server: Some(Box::new(server)) });
    run.updates += 1;
    let system = run.graph.databases().find(|(_, db)| db.kind == DatabaseType::System);
    if let Some((name, database)) = system.map(|(name, database)| (name, database.clone()))
        && !database.hosts.iter().any(|hosted| hosted.server == id)
    {
        let mut database = Box::new(database);
        database.hosts.push(Hosted { server: id, role: CopyRole::Primary });
        run.apply(Change::DatabaseAltered { name, database });
    }
    Ok(())
}

/// `ALTER SERVER 'name' SET OPTIONS …`: all options are replaced.
pub(super) fn alter<'s>(
    run: &mut Run<'s>,
    written: &'s StringOrParam,
    written_options: &'s MapOrParam,
) -> Result<(), Error> {
    let (name, mut server) = find(run, written, ServerVerb::Alter)?;
    server.options = options::read(run, written_options, ServerVerb::Alter)?;
    if run.apply(Change::ServerSet { name, server: Some(Box::new(server)) }) {
        run.updates += 1;
    }
    Ok(())
}

/// `RENAME SERVER 'a' TO 'b'`
pub(super) fn rename<'s>(
    run: &mut Run<'s>,
    from: &'s StringOrParam,
    to: &'s StringOrParam,
) -> Result<(), Error> {
    let (from, server) = find(run, from, ServerVerb::Rename)?;
    let new = run.text(to)?;
    let is_taken = run.graph.server(new).is_some_and(|(_, other)| other.id != server.id);
    if new.is_empty() || is_taken {
        let cause = match is_taken {
            true => format!("A server with the name '{new}' exists already."),
            false => "The name is empty.".to_owned(),
        };
        let name = run.graph.text(from).to_owned();
        return Err(refuse(ServerVerb::Rename, &name, &cause));
    }
    let to = run.graph.symbols_mut().intern(new);
    if run.apply(Change::ServerRenamed { from, to }) {
        run.updates += 1;
    }
    Ok(())
}

/// `DROP SERVER 'name'`: of one that hosts nothing any more but `system`.
pub(super) fn drop<'s>(run: &mut Run<'s>, written: &'s StringOrParam) -> Result<(), Error> {
    let (name, server) = find(run, written, ServerVerb::Drop)?;
    if server.state != ServerState::Deallocated {
        let name = run.graph.text(name).to_owned();
        return Err(refuse(ServerVerb::Drop, &name, "The server is not deallocated."));
    }
    let hosted: Vec<_> = run
        .graph
        .databases()
        .filter(|(_, database)| {
            let mut hosts = database.stores().flat_map(|store| store.hosts);
            hosts.any(|hosted| hosted.server == server.id)
        })
        .map(|(name, database)| (name, database.clone()))
        .collect();
    for (name, mut database) in hosted {
        database.hosts.retain(|hosted| hosted.server != server.id);
        for (_, shard) in database.shards.iter_mut().flat_map(|shards| shards.iter_mut()) {
            shard.hosts.retain(|hosted| hosted.server != server.id);
        }
        run.apply(Change::DatabaseAltered { name, database: Box::new(database) });
    }
    run.apply(Change::ServerSet { name, server: None });
    run.updates += 1;
    Ok(())
}
