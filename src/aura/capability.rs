//! The published capability tables, cell by cell, in the manual's order.
//!
//! One table per level: organization, project (which is also the tenant era's, whose marks never
//! differed), and the database privileges of the predefined roles. Rows of other pages follow those
//! of the table; `Ours` marks what the console does not have.

use super::database_role::DatabaseRole;
use super::role::{OrganizationRole, ProjectRole};

/// One cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The role does not have the capability.
    No,
    /// It has.
    Yes,
    /// It has when something else holds too: a footnote of the table.
    When(Condition),
}

/// What must hold beside the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// An organization's admin lists the members only of projects the admin is a member of.
    CallerIsMemberOfProject,
    /// A project moves only between organizations that the caller owns both of.
    CallerIsOwnerOfBothOrganizations,
    /// Projects are created in Professional and Business Critical organizations.
    PlanAllowsProjects,
    /// Metrics exist for instances of Business Critical and Virtual Dedicated Cloud.
    ProjectHasInstancesWithMetrics,
}

/// Where a row was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// In the capability table of the user management page.
    Table,
    /// In the text of another page of the manual.
    OtherPage,
    /// Nowhere: the model needs it.
    Ours,
}

struct Row<const ROLES: usize> {
    id: &'static str,
    label: &'static str,
    source: Source,
    marks: [Mark; ROLES],
}

const Y: Mark = Mark::Yes;
const N: Mark = Mark::No;
const IF_MEMBER: Mark = Mark::When(Condition::CallerIsMemberOfProject);
const IF_OWNER: Mark = Mark::When(Condition::CallerIsOwnerOfBothOrganizations);
const IF_PLAN: Mark = Mark::When(Condition::PlanAllowsProjects);
const IF_METRICS: Mark = Mark::When(Condition::ProjectHasInstancesWithMetrics);

macro_rules! capabilities {
    (
        $(#[$doc:meta])* $name:ident of $role:ident:
        $($variant:ident $id:literal $label:literal $source:ident $marks:expr;)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $label] $variant,)*
        }

        impl $name {
            /// Every capability of this level, in the manual's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn row(self) -> Row<{ $role::ALL.len() }> {
                match self {
                    $(Self::$variant => Row {
                        id: $id,
                        label: $label,
                        source: Source::$source,
                        marks: $marks,
                    },)*
                }
            }

            /// Its name: `list-org`.
            #[must_use]
            pub fn id(self) -> &'static str {
                self.row().id
            }

            /// Its text in the manual: `List org`.
            #[must_use]
            pub fn label(self) -> &'static str {
                self.row().label
            }

            /// Where the row was found.
            #[must_use]
            pub fn source(self) -> Source {
                self.row().source
            }

            /// The cell of a role.
            #[must_use]
            pub fn mark(self, role: $role) -> Mark {
                let row = self.row();
                let mut cells = $role::ALL.iter().zip(row.marks);
                cells.find(|(of, _)| **of == role).map_or(Mark::No, |(_, mark)| mark)
            }

            /// The roles that have it, under a condition or not.
            pub fn holders(self) -> impl Iterator<Item = $role> {
                $role::ALL.iter().copied().filter(move |role| self.mark(*role) != Mark::No)
            }

            /// The capability with this name or text, in any case, blanks and `_` as hyphens.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                let word = plain(word);
                let is_it = |it: &Self| it.id() == word || plain(it.label()) == word;
                Self::ALL.iter().copied().find(is_it)
            }
        }
    };
}

/// `View users_AND roles` and `view-users-and-roles` are one name.
fn plain(word: &str) -> String {
    word.chars()
        .map(|c| if matches!(c, ' ' | '_') { '-' } else { c.to_ascii_lowercase() })
        .collect()
}

