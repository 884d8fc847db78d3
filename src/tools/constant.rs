//! The value of an expression that needs no row: parameters on the command line, in the shell and in
//! golden scripts.

use crate::ast::{CypherVersion, Expr, ExprKind, Literal, Sign};
use crate::parser::parse_expression;
use crate::status::{Error, ErrorKind};
use crate::value::{Map, Value};

/// The value of a literal: of any type, nested as one likes.
///
/// # Errors
/// What does not parse, and what is no literal.
pub fn constant_value(text: &str, version: CypherVersion) -> Result<Value, Error> {
    let expr = parse_expression(text, version)?;
    value_of(&expr)
}

// The depth of an expression is bounded by the parser.
fn value_of(expr: &Expr) -> Result<Value, Error> {
    Ok(match &expr.kind {
        ExprKind::Literal(literal) => match literal {
            Literal::Null => Value::Null,
            Literal::Boolean(value) => Value::Boolean(*value),
            Literal::Integer(value) => Value::Integer(*value),
            Literal::Float(value) => Value::Float(*value),
            Literal::NaN => Value::Float(f64::NAN),
            Literal::String(value) => value.as_str().into(),
        },
        ExprKind::List(items) => Value::List(items.iter().map(value_of).collect::<Result<_, _>>()?),
        ExprKind::Map(entries) => {
            let mut map = Map::with_capacity(entries.len());
            for (key, value) in entries {
                map.insert(key.value.clone(), value_of(value)?);
            }
            Value::Map(Box::new(map))
        }
        ExprKind::Sign(sign, operand) => match (sign, value_of(operand)?) {
            (Sign::Plus, value @ (Value::Integer(_) | Value::Float(_))) => value,
            (Sign::Minus, Value::Integer(value)) => Value::Integer(value.wrapping_neg()),
            (Sign::Minus, Value::Float(value)) => Value::Float(-value),
            _ => return Err(not_a_literal(expr)),
        },
        _ => return Err(not_a_literal(expr)),
    })
}

fn not_a_literal(expr: &Expr) -> Error {
    Error::at(ErrorKind::Syntax("A literal is expected.".to_owned()), expr.span)
        .with_help("write strings in quotes: 'text'")
}
