//! A dump says all there is: what is loaded from it is dumped the same again.

use super::random::{Stage, commands};
use cypher_admin::exec::Params;
use cypher_admin::tools::dump::{load, write_script};
use cypher_admin::tools::state::{Secrets, State, write_json};
use jiff::Timestamp;
use proptest::prelude::*;

fn script(state: &State) -> String {
    let mut out = Vec::new();
    write_script(&mut out, state, &[]).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(state: &State) -> String {
    let mut out = Vec::new();
    write_json(&mut out, state, None).unwrap();
    String::from_utf8(out).unwrap()
}

fn loaded(text: &str, secrets: Secrets) -> State {
    let loaded = load(text, &Params::default(), Timestamp::UNIX_EPOCH)
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (graph, default_database) = loaded.into_dbms();
    State::of(&graph, &default_database, secrets)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_loaded_from_a_dump_is_dumped_the_same(commands in commands(60)) {
        let stage = Stage::after(&commands);
        for secrets in [Secrets::All, Secrets::Encrypted, Secrets::None] {
            let name = &stage.dbms.config.default_database;
            let state = State::of(stage.dbms.graph(), name, secrets);
            let json_text = json(&state);
            let from_json = loaded(&json_text, secrets);
            prop_assert_eq!(&from_json, &state);
            prop_assert_eq!(json(&from_json), json_text);
            let script_text = script(&state);
            let from_script = loaded(&script_text, secrets);
            prop_assert_eq!(from_script.without_generated(), state.without_generated());
            prop_assert_eq!(script(&from_script), script_text);
        }
    }
}
