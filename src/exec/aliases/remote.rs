//! What remote aliases are made of: an address, credentials, driver settings; and the properties that
//! every alias may have.

use crate::ast::{Expr, ExprKind, MapOrParam, Secret};
use crate::exec::run::Run;
use crate::status::{AliasError, Error};
use crate::text::Text;
use crate::value::{Map, Value};
use std::collections::BTreeMap;

/// The schemes of Neo4j's drivers.
const SCHEMES: &[&str] = &["neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"];
/// Those that encrypt.
const SECURE_SCHEMES: &[&str] = &["neo4j+s", "neo4j+ssc", "bolt+s", "bolt+ssc"];

const SSL_ENFORCED: &str = "ssl_enforced";

/// Checks an address; `ssl_enforced`, which is on unless switched off, asks for encryption.
pub(super) fn check_url(url: &str, driver: &BTreeMap<Text, Value>) -> Result<(), Error> {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme).to_lowercase();
    let insecure = SCHEMES.contains(&scheme.as_str());
    let is_enforced = driver.get(SSL_ENFORCED) != Some(&Value::Boolean(false));
    let schemes = if insecure && is_enforced { SECURE_SCHEMES } else { SCHEMES };
    match schemes.contains(&scheme.as_str()) {
        true => Ok(()),
        false => Err(AliasError::Scheme { url: url.to_owned(), insecure, schemes }.into()),
    }
}

/// Credentials to keep. They can be kept only where there is a key to encrypt them with.
pub(super) fn stored_password(run: &Run<'_>, password: &str) -> Result<Secret, Error> {
    match run.config.has_keystore {
        true => Ok(Secret::new(password.to_owned())),
        false => Err(AliasError::NoKeystore.into()),
    }
}

/// What a driver setting takes.
#[derive(Clone, Copy)]
enum Takes {
    Boolean,
    Duration,
    Integer,
    Level,
}

const DRIVER_SETTINGS: &[(&str, Takes)] = &[
    (SSL_ENFORCED, Takes::Boolean),
    ("connection_timeout", Takes::Duration),
    ("connection_max_lifetime", Takes::Duration),
    ("connection_pool_acquisition_timeout", Takes::Duration),
    ("connection_pool_idle_test", Takes::Duration),
    ("connection_pool_max_size", Takes::Integer),
    ("logging_level", Takes::Level),
];

const LEVELS: &[&str] = &["DEBUG", "INFO", "WARN", "ERROR", "NONE"];

/// `DRIVER …`
// UNKNOWN: the causes in the server's words.
pub(super) fn driver<'s>(
    run: &Run<'s>,
    written: &'s MapOrParam,
) -> Result<BTreeMap<Text, Value>, Error> {
    let fail = |cause: String| Err(AliasError::Driver { cause }.into());
    let settings = match run.map(written)? {
        Ok(settings) => settings,
        Err(value) => return fail(format!("Expected a map value but got '{value}'.")),
    };
    let mut driver = BTreeMap::new();
    for (key, value) in settings {
        let Some((name, takes)) = DRIVER_SETTINGS.iter().find(|(name, _)| *name == key.as_str())
        else {
            let names: Vec<_> =
                DRIVER_SETTINGS.iter().map(|(name, _)| format!("'{name}'")).collect();
            let names = names.join(", ");
            return fail(format!("Unrecognised driver setting '{key}'. Expected {names}."));
        };
        let (kept, expected) = match takes {
            Takes::Boolean => {
                (matches!(value, Value::Boolean(_)).then_some(value.clone()), "BOOLEAN")
            }
            Takes::Duration => {
                (matches!(value, Value::Duration(_)).then_some(value.clone()), "DURATION")
            }
            Takes::Integer => {
                (matches!(value, Value::Integer(_)).then_some(value.clone()), "INTEGER")
            }
            Takes::Level => {
                let level = value.as_str().map(str::to_uppercase);
                let level = level.filter(|level| LEVELS.contains(&level.as_str()));
                (level.map(Value::from), "DEBUG, INFO, WARN, ERROR or NONE")
            }
        };
        match kept {
            Some(kept) => driver.insert((*name).into(), kept),
            None => {
                return fail(format!("Invalid value '{value}' for '{name}'. Expected {expected}."));
            }
        };
    }
    Ok(driver)
}

/// `PROPERTIES …`: keys in lower case, values that can be stored.
// DIFFERS: Neo4j's front end lets subqueries pass here; there is no data they could look at.
pub(super) fn properties<'s>(
    run: &Run<'s>,
    written: &'s MapOrParam,
) -> Result<BTreeMap<Text, Value>, Error> {
    let fail = |cause: String| Err(AliasError::Properties { cause }.into());
    if let MapOrParam::Map(entries) = written
        && entries.iter().any(|(_, expr)| has_subquery(expr))
    {
        return fail("Subqueries are not valid in properties.".into());
    }
    let map: Map = match run.map(written)? {
        Ok(map) => map,
        Err(value) => return fail(format!("Expected a map value but got '{value}'.")),
    };
    let mut properties = BTreeMap::new();
    for (key, value) in map {
        if !is_storable(&value) {
            return fail(format!("The value '{value}' of '{key}' cannot be stored as a property."));
        }
        if !value.is_null() {
            properties.insert(key.to_lowercase(), value);
        }
    }
    Ok(properties)
}

fn has_subquery(expr: &Expr) -> bool {
    let mut found = matches!(
        expr.kind,
        ExprKind::Subquery(..) | ExprKind::Pattern(_) | ExprKind::PatternComprehension(_)
    );
    // No deeper than the parser lets an expression be.
    expr.for_each_part(&mut |part| found = found || has_subquery(part));
    found
}

/// Scalars, and lists of scalars.
fn is_storable(value: &Value) -> bool {
    match value {
        Value::Map(_) => false,
        Value::List(elements) => {
            !elements.iter().any(|e| matches!(e, Value::Map(_) | Value::List(_) | Value::Null))
        }
        _ => true,
    }
}
