//! The built-in roles and their privileges, as a fresh DBMS has them.
//!
//! Source: the manual's page on built-in roles; reference, section 11.2.

use super::{Access, Action, AllOr, PrivilegeRow, PropertyRule, Reach, Resource, Scope, Segment};

/// The role that every user holds.
pub const PUBLIC: &str = "PUBLIC";
/// The role that may do everything.
pub const ADMIN: &str = "admin";

/// A built-in privilege: no name occurs in any.
pub type BuiltInRow = PrivilegeRow<&'static str, &'static PropertyRule>;

const fn granted(
    action: Action,
    resource: Resource<&'static str>,
    scope: Scope<&'static str>,
    segment: Segment<&'static str, &'static PropertyRule>,
) -> BuiltInRow {
    PrivilegeRow { access: Access::Granted, action, resource, scope, segment, is_immutable: false }
}

const fn database(action: Action) -> BuiltInRow {
    granted(action, Resource::Database, Scope::Database(Reach::All), Segment::Database)
}

const fn dbms(action: Action, segment: Segment<&'static str, &'static PropertyRule>) -> BuiltInRow {
    granted(action, Resource::Database, Scope::Dbms, segment)
}

const fn graph(
    action: Action,
    resource: Resource<&'static str>,
    segment: Segment<&'static str, &'static PropertyRule>,
) -> BuiltInRow {
    granted(action, resource, Scope::Graph(Reach::All), segment)
}

const LOAD: BuiltInRow = granted(Action::Load, Resource::File, Scope::Load, Segment::AllData);

const READING: &[BuiltInRow] = &[
    database(Action::Access),
    graph(Action::Match, Resource::AllProperties, Segment::Node(AllOr::All)),
    graph(Action::Match, Resource::AllProperties, Segment::Relationship(AllOr::All)),
    database(Action::ShowConstraint),
    database(Action::ShowIndex),
];
const WRITING: &[BuiltInRow] = &[
    graph(Action::Write, Resource::Graph, Segment::Node(AllOr::All)),
    graph(Action::Write, Resource::Graph, Segment::Relationship(AllOr::All)),
];
const NAMING: &[BuiltInRow] = &[database(Action::Token)];
const INDEXING: &[BuiltInRow] = &[database(Action::Constraint), database(Action::Index)];
const ADMINISTERING: &[BuiltInRow] = &[
    dbms(Action::DbmsActions, Segment::Database),
    LOAD,
    database(Action::StartDatabase),
    database(Action::StopDatabase),
    granted(
        Action::TransactionManagement,
        Resource::Database,
        Scope::Database(Reach::All),
        Segment::User(AllOr::All),
    ),
];
const EVERYONE: &[BuiltInRow] = &[
    granted(Action::Access, Resource::Database, Scope::Database(Reach::Home), Segment::Database),
    dbms(Action::ExecuteFunction, Segment::Function(AllOr::All)),
    dbms(Action::ExecuteProcedure, Segment::Procedure(AllOr::All)),
    LOAD,
];

/// Each built-in role and its privileges, in groups that build on each other.
pub const BUILT_IN_ROLES: &[(&str, &[&[BuiltInRow]])] = &[
    (PUBLIC, &[EVERYONE]),
    ("reader", &[READING]),
    ("editor", &[READING, WRITING]),
    ("publisher", &[READING, WRITING, NAMING]),
    ("architect", &[READING, WRITING, NAMING, INDEXING]),
    (ADMIN, &[READING, WRITING, NAMING, INDEXING, ADMINISTERING]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_the_number_of_rows_the_manual_implies() {
        let counts: Vec<_> = BUILT_IN_ROLES
            .iter()
            .map(|(role, groups)| (*role, groups.iter().map(|group| group.len()).sum::<usize>()))
            .collect();
        assert_eq!(
            counts,
            [
                ("PUBLIC", 4),
                ("reader", 5),
                ("editor", 7),
                ("publisher", 8),
                ("architect", 10),
                ("admin", 15)
            ]
        );
    }
}
