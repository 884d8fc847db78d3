//! `GRANT ROLE` and `REVOKE ROLE`: one step per pair, users (or auth rules) outside, roles inside.

use super::run::{Given, Run};
use crate::ast::{AssignRole, CypherVersion, Grantee, NameOrParam};
use crate::graph::{AuthRuleId, Change, RoleId, UserId};
use crate::privilege::{Access, PUBLIC};
use crate::status::{Effect, Error, Impossible, Named, Notification, RoleError, RoleVerb};

/// Who is given a role, found by name.
#[derive(Clone, Copy)]
enum To {
    User(UserId),
    AuthRule(AuthRuleId),
}

/// One pair of a command.
struct Step<'s> {
    command: &'s AssignRole,
    role_name: &'s NameOrParam,
    to_name: &'s NameOrParam,
    role: Given<'s>,
    to: Given<'s>,
}

impl Step<'_> {
    fn grantee(&self) -> Named {
        match self.command.grantee {
            Grantee::User => Named::User,
            Grantee::AuthRule => Named::AuthRule,
        }
    }

    /// The command narrowed to this pair.
    fn text(&self) -> String {
        AssignRole {
            revoke: self.command.revoke,
            roles: vec![self.role_name.clone()],
            grantee: self.command.grantee,
            to: vec![self.to_name.clone()],
        }
        .to_string()
    }
}

/// `{GRANT | REVOKE} ROLE[S] … {TO | FROM} …`
pub(super) fn assign<'s>(run: &mut Run<'s>, command: &'s AssignRole) -> Result<(), Error> {
    for to_name in &command.to {
        for role_name in &command.roles {
            let (role, to) = (run.name(role_name)?, run.name(to_name)?);
            let step = Step { command, role_name, to_name, role, to };
            if command.revoke { revoke(run, &step)? } else { grant(run, &step)? }
        }
    }
    Ok(())
}

fn find_grantee(run: &Run<'_>, step: &Step<'_>) -> Option<To> {
    match step.command.grantee {
        Grantee::User => run.graph.user_named(step.to.text).map(|(id, _)| To::User(id)),
        Grantee::AuthRule => {
            run.graph.auth_rule_named(step.to.text).map(|(id, _)| To::AuthRule(id))
        }
    }
}

/// Both ends of a pair, or which one does not exist.
fn find(run: &Run<'_>, step: &Step<'_>) -> Result<(RoleId, To), Named> {
    let to = find_grantee(run, step).ok_or(step.grantee())?;
    let (role, _) = run.graph.role_named(step.role.text).ok_or(Named::Role)?;
    Ok((role, to))
}

/// The place and the parameter of the end that is missing.
fn at<'s>(step: &Step<'s>, missing: Named) -> (crate::text::Span, Given<'s>) {
    match missing {
        Named::Role => (step.role_name.span(), step.role),
        Named::User | Named::AuthRule => (step.to_name.span(), step.to),
    }
}

fn grant(run: &mut Run<'_>, step: &Step<'_>) -> Result<(), Error> {
    let (role, to) = find(run, step).map_err(|missing| {
        let (span, given) = at(step, missing);
        let error = RoleError::GrantMissing {
            role: step.role.text.to_owned(),
            grantee: step.grantee(),
            to: step.to.text.to_owned(),
            missing,
            command: step.text(),
            param: given.param(),
        };
        Error::at(error.into(), span)
    })?;
    if let To::AuthRule(_) = to
        && run
            .graph
            .role(role)
            .is_some_and(|role| role.privileges.iter().any(|key| key.access() == Access::Denied))
    {
        return Err(RoleError::DenyingRoleToAuthRule { command: step.text() }.into());
    }
    // Everyone has PUBLIC, so granting it has no effect.
    let has_effect = step.role.text != PUBLIC
        && run.apply(match to {
            To::User(user) => Change::RoleGranted { role, user },
            To::AuthRule(rule) => Change::RoleGrantedToRule { role, rule },
        });
    if has_effect {
        run.updates += 1;
    } else {
        run.notify(Notification::no_effect(&step.text(), Effect::RolePresent(step.grantee())));
    }
    Ok(())
}

fn revoke(run: &mut Run<'_>, step: &Step<'_>) -> Result<(), Error> {
    if step.role.text == PUBLIC {
        return Err(RoleError::Reserved { verb: RoleVerb::Revoke }.into());
    }
    let (role, to) = match find(run, step) {
        Ok(found) => found,
        Err(missing) if run.version == CypherVersion::Cypher5 => {
            let why = Impossible::Missing(missing);
            run.notify(Notification::impossible_revoke(&step.text(), &why));
            return Ok(());
        }
        Err(missing) => {
            let (span, given) = at(step, missing);
            let error = RoleError::RevokeMissing {
                missing,
                name: given.text.to_owned(),
                command: step.text(),
                param: given.param(),
            };
            return Err(Error::at(error.into(), span));
        }
    };
    let has_effect = run.apply(match to {
        To::User(user) => Change::RoleRevoked { role, user },
        To::AuthRule(rule) => Change::RoleRevokedFromRule { role, rule },
    });
    if has_effect {
        run.updates += 1;
    } else {
        run.notify(Notification::no_effect(&step.text(), Effect::RoleAbsent(step.grantee())));
    }
    Ok(())
}
