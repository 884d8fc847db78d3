//! Who may execute procedures and functions, for `EXECUTABLE BY …` and the columns of roles.

use crate::access::{Held, HeldRole, Holder, Outcome, Prepared, Request, Target};
use crate::ast::ExecutableBy;
use crate::catalog::{Field, Procedure, Traits};
use crate::exec::Edition;
use crate::exec::run::Run;
use crate::privilege::{Action, AllOr};
use crate::value::Value;

/// Who is asked about; none when everything is listed.
pub(super) fn executing(run: &Run<'_>, by: &ExecutableBy) -> Option<Holder> {
    let holder = match by {
        ExecutableBy::Anyone => return None,
        ExecutableBy::CurrentUser if !run.config.checks_privileges() => return None,
        ExecutableBy::CurrentUser => run.holder(),
        ExecutableBy::User(user) => {
            let user = run.graph.user_named(&user.value).map(|(id, _)| id);
            // Whoever does not exist holds nothing.
            user.and_then(|id| run.access.holder(run.graph, id)).unwrap_or_default()
        }
    };
    Some(holder)
}

/// Whether an edition has an entry of the catalog.
pub(super) fn has(edition: Edition, traits: Traits) -> bool {
    edition == Edition::Enterprise || !traits.is_enterprise()
}

/// Whether the columns of roles hold something: for those who may see roles, where there are roles.
pub(super) fn sees_roles(run: &Run<'_>) -> bool {
    run.config.edition == Edition::Enterprise && run.may(Action::ShowRole)
}

/// Executing a procedure, with a user's own privileges or boosted ones.
fn request(procedure: &Procedure, action: Action) -> Request {
    let name = AllOr::One(procedure.name().into());
    let is_admin = procedure.traits.is_admin();
    Request { action, target: Target::Procedure { name, is_admin } }
}

/// Whether a holder may execute a procedure.
pub(super) fn may_execute(run: &Run<'_>, holder: &Holder, procedure: &Procedure) -> bool {
    let prepared = Prepared::new(run.graph, &request(procedure, Action::ExecuteProcedure));
    run.access.outcome(run.graph, holder, &prepared) == Outcome::Allowed
}

/// The roles that may execute a procedure, each by itself, without what `PUBLIC` adds: by name.
pub(super) fn roles_executing(run: &Run<'_>, procedure: &Procedure, action: Action) -> Value {
    let prepared = Prepared::new(run.graph, &request(procedure, action));
    roles(run, |holder| run.access.outcome(run.graph, holder, &prepared) == Outcome::Allowed)
}

/// All roles: everybody may execute what is built in.
pub(super) fn every_role(run: &Run<'_>) -> Value {
    roles(run, |_| true)
}

fn roles(run: &Run<'_>, may: impl Fn(&Holder) -> bool) -> Value {
    let alone =
        |role| Holder { roles: vec![HeldRole { role, held: Held::Session }], ..Holder::default() };
    let mut names: Vec<&str> = run
        .graph
        .roles()
        .filter(|(id, _)| may(&alone(*id)))
        .map(|(_, role)| run.graph.text(role.name))
        .collect();
    names.sort_unstable();
    Value::from(names)
}

/// Arguments or columns as a server describes them.
pub(super) fn described(fields: &[Field], about: &[&str]) -> Value {
    let entry = |(field, about): (&Field, &&str)| {
        let mut entries: Vec<(&str, Value)> = vec![
            ("name", field.name.into()),
            ("type", field.type_name.into()),
            ("description", (*about).into()),
            ("isDeprecated", Value::Boolean(false)),
        ];
        if let Some(default) = field.default {
            let type_name = field.type_name;
            let default = format!("DefaultParameterValue{{value={default}, type={type_name}}}");
            entries.push(("default", default.into()));
        }
        Value::map(entries)
    };
    Value::List(fields.iter().zip(about).map(entry).collect())
}