capabilities! {
    /// What a role in an organization allows. Columns: Owner, Admin, Member.
    OrganizationCapability of OrganizationRole:
    ListOrg "list-org" "List org" Table [Y, Y, Y];
    ListOrgProjects "list-org-projects" "List org projects" Table [Y, Y, Y];
    UpdateOrg "update-org" "Update org" Table [Y, Y, N];
    InviteUsersToProjects "invite-users-to-projects" "Invite users to projects" Table [Y, Y, N];
    ListSettings "list-existing-organization-settings" "List existing organization settings" Table [Y, Y, N];
    AddSettings "add-organization-settings" "Add organization settings" Table [Y, Y, N];
    ListProjectSettings "list-organization-settings-on-project-level" "List organization settings on project-level" Table [Y, Y, N];
    UpdateProjectSettings "update-organization-settings-on-project-level" "Update organization settings on project-level" Table [Y, Y, N];
    DeleteProjectSettings "delete-organization-settings-on-project-level" "Delete organization settings on project-level" Table [Y, Y, N];
    InviteNonOwners "invite-non-owner-users-to-org" "Invite non-owner users to org" Table [Y, Y, N];
    ListUsers "list-users" "List users" Table [Y, Y, N];
    ListRoles "list-roles" "List roles" Table [Y, Y, N];
    ListMembersOfProject "list-members-of-a-project" "List members of a project" Table [Y, IF_MEMBER, N];
    InviteOwners "invite-owners-to-org" "Invite owners to org" Table [Y, N, N];
    AddOwner "add-owner" "Add owner" Table [Y, N, N];
    DeleteOwners "delete-owners" "Delete owners" Table [Y, N, N];
    TransferProjects "transfer-projects-to-and-from-the-org" "Transfer projects to and from the org" Table [IF_OWNER, N, N];
    CreateProject "create-project" "Create a project" OtherPage [IF_PLAN, IF_PLAN, N];
    ConfigureSso "configure-sso" "Configure single sign-on" OtherPage [Y, Y, N];
    RequireMfa "require-mfa" "Require MFA for the organization" OtherPage [Y, Y, N];
    ConfigureInactivityPolicy "configure-inactivity-policy" "Configure inactive-member pruning" OtherPage [Y, Y, N];
    // The page names organization admins only; owners are inferred.
    ConfigureToolAuthentication "configure-tool-authentication" "Enable/scope Tool authentication with Aura user" OtherPage [Y, Y, N];
    ViewActivityFeed "view-organization-activity-feed" "View the organization activity feed" OtherPage [Y, Y, N];
    DropOrganization "drop-organization" "Drop the organization" Ours [Y, N, N];
}

capabilities! {
    /// What a role in a project allows. Columns: Project Viewer, Metrics Reader, Project Member,
    /// Project Admin.
    ProjectCapability of ProjectRole:
    ViewUsers "view-users-and-their-roles" "View users and their roles" Table [Y, Y, Y, Y];
    ViewInstances "view-and-open-instances" "View and open instances" Table [Y, Y, Y, Y];
    AccessSupportPortal "access-the-neo4j-customer-support-portal" "Access the Neo4j Customer Support Portal" Table [Y, Y, Y, Y];
    PerformInstanceActions "perform-all-actions-on-instances" "Perform all actions on instances" Table [N, N, Y, Y];
    CloneData "clone-data-to-new-and-existing-instances" "Clone data to new and existing instances" Table [N, N, Y, Y];
    TakeSnapshots "take-on-demand-snapshots" "Take on-demand snapshots" Table [N, N, Y, Y];
    RestoreSnapshots "restore-from-snapshots" "Restore from snapshots" Table [N, N, Y, Y];
    EditName "edit-the-project-name" "Edit the project name" Table [N, N, N, Y];
    InviteUsers "invite-new-users-to-the-project" "Invite new users to the project" Table [N, N, N, Y];
    EditRoles "edit-existing-users-roles" "Edit existing users' roles" Table [N, N, N, Y];
    DeleteUsers "delete-existing-users-from-the-project" "Delete existing users from the project" Table [N, N, N, Y];
    ViewAndEditBilling "view-and-edit-billing-information" "View and edit billing information" Table [N, N, N, Y];
    ReadMetrics "read-instance-metrics-via-api" "Fetch metrics of all instances of the project through the metrics endpoints" OtherPage [N, IF_METRICS, N, N];
    ConfigureMetrics "configure-metrics-endpoints" "Change metrics endpoint configuration" OtherPage [N, N, N, Y];
    EditDetails "edit-project-details-and-settings" "Edit project details and settings" OtherPage [N, N, N, Y];
    // Not possible for anyone: an emptied project stays.
    DeleteProject "delete-project" "Delete a project" OtherPage [N, N, N, N];
    ViewActivityFeed "view-project-activity-feed" "View the project activity feed" OtherPage [N, N, N, Y];
}

