//! Expressions and counts in commands.

use super::run::Run;
use crate::ast::{Expr, MapOrParam, UIntOrParam};
use crate::query::{Env, evaluate};
use crate::status::{Error, ParameterError};
use crate::value::{Map, Value, value_type};
use jiff::tz::TimeZone;
use rand::Rng;

impl<'s> Run<'s> {
    /// The surroundings of this statement's expressions.
    pub(super) fn env(&self) -> Env<'s> {
        let now = self.config.clock.now().to_zoned_datetime(TimeZone::UTC);
        // Nothing random that can be told apart comes out of administration commands.
        Env::new(self.params, now, 0)
    }

    /// The same with randomness of its own, for the tail of `SHOW`.
    pub(super) fn random_env(&mut self) -> Env<'s> {
        let now = self.config.clock.now().to_zoned_datetime(TimeZone::UTC);
        Env::new(self.params, now, self.random.next_u64())
    }

    /// The value of an expression without columns.
    pub(super) fn evaluate(&self, expr: &Expr) -> Result<Value, Error> {
        evaluate(expr, &self.env())
    }

    /// A map; the other way round, the value of a parameter that is none.
    pub(super) fn map(&self, map: &'s MapOrParam) -> Result<Result<Map, &'s Value>, Error> {
        match map {
            MapOrParam::Map(entries) => {
                let mut map = Map::with_capacity(entries.len());
                for (key, expr) in entries {
                    map.insert(key.value.clone(), self.evaluate(expr)?);
                }
                Ok(Ok(map))
            }
            MapOrParam::Param(param) => Ok(match self.value(param)? {
                Value::Map(map) => Ok((**map).clone()),
                other => Err(other),
            }),
        }
    }

    /// A count.
    pub(super) fn count(&self, count: &'s UIntOrParam) -> Result<u64, Error> {
        let param = match count {
            UIntOrParam::Literal(number) => return Ok(number.value),
            UIntOrParam::Param(param) => param,
        };
        let value = self.value(param)?;
        value.as_integer().and_then(|number| u64::try_from(number).ok()).ok_or_else(|| {
            let name = param.name.value.to_string();
            let (value, actual) = (value.to_string(), value_type(value));
            let error = ParameterError::NotCount { name, value, actual };
            Error::at(error.into(), param.name.span)
        })
    }
}
