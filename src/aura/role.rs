//! The roles of organizations and projects, and the words for them: the console's, the tenant era's,
//! the API's, and those the API uses inside an invite only.

/// A role in an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganizationRole {
    /// `ORG_OWNER`
    Owner,
    /// `ORG_ADMIN`
    Admin,
    /// `ORG_MEMBER`: what an invite to a project gives.
    Member,
}

/// A role in a project or, but for the spelling, in a tenant. In the order of the published table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProjectRole {
    /// `PROJECT_VIEWER`
    Viewer,
    /// `METRICS_READER`: a viewer who may also read metrics through the API.
    MetricsReader,
    /// `PROJECT_MEMBER`
    Member,
    /// `PROJECT_ADMIN`
    Admin,
}

/// What a role is called where.
struct Words<R> {
    role: R,
    /// On the pages of the console with organizations.
    console: &'static str,
    /// On the pages of the console with tenants.
    tenant: &'static str,
    /// In the public API.
    api: &'static str,
    /// In the public API, inside an invite.
    in_invite: &'static str,
    /// Other spellings that are understood, blanks and hyphens as `_`.
    also: &'static [&'static str],
}

const ORGANIZATION_ROLES: [Words<OrganizationRole>; 3] = [
    Words {
        role: OrganizationRole::Owner,
        console: "ORG_OWNER",
        tenant: "ORG_OWNER",
        api: "organization-owner",
        in_invite: "organization-owner",
        also: &["OWNER"],
    },
    Words {
        role: OrganizationRole::Admin,
        console: "ORG_ADMIN",
        tenant: "ORG_ADMIN",
        api: "organization-admin",
        in_invite: "organization-admin",
        also: &["ADMIN"],
    },
    Words {
        role: OrganizationRole::Member,
        console: "ORG_MEMBER",
        tenant: "ORG_MEMBER",
        api: "organization-member",
        in_invite: "organization-member",
        also: &["MEMBER"],
    },
];

const PROJECT_ROLES: [Words<ProjectRole>; 4] = [
    Words {
        role: ProjectRole::Viewer,
        console: "PROJECT_VIEWER",
        tenant: "VIEWER",
        api: "project-viewer",
        in_invite: "namespace-viewer",
        also: &[],
    },
    Words {
        role: ProjectRole::MetricsReader,
        console: "METRICS_READER",
        tenant: "METRICS_INTEGRATION_READER",
        api: "project-metrics-integration-reader",
        in_invite: "namespace-metrics-integration-reader",
        also: &[],
    },
    Words {
        role: ProjectRole::Member,
        console: "PROJECT_MEMBER",
        tenant: "MEMBER",
        api: "project-member",
        in_invite: "namespace-member",
        also: &[],
    },
    Words {
        role: ProjectRole::Admin,
        console: "PROJECT_ADMIN",
        tenant: "ADMIN",
        api: "project-admin",
        in_invite: "namespace-admin",
        also: &[],
    },
];

/// `word` in capitals, blanks and hyphens as `_`: `Project Admin` and `project-admin` are one word.
fn plain(word: &str) -> String {
    word.chars()
        .map(|c| if matches!(c, ' ' | '-') { '_' } else { c.to_ascii_uppercase() })
        .collect()
}

fn parse<R: Copy>(table: &[Words<R>], word: &str) -> Option<R> {
    let word = plain(word);
    let is_one = |words: &&Words<R>| {
        [words.console, words.tenant, words.api, words.in_invite]
            .iter()
            .chain(words.also)
            .any(|spelling| plain(spelling) == word)
    };
    table.iter().find(is_one).map(|words| words.role)
}

macro_rules! vocabulary {
    ($role:ident, $table:ident, $all:expr) => {
        impl $role {
            /// Every role, in the order of the published table.
            pub const ALL: &'static [Self] = &$all;

            fn words(self) -> &'static Words<Self> {
                // Every role has a row: a test says so.
                $table.iter().find(|words| words.role == self).unwrap_or(&$table[0])
            }

            /// What the console calls it: `PROJECT_ADMIN`.
            #[must_use]
            pub fn console_name(self) -> &'static str {
                self.words().console
            }

            /// What the tenant era calls it: `ADMIN`.
            #[must_use]
            pub fn tenant_name(self) -> &'static str {
                self.words().tenant
            }

            /// What the public API calls it: `project-admin`.
            #[must_use]
            pub fn api_name(self) -> &'static str {
                self.words().api
            }

            /// What the public API calls it inside an invite: `namespace-admin`.
            #[must_use]
            pub fn invite_api_name(self) -> &'static str {
                self.words().in_invite
            }

            /// The role with this name, in any vocabulary and any case.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                parse(&$table, word)
            }
        }
    };
}

vocabulary!(OrganizationRole, ORGANIZATION_ROLES, [Self::Owner, Self::Admin, Self::Member]);
vocabulary!(
    ProjectRole,
    PROJECT_ROLES,
    [Self::Viewer, Self::MetricsReader, Self::Member, Self::Admin]
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_found_under_each_of_its_names() {
        for role in OrganizationRole::ALL.iter().copied() {
            assert_eq!(role.words().role, role);
            for name in [role.console_name(), role.api_name(), role.invite_api_name()] {
                assert_eq!(OrganizationRole::parse(name), Some(role), "{name}");
            }
        }
        for role in ProjectRole::ALL.iter().copied() {
            assert_eq!(role.words().role, role);
            for name in
                [role.console_name(), role.tenant_name(), role.api_name(), role.invite_api_name()]
            {
                assert_eq!(ProjectRole::parse(&name.to_lowercase()), Some(role), "{name}");
            }
        }
    }

    #[test]
    fn prose_names_are_understood_and_others_are_not() {
        assert_eq!(ProjectRole::parse("Project Admin"), Some(ProjectRole::Admin));
        assert_eq!(ProjectRole::parse("METRICS READER"), Some(ProjectRole::MetricsReader));
        assert_eq!(
            ProjectRole::parse("Project Metrics Integration Reader"),
            Some(ProjectRole::MetricsReader)
        );
        assert_eq!(OrganizationRole::parse("Organization Owner"), Some(OrganizationRole::Owner));
        assert_eq!(ProjectRole::parse("ORG_OWNER"), None);
        assert_eq!(OrganizationRole::parse("PROJECT_ADMIN"), None);
    }
}
