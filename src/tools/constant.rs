//! The value of an expression that needs no row: parameters on the command line, in the shell and in
//! golden scripts.

use crate::ast::CypherVersion;
use crate::parser::parse_expression;
use crate::query::{Env, Params, evaluate};
use crate::status::Error;
use crate::value::Value;
use jiff::{Timestamp, tz::TimeZone};

/// The value of an expression without names: a literal, or what functions make of literals.
///
/// There is no clock and no randomness here: `date()` is the first day of 1970.
///
/// # Errors
/// What does not parse, and what names anything.
pub fn constant_value(text: &str, version: CypherVersion) -> Result<Value, Error> {
    let expr = parse_expression(text, version)?;
    let params = Params::default();
    evaluate(&expr, &Env::new(&params, Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::UTC), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_without_names_have_a_value() {
        let value = |text: &str| constant_value(text, CypherVersion::Cypher25);
        assert_eq!(value("[1, -2.5, {a: null}]").unwrap().to_string(), "[1, -2.5, {a: null}]");
        assert_eq!(value("date('2026-02-01')").unwrap().to_string(), "2026-02-01");
        assert_eq!(value("'a' + toString(1 + 1)").unwrap().to_string(), "\"a2\"");
        for text in ["a", "a.b", "$a", "1 +", "count(*)"] {
            assert!(value(text).is_err(), "{text}");
        }
    }
}
