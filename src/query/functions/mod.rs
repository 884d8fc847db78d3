//! The functions an expression may call: a table per group, in the order of the manual.
//!
//! A function is a row: its name, how many arguments it takes, whether a null argument makes it
//! null, and what it does.

mod aggregate;
mod auth;
mod between;
mod duration;
mod fields;
mod list;
mod math;
mod scalar;
mod spatial;
mod string;
mod temporal;
mod truncate;

pub(super) use aggregate::{Accumulator, Aggregate, aggregate_of};

use super::env::Env;
use super::eval::type_error;
use crate::status::ValueError;
use crate::value::Value;
use std::borrow::Cow;

/// What a function gives back.
pub(super) type Result = std::result::Result<Value, ValueError>;

/// One function.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name as the manual writes it; calls may write it in any case.
    pub(super) name: &'static str,
    /// The fewest arguments.
    pub(super) least: usize,
    /// The most arguments.
    pub(super) most: usize,
    /// Whether a null argument makes the result null.
    pub(super) absorbs_null: bool,
    /// What it does.
    pub(super) apply: fn(&Args<'_>) -> Result,
}

/// A function that is null for null.
const fn function(
    name: &'static str,
    least: usize,
    most: usize,
    apply: fn(&Args<'_>) -> Result,
) -> Function {
    Function { name, least, most, absorbs_null: true, apply }
}

/// A function that sees nulls.
const fn sees_null(
    name: &'static str,
    least: usize,
    most: usize,
    apply: fn(&Args<'_>) -> Result,
) -> Function {
    Function { name, least, most, absorbs_null: false, apply }
}

const TABLES: [&[Function]; 8] = [
    scalar::FUNCTIONS,
    string::FUNCTIONS,
    list::FUNCTIONS,
    math::FUNCTIONS,
    temporal::FUNCTIONS,
    duration::FUNCTIONS,
    auth::FUNCTIONS,
    spatial::FUNCTIONS,
];

/// The names of all functions, those that gather rows included: for completion.
pub fn function_names() -> impl Iterator<Item = &'static str> {
    let plain = TABLES.into_iter().flatten().map(|function| function.name);
    plain.chain(aggregate::AGGREGATES.iter().map(|(name, ..)| *name))
}

/// The function of this name, in any case.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    TABLES.into_iter().flatten().find(|function| function.name.eq_ignore_ascii_case(name))
}

/// The arguments of a call.
pub(super) struct Args<'a> {
    pub(super) values: &'a [Cow<'a, Value>],
    pub(super) env: &'a Env<'a>,
    pub(super) name: &'static str,
}

impl Args<'_> {
    /// An argument; null where it was not given.
    fn get(&self, at: usize) -> &Value {
        self.values.get(at).map_or(&Value::Null, |value| value)
    }

    fn len(&self) -> usize {
        self.values.len()
    }

    /// The error for an argument of a wrong type.
    fn refuse(&self, at: usize, expected: &'static str) -> ValueError {
        let value = self.get(at);
        let message = format!(
            "Invalid input for function '{}()': Expected a {expected}, got: {}",
            self.name,
            value.runtime_text()
        );
        type_error(message, value, expected)
    }

    fn text(&self, at: usize) -> std::result::Result<&str, ValueError> {
        self.get(at).as_str().ok_or_else(|| self.refuse(at, "STRING"))
    }

    fn integer(&self, at: usize) -> std::result::Result<i64, ValueError> {
        self.get(at).as_integer().ok_or_else(|| self.refuse(at, "INTEGER"))
    }

    fn float(&self, at: usize) -> std::result::Result<f64, ValueError> {
        self.get(at).as_float().ok_or_else(|| self.refuse(at, "INTEGER or FLOAT"))
    }

    fn list(&self, at: usize) -> std::result::Result<&[Value], ValueError> {
        self.get(at).as_list().ok_or_else(|| self.refuse(at, "LIST"))
    }

    /// A count: an INTEGER from 0 on.
    fn count(&self, at: usize) -> std::result::Result<usize, ValueError> {
        usize::try_from(self.integer(at)?).map_err(|_| {
            ValueError::Argument(format!(
                "Invalid input for function '{}()': Expected a non-negative integer, got: {}",
                self.name,
                self.get(at).runtime_text()
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_in_any_case() {
        let mut names: Vec<_> =
            TABLES.into_iter().flatten().map(|f| f.name.to_ascii_lowercase()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(find("TOUPPER").map(|function| function.name), Some("toUpper"));
        assert!(find("count").is_none());
    }
}
