//! L1: Cypher values, their order, equality, three-valued logic and written forms. Knows nothing of
//! rows and columns.
//!
//! | question | where |
//! | --- | --- |
//! | `a = b`, `a < b`, with `null` for "unknown" | [`equals`], [`compare`] |
//! | which comes first in `ORDER BY` | [`order`] |
//! | the same for `DISTINCT` and grouping | [`equivalent`], [`hash_value`], [`Key`] |
//! | as a Cypher literal | `Display` of [`Value`] |
//! | as `toString()` gives it | [`Value::to_text`] |
//! | as machine output | [`to_json`], [`from_json`] |
//! | what type it has | [`Value::type_name`], [`value_type`] |
//!
//! Temporal arithmetic is `jiff`'s; what is Cypher's own (the parts of a duration, the spellings of
//! a date) lives here.
//!
//! DIFFERS: years run from -9999 to 9999 (`jiff`), Neo4j's from -999,999,999 to 999,999,999.

mod component;
mod duration;
mod equality;
mod json;
mod key;
mod kind;
mod literal;
mod number;
mod order;
mod parse_duration;
mod parse_temporal;
mod point;
mod temporal;
mod temporal_math;
mod type_name;

pub use component::component;
pub use duration::Duration;
pub use equality::{Comparison, compare, equals};
pub use json::{from_json, to_json};
pub use key::{Key, equivalent, hash_value, hash_values};
pub use kind::{Map, Value};
pub use literal::quoted;
pub use number::{compare_integer_float, format_float};
pub use order::order;
pub use parse_duration::parse_duration;
pub use parse_temporal::{
    parse_date, parse_date_time, parse_local_date_time, parse_local_time, parse_time, parse_zone,
};
pub use point::{Crs, Point};
pub use temporal::{OffsetTime, format_offset, format_time, zone_name};
pub use temporal_math::{add_duration, date_of, time_of};
pub use type_name::value_type;

/// A truth value: `None` is `null`, "unknown".
pub type Ternary = Option<bool>;
