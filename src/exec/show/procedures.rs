//! `SHOW PROCEDURES`: the built-in procedures of the catalog.

use super::executable::{described, executing, has, may_execute, roles_executing, sees_roles};
use super::text_or_null;
use super::told::Told;
use crate::ast::{ExecutableBy, ShowWhat};
use crate::catalog::{Procedure, procedures as all};
use crate::exec::run::Run;
use crate::privilege::Action;
use crate::query::RowSource;
use crate::value::Value;

/// `SHOW PROCEDURES [EXECUTABLE …]`
pub(super) fn procedures<'r>(
    run: &'r Run<'_>,
    what: &ShowWhat,
    executable: &ExecutableBy,
) -> impl RowSource + use<'r> {
    let holder = executing(run, executable);
    let shown: Vec<&'static Procedure> = all()
        .iter()
        .filter(|procedure| procedure.traits.is_in(run.version))
        .filter(|procedure| has(run.config.edition, procedure.traits))
        .filter(|procedure| {
            holder.as_ref().is_none_or(|holder| may_execute(run, holder, procedure))
        })
        .collect();
    let sees_roles = sees_roles(run);
    let version = run.version;
    Told::new(what, version, shown, move |procedure: &&'static Procedure, column: &str| {
        let traits = procedure.traits;
        let is_deprecated = Value::Boolean(traits.is_deprecated_in(version));
        let roles = |action| match sees_roles {
            true => roles_executing(run, procedure, action),
            false => Value::Null,
        };
        match column {
            "name" => procedure.name().into(),
            "description" => procedure.about.into(),
            "mode" => procedure.mode.into(),
            "worksOnSystem" => Value::Boolean(traits.works_on_system()),
            "signature" => procedure.signature.into(),
            "argumentDescription" => described(&procedure.arguments(), procedure.about_arguments),
            "returnDescription" => described(&procedure.columns(), procedure.about_columns),
            "admin" => Value::Boolean(traits.is_admin()),
            "rolesExecution" => roles(Action::ExecuteProcedure),
            "rolesBoostedExecution" => roles(Action::ExecuteBoostedProcedure),
            "isDeprecated" => is_deprecated,
            "deprecatedBy" => {
                let by = Some(procedure.replaced_by).filter(|by| !by.is_empty());
                text_or_null(by.filter(|_| traits.is_deprecated_in(version)))
            }
            "option" => Value::map([("deprecated", is_deprecated)]),
            _ => Value::Null,
        }
    })
}
