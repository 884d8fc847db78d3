//! `CREATE`, `ALTER`, `RENAME` and `DROP AUTH RULE`.

use super::named::{Renaming, missing};
use super::run::Run;
use crate::ast::{AuthRuleSetItem, AuthRuleVerb, Expr, IfExists, NameOrParam, SetAuthRule};
use crate::graph::Change;
use crate::status::{EntityError, EntityVerb, Error, Named};
use std::sync::Arc;

/// `CREATE [OR REPLACE] AUTH RULE … [IF NOT EXISTS] SET …` and `ALTER AUTH RULE … [IF EXISTS] SET …`
///
/// Semantic analysis has looked at the condition; it is evaluated when somebody acts.
pub(super) fn set<'s>(run: &mut Run<'s>, command: &'s SetAuthRule) -> Result<(), Error> {
    let (mut condition, mut enabled): (Option<&'s Expr>, Option<bool>) = (None, None);
    for clause in &command.set {
        match &clause.item {
            AuthRuleSetItem::Condition(expr) => condition = Some(expr),
            AuthRuleSetItem::Enabled(is_enabled) => enabled = Some(*is_enabled),
        }
    }
    match command.verb {
        AuthRuleVerb::Create(if_exists) => {
            create(run, &command.name, if_exists, condition, enabled.unwrap_or(true))
        }
        AuthRuleVerb::Alter { if_exists } => {
            alter(run, &command.name, if_exists, condition, enabled)
        }
    }
}

fn create<'s>(
    run: &mut Run<'s>,
    written: &'s NameOrParam,
    if_exists: IfExists,
    condition: Option<&'s Expr>,
    is_enabled: bool,
) -> Result<(), Error> {
    let name = run.name(written)?.text;
    let existing = run.graph.auth_rule_named(name).map(|(rule, _)| rule);
    match (if_exists, existing) {
        (IfExists::DoNothing, Some(_)) => return Ok(()),
        (IfExists::Replace | IfExists::Conflict, Some(rule)) => {
            run.apply(Change::AuthRuleDropped { rule });
            run.updates += 1;
        }
        (IfExists::Error, Some(_)) => {
            let error = EntityError::Exists { entity: Named::AuthRule, name: name.to_owned() };
            return Err(Error::at(error.into(), written.span()));
        }
        _ => {}
    }
    check_name(name)?;
    let name = run.graph.symbols_mut().intern(name);
    // Semantic analysis refuses a rule without condition.
    if let Some(condition) = condition {
        let condition = Arc::new(condition.clone());
        run.apply(Change::AuthRuleCreated { name, condition, is_enabled });
        run.updates += 1;
    }
    Ok(())
}

fn alter<'s>(
    run: &mut Run<'s>,
    written: &'s NameOrParam,
    if_exists: bool,
    condition: Option<&'s Expr>,
    enabled: Option<bool>,
) -> Result<(), Error> {
    let given = run.name(written)?;
    let Some((rule, old)) = run.graph.auth_rule_named(given.text) else {
        return missing(run, written, Named::AuthRule, EntityVerb::Alter, if_exists);
    };
    let condition = condition.map_or_else(|| old.condition.clone(), |new| Arc::new(new.clone()));
    let is_enabled = enabled.unwrap_or(old.is_enabled);
    if run.apply(Change::AuthRuleAltered { rule, condition, is_enabled }) {
        run.updates += 1;
    }
    Ok(())
}

/// `RENAME AUTH RULE … [IF EXISTS] TO …`
pub(super) fn rename<'s>(
    run: &mut Run<'s>,
    from: &'s NameOrParam,
    if_exists: bool,
    to: &'s NameOrParam,
) -> Result<(), Error> {
    let renaming = Renaming::read(run, Named::AuthRule, from, to)?;
    let new = renaming.new;
    let Some(rule) = run.graph.auth_rule_named(renaming.old.text).map(|(rule, _)| rule) else {
        return if if_exists { Ok(()) } else { Err(renaming.missing()) };
    };
    check_name(new)?;
    if run.graph.auth_rule_named(new).is_some() {
        return Err(renaming.taken());
    }
    let name = run.graph.symbols_mut().intern(new);
    run.apply(Change::AuthRuleRenamed { rule, name });
    run.updates += 1;
    Ok(())
}

/// `DROP AUTH RULE … [IF EXISTS]`
pub(super) fn drop<'s>(
    run: &mut Run<'s>,
    written: &'s NameOrParam,
    if_exists: bool,
) -> Result<(), Error> {
    let given = run.name(written)?;
    let Some(rule) = run.graph.auth_rule_named(given.text).map(|(rule, _)| rule) else {
        return missing(run, written, Named::AuthRule, EntityVerb::Delete, if_exists);
    };
    run.apply(Change::AuthRuleDropped { rule });
    run.updates += 1;
    Ok(())
}

// UNKNOWN: which names a server refuses; an empty one cannot be written.
fn check_name(name: &str) -> Result<(), Error> {
    match name.is_empty() {
        true => Err(EntityError::EmptyName { entity: Named::AuthRule }.into()),
        false => Ok(()),
    }
}
