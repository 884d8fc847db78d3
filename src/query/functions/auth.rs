//! Functions of the conditions of auth rules: who is logging in.

use super::{Args, Function, Result, function};
use crate::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    function("abac.oidc.user_attribute", 1, 1, user_attribute),
    function("abac.native.user_tags", 0, 0, user_tags),
];

fn user_attribute(args: &Args<'_>) -> Result {
    let name = args.text(0)?;
    Ok(args.env.auth.map_or(Value::Null, |auth| auth.user_attribute(name)))
}

fn user_tags(args: &Args<'_>) -> Result {
    Ok(args.env.auth.map_or(Value::Null, |auth| auth.user_tags()))
}

#[cfg(test)]
mod tests {
    use super::super::super::env::{AuthContext, Env};
    use super::super::super::expression::evaluate;
    use super::super::super::testing::{env, params};
    use super::*;
    use crate::ast::CypherVersion;
    use crate::parser::parse_expression;

    struct Login;

    impl AuthContext for Login {
        fn user_attribute(&self, name: &str) -> Value {
            if name == "department" { "sales".into() } else { Value::Null }
        }

        fn user_tags(&self) -> Value {
            vec!["on-call"].into()
        }
    }

    #[test]
    fn conditions_ask_who_is_logging_in() {
        let params = params();
        let env: Env<'_> = env(&params).with_auth(&Login);
        for (condition, expected) in [
            ("abac.oidc.user_attribute('department') = 'sales'", Value::Boolean(true)),
            ("abac.oidc.user_attribute('nope') = 'sales'", Value::Null),
            ("'on-call' IN abac.native.user_tags()", Value::Boolean(true)),
        ] {
            let expr = parse_expression(condition, CypherVersion::Cypher25).unwrap();
            assert_eq!(evaluate(&expr, &env), Ok(expected), "{condition}");
        }
    }
}
