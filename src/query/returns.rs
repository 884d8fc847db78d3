//! `RETURN`: items, grouping, `DISTINCT`, `ORDER BY`, `SKIP` and `LIMIT`.

use super::compile::compile;
use super::env::Env;
use super::eval::Frame;
use super::group::Grouping;
use super::node::Node;
use super::pipeline::{Rows, Stream, places};
use super::scope::{Aggregates, Scope, Slot, Unknown, semantic_error};
use super::sort::{Keyed, SortKeys, Top};
use super::source::Row;
use crate::ast::{Expr, ExprKind, Return, ReturnItem, Yield};
use crate::status::{Error, SemanticError, ValueError};
use crate::text::{Span, Spanned, Text};
use crate::value::{Key, Value};
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// One column of the result.
pub(super) struct Item<'a> {
    pub(super) name: Text,
    pub(super) expr: Cow<'a, Expr>,
}

/// The order of the columns that `RETURN *` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Star {
    /// As they were yielded.
    Yielded,
    /// By name.
    Alphabetical,
}

impl Star {
    /// UNKNOWN (show-clauses §6.1): alphabetical after a list, declared order after `YIELD *`.
    pub(super) fn after(yielded: &Yield) -> Self {
        if yielded.items.is_empty() { Self::Yielded } else { Self::Alphabetical }
    }
}

pub(super) fn run(
    stream: Stream<'_>,
    star: Star,
    returned: &Return,
    env: &Env<'_>,
) -> Result<Rows, Error> {
    let items = items(&stream.columns, star, returned)?;
    let inputs = places(&stream.columns);
    let grouping = Grouping::of(&items, returned.group_by.as_deref());
    let scope = match &grouping {
        Some(grouping) => grouping.scope(&inputs),
        None => Scope { names: inputs.clone(), ..Scope::default() },
    };
    let nodes: Vec<Node> =
        items.iter().map(|item| compile(&item.expr, &scope, env)).collect::<Result<_, _>>()?;
    let reaches_back = grouping.is_none() && !returned.distinct;
    let keys =
        SortKeys::compile(&returned.order_by, &order_scope(&items, &inputs, reaches_back), env)?;
    let page = Page {
        skip: paging(returned.skip.as_ref(), "SKIP", env)?.unwrap_or(0),
        limit: paging(returned.limit.as_ref(), "LIMIT", env)?,
    };
    let rows: Box<dyn Iterator<Item = Result<Row, Error>>> = match &grouping {
        Some(grouping) => {
            let is_ordered = !grouping.is_sorted_by(&items, &returned.order_by);
            Box::new(grouping.run(stream, is_ordered, env)?.into_iter().map(Ok))
        }
        None => stream.rows,
    };
    // Values may leave a row where nothing looks at it any more.
    let takes = keys.see_only_output().then(|| columns_once(&nodes)).flatten();
    let projection = Projection { nodes, takes, distinct: returned.distinct, env };
    let rows = if returned.order_by.is_empty() {
        projection.in_order(rows, page)?
    } else {
        projection.sorted(rows, &keys, page)?
    };
    Ok(Rows { columns: items.into_iter().map(|item| item.name).collect(), rows })
}

/// `*` first, then the items as written; un-aliased ones are named as typed.
fn items<'a>(columns: &[Text], star: Star, returned: &'a Return) -> Result<Vec<Item<'a>>, Error> {
    let mut items = Vec::with_capacity(returned.items.len());
    if returned.star {
        let mut names = columns.to_vec();
        if star == Star::Alphabetical {
            names.sort_unstable();
        }
        let column = |name: Text| Item { expr: Cow::Owned(variable(&name)), name };
        items.extend(names.into_iter().map(column));
    }
    let of_star = items.len();
    for item in &returned.items {
        let (name, span) = name_of(item);
        match items.iter().position(|other| other.name == name) {
            None => items.push(Item { name, expr: Cow::Borrowed(&item.expr) }),
            // A column of the star, named once more.
            Some(at) if at < of_star && items.get(at).is_some_and(|i| *i.expr == item.expr) => {}
            Some(_) => return Err(semantic_error(SemanticError::DuplicateColumn, span)),
        }
    }
    Ok(items)
}

fn variable(name: &Text) -> Expr {
    let span = Span::default();
    Expr::new(ExprKind::Variable(Spanned::new(name.clone(), span)), span)
}

