//! A cluster of three servers: topologies, moves, and the rows of `SHOW DATABASES`.

use crate::exec::{Config, Dbms, DeclaredServer, Outcome, Params, Session};
use crate::value::Value;

struct Cluster {
    dbms: Dbms,
}

impl Cluster {
    /// Servers `a`, which hosts everything, and `b` and `c`, which are free.
    fn new() -> Self {
        let declared = |number: u8| DeclaredServer {
            id: format!("00000000-0000-4000-8000-00000000000{number}").into(),
            address: format!("host{number}:7687").into(),
            http_address: format!("host{number}:7474").into(),
        };
        let config = Config {
            initial_password_change_required: false,
            address: "host1:7687".into(),
            more_servers: vec![declared(2), declared(3)],
            ..Config::default()
        };
        let mut cluster = Self { dbms: Dbms::new(config) };
        for (number, name) in [(1, "a"), (2, "b"), (3, "c")] {
            let id = declared(number).id;
            cluster.ok(&format!("RENAME SERVER '{id}' TO '{name}'"));
        }
        cluster
    }

    #[track_caller]
    fn ok(&mut self, text: &str) -> Outcome {
        let session = Session::of_user("neo4j");
        let outcome = session.run(&mut self.dbms, text, &Params::new());
        outcome.unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[track_caller]
    fn refused(&mut self, text: &str) -> String {
        let before = self.dbms.graph().clone();
        let session = Session::of_user("neo4j");
        let error = session.run(&mut self.dbms, text, &Params::new()).expect_err(text);
        assert!(*self.dbms.graph() == before, "{text} changed something");
        error.to_string()
    }

    /// The rows as literals.
    #[track_caller]
    fn rows(&mut self, text: &str) -> Vec<String> {
        let literal =
            |row: Vec<Value>| row.iter().map(Value::to_string).collect::<Vec<_>>().join(" ");
        self.ok(text).rows.into_iter().map(literal).collect()
    }
}

const COPIES: &str = "SHOW DATABASE movies YIELD address, role, writer, currentPrimariesCount, \
                      requestedSecondariesCount";

#[test]
fn servers_join_and_databases_spread() {
    let mut cluster = Cluster::new();
    let states = "SHOW SERVERS YIELD name, state, hosting";
    assert_eq!(
        cluster.rows(states),
        [
            r#""a" "Enabled" ["system", "neo4j"]"#,
            r#""b" "Free" ["system"]"#,
            r#""c" "Free" ["system"]"#,
        ]
    );
    assert!(cluster.refused("CREATE DATABASE movies TOPOLOGY 2 PRIMARIES").contains("2 primaries"));
    cluster.ok("ENABLE SERVER 'b'");
    cluster.ok("ENABLE SERVER 'c' OPTIONS {modeConstraint: 'SECONDARY'}");
    cluster.ok("CREATE DATABASE movies TOPOLOGY 2 PRIMARIES 1 SECONDARY");
    assert_eq!(
        cluster.rows(COPIES),
        [
            r#""host1:7687" "primary" false 2 1"#,
            r#""host2:7687" "primary" true 2 1"#,
            r#""host3:7687" "secondary" false 2 1"#,
        ]
    );
    assert_eq!(
        cluster.rows(states),
        [
            r#""a" "Enabled" ["system", "movies", "neo4j"]"#,
            r#""b" "Enabled" ["system", "movies"]"#,
            r#""c" "Enabled" ["system", "movies"]"#,
        ]
    );
    let single = cluster.refused("ALTER DATABASE movies SET TOPOLOGY 1 PRIMARY");
    assert!(single.contains("single primary"), "{single}");
    cluster.ok("ALTER DATABASE movies SET TOPOLOGY 2 PRIMARIES 0 SECONDARIES");
    assert_eq!(cluster.rows(COPIES).len(), 2);
    assert_eq!(cluster.ok("CREATE DATABASE books WAIT").notifications.len(), 3);
}

#[test]
fn a_server_is_emptied_and_dropped() {
    let mut cluster = Cluster::new();
    cluster.ok("ENABLE SERVER 'b'");
    cluster.ok("CREATE DATABASE movies TOPOLOGY 2 PRIMARIES");
    assert!(cluster.refused("DEALLOCATE DATABASES FROM SERVER 'b'").contains("'movies'"));
    cluster.ok("ENABLE SERVER 'c'");
    let before = cluster.dbms.graph().clone();
    let tried = cluster.rows("DRYRUN DEALLOCATE DATABASES FROM SERVER 'b'");
    assert_eq!(
        tried,
        [
            r#""movies" "b" "00000000-0000-4000-8000-000000000002" "c" "00000000-0000-4000-8000-000000000003" "primary""#
        ]
    );
    assert!(*cluster.dbms.graph() == before, "a dry run changes nothing");
    assert!(cluster.refused("DROP SERVER 'b'").contains("not deallocated"));
    cluster.ok("DEALLOCATE DATABASES FROM SERVER 'b'");
    assert_eq!(
        cluster.rows("SHOW SERVERS YIELD name, state, hosting WHERE name <> 'a'"),
        [r#""b" "Deallocated" ["system"]"#, r#""c" "Enabled" ["system", "movies"]"#]
    );
    cluster.ok("DROP SERVER 'b'");
    assert_eq!(cluster.rows("SHOW SERVERS YIELD name"), [r#""a""#, r#""c""#]);
    cluster.ok("STOP DATABASE movies");
    cluster.refused("DEALLOCATE DATABASES FROM SERVER 'c'");
}

#[test]
fn reallocation_relieves_the_busiest_server() {
    let mut cluster = Cluster::new();
    for name in ["one", "two", "three"] {
        cluster.ok(&format!("CREATE DATABASE {name}"));
    }
    cluster.ok("ENABLE SERVER 'b'");
    let tried = cluster.rows("DRYRUN REALLOCATE DATABASES");
    cluster.ok("REALLOCATE DATABASES");
    assert!(!tried.is_empty());
    assert_eq!(
        cluster.rows("SHOW SERVERS YIELD name, hosting RETURN name, size(hosting)"),
        [r#""a" 3"#, r#""b" 3"#, r#""c" 1"#]
    );
    let again = cluster.ok("REALLOCATE DATABASES");
    assert_eq!(again.notifications.first().map(|remark| remark.gqlstatus), Some("00N82"));
}
