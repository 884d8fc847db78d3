//! The steps from one state to another lead there.

use super::random::{Stage, commands};
use cypher_admin::tools::diff::{Comparison, Form, Kind, Side, decisions, steps};
use cypher_admin::tools::state::Secrets;
use proptest::prelude::*;

const FORM: Form = Form { if_missing: false, secrets: Secrets::All };

/// Carries out the steps from one state to another; gives back how many there were.
fn go(from: &mut Stage, to: &Stage, comparison: Comparison) -> usize {
    let (present, target) = (from.state(), to.state());
    let steps = steps(&present, &target, comparison);
    for step in &steps {
        assert_ne!(step.kind(), Kind::Impossible, "{step:?}");
        let command = step.command(FORM);
        if let Err(error) = from.run(&command) {
            let all: Vec<_> = steps.iter().map(|step| step.command(FORM)).collect();
            panic!("{command}\n{error}\n{}", all.join(";\n"));
        }
    }
    steps.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn exact_steps_lead_to_exactly_the_other_state(a in commands(60), b in commands(60)) {
        let (mut from, to) = (Stage::after(&a), Stage::after(&b));
        go(&mut from, &to, Comparison::Exact);
        prop_assert_eq!(from.state().without_generated(), to.state().without_generated());
        prop_assert_eq!(go(&mut from, &to, Comparison::Exact), 0);
    }

    #[test]
    fn after_a_plan_there_is_nothing_left_to_plan(a in commands(60), b in commands(60)) {
        let (mut from, to) = (Stage::after(&a), Stage::after(&b));
        let exact = steps(&from.state(), &to.state(), Comparison::Exact).len();
        let planned = go(&mut from, &to, Comparison::Meaning);
        prop_assert!(planned <= exact, "{} steps instead of {}", planned, exact);
        prop_assert_eq!(go(&mut from, &to, Comparison::Meaning), 0);
        prop_assert_eq!(differently(&from, &to), Vec::<String>::new());
    }
}

/// `REVOKE` takes the immutable twin of a privilege along, so a denial that becomes immutable, or loses
/// its mutable twin, is made after it.
#[test]
fn a_denial_that_becomes_immutable_is_there_afterwards() {
    let mutable = "DENY SERVER MANAGEMENT ON DBMS TO admin".to_owned();
    let immutable = "DENY IMMUTABLE SERVER MANAGEMENT ON DBMS TO admin".to_owned();
    let states = [vec![], vec![mutable.clone()], vec![immutable.clone()], vec![mutable, immutable]];
    for a in &states {
        for b in &states {
            let (mut from, to) = (Stage::after(a), Stage::after(b));
            go(&mut from, &to, Comparison::Exact);
            assert_eq!(from.state(), to.state(), "{a:?} to {b:?}");
        }
    }
}

/// What two DBMSs decide differently.
fn differently(a: &Stage, b: &Stage) -> Vec<String> {
    let (a_state, b_state) = (a.state(), b.state());
    let before = Side { graph: a.dbms.graph(), access: a.dbms.access(), state: &a_state };
    let after = Side { graph: b.dbms.graph(), access: b.dbms.access(), state: &b_state };
    let changes = decisions(before, after);
    changes.iter().map(ToString::to_string).collect()
}

/// The commands that a plan needs between the states that two lists of statements make.
fn plan(from: &str, to: &str) -> Vec<String> {
    let stage = |text: &str| {
        let mut stage = Stage::new();
        for statement in text.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            stage.run(statement).unwrap();
        }
        stage.state()
    };
    let (from, to) = (stage(from), stage(to));
    steps(&from, &to, Comparison::Meaning).iter().map(|step| step.command(FORM)).collect()
}

const R: &str = "CREATE ROLE r; CREATE DATABASE shop;";

