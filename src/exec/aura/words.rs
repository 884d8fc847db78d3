//! From what is written to texts: names, strings, parameters.

use crate::ast::{CapabilityName, NameOrParam, Param, SettingLiteral, StringOrParam};
use crate::aura::SettingValue;
use crate::exec::Params;
use crate::status::{Error, ParameterError};
use crate::text::Text;
use crate::value::{Value, value_type};

/// The parameters of a statement.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a Params);

impl<'a> Words<'a> {
    fn value(self, param: &Param) -> Result<&'a Value, Error> {
        self.0.get(param.name.value.as_str()).ok_or_else(|| {
            let given = self.0.keys().map(|name| name.as_str());
            let error = ParameterError::missing(&param.name.value, given);
            Error::at(error.into(), param.name.span)
        })
    }

    fn param(self, param: &Param) -> Result<Text, Error> {
        match self.value(param)? {
            Value::String(text) => Ok(text.clone()),
            other => {
                let (name, value) = (param.name.value.to_string(), other.to_string());
                let error = ParameterError::NotString { name, value, actual: value_type(other) };
                Err(Error::at(error.into(), param.name.span))
            }
        }
    }

    pub(super) fn name(self, name: &NameOrParam) -> Result<Text, Error> {
        match name {
            NameOrParam::Name(name) => Ok(name.value.clone()),
            NameOrParam::Param(param) => self.param(param),
        }
    }

    pub(super) fn optional_name(self, name: Option<&NameOrParam>) -> Result<Option<Text>, Error> {
        name.map(|name| self.name(name)).transpose()
    }

    pub(super) fn text(self, text: &StringOrParam) -> Result<Text, Error> {
        match text {
            StringOrParam::Literal(text) => Ok(text.value.as_str().into()),
            StringOrParam::Param(param) => self.param(param),
        }
    }

    /// Texts in order; a parameter may hold several.
    pub(super) fn texts(self, texts: &[StringOrParam]) -> Result<Vec<Text>, Error> {
        let mut all = Vec::with_capacity(texts.len());
        for text in texts {
            match text {
                StringOrParam::Param(param) => match self.value(param)? {
                    Value::List(elements) => {
                        for element in elements {
                            let text =
                                element.as_str().ok_or_else(|| not_strings(param, element))?;
                            all.push(text.into());
                        }
                    }
                    _ => all.push(self.param(param)?),
                },
                StringOrParam::Literal(_) => all.push(self.text(text)?),
            }
        }
        Ok(all)
    }

    pub(super) fn capability(self, name: &CapabilityName) -> Result<Text, Error> {
        match name {
            CapabilityName::Name(name) => self.name(name),
            CapabilityName::Text(text) => self.text(text),
        }
    }

    /// The value of a setting; none when a parameter holds something no setting takes.
    pub(super) fn setting(self, literal: &SettingLiteral) -> Result<Option<SettingValue>, Error> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Ok(match literal {
            SettingLiteral::Switch(is_on) => Some(SettingValue::Switch(*is_on)),
            SettingLiteral::Number(value) => Some(SettingValue::Number(number(*value))),
            SettingLiteral::Numbers(values) => {
                Some(SettingValue::Numbers(values.iter().copied().map(number).collect()))
            }
            SettingLiteral::Param(param) => match self.value(param)? {
                Value::Boolean(is_on) => Some(SettingValue::Switch(*is_on)),
                Value::Integer(value) => Some(SettingValue::Number(*value)),
                Value::List(values) => values
                    .iter()
                    .map(Value::as_integer)
                    .collect::<Option<_>>()
                    .map(SettingValue::Numbers),
                _ => None,
            },
        })
    }
}

fn not_strings(param: &Param, value: &Value) -> Error {
    let actual = value_type(value);
    let (name, value) = (param.name.value.to_string(), value.to_string());
    Error::at(ParameterError::NotAllStrings { name, value, actual }.into(), param.name.span)
}
