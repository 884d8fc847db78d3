//! Steps as commands.

use super::compare::differ;
use super::step::{Grantee, Step};
use crate::ast::{CypherVersion, DatabaseAccess, Quotes, string_literal};
use crate::graph::{ModeConstraint, ShardId};
use crate::parser::mask_secrets;
use crate::privilege::{CommandRole, write_command};
use crate::text::{Text, escape_name, quoted_name};
use crate::tools::state::{
    Alias, AuthRule, Database, DatabaseType, Native, Remote, Secrets, Server, Shards, Target, User,
    Values, borrowed,
};
use crate::value::Value;
use std::fmt;

/// How a command is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// What exists already is left as it is: `IF NOT EXISTS`.
    pub if_missing: bool,
    /// Secrets that are not to be written, or not known, stand as parameters.
    pub secrets: Secrets,
}

impl Step<'_> {
    /// The command, with every secret masked.
    #[must_use]
    pub fn shown(&self) -> String {
        mask_secrets(&self.command(Form::default())).text
    }

    /// The command that makes this step, without `;`.
    #[must_use]
    pub fn command(&self, form: Form) -> String {
        let exists = if form.if_missing { " IF NOT EXISTS" } else { "" };
        let secrets = form.secrets;
        match self {
            Self::RevokeRoles(roles, grantee) => {
                format!("REVOKE {} FROM {grantee}", roles_text(roles))
            }
            Self::GrantRoles(roles, grantee) => format!("GRANT {} TO {grantee}", roles_text(roles)),
            Self::DropAlias(alias, _) => {
                format!("DROP ALIAS {} FOR DATABASE", quoted_name(&alias.name))
            }
            Self::DropDatabase(database, _) => {
                format!("DROP {}DATABASE {}", composite(database), quoted_name(&database.name))
            }
            Self::DropUser(user) => format!("DROP USER {}", quoted_name(&user.name)),
            Self::DropAuthRule(rule) => format!("DROP AUTH RULE {}", quoted_name(&rule.name)),
            Self::DropRole(role, _) => format!("DROP ROLE {}", quoted_name(&role.name)),
            Self::EnableServer(server) => format!("ENABLE SERVER {}", string(&server.id)),
            Self::RenameServer(from, to) => {
                format!("RENAME SERVER {} TO {}", string(from), string(&to.name))
            }
            Self::AlterServer(server) => format!(
                "ALTER SERVER {} SET OPTIONS {}",
                string(&server.id),
                server_options(server)
            ),
            Self::Deallocate(server) => {
                format!("DEALLOCATE DATABASES FROM SERVER {}", string(&server.id))
            }
            Self::DropServer(server) => format!("DROP SERVER {}", string(&server.id)),
            Self::CreateDatabase(database) => create_database(database, exists),
            Self::AlterDatabase(from, to) => alter_database(*from, to),
            Self::RemoveOption(database, key) => format!(
                "ALTER DATABASE {} REMOVE OPTION {}",
                quoted_name(&database.name),
                escape_name(key)
            ),
            Self::SwitchDatabase(database) => {
                let verb = if database.online { "START" } else { "STOP" };
                format!("{verb} DATABASE {}", quoted_name(&database.name))
            }
            Self::SwitchShard(database, shard, online) => {
                let verb = if *online { "START" } else { "STOP" };
                format!("{verb} DATABASE {}", quoted_name(&shard.name(&database.name)))
            }
            Self::AlterGraphShard(database) => {
                let text = database.shards.as_ref().map(|shards| graph_shard(shards, "SET "));
                format!(
                    "ALTER DATABASE {} SET {}",
                    quoted_name(&database.name),
                    text.unwrap_or_default()
                )
            }
            Self::AlterPropertyShards(database) => format!(
                "ALTER DATABASE {} SET PROPERTY SHARDS {{ SET {} }}",
                quoted_name(&database.name),
                replicas(database, 0)
            ),
            Self::AlterPropertyShard(database, number) => format!(
                "ALTER DATABASE {} SET {}",
                quoted_name(&ShardId::Property(*number).name(&database.name)),
                replicas(database, usize::from(*number))
            ),
            Self::CreateAlias(alias) => create_alias(alias, exists, secrets),
            Self::AlterAlias(from, to) => alter_alias(from, to, secrets),
            Self::CreateRole(role) => {
                let immutable = if role.immutable { "IMMUTABLE " } else { "" };
                format!("CREATE {immutable}ROLE {}{exists}", quoted_name(&role.name))
            }
            Self::Grant(role, row) | Self::DenyAfterRevoke(role, row) | Self::Revoke(role, row) => {
                let revoke = matches!(self, Self::Revoke(..));
                let mut text = String::with_capacity(96);
                write_command(&mut text, &borrowed(row), CommandRole::Role(role), revoke);
                text
            }
            Self::CreateAuthRule(rule) => format!(
                "CREATE AUTH RULE {}{exists} SET CONDITION {} SET ENABLED {}",
                quoted_name(&rule.name),
                rule.condition,
                rule.enabled
            ),
            Self::AlterAuthRule(from, to) => alter_auth_rule(from, to),
            Self::ParkId(user, provider) => format!(
                "ALTER USER {} SET AUTH {} {{ SET ID {} }}",
                quoted_name(&user.name),
                string(provider),
                string(&format!("{} (moving)", user.name))
            ),
            Self::CreateUser(user) => create_user(user, exists, secrets),
            Self::AlterUser(from, to) => alter_user(from, to, secrets),
            Self::Impossible(what) => format!("// {what}"),
        }
    }
}

