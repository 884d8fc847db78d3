//! Aggregation: rows fall into groups by their keys, and each group gives one row, first its keys,
//! then its aggregates.

use super::compile::{compile, has_aggregate};
use super::env::Env;
use super::eval::Frame;
use super::functions::{Accumulator, Aggregate, aggregate_of};
use super::node::Node;
use super::pipeline::{Stream, places};
use super::push;
use super::returns::Item;
use super::scope::{Aggregates, Scope, Slot, semantic_error};
use super::source::{GroupRequest, Row};
use crate::ast::{Expr, ExprKind, SortItem};
use crate::status::{Error, SemanticError};
use crate::value::{Key, Value};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;

/// Keys and aggregates of a `RETURN`.
pub(super) struct Grouping<'a> {
    keys: Vec<&'a Expr>,
    aggregates: Vec<&'a Expr>,
}

impl<'a> Grouping<'a> {
    /// The grouping that items ask for; `None` where none aggregates.
    ///
    /// The keys are the items without an aggregate, or what `GROUP BY` lists. `GROUP BY ALL` is the
    /// same as no `GROUP BY`.
    pub(super) fn of(items: &'a [Item<'a>], group_by: Option<&'a [Expr]>) -> Option<Self> {
        let aggregating = |item: &&Item<'_>| has_aggregate(&item.expr);
        if group_by.is_none() && !items.iter().any(|item| has_aggregate(&item.expr)) {
            return None;
        }
        let implied =
            || items.iter().filter(|item| !aggregating(item)).map(|item| &*item.expr).collect();
        let keys: Vec<&Expr> = match group_by {
            Some([only]) if is_all(only, items) => implied(),
            Some(keys) => keys.iter().map(|key| by_alias(key, items)).collect(),
            None => implied(),
        };
        let mut aggregates = Vec::new();
        for item in items {
            collect_aggregates(&item.expr, &mut aggregates);
        }
        Some(Self { keys, aggregates })
    }

    /// The scope in which items are evaluated over the rows of [`Grouping::run`].
    pub(super) fn scope<'s>(&self, columns: &'s [(crate::text::Text, Slot)]) -> Scope<'s>
    where
        'a: 's,
    {
        let known = self.keys.iter().chain(&self.aggregates).enumerate();
        Scope {
            known: known.map(|(at, expr)| (*expr, Slot::Column(at))).collect(),
            unknown: super::scope::Unknown::Grouping(columns),
            ..Scope::default()
        }
    }

    /// Goes through the rows once and gives a row for each group, in the order in which groups were
    /// first met. Without keys there is exactly one group, even of no rows.
    ///
    /// With `is_ordered` false the order of groups does not matter, because all their keys are sorted by.
    pub(super) fn run(
        &self,
        stream: Stream<'_>,
        is_ordered: bool,
        env: &Env<'_>,
    ) -> Result<Vec<Row>, Error> {
        let columns = places(&stream.columns);
        let scope = Scope { names: columns, ..Scope::default() };
        let keys: Vec<Node> =
            self.keys.iter().map(|key| compile(key, &scope, env)).collect::<Result<_, _>>()?;
        let scope = scope.with_aggregates(Aggregates::Nested);
        let calls: Vec<Call> = self
            .aggregates
            .iter()
            .map(|call| Call::compile(call, &scope, env))
            .collect::<Result<_, _>>()?;
        if let Some(rows) = self.of_source(&stream, is_ordered, &scope) {
            return Ok(rows);
        }
        let start = || calls.iter().map(Call::start).collect::<Vec<_>>();

        let mut groups: IndexMap<Key, Vec<Accumulator>, FxBuildHasher> = IndexMap::default();
        if keys.is_empty() {
            groups.insert(Key(Vec::new()), start());
        }
        for row in stream.rows {
            let row = row?;
            let frame = Frame::new(&row, env);
            let key: Vec<Value> = keys
                .iter()
                .map(|key| key.eval(frame).map(Cow::into_owned))
                .collect::<Result<_, _>>()?;
            let group = groups.entry(Key(key)).or_insert_with(start);
            for (call, accumulator) in calls.iter().zip(group) {
                call.take(accumulator, frame)?;
            }
        }
        groups.into_iter().map(finish).collect()
    }
}

