//! Why something is not done: one kind per reason, and in one place its words.

use super::decide::Decision;
use crate::text::Text;

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An account
    Account,
    /// An organization
    Organization,
    /// A project
    Project,
    /// A tenant
    Tenant,
    /// An instance
    Instance,
    /// An invite
    Invite,
    /// API credentials
    Credential,
    /// A console role
    Role,
    /// A capability
    Capability,
    /// A tier
    Tier,
    /// A setting
    Setting,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Account => "account",
            Self::Organization => "organization",
            Self::Project => "project",
            Self::Tenant => "tenant",
            Self::Instance => "instance",
            Self::Invite => "invite",
            Self::Credential => "API credential",
            Self::Role => "role",
            Self::Capability => "capability",
            Self::Tier => "tier",
            Self::Setting => "setting",
        })
    }
}

/// What sort of refusal it is: as an HTTP API would answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalClass {
    /// 400: what was asked makes no sense.
    Invalid,
    /// 403: the caller may not.
    Forbidden,
    /// 404: there is no such thing.
    NotFound,
    /// 409: the state of things forbids it.
    Conflict,
}

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The caller lacks each of the capabilities that would do.
    #[error("{}", denied(.0))]
    Denied(Vec<Decision>),
    /// There is no such thing.
    #[error("There is no {kind} '{name}'.")]
    Missing {
        /// What.
        kind: Kind,
        /// The name that was given.
        name: Text,
    },
    /// Several things have that name.
    #[error("There are several {kind}s '{name}': say which by its id or by where it is.")]
    Ambiguous {
        /// What.
        kind: Kind,
        /// The name that was given.
        name: Text,
    },
    /// The name is taken.
    #[error("The {kind} '{name}' exists already.")]
    Taken {
        /// What.
        kind: Kind,
        /// The name.
        name: Text,
    },
    /// An organization would lose its last owner.
    #[error(
        "Failed to {act} '{email}': organization '{organization}' must keep at least one ORG_OWNER."
    )]
    LastOwner {
        /// `alter member`, `remove member`
        act: &'static str,
        /// Whose role it is.
        email: Text,
        /// The organization.
        organization: Text,
    },
    /// A project or tenant would lose its last admin.
    #[error("Failed to {act} '{email}': {word} '{project}' must keep at least one {role}.")]
    LastAdmin {
        /// `alter member`, `remove member`
        act: &'static str,
        /// Whose role it is.
        email: Text,
        /// `project` or `tenant`
        word: &'static str,
        /// The project.
        project: Text,
        /// How its admins are called.
        role: &'static str,
    },
    /// The account does not belong to the organization or project.
    #[error("'{email}' is not a member of {kind} '{name}'.")]
    NotMember {
        /// The account.
        email: Text,
        /// Organization, project or tenant.
        kind: Kind,
        /// Its name.
        name: Text,
    },
    /// The account belongs to the organization or project already.
    #[error("'{email}' is a member of {kind} '{name}' already.")]
    AlreadyMember {
        /// The account.
        email: Text,
        /// Organization, project or tenant.
        kind: Kind,
        /// Its name.
        name: Text,
    },
    /// A pending invite says the same already.
    #[error("'{email}' has a pending invite to {kind} '{name}' already.")]
    AlreadyInvited {
        /// Who.
        email: Text,
        /// Organization, project or tenant.
        kind: Kind,
        /// Its name.
        name: Text,
    },
    /// An invite is answered once and while it is valid.
    #[error("Failed to {act} invite '{invite}': the invite is {state}.")]
    InviteIsOver {
        /// `accept`, `decline`, `revoke`
        act: &'static str,
        /// Its id.
        invite: Text,
        /// `accepted`, `declined`, `revoked`, `expired`
        state: &'static str,
    },
    /// Only the invitee answers.
    #[error("Failed to {act} invite '{invite}': it was sent to another e-mail address.")]
    InviteOfAnother {
        /// `accept`, `decline`
        act: &'static str,
        /// Its id.
        invite: Text,
    },
    /// Tool authentication does not exist there.
    #[error("Tool authentication is not available for instance '{instance}': its tier is {tier}.")]
    NoToolAuthentication {
        /// The instance.
        instance: Text,
        /// Its tier.
        tier: &'static str,
    },
    /// Something of the new console was asked of a tenant.
    #[error("Tenant '{tenant}' is part of no organization: {what}.")]
    TenantHasNone {
        /// The tenant.
        tenant: Text,
        /// What it does not have.
        what: &'static str,
    },
    /// Organizations with projects stay.
    #[error(
        "Failed to drop organization '{organization}': it still has {projects} project(s), and projects cannot be deleted. Transfer them first."
    )]
    HasProjects {
        /// The organization.
        organization: Text,
        /// How many.
        projects: usize,
    },
    /// A setting does not take that value.
    #[error("Setting '{setting}' takes {expected}.")]
    SettingValue {
        /// The setting.
        setting: &'static str,
        /// What it takes.
        expected: String,
    },
    /// Settings that exclude each other.
    #[error("Failed to set '{setting}': {reason}.")]
    SettingConflict {
        /// The setting.
        setting: &'static str,
        /// What is in the way.
        reason: &'static str,
    },
    /// Nothing is an e-mail address without an `@` inside.
    #[error("'{0}' is not an e-mail address.")]
    NotAnEmail(Text),
    /// Source and destination of a transfer are one.
    #[error("Project '{0}' is part of that organization already.")]
    SameOrganization(Text),
    /// A role of the other level.
    #[error("{role} is not a role of a {kind}. Its roles are {roles}.")]
    WrongRole {
        /// The role as given.
        role: Text,
        /// Organization, project or tenant.
        kind: Kind,
        /// The roles it has.
        roles: String,
    },
}

/// Every reason in turn; the first capability is the one the act is about.
fn denied(decisions: &[Decision]) -> String {
    let reasons: Vec<_> = decisions.iter().map(Decision::to_string).collect();
    reasons.join(" ")
}

impl Refusal {
    /// There is no such thing.
    #[must_use]
    pub fn missing(kind: Kind, name: &str) -> Self {
        Self::Missing { kind, name: name.into() }
    }

    /// What sort of refusal it is.
    #[must_use]
    pub fn class(&self) -> RefusalClass {
        match self {
            Self::Denied(_) | Self::InviteOfAnother { .. } => RefusalClass::Forbidden,
            Self::Missing { .. } | Self::NotMember { .. } => RefusalClass::NotFound,
            Self::Taken { .. }
            | Self::LastOwner { .. }
            | Self::LastAdmin { .. }
            | Self::AlreadyMember { .. }
            | Self::AlreadyInvited { .. }
            | Self::InviteIsOver { .. }
            | Self::HasProjects { .. }
            | Self::SettingConflict { .. } => RefusalClass::Conflict,
            Self::Ambiguous { .. }
            | Self::NoToolAuthentication { .. }
            | Self::TenantHasNone { .. }
            | Self::SettingValue { .. }
            | Self::NotAnEmail(_)
            | Self::SameOrganization(_)
            | Self::WrongRole { .. } => RefusalClass::Invalid,
        }
    }
}
