//! A DBMS: its system graph, its settings, its source of randomness.

use super::query_cache::QueryCache;
use super::transactions::Transactions;
use super::{Config, DeclaredServer, Session, TransactionStep, help};
use crate::access::Access;
use crate::graph::{
    Change, CopyRole, Credential, Fresh, Hosted, Server, ServerOptions, ServerState, SystemGraph,
};
use crate::parser::Shapes;
use crate::status::{AccessError, Error};
use crate::text::Text;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::atomic::{AtomicU64, Ordering};

/// The stored form of the password `neo4j`, which every new DBMS has. It is the manual's sample and
/// no secret; hashing the same password anew at each start would cost more than all the rest.
const FIRST_PASSWORD: &str = "1,6d57a5e0b3317055454e455f96c98c750c77fb371f3f0634a1b8ff2a55c5b825,190ae47c661e0668a0c8be8a21ff78a4a34cdf918cae3c407e907b73932bd16c";

/// A DBMS in memory: what [`Session`]s run statements on.
///
/// ```
/// use cypher_admin::{Config, Dbms};
///
/// let dbms = Dbms::new(Config::default());
/// assert_eq!(dbms.graph().users().count(), 1);
/// assert!(dbms.session_for("neo4j").is_ok());
/// assert!(dbms.session_for("nobody").is_err());
/// ```
#[derive(Debug)]
pub struct Dbms {
    /// Users, roles, privileges, databases …
    pub(crate) graph: SystemGraph,
    /// The settings.
    pub config: Config,
    /// Who may do what; follows every change of the graph.
    pub(super) access: Access,
    pub(super) random: StdRng,
    pub(super) transactions: Transactions,
    /// How many sessions there have been.
    sessions: AtomicU64,
    /// Statements that look like earlier ones are parsed faster.
    pub(super) shapes: Shapes,
    /// Queries that come again are not parsed again.
    pub(super) queries: QueryCache,
}

