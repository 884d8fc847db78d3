//! `SHOW SETTINGS`: the settings of the catalog that the session's user may see.

use super::executable::has;
use super::told::Told;
use crate::ast::{CypherVersion, ShowWhat};
use crate::catalog::{Setting, settings as all};
use crate::exec::Config;
use crate::exec::run::Run;
use crate::query::RowSource;
use crate::text::Text;
use crate::value::Value;

/// What stands for a secret that is set.
const HIDDEN: &str = "******";

/// `SHOW SETTINGS [names]`
pub(super) fn settings<'r>(
    run: &'r Run<'_>,
    what: &ShowWhat,
    names: Option<&[Text]>,
) -> impl RowSource + use<'r> {
    let holder = run.config.checks_privileges().then(|| run.holder());
    let is_visible = |setting: &Setting| {
        holder.as_ref().is_none_or(|holder| {
            run.access.permission_about_setting(run.graph, holder, setting.name).is_granted()
        })
    };
    let shown: Vec<&'static Setting> = all()
        .iter()
        .filter(|setting| names.is_none_or(|names| names.iter().any(|name| name == setting.name)))
        .filter(|setting| is_visible(setting) && has(run.config.edition, setting.traits))
        .collect();
    let (config, version) = (run.config, run.version);
    Told::new(what, version, shown, move |setting, column| value(setting, column, config, version))
}

fn value(setting: &Setting, column: &str, config: &Config, version: CypherVersion) -> Value {
    let text = |value: Option<String>| match value {
        Some(_) if setting.is_secret() => HIDDEN.into(),
        value => value.into(),
    };
    let current = || config.setting(setting.name).or_else(|| setting.resting_value());
    match column {
        "name" => setting.name.into(),
        // Nothing changes a setting while the model runs but the switch of authentication.
        "value" | "startupValue" => text(current()),
        "isDynamic" => Value::Boolean(setting.traits.is_dynamic()),
        "defaultValue" => text(setting.default.map(str::to_owned)),
        "description" => setting.about.into(),
        "isExplicitlySet" => Value::Boolean(current() != setting.resting_value()),
        "validValues" => setting.valid_values().into(),
        "isDeprecated" => Value::Boolean(setting.traits.is_deprecated_in(version)),
        _ => Value::Null,
    }
}
