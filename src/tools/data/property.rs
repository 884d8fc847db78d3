//! Values of properties: from JSON, and from text by a named type.

use super::error::DataMistake;
use crate::text::Text;
use crate::value::{
    Crs, Map, Point, Value, from_json, parse_date, parse_date_time, parse_duration,
    parse_local_date_time, parse_local_time, parse_time,
};
use serde_json::Value as Json;

/// Reads a value, if the text is one.
type Parse = fn(&str) -> Option<Value>;

/// A type of `neo4j-admin database import`, by its name: `long`, `date`, `string[]` …
#[derive(Debug, Clone, Copy)]
pub struct PropertyType {
    name: &'static str,
    parse: Parse,
    is_list: bool,
}

/// The names and what reads them, in the manual's order.
const TYPES: [(&str, Parse); 17] = [
    ("int", integer),
    ("long", integer),
    ("float", float),
    ("double", float),
    ("boolean", boolean),
    ("byte", integer),
    ("short", integer),
    ("integer", integer),
    ("char", string),
    ("string", string),
    ("point", point),
    ("date", |text| parse_date(text).map(Value::Date)),
    ("localtime", |text| parse_local_time(text).map(Value::LocalTime)),
    ("time", |text| parse_time(text).map(Value::Time)),
    ("localdatetime", |text| parse_local_date_time(text).map(Value::LocalDateTime)),
    ("datetime", |text| parse_date_time(text).map(Into::into)),
    ("duration", |text| parse_duration(text).map(Into::into)),
];

/// The name says it all.
impl PartialEq for PropertyType {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.is_list) == (other.name, other.is_list)
    }
}

impl Eq for PropertyType {}

impl PropertyType {
    /// The type of this name, in any case; `[]` behind it makes it a list.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (name, is_list) = match name.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let row = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(Self { name: row.0, parse: row.1, is_list })
    }

    /// `born:date`: a property and its type.
    #[must_use]
    pub fn declaration(text: &str) -> Option<(&str, Self)> {
        let (property, name) = text.rsplit_once(':')?;
        Some((property, Self::named(name)?)).filter(|_| !property.is_empty())
    }

    /// Whether an empty text is a value of it.
    pub(super) fn is_text(self) -> bool {
        !self.is_list && matches!(self.name, "string" | "char")
    }

    /// The value of a text; the elements of a list have `;` between them.
    pub(super) fn value(self, property: &str, text: &str) -> Result<Value, DataMistake> {
        let one = |text: &str| {
            (self.parse)(text).ok_or_else(|| DataMistake::Type {
                property: property.to_owned(),
                expected: self.to_string(),
                found: text.to_owned(),
            })
        };
        if self.is_list {
            return text.split(';').map(one).collect::<Result<_, _>>().map(Value::List);
        }
        one(text)
    }

    /// A value that was read without a type and is a text, or texts, as this type.
    pub(super) fn retype(self, property: &str, value: Value) -> Result<Value, DataMistake> {
        let element = Self { is_list: false, ..self };
        match value {
            Value::String(text) => self.value(property, &text),
            Value::List(elements) => {
                let each = elements.into_iter().map(|value| element.retype(property, value));
                each.collect::<Result<_, _>>().map(Value::List)
            }
            other => Ok(other),
        }
    }
}

impl std::fmt::Display for PropertyType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.name, if self.is_list { "[]" } else { "" })
    }
}

fn integer(text: &str) -> Option<Value> {
    text.trim().parse::<i64>().ok().map(Value::from)
}

fn float(text: &str) -> Option<Value> {
    text.trim().parse::<f64>().ok().map(Value::from)
}

fn boolean(text: &str) -> Option<Value> {
    match text.trim() {
        text if text.eq_ignore_ascii_case("true") => Some(Value::Boolean(true)),
        text if text.eq_ignore_ascii_case("false") => Some(Value::Boolean(false)),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of a table of functions that may fail")]
fn string(text: &str) -> Option<Value> {
    Some(text.into())
}

/// `{x: 1.5, y: 2, crs: cartesian}`, keys and values with or without quotes.
fn point(text: &str) -> Option<Value> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let bare = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
    let mut entries = Vec::new();
    for entry in inner.split(',') {
        let (key, value) = entry.split_once(':')?;
        entries.push((bare(key), bare(value)));
    }
    let get = |key: &str| entries.iter().find(|(name, _)| name == key).map(|(_, v)| v.as_str());
    let number = |key: &str| get(key).and_then(|text| text.parse().ok());
    point_of(get("crs"), number).map(Into::into)
}

/// A point from its coordinates by name. Without a system, degrees are WGS-84 and others Cartesian.
fn point_of(crs: Option<&str>, number: impl Fn(&str) -> Option<f64>) -> Option<Point> {
    let is_geographic = number("latitude").is_some();
    let x = number("x").or_else(|| number("longitude"))?;
    let y = number("y").or_else(|| number("latitude"))?;
    let z = number("z").or_else(|| number("height"));
    let crs = match crs {
        Some(name) => Crs::named(name)?,
        None => Crs::named(match (is_geographic, z.is_some()) {
            (true, false) => "wgs-84",
            (true, true) => "wgs-84-3d",
            (false, false) => "cartesian",
            (false, true) => "cartesian-3d",
        })?,
    };
    Some(Point { crs, x, y, z: z.unwrap_or_default() })
}

/// The properties of an element. Those that are null are not there.
pub(super) fn properties(json: &Json) -> Result<Map, DataMistake> {
    let object = match json {
        Json::Null => return Ok(Map::new()),
        Json::Object(object) => object,
        _ => return Err(DataMistake::Key("properties", "an object")),
    };
    let mut properties = Map::with_capacity(object.len());
    for (name, json) in object {
        if !json.is_null() {
            properties.insert(Text::from(name.as_str()), property(name, json)?);
        }
    }
    Ok(properties)
}

/// A property, which is a value or a list of values. Points are objects with coordinates, as APOC
/// writes them; temporal values are texts there, or objects `{"type": "Date", "value": …}`.
pub(super) fn property(name: &str, json: &Json) -> Result<Value, DataMistake> {
    let refuse = |value| DataMistake::Property { property: name.to_owned(), value };
    if let Json::Array(elements) = json {
        let one = |json: &Json| match json {
            Json::Array(_) => Err(refuse("a list in a list")),
            Json::Null => Err(refuse("null in a list")),
            json => property(name, json),
        };
        return elements.iter().map(one).collect::<Result<_, _>>().map(Value::List);
    }
    if let Json::Object(object) = json
        && let Some(point) = point_of(object.get("crs").and_then(Json::as_str), |key| {
            object.get(key).and_then(Json::as_f64)
        })
    {
        return Ok(point.into());
    }
    match from_json(json) {
        Some(Value::Map(_)) | None => Err(refuse("a map")),
        Some(value) => Ok(value),
    }
}
