//! Help with a statement that failed on the state it met: the name that was probably meant, the
//! commands that would let it through.

use super::authorise::Refused;
use crate::graph::{DatabaseType, SystemGraph};
use crate::privilege::ActionFamily;
use crate::status::{
    AliasError, AliasFault, DatabaseError, EntityError, ErrorKind, Named, PrivilegeError,
    RoleError, SessionError,
};
use crate::text::{closest, escape_name};

/// What a missing name was to name.
enum Missing<'e> {
    User(&'e str),
    Role(&'e str),
    AuthRule(&'e str),
    Database(&'e str),
    Alias(&'e str),
    /// What an alias is to stand for: no alias stands for another one.
    Target(&'e str),
    Composite(&'e str),
}

/// What to do about a transaction that cannot go on.
pub(super) fn for_transaction(error: &SessionError) -> Option<String> {
    Some(match error {
        SessionError::Locked { id, user } => {
            let whose = user.as_ref().map(|user| format!(" of user `{}`", escape_name(user)));
            format!(
                "Transaction {id}{} has changes that are not committed. A server waits for it; here nothing can go on meanwhile, so this is refused at once. Commit or roll back in its session, or end it: `TERMINATE TRANSACTION '{id}'`.",
                whose.unwrap_or_default()
            )
        }
        SessionError::Terminated => "What it had changed is taken back.".to_owned(),
        _ => return None,
    })
}

/// What to do about a statement that failed: for a missing name, the existing one most like it or the
/// command that makes it.
pub(super) fn for_failure(graph: &SystemGraph, kind: &ErrorKind) -> Option<String> {
    if let ErrorKind::Session(error) = kind {
        return for_transaction(error);
    }
    let (candidates, name, create): (Vec<_>, _, _) = match missing(kind)? {
        Missing::User(name) => {
            let names = graph.users().map(|(_, user)| user.name).collect();
            (names, name, "CREATE USER {} SET PASSWORD '…'")
        }
        Missing::Role(name) => {
            (graph.roles().map(|(_, role)| role.name).collect(), name, "CREATE ROLE {}")
        }
        Missing::AuthRule(name) => (
            graph.auth_rules().map(|(_, rule)| rule.name).collect(),
            name,
            "CREATE AUTH RULE {} SET CONDITION …",
        ),
        Missing::Alias(name) => {
            let names = graph.aliases().map(|(name, _)| name).collect();
            (names, name, "CREATE ALIAS {} FOR DATABASE …")
        }
        Missing::Target(name) => {
            let names = graph.databases().filter(|(_, it)| it.kind != DatabaseType::Composite);
            (names.map(|(name, _)| name).collect(), name, "CREATE DATABASE {}")
        }
        Missing::Composite(name) => {
            let names = graph.databases().filter(|(_, it)| it.kind == DatabaseType::Composite);
            (names.map(|(name, _)| name).collect(), name, "CREATE COMPOSITE DATABASE {}")
        }
        Missing::Database(name) => {
            let names = graph
                .databases()
                .map(|(name, _)| name)
                .chain(graph.aliases().map(|(name, _)| name));
            (names.collect(), name, "CREATE DATABASE {}")
        }
    };
    let names = candidates.into_iter().map(|symbol| graph.text(symbol));
    Some(match closest(name, names) {
        Some(meant) => format!("Did you mean `{}`?", escape_name(meant)),
        None => format!("`{}` would make it.", create.replace("{}", &escape_name(name))),
    })
}

fn of_entity(entity: Named, name: &str) -> Missing<'_> {
    match entity {
        Named::User => Missing::User(name),
        Named::Role => Missing::Role(name),
        Named::AuthRule => Missing::AuthRule(name),
    }
}

fn missing(kind: &ErrorKind) -> Option<Missing<'_>> {
    match kind {
        ErrorKind::Entity(error) => match &**error {
            EntityError::Missing { entity, name, .. }
            | EntityError::RenameMissing { entity, from: name, .. } => {
                Some(of_entity(*entity, name))
            }
            _ => None,
        },
        ErrorKind::Role(error) => match &**error {
            RoleError::CopySourceMissing { source_role, .. } => Some(Missing::Role(source_role)),
            RoleError::GrantMissing { missing: Named::Role, role, .. } => Some(Missing::Role(role)),
            RoleError::GrantMissing { missing, to, .. } => Some(of_entity(*missing, to)),
            RoleError::RevokeMissing { missing, name, .. } => Some(of_entity(*missing, name)),
            _ => None,
        },
        ErrorKind::Privilege(error) => match &**error {
            PrivilegeError::RoleMissing { role, .. } => Some(Missing::Role(role)),
            PrivilegeError::DatabaseMissing { database, .. } => Some(Missing::Database(database)),
            _ => None,
        },
        ErrorKind::Alias(error) => match &**error {
            AliasError::Named { name, fault: AliasFault::Missing(_), .. } => {
                Some(Missing::Alias(name))
            }
            AliasError::Named { fault: AliasFault::NoTarget(name, _), .. } => {
                Some(Missing::Target(name))
            }
            AliasError::Named { fault: AliasFault::NoComposite(name), .. } => {
                Some(Missing::Composite(name))
            }
            _ => None,
        },
        ErrorKind::Database(error) => match &**error {
            DatabaseError::Missing { name, .. } | DatabaseError::NotThere { name } => {
                Some(Missing::Database(name))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The commands that would let a refused user through.
pub(super) fn for_refusal(graph: &SystemGraph, missing: &[Refused], denied: &[Refused]) -> String {
    let command = |verb: &str, (action, database): &Refused, preposition: &str| {
        let place = match database {
            // What else a database command needs can be granted on the DBMS in both versions.
            Some(name) if action.family() == ActionFamily::Database => {
                format!("DATABASE {}", escape_name(graph.text(*name)))
            }
            _ => "DBMS".to_owned(),
        };
        format!("`{verb} {} ON {place} {preposition} role`", action.command_name())
    };
    let grants = missing.iter().map(|refused| command("GRANT", refused, "TO"));
    let revokes = denied.iter().map(|refused| command("REVOKE DENY", refused, "FROM"));
    let commands: Vec<String> = grants.chain(revokes).collect();
    format!("This would allow it, for a role of the user: {}.", commands.join(" and "))
}

#[cfg(test)]
mod tests {
    use crate::exec::{Config, Dbms, Params, Session};

    #[test]
    fn a_missing_name_comes_with_the_one_that_was_meant_or_the_command_that_makes_it() {
        let mut dbms =
            Dbms::new(Config { initial_password_change_required: false, ..Config::default() });
        let session = Session::of_user("neo4j");
        let alias = "CREATE ALIAS movies FOR DATABASE neo4j";
        session.run(&mut dbms, alias, &Params::default()).unwrap();
        for (statement, help) in [
            ("GRANT ROLE editr TO neo4j", "Did you mean `editor`?"),
            ("GRANT ROLE editor TO neo4", "Did you mean `neo4j`?"),
            ("DROP ROLE zzz", "`CREATE ROLE zzz` would make it."),
            ("GRANT ACCESS ON DATABASE neo4 TO reader", "Did you mean `neo4j`?"),
            ("GRANT ACCESS ON DATABASE neo4j TO raeder", "Did you mean `reader`?"),
            ("REVOKE ROLE readr FROM neo4j", "Did you mean `reader`?"),
            ("CREATE ROLE a AS COPY OF admn", "Did you mean `admin`?"),
            ("CREATE ALIAS films FOR DATABASE neo4", "Did you mean `neo4j`?"),
            ("DROP ALIAS moveis FOR DATABASE", "Did you mean `movies`?"),
            ("ALTER ALIAS moveis SET DATABASE TARGET neo4j", "Did you mean `movies`?"),
            ("ALTER ALIAS movies SET DATABASE TARGET neo4", "Did you mean `neo4j`?"),
            ("DROP ALIAS zzz FOR DATABASE", "`CREATE ALIAS zzz FOR DATABASE …` would make it."),
            ("STOP DATABASE moveis", "Did you mean `movies`?"),
        ] {
            let error = session.run(&mut dbms, statement, &Params::default()).unwrap_err();
            assert_eq!(error.help.as_deref(), Some(help), "{statement}: {error}");
        }
    }
}
