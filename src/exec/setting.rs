//! The settings that the model has: what they are, and how a configuration sets them.

use super::Config;
use crate::ast::CypherVersion;
use crate::catalog::settings;
use crate::status::{Error, SessionError};
use crate::text::{Text, closest};

/// A setting that has an effect here.
struct Modelled {
    name: &'static str,
    /// Its value, where it has one.
    get: fn(&Config) -> Option<String>,
    /// Sets it; none when the value makes no sense.
    set: fn(&mut Config, &str) -> Option<()>,
}

const fn modelled(
    name: &'static str,
    get: fn(&Config) -> Option<String>,
    set: fn(&mut Config, &str) -> Option<()>,
) -> Modelled {
    Modelled { name, get, set }
}

/// By name.
const MODELLED: &[Modelled] = &[
    modelled(
        "db.query.default_language",
        |config| Some(language(config.version).to_owned()),
        |config, value| {
            let versions = [CypherVersion::Cypher5, CypherVersion::Cypher25];
            config.version = versions.into_iter().find(|version| language(*version) == value)?;
            Some(())
        },
    ),
    modelled(
        "dbms.max_databases",
        |config| Some(config.max_databases.to_string()),
        |config, value| at_least(&mut config.max_databases, value, 2),
    ),
    modelled(
        "dbms.security.abac.authorization_providers",
        |config| list(&config.abac_providers),
        |config, value| set_list(&mut config.abac_providers, value),
    ),
    modelled(
        "dbms.security.allow_oidc_credential_forwarding_enabled",
        |config| Some(config.oidc_forwarding_enabled.to_string()),
        |config, value| switch(&mut config.oidc_forwarding_enabled, value),
    ),
    modelled(
        "dbms.security.auth_enabled",
        |config| Some(config.auth_enabled.to_string()),
        |config, value| switch(&mut config.auth_enabled, value),
    ),
    modelled(
        "dbms.security.auth_minimum_password_length",
        |config| Some(config.minimum_password_length.to_string()),
        |config, value| at_least(&mut config.minimum_password_length, value, 1),
    ),
    modelled(
        "dbms.security.authentication_providers",
        |config| list(&config.auth_providers),
        |config, value| set_list(&mut config.auth_providers, value),
    ),
    modelled(
        "dbms.security.authorization_providers",
        |config| list(&config.auth_providers),
        |config, value| set_list(&mut config.auth_providers, value),
    ),
    modelled(
        "dbms.security.keystore.path",
        |config| config.has_keystore.then(|| "keystore.p12".to_owned()),
        |config, value| {
            config.has_keystore = !value.is_empty();
            Some(())
        },
    ),
    modelled(
        "dbms.security.require_local_user",
        |config| Some(config.require_local_user.to_string()),
        |config, value| switch(&mut config.require_local_user, value),
    ),
    modelled(
        "initial.dbms.default_database",
        |config| Some(config.default_database.to_string()),
        |config, value| {
            let name = value.to_lowercase();
            super::databases::check_name(&name).ok()?;
            config.default_database = name.into();
            Some(())
        },
    ),
    modelled(
        "initial.dbms.default_primaries_count",
        |config| Some(config.default_copies.primaries.to_string()),
        |config, value| count(&mut config.default_copies.primaries, value, 1, 11),
    ),
    modelled(
        "initial.dbms.default_property_shard_replica_count",
        |config| Some(config.default_copies.replicas.to_string()),
        |config, value| count(&mut config.default_copies.replicas, value, 1, 20),
    ),
    modelled(
        "initial.dbms.default_secondaries_count",
        |config| Some(config.default_copies.secondaries.to_string()),
        |config, value| count(&mut config.default_copies.secondaries, value, 0, 20),
    ),
    modelled(
        "server.bolt.advertised_address",
        |config| Some(config.address.to_string()),
        |config, value| set_text(&mut config.address, value),
    ),
    modelled(
        "server.http.advertised_address",
        |config| Some(config.http_address.to_string()),
        |config, value| set_text(&mut config.http_address, value),
    ),
];

fn language(version: CypherVersion) -> &'static str {
    match version {
        CypherVersion::Cypher5 => "CYPHER_5",
        CypherVersion::Cypher25 => "CYPHER_25",
    }
}

