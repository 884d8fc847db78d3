//! Server commands on the modelled cluster.

mod change;
mod options;
mod reallocate;

pub(super) use reallocate::{deallocate, reallocate};

use super::Outcome;
use super::run::Run;
use crate::ast::ServerCommand;
use crate::status::Error;

/// Every server command.
pub(super) fn run<'s>(run: &mut Run<'s>, command: &'s ServerCommand) -> Result<Outcome, Error> {
    match command {
        ServerCommand::Enable(server, options) => change::enable(run, server, options.as_ref())?,
        ServerCommand::Alter(server, options) => change::alter(run, server, options)?,
        ServerCommand::Rename(from, to) => change::rename(run, from, to)?,
        ServerCommand::Drop(server) => change::drop(run, server)?,
        ServerCommand::Deallocate { dry_run, servers } => {
            return deallocate(run, servers, *dry_run);
        }
        ServerCommand::Reallocate { dry_run } => return reallocate(run, *dry_run),
    }
    Ok(Outcome::default())
}
