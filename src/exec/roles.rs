//! `CREATE`, `RENAME` and `DROP ROLE`.

use super::named::{Renaming, missing};
use super::run::Run;
use crate::ast::{CreateRole, IfExists, NameOrParam};
use crate::graph::{Change, PrivilegeKey, RoleId};
use crate::privilege::{Access, PUBLIC};
use crate::status::{EntityError, EntityVerb, Error, Named, RoleError, RoleVerb};

/// `CREATE [OR REPLACE] [IMMUTABLE] ROLE … [IF NOT EXISTS] [AS COPY OF …]`
pub(super) fn create<'s>(run: &mut Run<'s>, command: &'s CreateRole) -> Result<(), Error> {
    let name = run.name(&command.name)?.text;
    if command.immutable && run.config.auth_enabled {
        return Err(RoleError::Immutable { verb: RoleVerb::Create }.into());
    }
    if name == PUBLIC && command.if_exists != IfExists::DoNothing {
        return Err(RoleError::Reserved { verb: RoleVerb::Create }.into());
    }
    let existing = run.graph.role_named(name).map(|(id, role)| (id, role.is_immutable));
    match (command.if_exists, existing) {
        (IfExists::DoNothing, Some(_)) => return Ok(()),
        (IfExists::Replace | IfExists::Conflict, Some((role, is_immutable))) => {
            if is_immutable && run.config.auth_enabled {
                return Err(RoleError::Immutable { verb: RoleVerb::Replace }.into());
            }
            run.apply(Change::RoleDropped { role });
            run.updates += 1;
        }
        _ => {}
    }
    let copied = match &command.copy_of {
        Some(source) => privileges_to_copy(run, name, source, command.immutable)?,
        None => Vec::new(),
    };
    check_name(name)?;
    let symbol = run.graph.symbols_mut().intern(name);
    if run.graph.role_id(symbol).is_some() {
        let error = EntityError::Exists { entity: Named::Role, name: name.to_owned() };
        return Err(Error::at(error.into(), command.name.span()));
    }
    run.apply(Change::RoleCreated { name: symbol, is_immutable: command.immutable });
    run.updates += 1;
    if let Some(role) = run.graph.role_id(symbol) {
        for privilege in copied {
            if run.apply(Change::PrivilegeAssigned { role, privilege }) {
                run.updates += 1;
            }
        }
    }
    Ok(())
}

/// The privileges of the role to copy, granted ones first. Immutable ones go to immutable roles only,
/// and nothing else does.
fn privileges_to_copy<'s>(
    run: &Run<'s>,
    role: &str,
    source: &'s NameOrParam,
    to_immutable: bool,
) -> Result<Vec<PrivilegeKey>, Error> {
    let given = run.name(source)?;
    let source_role = given.text.to_owned();
    let Some((_, found)) = run.graph.role_named(given.text) else {
        let param = given.param();
        let error = RoleError::CopySourceMissing { role: role.to_owned(), source_role, param };
        return Err(Error::at(error.into(), source.span()));
    };
    let mut keys: Vec<_> = found.privileges.iter().collect();
    if keys.iter().any(|key| key.is_immutable() != to_immutable) {
        return Err(if to_immutable {
            RoleError::CopyMutableToImmutable { source_role }.into()
        } else {
            RoleError::CopyImmutable { source_role }.into()
        });
    }
    keys.sort_by_key(|key| key.access() == Access::Denied);
    Ok(keys)
}

/// The role that a command wants to rename or drop, if it may.
fn changeable(run: &Run<'_>, role: RoleId, name: &str, verb: RoleVerb) -> Result<(), Error> {
    let is_immutable = run.graph.role(role).is_some_and(|role| role.is_immutable);
    if is_immutable && run.config.auth_enabled {
        return Err(RoleError::Immutable { verb }.into());
    }
    if name == PUBLIC {
        return Err(RoleError::Reserved { verb }.into());
    }
    Ok(())
}

/// `RENAME ROLE … [IF EXISTS] TO …`
pub(super) fn rename<'s>(
    run: &mut Run<'s>,
    from: &'s NameOrParam,
    if_exists: bool,
    to: &'s NameOrParam,
) -> Result<(), Error> {
    let renaming = Renaming::read(run, Named::Role, from, to)?;
    let (old, new) = (renaming.old.text, renaming.new);
    let Some((role, _)) = run.graph.role_named(old) else {
        return if if_exists { Ok(()) } else { Err(renaming.missing()) };
    };
    changeable(run, role, old, RoleVerb::Rename)?;
    if new == PUBLIC {
        return Err(RoleError::RenameToReserved { from: old.to_owned() }.into());
    }
    check_name(new)?;
    let name = run.graph.symbols_mut().intern(new);
    if run.graph.role_id(name).is_some() {
        return Err(renaming.taken());
    }
    run.apply(Change::RoleRenamed { role, name });
    run.updates += 1;
    Ok(())
}

/// `DROP ROLE … [IF EXISTS]`
pub(super) fn drop<'s>(
    run: &mut Run<'s>,
    name: &'s NameOrParam,
    if_exists: bool,
) -> Result<(), Error> {
    let given = run.name(name)?;
    match run.graph.role_named(given.text).map(|(id, _)| id) {
        Some(role) => {
            changeable(run, role, given.text, RoleVerb::Drop)?;
            run.apply(Change::RoleDropped { role });
            run.updates += 1;
            Ok(())
        }
        None => missing(run, name, Named::Role, EntityVerb::Delete, if_exists),
    }
}

/// A role's name: not empty, ASCII letters, digits and underscores.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let entity = Named::Role;
    if name.is_empty() {
        return Err(EntityError::EmptyName { entity }.into());
    }
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Err(EntityError::IllegalName { entity, name: name.to_owned() }.into());
    }
    Ok(())
}
