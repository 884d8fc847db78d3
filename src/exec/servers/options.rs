//! Options of servers.

use crate::ast::MapOrParam;
use crate::exec::run::Run;
use crate::graph::{ModeConstraint, ServerOptions};
use crate::status::{Error, ServerError, ServerVerb};
use crate::text::Text;
use crate::value::Value;

/// `OPTIONS …`
pub(super) fn read<'s>(
    run: &Run<'s>,
    written: &'s MapOrParam,
    verb: ServerVerb,
) -> Result<ServerOptions, Error> {
    let map = match run.map(written)? {
        Ok(map) => map,
        Err(value) => {
            return Err(ServerError::OptionsNotMap { verb, value: value.to_string() }.into());
        }
    };
    let mut options = ServerOptions::default();
    let (mut has_allowed, mut has_denied) = (false, false);
    for (key, value) in &map {
        match key.to_lowercase().as_str() {
            "modeconstraint" => options.mode = mode(value)?,
            "alloweddatabases" => {
                options.allowed = patterns("allowedDatabases", value)?;
                has_allowed = true;
            }
            "denieddatabases" => {
                options.denied = patterns("deniedDatabases", value)?;
                has_denied = true;
            }
            "tags" => options.tags = tags(value)?,
            _ => return Err(ServerError::UnknownOption { key: key.to_string() }.into()),
        }
    }
    match has_allowed && has_denied {
        true => Err(ServerError::AllowedAndDenied.into()),
        false => Ok(options),
    }
}

fn wrong<T>(key: &'static str, expected: &'static str, value: &Value) -> Result<T, Error> {
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Err(ServerError::OptionValue { key, expected, value }.into())
}

fn mode(value: &Value) -> Result<ModeConstraint, Error> {
    match value.as_str().map(str::to_uppercase).as_deref() {
        Some("NONE") => Ok(ModeConstraint::None),
        Some("PRIMARY") => Ok(ModeConstraint::Primary),
        Some("SECONDARY") => Ok(ModeConstraint::Secondary),
        _ => wrong("modeConstraint", "'NONE', 'PRIMARY' or 'SECONDARY'", value),
    }
}

/// A text, or a list of texts.
fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::List(elements) => elements.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// Patterns of database names, in lower case.
fn patterns(key: &'static str, value: &Value) -> Result<Vec<Text>, Error> {
    let Some(texts) = texts(value) else {
        return wrong(key, "a list of database names", value);
    };
    let mut patterns = Vec::with_capacity(texts.len());
    for text in texts {
        let name = text.to_lowercase();
        let is_legal = |c: char| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '*' | '?')
        };
        let too_long = !(1..=63).contains(&name.chars().count());
        if too_long || !name.chars().all(is_legal) {
            return Err(ServerError::BadPattern { name, too_long }.into());
        }
        patterns.push(Text::from(name));
    }
    Ok(patterns)
}

/// Tags: each once, without commas.
fn tags(value: &Value) -> Result<Vec<Text>, Error> {
    let is_good = |texts: &Vec<&str>| {
        let mut sorted = texts.clone();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.len() == texts.len() && !texts.iter().any(|tag| tag.is_empty() || tag.contains(','))
    };
    match texts(value).filter(is_good) {
        Some(texts) => Ok(texts.into_iter().map(Text::from).collect()),
        None => wrong("tags", "a list of tags", value),
    }
}
