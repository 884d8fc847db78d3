//! `SHOW AUTH RULES [AS COMMANDS]`

use super::table::{table, texts};
use crate::ast::{
    AuthRuleSet, AuthRuleSetItem, AuthRuleVerb, IfExists, NameOrParam, Quotes, SetAuthRule,
    ShowWhat,
};
use crate::exec::run::Run;
use crate::graph::AuthRule;
use crate::privilege::Action;
use crate::query::Table;
use crate::text::Spanned;
use crate::value::Value;

struct Shown<'r> {
    name: &'r str,
    rule: &'r AuthRule,
    /// The roles it gives, for those who may know.
    roles: Option<Vec<&'r str>>,
}

/// `SHOW AUTH RULES`, by name.
pub(super) fn auth_rules(run: &Run<'_>, what: &ShowWhat) -> Table {
    let sees_roles = run.may(Action::ShowRole);
    let roles = |rule: &AuthRule| {
        let mut names: Vec<&str> = rule
            .roles
            .iter()
            .filter_map(|role| Some(run.graph.text(run.graph.role(*role)?.name)))
            .collect();
        names.sort_unstable();
        names
    };
    let mut shown: Vec<Shown<'_>> = run
        .graph
        .auth_rules()
        .map(|(_, rule)| Shown {
            name: run.graph.text(rule.name),
            rule,
            roles: sees_roles.then(|| roles(rule)),
        })
        .collect();
    shown.sort_unstable_by_key(|shown| shown.name);
    table(what, run.version, &shown, value)
}

fn value(shown: &Shown<'_>, column: &str) -> Value {
    match column {
        "name" => shown.name.into(),
        "condition" => shown.rule.condition.to_text(Quotes::Single).into(),
        "enabled" => Value::Boolean(shown.rule.is_enabled),
        "roles" => shown.roles.as_ref().map_or(Value::Null, texts),
        "command" => command(shown).to_string().into(),
        _ => Value::Null,
    }
}

/// The command that makes the rule.
fn command(shown: &Shown<'_>) -> SetAuthRule {
    let set = |item| AuthRuleSet { item, place: Default::default() };
    SetAuthRule {
        verb: AuthRuleVerb::Create(IfExists::Error),
        name: NameOrParam::Name(Spanned::new(shown.name.into(), Default::default())),
        set: vec![
            set(AuthRuleSetItem::Condition((*shown.rule.condition).clone())),
            set(AuthRuleSetItem::Enabled(shown.rule.is_enabled)),
        ],
        place: Default::default(),
    }
}
