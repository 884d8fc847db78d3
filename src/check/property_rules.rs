//! Property rules: `FOR pattern`. One property, compared with one value.

use super::findings::Findings;
use super::judge::Difference;
use super::place::reported;
use crate::ast::{
    CompareOp, Expr, ExprKind, Ident, Literal, PredicateOp, PropertyRule, RulePredicate, Sign,
};
use crate::status::{PropertyRuleError, SemanticError};
use crate::text::Span;

/// Functions that make a value of a moment or a duration.
const TEMPORAL: &[&str] = &["date", "datetime", "localdatetime", "localtime", "time", "duration"];

/// Checks the predicate of a rule.
pub(super) fn check(rule: &PropertyRule, findings: &mut Findings<'_>) {
    let found = match &rule.predicate {
        RulePredicate::Map(entries, place) => map(entries, place.0, findings),
        RulePredicate::Where(predicate) => predicate_error(predicate, findings),
    };
    if let Some((error, span)) = found {
        findings.report(SemanticError::PropertyRule(error), span);
    }
}

type Found = Option<(PropertyRuleError, Span)>;

fn map(entries: &[(Ident, Expr)], place: Span, findings: &Findings<'_>) -> Found {
    let text = || Expr::new(ExprKind::Map(entries.to_vec()), place).to_string();
    match entries {
        [] => Some((PropertyRuleError::Unsupported(text()), place)),
        [(key, value)] if is_null(value) => {
            let pattern = format!("{{{}:NULL}}", key.value);
            let advice = " Use `WHERE` syntax in combination with `IS NULL` instead.";
            Some((PropertyRuleError::AlwaysNull { pattern, advice }, value.span))
        }
        [(_, value)] if is_value(value, findings) => None,
        [_] => Some((PropertyRuleError::Unsupported(text()), place)),
        _ => Some((PropertyRuleError::SeveralProperties(text()), place)),
    }
}

fn predicate_error(whole: &Expr, findings: &Findings<'_>) -> Found {
    let inner = match &whole.kind {
        ExprKind::Not(operand) => operand,
        _ => whole,
    };
    let unsupported = || {
        Some((PropertyRuleError::Unsupported(whole.to_string()), reported(whole, findings.text)))
    };
    match &inner.kind {
        ExprKind::Comparison(left, rest) => match rest.as_slice() {
            [(op, right)] if op.value != CompareOp::InvalidNotEqual => {
                match comparison(left, op.value, right, findings) {
                    Verdict::Good => None,
                    Verdict::Bad(error, span) => Some((error, span)),
                    Verdict::Unsupported => unsupported(),
                }
            }
            _ => unsupported(),
        },
        ExprKind::IsNull { operand, .. } if property(operand, findings).is_some() => None,
        ExprKind::Predicate(left, op, right) if op.value == PredicateOp::In => {
            match membership(left, right, findings) {
                Membership::Good => None,
                Membership::Elements => Some((
                    PropertyRuleError::ListElements(whole.to_string()),
                    reported(whole, findings.text),
                )),
                Membership::AlwaysNull(pattern) => {
                    Some((PropertyRuleError::AlwaysNull { pattern, advice: "" }, left.span))
                }
                Membership::Unsupported => unsupported(),
            }
        }
        _ => unsupported(),
    }
}

enum Verdict {
    Good,
    Bad(PropertyRuleError, Span),
    Unsupported,
}

fn comparison(left: &Expr, op: CompareOp, right: &Expr, findings: &Findings<'_>) -> Verdict {
    let symbol = symbol(op);
    let left_property = property(left, findings);
    let right_property = property(right, findings);
    let (value, null_pattern) = match (left_property, right_property) {
        (None, None) => return Verdict::Unsupported,
        (Some(name), _) => (right, format!("{} {symbol} NULL", name.value)),
        (None, Some(name)) => (left, format!("NULL {symbol} {}", name.value)),
    };
    if is_null(value) {
        let advice = match op {
            CompareOp::Equal => " Use `IS NULL` instead.",
            CompareOp::NotEqual => " Use `IS NOT NULL` instead.",
            _ => "",
        };
        let error = PropertyRuleError::AlwaysNull { pattern: null_pattern, advice };
        return Verdict::Bad(error, value.span);
    }
    if matches!(value.kind, ExprKind::Literal(Literal::NaN)) {
        return Verdict::Bad(PropertyRuleError::NaN, value.span);
    }
    if findings.is_cypher_5()
        && let Some(right_name) = right_property
    {
        let property = right_name.value.to_string();
        let error = PropertyRuleError::PropertyOnTheRight { property, operator: symbol };
        return Verdict::Bad(error, reported(right, findings.text));
    }
    if is_value(value, findings) { Verdict::Good } else { Verdict::Unsupported }
}

