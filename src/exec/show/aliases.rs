//! `SHOW ALIASES FOR DATABASE`. Passwords are never shown.

use super::databases::is_visible;
use super::table::{language, table};
use crate::ast::{GraphName, ShowWhat};
use crate::exec::aliases;
use crate::exec::run::Run;
use crate::graph::{Alias, AliasTarget, RemoteDatabase, SYSTEM_DATABASE, Symbol};
use crate::query::Table;
use crate::status::Error;
use crate::value::Value;

struct Shown<'r> {
    name: &'r str,
    alias: &'r Alias,
    composite: Option<&'r str>,
    /// The target, unless it must not be seen.
    database: Option<&'r str>,
}

impl<'r> Shown<'r> {
    fn remote(&self) -> Option<&'r RemoteDatabase> {
        match &self.alias.target {
            AliasTarget::Local(_) => None,
            AliasTarget::Remote(remote) => Some(remote),
        }
    }
}

/// `SHOW ALIASES [name] FOR DATABASES`
pub(super) fn aliases<'s>(
    run: &Run<'s>,
    what: &'s ShowWhat,
    name: Option<&'s GraphName>,
) -> Result<Table, Error> {
    let wanted = match name {
        None => None,
        Some(name) => {
            let given = run.database(name)?;
            Some(aliases::find(run, name, &given).map(|(name, _)| name))
        }
    };
    let mut shown: Vec<Shown<'_>> = run
        .graph
        .aliases()
        .filter(|(name, _)| wanted.is_none_or(|wanted| wanted == Some(*name)))
        .map(|(name, alias)| Shown {
            name: run.graph.text(name),
            alias,
            composite: alias.composite.map(|name| run.graph.text(name)),
            database: match &alias.target {
                AliasTarget::Local(target) => visible(run, *target),
                AliasTarget::Remote(remote) => Some(&remote.database),
            },
        })
        .collect();
    shown.sort_unstable_by_key(|shown| shown.name);
    Ok(table(what, run.version, &shown, value))
}

/// The name of a target, for those who may see that database.
fn visible<'r>(run: &'r Run<'_>, target: Symbol) -> Option<&'r str> {
    let name = run.graph.text(target);
    let kind = run.graph.database(target)?.kind;
    let holder = run.holder();
    let is_visible = !run.config.checks_privileges()
        || name == SYSTEM_DATABASE
        || is_visible(run, &holder, target, kind);
    is_visible.then_some(name)
}

fn value(shown: &Shown<'_>, column: &str) -> Value {
    let remote = shown.remote();
    let or_null = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let map = |entries: &std::collections::BTreeMap<_, Value>| {
        Value::map(
            entries
                .iter()
                .map(|(key, value): (&crate::text::Text, _)| (key.clone(), value.clone())),
        )
    };
    match column {
        "name" => shown.name.into(),
        "composite" => or_null(shown.composite),
        "database" => or_null(shown.database),
        "location" => if remote.is_some() { "remote" } else { "local" }.into(),
        "url" => or_null(remote.map(|remote| remote.url.as_str())),
        "credentials" => or_null(remote.map(|remote| match remote.login {
            Some(_) => "STORED NATIVE CREDENTIALS",
            None => "OIDC CREDENTIAL FORWARDING",
        })),
        "user" => or_null(remote.and_then(|remote| Some(remote.login.as_ref()?.0.as_str()))),
        "driver" => remote.map_or(Value::Null, |remote| map(&remote.driver)),
        "defaultLanguage" => match remote {
            Some(remote) if shown.composite.is_none() => language(remote.language),
            _ => Value::Null,
        },
        "properties" => map(&shown.alias.properties),
        _ => Value::Null,
    }
}
