//! Random states, made by random commands.

use super::super::laws::generate;
use cypher_admin::ast::{Command, PrivilegeCommand, PrivilegeVerb};
use cypher_admin::exec::{Config, Dbms, DeclaredServer, Params, Session};
use cypher_admin::tools::state::{Secrets, State};
use proptest::prelude::*;
use proptest::sample::select;

/// Names that are hard to write.
const DATABASES: &[&str] = &["neo4j", "other", "`my-db`", "`a.b`", "data1"];
const SHARDS: &[&str] =
    &["`other-g000`", "`other-p000`", "`my-db-p000`", "`my-db-p001`", "`a.b-p001`", "`data1-g000`"];
const COMPOSITES: &[&str] = &["comp", "`co-mp`"];
const ALIASES: &[&str] = &[
    "alias",
    "`al``ias`",
    "`ö x;`",
    "`dotted.name`",
    "comp.part",
    "`comp.a b.c`",
    "`co-mp.*`",
    "`//x`",
];
const ROLES: &[&str] = &["r1", "r2", "`where`", "`IF`", "admin", "reader", "PUBLIC"];
const USERS: &[&str] = &["neo4j", "alice", "`b``o'b`", "`c\"h;u`", "`$x`"];
const RULES: &[&str] = &["rule1", "`ru``le 2`"];
const SYSTEM: &[&str] = &["system"];

/// Commands with places for a database (`D`), a shard (`H`), a composite database (`C`), an alias (`A`), a role (`R`), a
/// user (`U`), an auth rule (`X`).
const TEMPLATES: &[&str] = &[
    "CREATE DATABASE D",
    "CREATE DATABASE D DEFAULT LANGUAGE CYPHER 5 OPTIONS {txLogEnrichment: 'diff'}",
    "CREATE DATABASE D TOPOLOGY 2 PRIMARIES 1 SECONDARY",
    "CREATE DATABASE D PROPERTY SHARDS {COUNT 2}",
    "CREATE OR REPLACE DATABASE D GRAPH SHARD {TOPOLOGY 2 PRIMARIES} PROPERTY SHARDS {COUNT 3 TOPOLOGY 2 REPLICAS} OPTIONS {txLogEnrichment: 'diff'}",
    "ALTER DATABASE D SET GRAPH SHARD {SET TOPOLOGY 1 PRIMARY 2 SECONDARIES}",
    "ALTER DATABASE D SET PROPERTY SHARDS {SET TOPOLOGY 3 REPLICAS}",
    "ALTER DATABASE D SET TOPOLOGY 2 PRIMARIES",
    "ALTER DATABASE H SET TOPOLOGY 2 PRIMARIES 1 SECONDARY",
    "ALTER DATABASE H SET TOPOLOGY 3 REPLICAS",
    "STOP DATABASE H",
    "START DATABASE H",
    "DROP DATABASE D CASCADE ALIASES",
    "STOP DATABASE D",
    "START DATABASE D",
    "ALTER DATABASE D SET ACCESS READ ONLY",
    "ALTER DATABASE D SET DEFAULT LANGUAGE CYPHER 5",
    "ALTER DATABASE system SET DEFAULT LANGUAGE CYPHER 5",
    "ALTER DATABASE D SET OPTION txLogEnrichment 'FULL'",
    "CREATE COMPOSITE DATABASE C",
    "CREATE COMPOSITE DATABASE D",
    "DROP COMPOSITE DATABASE C CASCADE ALIASES",
    "STOP DATABASE C",
    "CREATE ALIAS A FOR DATABASE D",
    "CREATE OR REPLACE ALIAS A FOR DATABASE D PROPERTIES {a: 1.5, `b c`: 'it\\'s\\n', d: date('2024-01-02'), l: [duration('P1DT2H'), duration('PT3S')]}",
    "CREATE ALIAS A FOR DATABASE `Far Away` AT 'neo4j+s://x:1' USER `u v` PASSWORD 'p\\'\\\\q' DRIVER {connection_timeout: duration('PT1M30S'), ssl_enforced: true}",
    "CREATE OR REPLACE ALIAS A FOR DATABASE d AT 'neo4j://y' OIDC CREDENTIAL FORWARDING DRIVER {ssl_enforced: false}",
    "ALTER ALIAS A SET DATABASE TARGET D",
    "ALTER ALIAS A SET DATABASE PROPERTIES {p: point({x: 1, y: -0.0}), t: time('10:00+01:00'), z: datetime('2024-01-01T00:00[Europe/Berlin]')}",
    "DROP ALIAS A FOR DATABASE",
    "CREATE ROLE R",
    "CREATE IMMUTABLE ROLE R",
    "CREATE OR REPLACE ROLE R",
    "DROP ROLE R",
    "CREATE USER U SET PASSWORD 'abc12345'",
    "CREATE USER U SET PASSWORD 'abc12345' CHANGE NOT REQUIRED SET HOME DATABASE D SET TAGS ['it\\'s', 'b']",
    "CREATE USER U SET AUTH 'ldap' {SET ID 'one'} SET AUTH 'o\\'idc' {SET ID 'U'} SET STATUS SUSPENDED",
    "CREATE OR REPLACE USER U SET AUTH 'native' {SET PASSWORD 'abc12345'} SET AUTH 'ldap' {SET ID 'two'}",
    "ALTER USER U SET PASSWORD 'other-password'",
    "ALTER USER U SET HOME DATABASE A SET STATUS SUSPENDED",
    "ALTER USER U REMOVE AUTH 'native'",
    "ALTER USER U SET TAGS ['x', 'y']",
    "DROP USER U",
    "GRANT ROLE R TO U",
    "GRANT ROLES R, R TO U",
    "REVOKE ROLE R FROM U",
    "CREATE AUTH RULE X SET CONDITION abac.oidc.user_attribute('a b') = 'it\\'s' OR 'x' IN abac.native.user_tags()",
    "CREATE OR REPLACE AUTH RULE X SET CONDITION date() > date('2024-01-01') SET ENABLED false",
    "DROP AUTH RULE X",
    "GRANT ROLE R TO AUTH RULE X",
    "GRANT ACCESS ON DATABASE D, A TO R",
    "DENY ACCESS ON HOME DATABASE TO R",
    "GRANT MATCH {*} ON GRAPH A TO R",
    "GRANT ALL ON DATABASE D TO R",
    "GRANT ALL ON GRAPH A TO R",
    "GRANT ALL ON DBMS TO R",
    "GRANT WRITE ON GRAPH D TO R",
    "REVOKE WRITE ON GRAPH * FROM R",
    "REVOKE GRANT ACCESS ON DATABASE * FROM R",
    "REVOKE GRANT EXECUTE PROCEDURE * ON DBMS FROM R",
    "REVOKE GRANT ALL ON DBMS FROM R",
    "GRANT IMMUTABLE TRAVERSE ON GRAPH * NODES A TO R",
    "GRANT READ {`a b`, c} ON GRAPH * FOR (n:A|`B c`) WHERE n.`x y` = 'it\\'s' TO R",
    "DENY MATCH {*} ON GRAPH D FOR ()-[r]-() WHERE NOT r.since IN [date('2024-01-01')] TO R",
    "GRANT EXECUTE PROCEDURE db.*, apoc.`x y`.? ON DBMS TO R",
    "GRANT IMPERSONATE (`b``o'b`, alice) ON DBMS TO R",
    "GRANT LOAD ON CIDR '10.0.0.0/8' TO R",
    "GRANT ALL ON DBMS TO R",
    "GRANT IMMUTABLE ALL ON DBMS TO R",
];

