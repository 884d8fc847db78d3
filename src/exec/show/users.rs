//! `SHOW USERS [WITH AUTH] [AS COMMANDS]` and `SHOW CURRENT USER`.

use super::{text, text_or_null};
use crate::exec::Edition;
use crate::exec::run::Run;
use crate::graph::{Credential, SystemGraph, User};
use crate::privilege::{Action, PUBLIC};
use crate::query::{Column, Row, Table};
use crate::text::{Text, escape_name};
use crate::value::Value;
use std::fmt::Write;

/// Where a password would stand: always nine asterisks.
const HIDDEN: &str = "*********";
const NATIVE: &str = "native";

const USER: [Column; 5] = [
    Column::default("user"),
    Column::default("roles"),
    Column::default("passwordChangeRequired"),
    Column::default("suspended"),
    Column::default("home"),
];
const AUTH: [Column; 2] = [Column::default("provider"), Column::default("auth")];
const TAGS: Column = Column::verbose("tags");

/// `SHOW USERS`, with `with_auth` one row for each provider of each user.
pub(super) fn users(run: &Run<'_>, with_auth: bool) -> Table {
    let graph: &SystemGraph = run.graph;
    let mut columns = USER.to_vec();
    columns.extend(AUTH.iter().filter(|_| with_auth));
    columns.push(TAGS);
    let mut rows = Vec::new();
    for user in by_name(graph) {
        let mut row = basics(run, user);
        if with_auth {
            for (provider, auth) in providers(user) {
                let mut row = row.clone();
                row.extend([text_or_null(provider.as_deref()), auth, tags(run, user)]);
                rows.push(row);
            }
        } else {
            row.push(tags(run, user));
            rows.push(row);
        }
    }
    Table { columns, rows, composable: false }
}

/// `SHOW CURRENT USER`: no row without authentication, or for a user who is gone.
pub(super) fn current(run: &Run<'_>) -> Table {
    let mut columns = USER.to_vec();
    columns.push(TAGS);
    let user = run.user_id().filter(|_| run.config.auth_enabled);
    let rows = user.and_then(|id| run.graph.user(id)).map(|user| {
        let mut row = basics(run, user);
        row.push(tags(run, user));
        row
    });
    Table { columns, rows: rows.into_iter().collect(), composable: false }
}

/// `SHOW USERS AS COMMANDS`.
// UNKNOWN: no manual page tells what it prints; this creates the user again.
pub(super) fn commands(run: &Run<'_>, with_auth: bool) -> Table {
    let graph: &SystemGraph = run.graph;
    let mut columns =
        vec![Column::default("command"), Column::verbose("user"), Column::verbose("roles")];
    columns.extend(AUTH.iter().filter(|_| with_auth));
    columns.push(TAGS);
    let mut rows = Vec::new();
    for user in by_name(graph) {
        let row = vec![
            Value::String(command(graph, user).into()),
            text(graph.text(user.name)),
            roles(graph, user),
        ];
        let last = tags(run, user);
        if with_auth {
            for (provider, auth) in providers(user) {
                let mut row = row.clone();
                row.extend([text_or_null(provider.as_deref()), auth, last.clone()]);
                rows.push(row);
            }
        } else {
            rows.push(row.into_iter().chain([last]).collect());
        }
    }
    Table { columns, rows, composable: false }
}

fn by_name(graph: &SystemGraph) -> Vec<&User> {
    let mut users: Vec<&User> = graph.users().map(|(_, user)| user).collect();
    users.sort_unstable_by_key(|user| graph.text(user.name));
    users
}

/// The columns that every form begins with.
fn basics(run: &Run<'_>, user: &User) -> Row {
    let graph: &SystemGraph = run.graph;
    let in_enterprise = |value| match run.config.edition {
        Edition::Enterprise => value,
        Edition::Community => Value::Null,
    };
    vec![
        text(graph.text(user.name)),
        in_enterprise(roles(graph, user)),
        user.native.as_ref().map_or(Value::Null, |native| Value::Boolean(native.change_required)),
        in_enterprise(Value::Boolean(user.is_suspended)),
        in_enterprise(text_or_null(user.home.map(|home| graph.text(home)))),
    ]
}

/// The roles granted, by name, and `PUBLIC` last.
fn roles(graph: &SystemGraph, user: &User) -> Value {
    let mut names: Vec<&str> = user
        .roles
        .iter()
        .filter_map(|id| graph.role(*id))
        .map(|role| graph.text(role.name))
        .collect();
    names.sort_unstable();
    names.push(PUBLIC);
    Value::List(names.into_iter().map(text).collect())
}

/// The tags, for who may see them.
fn tags(run: &Run<'_>, user: &User) -> Value {
    if run.config.edition == Edition::Community || !run.may(Action::ShowUserMetadata) {
        return Value::Null;
    }
    Value::List(user.tags.iter().map(|tag| text(run.graph.text(*tag))).collect())
}

/// The auth providers by name; a user without any has one row of nulls.
fn providers(user: &User) -> Vec<(Option<Text>, Value)> {
    let native = user.native.as_ref().map(|native| {
        let auth = [
            ("password", text(HIDDEN)),
            ("changeRequired", Value::Boolean(native.change_required)),
        ];
        (Some(Text::from(NATIVE)), Value::map(auth))
    });
    let external = user
        .external
        .iter()
        .map(|(provider, id)| (Some(provider.clone()), Value::map([("id", text(id))])));
    let mut providers: Vec<_> = native.into_iter().chain(external).collect();
    providers.sort_by(|(a, _), (b, _)| a.cmp(b));
    if providers.is_empty() {
        providers.push((None, Value::Null));
    }
    providers
}

/// The command that creates the user again, password as it is stored.
fn command(graph: &SystemGraph, user: &User) -> String {
    let mut out = format!("CREATE USER {}", escape_name(graph.text(user.name)));
    if let Some(native) = &user.native {
        let not = if native.change_required { "" } else { "NOT " };
        let password = Credential::expose(&native.credential);
        out.push_str(&format!(" SET ENCRYPTED PASSWORD '{password}' CHANGE {not}REQUIRED"));
    }
    if user.is_suspended {
        out.push_str(" SET STATUS SUSPENDED");
    }
    if let Some(home) = user.home {
        out.push_str(" SET HOME DATABASE ");
        out.push_str(&escape_name(graph.text(home)));
    }
    for (provider, id) in &user.external {
        // Writing to a string cannot fail.
        let _ = write!(out, " SET AUTH PROVIDER {} {{ SET ID {} }}", quoted(provider), quoted(id));
    }
    if !user.tags.is_empty() {
        let tags: Vec<_> = user.tags.iter().map(|tag| quoted(graph.text(*tag))).collect();
        out.push_str(&format!(" SET TAGS [{}]", tags.join(", ")));
    }
    out
}

/// A string literal in single quotes.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        if matches!(c, '\\' | '\'') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('\'');
    out
}
