//! The home database and the default one.

use super::run::Run;
use crate::graph::Symbol;

impl Run<'_> {
    /// The default database, if it exists. The setting may name an alias, which stands for its target.
    pub(super) fn default_database(&self) -> Option<Symbol> {
        let name = self.graph.symbols().get(&self.config.default_database)?;
        let target = self.graph.resolve_database(name)?;
        self.graph.database(target).map(|_| target)
    }

    /// The home database of the session's user, if it exists: the one set, else the default one.
    pub(super) fn home(&self) -> Option<Symbol> {
        let set = self.user_id().and_then(|id| self.graph.user(id)?.home);
        match set {
            Some(name) => self.graph.resolve_database(name),
            None => self.default_database(),
        }
    }
}