#[test]
fn what_decides_the_same_is_the_same() {
    for (a, b) in [
        (
            "GRANT MATCH {*} ON GRAPH shop TO r",
            "GRANT READ {*} ON GRAPH shop TO r; GRANT TRAVERSE ON GRAPH shop TO r",
        ),
        (
            "GRANT ALL ON DATABASE shop TO r",
            "GRANT ACCESS ON DATABASE shop TO r; GRANT INDEX ON DATABASE shop TO r; GRANT CONSTRAINT ON DATABASE shop TO r; GRANT NAME ON DATABASE shop TO r",
        ),
        (
            "GRANT ALL ON GRAPH shop TO r",
            "GRANT MATCH {*} ON GRAPH shop TO r; GRANT WRITE ON GRAPH shop TO r",
        ),
        (
            "GRANT WRITE ON GRAPH shop TO r",
            "GRANT CREATE ON GRAPH shop TO r; GRANT DELETE ON GRAPH shop TO r; GRANT SET LABEL * ON GRAPH shop TO r; GRANT REMOVE LABEL * ON GRAPH shop TO r; GRANT SET PROPERTY {*} ON GRAPH shop TO r",
        ),
        (
            "DENY WRITE ON GRAPH shop TO r",
            "DENY CREATE ON GRAPH shop TO r; DENY DELETE ON GRAPH shop TO r; DENY SET LABEL * ON GRAPH shop TO r; DENY REMOVE LABEL * ON GRAPH shop TO r; DENY SET PROPERTY {*} ON GRAPH shop TO r",
        ),
        (
            "GRANT ACCESS ON DATABASE * TO r",
            "GRANT ACCESS ON DATABASE * TO r; GRANT ACCESS ON DATABASE shop TO r",
        ),
        (
            "GRANT READ {*} ON GRAPH * NODES A TO r",
            "GRANT READ {*} ON GRAPH * NODES A TO r; GRANT READ {p} ON GRAPH shop NODES A TO r",
        ),
        (
            "DENY READ {*} ON GRAPH * TO r",
            "DENY READ {*} ON GRAPH * TO r; GRANT READ {p} ON GRAPH shop TO r",
        ),
        (
            "GRANT EXECUTE PROCEDURE db.* ON DBMS TO r",
            "GRANT EXECUTE PROCEDURE db.*, db.labels ON DBMS TO r",
        ),
        (
            "GRANT LOAD ON CIDR '10.0.0.0/8' TO r",
            "GRANT LOAD ON CIDR '10.0.0.0/8' TO r; GRANT LOAD ON CIDR '10.1.0.0/16' TO r",
        ),
        (
            "GRANT ALL ON DBMS TO r",
            "GRANT ALL ON DBMS TO r; GRANT SHOW SETTING dbms.* ON DBMS TO r",
        ),
        (
            "GRANT TRAVERSE ON GRAPH * NODES * TO r",
            "GRANT TRAVERSE ON GRAPH * NODES * TO r; GRANT TRAVERSE ON GRAPH * FOR (n:A) WHERE n.p = 1 TO r",
        ),
        (
            "GRANT MERGE {p} ON GRAPH shop TO r",
            "GRANT MATCH {p} ON GRAPH shop TO r; GRANT CREATE ON GRAPH shop TO r; GRANT SET PROPERTY {p} ON GRAPH shop TO r",
        ),
        (
            "GRANT USER MANAGEMENT ON DBMS TO r",
            "GRANT SHOW USER ON DBMS TO r; GRANT CREATE USER ON DBMS TO r; GRANT RENAME USER ON DBMS TO r; GRANT DROP USER ON DBMS TO r; GRANT ALTER USER ON DBMS TO r; GRANT SHOW USER CREDENTIALS ON DBMS TO r",
        ),
    ] {
        let (a, b) = (format!("{R}{a}"), format!("{R}{b}"));
        assert_eq!(plan(&a, &b), Vec::<String>::new(), "{b}");
        assert_eq!(plan(&b, &a), Vec::<String>::new(), "{a}");
    }
}

#[test]
fn what_decides_differently_is_different_either_way() {
    for (a, b) in [
        ("GRANT MATCH {p} ON GRAPH shop TO r", "GRANT MATCH {*} ON GRAPH shop TO r"),
        (
            "GRANT ACCESS ON DATABASE * TO r",
            "GRANT ACCESS ON DATABASE shop TO r; GRANT ACCESS ON DATABASE neo4j TO r",
        ),
        (
            "GRANT TRAVERSE ON GRAPH shop NODES A TO r",
            "GRANT TRAVERSE ON GRAPH shop RELATIONSHIPS A TO r",
        ),
        ("GRANT TRAVERSE ON GRAPH shop TO r", "DENY TRAVERSE ON GRAPH shop TO r"),
        (
            "DENY MATCH {p} ON GRAPH shop TO r",
            "DENY READ {p} ON GRAPH shop TO r; DENY TRAVERSE ON GRAPH shop TO r",
        ),
        // ALTER USER allows more than its parts.
        (
            "GRANT ALTER USER ON DBMS TO r",
            "GRANT SET USER STATUS ON DBMS TO r; GRANT SET PASSWORDS ON DBMS TO r; GRANT SET AUTH ON DBMS TO r; GRANT SET USER HOME DATABASE ON DBMS TO r",
        ),
        ("GRANT ACCESS ON DATABASE shop TO r", "GRANT IMMUTABLE ACCESS ON DATABASE shop TO r"),
        ("GRANT EXECUTE PROCEDURE db.? ON DBMS TO r", "GRANT EXECUTE PROCEDURE db.* ON DBMS TO r"),
        (
            "GRANT READ {*} ON GRAPH shop FOR (n:A) WHERE n.p = 1 TO r",
            "GRANT READ {*} ON GRAPH shop FOR (n:A) WHERE n.p = 2 TO r",
        ),
        (
            "GRANT READ {*} ON GRAPH shop FOR (n:A|B) WHERE n.p = 1 TO r",
            "GRANT READ {*} ON GRAPH shop FOR (n:A) WHERE n.p = 1 TO r",
        ),
    ] {
        let (a, b) = (format!("{R}{a}"), format!("{R}{b}"));
        assert_ne!(plan(&a, &b), Vec::<String>::new(), "{b}");
        assert_ne!(plan(&b, &a), Vec::<String>::new(), "{a}");
    }
}