/// What many of the commands need.
const FIRST: &[&str] = &[
    "CREATE ROLE r1",
    "CREATE ROLE `where`",
    "CREATE DATABASE other",
    "CREATE DATABASE `my-db` PROPERTY SHARDS {COUNT 2}",
    "CREATE COMPOSITE DATABASE comp",
    "CREATE USER alice SET PASSWORD 'abc12345'",
    "CREATE AUTH RULE rule1 SET CONDITION true",
];

fn filled(template: &str, picks: &[usize]) -> String {
    let mut picks = picks.iter().cycle();
    let mut pick =
        |names: &[&str]| names[picks.next().copied().unwrap_or(0) % names.len()].to_owned();
    let mut text = String::new();
    let mut quoted = false;
    for word in template.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let name = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let rest = &word[name.len()..];
        text.push_str(&match name {
            _ if quoted => name.to_owned(),
            "D" => pick(DATABASES),
            "H" => pick(SHARDS),
            "C" => pick(COMPOSITES),
            "A" if !template.contains("NODES A") && !template.contains(":A") => pick(ALIASES),
            "R" => pick(ROLES),
            "U" => pick(USERS),
            "X" => pick(RULES),
            "S" => pick(SYSTEM),
            other => other.to_owned(),
        });
        quoted ^= rest.matches(['\'', '`']).count() % 2 == 1;
        text.push_str(rest);
    }
    text
}

fn templated() -> impl Strategy<Value = String> {
    (select(TEMPLATES), prop::collection::vec(0usize..1000, 4))
        .prop_map(|(template, picks)| filled(template, &picks))
}

fn grant() -> impl Strategy<Value = String> {
    (generate::privilege(), any::<bool>(), any::<bool>(), select(ROLES)).prop_map(
        |(privilege, deny, immutable, role)| {
            let verb = if deny { PrivilegeVerb::Deny } else { PrivilegeVerb::Grant };
            let place = Default::default();
            let command = PrivilegeCommand { verb, immutable, privilege, roles: Vec::new(), place };
            format!("{}{role}", Command::Privilege(Box::new(command)))
        },
    )
}

/// Commands; many of them fail, and change nothing.
pub fn commands(length: usize) -> impl Strategy<Value = Vec<String>> {
    let command = prop_oneof![4 => templated(), 1 => grant()];
    let first = prop::sample::subsequence(FIRST, 0..=FIRST.len());
    (first, prop::collection::vec(command, 0..length))
        .prop_map(|(first, rest)| first.into_iter().map(str::to_owned).chain(rest).collect())
}

/// A DBMS that lets everybody do everything.
pub struct Stage {
    pub dbms: Dbms,
    pub session: Session,
}

impl Stage {
    pub fn new() -> Self {
        let server = |number: u8| DeclaredServer {
            id: format!("00000000-0000-4000-8000-00000000000{number}").into(),
            address: format!("server{number}:7687").into(),
            http_address: format!("server{number}:7474").into(),
        };
        let config = Config {
            auth_enabled: false,
            more_servers: vec![server(2), server(3)],
            ..Config::default()
        };
        let mut stage = Self { dbms: Dbms::new(config), session: Session::default() };
        for number in 2..=3 {
            stage.run(&format!("ENABLE SERVER '{}'", server(number).id)).unwrap();
        }
        stage
    }

    /// The DBMS after some commands, as far as they can be carried out.
    pub fn after(commands: &[String]) -> Self {
        let mut stage = Self::new();
        for command in commands {
            let _ = stage.run(command);
        }
        stage
    }

    pub fn run(&mut self, command: &str) -> Result<(), String> {
        let outcome = self.session.run(&mut self.dbms, command, &Params::default());
        outcome.map(|_| ()).map_err(|error| error.to_string())
    }

    pub fn state(&self) -> State {
        State::of(self.dbms.graph(), &self.dbms.config.default_database, Secrets::All)
    }
}