capabilities! {
    /// What a predefined database role allows. Columns: Viewer, Member, Admin on Free, on
    /// Professional, on Business Critical.
    DatabaseCapability of DatabaseRole:
    Access "access-to-database" "Access to database" Table [Y, Y, Y, Y, Y];
    StartAndStop "start-and-stop-database" "Start and stop database" Table [N, N, N, N, Y];
    ListConstraints "list-constraints" "List constraints" Table [Y, Y, Y, Y, Y];
    CreateConstraints "create-constraints" "Create constraints" Table [N, N, Y, Y, Y];
    DeleteConstraints "delete-constraints" "Delete constraints" Table [N, N, Y, Y, Y];
    ListIndexes "list-indexes" "List indexes" Table [Y, Y, Y, Y, Y];
    CreateIndexes "create-indexes" "Create indexes" Table [N, N, Y, Y, Y];
    DeleteIndexes "delete-indexes" "Delete indexes" Table [N, N, Y, Y, Y];
    Read "find-nodes-and-relationships-and-read-their-properties" "Find nodes and relationships and read their properties" Table [Y, Y, Y, Y, Y];
    Load "load-external-data-in-queries" "Load external data in queries" Table [N, Y, Y, Y, Y];
    Write "write-to-the-graph" "Write to the graph" Table [N, Y, Y, Y, Y];
    Execute "execute-procedures-and-functions" "Execute procedures and functions" Table [Y, Y, Y, Y, Y];
    ManageNames "name-management-for-node-labels-relationship-types-and-property-names" "Name management for node labels, relationship types, and property names." Table [N, Y, Y, Y, Y];
    ManageTransactions "list-and-end-transactions-for-specified-users-on-the-database" "List and end transactions for specified users on the database." Table [N, N, Y, Y, Y];
    ManageUsers "list-create-delete-and-modify-users" "List, create, delete, and modify users." Table [N, N, N, Y, Y];
    AssignRoles "assign-roles" "Assign roles" Table [N, N, N, Y, Y];
    RemoveRoles "remove-roles" "Remove roles" Table [N, N, N, Y, Y];
    CreateRoles "create-roles" "Create roles" Table [N, N, N, N, Y];
    DeleteRoles "delete-roles" "Delete roles" Table [N, N, N, N, Y];
    RenameRoles "rename-roles" "Rename roles" Table [N, N, N, N, Y];
    ListRoles "list-roles" "List roles" Table [N, N, N, Y, Y];
    ManagePrivileges "privilege-management" "Privilege management" Table [N, N, N, N, Y];
}

/// The tenant era's spelling of a text about projects.
#[must_use]
pub fn in_tenant_words(text: &str) -> String {
    text.replace("project", "tenant").replace("Project", "Tenant")
}

impl ProjectCapability {
    /// As [`Self::parse`], in the words of the tenant era too.
    #[must_use]
    pub fn parse_in_tenant_words(word: &str) -> Option<Self> {
        Self::parse(&plain(word).replace("tenant", "project")).filter(|it| it.is_in_tenant_era())
    }

    /// Whether the tenant era knows it: the published table, and reading metrics.
    #[must_use]
    pub fn is_in_tenant_era(self) -> bool {
        self.source() == Source::Table || self == Self::ReadMetrics
    }
}

