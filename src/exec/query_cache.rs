//! The query cache: what comes again word for word, as the queries of drivers and dashboards do, is
//! neither parsed nor judged again.
//!
//! Only `SHOW` is kept. Other commands come with other names each time, for which
//! [`Shapes`](crate::parser::Shapes) are, and some of them hold passwords.

use crate::ast::{Command, CypherVersion, Statement};
use crate::status::Notification;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The most queries that are kept; then it begins anew. A server's cache has room for as many by default.
const MAX_QUERIES: usize = 1000;

/// The longest text that is kept, in bytes.
const MAX_BYTES: usize = 4096;

/// A statement that has been parsed and found right.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) statement: Statement,
    /// What there was to say about it.
    pub(super) remarks: Vec<Notification>,
}

/// Queries by text, for each language.
#[derive(Debug, Default)]
pub(super) struct QueryCache {
    cypher5: FxHashMap<Box<str>, Arc<Prepared>>,
    cypher25: FxHashMap<Box<str>, Arc<Prepared>>,
}

impl QueryCache {
    pub(super) fn get(&self, text: &str, version: CypherVersion) -> Option<Arc<Prepared>> {
        let known = match version {
            CypherVersion::Cypher5 => &self.cypher5,
            CypherVersion::Cypher25 => &self.cypher25,
        };
        // Nothing is hashed while there is nothing to find.
        if known.is_empty() { None } else { known.get(text).cloned() }
    }

    /// Whether a statement is to be kept.
    pub(super) fn takes(text: &str, prepared: &Prepared) -> bool {
        text.len() <= MAX_BYTES && matches!(prepared.statement.command, Command::Show(_))
    }

    /// Keeps a query.
    pub(super) fn keep(
        &mut self,
        text: &str,
        version: CypherVersion,
        query: Prepared,
    ) -> Arc<Prepared> {
        let known = match version {
            CypherVersion::Cypher5 => &mut self.cypher5,
            CypherVersion::Cypher25 => &mut self.cypher25,
        };
        if known.len() >= MAX_QUERIES {
            known.clear();
        }
        let query = Arc::new(query);
        known.insert(text.into(), Arc::clone(&query));
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::{Config, Dbms, Params, Session};

    fn run(dbms: &mut Dbms, version: CypherVersion, text: &str) -> String {
        let session = Session { version: Some(version), ..Session::of_user("neo4j") };
        let params = Params::from_iter([("name".into(), "reader".into())]);
        match session.run(dbms, text, &params) {
            Ok(outcome) => format!("{:?} {:?}", outcome.rows, outcome.notifications),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_comes_again_gives_what_a_new_dbms_gives() {
        let config = || Config { initial_password_change_required: false, ..Config::default() };
        let mut dbms = Dbms::new(config());
        let texts = [
            "SHOW ROLES YIELD role WHERE role = $name",
            "SHOW ROLE reader PRIVILEGES",
            "SHOW DATABASES YIELD name RETURN toUpper(name) AS n ORDER BY n",
            "SHOW ROLES YIELD role WHERE wrong = 1",
            "SHOW DATABASES YIELD name, name",
            "EXPLAIN SHOW USERS",
            "SHOW USER PRIVILEGES YIELD *",
            "SHOW ROLES",
        ];
        let versions = [CypherVersion::Cypher5, CypherVersion::Cypher25];
        for text in texts {
            for version in versions {
                let alone = run(&mut Dbms::new(config()), version, text);
                for _ in 0..3 {
                    assert_eq!(run(&mut dbms, version, text), alone, "{text}");
                }
            }
        }
        // What is found says nothing about what is there.
        run(&mut dbms, CypherVersion::Cypher5, "CREATE ROLE later");
        let roles = run(&mut dbms, CypherVersion::Cypher5, "SHOW ROLES");
        assert!(roles.contains("later"), "{roles}");
    }

    #[test]
    fn it_keeps_queries_only_and_not_more_than_it_has_room_for() {
        let mut dbms = Dbms::new(Config::default());
        let kept = |dbms: &Dbms| dbms.queries.cypher5.len() + dbms.queries.cypher25.len();
        run(
            &mut dbms,
            CypherVersion::Cypher5,
            "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO 'a new one'",
        );
        run(&mut dbms, CypherVersion::Cypher5, "CREATE USER u SET PASSWORD 'a password'");
        run(
            &mut dbms,
            CypherVersion::Cypher5,
            &format!("SHOW ROLES WHERE role = '{}'", "x".repeat(MAX_BYTES)),
        );
        assert_eq!(kept(&dbms), 0);
        for number in 0..MAX_QUERIES + 10 {
            run(&mut dbms, CypherVersion::Cypher5, &format!("SHOW ROLES WHERE role = 'r{number}'"));
        }
        assert_eq!(kept(&dbms), 10);
    }
}
