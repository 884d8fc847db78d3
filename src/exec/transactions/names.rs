//! The names behind `SHOW SETTINGS`, the ids behind `SHOW` and `TERMINATE TRANSACTIONS`.

use crate::ast::NamesOf;
use crate::query::{Env, Row, evaluate_in};
use crate::status::{Error, ParameterError};
use crate::text::Text;
use crate::value::Value;

/// The names, each once, or none for all. `skips_null` tells whether null stands for no name; where it
/// does not, it is no name. `columns` and `row` are what commands before this one have yielded.
pub(in crate::exec) fn names(
    names: &NamesOf,
    skips_null: bool,
    (columns, row): (&[Text], &Row),
    env: &Env<'_>,
) -> Result<Option<Vec<Text>>, Error> {
    let mut found: Vec<Text> = Vec::new();
    let mut add = |name: &str| {
        if !found.iter().any(|other| other == name) {
            found.push(name.into());
        }
    };
    let expr = match names {
        NamesOf::All => return Ok(None),
        NamesOf::Listed(listed) => {
            listed.iter().for_each(|name| add(&name.value));
            return Ok(Some(found));
        }
        NamesOf::Expression(expr) => expr,
    };
    let refused = |error: ParameterError| Err(Error::at(error.into(), expr.span));
    match evaluate_in(expr, columns, row, env)? {
        Value::String(name) => add(&name),
        Value::Null if skips_null => {}
        // An empty list is no filter.
        Value::List(elements) if elements.is_empty() => return Ok(None),
        Value::List(elements) => {
            for element in &elements {
                match element {
                    Value::String(name) => add(name),
                    Value::Null if skips_null => {}
                    other => {
                        return refused(ParameterError::NotName { value: other.runtime_text() });
                    }
                }
            }
        }
        other => return refused(ParameterError::NotNames { value: other.runtime_text() }),
    }
    Ok(Some(found))
}
