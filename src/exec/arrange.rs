//! What a golden script arranges before it runs statements: settings, servers of a cluster, what an
//! external provider says of the user. On a server all that is configured where no statement reaches.

use super::{Config, DeclaredServer};
use crate::text::Text;
use crate::value::{Map, Value};

/// One thing to arrange.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrangement {
    /// The value of a setting, by its name in `neo4j.conf`.
    Setting(Text, Value),
    /// A new DBMS on that many servers, all but the first of which wait to be enabled.
    Servers(usize),
    /// The claims of the session's user.
    Claims(Map),
}

/// Puts a value where it belongs, if it has the right type.
type Set = fn(&mut Config, &Value) -> Option<()>;

/// The settings that can be arranged, and where each belongs.
const SETTINGS: &[(&str, Set)] = &[
    ("dbms.max_databases", |config, value| {
        config.max_databases = count(value)?;
        Some(())
    }),
    ("dbms.security.abac.authorization_providers", |config, value| {
        config.abac_providers = texts(value)?;
        Some(())
    }),
    ("dbms.security.allow_oidc_credential_forwarding_enabled", |config, value| {
        config.oidc_forwarding_enabled = boolean(value)?;
        Some(())
    }),
    ("dbms.security.auth_minimum_password_length", |config, value| {
        config.minimum_password_length = count(value)?;
        Some(())
    }),
    ("dbms.security.authentication_providers", |config, value| {
        config.auth_providers = texts(value)?;
        Some(())
    }),
    ("dbms.security.keystore.path", |config, value| {
        config.has_keystore = !matches!(value, Value::Null);
        Some(())
    }),
    ("dbms.security.require_local_user", |config, value| {
        config.require_local_user = boolean(value)?;
        Some(())
    }),
];

/// The most servers a script can ask for.
const MOST_SERVERS: usize = 20;

/// Sets a setting by its name.
///
/// # Errors
/// Where there is no such setting, or not with such a value.
pub(super) fn set(config: &mut Config, name: &str, value: &Value) -> Result<(), &'static str> {
    let setting = SETTINGS.iter().find(|(known, _)| *known == name);
    let (_, set) = setting.ok_or("This setting cannot be arranged.")?;
    set(config, value).ok_or("A value of another type is expected for this setting.")
}

/// The servers beside the first of a cluster of `all`, by name `server2`, `server3` …
///
/// # Errors
/// Where there would be none, or too many.
pub(super) fn more_servers(all: usize) -> Result<Vec<DeclaredServer>, &'static str> {
    if !(1..=MOST_SERVERS).contains(&all) {
        return Err("A cluster has 1 to 20 servers.");
    }
    let server = |number| DeclaredServer {
        id: format!("00000000-0000-4000-8000-{number:012}").into(),
        address: format!("server{number}:7687").into(),
        http_address: format!("server{number}:7474").into(),
    };
    Ok((2..=all).map(server).collect())
}

fn count(value: &Value) -> Option<usize> {
    match value {
        Value::Integer(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Boolean(value) => Some(*value),
        _ => None,
    }
}

fn texts(value: &Value) -> Option<Vec<Text>> {
    let Value::List(values) = value else { return None };
    let text = |value: &Value| match value {
        Value::String(text) => Some(Text::from(&**text)),
        _ => None,
    };
    values.iter().map(text).collect()
}
