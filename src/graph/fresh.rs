//! What a new DBMS contains: the user `neo4j`, the built-in roles, the databases `system` and the
//! default one.

use super::change::Change;
use super::credential::Credential;
use super::database::{Database, DatabaseType};
use super::key::PrivilegeKey;
use super::system_graph::SystemGraph;
use super::user::NativeAuth;
use crate::privilege::{ADMIN, BUILT_IN_ROLES};
use crate::text::Text;
use jiff::Timestamp;

/// The name of the first user.
pub const FIRST_USER: &str = "neo4j";
/// The database that holds the system graph.
pub const SYSTEM_DATABASE: &str = "system";

/// What is generated or configured for a new DBMS.
#[derive(Debug, Clone, PartialEq)]
pub struct Fresh {
    /// The first user's password.
    pub credential: Credential,
    /// Whether that password must be changed first.
    pub change_required: bool,
    /// The default database's name.
    pub default_database: Text,
    /// The id of the default database.
    pub default_id: Text,
    /// The id of `system`.
    pub system_id: Text,
    /// Now.
    pub created: Timestamp,
}

impl SystemGraph {
    /// The graph of a new DBMS.
    #[must_use]
    pub fn fresh(fresh: Fresh) -> Self {
        let mut graph = Self::default();
        graph.add_built_in_roles();
        let name = graph.symbols.intern(FIRST_USER);
        graph.make(Change::UserCreated { name });
        if let (Some((user, _)), Some((role, _))) =
            (graph.user_named(FIRST_USER), graph.role_named(ADMIN))
        {
            let native =
                NativeAuth { credential: fresh.credential, change_required: fresh.change_required };
            graph.make(Change::PasswordSet { user, native: Some(Box::new(native)) });
            graph.make(Change::RoleGranted { role, user });
        }
        for (name, kind, id) in [
            (SYSTEM_DATABASE, DatabaseType::System, fresh.system_id),
            (&fresh.default_database, DatabaseType::Standard, fresh.default_id),
        ] {
            let name = graph.symbols.intern(name);
            let database = Box::new(Database::new(kind, id, fresh.created));
            graph.make(Change::DatabaseCreated { name, database });
        }
        graph
    }

    fn add_built_in_roles(&mut self) {
        for (role, groups) in BUILT_IN_ROLES {
            let name = self.symbols.intern(role);
            self.make(Change::RoleCreated { name, is_immutable: false });
            let Some(role) = self.role_id(name) else { continue };
            for row in groups.iter().copied().flatten() {
                let (symbols, rules) = (&mut self.symbols, |_: &_| None);
                // Built-in privileges name nothing, so nothing is interned and no rule is looked up.
                if let Some(row) = row.map(|name| Some(symbols.intern(name)), rules) {
                    self.make(Change::PrivilegeAssigned {
                        role,
                        privilege: PrivilegeKey::from(row),
                    });
                }
            }
        }
    }

    /// Makes a change that nobody will take back.
    fn make(&mut self, change: Change) {
        let _ = self.apply(change);
    }
}
