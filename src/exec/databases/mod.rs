//! Database commands: `CREATE`, `ALTER`, `START`, `STOP` and `DROP`.

mod allocation;
mod alter;
mod create;
mod drop;
mod find;
mod name;
mod options;
mod shards;
mod switch;
mod topology;
mod wait;

pub(super) use allocation::{Load, choose};
pub(super) use alter::alter;
pub(super) use create::create;
pub(super) use drop::drop;
pub(super) use find::{find, find_or_refuse};
pub(crate) use name::check_name;
pub(super) use shards::refuse as refuse_shard;
pub(super) use switch::switch;
