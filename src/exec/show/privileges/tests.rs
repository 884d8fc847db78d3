//! What the source does itself gives the rows that the pipeline gives without its help.

use super::*;
use crate::ast::{Command, CypherVersion, Show, ShowTail, ShowWhat};
use crate::exec::run::Query;
use crate::exec::{Config, Dbms, Params, Session};
use crate::parser::parse_statement;
use crate::privilege::{CommandRole, command_text};
use crate::query::{Env, Rows, Table, run_tail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};
use proptest::sample::select;

/// A source that does nothing itself.
struct Plain<'a>(&'a dyn RowSource);

impl RowSource for Plain<'_> {
    fn columns(&self) -> &[Column] {
        self.0.columns()
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let asked = Request { columns: request.columns.clone(), ..Request::default() };
        assert_eq!(*request, asked, "it was asked for more than columns");
        self.0.rows(request)
    }
}

const SCRIPT: &[&str] = &[
    "CREATE DATABASE sales",
    "CREATE ROLE a",
    "CREATE ROLE b AS COPY OF reader",
    "CREATE ROLE cd",
    "GRANT READ {p, q, r} ON GRAPHS sales, neo4j NODES A, B, Z TO a, b, cd",
    "DENY READ {q} ON GRAPH * ELEMENTS A, B TO b, a",
    "DENY TRAVERSE ON HOME GRAPH RELATIONSHIPS R TO a",
    "GRANT ACCESS ON DATABASES sales, neo4j TO a, b",
    "GRANT SET LABEL A, B ON GRAPH sales TO a",
    "GRANT READ {p} ON GRAPH sales FOR (n:A|B) WHERE n.p = 1 TO b",
    "GRANT EXECUTE PROCEDURE db.*, apoc.?x ON DBMS TO a, b",
    "GRANT LOAD ON CIDR '10.0.0.0/8' TO a",
    "GRANT IMPERSONATE (neo4j) ON DBMS TO b",
    "CREATE USER u SET PASSWORD 'password'",
    "GRANT ROLE a, b TO u",
];

const CONDITIONS: &[&str] = &[
    "role = 'a'",
    "'b' = role",
    "role = 'nobody'",
    "role IN ['a', 'b', null, 1]",
    "role IN $roles AND graph = 'sales'",
    "segment STARTS WITH 'NODE(' AND segment ENDS WITH ')' AND immutable = false",
    "resource CONTAINS 'property' AND access = 'DENIED'",
    "action = 'read' AND role = $role AND graph = '*'",
    "immutable = true",
    "role = 1",
    "graph = null",
    // Not for the source.
    "role <> 'a'",
    "NOT role = 'a' OR graph = 'sales'",
    "toUpper(role) = 'A'",
    "role = graph",
    "size(segment) > 7 AND role = 'b'",
];

const ORDERS: &[&str] = &[
    "action, role",
    "role DESC, action",
    "graph, segment DESC",
    "access DESC, resource, immutable",
    "role, role DESC, role",
    "action + role",
    "immutable, access, action, resource, graph, segment, role",
];

const RETURNS: &[&str] = &[
    "count(*)",
    "count(*) AS n, collect(role) AS roles",
    "role, count(*)",
    "action, graph, count(*) AS n ORDER BY action, graph",
    "action AS x, count(*) AS n ORDER BY n DESC, x LIMIT 3",
    "role, collect(segment) AS segments ORDER BY role",
    "graph, access, collect(action), collect(DISTINCT resource)",
    "access, action, resource, graph, segment, count(*)",
    "immutable, collect(immutable) AS all, count(role)",
    "role ORDER BY role DESC SKIP 2 LIMIT 4",
    "DISTINCT action ORDER BY action",
];

fn tails() -> Vec<String> {
    const ALL: &str = "access, action, resource, graph, segment, role, immutable";
    let mut tails = vec![String::new()];
    for condition in CONDITIONS {
        tails.push(format!("WHERE {condition}"));
        tails.push(format!("YIELD * WHERE {condition}"));
        tails.push(format!("YIELD {ALL} WHERE {condition} RETURN role, graph, count(*) AS n"));
        tails.push(format!("YIELD * ORDER BY graph LIMIT 9 WHERE {condition}"));
    }
    tails.push("YIELD role AS graph, graph AS role WHERE role = 'sales'".into());
    for order in ORDERS {
        for page in ["", "LIMIT 0", "LIMIT 3", "SKIP 2", "SKIP 5 LIMIT 7", "LIMIT 100000"] {
            tails.push(format!("YIELD {ALL} ORDER BY {order} {page}"));
        }
        tails.push(format!("YIELD {ALL} ORDER BY {order} WHERE role = 'a' RETURN role, action"));
    }
    for returned in RETURNS {
        tails.push(format!("YIELD {ALL} RETURN {returned}"));
        tails.push(format!("YIELD {ALL} WHERE graph = 'sales' RETURN {returned}"));
        tails.push(format!("YIELD {ALL} WHERE graph = 'none' RETURN {returned}"));
        tails.push(format!("YIELD {ALL} ORDER BY role LIMIT 5 RETURN {returned}"));
    }
    tails
}

