//! Privileges in names, one per command.
//!
//! Some commands write no elements and are stored as several rows (`WRITE`); here they are one. What
//! combinations of action, resource, scope and segment there are is one table, [`is_sound`].

use crate::privilege::{
    Access, Action, ActionFamily, AllOr, NamedRow, PrivilegeRow, PropertyRule, Reach, Resource,
    Scope, Segment,
};
use crate::text::Text;
use ipnet::IpNet;
use std::cmp::Ordering;
use std::sync::Arc;

/// A privilege that owns its names.
pub type Row = PrivilegeRow<Text, Arc<PropertyRule>>;

/// What such a privilege is about.
pub type RowSegment = Segment<Text, Arc<PropertyRule>>;

/// Whether a stored row is the second one of a command that says both in one.
pub(super) fn is_second<N, R>(row: &PrivilegeRow<N, R>) -> bool {
    row.action == Action::Write && matches!(row.segment, Segment::Relationship(_))
}

/// The second row that goes with the first of such a command.
#[must_use]
pub fn second<N: Clone, R: Clone>(row: &PrivilegeRow<N, R>) -> Option<PrivilegeRow<N, R>> {
    (row.action == Action::Write)
        .then(|| PrivilegeRow { segment: Segment::Relationship(AllOr::All), ..row.clone() })
}

/// The row with its names borrowed.
#[must_use]
pub fn borrowed(row: &Row) -> NamedRow<'_> {
    PrivilegeRow {
        access: row.access,
        action: row.action,
        resource: match &row.resource {
            Resource::Graph => Resource::Graph,
            Resource::Database => Resource::Database,
            Resource::File => Resource::File,
            Resource::AllProperties => Resource::AllProperties,
            Resource::Property(name) => Resource::Property(name),
            Resource::AllLabels => Resource::AllLabels,
            Resource::Label(name) => Resource::Label(name),
        },
        scope: match &row.scope {
            Scope::Dbms => Scope::Dbms,
            Scope::Load => Scope::Load,
            Scope::Graph(of) => Scope::Graph(borrowed_reach(of)),
            Scope::Database(of) => Scope::Database(borrowed_reach(of)),
        },
        segment: match &row.segment {
            Segment::Database => Segment::Database,
            Segment::Node(of) => Segment::Node(borrowed_name(of)),
            Segment::Relationship(of) => Segment::Relationship(borrowed_name(of)),
            Segment::Pattern(rule) => Segment::Pattern(&**rule),
            Segment::User(of) => Segment::User(borrowed_name(of)),
            Segment::Procedure(of) => Segment::Procedure(borrowed_name(of)),
            Segment::Function(of) => Segment::Function(borrowed_name(of)),
            Segment::Setting(of) => Segment::Setting(borrowed_name(of)),
            Segment::Secret(of) => Segment::Secret(borrowed_name(of)),
            Segment::AllData => Segment::AllData,
            Segment::Cidr(of) => Segment::Cidr(of),
            Segment::Url(of) => Segment::Url(of),
        },
        is_immutable: row.is_immutable,
    }
}

fn borrowed_reach(reach: &Reach<Text>) -> Reach<&str> {
    match reach {
        Reach::All => Reach::All,
        Reach::Home => Reach::Home,
        Reach::Named(name) => Reach::Named(name),
    }
}

fn borrowed_name(of: &AllOr<Text>) -> AllOr<&str> {
    match of {
        AllOr::All => AllOr::All,
        AllOr::One(name) => AllOr::One(name),
    }
}

/// The order of a role's privileges: what is about one place stands together, `GRANT` before `DENY`.
#[must_use]
pub fn order(a: &Row, b: &Row) -> Ordering {
    a.scope
        .cmp(&b.scope)
        .then_with(|| a.access.cmp(&b.access))
        .then_with(|| a.segment.cmp(&b.segment))
        .then_with(|| a.action.cmp(&b.action))
        .then_with(|| a.resource.cmp(&b.resource))
        .then_with(|| a.is_immutable.cmp(&b.is_immutable))
}

/// Whether some command makes this row.
#[must_use]
pub fn is_sound(row: &Row) -> bool {
    use Action as A;
    match row.action.family() {
        ActionFamily::Graph => is_sound_in_graph(row),
        ActionFamily::Database => {
            matches!(row.scope, Scope::Database(_))
                && row.resource == Resource::Database
                && match row.action {
                    A::ShowTransaction | A::TerminateTransaction | A::TransactionManagement => {
                        matches!(row.segment, Segment::User(_))
                    }
                    _ => row.segment == Segment::Database,
                }
        }
        ActionFamily::DbmsOrDatabase => {
            matches!(row.scope, Scope::Dbms | Scope::Database(_))
                && row.resource == Resource::Database
                && row.segment == Segment::Database
        }
        ActionFamily::Dbms => {
            row.scope == Scope::Dbms
                && row.resource == Resource::Database
                && match row.action {
                    A::ExecuteProcedure | A::ExecuteBoostedProcedure => {
                        matches!(row.segment, Segment::Procedure(_))
                    }
                    A::ExecuteFunction | A::ExecuteBoostedFunction => {
                        matches!(row.segment, Segment::Function(_))
                    }
                    A::ShowSetting => matches!(row.segment, Segment::Setting(_)),
                    A::Impersonate => matches!(row.segment, Segment::User(_)),
                    // No server has privileges on secrets yet.
                    A::SecretsManagement | A::ShowSecrets | A::WriteSecrets | A::ReadSecrets => {
                        false
                    }
                    _ => row.segment == Segment::Database,
                }
        }
        ActionFamily::Load => {
            row.scope == Scope::Load
                && row.resource == Resource::File
                && match &row.segment {
                    Segment::AllData => row.action == A::Load,
                    Segment::Cidr(range) => {
                        row.action == A::LoadCidr && range.parse::<IpNet>().is_ok()
                    }
                    _ => false,
                }
        }
    }
}

fn is_sound_in_graph(row: &Row) -> bool {
    use Action as A;
    let is_element = matches!(row.segment, Segment::Node(_) | Segment::Relationship(_));
    let is_rule = matches!(row.segment, Segment::Pattern(_));
    let is_any_node = row.segment == Segment::Node(AllOr::All);
    let has_property = matches!(row.resource, Resource::AllProperties | Resource::Property(_));
    let is_whole = row.resource == Resource::Graph;
    matches!(row.scope, Scope::Graph(_))
        && match row.action {
            A::Traverse => is_whole && (is_element || is_rule),
            A::CreateElement | A::DeleteElement => is_whole && is_element,
            A::Read | A::Match => has_property && (is_element || is_rule),
            A::SetProperty => has_property && is_element,
            A::Merge => has_property && is_element && row.access == Access::Granted,
            A::SetLabel | A::RemoveLabel => {
                matches!(row.resource, Resource::AllLabels | Resource::Label(_)) && is_any_node
            }
            A::Write => is_whole && is_any_node,
            A::GraphActions => is_whole && row.segment == Segment::Database,
            _ => false,
        }
}
