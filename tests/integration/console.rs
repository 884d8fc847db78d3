//! A whole console as statements: replayed on a fresh console they make the same one again.

use cypher_admin::aura::Console;
use cypher_admin::cli::fresh_engine;
use cypher_admin::exec::{Config, Engine, Params, console_commands};
use cypher_admin::graph::SystemGraph;
use cypher_admin::tools::dump::{load, write_script};
use cypher_admin::tools::state::{Secrets, State, write_json};
use jiff::Timestamp;
use proptest::prelude::*;

fn run(engine: &mut dyn Engine, statement: &str) -> bool {
    engine.run(statement, &Params::default()).is_ok()
}

fn commands(engine: &mut dyn Engine) -> Vec<String> {
    let outcome = engine.run("SHOW CONSOLE AS COMMANDS", &Params::default()).unwrap();
    outcome.rows.iter().map(|row| row[0].as_str().unwrap().to_owned()).collect()
}

const PEOPLE: [&str; 4] = ["'a@x.org'", "'b@x.org'", "'c@x.org'", "'d@x.org'"];
const ORGANIZATIONS: [&str; 2] = ["acme", "`other one`"];
const PROJECTS: [&str; 2] = ["p", "q"];

fn pick(from: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(from.to_vec())
}

/// One of the things that people do in a console. Many of them are refused, which is part of it.
fn act() -> impl Strategy<Value = String> {
    let place = (pick(&ORGANIZATIONS), pick(&PROJECTS), any::<u8>()).prop_map(|(o, p, which)| {
        match which % 5 {
            0 | 1 => (format!("ORGANIZATION {o}"), 0),
            2 | 3 => (format!("PROJECT {p} IN ORGANIZATION {o}"), 1),
            _ => ("TENANT t".to_owned(), 2),
        }
    });
    let roles: [&[&str]; 3] = [
        &["ORG_OWNER", "ORG_ADMIN", "ORG_MEMBER"],
        &["PROJECT_ADMIN", "PROJECT_MEMBER", "PROJECT_VIEWER"],
        &["ADMIN", "MEMBER", "VIEWER"],
    ];
    let tiers = ["free", "professional", "`business critical`"];
    (pick(&PEOPLE), place, pick(&ORGANIZATIONS), pick(&PROJECTS), 0..20_u8, 0..3_usize).prop_map(
        move |(who, (place, level), organization, project, what, n)| {
            let role = roles[level][n];
            match what {
                0..=3 => format!("CONSOLE LOGIN {who}"),
                4 => format!("CREATE ORGANIZATION {organization} PLAN professional WITH PROJECT p"),
                5 => format!("CREATE PROJECT {project} IN ORGANIZATION {organization}"),
                6 => "CREATE TENANT t".to_owned(),
                7..=9 => format!("INVITE USER {who} TO {place} AS {role}"),
                10 | 11 => "ACCEPT ALL INVITES".to_owned(),
                12 => format!("ALTER MEMBER {who} ON {place} SET ROLE {role}"),
                13 => format!("REMOVE MEMBER {who} FROM {place}"),
                14 => format!("CREATE INSTANCE i{n} IN {place} TIER {}", tiers[n]),
                15 => format!("ALTER INSTANCE i{n} SET TOOL AUTHENTICATION DISABLED"),
                16 => format!("PAUSE INSTANCE i{n}"),
                17 => format!("ALTER {place} SET SETTING 'generative-ai-assistance' TO true"),
                18 => format!(
                    "ALTER ORGANIZATION {organization} SET SETTING 'inactivity-threshold-days' TO 30"
                ),
                _ => format!("ALTER MEMBER {who} ON ORGANIZATION {organization} SET EXEMPT TRUE"),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_console_replays_from_its_statements(acts in prop::collection::vec(act(), 0..80)) {
        let mut engine = fresh_engine();
        run(engine.as_mut(), "CONSOLE LOGIN 'a@x.org'");
        for statement in &acts {
            run(engine.as_mut(), statement);
        }
        let first = commands(engine.as_mut());
        let mut again = fresh_engine();
        for statement in &first {
            let result = again.run(statement, &Params::default());
            prop_assert!(result.is_ok(), "{statement}: {result:?}\n{}", first.join("\n"));
        }
        prop_assert_eq!(commands(again.as_mut()), first);
    }
}

/// A console beside the graph of a DBMS, as both kinds of dumps.
fn dumps(graph: &SystemGraph, default: &str, console: &Console, now: Timestamp) -> [String; 2] {
    let state = State::of(graph, default, Secrets::Encrypted);
    let (mut script, mut json) = (Vec::new(), Vec::new());
    write_script(&mut script, &state, &console_commands(console, now)).unwrap();
    write_json(&mut json, &state, Some(console)).unwrap();
    [script, json].map(|text| String::from_utf8(text).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_console_that_is_loaded_from_a_dump_is_dumped_the_same(
        acts in prop::collection::vec(act(), 0..80),
    ) {
        let mut engine = fresh_engine();
        run(engine.as_mut(), "CONSOLE LOGIN 'a@x.org'");
        run(engine.as_mut(), "CREATE API CREDENTIAL 'ci'");
        run(engine.as_mut(), "CREATE ROLE `not the console's`");
        for statement in &acts {
            run(engine.as_mut(), statement);
        }
        // The clock of these engines stands still.
        let now = Config::default().clock.now();
        let (graph, access) = engine.state().unwrap();
        let default = graph.text(access.default_database().unwrap());
        let first = dumps(graph, default, engine.console().unwrap(), now);
        for (form, text) in first.iter().enumerate() {
            let loaded = load(text, &Params::default(), now);
            let loaded = loaded.unwrap_or_else(|error| panic!("{error}\n{text}"));
            let mut again = fresh_engine();
            again.restore_console(loaded.console.clone().unwrap()).unwrap();
            let (graph, default) = loaded.into_dbms();
            let second = dumps(&graph, &default, again.console().unwrap(), now);
            prop_assert_eq!(&second[form], text);
            // JSON keeps all that statements keep.
            prop_assert_eq!(&second[0], &first[0]);
        }
        let alone = engine.console().unwrap().to_json().to_string();
        let loaded = load(&alone, &Params::default(), now).unwrap();
        prop_assert!(loaded.dbms.is_none());
        prop_assert_eq!(loaded.console.unwrap().to_json().to_string(), alone);
    }
}

#[test]
fn a_prefix_stands_in_front_of_the_consoles_statements_too() {
    let mut engine = fresh_engine();
    let engine = engine.as_mut();
    assert!(run(engine, "CYPHER 25 CONSOLE LOGIN 'a@x.org'"));
    assert!(run(engine, "EXPLAIN CREATE ORGANIZATION acme"));
    let names = |engine: &mut dyn Engine| {
        let outcome = engine.run("CYPHER 5 SHOW ORGANIZATIONS YIELD name", &Params::default());
        outcome.unwrap().rows.len()
    };
    assert_eq!(names(engine), 0);
    assert!(run(engine, "CYPHER 5 CREATE ORGANIZATION acme"));
    assert_eq!(names(engine), 1);
    assert!(run(engine, "CYPHER 25 CAN USER neo4j ACCESS ON DATABASE neo4j"));
}