/// After `TO` and `FROM`.
impl fmt::Display for Grantee<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(name) => f.write_str(&quoted_name(name)),
            Self::AuthRule(name) => write!(f, "AUTH RULE {}", quoted_name(name)),
        }
    }
}

fn roles_text(roles: &[&str]) -> String {
    let names: Vec<String> = roles.iter().map(|role| quoted_name(role)).collect();
    format!("ROLE{} {}", if names.len() == 1 { "" } else { "S" }, names.join(", "))
}

fn string(text: &str) -> String {
    string_literal(text, Quotes::Single)
}

fn strings(texts: &[Text]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A value as an expression: temporal values by their functions.
fn expression(value: &Value) -> String {
    let call =
        |function: &str| format!("{function}({})", string(&value.to_text().unwrap_or_default()));
    match value {
        Value::String(text) => string(text),
        Value::List(elements) => {
            let elements: Vec<String> = elements.iter().map(expression).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Map(entries) => {
            let entry = |(key, value): (&Text, &Value)| {
                format!("{}: {}", escape_name(key), expression(value))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Date(_) => call("date"),
        Value::LocalTime(_) => call("localtime"),
        Value::Time(_) => call("time"),
        Value::LocalDateTime(_) => call("localdatetime"),
        Value::DateTime(_) => call("datetime"),
        Value::Duration(_) => call("duration"),
        other => other.to_string(),
    }
}

fn map(values: &Values) -> String {
    let entry =
        |(key, value): (&Text, &Value)| format!("{}: {}", escape_name(key), expression(value));
    format!("{{{}}}", values.0.iter().map(entry).collect::<Vec<_>>().join(", "))
}

fn language(version: CypherVersion) -> &'static str {
    match version {
        CypherVersion::Cypher5 => "DEFAULT LANGUAGE CYPHER 5",
        CypherVersion::Cypher25 => "DEFAULT LANGUAGE CYPHER 25",
    }
}

fn composite(database: &Database) -> &'static str {
    if database.kind == DatabaseType::Composite { "COMPOSITE " } else { "" }
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn topology(primaries: u32, secondaries: u32) -> String {
    let mut text = format!("TOPOLOGY {}", counted(primaries, "PRIMARY", "PRIMARIES"));
    if secondaries > 0 {
        text.push(' ');
        text.push_str(&counted(secondaries, "SECONDARY", "SECONDARIES"));
    }
    text
}

fn graph_shard(shards: &Shards, set: &str) -> String {
    let topology = topology(shards.graph.primaries, shards.graph.secondaries);
    format!("GRAPH SHARD {{ {set}{topology} }}")
}

/// The topology of the property shard with this number.
fn replicas(database: &Database, number: usize) -> String {
    let shard = database.shards.as_ref().and_then(|shards| shards.property.get(number));
    let count = shard.map_or(1, |shard| shard.replicas);
    format!("TOPOLOGY {}", counted(count, "REPLICA", "REPLICAS"))
}

fn create_database(database: &Database, exists: &str) -> String {
    let mut text = format!(
        "CREATE {}DATABASE {}{exists} {}",
        composite(database),
        quoted_name(&database.name),
        language(database.default_language)
    );
    match &database.shards {
        Some(shards) => text.push_str(&format!(
            " {} PROPERTY SHARDS {{ COUNT {} {} }}",
            graph_shard(shards, ""),
            shards.property.len(),
            replicas(database, 0)
        )),
        None if database.kind == DatabaseType::Standard => {
            text.push(' ');
            text.push_str(&topology(database.primaries, database.secondaries));
        }
        None => {}
    }
    if !database.options.0.is_empty() {
        text.push_str(" OPTIONS ");
        text.push_str(&map(&database.options));
    }
    text
}

fn alter_database(from: Option<&Database>, to: &Database) -> String {
    let mut text = format!("ALTER DATABASE {}", quoted_name(&to.name));
    let is_standard = to.kind == DatabaseType::Standard;
    let differs =
        |differs: fn(&Database, &Database) -> bool| from.is_some_and(|from| differs(from, to));
    if is_standard && from.is_none_or(|from| from.access != to.access) {
        text.push_str(match to.access {
            DatabaseAccess::ReadOnly => " SET ACCESS READ ONLY",
            DatabaseAccess::ReadWrite => " SET ACCESS READ WRITE",
        });
    }
    if is_standard && differs(|a, b| (a.primaries, a.secondaries) != (b.primaries, b.secondaries)) {
        text.push_str(" SET ");
        text.push_str(&topology(to.primaries, to.secondaries));
    }
    if is_standard && let Some(from) = from {
        for (key, value) in &to.options.0 {
            if from.options.0.get(key) != Some(value) {
                let (key, value) = (escape_name(key), expression(value));
                text.push_str(&format!(" SET OPTION {key} {value}"));
            }
        }
    }
    if differs(|a, b| a.default_language != b.default_language) {
        text.push_str(" SET ");
        text.push_str(language(to.default_language));
    }
    text
}

fn server_options(server: &Server) -> String {
    let mut options = Vec::new();
    if server.mode_constraint != ModeConstraint::None {
        options.push(format!("modeConstraint: '{}'", server.mode_constraint.as_str()));
    }
    for (key, list) in [
        ("allowedDatabases", &server.allowed_databases),
        ("deniedDatabases", &server.denied_databases),
        ("tags", &server.tags),
    ] {
        if !list.is_empty() {
            options.push(format!("{key}: {}", strings(list)));
        }
    }
    format!("{{{}}}", options.join(", "))
}

/// The parameter for the password of a remote alias that is not known.
#[must_use]
pub fn parameter_of_alias(name: &str) -> String {
    format!("password_of_alias_{name}")
}

/// The parameter for a user's password that is not known.
#[must_use]
pub fn parameter_of_user(name: &str) -> String {
    format!("password_of_user_{name}")
}

fn alias_password(name: &str, remote: &Remote, secrets: Secrets) -> String {
    match &remote.password {
        Some(password) if secrets == Secrets::All => string(&password.0),
        _ => format!("${}", escape_name(&parameter_of_alias(name))),
    }
}

fn create_alias(alias: &Alias, exists: &str, secrets: Secrets) -> String {
    let mut text = format!("CREATE ALIAS {}{exists} FOR DATABASE ", quoted_name(&alias.name));
    match &alias.target {
        Target::Local(database) => text.push_str(&quoted_name(database)),
        Target::Remote(remote) => text.push_str(&remote_target(alias, remote, secrets)),
    }
    if !alias.properties.0.is_empty() {
        text.push_str(" PROPERTIES ");
        text.push_str(&map(&alias.properties));
    }
    text
}

fn remote_target(alias: &Alias, remote: &Remote, secrets: Secrets) -> String {
    let mut text = format!("{} AT {}", quoted_name(&remote.database), string(&remote.url));
    match &remote.user {
        Some(user) => {
            let password = alias_password(&alias.name, remote, secrets);
            text.push_str(&format!(" USER {} PASSWORD {password}", quoted_name(user)));
        }
        None => text.push_str(" OIDC CREDENTIAL FORWARDING"),
    }
    if !remote.driver.0.is_empty() {
        text.push_str(" DRIVER ");
        text.push_str(&map(&remote.driver));
    }
    if alias.composite.is_none() {
        text.push(' ');
        text.push_str(language(remote.default_language));
    }
    text
}

fn alter_alias(from: &Alias, to: &Alias, secrets: Secrets) -> String {
    let mut text = format!("ALTER ALIAS {} SET DATABASE", quoted_name(&to.name));
    match (&from.target, &to.target) {
        (Target::Remote(from), Target::Remote(remote)) => {
            if (&from.database, &from.url) != (&remote.database, &remote.url) {
                let database = quoted_name(&remote.database);
                text.push_str(&format!(" TARGET {database} AT {}", string(&remote.url)));
            }
            if let Some(user) = remote.user.as_ref().filter(|_| from.user != remote.user) {
                text.push_str(&format!(" USER {}", quoted_name(user)));
            }
            if differ(from.password.as_ref(), remote.password.as_ref()) {
                let password = alias_password(&to.name, remote, secrets);
                text.push_str(&format!(" PASSWORD {password}"));
            }
            if from.driver != remote.driver {
                text.push_str(&format!(" DRIVER {}", map(&remote.driver)));
            }
            if to.composite.is_none() && from.default_language != remote.default_language {
                text.push(' ');
                text.push_str(language(remote.default_language));
            }
        }
        (from, Target::Local(target)) if from != &to.target => {
            text.push_str(&format!(" TARGET {}", quoted_name(target)));
        }
        _ => {}
    }
    if from.properties != to.properties {
        text.push_str(&format!(" PROPERTIES {}", map(&to.properties)));
    }
    text
}

fn alter_auth_rule(from: &AuthRule, to: &AuthRule) -> String {
    let mut text = format!("ALTER AUTH RULE {}", quoted_name(&to.name));
    if from.condition != to.condition {
        text.push_str(&format!(" SET CONDITION {}", to.condition));
    }
    if from.enabled != to.enabled {
        text.push_str(&format!(" SET ENABLED {}", to.enabled));
    }
    text
}

fn password(user: &User, native: &Native, secrets: Secrets) -> String {
    let change = change_words(native.change_required);
    match &native.password {
        Some(password) if secrets != Secrets::None => {
            format!(" SET ENCRYPTED PASSWORD '{}' {change}", password.0)
        }
        _ => {
            let parameter = parameter_of_user(&user.name);
            format!(" SET PASSWORD ${} {change}", escape_name(&parameter))
        }
    }
}

fn change_words(required: bool) -> &'static str {
    if required { "CHANGE REQUIRED" } else { "CHANGE NOT REQUIRED" }
}

fn create_user(user: &User, exists: &str, secrets: Secrets) -> String {
    let mut text = format!("CREATE USER {}{exists}", quoted_name(&user.name));
    if let Some(native) = &user.native {
        text.push_str(&password(user, native, secrets));
    }
    if user.suspended {
        text.push_str(" SET STATUS SUSPENDED");
    }
    if let Some(home) = &user.home_database {
        text.push_str(&format!(" SET HOME DATABASE {}", quoted_name(home)));
    }
    for (provider, id) in &user.auth {
        text.push_str(&set_auth(provider, id));
    }
    if !user.tags.is_empty() {
        text.push_str(&format!(" SET TAGS {}", strings(&user.tags)));
    }
    text
}

fn set_auth(provider: &Text, id: &Text) -> String {
    format!(" SET AUTH {} {{ SET ID {} }}", string(provider), string(id))
}

fn alter_user(from: &User, to: &User, secrets: Secrets) -> String {
    let mut text = format!("ALTER USER {}", quoted_name(&to.name));
    if from.home_database.is_some() && to.home_database.is_none() {
        text.push_str(" REMOVE HOME DATABASE");
    }
    for provider in from.auth.keys().filter(|provider| !to.auth.contains_key(*provider)) {
        text.push_str(&format!(" REMOVE AUTH {}", string(provider)));
    }
    if from.native.is_some() && to.native.is_none() {
        text.push_str(" REMOVE AUTH 'native'");
    }
    if !from.tags.is_empty() && to.tags.is_empty() {
        text.push_str(" REMOVE ALL TAGS");
    }
    match (&from.native, &to.native) {
        (Some(old), Some(new)) if !differ(old.password.as_ref(), new.password.as_ref()) => {
            if old.change_required != new.change_required {
                text.push_str(&format!(" SET PASSWORD {}", change_words(new.change_required)));
            }
        }
        (_, Some(new)) => text.push_str(&password(to, new, secrets)),
        (_, None) => {}
    }
    if from.suspended != to.suspended {
        text.push_str(" SET STATUS ");
        text.push_str(if to.suspended { "SUSPENDED" } else { "ACTIVE" });
    }
    if let Some(home) = to.home_database.as_ref().filter(|_| from.home_database != to.home_database)
    {
        text.push_str(&format!(" SET HOME DATABASE {}", quoted_name(home)));
    }
    for (provider, id) in
        to.auth.iter().filter(|(provider, id)| from.auth.get(*provider) != Some(*id))
    {
        text.push_str(&set_auth(provider, id));
    }
    if from.tags != to.tags && !to.tags.is_empty() {
        text.push_str(&format!(" SET TAGS {}", strings(&to.tags)));
    }
    text
}
