//! Transactions, impersonation, and roles that auth rules give.

use crate::exec::{Config, Dbms, Outcome, Params, Session, TransactionStep};
use crate::graph::SystemGraph;
use crate::status::Error;
use crate::value::Value;

struct Bench {
    dbms: Dbms,
    session: Session,
}

impl Bench {
    fn new(config: Config) -> Self {
        let config = Config { initial_password_change_required: false, ..config };
        Self { dbms: Dbms::new(config), session: Session::of_user("neo4j") }
    }

    fn run(&mut self, text: &str) -> Result<Outcome, Error> {
        self.session.run(&mut self.dbms, text, &Params::new())
    }

    #[track_caller]
    fn ok(&mut self, statements: &[&str]) {
        for text in statements {
            self.run(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        }
    }

    fn graph(&self) -> SystemGraph {
        self.dbms.graph().clone()
    }
}

#[test]
fn a_rollback_takes_everything_back_and_a_commit_keeps_it() {
    use TransactionStep::{Begin, Commit, Rollback, Undo};
    let mut bench = Bench::new(Config::default());
    bench.ok(&["CREATE DATABASE movies", "CREATE ROLE r", "GRANT ACCESS ON DATABASE movies TO r"]);
    let before = bench.graph();
    assert!(bench.dbms.transaction(&bench.session, Commit).is_err());
    assert!(bench.dbms.transaction(&bench.session, Rollback).is_err());
    bench.dbms.transaction(&bench.session, Begin).unwrap();
    assert!(bench.dbms.transaction(&bench.session, Begin).is_err());
    let inside = ["DROP DATABASE movies", "CREATE DATABASE movies", "DROP ROLE r"];
    bench.ok(&inside);
    bench.dbms.transaction(&bench.session, Rollback).unwrap();
    assert!(bench.graph() == before);
    bench.dbms.transaction(&bench.session, Begin).unwrap();
    bench.ok(&inside);
    bench.dbms.transaction(&bench.session, Commit).unwrap();
    assert!(bench.dbms.graph().role_named("r").is_none());
    bench.dbms.transaction(&bench.session, Undo).unwrap();
    assert!(bench.graph() == before, "a transaction is undone as one");
}

#[test]
fn an_error_ends_the_transaction_and_takes_it_back() {
    let mut bench = Bench::new(Config::default());
    let before = bench.graph();
    bench.dbms.transaction(&bench.session, TransactionStep::Begin).unwrap();
    bench.ok(&["CREATE ROLE a"]);
    assert!(bench.run("CREATE ROLE a").is_err());
    assert!(!bench.dbms.has_transaction(&bench.session));
    assert!(bench.graph() == before);
}

#[test]
fn undo_takes_statements_back_one_by_one_to_the_beginning() {
    let mut bench = Bench::new(Config::default());
    let mut states = vec![bench.graph()];
    for text in [
        "CREATE USER alice SET PASSWORD 'abc12345'",
        "CREATE DATABASE movies",
        "CREATE ALIAS films FOR DATABASE movies",
        "STOP DATABASE movies",
        "DROP DATABASE movies CASCADE ALIASES",
    ] {
        bench.ok(&[text, "SHOW DATABASES"]);
        states.push(bench.graph());
    }
    states.pop();
    while let Some(state) = states.pop() {
        bench.dbms.transaction(&bench.session, TransactionStep::Undo).unwrap();
        assert!(bench.graph() == state);
    }
    assert_eq!(
        bench.dbms.transaction(&bench.session, TransactionStep::Undo).unwrap_err().to_string(),
        "There is nothing to undo."
    );
}

#[test]
fn who_impersonates_has_the_other_ones_rights_and_changes_nothing() {
    let mut bench = Bench::new(Config::default());
    bench.ok(&[
        "CREATE USER alice SET PASSWORD 'abc12345' CHANGE NOT REQUIRED",
        "CREATE USER bob SET PASSWORD 'abc12345' CHANGE NOT REQUIRED",
        "CREATE ROLE helper",
        "GRANT IMPERSONATE (bob) ON DBMS TO helper",
        "GRANT SHOW USER ON DBMS TO helper",
        "GRANT ROLE helper TO alice",
    ]);
    let alice = Session::of_user("alice");
    assert!(alice.may_impersonate(&bench.dbms, "neo4j").is_err());
    assert!(Session::of_user("bob").may_impersonate(&bench.dbms, "alice").is_err());
    let as_bob = alice.may_impersonate(&bench.dbms, "bob").unwrap();
    bench.session = Session { impersonated: Some(as_bob), ..alice };
    let shown = bench.run("SHOW CURRENT USER YIELD user").unwrap();
    assert_eq!(shown.rows, [[Value::from("bob")]]);
    assert!(bench.run("SHOW USERS").is_err(), "bob may not");
    assert_eq!(
        bench.run("CREATE ROLE x").unwrap_err().to_string(),
        "Not allowed to run updating system commands when impersonating a user."
    );
}

/// `SHOW USERS` by alice, who may only through a rule.
fn may_show_users(providers: &[&str], condition: &str, claims: &[(&str, Value)]) -> bool {
    let abac_providers = providers.iter().map(|name| (*name).into()).collect();
    let mut bench = Bench::new(Config { abac_providers, ..Config::default() });
    bench.ok(&[
        "CREATE USER alice SET PASSWORD 'abc12345' CHANGE NOT REQUIRED SET TAGS ['vip', 'eu']",
        "CREATE ROLE viewer",
        "GRANT SHOW USER ON DBMS TO viewer",
        &format!("CREATE AUTH RULE rule SET CONDITION {condition}"),
        "GRANT ROLE viewer TO AUTH RULE rule",
    ]);
    let claims = claims.iter().map(|(key, value)| ((*key).into(), value.clone())).collect();
    bench.session = Session { claims, ..Session::of_user("alice") };
    bench.run("SHOW USERS").is_ok()
}

#[test]
fn auth_rules_give_roles_to_those_who_fulfil_their_condition() {
    let sales = [("department", Value::from("sales"))];
    let in_sales = "abac.oidc.user_attribute('department') = 'sales'";
    let is_vip = "'vip' IN abac.native.user_tags()";
    assert!(may_show_users(&["oidc-okta"], in_sales, &sales));
    assert!(may_show_users(&["native"], is_vip, &[]));
    assert!(may_show_users(&["native", "oidc-okta"], &format!("{is_vip} AND {in_sales}"), &sales));
    for (providers, condition, why) in [
        (&[][..], "true", "no rule is evaluated without providers"),
        (&["native"][..], in_sales, "the function's provider is not listed"),
        (&["oidc-okta"][..], is_vip, "the function's provider is not listed"),
        (&["oidc-okta"][..], "abac.oidc.user_attribute('nope') = 'x'", "null is not true"),
        (&["native"][..], "'gold' IN abac.native.user_tags()", "false"),
        (&["native"][..], "1 / 0 = 1", "an error is not true"),
        (&["native"][..], "5", "a number is not true"),
    ] {
        assert!(!may_show_users(providers, condition, &sales), "{condition}: {why}");
    }
}

#[test]
fn a_disabled_rule_or_a_suspended_user_gets_nothing() {
    let config = Config { abac_providers: vec!["native".into()], ..Config::default() };
    let mut bench = Bench::new(config);
    bench.ok(&[
        "CREATE USER alice SET PASSWORD 'abc12345' CHANGE NOT REQUIRED",
        "CREATE ROLE viewer",
        "GRANT SHOW USER ON DBMS TO viewer",
        "CREATE AUTH RULE rule SET CONDITION true",
        "GRANT ROLE viewer TO AUTH RULE rule",
    ]);
    let alice = Session::of_user("alice");
    let may = |bench: &mut Bench| alice.run(&mut bench.dbms, "SHOW USERS", &Params::new()).is_ok();
    assert!(may(&mut bench));
    bench.ok(&["ALTER AUTH RULE rule SET ENABLED false"]);
    assert!(!may(&mut bench));
    bench.ok(&["ALTER AUTH RULE rule SET ENABLED true", "ALTER USER alice SET STATUS SUSPENDED"]);
    assert!(!may(&mut bench));
}
