//! States as scripts, and back.
//!
//! A dump is a plain script. Its first lines are comments that say what no command can: the default
//! database, which is a setting, and the servers, which join a cluster by themselves. Then come the
//! commands that make of a fresh DBMS the one that was dumped, in the order of
//! [`steps`](crate::tools::diff::steps); what a fresh DBMS has already is said too, with `IF NOT EXISTS`, so
//! that the script is the whole state. After them come the statements that make the Aura console, if
//! there is one. Ids, times and places of databases are left out.

mod console;
mod load;
mod script;

pub use load::{LoadError, Loaded, is_dump, load};
pub use script::write_script;
