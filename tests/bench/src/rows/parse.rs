//! parse: text to syntax tree.

use super::{Failed, Suite};
use crate::measure::{Way, median, race};
use crate::peers::{front_end::FrontEnd, hand};
use crate::report::{Line, Target, Unit};
use crate::statements::{mixed_statements, privilege_statements};
use cypher_admin::ast::CypherVersion::Cypher25;
use cypher_admin::parser::{Shapes, parse_statement};
use std::time::Instant;

const SEED: u64 = 7;
const STATEMENTS: usize = 2_000;

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let privileges = privilege_statements(STATEMENTS, SEED);
    for text in &privileges {
        let ours = parse_statement(text, Cypher25).map_err(|error| format!("{text}: {error}"))?;
        if hand::parse(text).as_ref() != Some(&ours) {
            return Err(format!("the hand-written parser reads this differently: {text}").into());
        }
    }
    let ours = || {
        Way::new(|| {
            let parsed = privileges.iter().filter(|text| parse_statement(text, Cypher25).is_ok());
            parsed.count() as u64
        })
    };
    // As scripts are parsed: the grammar once for each shape.
    let shapes = std::cell::RefCell::new(Shapes::default());
    for text in &privileges {
        let again = |_| shapes.borrow_mut().parse_statement(text, Cypher25).ok();
        if (0..2).map(again).any(|tree| tree != parse_statement(text, Cypher25).ok()) {
            return Err(format!("a known shape gives another tree: {text}").into());
        }
    }
    let with_shapes = Way::new(|| {
        let shapes = &mut *shapes.borrow_mut();
        let mut parsed = 0;
        for text in &privileges {
            parsed += u64::from(shapes.parse_statement(text, Cypher25).is_ok());
        }
        parsed
    });
    let by_hand =
        Way::new(|| privileges.iter().filter_map(|text| hand::parse(text)).count() as u64);
    let times = race(suite.effort, vec![ours(), by_hand, with_shapes]);
    suite.add(Line {
        row: "parse",
        work: "GRANT, DENY, REVOKE, SHOW PRIVILEGES".into(),
        unit: Unit::Time,
        ours: times[0],
        peer: Some(("hand-written parser".into(), times[1])),
        target: Target::RatioAtMost(9.0),
    });

    suite.add(Line {
        row: "parse",
        work: "the same, shapes seen before".into(),
        unit: Unit::Time,
        ours: times[2],
        peer: Some(("hand-written parser".into(), times[1])),
        target: Target::RatioAtMost(3.0),
    });

    let mixed = mixed_statements(STATEMENTS, SEED + 1);
    for text in &mixed {
        parse_statement(text, Cypher25).map_err(|error| format!("{text}: {error}"))?;
    }
    let ours = Way::new(|| {
        mixed.iter().filter(|text| parse_statement(text, Cypher25).is_ok()).count() as u64
    });
    let ours = race(suite.effort, vec![ours])[0];
    let peer = front_end(suite, &mixed)?;
    suite.add(Line {
        row: "parse",
        work: "mixed administration statements".into(),
        unit: Unit::Time,
        ours,
        target: if peer.is_some() { Target::RatioAtMost(0.001) } else { Target::None },
        peer: peer.map(|time| ("Neo4j's front end (JS)".into(), time)),
    });
    Ok(())
}

/// The time of Neo4j's front end for one statement, semantic analysis included, which it does not do
/// without.
fn front_end(suite: &mut Suite, statements: &[String]) -> Result<Option<f64>, Failed> {
    let Some(folder) = &suite.front_end else {
        suite.remarks.push(
            "Neo4j's front end was not there: `--node-modules DIR` names a folder whose node_modules holds @neo4j-cypher/language-support.".into(),
        );
        return Ok(None);
    };
    let sample = &statements[..if suite.is_short { 30 } else { 300 }];
    let mut front_end = FrontEnd::start(folder)?;
    let accepted = front_end.load(sample)?;
    if accepted != sample.len() {
        let refused = sample.len() - accepted;
        return Err(format!("Neo4j's front end refuses {refused} of the statements").into());
    }
    let mut times = Vec::new();
    for _ in 0..suite.effort.rounds.min(5) {
        let start = Instant::now();
        front_end.again()?;
        times.push(start.elapsed().as_nanos() as f64 / sample.len() as f64);
    }
    Ok(Some(median(times)))
}
