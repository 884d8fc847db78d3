//! Every kind of error and notification is shown by a golden script, or stands in a list with the
//! reason why none can; and all carry the statuses of Neo4j's status code pages.

use cypher_admin::cli::{fresh_engine, golden_scripts};
use cypher_admin::exec::Outcome;
use cypher_admin::status::{Error, ErrorKind, GqlStatus, NotificationKind};
use cypher_admin::tools::golden::watch_script;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What golden scripts showed.
#[derive(Default)]
struct Shown {
    kinds: BTreeSet<String>,
    statuses: Vec<GqlStatus>,
    /// The statuses of notifications.
    remarks: BTreeSet<&'static str>,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn shown() -> Shown {
    let mut shown = Shown::default();
    let mut note = |result: &Result<Outcome, Error>| match result {
        Ok(outcome) => {
            let names = outcome.notifications.iter().map(|note| note.kind.name().to_owned());
            shown.kinds.extend(names);
            shown.remarks.extend(outcome.notifications.iter().map(|note| note.gqlstatus));
        }
        Err(error) => {
            shown.kinds.insert(error.kind.name());
            shown.statuses.extend(error.gql());
        }
    };
    for script in golden_scripts(&fixtures().join("scripts")).unwrap() {
        let text = std::fs::read_to_string(&script).unwrap();
        watch_script(&text, &fresh_engine, &mut note).unwrap();
    }
    shown
}

/// A table of the fixtures: a key and the rest of the line.
fn table(name: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(fixtures().join("status").join(name)).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').unwrap_or((line, "")))
        .map(|(key, rest)| (key.to_owned(), rest.to_owned()))
        .collect()
}

#[test]
fn every_kind_of_error_and_notification_is_shown_or_listed() {
    let shown = shown();
    let listed = table("not-shown.txt");
    let notifications = NotificationKind::ALL.iter().map(|kind| kind.name().to_owned());
    let all: BTreeSet<String> = ErrorKind::names().into_iter().chain(notifications).collect();
    let count = all.len();
    println!("{} of {count} kinds are shown, {} are listed", shown.kinds.len(), listed.len());

    let missing: Vec<_> = all
        .iter()
        .filter(|kind| !shown.kinds.contains(*kind) && !listed.contains_key(*kind))
        .collect();
    assert!(missing.is_empty(), "neither shown nor listed: {missing:#?}");
    let both: Vec<_> = listed.keys().filter(|kind| shown.kinds.contains(*kind)).collect();
    assert!(both.is_empty(), "shown, and so to leave the list: {both:#?}");
    let unknown: Vec<_> = listed.keys().filter(|kind| !all.contains(*kind)).collect();
    assert!(unknown.is_empty(), "no kinds: {unknown:#?}");
    assert!(listed.values().all(|reason| !reason.is_empty()), "a reason is missing");
    // The list may only get shorter.
    assert!(listed.len() <= MOST_LISTED, "{} kinds are listed", listed.len());
}

/// The most kinds that the list may have. It grows where `check` learns to say what only the front end says.
const MOST_LISTED: usize = 26;

#[test]
fn statuses_begin_as_on_the_status_code_pages() {
    let conditions = table("conditions.txt");
    let mut faults = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for GqlStatus { code, description } in shown().statuses {
        codes.insert(code);
        match conditions.get(code) {
            // Those of the Aura console are ours.
            None if code.starts_with("XA") => {}
            None => {
                faults.insert(format!("{code} is on no page: {description}"));
            }
            // The pages set words of Cypher in backticks, which is typography in some texts.
            Some(condition) => {
                let plain = description.replace('`', "");
                let rest = plain.strip_prefix(condition.replace('`', "").as_str());
                if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(". ")) {
                    faults.insert(format!("{code} {description}\n    begins with {condition}"));
                }
            }
        }
    }
    let unused: Vec<_> = conditions.keys().filter(|code| !codes.contains(code.as_str())).collect();
    println!("{} codes, {} of them on pages that no script shows", codes.len(), unused.len());
    assert!(codes.len() > 50, "{codes:?}");
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_status_of_administration_commands_is_shown_or_has_a_reason() {
    let shown = shown();
    let errors = shown.statuses.iter().map(|status| status.code);
    let codes: BTreeSet<&str> = errors.chain(shown.remarks.iter().copied()).collect();
    let listed = table("administration.txt");
    assert!(listed.len() >= 119, "{} codes are listed", listed.len());
    for (code, reason) in &listed {
        assert_ne!(codes.contains(code.as_str()), !reason.is_empty(), "{code} {reason}");
    }
    let excused = listed.values().filter(|reason| !reason.is_empty()).count();
    // May only get fewer.
    assert!(excused <= 19, "{excused} codes have a reason");
}

#[test]
fn notifications_are_those_of_the_status_code_pages() {
    let pages = table("notifications.txt");
    for kind in NotificationKind::ALL {
        let ours = format!(
            "{} {} {:?} {:?}",
            kind.gqlstatus(),
            kind.code(),
            kind.severity(),
            kind.category()
        );
        assert_eq!(pages.get(kind.name()), Some(&ours.to_uppercase()), "{}", kind.name());
    }
}
