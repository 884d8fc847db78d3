//! Random commands never leave anything dangling.

use crate::exec::{Config, Dbms, DeclaredServer, Params, Session};
use crate::graph::{
    AliasTarget, Copies, CopyRole, DatabaseType, Hosted, Server, ShardId, StoredRow, SystemGraph,
};
use crate::privilege::{Reach, Scope};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const COMMANDS: usize = 10_000;
/// How often the graph is looked at.
const EVERY: usize = 20;

/// Statements with places for a database (`D`), an alias (`A`), a composite database (`C`), a role
/// (`R`), a user (`U`) and an auth rule (`X`).
const TEMPLATES: &[&str] = &[
    "CREATE DATABASE D",
    "CREATE OR REPLACE DATABASE D",
    "CREATE DATABASE D TOPOLOGY 2 PRIMARIES",
    "DROP DATABASE D",
    "DROP DATABASE D CASCADE ALIASES",
    "DROP DATABASE A IF EXISTS",
    "STOP DATABASE D",
    "START DATABASE A",
    "ALTER DATABASE D SET ACCESS READ ONLY",
    "ALTER DATABASE D SET TOPOLOGY 1 PRIMARY 1 SECONDARY",
    "CREATE DATABASE D PROPERTY SHARDS {COUNT 2}",
    "CREATE OR REPLACE DATABASE D GRAPH SHARD {TOPOLOGY 1 PRIMARY 1 SECONDARY} PROPERTY SHARDS {COUNT 1}",
    "CREATE DATABASE `D-p000`",
    "CREATE ALIAS `D-p001` FOR DATABASE A",
    "CREATE ALIAS A FOR DATABASE `D-g000`",
    "DROP DATABASE `D-p000`",
    "STOP DATABASE `D-p001`",
    "START DATABASE `D-g000`",
    "ALTER DATABASE D SET GRAPH SHARD {SET TOPOLOGY 2 PRIMARIES} SET PROPERTY SHARDS {SET TOPOLOGY 2 REPLICAS}",
    "ALTER DATABASE `D-p000` SET TOPOLOGY 1 REPLICA",
    "ALTER DATABASE `D-g000` SET TOPOLOGY 1 PRIMARY 1 SECONDARY",
    "GRANT ACCESS ON DATABASE `D-p000` TO R",
    "CREATE COMPOSITE DATABASE C",
    "CREATE OR REPLACE COMPOSITE DATABASE C",
    "DROP COMPOSITE DATABASE C",
    "DROP COMPOSITE DATABASE C CASCADE ALIASES",
    "CREATE ALIAS A FOR DATABASE D",
    "CREATE OR REPLACE ALIAS A FOR DATABASE D",
    "CREATE ALIAS C.A FOR DATABASE D",
    "CREATE ALIAS A FOR DATABASE D AT 'neo4j+s://x' USER u PASSWORD 'p'",
    "ALTER ALIAS A SET DATABASE TARGET D",
    "ALTER ALIAS C.A SET DATABASE TARGET D",
    "DROP ALIAS A FOR DATABASE",
    "DROP ALIAS C.A FOR DATABASE",
    "CREATE ROLE R",
    "CREATE OR REPLACE ROLE R",
    "CREATE ROLE R AS COPY OF R",
    "RENAME ROLE R TO R",
    "DROP ROLE R",
    "CREATE USER U SET PASSWORD 'abc12345' SET HOME DATABASE D",
    "RENAME USER U TO U",
    "DROP USER U",
    "ALTER USER U SET HOME DATABASE A",
    "GRANT ROLE R TO U",
    "GRANT ROLE R, R TO U, U",
    "REVOKE ROLE R FROM U",
    "CREATE AUTH RULE X SET CONDITION true",
    "CREATE OR REPLACE AUTH RULE X SET CONDITION 'a' IN abac.native.user_tags()",
    "RENAME AUTH RULE X TO X",
    "DROP AUTH RULE X",
    "GRANT ROLE R TO AUTH RULE X",
    "REVOKE ROLE R FROM AUTH RULE X",
    "GRANT ACCESS ON DATABASE D TO R",
    "DENY ACCESS ON DATABASE A TO R",
    "GRANT MATCH {*} ON GRAPH D, A TO R",
    "GRANT ALTER DATABASE ON DATABASE D TO R",
    "REVOKE ACCESS ON DATABASE D FROM R",
    "ENABLE SERVER 'S'",
    "RENAME SERVER 'S' TO 'S'",
    "DEALLOCATE DATABASES FROM SERVER 'S'",
    "DRYRUN DEALLOCATE DATABASES FROM SERVER 'S'",
    "REALLOCATE DATABASES",
    "DROP SERVER 'S'",
];

fn filled(template: &str, random: &mut StdRng) -> String {
    let number = |random: &mut StdRng| random.random_range(1..=3);
    template
        .split_inclusive(|c: char| !c.is_ascii_alphabetic())
        .map(|word| {
            let name = word.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
            let rest = word.strip_prefix(name).unwrap_or_default();
            let name = match name {
                "D" if random.random_ratio(1, 12) => "neo4j".to_owned(),
                "D" => format!("data{}", number(random)),
                "A" => format!("alias{}", number(random)),
                "C" => format!("comp{}", number(random)),
                "R" => format!("role{}", number(random)),
                "U" => format!("user{}", number(random)),
                "X" => format!("rule{}", number(random)),
                "S" => format!("server{}", number(random)),
                other => other.to_owned(),
            };
            format!("{name}{rest}")
        })
        .collect()
}

