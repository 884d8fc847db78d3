//! Mathematical functions. Those of `libm` give the same digits on every machine, which the platform's do not.

use super::{Args, Function, Result, function, sees_null};
use crate::status::ValueError;
use crate::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    function("abs", 1, 1, abs),
    function("acos", 1, 1, |args| of_float(args, libm::acos)),
    function("asin", 1, 1, |args| of_float(args, libm::asin)),
    function("atan", 1, 1, |args| of_float(args, libm::atan)),
    function("atan2", 2, 2, |args| Ok(libm::atan2(args.float(0)?, args.float(1)?).into())),
    function("ceil", 1, 1, |args| of_float(args, f64::ceil)),
    function("cos", 1, 1, |args| of_float(args, libm::cos)),
    function("cosh", 1, 1, |args| of_float(args, libm::cosh)),
    function("cot", 1, 1, |args| of_float(args, |x| libm::tan(x).recip())),
    function("coth", 1, 1, coth),
    function("degrees", 1, 1, |args| of_float(args, f64::to_degrees)),
    sees_null("e", 0, 0, |_| Ok(std::f64::consts::E.into())),
    function("exp", 1, 1, |args| of_float(args, libm::exp)),
    function("floor", 1, 1, |args| of_float(args, f64::floor)),
    function("haversin", 1, 1, |args| of_float(args, |x| (1.0 - libm::cos(x)) / 2.0)),
    function("isNaN", 1, 1, |args| Ok(args.float(0)?.is_nan().into())),
    function("log", 1, 1, |args| of_float(args, libm::log)),
    function("log10", 1, 1, |args| of_float(args, libm::log10)),
    sees_null("pi", 0, 0, |_| Ok(std::f64::consts::PI.into())),
    function("radians", 1, 1, |args| of_float(args, f64::to_radians)),
    sees_null("rand", 0, 0, rand),
    function("round", 1, 3, round),
    function("sign", 1, 1, sign),
    function("sin", 1, 1, |args| of_float(args, libm::sin)),
    function("sinh", 1, 1, |args| of_float(args, libm::sinh)),
    function("sqrt", 1, 1, |args| of_float(args, f64::sqrt)),
    function("tan", 1, 1, |args| of_float(args, libm::tan)),
    function("tanh", 1, 1, |args| of_float(args, libm::tanh)),
];

fn of_float(args: &Args<'_>, apply: fn(f64) -> f64) -> Result {
    Ok(apply(args.float(0)?).into())
}

fn abs(args: &Args<'_>) -> Result {
    match args.get(0) {
        Value::Integer(number) => {
            number.checked_abs().map(Value::Integer).ok_or(ValueError::LongOverflow)
        }
        _ => of_float(args, f64::abs),
    }
}

/// Not defined at zero.
fn coth(args: &Args<'_>) -> Result {
    of_float(args, |x| if x == 0.0 { f64::NAN } else { libm::tanh(x).recip() })
}

fn sign(args: &Args<'_>) -> Result {
    Ok(match args.get(0) {
        Value::Integer(number) => number.signum(),
        _ => {
            let number = args.float(0)?;
            i64::from(number > 0.0) - i64::from(number < 0.0)
        }
    }
    .into())
}

/// From 0 up to, not including, 1.
#[allow(clippy::cast_precision_loss)]
fn rand(args: &Args<'_>) -> Result {
    const BITS: u32 = f64::MANTISSA_DIGITS;
    Ok(((args.env.random() >> (64 - BITS)) as f64 / (1_u64 << BITS) as f64).into())
}

/// Ties go toward positive infinity without a precision, away from zero with one.
fn round(args: &Args<'_>) -> Result {
    let number = args.float(0)?;
    if args.len() == 1 {
        return Ok((number + 0.5).floor().into());
    }
    let precision = args.count(1)?;
    let mode = if args.len() > 2 { args.text(2)? } else { "HALF_UP" };
    let apply = rounding(mode).ok_or_else(|| {
        ValueError::Argument(format!(
            "Unknown rounding mode. Valid values are: CEILING, FLOOR, UP, DOWN, HALF_EVEN, HALF_UP, HALF_DOWN, UNNECESSARY, but got: {mode}"
        ))
    })?;
    if precision == 0 && args.len() == 2 {
        return Ok((number + 0.5).floor().into());
    }
    let scale = 10_f64.powi(i32::try_from(precision).unwrap_or(i32::MAX));
    let scaled = number * scale;
    // Beyond 2^53 there are no decimals left to round.
    if !scaled.is_finite() || scaled.abs() >= 9_007_199_254_740_992.0 {
        return Ok(number.into());
    }
    Ok((apply(decimal_noise_removed(scaled)) / scale).into())
}

/// `2.675 * 100` is a hair off 267.5 in binary; Java rounds the decimal text instead.
fn decimal_noise_removed(scaled: f64) -> f64 {
    let nearest_half = (scaled * 2.0).round() / 2.0;
    if (scaled - nearest_half).abs() <= scaled.abs() * 2.0 * f64::EPSILON {
        nearest_half
    } else {
        scaled
    }
}

/// Java's rounding modes.
fn rounding(mode: &str) -> Option<fn(f64) -> f64> {
    Some(match mode.to_ascii_uppercase().as_str() {
        "UP" => |x| if x < 0.0 { x.floor() } else { x.ceil() },
        "DOWN" => f64::trunc,
        "CEILING" => f64::ceil,
        "FLOOR" => f64::floor,
        "HALF_UP" => f64::round,
        "HALF_DOWN" => |x| if x.fract().abs() == 0.5 { x.trunc() } else { x.round() },
        "HALF_EVEN" => f64::round_ties_even,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check;

    #[test]
    fn math_functions() {
        check(&[
            ("abs(-5)", "5"),
            ("abs(-5.5)", "5.5"),
            ("abs(-9223372036854775808)", "error: long overflow"),
            ("ceil(1.2)", "2.0"),
            ("floor(-1.2)", "-2.0"),
            ("round(1.5)", "2.0"),
            ("round(-1.5)", "-1.0"),
            ("round(3.141592, 3)", "3.142"),
            ("round(1.005, 2)", "1.01"),
            ("round(2.5, 0, 'HALF_EVEN')", "2.0"),
            ("round(-1.25, 1, 'HALF_DOWN')", "-1.2"),
            ("round(1.21, 1, 'UP')", "1.3"),
            ("round(-1.29, 1, 'DOWN')", "-1.2"),
            ("sign(-3.5)", "-1"),
            ("sqrt(4)", "2.0"),
            ("sqrt(-1)", "NaN"),
            ("log(e())", "1.0"),
            ("log10(1000)", "3.0"),
            ("isNaN(0.0 / 0)", "true"),
            ("degrees(pi())", "180.0"),
            ("atan2(0, 1)", "0.0"),
            ("coth(0)", "NaN"),
            ("0 <= rand() < 1", "true"),
            (
                "sqrt('a')",
                "error: Invalid input for function 'sqrt()': Expected a INTEGER or FLOAT, got: String(\"a\")",
            ),
        ]);
    }
}