fn command_tails() -> Vec<String> {
    let mut tails =
        vec![String::new(), "YIELD *".into(), "YIELD command ORDER BY command DESC LIMIT 4".into()];
    for condition in [
        "command CONTAINS 'NODE A TO'",
        "command CONTAINS 'TO `a'",
        "command CONTAINS '`a`'",
        "command CONTAINS '``'",
        "command CONTAINS ''",
        "command CONTAINS 'TO $ro'",
        "command CONTAINS 'FROM `'",
        "command STARTS WITH 'DENY' AND command CONTAINS 'b'",
        "command CONTAINS 'Z' AND command CONTAINS 'sales' AND command ENDS WITH '`'",
        "command = 'GRANT TRAVERSE ON GRAPH * NODE * TO `a`'",
        "command CONTAINS 1",
    ] {
        tails.push(format!("WHERE {condition}"));
        tails.push(format!("YIELD command, immutable WHERE {condition} AND immutable = false"));
    }
    tails
}

/// The rows as they are told: each made of its names and sorted as texts, without numbers.
fn naive(source: &Listed<'_>) -> Table {
    let mut rows: Vec<Row> = Vec::new();
    let (blocks, _) = source.select(&[], true);
    for block in &blocks {
        let of_block = block.keys().map(|key| -> Row {
            let row = source.graph.named_row(key).unwrap();
            vec![
                row.access.as_str().into(),
                row.action.as_str().into(),
                row.resource.to_string().into(),
                row.scope.column().into(),
                row.segment.to_string().into(),
                block.name.into(),
                row.is_immutable.into(),
            ]
        });
        let mut of_block: Vec<Row> = of_block.collect();
        let text = |row: &Row, at: usize| row[at].as_str().unwrap().to_owned();
        of_block.sort_by_key(|row| {
            (
                [GRAPH, SEGMENT, RESOURCE, ACTION, ACCESS].map(|at| text(row, at)),
                row[6] == true.into(),
            )
        });
        rows.extend(of_block);
    }
    Table { columns: source.columns().to_vec(), rows, composable: false }
}

/// The commands of the same, written one by one and sorted as texts.
fn naive_commands(source: &Listed<'_>) -> Table {
    let (blocks, _) = source.select(&[], true);
    let commands = blocks.iter().flat_map(|block| {
        block.keys().map(|key| {
            let row = source.graph.named_row(key).unwrap();
            let text = command_text(&row, CommandRole::Role(block.name), false);
            (text, key.is_immutable())
        })
    });
    let commands: BTreeSet<(String, bool)> = commands.collect();
    let rows = commands.into_iter().map(|(text, immutable)| vec![text.into(), immutable.into()]);
    let columns = vec![Column::default("command"), Column::verbose("immutable")];
    Table { columns, rows: rows.collect(), composable: false }
}