/// The name of an item's column. A variable is named by its name, without the backticks it may have
/// been typed with.
fn name_of(item: &ReturnItem) -> (Text, Span) {
    match (&item.alias, &item.expr.kind) {
        (Some(alias), _) => (alias.value.clone(), alias.span),
        (None, ExprKind::Variable(name)) => (name.value.clone(), item.expr.span),
        (None, _) => (item.text.as_str().into(), item.expr.span),
    }
}

/// What `ORDER BY` sees: the result's columns, the items' expressions, and, unless rows were merged,
/// what stood before.
fn order_scope<'a>(
    items: &'a [Item<'a>],
    inputs: &'a [(Text, Slot)],
    reaches_back: bool,
) -> Scope<'a> {
    let output = |(at, item): (usize, &Item<'_>)| (item.name.clone(), Slot::Output(at));
    let mut names: Vec<_> = items.iter().enumerate().map(output).collect();
    if reaches_back {
        names.extend(inputs.iter().cloned());
    }
    let known = items.iter().enumerate().map(|(at, item)| (&*item.expr, Slot::Output(at)));
    Scope {
        names,
        known: known.collect(),
        unknown: Unknown::Behind(inputs),
        aggregates: Aggregates::NotProjected,
    }
}

/// `SKIP` or `LIMIT`: an expression without columns that gives a whole number from 0 on.
fn paging(
    expr: Option<&Expr>,
    clause: &'static str,
    env: &Env<'_>,
) -> Result<Option<usize>, Error> {
    let Some(expr) = expr else { return Ok(None) };
    let scope = Scope { unknown: Unknown::Paging(clause), ..Scope::default() };
    let node = compile(expr, &scope, env)?;
    let value = node.eval(Frame::new(&[], env))?;
    match value.as_integer().and_then(|number| usize::try_from(number).ok()) {
        Some(count) => Ok(Some(count)),
        None => {
            let text = match (&*value, value.to_text()) {
                (Value::Null, _) => "NULL".to_owned(),
                (_, Some(text)) => text.into_owned(),
                (value, None) => value.to_string(),
            };
            Err(semantic_error(SemanticError::NotACount(text), expr.span))
        }
    }
}

/// Which rows of the result are given.
#[derive(Clone, Copy)]
struct Page {
    skip: usize,
    limit: Option<usize>,
}

/// The columns that the items are, if they are nothing else and each is there once.
fn columns_once(nodes: &[Node]) -> Option<Vec<usize>> {
    let mut columns = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Column(at) if !columns.contains(at) => columns.push(*at),
            _ => return None,
        }
    }
    Some(columns)
}

/// From rows to rows of the result.
struct Projection<'a> {
    nodes: Vec<Node>,
    /// Where a row's values can be taken instead of copied: its columns in the order of the items. A
    /// collected list is long.
    takes: Option<Vec<usize>>,
    distinct: bool,
    env: &'a Env<'a>,
}

impl Projection<'_> {
    fn project(&self, row: &mut Row) -> Result<Row, ValueError> {
        if let Some(columns) = &self.takes {
            let take = |at: &usize| row.get_mut(*at).map(std::mem::take).unwrap_or_default();
            return Ok(columns.iter().map(take).collect());
        }
        let frame = Frame::new(row, self.env);
        self.nodes.iter().map(|node| node.eval(frame).map(Cow::into_owned)).collect()
    }

    /// Rows come as they are: no more are made than the page takes.
    fn in_order(
        &self,
        rows: impl Iterator<Item = Result<Row, Error>>,
        page: Page,
    ) -> Result<Vec<Row>, Error> {
        let mut seen = Seen::default();
        let (mut skip, mut result) = (page.skip, Vec::new());
        for row in rows {
            if page.limit.is_some_and(|limit| result.len() >= limit) {
                break;
            }
            let projected = self.project(&mut row?)?;
            if self.distinct && !seen.is_new(&projected) {
                continue;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            result.push(projected);
        }
        Ok(result)
    }

    fn sorted(
        &self,
        rows: impl Iterator<Item = Result<Row, Error>>,
        keys: &SortKeys,
        page: Page,
    ) -> Result<Vec<Row>, Error> {
        let mut seen = Seen::default();
        let mut top = Top::new(keys, page.limit.map(|limit| limit.saturating_add(page.skip)));
        for (at, row) in rows.enumerate() {
            let mut row = row?;
            let projected = self.project(&mut row)?;
            if self.distinct && !seen.is_new(&projected) {
                continue;
            }
            let frame = Frame::new(&row, self.env).with_output(&projected);
            top.push(Keyed { keys: keys.of(frame)?, at, row: projected });
        }
        let mut rows = top.finish();
        rows.drain(..page.skip.min(rows.len()));
        Ok(rows)
    }
}

