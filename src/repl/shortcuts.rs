//! The statements behind `:du`, `:dp` and `:l`.

use crate::ast::{Quotes, string_literal};
use crate::graph::SystemGraph;
use crate::text::{closest, escape_name};

/// The databases.
pub(super) const DATABASES: &str =
    "SHOW DATABASES YIELD name, type, aliases, access, currentStatus, default, home";

/// Users with their roles, then roles with their members; only what has to do with `name`, if any.
pub(super) fn users(name: &str) -> [String; 2] {
    let literal = string_literal(name, Quotes::Single);
    let (of_users, of_roles) = match name {
        "" => (String::new(), String::new()),
        _ => (
            format!(" WHERE user = {literal} OR {literal} IN roles"),
            format!(" WHERE role = {literal} OR member = {literal}"),
        ),
    };
    [
        format!("SHOW USERS YIELD user, roles, passwordChangeRequired, suspended, home{of_users}"),
        format!(
            "SHOW ROLES WITH USERS YIELD role, member{of_roles} RETURN role, collect(member) AS members ORDER BY role"
        ),
    ]
}

/// Privileges as commands: all, or those of a role or user.
///
/// # Errors
/// When there is no role or user of this name.
pub(super) fn privileges(name: &str, graph: Option<&SystemGraph>) -> Result<String, String> {
    if name.is_empty() {
        return Ok("SHOW PRIVILEGES AS COMMANDS".to_owned());
    }
    let escaped = escape_name(name);
    let of_role = format!("SHOW ROLE {escaped} PRIVILEGES AS COMMANDS");
    let Some(graph) = graph else { return Ok(of_role) };
    if graph.role_named(name).is_some() {
        return Ok(of_role);
    }
    if graph.user_named(name).is_some() {
        return Ok(format!("SHOW USER {escaped} PRIVILEGES AS COMMANDS"));
    }
    let roles = graph.roles().map(|(_, role)| role.name);
    let names = roles.chain(graph.users().map(|(_, user)| user.name));
    let near = closest(name, names.map(|name| graph.text(name)));
    let near = near.map(|near| format!(" Did you mean {near}?")).unwrap_or_default();
    Err(format!("There is no role or user '{name}'.{near}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::CypherVersion;
    use crate::exec::{Engine, Local, Params};

    #[test]
    fn every_shortcut_runs_in_both_versions() {
        let mut engine = Local::default();
        let mut statements = vec![DATABASES.to_owned()];
        statements.extend(users("").into_iter().chain(users("it's")));
        for name in ["", "reader", "neo4j"] {
            statements.push(privileges(name, engine.state().map(|(graph, _)| graph)).unwrap());
        }
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            engine.set_version(version);
            for statement in &statements {
                engine.run(statement, &Params::default()).unwrap();
            }
        }
    }

    #[test]
    fn an_unknown_role_is_not_taken_for_one_without_privileges() {
        let engine = Local::default();
        let graph = engine.state().map(|(graph, _)| graph);
        assert_eq!(
            privileges("readr", graph).unwrap_err(),
            "There is no role or user 'readr'. Did you mean reader?"
        );
    }
}
