//! `IS :: T` and `IS NORMALIZED`.

use super::super::node::Node;
use super::Frame;
use crate::ast::{CypherType, NormalForm, TypeName, TypePart};
use crate::status::ValueError;
use crate::value::{Ternary, Value};
use unicode_normalization::{is_nfc, is_nfd, is_nfkc, is_nfkd};

type Truth = Result<Ternary, ValueError>;

pub(super) fn is_null(operand: &Node, negated: bool, frame: Frame<'_>) -> Truth {
    Ok(Some(operand.eval(frame)?.is_null() != negated))
}

pub(super) fn is_typed(operand: &Node, negated: bool, of: &CypherType, frame: Frame<'_>) -> Truth {
    Ok(Some(is_of_type(&*operand.eval(frame)?, of) != negated))
}

/// Null for anything but a string.
pub(super) fn is_normalized(
    operand: &Node,
    negated: bool,
    form: NormalForm,
    frame: Frame<'_>,
) -> Truth {
    let value = operand.eval(frame)?;
    Ok(value.as_str().map(|text| is_in_form(text, form) != negated))
}

/// Only nodes and relationships have labels, and there are none here.
pub(super) fn has_label(operand: &Node, frame: Frame<'_>) -> Truth {
    Ok(if operand.eval(frame)?.is_null() { None } else { Some(false) })
}

/// Whether a value is of a type: of one of its alternatives.
fn is_of_type(value: &Value, of: &CypherType) -> bool {
    of.alternatives.iter().any(|part| is_of_part(value, part))
}

/// Every type admits null unless it says `NOT NULL`, `NOTHING` excepted, which has no values.
fn is_of_part(value: &Value, part: &TypePart) -> bool {
    if value.is_null() {
        return !part.not_null && part.name != TypeName::Simple("NOTHING");
    }
    match &part.name {
        TypeName::Simple("ANY") => true,
        TypeName::Simple("PROPERTY VALUE") => is_storable(value),
        TypeName::Simple(name) => value.type_name() == *name,
        TypeName::List(of) => match value {
            Value::List(elements) => elements.iter().all(|element| is_of_type(element, of)),
            _ => false,
        },
        TypeName::Union(of) => is_of_type(value, of),
        TypeName::Vector(_) => false,
    }
}

/// Whether a value could be a property: anything but maps, and lists of one simple type.
fn is_storable(value: &Value) -> bool {
    match value {
        Value::Map(_) => false,
        Value::List(elements) => {
            let mut types = elements.iter().map(Value::type_name);
            let first = types.next();
            !matches!(first, Some("NULL" | "LIST" | "MAP")) && types.all(|name| Some(name) == first)
        }
        _ => true,
    }
}

fn is_in_form(text: &str, form: NormalForm) -> bool {
    match form {
        NormalForm::Nfc => is_nfc(text),
        NormalForm::Nfd => is_nfd(text),
        NormalForm::Nfkc => is_nfkc(text),
        NormalForm::Nfkd => is_nfkd(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn types_are_tested() {
        check(&[
            ("1 IS :: INTEGER", "true"),
            ("1 IS :: INT", "true"),
            ("1 :: STRING", "false"),
            ("1 IS NOT :: STRING", "true"),
            ("1 IS TYPED FLOAT", "false"),
            ("null IS :: STRING", "true"),
            ("null IS :: STRING NOT NULL", "false"),
            ("null IS :: NOTHING", "false"),
            ("null IS :: NULL", "true"),
            ("1 IS :: INTEGER | STRING", "true"),
            ("[1, null] IS :: LIST<INTEGER>", "true"),
            ("[1, null] IS :: LIST<INTEGER NOT NULL>", "false"),
            ("[1, 'a'] IS :: LIST<ANY>", "true"),
            ("[] IS :: LIST<NOTHING>", "true"),
            ("{a: 1} IS :: MAP", "true"),
            ("{a: 1} IS :: PROPERTY VALUE", "false"),
            ("date() IS :: DATE", "true"),
            ("datetime() IS :: ZONED DATETIME", "true"),
            ("'a' IS NORMALIZED", "true"),
            ("'e\\u0301' IS NFC NORMALIZED", "false"),
            ("'e\\u0301' IS NOT NFD NORMALIZED", "false"),
            ("1 IS NORMALIZED", "null"),
        ]);
    }
}
