//! An expression on its own: parameter values, property rules, conditions of auth rules.

use super::compile::compile;
use super::env::Env;
use super::eval::Frame;
use super::scope::Scope;
use crate::ast::Expr;
use crate::status::Error;
use crate::value::Value;
use std::borrow::Cow;

/// The value of an expression without columns.
///
/// # Errors
/// What the expression says wrongly, and what fails while it is evaluated.
pub fn evaluate(expr: &Expr, env: &Env<'_>) -> Result<Value, Error> {
    let node = compile(expr, &Scope::default(), env)?;
    Ok(node.eval(Frame::new(&[], env)).map(Cow::into_owned)?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, result_of};

    #[test]
    fn literals_and_parameters() {
        check(&[
            ("null", "null"),
            ("'it\\'s'", "\"it's\""),
            ("[1, 'a', null]", "[1, \"a\", null]"),
            ("{a: 1, `b c`: [2]}", "{a: 1, `b c`: [2]}"),
            ("Infinity", "Infinity"),
            ("NaN", "NaN"),
            ("$x", "7"),
            ("$nope", "error: Expected parameter(s): nope"),
            ("user", "error: Variable `user` not defined"),
            (
                "1 != 2",
                "error: Unknown operation '!=' (you probably meant to use '<>', which is the operator for inequality testing)",
            ),
        ]);
    }

    #[test]
    fn cases_take_the_first_branch_that_is_true() {
        check(&[
            ("CASE WHEN 1 > 2 THEN 'a' WHEN true THEN 'b' ELSE 'c' END", "\"b\""),
            ("CASE WHEN null THEN 'a' END", "null"),
            ("CASE 2 WHEN 1, 2 THEN 'a' ELSE 'b' END", "\"a\""),
            ("CASE null WHEN null THEN 'a' ELSE 'b' END", "\"b\""),
            ("CASE null WHEN IS NULL THEN 'a' ELSE 'b' END", "\"a\""),
            ("CASE 5 WHEN > 3 THEN 'big' ELSE 'small' END", "\"big\""),
            ("CASE 'abc' WHEN STARTS WITH 'x' THEN 1 WHEN =~ 'a.c' THEN 2 END", "2"),
            ("CASE 3 WHEN IN [1, 2] THEN 'in' WHEN :: INTEGER THEN 'int' END", "\"int\""),
            ("[x IN [1, 2] | CASE x WHEN 1 THEN x + 10 ELSE x END]", "[11, 2]"),
        ]);
    }

    #[test]
    fn calls_are_checked() {
        check(&[
            ("nosuch(1)", "error: Unknown function 'nosuch'"),
            ("toUpper()", "error: Insufficient parameters for function 'toUpper'"),
            ("toUpper('a', 1)", "error: Too many parameters for function 'toUpper'"),
            ("size(DISTINCT [1])", "error: Invalid use of DISTINCT with function 'size'"),
            ("count(*)", "error: Invalid use of aggregating function count(...) in this context"),
            (
                "abac.native.user_tags()",
                "error: The function `abac.native.user_tags()` cannot be called from the current context. It can only be used in the condition of an auth rule.",
            ),
            ("TOUPPER('a')", "\"A\""),
        ]);
    }

    #[test]
    fn patterns_and_subqueries_are_refused() {
        check(&[
            ("EXISTS { (a)-->(b) }", "error: The EXISTS expression is not valid on SHOW commands."),
            ("COUNT { (a)-->(b) }", "error: The COUNT expression is not valid on SHOW commands."),
            ("[(a)-->(b) | a]", "error: Pattern comprehensions are not valid on SHOW commands."),
        ]);
    }
    #[test]
    fn deep_nesting_fits_a_small_stack() {
        let nest = |open: &str, inner: &str, close: &str, levels: usize| {
            format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
        };
        for (text, expected) in [
            (nest("[", "1", "]", 390), "[[["),
            (nest("-(", "1", ")", 390), "1"),
            (nest("toUpper(", "'a'", ")", 390), "\"A\""),
            (nest("reduce(a = 0, x IN [1] | ", "5", ")", 390), "5"),
            (nest("CASE WHEN true THEN ", "7", " END", 390), "7"),
            (nest("(1 + 2 * 3 ^ ", "0", ")", 160), "Infinity"),
            (nest("(1 + 2 * 3 ^ ", "0", ")", 390), "error: The statement is nested more than"),
        ] {
            let head: String = text.chars().take(30).collect();
            let result = std::thread::Builder::new()
                .stack_size(2 << 20)
                .spawn(move || result_of(&text))
                .unwrap()
                .join()
                .unwrap();
            assert!(result.starts_with(expected), "{head}… gives {result}");
        }
    }
}
