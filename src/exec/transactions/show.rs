//! `SHOW TRANSACTIONS`: the transactions that sessions have begun, and the one of this statement.

use super::open::Open;
use crate::ast::{CypherVersion, ShowWhat};
use crate::exec::run::{Query, Run};
use crate::exec::show::{Told, time};
use crate::parser::{PieceKind, scan};
use crate::privilege::Action;
use crate::query::RowSource;
use crate::text::Text;
use crate::value::{Duration, Map, Value};
use jiff::{SignedDuration, Timestamp};

/// The status of what was ended from outside.
const TERMINATED: &str =
    "Terminated with reason: Status.Code[Neo.ClientError.Transaction.Terminated]";

/// One transaction.
#[derive(Debug)]
struct Shown {
    id: String,
    database: Text,
    user: Text,
    started: Timestamp,
    is_terminated: bool,
    query: Option<Executing>,
}

/// What a transaction executes right now.
#[derive(Debug)]
struct Executing {
    id: String,
    text: String,
    parameters: Value,
    started: Timestamp,
}

/// The transactions with these ids that the session's user may see, in the order of their database and
/// number.
pub(in crate::exec) fn transactions<'r>(
    run: &'r mut Run<'_>,
    what: &ShowWhat,
    ids: Option<&[Text]>,
) -> Box<dyn RowSource + 'r> {
    let mut shown: Vec<Shown> = visible(run)
        .into_iter()
        .filter(|shown| ids.is_none_or(|ids| ids.iter().any(|id| *id == shown.id)))
        .collect();
    let place = |shown: &Shown| {
        let number = shown.id.rsplit('-').next().and_then(|number| number.parse::<u64>().ok());
        (shown.database.clone(), number)
    };
    shown.sort_by_cached_key(place);
    let (version, now) = (run.version, run.config.clock.now());
    let value = move |shown: &Shown, column: &str| value(shown, column, version, now);
    Box::new(Told::new(what, version, shown, value))
}

fn visible(run: &mut Run<'_>) -> Vec<Shown> {
    let own = own(run);
    let mut all: Vec<Shown> = run
        .transactions
        .open()
        .iter()
        .filter(|open| open.id != own.id)
        .map(|open| Shown {
            id: open.id.clone(),
            database: open.database.clone(),
            user: open.user.clone().unwrap_or_default(),
            started: open.started,
            is_terminated: open.is_terminated,
            query: None,
        })
        .collect();
    all.push(own);
    all.retain(|shown| {
        run.may_about_transaction(Action::ShowTransaction, &shown.database, &shown.user)
    });
    all
}

/// The transaction that this statement runs in: the one its session has begun, or one of its own.
fn own(run: &mut Run<'_>) -> Shown {
    let started = run.config.clock.now();
    let text = match run.query {
        Query::Typed(text) => text.trim().trim_end_matches(';').to_owned(),
        Query::Parsed(statement) => statement.command.to_string(),
    };
    let parameters = parameters(run, &text);
    let query = Executing { id: run.transactions.new_query_id(), text, parameters, started };
    let database = run.session_database();
    let user: Text = run.user.unwrap_or_default().into();
    match run.transactions.of(run.session) {
        Some(Open { id, database, started, .. }) => Shown {
            id: id.clone(),
            database: database.clone(),
            user,
            started: *started,
            is_terminated: false,
            query: Some(query),
        },
        None => Shown {
            id: run.own_transaction(),
            database,
            user,
            started,
            is_terminated: false,
            query: Some(query),
        },
    }
}

/// The parameters that the statement names; others may hold passwords of other statements.
// DIFFERS: a server lists every parameter that was sent along.
fn parameters(run: &Run<'_>, text: &str) -> Value {
    let named = scan(text).filter(|piece| piece.kind == PieceKind::Parameter).filter_map(|piece| {
        let name = piece.text.trim_start_matches('$').trim_matches('`');
        let (name, value) = run.params.get_key_value(name)?;
        Some((name.clone(), value.clone()))
    });
    Value::Map(Box::new(named.collect::<Map>()))
}

fn between(from: Timestamp, to: Timestamp) -> Value {
    let passed: SignedDuration = to.duration_since(from);
    Value::Duration(Box::new(Duration {
        months: 0,
        days: 0,
        seconds: passed.as_secs(),
        nanos: passed.subsec_nanos(),
    }))
}

/// What a column holds. Nothing here takes time or memory that could be measured.
// UNKNOWN: planner and runtime of these commands.
fn value(shown: &Shown, column: &str, version: CypherVersion, now: Timestamp) -> Value {
    let query = shown.query.as_ref();
    let of_query = |value: fn(&Executing) -> Value| query.map_or(Value::Null, value);
    let no_time = || between(now, now);
    let point = |point: Timestamp| match version {
        CypherVersion::Cypher5 => time(point).to_text().unwrap_or_default().into_owned().into(),
        CypherVersion::Cypher25 => time(point),
    };
    match column {
        "database" => shown.database.clone().into(),
        "transactionId" => shown.id.clone().into(),
        "currentQueryId" => query.map_or("".into(), |query| query.id.clone().into()),
        "username" => shown.user.clone().into(),
        "currentQuery" => query.map_or("".into(), |query| query.text.clone().into()),
        "startTime" => point(shown.started),
        "status" => if shown.is_terminated { TERMINATED } else { "Running" }.into(),
        "elapsedTime" => between(shown.started, now),
        "protocol" => "embedded".into(),
        "parameters" => query.map_or_else(empty, |query| query.parameters.clone()),
        "metaData" | "resourceInformation" => empty(),
        "indexes" => Value::List(Vec::new()),
        "currentQueryStartTime" => match (query, version) {
            (Some(query), _) => point(query.started),
            (None, CypherVersion::Cypher5) => "".into(),
            (None, CypherVersion::Cypher25) => Value::Null,
        },
        "currentQueryStatus" => query.map_or("", |_| "running").into(),
        "connectionId"
        | "clientAddress"
        | "outerTransactionId"
        | "planner"
        | "runtime"
        | "currentQueryProgress"
        | "statusDetails"
        | "initializationStackTrace" => "".into(),
        "activeLockCount"
        | "currentQueryActiveLockCount"
        | "pageHits"
        | "pageFaults"
        | "currentQueryPageHits"
        | "currentQueryPageFaults" => 0.into(),
        "waitTime" => no_time(),
        "currentQueryElapsedTime" => query.map_or(Value::Null, |query| between(query.started, now)),
        "currentQueryWaitTime" => of_query(|query| between(query.started, query.started)),
        // Processor and idle time, memory: not measured.
        _ => Value::Null,
    }
}

fn empty() -> Value {
    Value::Map(Box::default())
}
