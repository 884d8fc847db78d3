//! `… AS [REVOKE] COMMANDS`: each text once, in order. What users hold is put as `$role`.
//!
//! A command is a body, which many roles share, and an end, which is a role's. Bodies and ends are written
//! once each; conditions are tried on them, they are sorted, and the texts of commands are made only
//! of those that are shown.

use super::encoded::{Encoded, Part};
use super::{Block, parts};
use crate::graph::{PrivilegeKey, SystemGraph};
use crate::privilege::{CommandRole, write_body};
use crate::query::{Column, Condition, Request, Row, RowSource, Test};
use crate::text::Text;
use crate::value::Value;
use std::cmp::Ordering;

const COLUMNS: [Column; 2] = [Column::default("command"), Column::verbose("immutable")];
/// The place of `command` in [`COLUMNS`].
const COMMAND: usize = 0;

pub(in crate::exec::show) struct Commands<'g> {
    pub(super) graph: &'g SystemGraph,
    pub(super) blocks: Vec<Block<'g>>,
    pub(super) revoke: bool,
}

/// What the commands of one privilege begin with.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Body {
    text: String,
    is_immutable: bool,
}

/// The commands that were found: pairs of a body and an end, in order.
struct Found {
    bodies: Vec<Body>,
    ends: Vec<String>,
    pairs: Vec<(u32, u32)>,
}

impl Commands<'_> {
    fn body(&self, key: PrivilegeKey) -> Body {
        let mut text = String::with_capacity(128);
        if let Some(row) = self.graph.named_row(key) {
            write_body(&mut text, &row, self.revoke);
        }
        Body { text, is_immutable: key.is_immutable() }
    }

    /// The commands that fulfil the conditions, each once, in order.
    fn selected(&self, conditions: &[Condition]) -> Found {
        let encoded = Encoded::new(self.blocks.clone());
        let bodies: Vec<Body> = encoded.different.iter().map(|key| self.body(*key)).collect();
        let ends: Vec<String> = self.blocks.iter().map(end).collect();
        let searches: Vec<_> = conditions.iter().map(|it| Search::new(it, &bodies)).collect();
        let verdicts: Vec<_> = (0..bodies.len()).map(|body| all(&searches, body)).collect();
        let body_ranks = ranks(&bodies, |body| verdicts.get(body) != Some(&Some(false)));
        let end_ranks = ranks(&ends, |_| true);
        let search = Searching { bodies: &bodies, searches: &searches, verdicts: &verdicts };
        let found = parts::each(&encoded.parts(), |part| search.pairs(part, &ends));
        let rank = |ranks: &[u32], at: u32| ranks.get(at as usize).copied().unwrap_or(0);
        let ranked = |(body, end)| (rank(&body_ranks, body), rank(&end_ranks, end));
        let mut pairs: Vec<_> = found.into_iter().flatten().map(ranked).collect();
        // No body begins another: where it ends the role's name follows, and a command reads in one way
        // only. So commands sort as their parts do.
        pairs.sort_unstable();
        pairs.dedup();
        Found { bodies: by_rank(bodies, &body_ranks), ends: by_rank(ends, &end_ranks), pairs }
    }
}

/// What a command of this block ends with.
fn end(block: &Block<'_>) -> String {
    match block.user {
        Some(_) => CommandRole::Parameter,
        None => CommandRole::Role(block.name),
    }
    .text()
}

/// For each of those that are wanted its place among the different ones.
fn ranks<T: Ord>(things: &[T], is_wanted: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut order: Vec<(&T, usize)> =
        things.iter().zip(0..).filter(|(_, at)| is_wanted(*at)).collect();
    order.sort_unstable();
    let mut ranks = vec![u32::MAX; things.len()];
    let mut last: Option<(&T, u32)> = None;
    for (thing, at) in order {
        let rank = match last {
            Some((last, rank)) if last == thing => rank,
            Some((_, rank)) => rank + 1,
            None => 0,
        };
        last = Some((thing, rank));
        if let Some(place) = ranks.get_mut(at) {
            *place = rank;
        }
    }
    ranks
}

fn by_rank<T: Ord>(things: Vec<T>, ranks: &[u32]) -> Vec<T> {
    let mut ranked: Vec<(u32, T)> = ranks.iter().copied().zip(things).collect();
    ranked.retain(|(rank, _)| *rank != u32::MAX);
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.dedup_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, thing)| thing).collect()
}

/// One condition on its way through the privileges.
struct Search<'a> {
    condition: &'a Condition,
    /// By body, whether it is fulfilled; none where the end decides.
    of_body: Vec<Option<bool>>,
}

impl<'a> Search<'a> {
    fn new(condition: &'a Condition, bodies: &[Body]) -> Self {
        let verdict = |body: &Body| match (condition.column, &condition.test) {
            (COMMAND, Test::Contains(part)) => body.text.contains(part.as_str()).then_some(true),
            (COMMAND, Test::StartsWith(part)) => {
                if part.len() <= body.text.len() {
                    return Some(body.text.starts_with(part.as_str()));
                }
                // What begins with the body may still go on as the part does.
                if part.starts_with(&body.text) { None } else { Some(false) }
            }
            (COMMAND, _) => None,
            (_, test) => Some(test.holds(&Value::Boolean(body.is_immutable))),
        };
        Self { condition, of_body: bodies.iter().map(verdict).collect() }
    }

