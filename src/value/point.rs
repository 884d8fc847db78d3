//! POINT.

use super::format_float;
use std::cmp::Ordering;
use std::fmt::{Display, Formatter};

/// A coordinate reference system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Crs {
    /// `wgs-84`, SRID 4326
    Wgs84,
    /// `wgs-84-3d`, SRID 4979
    Wgs84Height,
    /// `cartesian`, SRID 7203
    Cartesian,
    /// `cartesian-3d`, SRID 9157
    Cartesian3d,
}

/// Name, SRID, dimensions.
const SYSTEMS: [(Crs, &str, i64, usize); 4] = [
    (Crs::Wgs84, "wgs-84", 4326, 2),
    (Crs::Wgs84Height, "wgs-84-3d", 4979, 3),
    (Crs::Cartesian, "cartesian", 7203, 2),
    (Crs::Cartesian3d, "cartesian-3d", 9157, 3),
];

impl Crs {
    fn row(self) -> (&'static str, i64, usize) {
        SYSTEMS
            .iter()
            .find(|(crs, ..)| *crs == self)
            .map_or(("cartesian", 7203, 2), |(_, name, srid, dimensions)| {
                (name, *srid, *dimensions)
            })
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Its SRID.
    #[must_use]
    pub fn srid(self) -> i64 {
        self.row().1
    }

    /// How many coordinates a point has in it.
    #[must_use]
    pub fn dimensions(self) -> usize {
        self.row().2
    }

    /// The system of this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SYSTEMS.iter().find(|row| row.1.eq_ignore_ascii_case(name)).map(|row| row.0)
    }

    /// The system of this SRID.
    #[must_use]
    pub fn with_srid(srid: i64) -> Option<Self> {
        SYSTEMS.iter().find(|row| row.2 == srid).map(|row| row.0)
    }

    /// Whether coordinates are degrees.
    #[must_use]
    pub fn is_geographic(self) -> bool {
        matches!(self, Self::Wgs84 | Self::Wgs84Height)
    }
}

/// A point in space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The coordinate reference system.
    pub crs: Crs,
    /// `x` or longitude.
    pub x: f64,
    /// `y` or latitude.
    pub y: f64,
    /// `z` or height; 0 where the system has two dimensions.
    pub z: f64,
}

impl Point {
    /// The order of `ORDER BY`: by system, then by coordinates.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        self.crs
            .srid()
            .cmp(&other.crs.srid())
            .then_with(|| self.x.total_cmp(&other.x))
            .then_with(|| self.y.total_cmp(&other.y))
            .then_with(|| self.z.total_cmp(&other.z))
    }

    /// Numbers that are equal for equal points, for hashing.
    #[must_use]
    pub fn to_bits(&self) -> (Crs, [u64; 3]) {
        // Adding zero turns -0.0, which equals 0.0, into it.
        (self.crs, [self.x, self.y, self.z].map(|number| (number + 0.0).to_bits()))
    }
}

/// `point({srid:7203, x:1.0, y:2.0})`
impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let (x, y) = (format_float(self.x), format_float(self.y));
        write!(f, "point({{srid:{}, x:{x}, y:{y}", self.crs.srid())?;
        if self.crs.dimensions() == 3 {
            write!(f, ", z:{}", format_float(self.z))?;
        }
        f.write_str("})")
    }
}