enum Membership {
    Good,
    Elements,
    AlwaysNull(String),
    Unsupported,
}

fn membership(left: &Expr, right: &Expr, findings: &Findings<'_>) -> Membership {
    if property(left, findings).is_some() {
        return match &right.kind {
            ExprKind::Param(_) => Membership::Good,
            ExprKind::List(items) if items.iter().all(is_element) => Membership::Good,
            ExprKind::List(_) => Membership::Elements,
            _ => Membership::Unsupported,
        };
    }
    match property(right, findings) {
        Some(name) if !findings.is_cypher_5() => {
            if is_null(left) {
                Membership::AlwaysNull(format!("NULL IN {}", name.value))
            } else if is_value(left, findings) {
                Membership::Good
            } else {
                Membership::Unsupported
            }
        }
        _ => Membership::Unsupported,
    }
}

/// The property that `expr` reads, if it is one.
fn property<'a>(expr: &'a Expr, findings: &Findings<'_>) -> Option<&'a Ident> {
    match &expr.kind {
        ExprKind::Property(base, name) => {
            let is_nested = matches!(base.kind, ExprKind::Property(..));
            (!is_nested || !findings.applies(Difference::NestedPropertyInRule)).then_some(name)
        }
        _ => None,
    }
}

fn is_null(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Null))
}

/// A literal that is no list, a parameter, a point; for a server a temporal value, too.
fn is_value(expr: &Expr, findings: &Findings<'_>) -> bool {
    match &expr.kind {
        ExprKind::Call(call)
            if findings.applies(Difference::TemporalInPropertyRule)
                && TEMPORAL.iter().any(|name| call.name.value.eq_ignore_ascii_case(name)) =>
        {
            true
        }
        _ => is_element(expr),
    }
}

/// What may be an element of a list.
fn is_element(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Param(_) => true,
        ExprKind::Sign(Sign::Minus, operand) => {
            matches!(operand.kind, ExprKind::Literal(Literal::Integer(_) | Literal::Float(_)))
        }
        ExprKind::Call(call) => call.name.value.eq_ignore_ascii_case("point"),
        _ => false,
    }
}

