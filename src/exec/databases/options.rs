//! Options of databases: which exist, what they may be, and the one that persists.

use crate::ast::{CypherVersion, Expr, Ident, MapOrParam};
use crate::exec::run::Run;
use crate::graph::{Database, DatabaseType};
use crate::status::{Error, Expected, Notification, SetupError, SetupVerb, ShardError};
use crate::text::Text;
use crate::value::Value;

/// An option of `CREATE DATABASE`: its name, what it takes, and the versions that have it.
struct OptionRow {
    key: &'static str,
    takes: Expected,
    in_5: bool,
    in_25: bool,
}

const fn row(key: &'static str, takes: Expected, in_5: bool, in_25: bool) -> OptionRow {
    OptionRow { key, takes, in_5, in_25 }
}

const OPTIONS: &[OptionRow] = &[
    row("existingData", Expected::Use, true, true),
    row("existingDataSeedInstance", Expected::ServerId, true, false),
    row("existingDataSeedServer", Expected::ServerId, true, true),
    row("storeFormat", Expected::Format, true, true),
    row(SEED, Expected::Text, true, true),
    row("seedCredentials", Expected::Text, true, false),
    row("seedConfig", Expected::Text, true, true),
    row("seedRestoreUntil", Expected::TimeOrNumber, true, true),
    row("seedSourceDatabase", Expected::Text, false, true),
    row(ENRICHMENT, Expected::Enrichment, true, true),
];

/// The names of the options in the order of the table, for the message about other names.
const KEYS_5: &[&str] = &[
    "existingData",
    "existingDataSeedInstance",
    "existingDataSeedServer",
    "storeFormat",
    SEED,
    "seedCredentials",
    "seedConfig",
    "seedRestoreUntil",
    ENRICHMENT,
];
const KEYS_25: &[&str] = &[
    "existingData",
    "existingDataSeedServer",
    "storeFormat",
    SEED,
    "seedConfig",
    "seedRestoreUntil",
    "seedSourceDatabase",
    ENRICHMENT,
];

/// Where a database's content comes from.
const SEED: &str = "seedURI";

/// The options of sharded databases (operations manual, creating sharded property databases).
const OF_SHARDED: &[&str] =
    &[SEED, "seedConfig", "seedSourceDatabase", "seedRestoreUntil", ENRICHMENT];

/// The only option that can be changed later, and the only one that is shown.
const ENRICHMENT: &str = "txLogEnrichment";

/// `OPTIONS …` of `CREATE [COMPOSITE] DATABASE`.
pub(super) fn set_at_creation<'s>(
    run: &mut Run<'s>,
    database: &mut Database,
    written: &'s MapOrParam,
) -> Result<(), Error> {
    let options = match run.map(written)? {
        Ok(options) => options,
        Err(value) => return Err(SetupError::OptionsNotMap { value: value.to_string() }.into()),
    };
    if database.kind == DatabaseType::Composite {
        return match options.is_empty() {
            true => Ok(()),
            false => Err(SetupError::CompositeOptions.into()),
        };
    }
    let (version, verb) = (run.version, SetupVerb::Create);
    let unknown: Vec<String> = options
        .keys()
        .filter(|key| find(key, version).is_none())
        .map(|key| key.to_lowercase().to_string())
        .collect();
    if !unknown.is_empty() {
        let expected = if version == CypherVersion::Cypher5 { KEYS_5 } else { KEYS_25 };
        return Err(SetupError::UnknownOptions { verb, keys: unknown, expected }.into());
    }
    let is_sharded = database.shards.is_some();
    for (key, value) in &options {
        let Some(option) = find(key, version) else { continue };
        if is_sharded && !OF_SHARDED.contains(&option.key) {
            return Err(ShardError::Unsupported { feature: option.key }.into());
        }
        // Of a sharded database also one place per shard, or several servers.
        if is_sharded && option.key == SEED && is_places(value) {
            continue;
        }
        let value = checked(option, value, verb)?;
        if option.key == ENRICHMENT {
            database.options.insert(ENRICHMENT.into(), value);
        }
        if option.takes == Expected::Use && version == CypherVersion::Cypher25 {
            run.notify(Notification::existing_data());
        }
    }
    Ok(())
}