#[test]
fn a_plan_asks_for_no_more_than_is_needed() {
    let from = format!("{R} GRANT ALL ON DATABASE shop TO r");
    let to = format!(
        "{R} GRANT ACCESS ON DATABASE shop TO r; GRANT ALL ON GRAPH shop TO r; GRANT READ {{p}} ON GRAPH shop TO r"
    );
    assert_eq!(
        plan(&from, &to),
        [
            "REVOKE GRANT ALL DATABASE PRIVILEGES ON DATABASE `shop` FROM `r`",
            "GRANT ALL GRAPH PRIVILEGES ON GRAPH `shop` TO `r`",
            "GRANT ACCESS ON DATABASE `shop` TO `r`",
        ]
    );
    let users = "CREATE USER a SET AUTH 'x' {SET ID '1'}; CREATE USER b SET AUTH 'x' {SET ID '2'}";
    let swapped =
        "CREATE USER a SET AUTH 'x' {SET ID '2'}; CREATE USER b SET AUTH 'x' {SET ID '1'}";
    let plan = plan(users, swapped);
    assert_eq!(plan.len(), 4, "{plan:?}");
    assert!(plan[0].contains("(moving)"));
}

/// What changes when statements are carried out after others.
fn changed(before: &str, then: &str) -> Vec<String> {
    let stage = |text: &str| {
        let mut stage = Stage::new();
        for statement in text.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            stage.run(statement).unwrap();
        }
        stage
    };
    differently(&stage(before), &stage(&format!("{before};{then}")))
}

#[test]
fn decisions_are_told_as_briefly_as_they_can_be() {
    let before = "CREATE DATABASE shop; CREATE ROLE r; CREATE USER u SET PASSWORD 'abc12345'; \
        CREATE USER v SET PASSWORD 'abc12345'; GRANT ROLE r TO u, v; GRANT ACCESS ON DATABASE * TO r; \
        DENY READ {ssn} ON GRAPH shop NODES Person TO r";
    for (then, expected) in [
        ("DENY TRAVERSE ON GRAPH shop NODES Nothing TO r", vec![]),
        ("GRANT ACCESS ON DATABASE shop TO r", vec![]),
        (
            "GRANT MATCH {*} ON GRAPH shop TO r",
            vec![
                "2 users gain MATCH {*} ON GRAPH `shop` ELEMENTS *: u, v",
                "2 users still may not READ {ssn} ON GRAPH `shop` NODE Person: u, v",
            ],
        ),
        (
            "GRANT MATCH {name, ssn} ON GRAPH shop NODES Person TO r",
            vec![
                "2 users gain READ {name} ON GRAPH `shop` NODE Person: u, v",
                "2 users gain TRAVERSE ON GRAPH `shop` NODE Person: u, v",
            ],
        ),
        (
            "GRANT WRITE ON GRAPH * TO r; GRANT MATCH {*} ON GRAPH * TO r; REVOKE ROLE r FROM v",
            vec![
                "1 user gains ALL GRAPH PRIVILEGES ON GRAPH *: u",
                "1 user loses ACCESS ON DATABASE `shop`: v",
                "1 user still may not READ {ssn} ON GRAPH `shop` NODE Person: u",
            ],
        ),
        (
            "GRANT READ {*} ON GRAPH shop FOR (n:Person) WHERE n.age > 17 TO r; GRANT TRAVERSE ON GRAPH shop NODES Person TO r",
            vec![
                "2 users gain READ {*} ON GRAPH `shop` FOR (n:Person) WHERE n.age > 17: u, v",
                "2 users gain TRAVERSE ON GRAPH `shop` NODE Person: u, v",
            ],
        ),
        (
            "GRANT ALTER USER ON DBMS TO r; GRANT START ON DATABASE shop TO r",
            vec![
                "2 users gain ALTER USER ON DBMS: u, v",
                "2 users gain START ON DATABASE `shop`: u, v",
            ],
        ),
        (
            "ALTER USER v SET STATUS SUSPENDED; DROP USER u",
            vec![
                "2 users lose ACCESS ON DATABASE *: u, v",
                "2 users lose EXECUTE FUNCTION * ON DBMS: u, v",
                "2 users lose EXECUTE PROCEDURE * ON DBMS: u, v",
                "2 users lose LOAD ON ALL DATA: u, v",
            ],
        ),
    ] {
        assert_eq!(changed(before, then), expected, "{then}");
    }
}
