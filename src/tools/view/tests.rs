use super::*;
use crate::exec::{Asked, Engine, Local, Params};
use crate::parser::{ItemKind, Items};
use crate::tools::data::{DataGraph, Loader};
use serde_json::Value as Json;

const SETUP: &str = include_str!("../../../fixtures/healthcare/setup.cypher");
const DATA: &str = include_str!("../../../fixtures/healthcare/data.jsonl");

fn engine(scripts: &[&str]) -> Local {
    let mut engine = Local::default();
    for script in scripts {
        for item in Items::new(script.as_bytes()) {
            let item = item.unwrap();
            assert_eq!(item.kind, ItemKind::Statement);
            engine.run(&item.text, &Params::default()).unwrap();
        }
    }
    engine
}

fn load(text: &str) -> DataGraph {
    let mut loader = Loader::default();
    loader.read("data", text.as_bytes()).unwrap();
    loader.finish().unwrap()
}

fn see<'d>(engine: &mut Local, user: &str, database: &str, data: &'d DataGraph) -> Apparent<'d> {
    let holder = engine.holder(Asked::User(user)).unwrap();
    let (graph, access) = engine.state().unwrap();
    apparent(graph, access, &holder, database, data)
}

/// Labels, types, and `label.property` that are seen of the clinic, each once.
fn seen_by(more: &str, user: &str) -> Vec<String> {
    let data = load(DATA);
    let seen = see(&mut engine(&[SETUP, more]), user, "healthcare", &data);
    let mut found = Vec::new();
    let mut push = |text: String| {
        if !found.contains(&text) {
            found.push(text);
        }
    };
    for (node, properties) in seen.seen_nodes() {
        push(node.labels.join(":"));
        properties.keys().for_each(|name| push(format!("{}.{name}", node.labels.join(":"))));
    }
    for (it, properties) in seen.seen_relationships() {
        push(it.kind.to_string());
        properties.keys().for_each(|name| push(format!("{}.{name}", it.kind)));
    }
    found
}

const PATIENT: [&str; 6] = [
    "Patient",
    "Patient.ssn",
    "Patient.name",
    "Patient.email",
    "Patient.address",
    "Patient.dateOfBirth",
];
const OTHERS: [&str; 6] = [
    "Symptom",
    "Symptom.name",
    "Symptom.description",
    "Disease",
    "Disease.name",
    "Disease.description",
];
const RELATIONSHIPS: [&str; 7] =
    ["HAS", "HAS.date", "OF", "OF.probability", "DIAGNOSIS", "DIAGNOSIS.by", "DIAGNOSIS.date"];

/// Everything but what is named.
fn all_but(hidden: &[&str]) -> Vec<String> {
    let all = PATIENT.iter().chain(&OTHERS).chain(&RELATIONSHIPS);
    all.filter(|name| !hidden.contains(name)).map(|name| (*name).to_owned()).collect()
}

#[test]
fn everybody_in_the_clinic_sees_what_the_tutorial_shows() {
    assert_eq!(seen_by("", "neo4j"), all_but(&[]));
    assert_eq!(seen_by("", "tina"), all_but(&["Patient.ssn"]));
    assert_eq!(seen_by("", "alice"), all_but(&["Patient.address"]));
    assert_eq!(seen_by("", "bob"), PATIENT);
    assert_eq!(seen_by("", "daniel"), all_but(&[]));
    let diagnoses = ["DIAGNOSIS", "DIAGNOSIS.by", "DIAGNOSIS.date"];
    let private = ["Patient.name", "Patient.address", "Patient.ssn"];
    assert_eq!(seen_by("", "charlie"), all_but(&[&diagnoses[..], &private].concat()));
    // The allow-list sees what is named, so that neither e-mail addresses nor dates of symptoms are in.
    let other_way = "REVOKE ROLE researcherB FROM charlie; GRANT ROLE researcherW TO charlie";
    let further = ["Patient.email", "HAS.date"];
    assert_eq!(
        seen_by(other_way, "charlie"),
        all_but(&[&diagnoses[..], &private, &further].concat())
    );
    // What one role is denied stays denied beside another.
    let both = "REVOKE ROLE nurse FROM daniel; GRANT ROLE doctor, receptionist TO daniel";
    assert_eq!(seen_by(both, "daniel"), all_but(&["Patient.address"]));
    let manager = "REVOKE ROLE itadmin FROM tina; GRANT ROLE userManager TO tina";
    assert!(seen_by(manager, "tina").is_empty());
    // With the later privileges reception finds what a patient has, and none of its properties.
    let later = "GRANT TRAVERSE ON GRAPH healthcare NODES Symptom, Disease TO receptionist; \
                 GRANT TRAVERSE ON GRAPH healthcare RELATIONSHIPS HAS, DIAGNOSIS TO receptionist";
    let relationships = ["OF", "OF.probability", "HAS.date", "DIAGNOSIS.by", "DIAGNOSIS.date"];
    let properties = ["Symptom.name", "Symptom.description", "Disease.name", "Disease.description"];
    assert_eq!(seen_by(later, "bob"), all_but(&[&relationships[..], &properties].concat()));
}

