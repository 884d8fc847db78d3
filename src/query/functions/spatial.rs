//! Points and the distance between them.

use super::{Args, Function, Result, function};
use crate::status::ValueError;
use crate::text::Text;
use crate::value::{Crs, Point, Value};
use indexmap::IndexMap;

pub(super) const FUNCTIONS: &[Function] =
    &[function("point", 1, 1, point), function("point.distance", 2, 2, distance)];

/// The mean radius of the earth in metres, as the manual's distance function takes it.
const EARTH_RADIUS: f64 = 6_378_140.0;

/// A coordinate by either of its names: `Ok(None)` when absent, `Err` when it is null.
type Coordinate = std::result::Result<Option<f64>, Absent>;

/// A coordinate that is null makes the point null.
struct Absent;

fn coordinate(map: &IndexMap<Text, Value>, names: [&str; 2]) -> Coordinate {
    match names.iter().find_map(|name| map.get(*name)) {
        None => Ok(None),
        Some(value) => match value {
            Value::Integer(number) => Ok(Some(*number as f64)),
            Value::Float(number) => Ok(Some(*number)),
            _ => Err(Absent),
        },
    }
}

/// `point({x, y[, z][, crs][, srid]})` or `point({longitude, latitude[, height][, crs][, srid]})`
fn point(args: &Args<'_>) -> Result {
    let map = args.get(0).as_map().ok_or_else(|| args.refuse(0, "MAP"))?;
    let read = || {
        let x = coordinate(map, ["x", "longitude"])?;
        let y = coordinate(map, ["y", "latitude"])?;
        Ok::<_, Absent>((x, y, coordinate(map, ["z", "height"])?))
    };
    let Ok((x, y, z)) = read() else { return Ok(Value::Null) };
    let (Some(x), Some(y)) = (x, y) else {
        return Err(ValueError::Argument(
            "A point must contain either 'x' and 'y' or 'latitude' and 'longitude'".into(),
        ));
    };
    let is_geographic = map.contains_key("longitude") || map.contains_key("latitude");
    let crs = match (map.get("crs"), map.get("srid")) {
        (Some(Value::String(name)), _) => Crs::named(name),
        (_, Some(Value::Integer(srid))) => Crs::with_srid(*srid),
        _ => Some(match (is_geographic, z.is_some()) {
            (true, false) => Crs::Wgs84,
            (true, true) => Crs::Wgs84Height,
            (false, false) => Crs::Cartesian,
            (false, true) => Crs::Cartesian3d,
        }),
    };
    let Some(crs) = crs.filter(|crs| (crs.dimensions() == 3) == z.is_some()) else {
        return Err(ValueError::Argument(
            "Cannot create point: the coordinate reference system does not fit the coordinates"
                .into(),
        ));
    };
    Ok(Value::from(Point { crs, x, y, z: z.unwrap_or_default() }))
}

/// Straight-line distance, or along the earth's surface for geographic points; null between points of
/// different systems.
fn distance(args: &Args<'_>) -> Result {
    let (Value::Point(from), Value::Point(to)) = (args.get(0), args.get(1)) else {
        return Ok(Value::Null);
    };
    if from.crs != to.crs {
        return Ok(Value::Null);
    }
    let (dx, dy, dz) = (to.x - from.x, to.y - from.y, to.z - from.z);
    if !from.crs.is_geographic() {
        return Ok(Value::Float((dx * dx + dy * dy + dz * dz).sqrt()));
    }
    let half = |degrees: f64| libm::sin(degrees.to_radians() / 2.0).powi(2);
    let cos = |degrees: f64| libm::cos(degrees.to_radians());
    let haversine = half(dy) + cos(from.y) * cos(to.y) * half(dx);
    let angle = 2.0 * libm::asin(haversine.sqrt().min(1.0));
    let along = (EARTH_RADIUS + (from.z + to.z) / 2.0) * angle;
    Ok(Value::Float((along * along + dz * dz).sqrt()))
}

#[cfg(test)]
mod tests {
    use crate::query::testing::check;

    #[test]
    fn points_are_made_from_maps_and_measured() {
        check(&[
            ("point({x: 1, y: 2})", "point({srid:7203, x:1.0, y:2.0})"),
            ("point({longitude: 12.5, latitude: 55.5})", "point({srid:4326, x:12.5, y:55.5})"),
            ("point({x: 1, y: 2, z: 3})", "point({srid:9157, x:1.0, y:2.0, z:3.0})"),
            ("point({x: 1, y: null})", "null"),
            ("point(null)", "null"),
            ("point.distance(point({x: 0, y: 0}), point({x: 3, y: 4}))", "5.0"),
            ("point.distance(point({x: 0, y: 0}), point({longitude: 3, latitude: 4}))", "null"),
        ]);
    }
}
