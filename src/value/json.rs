//! Values as JSON, with Cypher's types kept.
//!
//! Integers stay exact, floats always have a point or an exponent. What JSON has no notion of is an
//! object with the keys `type` and `value`: NaN, the infinities, temporal values and points. A map
//! with just these two keys is wrapped the same way, as type `Map`, so that reading back is exact.

use super::{
    Crs, Map, Point, Value, parse_date, parse_date_time, parse_duration, parse_local_date_time,
    parse_local_time, parse_time,
};
use serde_json::{Map as Object, Number, Value as Json, json};

/// The JSON form.
#[must_use]
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(truth) => Json::Bool(*truth),
        Value::Integer(number) => Json::Number((*number).into()),
        Value::Float(number) => match Number::from_f64(*number) {
            Some(number) => Json::Number(number),
            None => tagged(value, "Float"),
        },
        Value::String(text) => Json::String(text.to_string()),
        Value::List(elements) => Json::Array(elements.iter().map(to_json).collect()),
        Value::Map(entries) => {
            let object: Object<_, _> =
                entries.iter().map(|(key, value)| (key.to_string(), to_json(value))).collect();
            if is_tagged(&object) {
                json!({"type": "Map", "value": object})
            } else {
                Json::Object(object)
            }
        }
        Value::Point(point) => {
            let mut coordinates = vec![point.x, point.y];
            if point.crs.dimensions() == 3 {
                coordinates.push(point.z);
            }
            let coordinates: Vec<_> =
                coordinates.into_iter().map(|number| to_json(&Value::Float(number))).collect();
            json!({"type": "Point", "value": {"srid": point.crs.srid(), "coordinates": coordinates}})
        }
        _ => tagged(value, value.runtime_type_name()),
    }
}

fn tagged(value: &Value, name: &str) -> Json {
    json!({"type": name, "value": value.to_text()})
}

fn is_tagged(object: &Object<String, Json>) -> bool {
    object.len() == 2 && object.contains_key("type") && object.contains_key("value")
}

/// Reads the JSON form back. Integers beyond 64 bits become floats; `None` for a tagged object that
/// does not make sense.
#[must_use]
pub fn from_json(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Boolean(*truth),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => Value::Float(number.as_f64()?),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(elements) => {
            Value::List(elements.iter().map(from_json).collect::<Option<_>>()?)
        }
        Json::Object(object) if is_tagged(object) => untagged(object)?,
        Json::Object(object) => map_from_json(object)?,
    })
}

fn map_from_json(object: &Object<String, Json>) -> Option<Value> {
    let mut entries = Map::with_capacity(object.len());
    for (key, value) in object {
        entries.insert(key.as_str().into(), from_json(value)?);
    }
    Some(Value::Map(Box::new(entries)))
}

fn untagged(object: &Object<String, Json>) -> Option<Value> {
    let value = object.get("value")?;
    let text = value.as_str().unwrap_or_default();
    Some(match object.get("type")?.as_str()? {
        "Float" => Value::Float(match text {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            _ => return None,
        }),
        "Date" => Value::Date(parse_date(text)?),
        "LocalTime" => Value::LocalTime(parse_local_time(text)?),
        "Time" => Value::Time(parse_time(text)?),
        "LocalDateTime" => Value::LocalDateTime(parse_local_date_time(text)?),
        "DateTime" => parse_date_time(text)?.into(),
        "Duration" => parse_duration(text)?.into(),
        "Point" => point_from_json(value)?.into(),
        "Map" => map_from_json(value.as_object()?)?,
        _ => return None,
    })
}

fn point_from_json(value: &Json) -> Option<Point> {
    let crs = Crs::with_srid(value.get("srid")?.as_i64()?)?;
    let coordinates = value.get("coordinates")?.as_array()?;
    let at = |index: usize| from_json(coordinates.get(index)?)?.as_float();
    let z = if crs.dimensions() == 3 { at(2)? } else { 0.0 };
    Some(Point { crs, x: at(0)?, y: at(1)?, z })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_survive_json() {
        let point = Point { crs: Crs::Cartesian, x: 1.0, y: f64::INFINITY, z: 0.0 };
        for (value, text) in [
            (Value::Null, "null"),
            (Value::from(9_007_199_254_740_993_i64), "9007199254740993"),
            (1.0.into(), "1.0"),
            (1e300.into(), "1e+300"),
            (f64::INFINITY.into(), r#"{"type":"Float","value":"Infinity"}"#),
            (vec!["a"].into(), r#"["a"]"#),
            (Value::map([("b", Value::Null), ("a", 1_i64.into())]), r#"{"b":null,"a":1}"#),
            (
                Value::map([("type", Value::Null), ("value", Value::Null)]),
                r#"{"type":"Map","value":{"type":null,"value":null}}"#,
            ),
            (
                parse_date_time("2023-08-14T10:01:29Z").unwrap().into(),
                r#"{"type":"DateTime","value":"2023-08-14T10:01:29Z"}"#,
            ),
            (parse_duration("P1M").unwrap().into(), r#"{"type":"Duration","value":"P1M"}"#),
            (
                point.into(),
                r#"{"type":"Point","value":{"srid":7203,"coordinates":[1.0,{"type":"Float","value":"Infinity"}]}}"#,
            ),
        ] {
            let json = to_json(&value);
            assert_eq!(json.to_string(), text);
            assert_eq!(from_json(&json), Some(value));
        }
    }

    #[test]
    fn a_tag_that_makes_no_sense_is_no_value() {
        assert_eq!(from_json(&json!({"type": "Date", "value": "x"})), None);
        assert_eq!(from_json(&json!({"type": "Nonsense", "value": "x"})), None);
    }
}