/// Rows already given, for DISTINCT.
#[derive(Default)]
struct Seen(FxHashSet<Key>);

impl Seen {
    fn is_new(&mut self, row: &Row) -> bool {
        self.0.insert(Key(row.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_tails, tail_result};

    #[test]
    fn columns_are_named_as_typed() {
        check_tails(&[
            (
                "YIELD name RETURN toUpper( name ), name AS n, 1+1 LIMIT 1",
                "toUpper( name ), n, 1+1: [\"CARL\", \"carl\", 2]",
            ),
            ("YIELD name RETURN `name` LIMIT 1", "name: [\"carl\"]"),
            (
                "YIELD name RETURN name, name",
                "error @24: Multiple result columns with the same name are not supported",
            ),
            (
                "YIELD name, age RETURN name, age AS name",
                "error @36: Multiple result columns with the same name are not supported",
            ),
            ("YIELD name RETURN age", "error @18: Variable `age` not defined"),
        ]);
    }

    #[test]
    fn a_star_gives_names_in_alphabetical_or_declared_order() {
        check_tails(&[
            ("YIELD name, age RETURN * LIMIT 1", "age, name: [40, \"carl\"]"),
            (
                "YIELD * RETURN * LIMIT 1",
                "name, roles, age, secret: [\"carl\", [\"reader\"], 40, \"s3\"]",
            ),
            ("YIELD name RETURN *, 1 AS x LIMIT 1", "name, x: [\"carl\", 1]"),
            ("YIELD name RETURN *, name LIMIT 1", "name: [\"carl\"]"),
        ]);
    }

    #[test]
    fn order_by_sees_aliases_and_what_stood_before() {
        check_tails(&[
            (
                "YIELD name, age RETURN name AS n ORDER BY age, n DESC LIMIT 3",
                "n: [\"emil\"] [\"dora\"] [\"anna\"]",
            ),
            ("YIELD name, age RETURN age AS name ORDER BY name LIMIT 2", "name: [20] [30]"),
            (
                "YIELD name, age RETURN name AS x, age AS name ORDER BY name LIMIT 1",
                "x, name: [\"emil\", 20]",
            ),
            (
                "YIELD name RETURN toUpper(name) ORDER BY toUpper(name) DESC SKIP 1 LIMIT 1",
                "toUpper(name): [\"DORA\"]",
            ),
        ]);
    }

    #[test]
    fn distinct_merges_rows_and_hides_what_stood_before() {
        check_tails(&[
            ("YIELD age RETURN DISTINCT age ORDER BY age", "age: [20] [30] [40] [null]"),
            ("YIELD age RETURN DISTINCT age SKIP 1 LIMIT 2", "age: [30] [null]"),
            (
                "YIELD name, age RETURN DISTINCT age ORDER BY name",
                "error @45: In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: name",
            ),
        ]);
    }

    #[test]
    fn pages_are_expressions_without_columns() {
        check_tails(&[
            ("YIELD name RETURN name SKIP 1 + 1 LIMIT $x - 6", "name: [\"bert\"]"),
            (
                "YIELD name RETURN name LIMIT name",
                "error @29: It is not allowed to refer to variables in LIMIT, so that the value for LIMIT can be statically calculated.",
            ),
        ]);
        for (value, text) in [("-1", "-1"), ("1.5", "1.5"), ("null", "NULL"), ("'a'", "a")] {
            assert_eq!(
                tail_result(&format!("YIELD name RETURN name SKIP {value}"), false),
                format!(
                    "error @28: Invalid input. '{text}' is not a valid value. Must be a non-negative integer."
                )
            );
        }
    }

    #[test]
    fn rows_behind_the_page_are_not_evaluated() {
        check_tails(&[
            ("YIELD age RETURN 1 / (age - 30) AS x LIMIT 1", "x: [0]"),
            ("YIELD age RETURN 1 / (age - 30) AS x LIMIT 2", "error @?: / by zero"),
        ]);
    }
}
