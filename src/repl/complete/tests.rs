//! Completion on a DBMS with users, roles, privileges and a console.

use super::{candidates, complete};
use crate::ast::CypherVersion;
use crate::exec::{Clock, Config, Engine, Extended, Local, Params, Surroundings};
use crate::render::{Format, RenderOptions, Renderer};
use crate::repl::hint::hint;
use crate::repl::outside::Outside;
use crate::repl::shell::{Settings, Shell};
use crate::status::NotificationFilter;
use rustyline::hint::Hint as _;
use std::io::{self, BufRead};
use std::path::Path;

/// A folder with two scripts.
struct Folder;

impl Outside for Folder {
    fn open(&self, _: &Path) -> io::Result<Box<dyn BufRead>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        match folder.to_str() {
            Some(".") => ["setup.cypher", "sub/", ".hidden"].map(str::to_owned).to_vec(),
            Some("sub/") => vec!["more.cypher".to_owned()],
            _ => Vec::new(),
        }
    }
}

const SETUP: [&str; 11] = [
    "CREATE ROLE analyst",
    "CREATE USER `data-engineer` SET PASSWORD 'secret42'",
    "CREATE USER alice SET PASSWORD 'secret42'",
    "CREATE ALIAS shop FOR DATABASE neo4j",
    "GRANT READ {ssn, name} ON GRAPH neo4j NODES Patient, `Big Label` TO analyst",
    "GRANT TRAVERSE ON GRAPH neo4j FOR (n:Secret) WHERE n.level = 3 TO analyst",
    "GRANT SET LABEL Vip ON GRAPH neo4j TO analyst",
    "CONSOLE LOGIN 'ada@example.com'",
    "CREATE ORGANIZATION acme WITH PROJECT shop",
    "INVITE USER 'bob@example.com' TO PROJECT shop AS PROJECT_VIEWER",
    "CREATE INSTANCE orders IN PROJECT shop TIER FREE",
];

fn shell() -> Shell {
    let new_dbms = || -> Box<dyn Engine> { Box::new(Local::default()) };
    let Config { clock, seed, .. } = Config::default();
    let clock: Clock = clock;
    let mut engine = Extended::new(new_dbms(), Surroundings { clock, seed, new_dbms });
    for statement in SETUP {
        engine.run(statement, &Params::default()).unwrap();
    }
    let params = Params::from_iter([("wanted".into(), 1_i64.into())]);
    let settings = Settings {
        version: CypherVersion::Cypher25,
        fail_fast: true,
        timing: false,
        notifications: NotificationFilter::default(),
    };
    let renderer = Renderer::new(RenderOptions::plain(Format::Plain));
    Shell::new(Box::new(engine), params, renderer, settings, Box::new(Folder))
}

/// The line with each candidate taken.
fn completed(shell: &Shell, line: &str) -> Vec<String> {
    let (start, found) = complete(shell, line, line.len());
    let before = line.get(..start).unwrap();
    found.iter().map(|candidate| format!("{before}{}", candidate.typed)).collect()
}

