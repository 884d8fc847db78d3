//! Forms that go through a list: comprehension, `reduce`, `allReduce` and the quantifiers.

use super::super::node::Node;
use super::{Evaluated, Frame, shallow, type_error};
use crate::ast::QuantifierKind;
use crate::status::ValueError;
use crate::value::{Ternary, Value};
use std::borrow::Cow;

/// A list's elements; `None` for null.
fn elements<'a>(list: &'a Cow<'a, Value>) -> Result<Option<&'a [Value]>, ValueError> {
    match &**list {
        Value::List(elements) => Ok(Some(elements)),
        Value::Null => Ok(None),
        other => {
            let message = format!("Expected a list, but got: {}", other.runtime_text());
            Err(type_error(message, other, "LIST"))
        }
    }
}

/// `[x IN list WHERE filter | result]`
pub(super) fn comprehension<'a>(
    parts: &'a (Node, Option<Node>, Option<Node>),
    frame: Frame<'a>,
) -> Evaluated<'a> {
    let (list, filter, result) = parts;
    let list = list.eval(frame)?;
    let Some(elements) = elements(&list)? else { return Ok(Cow::Owned(Value::Null)) };
    let mut made = Vec::with_capacity(elements.len());
    for element in elements {
        let kept = frame.bind(element, |frame| {
            if let Some(filter) = filter
                && filter.truth(frame)? != Some(true)
            {
                return Ok(None);
            }
            match result {
                Some(result) => result.owned(frame).map(Some),
                None => Ok(Some(element.clone())),
            }
        })?;
        made.extend(kept);
    }
    Ok(Cow::Owned(Value::List(made)))
}

/// `reduce(accumulator = initial, x IN list | step)`
pub(super) fn reduce<'a>(
    initial: &Node,
    list: &'a Node,
    step: &Node,
    frame: Frame<'a>,
) -> Evaluated<'a> {
    let list = list.eval(frame)?;
    let Some(elements) = elements(&list)? else { return Ok(Cow::Owned(Value::Null)) };
    let mut accumulator = initial.owned(frame)?;
    for element in elements {
        accumulator = next(&accumulator, element, step, frame)?;
    }
    Ok(Cow::Owned(accumulator))
}

/// The accumulator's next value.
fn next(
    accumulator: &Value,
    element: &Value,
    step: &Node,
    frame: Frame<'_>,
) -> Result<Value, ValueError> {
    // Each round may nest the value once more: without a bound, dropping it would overflow the stack.
    shallow(frame.bind(accumulator, |frame| frame.bind(element, |frame| step.owned(frame)))?)
}

/// `allReduce(accumulator = initial, x IN list | step, predicate)`: whether the predicate holds for
/// each accumulator on the way.
pub(super) fn all_reduce(
    parts: &(Node, Node, Node, Node),
    frame: Frame<'_>,
) -> Result<Ternary, ValueError> {
    let (initial, list, step, predicate) = parts;
    let list = list.eval(frame)?;
    let Some(elements) = elements(&list)? else { return Ok(None) };
    let mut accumulator = initial.owned(frame)?;
    let mut truth = Some(true);
    for element in elements {
        accumulator = next(&accumulator, element, step, frame)?;
        match frame.bind(&accumulator, |frame| predicate.truth(frame))? {
            Some(false) => return Ok(Some(false)),
            Some(true) => {}
            None => truth = None,
        }
    }
    Ok(truth)
}

