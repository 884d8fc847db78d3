//! String functions. Positions and lengths count code points.

use super::super::eval::bounded;
use super::{Args, Function, Result, function};
use crate::status::ValueError;
use crate::text::Text;
use crate::value::Value;
use unicode_normalization::UnicodeNormalization;

pub(super) const FUNCTIONS: &[Function] = &[
    function("btrim", 1, 2, |args| trim(args, true, true)),
    function("left", 2, 2, left),
    function("lower", 1, 1, lower),
    function("ltrim", 1, 2, |args| trim(args, true, false)),
    function("normalize", 1, 2, normalize),
    function("replace", 3, 4, replace),
    function("reverse", 1, 1, reverse),
    function("right", 2, 2, right),
    function("rtrim", 1, 2, |args| trim(args, false, true)),
    function("split", 2, 2, split),
    function("substring", 2, 3, substring),
    function("toLower", 1, 1, lower),
    function("toUpper", 1, 1, upper),
    function("trim", 1, 1, |args| trim(args, true, true)),
    function("upper", 1, 1, upper),
];

fn lower(args: &Args<'_>) -> Result {
    Ok(args.text(0)?.to_lowercase().into())
}

fn upper(args: &Args<'_>) -> Result {
    Ok(args.text(0)?.to_uppercase().into())
}

/// Takes whitespace, or each of the given characters, off the ends.
fn trim(args: &Args<'_>, start: bool, end: bool) -> Result {
    let characters = if args.len() > 1 { Some(args.text(1)?) } else { None };
    let goes = |c: char| match characters {
        Some(characters) => characters.contains(c),
        None => c.is_whitespace(),
    };
    let mut text = args.text(0)?;
    if start {
        text = text.trim_start_matches(goes);
    }
    if end {
        text = text.trim_end_matches(goes);
    }
    Ok(text.into())
}

fn left(args: &Args<'_>) -> Result {
    let count = args.count(1)?;
    Ok(args.text(0)?.chars().take(count).collect::<Text>().into())
}

fn right(args: &Args<'_>) -> Result {
    let (text, count) = (args.text(0)?, args.count(1)?);
    let start = text.chars().count().saturating_sub(count);
    Ok(text.chars().skip(start).collect::<Text>().into())
}

fn substring(args: &Args<'_>) -> Result {
    let (text, start) = (args.text(0)?, args.count(1)?);
    let length = if args.len() > 2 { args.count(2)? } else { usize::MAX };
    Ok(text.chars().skip(start).take(length).collect::<Text>().into())
}

fn replace(args: &Args<'_>) -> Result {
    let (text, search, by) = (args.text(0)?, args.text(1)?, args.text(2)?);
    let limit = if args.len() > 3 { args.count(3)? } else { usize::MAX };
    let found = text.matches(search).take(limit).count();
    let length = text.len() + found.saturating_mul(by.len());
    bounded(length, "bytes")?;
    args.env.spend_on_bytes(length)?;
    Ok(text.replacen(search, by, limit).into())
}

fn reverse(args: &Args<'_>) -> Result {
    match args.get(0) {
        Value::String(text) => Ok(text.chars().rev().collect::<Text>().into()),
        Value::List(elements) => Ok(Value::List(elements.iter().rev().cloned().collect())),
        _ => Err(args.refuse(0, "STRING or LIST")),
    }
}

/// At one delimiter, or at each of several. An empty delimiter parts every character.
fn split(args: &Args<'_>) -> Result {
    let text = args.text(0)?;
    let delimiters = match args.get(1) {
        Value::List(delimiters) => delimiters.iter().map(Value::as_str).collect::<Option<Vec<_>>>(),
        one => one.as_str().map(|one| vec![one]),
    };
    let delimiters = delimiters.ok_or_else(|| args.refuse(1, "STRING or LIST<STRING>"))?;
    if text.is_empty() {
        return Ok(vec![""].into());
    }
    let mut parts: Vec<&str> = vec![text];
    for delimiter in delimiters {
        parts = parts
            .into_iter()
            .flat_map(|part| match delimiter {
                "" => part.split("").filter(|c| !c.is_empty()).collect::<Vec<_>>(),
                _ => part.split(delimiter).collect(),
            })
            .collect();
    }
    Ok(parts.into())
}

fn normalize(args: &Args<'_>) -> Result {
    let text = args.text(0)?;
    let form = if args.len() > 1 { args.text(1)? } else { "NFC" };
    Ok(match form {
        "NFC" => text.nfc().collect::<Text>(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => {
            let message = "Invalid normal form, expected NFC, NFD, NFKC, NFKD";
            return Err(ValueError::Argument(message.to_owned()));
        }
    }
    .into())
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn string_functions() {
        check(&[
            ("toUpper('aß')", "\"ASS\""),
            ("lower('ÄB')", "\"äb\""),
            ("trim('  a ')", "\"a\""),
            ("ltrim('  a ')", "\"a \""),
            ("rtrim('xaxx', 'x')", "\"xa\""),
            ("btrim('xyaxy', 'xy')", "\"a\""),
            ("trim(BOTH 'x' FROM 'xax')", "\"a\""),
            ("trim(LEADING FROM ' a ')", "\"a \""),
            ("left('abc', 2)", "\"ab\""),
            ("left('abc', 10)", "\"abc\""),
            ("right('a😀c', 2)", "\"😀c\""),
            (
                "left('abc', -1)",
                "error: Invalid input for function 'left()': Expected a non-negative integer, got: Long(-1)",
            ),
            ("substring('hello', 1, 3)", "\"ell\""),
            ("substring('hello', 4)", "\"o\""),
            ("substring('hello', 9)", "\"\""),
            ("replace('aaa', 'a', 'b')", "\"bbb\""),
            ("replace('aaa', 'a', 'b', 2)", "\"bba\""),
            ("reverse('abc')", "\"cba\""),
            ("reverse([1, 2])", "[2, 1]"),
            ("split('a,b,,c', ',')", "[\"a\", \"b\", \"\", \"c\"]"),
            ("split('a,b;c', [',', ';'])", "[\"a\", \"b\", \"c\"]"),
            ("split('abc', '')", "[\"a\", \"b\", \"c\"]"),
            ("split('', ',')", "[\"\"]"),
            ("normalize('e\\u0301') = '\\u00E9'", "true"),
            ("normalize('\\uFB01', NFKC)", "\"fi\""),
            ("toUpper(null)", "null"),
            (
                "toUpper(1)",
                "error: Invalid input for function 'toUpper()': Expected a STRING, got: Long(1)",
            ),
        ]);
    }
}