impl Grouping<'_> {
    /// The rows as the source itself gives them, where it can.
    fn of_source(
        &self,
        stream: &Stream<'_>,
        is_ordered: bool,
        scope: &Scope<'_>,
    ) -> Option<Vec<Row>> {
        let origin = stream.origin.as_ref()?;
        let (keys, folds) = push::groups(&self.keys, &self.aggregates, scope, &origin.places)?;
        let conditions = origin.conditions.clone();
        let is_ordered = is_ordered && !keys.is_empty();
        origin.source.groups(&GroupRequest { keys, folds, conditions, is_ordered })
    }

    /// Whether rows are sorted by every key, so that no two groups are equal to the sort.
    pub(super) fn is_sorted_by(&self, items: &[Item<'_>], order_by: &[SortItem]) -> bool {
        let is_key = |sorted: &Expr, key: &Expr| {
            let alias = match &sorted.kind {
                ExprKind::Variable(name) => items.iter().find(|item| item.name == name.value),
                _ => None,
            };
            alias.map_or(sorted == key, |item| *item.expr == *key)
        };
        self.keys.iter().all(|key| order_by.iter().any(|item| is_key(&item.key, key)))
    }
}

/// The row of a group.
fn finish((Key(mut row), accumulators): (Key, Vec<Accumulator>)) -> Result<Row, Error> {
    for accumulator in accumulators {
        row.push(accumulator.finish()?);
    }
    Ok(row)
}

/// `GROUP BY ALL`, where no item is called so.
fn is_all(expr: &Expr, items: &[Item<'_>]) -> bool {
    match &expr.kind {
        ExprKind::Variable(name) => {
            name.value.eq_ignore_ascii_case("all")
                && !items.iter().any(|item| item.name == name.value)
        }
        _ => false,
    }
}

/// A key that is an item's alias means the item.
fn by_alias<'a>(key: &'a Expr, items: &'a [Item<'a>]) -> &'a Expr {
    match &key.kind {
        ExprKind::Variable(name) => {
            items.iter().find(|item| item.name == name.value).map_or(key, |item| &*item.expr)
        }
        _ => key,
    }
}

/// The outermost aggregates of an expression, each once.
fn collect_aggregates<'a>(expr: &'a Expr, found: &mut Vec<&'a Expr>) {
    if aggregate_of(expr).is_some() {
        if !found.contains(&expr) {
            found.push(expr);
        }
        return;
    }
    expr.for_each_part(&mut |part| collect_aggregates(part, found));
}

/// A compiled aggregate call.
struct Call {
    aggregate: Aggregate,
    distinct: bool,
    arguments: Vec<Node>,
}

impl Call {
    fn compile(expr: &Expr, scope: &Scope<'_>, env: &Env<'_>) -> Result<Self, Error> {
        let (aggregate, count) = aggregate_of(expr).unwrap_or((Aggregate::CountStar, 0));
        let ExprKind::Call(call) = &expr.kind else {
            return Ok(Self { aggregate, distinct: false, arguments: Vec::new() });
        };
        let name = || call.name.value.to_string();
        if call.arguments.len() < count {
            return Err(semantic_error(SemanticError::TooFewArguments(name()), expr.span));
        }
        if call.arguments.len() > count {
            return Err(semantic_error(SemanticError::TooManyArguments(name()), expr.span));
        }
        let arguments = call.arguments.iter().map(|argument| compile(argument, scope, env));
        let arguments = arguments.collect::<Result<_, _>>()?;
        Ok(Self { aggregate, distinct: call.distinct, arguments })
    }

    fn start(&self) -> Accumulator {
        Accumulator::new(self.aggregate, self.distinct)
    }

