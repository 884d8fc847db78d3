//! `DROP ALIAS`

use super::name::{find, refuse};
use crate::ast::DropAlias;
use crate::exec::run::Run;
use crate::graph::Change;
use crate::status::{AliasFault, AliasVerb, Error};

/// `DROP ALIAS … [IF EXISTS] FOR DATABASE`. Privileges on a remote alias go with it.
pub(in crate::exec) fn drop<'s>(run: &mut Run<'s>, command: &'s DropAlias) -> Result<(), Error> {
    let given = run.database(&command.name)?;
    match find(run, &command.name, &given).map(|(name, _)| name) {
        Some(name) => {
            run.apply(Change::AliasDropped { name });
            run.updates += 1;
            Ok(())
        }
        None if command.if_exists => Ok(()),
        None => {
            let fault = AliasFault::Missing(given.param.map(str::to_owned));
            Err(refuse(AliasVerb::Delete, &given.name, fault, &command.name))
        }
    }
}
