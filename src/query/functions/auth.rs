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
