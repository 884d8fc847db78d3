//! Users, roles and auth rules by name: what `ALTER`, `RENAME` and `DROP` say when one is missing, and
//! `RENAME` when a name is taken.

use super::run::{Given, Run};
use crate::ast::NameOrParam;
use crate::status::{EntityError, EntityVerb, Error, Named};

/// There is nothing of that name, which is no error behind `IF EXISTS`.
pub(super) fn missing<'s>(
    run: &Run<'s>,
    written: &'s NameOrParam,
    entity: Named,
    verb: EntityVerb,
    if_exists: bool,
) -> Result<(), Error> {
    if if_exists {
        return Ok(());
    }
    let given = run.name(written)?;
    let (name, param) = (given.text.to_owned(), given.param());
    let error = EntityError::Missing { verb, entity, name, param };
    Err(Error::at(error.into(), written.span()))
}

/// What is renamed, as written and as given.
pub(super) struct Renaming<'s> {
    pub(super) entity: Named,
    pub(super) from: &'s NameOrParam,
    pub(super) to: &'s NameOrParam,
    pub(super) old: Given<'s>,
    pub(super) new: &'s str,
}

impl<'s> Renaming<'s> {
    /// Looks both names up.
    pub(super) fn read(
        run: &Run<'s>,
        entity: Named,
        from: &'s NameOrParam,
        to: &'s NameOrParam,
    ) -> Result<Self, Error> {
        Ok(Self { entity, from, to, old: run.name(from)?, new: run.name(to)?.text })
    }

    /// What is renamed does not exist.
    pub(super) fn missing(&self) -> Error {
        let (from, to) = (self.old.text.to_owned(), self.new.to_owned());
        let error =
            EntityError::RenameMissing { entity: self.entity, from, to, param: self.old.param() };
        Error::at(error.into(), self.from.span())
    }

    /// The new name is taken.
    pub(super) fn taken(&self) -> Error {
        let (from, to) = (self.old.text.to_owned(), self.new.to_owned());
        let error = EntityError::RenameTaken { entity: self.entity, from, to };
        Error::at(error.into(), self.to.span())
    }
}