impl Dbms {
    /// A new DBMS: user and password `neo4j`, the built-in roles, the databases `system` and the
    /// default one.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let mut random = StdRng::from_seed(config.seed);
        let (default_id, system_id) = (database_id(&mut random), database_id(&mut random));
        let graph = match Credential::parse(FIRST_PASSWORD) {
            Ok(credential) => SystemGraph::fresh(Fresh {
                credential,
                change_required: config.initial_password_change_required,
                default_database: config.default_database.clone(),
                default_id,
                system_id,
                created: config.clock.now(),
            }),
            // The text above is well formed; a test holds it to that.
            Err(_) => SystemGraph::default(),
        };
        let access = Access::new(&graph, graph.symbols().get(&config.default_database));
        let transactions = Transactions::default();
        let sessions = AtomicU64::default();
        let (shapes, queries) = (Shapes::default(), QueryCache::default());
        let mut dbms =
            Self { graph, config, access, random, transactions, sessions, shapes, queries };
        dbms.add_servers();
        dbms
    }

    /// Users, roles, privileges, databases …
    #[must_use]
    pub fn graph(&self) -> &SystemGraph {
        &self.graph
    }

    /// The graph and the name of the default database, which is all that lasts.
    #[must_use]
    pub fn into_graph(self) -> (SystemGraph, Text) {
        (self.graph, self.config.default_database)
    }

    /// Another DBMS in the same state, without anything to undo.
    pub(super) fn copy(&self) -> Self {
        Self {
            graph: self.graph.clone(),
            config: self.config.clone(),
            access: Access::new(&self.graph, self.access.default_database()),
            random: StdRng::from_seed(self.config.seed),
            transactions: Transactions::default(),
            sessions: AtomicU64::default(),
            shapes: Shapes::default(),
            queries: QueryCache::default(),
        }
    }

    /// The graph, and who may do what in it.
    pub(super) fn into_parts(self) -> (SystemGraph, Access) {
        (self.graph, self.access)
    }

    /// Goes on with another graph, as after a restart: nothing can be undone.
    pub fn restore(&mut self, mut graph: SystemGraph, default_database: &str) {
        let default = graph.symbols_mut().intern(default_database);
        self.config.default_database = default_database.into();
        self.access = Access::new(&graph, Some(default));
        self.graph = graph;
        self.transactions = Transactions::default();
    }

    /// Who may do what.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Puts the servers into the graph: this one enabled and hosting every database, the others free.
    fn add_servers(&mut self) {
        let config = &self.config;
        let this = DeclaredServer {
            id: config.server_id.clone(),
            address: config.address.clone(),
            http_address: config.http_address.clone(),
        };
        let mut state = ServerState::Enabled;
        for declared in std::iter::once(&this).chain(&config.more_servers) {
            let name = self.graph.symbols_mut().intern(&declared.id);
            let server = Server {
                id: declared.id.clone(),
                address: declared.address.clone(),
                http_address: declared.http_address.clone(),
                state,
                options: ServerOptions::default(),
            };
            let _ = self.graph.apply(Change::ServerSet { name, server: Some(Box::new(server)) });
            state = ServerState::Free;
        }
        let databases: Vec<_> =
            self.graph.databases().map(|(name, old)| (name, old.clone())).collect();
        for (name, mut database) in databases {
            database.hosts = vec![Hosted { server: this.id.clone(), role: CopyRole::Primary }];
            database.language = self.config.version;
            let _ =
                self.graph.apply(Change::DatabaseAltered { name, database: Box::new(database) });
        }
    }

    /// Begins a transaction of a session, ends it, or takes back what was done last.
    ///
    /// # Errors
    /// When there is one already, none, or nothing to take back; when somebody has terminated it, or
    /// another session's transaction has changes that are not committed.
    pub fn transaction(&mut self, session: &Session, step: TransactionStep) -> Result<(), Error> {
        let Self { graph, access, transactions, config, .. } = self;
        let id = session.id;
        let done = match step {
            TransactionStep::Begin => {
                let database = session.database.as_ref().unwrap_or(&config.default_database);
                let user = session.acting().map(Text::from);
                transactions.begin(id, database.clone(), user, config.clock.now())
            }
            TransactionStep::Commit => transactions.commit(id),
            TransactionStep::Rollback => transactions.rollback(id, graph, access),
            TransactionStep::Undo => transactions.undo(id, graph, access),
        };
        done.map_err(|error| {
            let help = help::for_transaction(&error);
            Error { help, ..error.into() }
        })
    }

    /// Whether a session has a transaction open.
    #[must_use]
    pub fn has_transaction(&self, session: &Session) -> bool {
        self.transactions.of(session.id).is_some()
    }

    /// Ends a session: what its transaction has changed is taken back.
    pub fn close(&mut self, session: &Session) {
        let Self { graph, access, transactions, .. } = self;
        // Most sessions have no transaction open.
        let _ = transactions.rollback(session.id, graph, access);
    }

    /// A session of this user, as after a successful login.
    ///
    /// # Errors
    /// When there is no such user, or the user is suspended.
    pub fn session_for(&self, user: &str) -> Result<Session, Error> {
        match self.graph.user_named(user) {
            Some((_, found)) if !found.is_suspended => {
                let id = self.sessions.fetch_add(1, Ordering::Relaxed) + 1;
                Ok(Session { id, ..Session::of_user(user) })
            }
            _ => Err(AccessError::Unauthorized.into()),
        }
    }
}

/// 64 upper-case hexadecimal digits.
pub(super) fn database_id(random: &mut StdRng) -> Text {
    let mut bytes = [0; 32];
    random.fill_bytes(&mut bytes);
    let mut id = Text::with_capacity(64);
    for digit in bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
        id.push(char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase());
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_dbms_has_the_first_user_with_the_first_password() {
        let dbms = Dbms::new(Config::default());
        let (_, user) = dbms.graph.user_named("neo4j").unwrap();
        assert!(user.native.as_ref().unwrap().credential.matches("neo4j"));
        assert!(dbms.session_for("neo4j").is_ok());
        assert_eq!(dbms.session_for("nobody").unwrap_err(), AccessError::Unauthorized.into());
    }

    #[test]
    fn ids_are_64_digits_and_follow_from_the_seed() {
        let ids = || {
            let mut random = StdRng::from_seed([7; 32]);
            [database_id(&mut random), database_id(&mut random)]
        };
        let [first, second] = ids();
        assert_eq!(first.len(), 64);
        assert_ne!(first, second);
        assert_eq!(ids(), [first, second]);
    }
}
