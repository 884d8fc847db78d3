//! Names, parameters and literals that stand for names.

use super::{Quotes, list, string_literal};
use crate::ast::{
    AllOr, Glob, GraphName, GraphRef, MapOrParam, NameOrParam, Param, PasswordExpr, StringList,
    StringOrParam, UIntOrParam,
};
use crate::text::{Spanned, Text, escape_glob, escape_name, is_plain_name, quoted_name};
use std::fmt::{Display, Formatter, Result};

impl Display for Param {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let name = self.name.value.as_str();
        let numbered =
            name.starts_with(|c: char| c.is_ascii_digit()) && is_plain_name(&format!("_{name}"));
        if numbered || is_plain_name(name) {
            write!(f, "${name}")
        } else {
            write!(f, "${}", quoted_name(name))
        }
    }
}

impl Display for NameOrParam {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Name(name) => f.write_str(&escape_name(&name.value)),
            Self::Param(param) => param.fmt(f),
        }
    }
}

impl Display for GraphRef {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            f.write_str(&escape_name(&part.text))?;
        }
        Ok(())
    }
}

impl Display for GraphName {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::Param(param) => param.fmt(f),
        }
    }
}

impl Display for StringOrParam {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Literal(text) => f.write_str(&string_literal(&text.value, Quotes::Single)),
            Self::Param(param) => param.fmt(f),
        }
    }
}

/// Literals are masked.
impl Display for PasswordExpr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Literal(_) => f.write_str("'******'"),
            Self::Param(param) => param.fmt(f),
        }
    }
}

impl Display for StringList {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::One(text) => f.write_str(&string_literal(&text.value, Quotes::Single)),
            Self::Param(param) => param.fmt(f),
            Self::List(texts) => {
                f.write_str("[")?;
                for (at, text) in texts.value.iter().enumerate() {
                    let comma = if at > 0 { ", " } else { "" };
                    write!(f, "{comma}{}", string_literal(&text.value, Quotes::Single))?;
                }
                f.write_str("]")
            }
        }
    }
}

impl Display for MapOrParam {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Map(entries) => super::expr::map(f, entries, Quotes::Double),
            Self::Param(param) => param.fmt(f),
        }
    }
}

impl Display for UIntOrParam {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Literal(value) => value.value.fmt(f),
            Self::Param(param) => param.fmt(f),
        }
    }
}

impl Display for Glob {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&escape_glob(&self.text))
    }
}

/// An identifier as it is written.
pub(super) struct Written<'a>(pub(super) &'a Text);

impl Display for Written<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&escape_name(self.0))
    }
}

/// `*`, or identifiers with `, ` between them.
pub(super) fn all_or_names(f: &mut Formatter<'_>, names: &AllOr<Spanned<Text>>) -> Result {
    match names {
        AllOr::All => f.write_str("*"),
        AllOr::Some(names) => {
            let names: Vec<_> = names.iter().map(|name| Written(&name.value)).collect();
            list(f, &names)
        }
    }
}
