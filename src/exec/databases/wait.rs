//! `WAIT`: a command returns when every server has done what it asked for. Here that is at once.

use crate::ast::{CypherVersion, Wait};
use crate::exec::Outcome;
use crate::exec::run::Run;
use crate::status::Notification;
use crate::value::Value;

/// What a command with `WAIT` gives: rows in Cypher 5, notifications in Cypher 25, one per server.
pub(super) fn done(run: &mut Run<'_>, wait: Wait) -> Outcome {
    if wait == Wait::No {
        return Outcome::default();
    }
    let mut servers: Vec<(String, String)> = run
        .graph
        .servers()
        .map(|(_, server)| (server.address.to_string(), server.id.to_string()))
        .collect();
    servers.sort_unstable();
    if run.version == CypherVersion::Cypher25 {
        for (address, id) in servers {
            let short: String = id.chars().filter(char::is_ascii_hexdigit).take(8).collect();
            run.notify(Notification::caught_up(&format!("ServerId{{{short}}}"), &address));
        }
        return Outcome::default();
    }
    let rows = servers.into_iter().map(|(address, _)| {
        vec![address.into(), "CaughtUp".into(), "caught up".into(), Value::Boolean(true)]
    });
    Outcome {
        columns: Some(["address", "state", "message", "success"].map(String::from).to_vec()),
        rows: rows.collect(),
        ..Outcome::default()
    }
}