#[test]
fn what_is_hidden_is_counted_with_what_hides_it() {
    let data = load(DATA);
    let mut engine = engine(&[SETUP]);
    let rows = |seen: &Apparent<'_>| -> Vec<String> {
        let table = tables(seen).pop().unwrap();
        table
            .rows
            .iter()
            .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
            .collect()
    };
    let seen = see(&mut engine, "charlie", "healthcare", &data);
    assert_eq!(seen.counts(), [(5, 5), (3, 4), (13, 21)]);
    assert_eq!(
        rows(&seen),
        [
            r#""[:DIAGNOSIS]" 1 ["DENY TRAVERSE ON GRAPH `healthcare` RELATIONSHIP DIAGNOSIS TO `researcherB`"]"#,
            r#""(:Patient).address" 2 ["DENY READ {address} ON GRAPH `healthcare` NODE Patient TO `researcherB`"]"#,
            r#""(:Patient).name" 2 ["DENY READ {name} ON GRAPH `healthcare` NODE Patient TO `researcherB`"]"#,
            r#""(:Patient).ssn" 2 ["DENY READ {ssn} ON GRAPH `healthcare` NODE Patient TO `researcherB`"]"#,
        ]
    );
    let seen = see(&mut engine, "bob", "healthcare", &data);
    assert_eq!(
        rows(&seen),
        [
            r#""(:Symptom)" 2 ["nothing grants TRAVERSE ON GRAPH `healthcare` NODE Symptom"]"#,
            r#""(:Disease)" 1 ["nothing grants TRAVERSE ON GRAPH `healthcare` NODE Disease"]"#,
            r#""[:HAS]" 2 ["nothing grants TRAVERSE ON GRAPH `healthcare` RELATIONSHIP HAS"]"#,
            r#""[:DIAGNOSIS]" 1 ["nothing grants TRAVERSE ON GRAPH `healthcare` RELATIONSHIP DIAGNOSIS"]"#,
            r#""[:OF]" 1 ["nothing grants TRAVERSE ON GRAPH `healthcare` RELATIONSHIP OF"]"#,
        ]
    );
}

const RULES: &str = "CREATE ROLE r; CREATE USER u SET PASSWORD 'change-me-1'; GRANT ROLE r TO u; \
    GRANT ACCESS ON HOME DATABASE TO r; GRANT MATCH {*} ON HOME GRAPH TO r; \
    DENY TRAVERSE ON HOME GRAPH FOR (n:Case) WHERE n.level > 2 TO r; \
    DENY READ {text} ON HOME GRAPH FOR (n) WHERE n.kind = 'secret' TO r; \
    DENY TRAVERSE ON HOME GRAPH NODES Sealed TO r";