/// `all`, `any`, `none`, `single`: null where the undecided elements could tip the balance.
pub(super) fn quantifier(
    kind: QuantifierKind,
    list: &Node,
    predicate: &Node,
    frame: Frame<'_>,
) -> Result<Ternary, ValueError> {
    let list = list.eval(frame)?;
    let Some(elements) = elements(&list)? else { return Ok(None) };
    let (mut holds, mut open) = (0_usize, 0_usize);
    for element in elements {
        match (kind, frame.bind(element, |frame| predicate.truth(frame))?) {
            (QuantifierKind::All, Some(false)) | (QuantifierKind::None, Some(true)) => {
                return Ok(Some(false));
            }
            (QuantifierKind::Any, Some(true)) => return Ok(Some(true)),
            (_, Some(true)) => holds += 1,
            (_, Some(false)) => {}
            (_, None) => open += 1,
        }
        if kind == QuantifierKind::Single && holds > 1 {
            return Ok(Some(false));
        }
    }
    if open > 0 {
        return Ok(None);
    }
    Ok(Some(match kind {
        QuantifierKind::All | QuantifierKind::None => true,
        QuantifierKind::Any => false,
        QuantifierKind::Single => holds == 1,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check, result_of};

    #[test]
    fn work_is_bounded_whatever_it_goes_into() {
        let big = "range(1, 500000)";
        for text in [
            "[x IN range(1, 100000) | [y IN range(1, 100000) | y]]".to_owned(),
            "range(1, 9223372036854775807)".to_owned(),
            format!("all(x IN {big} WHERE any(y IN {big} WHERE y > x))"),
            format!("reduce(s = 0, x IN {big} | reduce(t = s, y IN {big} | t + y))"),
            format!("[l IN [{big}] | [x IN range(1, 100000) | size(l)]]"),
            format!("[l IN [[{big}]] | [x IN range(1, 100000) WHERE l = l]]"),
            format!("[l IN [{big}] | [x IN range(1, 100000) | -1 IN l]]"),
            format!("[l IN [{big}] | [x IN range(1, 100000) | l]]"),
            "reduce(s = 'ab', x IN range(1, 100) | s + s)".to_owned(),
            "reduce(s = 'ab', x IN range(1, 100) | replace(s, 'a', s))".to_owned(),
            "reduce(l = [1], x IN range(1, 100) | l + l)".to_owned(),
        ] {
            assert_eq!(
                result_of(&text),
                "error: The expression takes more than 2000000 steps.",
                "{text}"
            );
        }
        // The bound is one of each evaluation, not of all.
        for _ in 0..10 {
            assert_eq!(result_of(&format!("size({big})")), "500000");
        }
    }

    #[test]
    fn lists_are_gone_through() {
        check(&[
            ("[x IN [1, 2, 3] WHERE x > 1 | x * 10]", "[20, 30]"),
            ("[x IN [1, 2, 3] WHERE x > 1]", "[2, 3]"),
            ("[x IN [1, null] | x]", "[1, null]"),
            ("[x IN null | x]", "null"),
            ("[x IN [1, 2] | [y IN [x, 3] | x + y]]", "[[2, 4], [4, 5]]"),
            ("[x IN [1] | [x IN [2] | x]]", "[[2]]"),
            ("reduce(s = 0, x IN [1, 2, 3] | s + x)", "6"),
            ("reduce(s = '', x IN $list | s + x)", "\"ab\""),
            ("reduce(s = 0, x IN null | s + x)", "null"),
            ("allReduce(s = 0, x IN [1, 2] | s + x, s < 4)", "true"),
            ("allReduce(s = 0, x IN [1, 2] | s + x, s < 3)", "false"),
        ]);
    }

    #[test]
    fn quantifiers_are_null_where_undecided() {
        check(&[
            ("all(x IN [] WHERE x > 1)", "true"),
            ("any(x IN [] WHERE x > 1)", "false"),
            ("none(x IN [] WHERE x > 1)", "true"),
            ("single(x IN [] WHERE x > 1)", "false"),
            ("all(x IN [1, 2] WHERE x > 0)", "true"),
            ("all(x IN [1, null] WHERE x > 0)", "null"),
            ("all(x IN [0, null] WHERE x > 0)", "false"),
            ("any(x IN [1, null] WHERE x > 0)", "true"),
            ("any(x IN [0, null] WHERE x > 0)", "null"),
            ("none(x IN [0, null] WHERE x > 0)", "null"),
            ("single(x IN [1, 0] WHERE x > 0)", "true"),
            ("single(x IN [1, 2, null] WHERE x > 0)", "false"),
            ("single(x IN [1, null] WHERE x > 0)", "null"),
            ("any(x IN null WHERE x > 0)", "null"),
            ("any(x IN [1])", "error: any(...) requires a WHERE predicate"),
        ]);
    }

    #[test]
    fn a_growing_nest_is_stopped() {
        let deep = result_of("size(reduce(s = [], x IN range(1, 100000) | [s]))");
        assert_eq!(deep, "error: The value has more than 500 levels.");
    }
}
