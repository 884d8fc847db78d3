//! Documents that were cut off or changed by hand are refused, or loaded; nothing panics.

use cypher_admin::cli::fresh_engine;
use cypher_admin::exec::{Params, console_commands};
use cypher_admin::tools::dump::{load, write_script};
use cypher_admin::tools::state::{Secrets, State};
use jiff::Timestamp;
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../cmd/state.in/tiny.json");

/// Whether a text is loaded; what is loaded can be written as a script.
fn is_loaded(text: &str) -> bool {
    let now = Timestamp::UNIX_EPOCH;
    let Ok(loaded) = load(text, &Params::default(), now) else { return false };
    let console = loaded.console.as_ref();
    let commands = console.map(|console| console_commands(console, now)).unwrap_or_default();
    let (graph, default_database) = loaded.into_dbms();
    let state = State::of(&graph, &default_database, Secrets::All);
    write_script(&mut Vec::new(), &state, &commands).unwrap();
    true
}

#[test]
fn a_document_that_is_cut_off_is_refused() {
    assert!(is_loaded(DOCUMENT));
    let end = DOCUMENT.trim_end().len();
    for (at, _) in DOCUMENT.char_indices().take_while(|(at, _)| *at < end) {
        // Nothing at all is an empty script, which is not what this is about.
        assert!(at == 0 || !is_loaded(&DOCUMENT[..at]), "cut off at {at}");
    }
}

/// The places of all values in a document.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match value {
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                places(element, &format!("{place}/{at}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                places(member, &format!("{place}/{name}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn a_document_with_anything_anywhere_does_no_harm() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let (loaded, refused) = damage(&document);
    assert!(loaded > 50 && refused > 1_000, "{loaded} loaded, {refused} refused");
}

#[test]
fn a_console_with_anything_anywhere_does_no_harm() {
    let mut engine = fresh_engine();
    for statement in [
        "CONSOLE LOGIN 'ada@x.org'",
        "CREATE ORGANIZATION acme WITH PROJECT shop",
        "ALTER ORGANIZATION acme SET SETTING 'inactivity-threshold-days' TO 90",
        "CREATE INSTANCE orders IN PROJECT shop TIER professional",
        "INVITE USERS 'bob@x.org', 'eve@x.org' TO PROJECT shop AS PROJECT_MEMBER",
        "CREATE API CREDENTIAL 'ci'",
        "CONSOLE LOGIN 'bob@x.org'",
        "ACCEPT ALL INVITES",
        "SWITCH TO PROJECT shop",
    ] {
        engine.run(statement, &Params::default()).unwrap();
    }
    let document = engine.console().unwrap().to_json();
    let (loaded, refused) = damage(&document);
    assert!(loaded > 50 && refused > 500, "{loaded} loaded, {refused} refused");
}

/// How many of the documents that differ in one place are loaded, and how many refused.
fn damage(document: &Value) -> (usize, usize) {
    let mut all = Vec::new();
    places(document, "", &mut all);
    let (mut loaded, mut refused) = (0, 0);
    for place in &all {
        for value in [
            json!(null),
            json!(true),
            json!(-1),
            json!(1e300),
            json!(""),
            json!("*"),
            json!("a`b\n\u{0}"),
            json!([]),
            json!({}),
            json!([null]),
            json!({"name": ""}),
        ] {
            let mut changed = document.clone();
            *changed.pointer_mut(place).unwrap() = value;
            if is_loaded(&changed.to_string()) { loaded += 1 } else { refused += 1 }
        }
        if let Some((parent, member)) = place.rsplit_once('/') {
            let mut changed = document.clone();
            match changed.pointer_mut(parent).unwrap() {
                Value::Object(members) => drop(members.remove(member)),
                Value::Array(elements) => {
                    let twice = elements[member.parse::<usize>().unwrap()].clone();
                    elements.push(twice);
                }
                _ => unreachable!("a parent has parts"),
            }
            if is_loaded(&changed.to_string()) { loaded += 1 } else { refused += 1 }
        }
    }
    (loaded, refused)
}

#[test]
fn shards_that_cannot_be_are_refused() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let wide = "/state/databases/2";
    let shard = format!("{wide}/shards/property/0");
    let hosts = json!([{"server": "00000000-0000-4000-8000-000000000001", "primary": true}]);
    let alias = json!({"name": "wide-p000", "composite": null, "properties": {}, "target": {"local": "shop"}});
    let many = vec![document.pointer(&shard).unwrap().clone(); 1001];
    for (place, value) in [
        (wide.to_owned() + "/type", json!("composite")),
        (wide.to_owned() + "/hosts", hosts),
        (
            wide.to_owned() + "/name",
            json!("a-name-of-59-characters-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        ),
        (wide.to_owned() + "/shards/property", json!([])),
        (wide.to_owned() + "/shards/property", json!(many)),
        (wide.to_owned() + "/shards/graph/hosts", json!([])),
        (shard.clone() + "/hosts", json!(["nowhere"])),
        (shard + "/replicas", json!(-1)),
        ("/state/databases/1/name".to_owned(), json!("wide-g000")),
        ("/state/aliases/0".to_owned(), alias),
    ] {
        let mut changed = document.clone();
        *changed.pointer_mut(&place).unwrap() = value;
        assert!(!is_loaded(&changed.to_string()), "{place}");
    }
}
