//! Alias commands: `CREATE`, `ALTER` and `DROP ALIAS`.

mod alter;
mod create;
mod drop;
mod name;
mod remote;

pub(super) use alter::alter;
pub(super) use create::create;
pub(super) use drop::drop;
pub(crate) use name::check_name;
pub(super) use name::find;