    fn take(&self, accumulator: &mut Accumulator, frame: Frame<'_>) -> Result<(), Error> {
        match self.arguments.as_slice() {
            [] => accumulator.take(&Value::Null, None)?,
            [value] => accumulator.take(&*value.eval(frame)?, None)?,
            [value, more, ..] => {
                accumulator.take(&*value.eval(frame)?, Some(&*more.eval(frame)?))?
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_tails, tail_result};

    #[test]
    fn items_without_aggregates_are_the_keys() {
        check_tails(&[
            ("YIELD * RETURN count(*)", "count(*): [5]"),
            (
                "YIELD name, age RETURN age, count( * ) AS c, collect(name) AS names ORDER BY c DESC, age",
                "age, c, names: [30, 2, [\"anna\", \"dora\"]] [20, 1, [\"emil\"]] [40, 1, [\"carl\"]] [null, 1, [\"bert\"]]",
            ),
            (
                "YIELD age RETURN age, age + count(*) AS x ORDER BY age LIMIT 2",
                "age, x: [20, 21] [30, 32]",
            ),
            (
                "YIELD age RETURN age % 20 AS a, age % 20 + count(*) AS x ORDER BY a",
                "a, x: [0, 2] [10, 12] [null, null]",
            ),
            ("YIELD age RETURN count(*) + count(age) AS x", "x: [9]"),
            ("YIELD age RETURN count(DISTINCT age) AS x", "x: [3]"),
            ("YIELD age RETURN [x IN [1, 2] | x + count(*)] AS l", "l: [[6, 7]]"),
            (
                "YIELD age RETURN age, count(*) ORDER BY count(*) DESC LIMIT 1",
                "age, count(*): [30, 2]",
            ),
            (
                "YIELD name, age RETURN name AS n, count(*) AS c ORDER BY name LIMIT 1",
                "n, c: [\"anna\", 1]",
            ),
            ("YIELD age RETURN DISTINCT count(age) > 1 AS many", "many: [true]"),
        ]);
    }

    #[test]
    fn no_rows_make_one_group_only_without_keys() {
        check_tails(&[
            (
                "YIELD name WHERE false RETURN count(*) AS c, sum(1) AS s, collect(name) AS l, min(name) AS m, avg(1) AS a",
                "c, s, l, m, a: [0, 0, [], null, null]",
            ),
            ("YIELD name WHERE false RETURN name, count(*) AS c", "name, c: "),
        ]);
    }

    #[test]
    fn group_by_names_the_keys() {
        check_tails(&[
            (
                "YIELD age RETURN age, count(*) AS c GROUP BY age ORDER BY age LIMIT 1",
                "age, c: [20, 1]",
            ),
            (
                "YIELD age RETURN age AS a, count(*) AS c GROUP BY a ORDER BY a LIMIT 1",
                "a, c: [20, 1]",
            ),
            ("YIELD age RETURN count(*) AS c GROUP BY age ORDER BY c DESC", "c: [2] [1] [1] [1]"),
            (
                "YIELD age RETURN age, count(*) AS c GROUP BY ALL ORDER BY age LIMIT 1",
                "age, c: [20, 1]",
            ),
            ("YIELD age RETURN age GROUP BY age ORDER BY age LIMIT 1", "age: [20]"),
        ]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let result = tail_result("YIELD name, age RETURN age, count(*) + size(name)", false);
        assert!(result.starts_with("error @44: Aggregation column contains"), "{result}");
        assert!(result.ends_with("Illegal expression(s): name"), "{result}");
        check_tails(&[
            (
                "YIELD name RETURN sum(count(*))",
                "error @22: Can't use aggregate functions inside of aggregate functions.",
            ),
            ("YIELD name RETURN count(nam)", "error @24: Variable `nam` not defined"),
            ("YIELD name RETURN count(name) + nam", "error @32: Variable `nam` not defined"),
            (
                "YIELD name RETURN count(*) ORDER BY name",
                "error @36: In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: name",
            ),
            (
                "YIELD name RETURN percentileCont(1)",
                "error @18: Insufficient parameters for function 'percentileCont'",
            ),
            (
                "YIELD name RETURN count(name, 1)",
                "error @18: Too many parameters for function 'count'",
            ),
        ]);
        let result = tail_result("YIELD name RETURN name ORDER BY count(*)", false);
        assert!(result.starts_with("error @32: Illegal aggregation expression(s)"), "{result}");
    }
}
