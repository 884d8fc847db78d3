//! States: a whole system graph in names, independent of the graph's numbers.
//!
//! | from | to | |
//! | --- | --- | --- |
//! | graph | state | [`State::of`] |
//! | state | graph | [`State::build`], which refuses what makes no sense |
//! | state | JSON | [`write_json`], [`read_json`]: everything, with ids and times |
//!
//! A script that makes a state is written by [`dump`](crate::tools::dump), the difference of two is
//! told by [`diff`](crate::tools::diff).

mod build;
mod json;
mod model;
mod read;
mod row;
mod row_json;
mod serde_forms;
mod shards;

pub use build::StateError;
pub use json::{JsonError, read_json, write_json};
pub use model::{
    Alias, AuthRule, Database, DatabaseType, Hidden, Host, Native, Remote, Role, Secrets, Server,
    State, Target, User, Values,
};
pub use row::{Row, RowSegment, borrowed, is_sound, order, second};
pub use shards::{GraphShard, PropertyShard, Shards};
