//! Rules about users and aliases.

use super::finding::{Finding, Rule};
use crate::graph::{AliasTarget, SystemGraph};
use crate::privilege::ADMIN;
use crate::text::escape_name;

pub(super) fn find(graph: &SystemGraph) -> Vec<Finding> {
    let mut findings = Vec::new();
    let admin = graph.role_named(ADMIN).map(|(id, _)| id);
    for (_, user) in graph.users() {
        let name = graph.text(user.name);
        if user.is_suspended && admin.is_some_and(|admin| user.roles.contains(&admin)) {
            findings.push(Finding {
                subject: name.to_owned(),
                rule: Rule::SuspendedAdmin,
                message: format!("User '{name}' is suspended and holds role '{ADMIN}'."),
                fixes: vec![format!("REVOKE ROLE {ADMIN} FROM {}", escape_name(name))],
            });
        }
        if let Some(home) = user.home.filter(|home| graph.resolve_database(*home).is_none()) {
            let home = graph.text(home);
            findings.push(Finding {
                subject: name.to_owned(),
                rule: Rule::MissingDatabase,
                message: format!("The home database '{home}' of user '{name}' does not exist."),
                fixes: vec![format!("ALTER USER {} REMOVE HOME DATABASE", escape_name(name))],
            });
        }
    }
    for (name, alias) in graph.aliases() {
        if let AliasTarget::Local(target) = alias.target
            && graph.database(target).is_none()
        {
            let (name, target) = (graph.text(name), graph.text(target));
            findings.push(Finding {
                subject: name.to_owned(),
                rule: Rule::MissingDatabase,
                message: format!("The target '{target}' of alias '{name}' does not exist."),
                fixes: vec![format!("DROP ALIAS {} FOR DATABASE", escape_name(name))],
            });
        }
    }
    findings
}
