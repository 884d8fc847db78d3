//! Writing the script.

use super::load::{FIRST_LINE, fresh};
use crate::exec::Config;
use crate::graph::{FIRST_USER, ServerState};
use crate::tools::diff::{Comparison, Form, Kind, Step, steps};
use crate::tools::state::{Secrets, Server, State};
use std::io::{self, Write};

/// The headings, by the first phase they stand above.
const HEADINGS: &[(u8, &str)] = &[
    (0, "What a fresh DBMS has and this one has not"),
    (6, "Servers, databases and aliases"),
    (17, "Roles and their privileges"),
    (22, "Auth rules"),
    (23, "Users"),
    (26, "Who has which role"),
];

/// Writes a state as a script, and after it the statements that make the console.
///
/// # Errors
/// When the output cannot be written.
pub fn write_script(out: &mut dyn Write, state: &State, console: &[String]) -> io::Result<()> {
    let config = Config {
        default_database: state.default_database.clone(),
        more_servers: Vec::new(),
        ..Config::default()
    };
    let mut base =
        State::of(fresh(config, &state.servers).graph(), &state.default_database, Secrets::All);
    // Whether the first password must be changed is a setting; the script does not rely on it.
    let wanted = state.users.iter().find(|user| user.name == FIRST_USER);
    if let Some(wanted) = wanted.and_then(|user| user.native.as_ref()) {
        for native in base.users.iter_mut().filter_map(|user| user.native.as_mut()) {
            native.change_required = !wanted.change_required;
        }
    }
    let nothing = State {
        default_database: state.default_database.clone(),
        servers: state.servers.clone(),
        databases: Vec::new(),
        aliases: Vec::new(),
        roles: Vec::new(),
        users: Vec::new(),
        auth_rules: Vec::new(),
    };
    // Whatever is there is said; what a fresh DBMS has otherwise is changed besides.
    let mut all = steps(&nothing, state, Comparison::Exact);
    all.retain(|step| !is_after_creation(step));
    let changes = steps(&base, state, Comparison::Exact);
    all.extend(changes.into_iter().filter(|step| match step.kind() {
        Kind::Drop | Kind::Revoke | Kind::Alter => true,
        Kind::Create | Kind::Grant | Kind::Impossible => false,
    }));
    // The first user may be the one who replays this, and nobody can delete or suspend themselves.
    let (last, mut all): (Vec<_>, Vec<_>) = all.into_iter().partition(|step| match step {
        Step::DropUser(user) => user.name == FIRST_USER,
        Step::AlterUser(from, to) => to.name == FIRST_USER && from.suspended != to.suspended,
        _ => false,
    });
    all.sort_by_key(Step::phase);
    write_head(out, state)?;
    // The state holds no more secrets than it is to give away.
    let form = Form { if_missing: true, secrets: Secrets::All };
    let is_in_the_way = |step: &Step<'_>| {
        step.is_about_immutable() || matches!(step.kind(), Kind::Revoke | Kind::Drop)
    };
    let needs_no_auth = all.iter().chain(&last).any(is_in_the_way);
    if needs_no_auth {
        writeln!(
            out,
            "\n// Some of this is refused, or takes rights away, while authentication is enabled"
        )?;
        writeln!(out, ":auth disabled")?;
    }
    let mut headings = HEADINGS.iter().peekable();
    for step in &all {
        let mut heading = None;
        while let Some((phase, text)) = headings.peek() {
            if *phase > step.phase() {
                break;
            }
            heading = Some(text);
            headings.next();
        }
        if let Some(text) = heading {
            writeln!(out, "\n// {text}")?;
        }
        writeln!(out, "{};", step.command(form))?;
    }
    if !last.is_empty() {
        writeln!(out, "\n// Nobody can delete or suspend themselves: somebody else has to")?;
        if let Some(other) = state.users.iter().find(|user| !user.suspended) {
            writeln!(out, ":login {}", other.name)?;
        }
        for step in &last {
            writeln!(out, "{};", step.command(form))?;
        }
    }
    if needs_no_auth {
        writeln!(out, "\n:auth enabled")?;
    }
    if !console.is_empty() {
        writeln!(out, "\n// The Aura console")?;
    }
    for command in console {
        writeln!(out, "{command};")?;
    }
    Ok(())
}

/// Whether a step alters a database that has just been created.
fn is_after_creation(step: &Step<'_>) -> bool {
    matches!(
        step,
        Step::AlterDatabase(None, _)
            | Step::SwitchDatabase(_)
            | Step::SwitchShard(..)
            | Step::AlterPropertyShard(..)
    )
}

fn write_head(out: &mut dyn Write, state: &State) -> io::Result<()> {
    writeln!(out, "{FIRST_LINE}")?;
    writeln!(out, "// default database: {}", state.default_database)?;
    // The first one is there from the start, so it has to be one that is enabled.
    let is_enabled = |server: &&Server| server.state == ServerState::Enabled;
    let first = state.servers.iter().find(is_enabled);
    let others = state.servers.iter().filter(|server| Some(*server) != first);
    for server in first.into_iter().chain(others) {
        writeln!(out, "// server: {} {} {}", server.id, server.address, server.http_address)?;
    }
    Ok(())
}
