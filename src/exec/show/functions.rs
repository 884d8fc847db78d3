//! `SHOW FUNCTIONS`: the built-in functions of the catalog. Everybody may execute them, and nobody
//! boosted; there are no user-defined ones here.

use super::executable::{described, every_role, sees_roles};
use super::told::Told;
use crate::ast::{ExecutableBy, FunctionKind, ShowWhat};
use crate::catalog::{Function, functions as all};
use crate::exec::run::Run;
use crate::query::RowSource;
use crate::value::Value;

/// `SHOW [ALL | BUILT IN | USER DEFINED] FUNCTIONS [EXECUTABLE …]`
pub(super) fn functions<'r>(
    run: &'r Run<'_>,
    what: &ShowWhat,
    kind: FunctionKind,
    // Whoever is meant may execute what is built in.
    _executable: &ExecutableBy,
) -> impl RowSource + use<'r> {
    let shown: Vec<&'static Function> = all()
        .iter()
        .filter(|function| function.traits.is_in(run.version))
        .filter(|_| kind != FunctionKind::UserDefined)
        .collect();
    let sees_roles = sees_roles(run);
    let version = run.version;
    Told::new(
        what,
        version,
        shown,
        move |function: &&'static Function, column: &str| match column {
            "name" => function.name().into(),
            "category" => function.category.into(),
            "description" => function.about.into(),
            "signature" => function.signature.into(),
            "isBuiltIn" => Value::Boolean(true),
            "argumentDescription" => described(&function.arguments(), function.about_arguments),
            "returnDescription" => function.gives().into(),
            "aggregating" => Value::Boolean(function.traits.is_aggregating()),
            "rolesExecution" if sees_roles => every_role(run),
            "rolesBoostedExecution" if sees_roles => Value::List(Vec::new()),
            "isDeprecated" => Value::Boolean(function.traits.is_deprecated_in(version)),
            // No replacement is named, and roles are shown only to those who may see roles.
            _ => Value::Null,
        },
    )
}
