//! Property rules: from the pattern as written to the normal form that is stored.
//!
//! Semantic analysis has refused what cannot be right as written. Parameters are looked at here, and
//! values are evaluated once: what is stored is a literal.

use super::run::Run;
use crate::ast::{self, CompareOp, Expr, ExprKind, Ident, PredicateOp, RulePredicate};
use crate::privilege::{PropertyRule, RuleOperator, RuleTest, RuleValue};
use crate::query::{self, Env};
use crate::status::{Error, PropertyRuleError, SemanticError};
use crate::text::Text;
use crate::value::Value;
use jiff::tz::TimeZone;

/// The rule that is stored for a pattern.
pub(super) fn normal_form<'s>(
    run: &Run<'s>,
    rule: &'s ast::PropertyRule,
) -> Result<PropertyRule, Error> {
    let labels = rule.labels.iter().map(|label| label.value.clone()).collect();
    let (property, test) = match &rule.predicate {
        RulePredicate::Map(entries, place) => match entries.as_slice() {
            [(key, expr)] => {
                let value = match evaluate(run, expr)? {
                    Value::Null => {
                        let pattern = format!("{{{}:NULL}}", key.value);
                        let advice = " Use `WHERE` syntax in combination with `IS NULL` instead.";
                        return refuse(expr, PropertyRuleError::AlwaysNull { pattern, advice });
                    }
                    value => literal(expr, &value)?,
                };
                (key, RuleTest::Compare(RuleOperator::Equal, value))
            }
            _ => {
                let text = Expr::new(ExprKind::Map(entries.clone()), place.0).to_string();
                let error = SemanticError::PropertyRule(PropertyRuleError::SeveralProperties(text));
                return Err(Error::at(error.into(), place.0));
            }
        },
        RulePredicate::Where(predicate) => where_test(run, predicate)?,
    };
    Ok(PropertyRule::new(rule.is_node, labels, property.value.clone(), test))
}

fn refuse<T>(expr: &Expr, error: PropertyRuleError) -> Result<T, Error> {
    Err(Error::at(SemanticError::PropertyRule(error).into(), expr.span))
}

fn unsupported<T>(expr: &Expr) -> Result<T, Error> {
    refuse(expr, PropertyRuleError::Unsupported(expr.to_string()))
}

/// The property, when the expression reads one.
fn property(expr: &Expr) -> Option<&Ident> {
    match &expr.kind {
        ExprKind::Property(_, name) => Some(name),
        _ => None,
    }
}

fn where_test<'s>(run: &Run<'s>, whole: &'s Expr) -> Result<(&'s Ident, RuleTest), Error> {
    let (negated, inner) = match &whole.kind {
        ExprKind::Not(operand) => (true, &**operand),
        _ => (false, whole),
    };
    match &inner.kind {
        ExprKind::IsNull { operand, negated: is_not } => match property(operand) {
            Some(name) if negated == *is_not => Ok((name, RuleTest::IsNull)),
            Some(name) => Ok((name, RuleTest::IsNotNull)),
            None => unsupported(whole),
        },
        ExprKind::Comparison(left, rest) => match rest.as_slice() {
            [(operator, right)] => {
                let Some(operator) = rule_operator(operator.value) else {
                    return unsupported(whole);
                };
                let (name, operator, expr) = match (property(left), property(right)) {
                    (Some(name), _) => (name, operator, right),
                    (None, Some(name)) => (name, operator.mirrored(), &**left),
                    (None, None) => return unsupported(whole),
                };
                let value = compared(run, name, operator, expr)?;
                let operator = if negated { operator.negated() } else { operator };
                Ok((name, RuleTest::Compare(operator, value)))
            }
            _ => unsupported(whole),
        },
        ExprKind::Predicate(left, operator, right) if operator.value == PredicateOp::In => {
            match (property(left), property(right)) {
                (Some(name), _) => {
                    Ok((name, RuleTest::In { negated, values: list(run, whole, right)? }))
                }
                (None, Some(name)) => {
                    let value = match evaluate(run, left)? {
                        Value::Null => {
                            let pattern = format!("NULL IN {}", name.value);
                            let error = PropertyRuleError::AlwaysNull { pattern, advice: "" };
                            return refuse(left, error);
                        }
                        value => literal(left, &value)?,
                    };
                    Ok((name, RuleTest::Has { negated, value }))
                }
                (None, None) => unsupported(whole),
            }
        }
        _ => unsupported(whole),
    }
}