#[test]
fn rules_are_decided_by_the_properties_and_an_end_hides_its_relationships() {
    let data = load(
        r#"{"type":"node","id":1,"labels":["Case"],"properties":{"level":3}}
        {"type":"node","id":2,"labels":["Case"],"properties":{"level":2,"kind":"secret","text":"x"}}
        {"type":"node","id":3,"labels":["Case"],"properties":{"level":"high","kind":"open","text":"y"}}
        {"type":"node","id":4,"labels":["Case","Sealed"]}
        {"type":"node","id":5}
        {"type":"relationship","label":"NEXT","start":1,"end":2}
        {"type":"relationship","label":"NEXT","start":2,"end":3}
        {"type":"relationship","label":"NEXT","start":5,"end":4}"#,
    );
    let mut engine = engine(&[RULES]);
    let seen = see(&mut engine, "u", "neo4j", &data);
    let ids: Vec<_> = seen.seen_nodes().map(|(node, _)| node.id.as_str()).collect();
    assert_eq!(ids, ["2", "3", "5"]);
    let properties: Vec<Vec<_>> =
        seen.seen_nodes().map(|(_, seen)| seen.keys().map(ToString::to_string).collect()).collect();
    assert_eq!(properties, [vec!["level", "kind"], vec!["level", "kind", "text"], vec![]]);
    assert_eq!(seen.counts()[1], (1, 3));
    let hidden: Vec<_> = seen.hidden.iter().map(|it| (it.count, it.because.join(" "))).collect();
    let case = "DENY TRAVERSE ON HOME GRAPH FOR (n:Case) WHERE n.level > 2 TO `r`";
    let sealed = "DENY TRAVERSE ON HOME GRAPH NODE Sealed TO `r`";
    let secret = "DENY READ {text} ON HOME GRAPH FOR (n) WHERE n.kind = 'secret' TO `r`";
    assert_eq!(
        hidden,
        [
            (1, case.to_owned()),
            (1, sealed.to_owned()),
            (1, case.to_owned()),
            (1, sealed.to_owned()),
            (1, secret.to_owned()),
        ]
    );
}

#[test]
fn what_is_seen_reads_as_a_graph_that_the_same_user_sees_wholly() {
    let data = load(DATA);
    let mut engine = engine(&[SETUP]);
    for user in ["neo4j", "tina", "alice", "bob", "charlie", "daniel"] {
        let seen = see(&mut engine, user, "healthcare", &data);
        let lines: Vec<String> = to_lines(&seen).map(|line| line.to_string()).collect();
        let again = load(&lines.join("\n"));
        let twice = see(&mut engine, user, "healthcare", &again);
        assert!(twice.hidden.is_empty(), "{user}: {:?}", twice.hidden);
        assert_eq!(twice.counts().map(|(seen, _)| seen), seen.counts().map(|(seen, _)| seen));
        let document: Json = to_document(user, &seen);
        assert_eq!(document["nodes"].as_array().unwrap().len(), seen.counts()[0].0);
    }
}

#[test]
fn without_access_nothing_is_seen_and_the_server_says_so() {
    let data = load(DATA);
    let mut engine = engine(&["CREATE USER u SET PASSWORD 'change-me-1'; CREATE DATABASE other"]);
    let seen = see(&mut engine, "u", "other", &data);
    assert_eq!(seen.counts().map(|(seen, _)| seen), [0, 0, 0]);
    let error = seen.refusal.unwrap().error.unwrap();
    assert!(error.contains("user 'u' with roles [PUBLIC]"), "{error}");
}

#[test]
fn data_stands_in_databases_that_can_hold_it() {
    let engine = engine(&["CREATE DATABASE Movies; CREATE ALIAS films FOR DATABASE movies; \
        CREATE COMPOSITE DATABASE all; CREATE ALIAS all.films FOR DATABASE movies; \
        CREATE ALIAS far FOR DATABASE x AT 'neo4j+s://h:1' USER u PASSWORD 'change-me-1'"]);
    let (graph, _) = engine.state().unwrap();
    for name in ["MOVIES", "movies", "films", "all.films"] {
        assert_eq!(data_place(graph, name).unwrap(), "movies", "{name}");
    }
    for (name, error) in [
        ("system", PlaceError::System),
        ("all", PlaceError::Composite("all".into())),
        ("far", PlaceError::Remote("far".into())),
        ("Nowhere", PlaceError::Missing("Nowhere".into())),
    ] {
        assert_eq!(data_place(graph, name), Err(error));
    }
}