fn find(key: &str, version: CypherVersion) -> Option<&'static OptionRow> {
    OPTIONS.iter().find(|option| {
        option.key.eq_ignore_ascii_case(key)
            && if version == CypherVersion::Cypher5 { option.in_5 } else { option.in_25 }
    })
}

/// The value as it is kept, when it is one the option takes.
fn checked(option: &OptionRow, value: &Value, verb: SetupVerb) -> Result<Value, Error> {
    let is_word = |words: &'static [&'static str]| {
        let text = value.as_str()?;
        words.iter().find(|word| word.eq_ignore_ascii_case(text)).copied()
    };
    let kept = match option.takes {
        Expected::Use => is_word(&["use"]).map(|_| value.clone()),
        Expected::ServerId => value.as_str().filter(|text| is_uuid(text)).map(|_| value.clone()),
        Expected::Text => value.as_str().map(|_| value.clone()),
        Expected::TimeOrNumber => {
            matches!(value, Value::DateTime(_) | Value::Integer(_)).then(|| value.clone())
        }
        Expected::Enrichment => is_word(&["FULL", "DIFF", "OFF"]).map(Value::from),
        Expected::Format => {
            is_word(&["aligned", "standard", "high_limit", "block"]).map(|_| value.clone())
        }
    };
    kept.ok_or_else(|| {
        // Texts are printed without quotes, everything else as a literal.
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        SetupError::OptionValue { verb, key: option.key, value, expected: option.takes }.into()
    })
}

/// A list or map of texts.
fn is_places(value: &Value) -> bool {
    match value {
        Value::List(places) => places.iter().all(|place| place.as_str().is_some()),
        Value::Map(places) => places.values().all(|place| place.as_str().is_some()),
        _ => false,
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

/// `ALTER DATABASE … SET OPTION key value` and, without a value, `REMOVE OPTION key`.
pub(super) fn alter<'s>(
    run: &Run<'s>,
    database: &mut Database,
    changes: &[(&'s Ident, Option<&'s Expr>)],
) -> Result<(), Error> {
    let verb = match changes.first() {
        Some((_, None)) => SetupVerb::Remove,
        _ => SetupVerb::Alter,
    };
    let is_enrichment = |key: &Text| key.eq_ignore_ascii_case(ENRICHMENT);
    let others = || changes.iter().map(|(key, _)| &key.value).filter(|key| !is_enrichment(key));
    let known = |key: &Text| OPTIONS.iter().find(|option| option.key.eq_ignore_ascii_case(key));
    let unknown: Vec<String> = others()
        .filter(|key| known(key).is_none())
        .map(|key| key.to_lowercase().to_string())
        .collect();
    if !unknown.is_empty() {
        let expected = &[ENRICHMENT];
        return Err(SetupError::UnknownOptions { verb, keys: unknown, expected }.into());
    }
    let only_create: Vec<String> =
        others().filter_map(known).map(|option| option.key.to_owned()).collect();
    if !only_create.is_empty() {
        return Err(SetupError::CreateOptions { verb, keys: only_create }.into());
    }
    for (key, expr) in changes {
        let (Some(option), Some(expr)) = (known(&key.value), expr) else {
            database.options.remove(ENRICHMENT);
            continue;
        };
        let value = checked(option, &run.evaluate(expr)?, verb)?;
        database.options.insert(ENRICHMENT.into(), value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_named_in_messages_are_those_of_the_table() {
        let keys = |wanted: fn(&OptionRow) -> bool| {
            OPTIONS.iter().filter(|row| wanted(row)).map(|row| row.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(|row| row.in_5), KEYS_5);
        assert_eq!(keys(|row| row.in_25), KEYS_25);
    }

    #[test]
    fn uuids_have_five_groups_of_hexadecimal_digits() {
        assert!(is_uuid("8e07406b-90b3-4311-a63f-85c5bb5c9f8f"));
        for text in ["", "8e07406b", "8e07406b-90b3-4311-a63f-85c5bb5c9f8g", "8e07406b90b34311a63f"]
        {
            assert!(!is_uuid(text), "{text}");
        }
    }
}