fn rule_operator(operator: CompareOp) -> Option<RuleOperator> {
    Some(match operator {
        CompareOp::Equal => RuleOperator::Equal,
        CompareOp::NotEqual => RuleOperator::NotEqual,
        CompareOp::InvalidNotEqual => return None,
        CompareOp::Less => RuleOperator::Less,
        CompareOp::LessOrEqual => RuleOperator::LessOrEqual,
        CompareOp::Greater => RuleOperator::Greater,
        CompareOp::GreaterOrEqual => RuleOperator::GreaterOrEqual,
    })
}

/// The value a property is compared with: neither `NULL` nor `NaN`.
fn compared<'s>(
    run: &Run<'s>,
    name: &Ident,
    operator: RuleOperator,
    expr: &'s Expr,
) -> Result<RuleValue, Error> {
    match evaluate(run, expr)? {
        Value::Null => {
            let pattern = format!("{} {} NULL", name.value, operator.as_str());
            let advice = match operator {
                RuleOperator::Equal => " Use `IS NULL` instead.",
                RuleOperator::NotEqual => " Use `IS NOT NULL` instead.",
                _ => "",
            };
            refuse(expr, PropertyRuleError::AlwaysNull { pattern, advice })
        }
        Value::Float(number) if number.is_nan() => refuse(expr, PropertyRuleError::NaN),
        value => literal(expr, &value),
    }
}

/// The elements of a list: literals of one type. Integers and floats are one type here.
// UNKNOWN: whether a server takes integers and floats for the same type, and `NaN` in a list.
fn list<'s>(run: &Run<'s>, whole: &Expr, expr: &'s Expr) -> Result<Vec<RuleValue>, Error> {
    let Value::List(elements) = evaluate(run, expr)? else { return unsupported(whole) };
    let text = || whole.to_string();
    let mut values = Vec::with_capacity(elements.len());
    for element in &elements {
        match element {
            Value::Null => return refuse(whole, PropertyRuleError::NullInList(text())),
            Value::List(_) | Value::Map(_) => {
                return refuse(whole, PropertyRuleError::ListElements(text()));
            }
            element => values.push(literal(expr, element)?),
        }
    }
    let mut kinds = values.iter().map(kind);
    let first = kinds.next();
    if kinds.any(|kind| Some(kind) != first) {
        return refuse(whole, PropertyRuleError::ListElements(text()));
    }
    Ok(values)
}

fn kind(value: &RuleValue) -> &str {
    match value {
        RuleValue::Boolean(_) => "boolean",
        RuleValue::Integer(_) | RuleValue::Float(_) => "number",
        RuleValue::String(_) => "string",
        RuleValue::Temporal(function, _) => function,
        RuleValue::Point(_) => "point",
    }
}

/// A value as a literal of a stored rule.
fn literal(expr: &Expr, value: &Value) -> Result<RuleValue, Error> {
    let temporal = |function: &str| {
        RuleValue::Temporal(function.into(), value.to_text().map(Text::from).unwrap_or_default())
    };
    Ok(match value {
        Value::Boolean(value) => RuleValue::Boolean(*value),
        Value::Integer(value) => RuleValue::Integer(*value),
        Value::Float(value) => RuleValue::Float((*value).into()),
        Value::String(text) => RuleValue::String(text.clone()),
        Value::Date(_) => temporal("date"),
        Value::LocalTime(_) => temporal("localtime"),
        Value::Time(_) => temporal("time"),
        Value::LocalDateTime(_) => temporal("localdatetime"),
        Value::DateTime(_) => temporal("datetime"),
        Value::Duration(_) => temporal("duration"),
        Value::Point(_) => RuleValue::Point(value.to_string().into()),
        Value::Null | Value::List(_) | Value::Map(_) => return unsupported(expr),
    })
}

/// The value of what stands for one in a rule: semantic analysis has seen to it that this is a literal,
/// a parameter, a list of both, a point or a temporal constructor. It is evaluated once, now.
fn evaluate<'s>(run: &Run<'s>, expr: &'s Expr) -> Result<Value, Error> {
    let now = run.config.clock.now().to_zoned_datetime(TimeZone::UTC);
    query::evaluate(expr, &Env::new(run.params, now, 0))
}