/// Everything that is named exists, and every two lists of the same thing agree.
fn check(graph: &SystemGraph, max_databases: usize) {
    let is_database = |name| graph.database(name).is_some();
    for (name, alias) in graph.aliases() {
        assert!(!is_database(name), "{} is alias and database", graph.text(name));
        if let AliasTarget::Local(target) = alias.target {
            let kind = graph.database(target).expect("the target exists").kind;
            assert_ne!(kind, DatabaseType::Composite);
            assert!(graph.aliases_of(target).any(|alias| alias == name));
        }
        if let Some(composite) = alias.composite {
            let database = graph.database(composite).expect("the composite database exists");
            assert_eq!(database.kind, DatabaseType::Composite);
            assert!(graph.text(name).starts_with(&format!("{}.", graph.text(composite))));
        }
    }
    assert!(graph.databases().count() <= max_databases);
    let servers: Vec<&Server> = graph.servers().map(|(_, server)| server).collect();
    for (name, database) in graph.databases() {
        for alias in graph.aliases_of(name) {
            assert!(graph.alias(alias).is_some());
        }
        for store in database.stores() {
            let store_name = store.name(graph.text(name));
            assert!(
                store
                    .hosts
                    .iter()
                    .all(|hosted| { servers.iter().any(|server| server.id == hosted.server) })
            );
            let count = |role| {
                let is_in_role = |hosted: &&Hosted| hosted.role == role;
                u32::try_from(store.hosts.iter().filter(is_in_role).count()).unwrap()
            };
            if database.kind == DatabaseType::Standard {
                let hosted = Copies {
                    primaries: count(CopyRole::Primary),
                    secondaries: count(CopyRole::Secondary),
                    replicas: count(CopyRole::Replica),
                };
                assert_eq!(hosted, store.copies, "{store_name}");
                let is_property = matches!(store.shard, Some(ShardId::Property(_)));
                assert_eq!(hosted.replicas > 0, is_property, "{store_name}");
                assert_ne!(store.hosts[0].role, CopyRole::Secondary, "{store_name}");
            }
            if store.shard.is_some() {
                let symbol = graph.symbols().get(&store_name);
                assert!(
                    symbol.is_none_or(|name| !is_database(name) && graph.alias(name).is_none())
                );
            }
        }
    }
    for (id, user) in graph.users() {
        for role in &user.roles {
            assert!(graph.role(*role).expect("the role exists").members.contains(&id));
        }
    }
    for (id, rule) in graph.auth_rules() {
        for role in &rule.roles {
            assert!(graph.role(*role).expect("the role exists").auth_rules.contains(&id));
        }
    }
    for (id, role) in graph.roles() {
        assert!(
            role.members
                .iter()
                .all(|user| { graph.user(*user).expect("the member exists").roles.contains(&id) })
        );
        assert!(
            role.auth_rules.iter().all(|rule| {
                graph.auth_rule(*rule).expect("the rule exists").roles.contains(&id)
            })
        );
        for key in role.privileges.iter() {
            if let Scope::Graph(Reach::Named(name)) | Scope::Database(Reach::Named(name)) =
                StoredRow::from(key).scope
            {
                let of_remote = graph
                    .alias(name)
                    .is_some_and(|alias| matches!(alias.target, AliasTarget::Remote(_)));
                assert!(is_database(name) || of_remote, "{} is gone", graph.text(name));
            }
        }
    }
}

#[test]
fn random_commands_keep_the_graph_sound() {
    let more_servers = (2..=3)
        .map(|number| DeclaredServer {
            id: format!("00000000-0000-4000-8000-00000000000{number}").into(),
            address: format!("localhost:{number}7687").into(),
            http_address: format!("localhost:{number}7474").into(),
        })
        .collect();
    let config = Config {
        initial_password_change_required: false,
        abac_providers: vec!["native".into()],
        more_servers,
        max_databases: 8,
        ..Config::default()
    };
    let mut dbms = Dbms::new(config);
    let session = Session::of_user("neo4j");
    let params = Params::new();
    for number in 1..=3 {
        let id = format!("00000000-0000-4000-8000-00000000000{number}");
        let rename = format!("RENAME SERVER '{id}' TO 'server{number}'");
        session.run(&mut dbms, &rename, &params).unwrap();
    }
    let mut random = StdRng::seed_from_u64(4);
    let mut done = 0;
    for step in 1..=COMMANDS {
        let template = TEMPLATES[random.random_range(0..TEMPLATES.len())];
        let text = filled(template, &mut random);
        match session.run(&mut dbms, &text, &params) {
            Ok(outcome) => done += usize::from(outcome.counters.system_updates > 0),
            Err(error) => assert_ne!(error.gqlstatus(), "50N00", "{text}: {error}"),
        }
        if step % EVERY == 0 {
            check(dbms.graph(), 8);
        }
    }
    assert!(done > COMMANDS / 10, "only {done} commands changed anything");
}
