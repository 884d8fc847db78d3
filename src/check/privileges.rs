//! Privileges: combinations of verb, action and target that parse but do not exist.

use super::findings::Findings;
use super::{graph_names, property_rules};
use crate::ast::{PrivilegeCommand, PrivilegeVerb, Qualifier, RevokeKind, Scope, Target};
use crate::privilege::Action;
use crate::status::SemanticError;

pub(super) fn check(command: &PrivilegeCommand, findings: &mut Findings<'_>) {
    let privilege = &command.privilege;
    target(&privilege.target, findings);
    if findings.is_refused() {
        return;
    }
    if let Some(secrets) = secrets(privilege.action) {
        let immutable = if command.immutable { "IMMUTABLE " } else { "" };
        let clause = format!("{} {immutable}{secrets}", verb(command.verb));
        findings.report(SemanticError::SecretManager(clause), command.place);
        return;
    }
    if matches!(privilege.target, Target::Url(_)) {
        findings.report(SemanticError::LoadUrl, command.place);
    }
    let denies =
        matches!(command.verb, PrivilegeVerb::Deny | PrivilegeVerb::Revoke(RevokeKind::Deny));
    if denies && privilege.action == Action::Merge {
        findings.report(SemanticError::DenyMerge, command.place);
        return;
    }
    if let Qualifier::Pattern(rule) = &privilege.qualifier {
        if let Some(action) = action_without_rules(privilege.action) {
            findings.report(SemanticError::PropertyRuleAction(action), command.place);
        }
        property_rules::check(rule, findings);
    }
}

fn target(target: &Target, findings: &mut Findings<'_>) {
    let (scope, word) = match target {
        Target::Graph(scope) => (scope, "GRAPH"),
        Target::Database(scope) => (scope, "DATABASE"),
        _ => return,
    };
    match scope {
        Scope::Default(place) => findings.refuse(SemanticError::OnDefault(word), *place),
        Scope::Named(names) => graph_names::check_all(names, findings),
        Scope::Home | Scope::All => {}
    }
}

fn verb(verb: PrivilegeVerb) -> &'static str {
    match verb {
        PrivilegeVerb::Grant => "GRANT",
        PrivilegeVerb::Deny => "DENY",
        PrivilegeVerb::Revoke(RevokeKind::Both) => "REVOKE",
        PrivilegeVerb::Revoke(RevokeKind::Grant) => "REVOKE GRANT",
        PrivilegeVerb::Revoke(RevokeKind::Deny) => "REVOKE DENY",
    }
}

/// The privileges on secrets, which no server has yet.
fn secrets(action: Action) -> Option<&'static str> {
    match action {
        Action::SecretsManagement => Some("SECRETS MANAGEMENT"),
        Action::ShowSecrets => Some("SHOW SECRETS"),
        Action::WriteSecrets => Some("WRITE SECRETS"),
        Action::ReadSecrets => Some("READ SECRETS"),
        _ => None,
    }
}

/// The actions whose privileges cannot have a property rule although the grammar takes one.
fn action_without_rules(action: Action) -> Option<&'static str> {
    match action {
        Action::Merge => Some("MERGE"),
        Action::CreateElement => Some("CREATE"),
        Action::DeleteElement => Some("DELETE"),
        Action::SetProperty => Some("SET PROPERTY"),
        _ => None,
    }
}
