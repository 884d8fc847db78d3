//! The predefined database roles that tool authentication gives to console users.

use super::role::ProjectRole;
use super::tier::Tier;

/// A predefined role of an instance. Each has all that the one before it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatabaseRole {
    /// Viewer, on every tier.
    Viewer,
    /// Member, on every tier.
    Member,
    /// Admin on Free.
    AdminFree,
    /// Admin on Professional.
    AdminProfessional,
    /// Admin on Business Critical.
    AdminBusinessCritical,
}

impl DatabaseRole {
    /// Every role, in the order of the published table.
    pub const ALL: &'static [Self] = &[
        Self::Viewer,
        Self::Member,
        Self::AdminFree,
        Self::AdminProfessional,
        Self::AdminBusinessCritical,
    ];

    /// The role that a project role brings on an instance of a tier, when tool authentication is on.
    ///
    /// None for metrics readers: what they may do in a database is for its own RBAC to say.
    #[must_use]
    pub fn of(role: ProjectRole, tier: Tier) -> Option<Self> {
        match (role, tier) {
            (_, Tier::VirtualDedicatedCloud) | (ProjectRole::MetricsReader, _) => None,
            (ProjectRole::Viewer, _) => Some(Self::Viewer),
            (ProjectRole::Member, _) => Some(Self::Member),
            (ProjectRole::Admin, Tier::Free) => Some(Self::AdminFree),
            (ProjectRole::Admin, Tier::Professional) => Some(Self::AdminProfessional),
            (ProjectRole::Admin, Tier::BusinessCritical) => Some(Self::AdminBusinessCritical),
        }
    }

    /// The predefined roles that exist on an instance of a tier.
    #[must_use]
    pub fn on(tier: Tier) -> Vec<Self> {
        let of = |role| Self::of(role, tier);
        [ProjectRole::Viewer, ProjectRole::Member, ProjectRole::Admin]
            .into_iter()
            .filter_map(of)
            .collect()
    }

    /// Its name on the instance with this id: `console_member_73b84556`.
    #[must_use]
    pub fn name(self, instance: &str) -> String {
        // UNKNOWN: only the names of Member and of Admin on Professional are published.
        let part = match self {
            Self::Viewer => "viewer",
            Self::Member => "member",
            Self::AdminFree => "admin_free",
            Self::AdminProfessional => "admin_pro",
            Self::AdminBusinessCritical => "admin_bc",
        };
        format!("console_{part}_{instance}")
    }

    /// Its name in prose: `Admin (Business Critical)`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Viewer => "Viewer",
            Self::Member => "Member",
            Self::AdminFree => "Admin (Free)",
            Self::AdminProfessional => "Admin (Professional)",
            Self::AdminBusinessCritical => "Admin (Business Critical)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_admin_role_depends_on_the_tier() {
        for tier in [Tier::Free, Tier::Professional, Tier::BusinessCritical] {
            assert_eq!(DatabaseRole::of(ProjectRole::Viewer, tier), Some(DatabaseRole::Viewer));
            assert_eq!(DatabaseRole::of(ProjectRole::Member, tier), Some(DatabaseRole::Member));
            assert_eq!(DatabaseRole::of(ProjectRole::MetricsReader, tier), None);
            assert_eq!(DatabaseRole::on(tier).len(), 3);
        }
        assert_eq!(DatabaseRole::on(Tier::VirtualDedicatedCloud), []);
    }

    #[test]
    fn names_carry_the_instance() {
        assert_eq!(DatabaseRole::Member.name("73b84556"), "console_member_73b84556");
        assert_eq!(DatabaseRole::AdminProfessional.name("73b84556"), "console_admin_pro_73b84556");
    }
}
