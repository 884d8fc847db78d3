//! Roles.

use super::findings::Findings;
use super::graph_names::printed_name;
use crate::ast::{CreateRole, IfExists, NameOrParam, Place};
use crate::status::SemanticError;

pub(super) fn create(command: &CreateRole, findings: &mut Findings<'_>) {
    replace_conflict("role", &command.name, command.if_exists, command.place, findings);
}

/// `OR REPLACE` and `IF NOT EXISTS` in one command.
pub(super) fn replace_conflict(
    what: &'static str,
    name: &NameOrParam,
    if_exists: IfExists,
    place: Place,
    findings: &mut Findings<'_>,
) {
    if if_exists == IfExists::Conflict {
        let name = printed_name(name);
        findings.report(SemanticError::ReplaceAndIfNotExists { what, name }, place);
    }
}
