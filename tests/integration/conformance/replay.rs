//! The replay, its table, and the floor under its figures.

use super::fixture;
use cypher_admin::ast::CypherVersion;
use cypher_admin::check::{Judge, check_text};
use cypher_admin::parser::StatementKind;
use cypher_admin::text::utf16_offset;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// At least so many of a family's recorded cases are rejections, in percent: a set of easy cases shows nothing.
const LEAST_REJECTED: usize = 25;

/// What the front end said: `None` for accepted, else offset and message.
type Said = Option<(u64, String)>;

/// How one family fared in one version.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Score {
    cases: usize,
    rejected: usize,
    /// Disagreements.
    verdict: usize,
    /// Of the cases that both reject.
    offset: usize,
    message: usize,
}

impl Score {
    fn and(self, other: &Self) -> Self {
        Self {
            cases: self.cases + other.cases,
            rejected: self.rejected + other.rejected,
            verdict: self.verdict + other.verdict,
            offset: self.offset + other.offset,
            message: self.message + other.message,
        }
    }
}

type Scores = BTreeMap<(String, &'static str), Score>;

fn judge(scores: &mut Scores, family: &str, statement: &str, version: CypherVersion, said: &Said) {
    let verdict = check_text(statement, version, Judge::FrontEnd);
    let name = if version == CypherVersion::Cypher5 { "5" } else { "25" };
    // A data query is not ours to judge beyond its syntax.
    if verdict.kind == StatementKind::Query && verdict.errors.is_empty() {
        return;
    }
    let score = scores.entry((family.to_owned(), name)).or_default();
    score.cases += 1;
    score.rejected += usize::from(said.is_some());
    match (said, verdict.errors.first()) {
        (None, None) => {}
        (Some((offset, message)), Some(error)) => {
            let start = error.span.map_or(0, |span| span.range().start);
            let ours = u64::try_from(utf16_offset(statement, start)).unwrap();
            score.offset += usize::from(ours != *offset);
            score.message += usize::from(error.to_string() != *message);
            if std::env::var_os("CONFORMANCE_SHOW").is_some()
                && (ours != *offset || error.to_string() != *message)
            {
                println!("{name} {statement}\n    {offset} {message}\n    {ours} {error}");
            }
        }
        (said, ours) => {
            score.verdict += 1;
            if std::env::var_os("CONFORMANCE_SHOW").is_some() {
                println!(
                    "{name} {statement}\n    {said:?}\n    {:?}",
                    ours.map(ToString::to_string)
                );
            }
        }
    }
}

fn lines(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn recorded(value: &Value) -> Said {
    let said = value.as_array()?;
    Some((said[0].as_u64()?, said[1].as_str()?.to_owned()))
}

fn replay_recordings(file: &Path) -> Scores {
    let mut scores = Scores::new();
    for line in lines(file) {
        let (family, statement) = (&line["family"], line["statement"].as_str().unwrap());
        for (name, version) in [("5", CypherVersion::Cypher5), ("25", CypherVersion::Cypher25)] {
            let said = recorded(&line[name]);
            judge(&mut scores, family.as_str().unwrap(), statement, version, &said);
        }
    }
    scores
}

/// A label of the corpus: its first error by position.
fn labelled(label: &Value) -> Option<Said> {
    let ok = label["ok"].as_bool()?;
    if ok {
        return Some(None);
    }
    let first = label["errors"].as_array()?.iter().min_by_key(|error| error["start"].as_u64())?;
    let message = first["message"].as_str()?;
    // What the labelling script could not ask about, and not what a front end said.
    if message.starts_with("oracle") || message.starts_with("empty") {
        return None;
    }
    Some(Some((first["start"].as_u64()?, message.to_owned())))
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

fn replay_corpus(folder: &Path) -> Scores {
    let mut scores = Scores::new();
    for file in ["docs.jsonl", "parser.jsonl"] {
        for line in lines(&folder.join(file)) {
            if line["held_out"].as_bool() == Some(true) {
                continue;
            }
            let statement = line["statement"].as_str().unwrap();
            for (name, version) in
                [("cypher5", CypherVersion::Cypher5), ("cypher25", CypherVersion::Cypher25)]
            {
                if let Some(said) = labelled(&line[name]) {
                    judge(&mut scores, file, statement, version, &said);
                }
            }
        }
    }
    scores
}

fn table(scores: &Scores) -> String {
    let mut table = String::new();
    let percent = |bad: usize, of: usize| {
        if of == 0 { 100.0 } else { 100.0 - bad as f64 * 100.0 / of as f64 }
    };
    writeln!(
        table,
        "{:<24}{:>4}{:>7}{:>10}{:>10}{:>10}{:>10}",
        "family", "", "cases", "rejected", "verdict", "offset", "message"
    )
    .unwrap();
    let mut rows: Vec<(&str, &str, Score)> = scores
        .iter()
        .map(|((family, version), score)| (family.as_str(), *version, *score))
        .collect();
    for version in ["5", "25"] {
        let of_version = rows.iter().filter(|row| row.1 == version);
        rows.push(("all", version, of_version.fold(Score::default(), |sum, row| sum.and(&row.2))));
    }
    for (family, version, score) in rows {
        let both = score.rejected - score.verdict.min(score.rejected);
        writeln!(
            table,
            "{family:<24}{version:>4}{:>7}{:>10}{:>9.2}%{:>9.2}%{:>9.2}%",
            score.cases,
            score.rejected,
            percent(score.verdict, score.cases),
            percent(score.offset, both),
            percent(score.message, both)
        )
        .unwrap();
    }
    table
}

/// Compares with the recorded numbers of disagreements; `CONFORMANCE_UPDATE=1` records the present ones, which is how
/// they shrink.
fn hold_floor(scores: &Scores, name: &str) {
    println!("{}", table(scores));
    let file = fixture(name);
    let found: BTreeMap<String, [usize; 3]> = scores
        .iter()
        .map(|((family, version), score)| {
            (format!("{family} {version}"), [score.verdict, score.offset, score.message])
        })
        .collect();
    if std::env::var_os("CONFORMANCE_UPDATE").is_some() {
        let rows: Vec<String> =
            found.iter().map(|(row, figures)| format!("  {row:?}: {figures:?}")).collect();
        std::fs::write(&file, format!("{{\n{}\n}}\n", rows.join(",\n"))).unwrap();
        return;
    }
    let floor: BTreeMap<String, [usize; 3]> =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    for (row, figures) in &found {
        let most = floor.get(row).copied().unwrap_or_default();
        for (what, (found, most)) in
            ["verdict", "offset", "message"].iter().zip(figures.iter().zip(most))
        {
            assert!(*found <= most, "{row}: {found} disagreements on the {what}, {most} recorded");
        }
    }
}

#[test]
fn recordings_are_answered_as_the_front_end_answers() {
    let scores = replay_recordings(&fixture("recorded.jsonl"));
    for ((family, version), score) in &scores {
        assert!(
            score.rejected * 100 >= score.cases * LEAST_REJECTED,
            "{family} {version}: {} of {} cases are rejections",
            score.rejected,
            score.cases
        );
    }
    hold_floor(&scores, "floor.json");
}

/// Replays the recordings that `RECORDED` names, prints their table and holds no floor under it.
#[test]
#[ignore = "replays a file that is not part of the project"]
fn replay_file() {
    let file = std::env::var_os("RECORDED").expect("RECORDED names the file to replay");
    let scores = replay_recordings(Path::new(&file));
    assert!(!scores.is_empty(), "nothing is recorded there");
    println!("{}", table(&scores));
}

/// The shared corpus is not part of the project: it is replayed where it lies beside it.
#[test]
fn the_corpus_is_answered_as_the_front_end_answers() {
    let folder = corpus();
    if !folder.is_dir() {
        assert!(std::env::var_os("CORPUS_REQUIRED").is_none(), "{} is missing", folder.display());
        println!("no corpus at {}: nothing replayed", folder.display());
        return;
    }
    let scores = replay_corpus(&folder);
    assert!(scores.values().map(|score| score.cases).sum::<usize>() > 0, "the corpus is empty");
    hold_floor(&scores, "corpus-floor.json");
}