    /// Whether a body that leaves it open has it with this end; none where only their text tells.
    fn of_end(&self, end: &str) -> Option<bool> {
        let (COMMAND, Test::Contains(part)) = (self.condition.column, &self.condition.test) else {
            return None;
        };
        // A part may lie across body and end.
        let mut tails = part.char_indices().skip(1).filter_map(|(at, _)| part.get(at..));
        if end.contains(part.as_str()) {
            Some(true)
        } else if tails.any(|tail| end.starts_with(tail)) {
            None
        } else {
            Some(false)
        }
    }
}

/// All conditions on their way.
struct Searching<'a> {
    bodies: &'a [Body],
    searches: &'a [Search<'a>],
    /// By body, whether all are fulfilled; none where the end decides.
    verdicts: &'a [Option<bool>],
}

impl Searching<'_> {
    /// The commands of some blocks that fulfil the conditions: the numbers of their bodies and ends.
    fn pairs(&self, part: Part<'_, '_>, ends: &[String]) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let mut text = String::new();
        for ((_, numbers), at) in part.iter().zip(part.first..) {
            let end = ends.get(at as usize).map_or("", String::as_str);
            let of_end: Vec<_> = self.searches.iter().map(|it| it.of_end(end)).collect();
            // A body that leaves a condition open fails where the end leaves none.
            let is_settled = of_end.iter().all(|it| *it == Some(false));
            for number in numbers {
                let body = *number as usize;
                let mut verdict = self.verdicts.get(body).copied().flatten();
                if verdict.is_none() && !is_settled {
                    verdict = all_with_end(self.searches, &of_end, body)
                        .or_else(|| self.as_a_whole(body, end, &mut text));
                }
                if verdict == Some(true) {
                    pairs.push((*number, at));
                }
            }
        }
        pairs
    }

    /// Whether the text of a command fulfils the conditions.
    fn as_a_whole(&self, body: usize, end: &str, text: &mut String) -> Option<bool> {
        let body = self.bodies.get(body)?;
        text.clear();
        text.push_str(&body.text);
        text.push_str(end);
        Some(self.searches.iter().map(|search| search.condition).all(|it| match it.column {
            COMMAND => it.test.holds_for_text(text),
            _ => it.test.holds(&Value::Boolean(body.is_immutable)),
        }))
    }
}

/// Whether all conditions are fulfilled as far as the body tells.
fn all(searches: &[Search<'_>], body: usize) -> Option<bool> {
    conjunction(searches.iter().map(|it| it.of_body.get(body).copied().flatten()))
}

/// The same as far as body and end tell each by itself.
fn all_with_end(searches: &[Search<'_>], ends: &[Option<bool>], body: usize) -> Option<bool> {
    let of_body = searches.iter().map(|it| it.of_body.get(body).copied().flatten());
    conjunction(of_body.zip(ends).map(|(of_body, of_end)| of_body.or(*of_end)))
}

fn conjunction(verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for verdict in verdicts {
        match verdict {
            Some(false) => return verdict,
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

impl Found {
    fn is_immutable(&self, (body, _): (u32, u32)) -> bool {
        self.bodies.get(body as usize).is_some_and(|body| body.is_immutable)
    }

    fn text(&self, (body, end): (u32, u32)) -> Text {
        let body = self.bodies.get(body as usize).map_or("", |body| &body.text);
        let end = self.ends.get(end as usize).map_or("", String::as_str);
        let mut text = Text::with_capacity(body.len() + end.len());
        text.push_str(body);
        text.push_str(end);
        text
    }
}

impl RowSource for Commands<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }

    fn rows<'a>(&'a self, request: &Request) -> Box<dyn Iterator<Item = Row> + 'a> {
        let mut found = self.selected(&request.conditions);
        let mut pairs = std::mem::take(&mut found.pairs);
        // They are in ascending order of `command` and `immutable`; the sort is stable.
        for (column, descends) in request.order.iter().rev() {
            let compare = |a: &(u32, u32), b: &(u32, u32)| match *column {
                COMMAND => a.cmp(b),
                _ => found.is_immutable(*a).cmp(&found.is_immutable(*b)),
            };
            let directed =
                |ordering: Ordering| if *descends { ordering.reverse() } else { ordering };
            pairs.sort_by(|a, b| directed(compare(a, b)));
        }
        pairs.truncate(request.limit.unwrap_or(usize::MAX));
        let columns = request.columns.clone();
        Box::new(pairs.into_iter().map(move |pair| {
            let cell = |column: &usize| match *column {
                COMMAND => Value::String(found.text(pair)),
                _ => Value::Boolean(found.is_immutable(pair)),
            };
            columns.iter().map(cell).collect()
        }))
    }

    fn selects(&self) -> bool {
        true
    }
}