fn symbol(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "<>",
        CompareOp::InvalidNotEqual => "!=",
        CompareOp::Less => "<",
        CompareOp::LessOrEqual => "<=",
        CompareOp::Greater => ">",
        CompareOp::GreaterOrEqual => ">=",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::*;

    #[test]
    fn predicates_of_property_rules() {
        assert_first_errors(&[
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 = n.x TO r",
                Cypher5,
                45,
                "Failed to administer property rule. The property `x` must appear on the left hand side of the `=` operator.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 = n.x TO r", Cypher25, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE 5 > n.x TO r",
                Cypher5,
                45,
                "Failed to administer property rule. The property `x` must appear on the left hand side of the `>` operator.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE 5 > n.x TO r", Cypher25, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 IN n.x TO r",
                Cypher5,
                42,
                "Failed to administer property rule. The expression: `1 IN n.x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 IN n.x TO r", Cypher25, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE $p IN n.x TO r",
                Cypher5,
                43,
                "Failed to administer property rule. The expression: `$p IN n.x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE $p IN n.x TO r", Cypher25, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = n.y TO r",
                Cypher5,
                47,
                "Failed to administer property rule. The property `y` must appear on the left hand side of the `=` operator.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = n.y TO r",
                Cypher25,
                44,
                "Failed to administer property rule. The expression: `n.x = n.y` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x < n.y TO r",
                Cypher5,
                47,
                "Failed to administer property rule. The property `y` must appear on the left hand side of the `<` operator.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x < n.y TO r",
                Cypher25,
                44,
                "Failed to administer property rule. The expression: `n.x < n.y` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 1 AND n.y = 2 TO r",
                Both,
                48,
                "Failed to administer property rule. The expression: `n.x = 1 AND n.y = 2` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 1 XOR n.y = 2 TO r",
                Both,
                48,
                "Failed to administer property rule. The expression: `n.x = 1 XOR n.y = 2` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 1+2 TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = 1 + 2` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x STARTS WITH 'a' TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x STARTS WITH "a"` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x =~ 'a' TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x =~ "a"` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IS :: STRING TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IS :: STRING` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n:A TO r",
                Both,
                41,
                "Failed to administer property rule. The expression: `n:A` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n['x'] TO r",
                Both,
                41,
                r#"Failed to administer property rule. The expression: `n["x"]` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 < n.x < 2 TO r",
                Both,
                42,
                "Failed to administer property rule. The expression: `1 < n.x < 2` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x TO r",
                Both,
                41,
                "Failed to administer property rule. The expression: `n.x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE true TO r",
                Both,
                40,
                "Failed to administer property rule. The expression: `true` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = +1 TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = +1` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = m TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = m` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN n.y TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN n.y` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN m TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN m` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [[1]] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN [[1]]` is not supported. All elements in a list must be literals of the same type for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [date()] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN [date()]` is not supported. All elements in a list must be literals of the same type for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [1, n.y] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN [1, n.y]` is not supported. All elements in a list must be literals of the same type for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [1, 'a'] TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [null] TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN $p TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [] TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [$p] TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [-1] TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [1+1] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN [1 + 1]` is not supported. All elements in a list must be literals of the same type for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [NaN] TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = [1] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = [1]` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = {a: 1} TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = {a: 1}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = NULL TO r",
                Both,
                46,
                "Failed to administer property rule. The property value access rule pattern `x = NULL` always evaluates to `NULL`. Use `IS NULL` instead.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x <> NULL TO r",
                Both,
                47,
                "Failed to administer property rule. The property value access rule pattern `x <> NULL` always evaluates to `NULL`. Use `IS NOT NULL` instead.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x > NULL TO r",
                Both,
                46,
                "Failed to administer property rule. The property value access rule pattern `x > NULL` always evaluates to `NULL`.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x >= null TO r",
                Both,
                47,
                "Failed to administer property rule. The property value access rule pattern `x >= NULL` always evaluates to `NULL`.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE NULL = n.x TO r",
                Both,
                40,
                "Failed to administer property rule. The property value access rule pattern `NULL = x` always evaluates to `NULL`. Use `IS NULL` instead.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE NULL > n.x TO r",
                Both,
                40,
                "Failed to administer property rule. The property value access rule pattern `NULL > x` always evaluates to `NULL`.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = NaN TO r",
                Both,
                46,
                "Failed to administer property rule. `NaN` is not supported for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x > NaN TO r",
                Both,
                46,
                "Failed to administer property rule. `NaN` is not supported for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE NaN = n.x TO r",
                Both,
                40,
                "Failed to administer property rule. `NaN` is not supported for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = Infinity TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = -1 TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 1.5 TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 0x1F TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE (n.x = 1) TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = (1) TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IS NULL TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = point({x:1,y:2}) TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [point({x:1,y:2})] TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = duration('P1D') TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x = duration("P1D")` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x > datetime('2020-01-01') TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x > datetime("2020-01-01")` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = foo(1) TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = foo(1)` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE EXISTS { MATCH (n) } TO r",
                Both,
                40,
                "Failed to administer property rule. The expression: `EXISTS { MATCH (n) }` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = EXISTS { MATCH (n) } TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = EXISTS { MATCH (n) }` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE (n)-->() TO r",
                Both,
                40,
                "Failed to administer property rule. The expression: `(n)-->()` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x.y = 1 TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE m.x = 1 TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 'a' || 'b' TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x = "a" || "b"` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = -$p TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = -$p` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = - 1 TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = -n.y TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = -n.y` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x CONTAINS 'a' TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x CONTAINS "a"` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = toUpper('a') TO r",
                Both,
                44,
                r#"Failed to administer property rule. The expression: `n.x = toUpper("a")` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."#,
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE -1 = n.x TO r",
                Cypher5,
                46,
                "Failed to administer property rule. The property `x` must appear on the left hand side of the `=` operator.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE -1 = n.x TO r", Cypher25, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE date() = n.x TO r",
                Cypher5,
                50,
                "Failed to administer property rule. The property `x` must appear on the left hand side of the `=` operator.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE date() = n.x TO r",
                Cypher25,
                47,
                "Failed to administer property rule. The expression: `date() = n.x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = $p TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE $p = n.x TO r",
                Cypher5,
                46,
                "Failed to administer property rule. The property `x` must appear on the left hand side of the `=` operator.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n) WHERE $p = n.x TO r", Cypher25, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE x TO r",
                Both,
                40,
                "Failed to administer property rule. The expression: `x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n = 1 TO r",
                Both,
                42,
                "Failed to administer property rule. The expression: `n = 1` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 = 1 TO r",
                Both,
                42,
                "Failed to administer property rule. The expression: `1 = 1` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = n.x TO r",
                Cypher5,
                47,
                "Failed to administer property rule. The property `x` must appear on the left hand side of the `=` operator.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = n.x TO r",
                Cypher25,
                44,
                "Failed to administer property rule. The expression: `n.x = n.x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.`a b` > NULL TO r",
                Both,
                50,
                "Failed to administer property rule. The property value access rule pattern `a b > NULL` always evaluates to `NULL`.",
            ),
            (r#"GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = "it's" TO r"#, Both, 0, ""),
            (r#"GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 'say "hi"' TO r"#, Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = 1 + m.y TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = 1 + m.y` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x + 1 = 2 TO r",
                Both,
                48,
                "Failed to administer property rule. The expression: `n.x + 1 = 2` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE count(*) = 1 TO r",
                Both,
                49,
                "Failed to administer property rule. The expression: `count(*) = 1` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x = count(*) TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x = count(*)` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN range(1,2) TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN range(1, 2)` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN null TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN NULL` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE NULL IN n.x TO r",
                Cypher5,
                45,
                "Failed to administer property rule. The expression: `NULL IN n.x` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE NULL IN n.x TO r",
                Cypher25,
                40,
                "Failed to administer property rule. The property value access rule pattern `NULL IN x` always evaluates to `NULL`.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE NULL IS NULL TO r",
                Both,
                45,
                "Failed to administer property rule. The expression: `NULL IS NULL` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE 1 IS NULL TO r",
                Both,
                42,
                "Failed to administer property rule. The expression: `1 IS NULL` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE size(n.x) = 1 TO r",
                Both,
                50,
                "Failed to administer property rule. The expression: `size(n.x) = 1` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [n.y] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN [n.y]` is not supported. All elements in a list must be literals of the same type for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n) WHERE n.x IN [1, 2, m] TO r",
                Both,
                44,
                "Failed to administer property rule. The expression: `n.x IN [1, 2, m]` is not supported. All elements in a list must be literals of the same type for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n {x: 1}) TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: 1, y: 2}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: 1, y: 2}` is not supported. Property rules can only contain one property.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR ()-[r:T {}]-() TO r",
                Both,
                38,
                "Failed to administer property rule. The expression: `{}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: NULL}) TO r",
                Both,
                37,
                "Failed to administer property rule. The property value access rule pattern `{x:NULL}` always evaluates to `NULL`. Use `WHERE` syntax in combination with `IS NULL` instead.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR ()-[r:T {x: NULL}]-() TO r",
                Both,
                42,
                "Failed to administer property rule. The property value access rule pattern `{x:NULL}` always evaluates to `NULL`. Use `WHERE` syntax in combination with `IS NULL` instead.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: [1]}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: [1]}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n {x: NaN}) TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: date()}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: date()}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n {x: 'a'}) TO r", Both, 0, ""),
            ("GRANT READ {*} ON GRAPH g FOR (n {x: $p}) TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: 1+1}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: 1 + 1}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: n.y}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: n.y}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            ("GRANT READ {*} ON GRAPH g FOR (n {x: -1}) TO r", Both, 0, ""),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: +1}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: +1}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: m}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: m}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {`a b`: NULL}) TO r",
                Both,
                41,
                "Failed to administer property rule. The property value access rule pattern `{a b:NULL}` always evaluates to `NULL`. Use `WHERE` syntax in combination with `IS NULL` instead.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: {a:1}}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: {a: 1}}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n {x: 1, x: 2}) TO r",
                Both,
                33,
                "Failed to administer property rule. The expression: `{x: 1, x: 2}` is not supported. Property rules can only contain one property.",
            ),
            (
                "GRANT READ {*} ON GRAPH g FOR (n WHERE n.x = NULL) TO r",
                Both,
                45,
                "Failed to administer property rule. The property value access rule pattern `x = NULL` always evaluates to `NULL`. Use `IS NULL` instead.",
            ),
            (
                "DENY TRAVERSE ON GRAPH g FOR (n WHERE n.x = NULL) TO r",
                Both,
                44,
                "Failed to administer property rule. The property value access rule pattern `x = NULL` always evaluates to `NULL`. Use `IS NULL` instead.",
            ),
            (
                "REVOKE MATCH {*} ON GRAPH g FOR ()-[n WHERE n.x = NULL]-() FROM r",
                Both,
                50,
                "Failed to administer property rule. The property value access rule pattern `x = NULL` always evaluates to `NULL`. Use `IS NULL` instead.",
            ),
        ]);
    }
}