#[test]
fn keywords_and_names_fit_the_place() {
    let shell = shell();
    for (line, all) in [
        ("GRA", vec!["GRANT "]),
        ("gra", vec!["grant "]),
        ("grant role analyst ", vec!["grant role analyst to "]),
        ("GRANT ROLE an", vec!["GRANT ROLE analyst"]),
        ("GRANT ROLE pub", vec!["GRANT ROLE publisher"]),
        ("GRANT ROLE PUB", vec!["GRANT ROLE PUBLIC"]),
        ("GRANT ROLE AN", vec!["GRANT ROLE analyst"]),
        ("DROP USER d", vec!["DROP USER `data-engineer`"]),
        ("DROP USER data-en", vec!["DROP USER `data-engineer`"]),
        ("DROP USER data-", vec!["DROP USER `data-engineer`"]),
        ("DROP USER `da", vec!["DROP USER `data-engineer`"]),
        ("GRANT ROLE analyst, re", vec!["GRANT ROLE analyst, reader"]),
        ("GRANT ROLE analyst TO al", vec!["GRANT ROLE analyst TO alice"]),
        ("SHOW USERS; DROP USER al", vec!["SHOW USERS; DROP USER alice"]),
        ("DROP ROLE\n      an", vec!["DROP ROLE\n      analyst"]),
        ("DROP DATABASE sh", vec!["DROP DATABASE shop"]),
        ("DROP ALIAS ", vec!["DROP ALIAS $wanted", "DROP ALIAS shop"]),
        ("DENY READ", vec!["DENY READ "]),
        ("DENY MERGE ", vec!["DENY MERGE {"]),
        ("GRANT LOAD ON CIDR ", vec!["GRANT LOAD ON CIDR $wanted"]),
        (
            "GRANT ACCESS ON DATABASE ",
            vec![
                "GRANT ACCESS ON DATABASE $wanted",
                "GRANT ACCESS ON DATABASE *",
                "GRANT ACCESS ON DATABASE neo4j",
                "GRANT ACCESS ON DATABASE shop",
                "GRANT ACCESS ON DATABASE system",
            ],
        ),
        ("DENY READ {s", vec!["DENY READ {ssn"]),
        ("DENY READ {le", vec!["DENY READ {level"]),
        (
            "DENY READ {*} ON GRAPH neo4j NODES Pa",
            vec!["DENY READ {*} ON GRAPH neo4j NODES Patient"],
        ),
        (
            "DENY READ {*} ON GRAPH neo4j NODES Se",
            vec!["DENY READ {*} ON GRAPH neo4j NODES Secret"],
        ),
        ("DENY READ {*} ON GRAPH neo4j NODES v", vec!["DENY READ {*} ON GRAPH neo4j NODES Vip"]),
        ("DROP ROLE $", vec!["DROP ROLE $wanted"]),
        ("CREATE ROLE x I", vec!["CREATE ROLE x IF NOT EXISTS "]),
        ("CREATE ROLE x if n", vec!["CREATE ROLE x if not exists "]),
        ("SHOW USERS YIELD sus", vec!["SHOW USERS YIELD suspended"]),
        ("SHOW USERS WHERE pass", vec!["SHOW USERS WHERE passwordChangeRequired"]),
        (
            "SHOW USERS YIELD user AS who, roles WHERE wh",
            vec!["SHOW USERS YIELD user AS who, roles WHERE who"],
        ),
        ("SHOW ROLES YIELD * RETURN collec", vec!["SHOW ROLES YIELD * RETURN collect("]),
        ("SHOW ROLES WITH USERS WHERE mem", vec!["SHOW ROLES WITH USERS WHERE member"]),
        ("GRANT EXECUTE PROCEDURE db.la", vec!["GRANT EXECUTE PROCEDURE db.labels"]),
        (
            "DENY EXECUTE PROCEDURE db.labels, dbms.listCon",
            vec![
                "DENY EXECUTE PROCEDURE db.labels, dbms.listConfig",
                "DENY EXECUTE PROCEDURE db.labels, dbms.listConnections",
            ],
        ),
        ("GRANT SHOW SETTING server.bolt.enabled", vec!["GRANT SHOW SETTING server.bolt.enabled"]),
        ("GRANT EXECUTE PROCEDURE db.labels ", vec!["GRANT EXECUTE PROCEDURE db.labels ON DBMS "]),
        ("SHOW SETT", vec!["SHOW SETTING ", "SHOW SETTINGS "]),
        ("SHOW IND", vec![]),
        ("MAT", vec![]),
        (
            "SHOW CURRENT USER YIELD ",
            vec![
                "SHOW CURRENT USER YIELD *",
                "SHOW CURRENT USER YIELD home",
                "SHOW CURRENT USER YIELD passwordChangeRequired",
                "SHOW CURRENT USER YIELD roles",
                "SHOW CURRENT USER YIELD suspended",
                "SHOW CURRENT USER YIELD tags",
                "SHOW CURRENT USER YIELD user",
            ],
        ),
        ("CAN USER al", vec!["CAN USER alice"]),
        (
            "CAN USER alice WRITE ON GRAPH neo4j YIELD bec",
            vec!["CAN USER alice WRITE ON GRAPH neo4j YIELD because"],
        ),
        ("WHO CAN READ {na", vec!["WHO CAN READ {name"]),
        (
            "CONSOLE LOGIN ",
            vec![
                "CONSOLE LOGIN $wanted",
                "CONSOLE LOGIN 'ada@example.com'",
                "CONSOLE LOGIN 'bob@example.com'",
            ],
        ),
        ("CONSOLE LOGIN \"ad", vec!["CONSOLE LOGIN \"ada@example.com\""]),
        (
            "SHOW MEMBERS ON PROJECT ",
            vec!["SHOW MEMBERS ON PROJECT $wanted", "SHOW MEMBERS ON PROJECT shop"],
        ),
        ("OPEN INSTANCE o", vec!["OPEN INSTANCE orders"]),
        ("SHOW MEMBERS YIELD organizationR", vec!["SHOW MEMBERS YIELD organizationRole"]),
        (
            "CAN 'ada@example.com' list_users ON ORGANIZATION acme YIELD bec",
            vec!["CAN 'ada@example.com' list_users ON ORGANIZATION acme YIELD because"],
        ),
        (
            "SHOW ORGANIZATIONS AS COM",
            vec!["SHOW ORGANIZATIONS AS COMMAND ", "SHOW ORGANIZATIONS AS COMMANDS "],
        ),
        (
            "SHOW ORGANIZATIONS AS COMMANDS YIELD com",
            vec!["SHOW ORGANIZATIONS AS COMMANDS YIELD command"],
        ),
        ("REVOKE INVITE FOR 'bo", vec!["REVOKE INVITE FOR 'bob@example.com'"]),
        (
            "CREATE INSTANCE i IN PROJECT shop TIER BUS",
            vec!["CREATE INSTANCE i IN PROJECT shop TIER BUSINESS_CRITICAL"],
        ),
        ("DROP ROLE `a`", vec![]),
        ("SHOW NONSENSE ", vec![]),
        ("SHOW USERS // ro", vec![]),
        ("CREATE USER a SET PASSWORD 'al", vec![]),
    ] {
        assert_eq!(completed(&shell, line), all, "{line}");
    }
}

