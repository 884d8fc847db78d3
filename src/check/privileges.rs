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

#[cfg(test)]
mod tests {
    use crate::check::testing::*;

    #[test]
    fn privileges_that_do_not_exist() {
        assert_first_errors(&[
            ("GRANT ACCESS ON DATABASE a.b.c TO r", Both, 0, ""),
            (
                "GRANT ACCESS ON DEFAULT DATABASE TO r",
                Cypher5,
                16,
                "`ON DEFAULT DATABASE` is not supported. Use `ON HOME DATABASE` instead.",
            ),
            (
                "GRANT TRAVERSE ON DEFAULT GRAPH TO r",
                Cypher5,
                18,
                "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead.",
            ),
            (
                "REVOKE DENY MERGE {*} ON DEFAULT GRAPH FROM r",
                Cypher5,
                25,
                "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead.",
            ),
            (
                "DENY MERGE {*} ON GRAPH a FOR (n) WHERE n.x = 1 TO r",
                Both,
                0,
                "`DENY MERGE` is not supported. Use `DENY SET PROPERTY` and `DENY CREATE` instead.",
            ),
            (
                "GRANT MERGE {*} ON GRAPH a FOR (n) WHERE n.x = 1 TO r",
                Both,
                0,
                "MERGE is not supported for property value access rules.",
            ),
            (
                "GRANT CREATE ON GRAPH a FOR (n) WHERE n.x = date() TO r",
                Both,
                0,
                "CREATE is not supported for property value access rules.",
            ),
            (
                "GRANT DELETE ON DEFAULT GRAPH FOR (n) WHERE n.x = date() TO r",
                Cypher5,
                16,
                "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead.",
            ),
            (
                "GRANT SET PROPERTY {*} ON GRAPH a FOR (n) WHERE n.x = 1 TO r",
                Both,
                0,
                "SET PROPERTY is not supported for property value access rules.",
            ),
            (
                "GRANT LOAD ON URL 'x' TO r",
                Both,
                0,
                "LOAD privileges with a URL pattern are not currently supported",
            ),
            (
                "DENY READ SECRET 'x' ON DBMS TO r",
                Cypher25,
                0,
                "The `DENY READ SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager.",
            ),
            (
                "GRANT READ SECRETS * ON DBMS TO r",
                Cypher25,
                0,
                "The `GRANT READ SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager.",
            ),
            (
                "REVOKE GRANT READ SECRETS * ON DBMS FROM r",
                Cypher25,
                0,
                "The `REVOKE GRANT READ SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager.",
            ),
            (
                "REVOKE DENY SHOW SECRETS ON DBMS FROM r",
                Cypher25,
                0,
                "The `REVOKE DENY SHOW SECRETS` clause is not available in this implementation of Cypher due to lack of support for secret manager.",
            ),
            (
                "REVOKE IMMUTABLE SECRETS MANAGEMENT ON DBMS FROM r",
                Cypher25,
                0,
                "The `REVOKE IMMUTABLE SECRETS MANAGEMENT` clause is not available in this implementation of Cypher due to lack of support for secret manager.",
            ),
            (
                "GRANT IMMUTABLE SECRETS MANAGEMENT ON DBMS TO r",
                Cypher25,
                0,
                "The `GRANT IMMUTABLE SECRETS MANAGEMENT` clause is not available in this implementation of Cypher due to lack of support for secret manager.",
            ),
            (
                "DENY ALL ON DEFAULT GRAPH TO r",
                Cypher5,
                12,
                "`ON DEFAULT GRAPH` is not supported. Use `ON HOME GRAPH` instead.",
            ),
        ]);
    }
}
