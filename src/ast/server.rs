//! Server commands.

use super::{MapOrParam, StringOrParam};

/// A server command.
#[derive(Debug, Clone, PartialEq)]
pub enum ServerCommand {
    /// `ENABLE SERVER 's' [OPTIONS …]`
    Enable(StringOrParam, Option<MapOrParam>),
    /// `ALTER SERVER 's' SET OPTIONS …`
    Alter(StringOrParam, MapOrParam),
    /// `RENAME SERVER 's' TO 't'`
    Rename(StringOrParam, StringOrParam),
    /// `DROP SERVER 's'`
    Drop(StringOrParam),
    /// `[DRYRUN] DEALLOCATE DATABASES FROM SERVERS 's'[, …]`
    Deallocate {
        /// `DRYRUN`
        dry_run: bool,
        /// The servers.
        servers: Vec<StringOrParam>,
    },
    /// `[DRYRUN] REALLOCATE DATABASES`
    Reallocate {
        /// `DRYRUN`
        dry_run: bool,
    },
}