/// A privilege for one of the roles `a`, `b`, `cd` and two whose names sort otherwise in backticks.
fn some_privilege() -> impl Strategy<Value = String> {
    let verb = select(&["GRANT", "DENY"][..]);
    let what = select(
        &[
            "TRAVERSE ON GRAPH sales NODES A",
            "TRAVERSE ON GRAPH * NODES `A TO ``a`",
            "READ {p} ON GRAPH neo4j NODES B, `A TO`",
            "READ {q, `p q`} ON GRAPH * ELEMENTS A, Z",
            "READ {*} ON HOME GRAPH RELATIONSHIPS R",
            "SET LABEL A, B ON GRAPH sales",
            "READ {p} ON GRAPH sales FOR (n:A|B) WHERE n.p = ' TO `a`'",
            "EXECUTE PROCEDURE db.*, apoc.?x ON DBMS",
            "IMPERSONATE (neo4j) ON DBMS",
            "LOAD ON CIDR '10.0.0.0/8'",
            "ACCESS ON DATABASES sales, neo4j",
            "WRITE ON GRAPH sales",
        ][..],
    );
    let role = select(&["a", "b", "cd", "a1", "a_b"][..]);
    (verb, what, role).prop_map(|(verb, what, role)| format!("{verb} {what} TO {role}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_privileges_are_shown_as_the_naive_way_shows_them(
        privileges in proptest::collection::vec(some_privilege(), 0..60)
    ) {
        let config = Config { initial_password_change_required: false, ..Config::default() };
        let mut dbms = Dbms::new(config);
        let session = Session::of_user("neo4j");
        let params: Params = [("role".into(), "b".into()), ("roles".into(), vec!["b", "cd"].into())]
            .into_iter()
            .collect();
        for name in ["a", "b", "cd", "a1", "a_b"] {
            session.run(&mut dbms, &format!("CREATE ROLE {name}"), &params).unwrap();
        }
        session.run(&mut dbms, "CREATE DATABASE sales", &params).unwrap();
        for privilege in &privileges {
            session.run(&mut dbms, privilege, &params).unwrap();
        }
        let query = Query::Typed("");
        let run = Run::new(&mut dbms, &params, CypherVersion::Cypher25, &session, query);
        for (head, tails) in
            [("SHOW PRIVILEGES", tails()), ("SHOW PRIVILEGES AS COMMANDS", command_tails())]
        {
            for tail in tails {
                let text = format!("{head} {tail}");
                let show = show(&text);
                let ShowWhat::Privileges { of, as_commands } = &show.what else { panic!("{text}") };
                let listed = listed(&run, of).unwrap();
                let (source, naive): (Box<dyn RowSource>, Table) = match as_commands {
                    None => { let naive = naive(&listed); (Box::new(listed), naive) }
                    Some(form) => {
                        let naive = naive_commands(&listed);
                        (Box::new(listed.into_commands(*form)), naive)
                    }
                };
                let give = |source: &dyn RowSource| give(source, &show.tail, &params);
                prop_assert_eq!(give(&*source), give(&naive), "{}", text);
            }
        }
    }
}

fn show(text: &str) -> Show {
    match parse_statement(text, CypherVersion::Cypher25).unwrap().command {
        Command::Show(show) => *show,
        other => panic!("{other:?}"),
    }
}

fn give(source: &dyn RowSource, tail: &ShowTail, params: &Params) -> Result<Rows, String> {
    let now = Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::UTC);
    run_tail(source, tail, &Env::new(params, now, 1)).map_err(|error| error.to_string())
}

#[test]
fn the_source_gives_what_the_pipeline_gives_without_its_help() {
    let config = Config { initial_password_change_required: false, ..Config::default() };
    let mut dbms = Dbms::new(config);
    let session = Session::of_user("neo4j");
    let none = Params::default();
    for statement in SCRIPT {
        session.run(&mut dbms, statement, &none).unwrap();
    }
    let params: Params = [("role".into(), "b".into()), ("roles".into(), vec!["b", "cd"].into())]
        .into_iter()
        .collect();
    let query = Query::Typed("");
    let run = Run::new(&mut dbms, &params, CypherVersion::Cypher25, &session, query);
    let mut helped = 0;
    for (head, tails) in [
        ("SHOW PRIVILEGES", tails()),
        ("SHOW ROLES b, a PRIVILEGES", tails()),
        ("SHOW USERS u, neo4j PRIVILEGES", tails()),
        ("SHOW PRIVILEGES AS COMMANDS", command_tails()),
        ("SHOW USER u PRIVILEGES AS REVOKE COMMANDS", command_tails()),
    ] {
        for tail in tails {
            let text = format!("{head} {tail}");
            let show = show(&text);
            let ShowWhat::Privileges { of, as_commands } = &show.what else { panic!("{text}") };
            let listed = listed(&run, of).unwrap();
            let source: Box<dyn RowSource> = match as_commands {
                None => Box::new(listed),
                Some(form) => Box::new(listed.into_commands(*form)),
            };
            let ours = give(&*source, &show.tail, &params);
            let plain = give(&Plain(&*source), &show.tail, &params);
            assert_eq!(ours, plain, "{text}");
            helped += usize::from(ours.is_ok_and(|rows| rows.rows.len() > 1));
        }
    }
    assert!(helped > 300, "only {helped} tails gave rows");
}
