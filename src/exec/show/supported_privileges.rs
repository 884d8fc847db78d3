//! `SHOW SUPPORTED PRIVILEGES`: a table.
//!
//! The manual prints ten of these rows; the names and descriptions of the others follow its privilege
//! lists (reference, section 6). A listing of a live server would replace the table as it stands.

use crate::query::{Column, Table};
use crate::value::Value;

/// Action, qualifier (empty for `null`), target, scope (empty for `null`), description.
type Supported = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str);

const NONE: &[&str] = &[];
const ELEMENTS: &[&str] = &["elements", "nodes", "relationships"];
const PATTERNS: &[&str] = &["elements", "nodes", "pattern", "relationships"];

/// Ordered by action, then by target.
#[rustfmt::skip]
const SUPPORTED: &[Supported] = &[
    ("access", "", "database", NONE, "allows access to a specific database or remote database alias"),
    ("alias management", "", "dbms", NONE, "enables the specified roles to list, create, delete, and modify aliases"),
    ("all database privileges", "", "database", NONE, "allows access, index, constraint, and name management for the specified database or remote database alias"),
    ("all dbms privileges", "", "dbms", NONE, "allows all DBMS management operations"),
    ("all graph privileges", "", "graph", NONE, "allows all READ and WRITE operations on an entire graph"),
    ("alter alias", "", "dbms", NONE, "enables the specified roles to modify aliases"),
    ("alter auth rule", "", "dbms", NONE, "enables the specified roles to modify auth rules"),
    ("alter composite database", "", "dbms", NONE, "enables the specified roles to modify composite databases"),
    ("alter database", "", "dbms", NONE, "enables the specified roles to modify standard databases"),
    ("alter user", "", "dbms", NONE, "enables the specified roles to modify users"),
    ("assign privilege", "", "dbms", NONE, "enables the specified roles to assign privileges using the GRANT and DENY commands"),
    ("assign role", "", "dbms", NONE, "enables the specified roles to assign roles to users"),
    ("auth rule management", "", "dbms", NONE, "enables the specified roles to create, delete, rename, modify and list auth rules"),
    ("composite database management", "", "dbms", NONE, "enables the specified roles to create, delete or modify composite databases"),
    ("constraint management", "", "database", NONE, "allows constraints to be created, deleted, and listed on the specified database"),
    ("create", "", "graph", ELEMENTS, "allows creating nodes and relationships"),
    ("create alias", "", "dbms", NONE, "enables the specified roles to create new aliases"),
    ("create auth rule", "", "dbms", NONE, "enables the specified roles to create new auth rules"),
    ("create composite database", "", "dbms", NONE, "enables the specified roles to create new composite databases"),
    ("create constraint", "", "database", NONE, "allows constraints to be created on the specified database"),
    ("create database", "", "dbms", NONE, "enables the specified roles to create new standard databases"),
    ("create index", "", "database", NONE, "allows indexes to be created on the specified database"),
    ("create new label", "", "database", NONE, "allows new node labels to be created"),
    ("create new name", "", "database", NONE, "allows property names to be created, so that nodes and relationships can have properties assigned with these names"),
    ("create new type", "", "database", NONE, "allows new relationship types to be created"),
    ("create role", "", "dbms", NONE, "enables the specified roles to create new roles"),
    ("create user", "", "dbms", NONE, "enables the specified roles to create new users"),
    ("database management", "", "dbms", NONE, "enables the specified roles to create, delete, and modify databases"),
    ("delete", "", "graph", ELEMENTS, "allows deleting nodes and relationships"),
    ("drop alias", "", "dbms", NONE, "enables the specified roles to delete aliases"),
    ("drop auth rule", "", "dbms", NONE, "enables the specified roles to delete auth rules"),
    ("drop composite database", "", "dbms", NONE, "enables the specified roles to delete composite databases"),
    ("drop constraint", "", "database", NONE, "allows constraints to be deleted on the specified database"),
    ("drop database", "", "dbms", NONE, "enables the specified roles to delete standard databases"),
    ("drop index", "", "database", NONE, "allows indexes to be deleted on the specified database"),
    ("drop role", "", "dbms", NONE, "enables the specified roles to delete roles"),
    ("drop user", "", "dbms", NONE, "enables the specified roles to delete users"),
    ("execute admin procedures", "", "dbms", NONE, "enables the specified roles to execute procedures annotated with `@Admin`"),
    ("execute boosted function", "function", "dbms", NONE, "enables the specified roles to use elevated privileges when executing the given user-defined functions"),
    ("execute boosted procedure", "procedure", "dbms", NONE, "enables the specified roles to use elevated privileges when executing the given procedures"),
    ("execute function", "function", "dbms", NONE, "enables the specified roles to execute the given user-defined functions"),
    ("execute procedure", "procedure", "dbms", NONE, "enables the specified roles to execute the given procedures"),
    ("impersonate", "username", "dbms", NONE, "enables the specified roles to impersonate the specified users"),
    ("index management", "", "database", NONE, "allows indexes to be created, deleted, and listed on the specified database"),
    ("load", "", "all data", NONE, "enables the specified roles to load external data in queries"),
    ("load", "", "cidr", NONE, "enables the specified roles to load external data from the given CIDR range in queries"),
    ("match", "property", "graph", PATTERNS, "combines both TRAVERSE and READ, enabling an entity to be found and its properties read"),
    ("merge", "property", "graph", ELEMENTS, "combines match, create, and set property"),
    ("name management", "", "database", NONE, "allows all of the name management capabilities: node labels, relationship types, and property names"),
    ("privilege management", "", "dbms", NONE, "enables the specified roles to list, assign, and remove privileges"),
    ("read", "property", "graph", PATTERNS, "enables the specified properties of the found entities to be read"),
    ("remove label", "label", "graph", NONE, "allows removing the specified node labels using the REMOVE clause"),
    ("remove privilege", "", "dbms", NONE, "enables the specified roles to remove privileges using the REVOKE command"),
    ("remove role", "", "dbms", NONE, "enables the specified roles to remove roles from users"),
    ("rename auth rule", "", "dbms", NONE, "enables the specified roles to change the name of auth rules"),
    ("rename role", "", "dbms", NONE, "enables the specified roles to change the name of roles"),
    ("rename user", "", "dbms", NONE, "enables the specified roles to change the name of users"),
    ("role management", "", "dbms", NONE, "enables the specified roles to create, delete, assign, remove, and list roles"),
    ("server management", "", "dbms", NONE, "enables the specified roles to show, enable, rename, alter, reallocate, deallocate, and drop servers"),
    ("set auth", "", "dbms", NONE, "enables the specified roles to SET or REMOVE users' auth providers"),
    ("set database access", "", "dbms", NONE, "enables the specified roles to modify access to standard databases"),
    ("set database default language", "", "dbms", NONE, "enables the specified roles to set the default query language on a standard database"),
    ("set label", "label", "graph", NONE, "allows setting the specified node labels using the SET clause"),
    ("set passwords", "", "dbms", NONE, "enables the specified roles to modify users' passwords and whether those passwords must be changed upon first login"),
    ("set property", "property", "graph", ELEMENTS, "allows setting properties on nodes and relationships"),
    ("set user home database", "", "dbms", NONE, "enables the specified roles to modify users' home database"),
    ("set user metadata", "", "dbms", NONE, "enables the specified roles to set, add, and remove user tags"),
    ("set user status", "", "dbms", NONE, "enables the specified roles to modify the account status of users"),
    ("show alias", "", "dbms", NONE, "enables the specified roles to list aliases"),
    ("show auth rule", "", "dbms", NONE, "enables the specified roles to list auth rules"),
    ("show constraint", "", "database", NONE, "allows constraints to be listed on the specified database"),
    ("show index", "", "database", NONE, "allows indexes to be listed on the specified database"),
    ("show privilege", "", "dbms", NONE, "enables the specified roles to list privileges"),
    ("show role", "", "dbms", NONE, "enables the specified roles to list roles"),
    ("show servers", "", "dbms", NONE, "enables the specified roles to list servers"),
    ("show settings", "setting", "dbms", NONE, "enables the specified roles to query given configuration settings"),
    ("show transactions", "username", "database", NONE, "allows listing transactions and queries for the specified users on the specified database"),
    ("show user", "", "dbms", NONE, "enables the specified roles to list users"),
    ("show user metadata", "", "dbms", NONE, "enables the specified roles to view user tags"),
    ("start", "", "database", NONE, "allows the specified database to be started"),
    ("stop", "", "database", NONE, "allows the specified database to be stopped"),
    ("terminate transactions", "username", "database", NONE, "allows ending transactions and queries for the specified users on the specified database"),
    ("transaction management", "username", "database", NONE, "allows listing and ending transactions and queries for the specified users on the specified database"),
    ("traverse", "", "graph", PATTERNS, "enables the specified entities to be found"),
    ("user management", "", "dbms", NONE, "enables the specified roles to create, delete, modify, and list users"),
    ("user metadata management", "", "dbms", NONE, "enables the specified roles to set, remove, and view user tags"),
    ("write", "", "graph", NONE, "allows all WRITE operations on an entire graph"),
];

const COLUMNS: [Column; 5] = [
    Column::default("action"),
    Column::default("qualifier"),
    Column::default("target"),
    Column::default("scope"),
    Column::default("description"),
];

/// The rows of `SHOW SUPPORTED PRIVILEGES`.
pub(super) fn table() -> Table {
    let text = |text: &str| Value::String(text.into());
    let rows = SUPPORTED.iter().map(|(action, qualifier, target, scope, description)| {
        vec![
            text(action),
            if qualifier.is_empty() { Value::Null } else { text(qualifier) },
            text(target),
            match scope.is_empty() {
                true => Value::Null,
                false => Value::List(scope.iter().copied().map(text).collect()),
            },
            text(description),
        ]
    });
    Table { columns: COLUMNS.to_vec(), rows: rows.collect(), composable: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order_and_distinct() {
        let keys: Vec<_> = SUPPORTED.iter().map(|row| (row.0, row.2)).collect();
        assert!(keys.is_sorted());
        let mut distinct = keys.clone();
        distinct.dedup();
        assert_eq!(distinct, keys);
    }
}