impl Condition {
    /// Its name: `caller-is-member-of-project`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::CallerIsMemberOfProject => "caller-is-member-of-project",
            Self::CallerIsOwnerOfBothOrganizations => "caller-is-owner-of-both-organizations",
            Self::PlanAllowsProjects => "plan-allows-projects",
            Self::ProjectHasInstancesWithMetrics => "project-has-instances-with-metrics",
        }
    }

    /// What must hold, as an end of a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::CallerIsMemberOfProject => "of projects the admin is a member of",
            Self::CallerIsOwnerOfBothOrganizations => {
                "between organizations that the owner owns both of"
            }
            Self::PlanAllowsProjects => "on the plans Professional and Business Critical",
            Self::ProjectHasInstancesWithMetrics => {
                "where the project has instances of Business Critical or Virtual Dedicated Cloud"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(mark: Mark) -> &'static str {
        match mark {
            Mark::Yes => "yes",
            Mark::No => "no",
            Mark::When(condition) => condition.id(),
        }
    }

    /// Every cell of the tables here, as lines of the fixture.
    fn cells() -> Vec<[String; 6]> {
        let mut cells = Vec::new();
        let mut add = |table: &str, source, id: &str, label: &str, role: &str, mark| {
            let source = match source {
                Source::Table => "table",
                Source::OtherPage => "other",
                Source::Ours => return,
            };
            cells.push([table, source, id, label, role, cell(mark)].map(str::to_owned));
        };
        for it in ProjectCapability::ALL.iter().filter(|it| it.source() == Source::Table) {
            for role in [ProjectRole::Admin, ProjectRole::Member, ProjectRole::Viewer] {
                let [id, label] = [it.id(), it.label()].map(in_tenant_words);
                add("tenant", Source::Table, &id, &label, role.tenant_name(), it.mark(role));
            }
        }
        for it in OrganizationCapability::ALL {
            for role in OrganizationRole::ALL.iter().copied() {
                let name = role.console_name();
                add("organization", it.source(), it.id(), it.label(), name, it.mark(role));
            }
        }
        for it in ProjectCapability::ALL {
            for role in ProjectRole::ALL.iter().copied() {
                let name = role.console_name();
                add("project", it.source(), it.id(), it.label(), name, it.mark(role));
            }
        }
        for it in DatabaseCapability::ALL {
            for role in DatabaseRole::ALL.iter().copied() {
                let role_name = match role {
                    DatabaseRole::Viewer => "VIEWER",
                    DatabaseRole::Member => "MEMBER",
                    DatabaseRole::AdminFree => "ADMIN_FREE",
                    DatabaseRole::AdminProfessional => "ADMIN_PROFESSIONAL",
                    DatabaseRole::AdminBusinessCritical => "ADMIN_BUSINESS_CRITICAL",
                };
                add("database", it.source(), it.id(), it.label(), role_name, it.mark(role));
            }
        }
        cells
    }

    /// The fixture was taken from the manual's sources by a program, not from the tables above.
    #[test]
    fn every_cell_is_the_published_one() {
        let published = include_str!("../../fixtures/aura/capabilities.csv");
        let mut published = csv::Reader::from_reader(published.as_bytes());
        let published: Vec<[String; 6]> =
            published.records().map(|it| it.unwrap().deserialize(None).unwrap()).collect();
        assert_eq!(published.len(), 283);
        assert_eq!(cells(), published);
    }

    #[test]
    fn a_capability_is_found_by_its_name_and_by_its_text() {
        for it in OrganizationCapability::ALL.iter().copied() {
            assert_eq!(OrganizationCapability::parse(it.id()), Some(it));
            assert_eq!(OrganizationCapability::parse(it.label()), Some(it));
        }
        for it in ProjectCapability::ALL.iter().copied() {
            assert_eq!(ProjectCapability::parse(&it.id().replace('-', "_")), Some(it));
        }
        for it in DatabaseCapability::ALL.iter().copied() {
            assert_eq!(DatabaseCapability::parse(&it.id().to_uppercase()), Some(it));
        }
    }

    #[test]
    fn each_predefined_role_has_all_that_the_one_before_it_has() {
        for pair in DatabaseRole::ALL.windows(2) {
            let has = |role| DatabaseCapability::ALL.iter().filter(move |it| it.mark(role) == Y);
            assert!(has(pair[0]).all(|it| it.mark(pair[1]) == Y), "{pair:?}");
            assert!(has(pair[0]).count() < has(pair[1]).count(), "{pair:?}");
        }
    }

    #[test]
    fn the_tenant_era_has_other_words_for_the_same_rows() {
        assert_eq!(in_tenant_words("edit-the-project-name"), "edit-the-tenant-name");
        for (word, expected) in [
            ("Invite new users to the tenant", Some(ProjectCapability::InviteUsers)),
            ("view-and-open-instances", Some(ProjectCapability::ViewInstances)),
            ("delete-tenant", None),
        ] {
            assert_eq!(ProjectCapability::parse_in_tenant_words(word), expected, "{word}");
        }
    }
}