#[test]
fn the_shells_commands_are_completed_with_what_they_take() {
    let shell = shell();
    for (line, all) in [
        (":he", vec![":help "]),
        (":imp", vec![":impersonate "]),
        (":UND", vec![":undo"]),
        (":login al", vec![":login alice"]),
        (":use sh", vec![":use shop"]),
        (":dp d", vec![":dp `data-engineer`"]),
        (":auth ", vec![":auth disabled", ":auth enabled"]),
        (":connect -u a", vec![":connect -u alice"]),
        (":connect -u alice -d n", vec![":connect -u alice -d neo4j"]),
        (":connect -p a", vec![]),
        (":source se", vec![":source setup.cypher"]),
        (":source sub/", vec![":source sub/more.cypher"]),
        (":source .", vec![":source .hidden"]),
        (":help create us", vec![":help CREATE USER"]),
        (":watch 2 SHOW US", vec![":watch 2 SHOW USER ", ":watch 2 SHOW USERS "]),
        (":param w", vec![":param wanted"]),
        (":nothing a", vec![]),
    ] {
        assert_eq!(completed(&shell, line), all, "{line}");
    }
    assert!(completed(&shell, ":").len() > 20);
}

#[test]
fn hints_say_what_comes_next() {
    let shell = shell();
    for (line, shown, typed) in [
        ("GRANT ROLE ", "role | MANAGEMENT", None),
        ("SHOW USERS YIELD ", "column | *", None),
        ("GRANT EXECUTE PROCEDURE ", "procedure | *", None),
        ("GRANT EXECUTE PROCEDURE db.lab", "els", Some("els")),
        ("GRANT ROLE analyst ", "TO | ,", None),
        ("SHOW USER", ";", Some(";")),
        ("DROP ROLE analy", "st", Some("st")),
        ("CREATE ROLE x ", "; | IF NOT EXISTS | AS COPY OF", None),
        ("DENY MERGE ", "{", Some("{")),
        ("CREATE USER a SET PASSWORD 'x' CHANGE ", "NOT | REQUIRED", None),
        ("CONSOLE LOGIN ", "'email'", None),
        (":login ", "USER", None),
        (":impe", "rsonate", Some("rsonate")),
    ] {
        let found = hint(&shell, line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((found.display(), found.completion()), (shown, typed), "{line}");
    }
    for line in ["", "  ", "S", "SHOW NONSENSE x ", "SHOW USERS;", ":xyz ", ":help grant"] {
        assert_eq!(hint(&shell, line), None, "{line}");
    }
}

/// Time would say more about the machine than about the work: only what begins as typed is copied, and what
/// nobody would read is not even sorted.
#[test]
fn of_ten_thousand_roles_only_those_that_fit_are_looked_at_twice() {
    let mut shell = shell();
    shell.engine.set_auth(false).unwrap();
    for at in 0..10_000 {
        let statement = format!("CREATE ROLE team_{at:05}");
        shell.engine.run(&statement, &Params::default()).unwrap();
    }
    for (line, count) in [
        ("GRANT ROLE team_", 10_000),
        ("GRANT ROLE team_012", 100),
        ("GRANT ROLE TEAM_01234", 1),
        ("GRANT ROLE team_x", 0),
        ("GRANT ROLE team_00001 TO team_", 0),
    ] {
        assert_eq!(candidates(&shell, line).1.len(), count, "{line}");
    }
    let (_, found) = complete(&shell, "GRANT ROLE team_", 16);
    assert_eq!(found.len(), 501);
    assert_eq!(found.last().map(|last| last.typed.as_str()), Some("team_0"));
    assert_eq!(completed(&shell, "GRANT ROLE team_09999"), ["GRANT ROLE team_09999"]);
}