fn list(entries: &[Text]) -> Option<String> {
    (!entries.is_empty()).then(|| entries.join(","))
}

fn set_list(entries: &mut Vec<Text>, value: &str) -> Option<()> {
    *entries = value.split(',').map(str::trim).filter(|e| !e.is_empty()).map(Text::from).collect();
    Some(())
}

fn set_text(text: &mut Text, value: &str) -> Option<()> {
    (!value.is_empty()).then(|| *text = value.into())
}

fn switch(of: &mut bool, value: &str) -> Option<()> {
    *of = value.parse().ok()?;
    Some(())
}

fn at_least(of: &mut usize, value: &str, least: usize) -> Option<()> {
    *of = value.parse().ok().filter(|number| *number >= least)?;
    Some(())
}

fn count(of: &mut u32, value: &str, least: u32, most: u32) -> Option<()> {
    *of = value.parse().ok().filter(|number| (least..=most).contains(number))?;
    Some(())
}

impl Config {
    /// Sets a setting by its name, as `neo4j.conf` does.
    ///
    /// # Errors
    /// When there is no such setting, it has no effect here, or the value makes no sense.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let names = || MODELLED.iter().map(|setting| setting.name);
        if let Some(setting) = MODELLED.iter().find(|setting| setting.name == name) {
            let done = (setting.set)(self, value.trim());
            let known = settings().iter().find(|known| known.name == name);
            return done.ok_or_else(|| {
                let (name, value) = (name.to_owned(), value.to_owned());
                let valid = known.map(|known| known.valid_values()).unwrap_or_default();
                SessionError::BadSetting { name, value, valid }.into()
            });
        }
        if settings().iter().any(|known| known.name == name) {
            let error = SessionError::SettingWithoutEffect { name: name.to_owned() };
            let with_effect: Vec<&str> = names().collect();
            return Err(Error::from(error)
                .with_help(format!("These have one: {}.", with_effect.join(", "))));
        }
        let error = Error::from(SessionError::UnknownSetting { name: name.to_owned() });
        Err(match closest(name, names()) {
            Some(meant) => error.with_help(format!("Did you mean `{meant}`?")),
            None => error.with_help("`SHOW SETTINGS` lists all settings."),
        })
    }

    /// Whether a setting is read only when a DBMS is made.
    pub(super) fn is_initial(name: &str) -> bool {
        name.starts_with("initial.")
            || [
                "db.query.default_language",
                "server.bolt.advertised_address",
                "server.http.advertised_address",
            ]
            .contains(&name)
    }

    /// The value of a setting, where the model has one.
    pub(super) fn setting(&self, name: &str) -> Option<String> {
        MODELLED.iter().find(|setting| setting.name == name).and_then(|setting| (setting.get)(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_in_the_catalog_and_keep_what_they_are_set_to() {
        assert!(MODELLED.is_sorted_by(|a, b| a.name < b.name));
        for modelled in MODELLED {
            let name = modelled.name;
            assert!(settings().iter().any(|setting| setting.name == name), "{name}");
            let mut config = Config::default();
            let before = (modelled.get)(&config);
            for value in ["true", "false", "5", "CYPHER_5", "some-name"] {
                if config.set(name, value).is_ok() && config.setting(name) != before {
                    assert_eq!(config.setting(name).as_deref(), Some(value), "{name}");
                    break;
                }
            }
            let is_path = name.ends_with(".path");
            assert_eq!(config.setting(name) == before, is_path, "{name}");
        }
    }

    #[test]
    fn wrong_settings_are_told_apart() {
        let mut config = Config::default();
        let mut error = |name, value| config.set(name, value).unwrap_err();
        let unknown = error("dbms.max_database", "7");
        assert_eq!(unknown.help.as_deref(), Some("Did you mean `dbms.max_databases`?"));
        assert_eq!(
            error("dbms.max_databases", "1").to_string(),
            "Bad value '1' for setting 'dbms.max_databases': it must be a long that is minimum 2."
        );
        assert_eq!(
            error("db.checkpoint", "PERIODIC").to_string(),
            "Setting 'db.checkpoint' has no effect here."
        );
    }
}
