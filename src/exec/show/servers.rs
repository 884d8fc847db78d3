//! `SHOW SERVERS`

use super::table::{table, texts};
use crate::ast::ShowWhat;
use crate::exec::run::Run;
use crate::graph::{DatabaseType, SYSTEM_DATABASE, Server, ServerState};
use crate::query::Table;
use crate::value::Value;

struct Shown<'r> {
    name: &'r str,
    server: &'r Server,
    hosting: Vec<String>,
    requested: Vec<String>,
    version: &'r str,
}

/// `system` first, as in the manual's tables, then by name.
fn sort(names: &mut [String]) {
    names.sort_unstable_by(|a, b| (a != SYSTEM_DATABASE, a).cmp(&(b != SYSTEM_DATABASE, b)));
}

/// `SHOW SERVERS`. Every server has `system`, a free one nothing else. Every server that is part of
/// the cluster knows the composite databases, but none was asked to host them. Of a sharded database its shards are
/// hosted.
pub(super) fn servers(run: &Run<'_>, what: &ShowWhat) -> Table {
    let mut shown: Vec<Shown<'_>> = run
        .graph
        .servers()
        .map(|(name, server)| {
            let mut requested: Vec<String> = run
                .graph
                .databases()
                .flat_map(|(name, database)| database.stores().map(move |store| (name, store)))
                .filter(|(_, store)| store.hosts.iter().any(|hosted| hosted.server == server.id))
                .map(|(name, store)| store.name(run.graph.text(name)))
                .collect();
            sort(&mut requested);
            let mut hosting = requested.clone();
            if server.state == ServerState::Free {
                hosting.push(SYSTEM_DATABASE.to_owned());
            } else {
                let composite = run
                    .graph
                    .databases()
                    .filter(|(_, database)| database.kind == DatabaseType::Composite);
                hosting.extend(composite.map(|(name, _)| run.graph.text(name).to_owned()));
                sort(&mut hosting);
            }
            let version = run.config.server_version.as_str();
            Shown { name: run.graph.text(name), server, hosting, requested, version }
        })
        .collect();
    shown.sort_unstable_by_key(|shown| shown.name);
    table(what, run.version, &shown, value)
}

fn value(shown: &Shown<'_>, column: &str) -> Value {
    let server = shown.server;
    match column {
        "serverId" => server.id.clone().into(),
        "name" => shown.name.into(),
        "address" => server.address.clone().into(),
        "httpAddress" => server.http_address.clone().into(),
        "state" => server.state.as_str().into(),
        // Nothing fails here.
        "health" => "Available".into(),
        "hosting" => texts(&shown.hosting),
        "requestedHosting" => texts(&shown.requested),
        "tags" => texts(&server.options.tags),
        "allowedDatabases" => texts(&server.options.allowed),
        "deniedDatabases" => texts(&server.options.denied),
        "modeConstraint" => server.options.mode.as_str().into(),
        "version" => shown.version.into(),
        // `httpsAddress`: HTTPS is off.
        _ => Value::Null,
    }
}
