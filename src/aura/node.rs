//! What a console consists of.

use super::id::{AccountId, OrganizationId, ProjectId};
use super::role::{OrganizationRole, ProjectRole};
use super::setting::SettingValue;
use super::tier::Tier;
use crate::text::Text;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Someone or something that can act in the console.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The id that the API shows.
    pub uuid: Text,
    /// The e-mail address, what ties an invite to an account; the name of a service account.
    pub email: Text,
    /// Whether it is a service account.
    pub is_service: bool,
    /// The project its pages show.
    pub current: Option<ProjectId>,
    /// When it was last seen.
    pub last_activity: Option<Timestamp>,
}

/// An organization: projects, the people in them, and settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Organization {
    /// The id that the API shows.
    pub uuid: Text,
    /// The name, unique here.
    pub name: Text,
    /// The plan it is on.
    pub plan: Tier,
    /// When it was created.
    pub created: Timestamp,
    /// Its settings.
    pub settings: Settings,
    /// Who belongs to it.
    pub members: BTreeMap<AccountId, OrganizationMember>,
}

/// Settings by key.
pub type Settings = BTreeMap<&'static str, SettingValue>;

/// One membership of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrganizationMember {
    /// The one role.
    pub role: OrganizationRole,
    /// Whether the inactivity policy spares the member.
    pub is_exempt: bool,
}

/// A project of an organization or, without one, a tenant.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The id that the API shows.
    pub uuid: Text,
    /// The name, unique in its organization or among tenants.
    pub name: Text,
    /// The organization it is part of; a tenant has none.
    pub organization: Option<OrganizationId>,
    /// Whether new instances get tool authentication.
    pub tool_authentication: bool,
    /// Settings of the organization that are set otherwise here.
    pub settings: Settings,
    /// Who belongs to it, each with one role.
    pub members: BTreeMap<AccountId, ProjectRole>,
}

/// A database instance.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// Its id: 8 hexadecimal digits.
    pub dbid: Text,
    /// The name, unique in its project.
    pub name: Text,
    /// The project it is part of.
    pub project: ProjectId,
    /// What is paid for.
    pub tier: Tier,
    /// Whether it is paused.
    pub is_paused: bool,
    /// Whether console users connect with a predefined role.
    pub tool_authentication: bool,
}

/// An invite to a project, a tenant or an organization.
#[derive(Debug, Clone, PartialEq)]
pub struct Invite {
    /// The id that the API shows.
    pub uuid: Text,
    /// Who is invited.
    pub email: Text,
    /// The organization and the role in it; none for an invite to a tenant.
    pub organization: Option<(OrganizationId, OrganizationRole)>,
    /// The projects, each with the role in it.
    pub projects: BTreeMap<ProjectId, ProjectRole>,
    /// What was done with it.
    pub answer: Option<InviteAnswer>,
    /// When it was sent.
    pub created: Timestamp,
    /// When it ceases to be valid.
    pub expires: Timestamp,
    /// Who sent it.
    pub invited_by: AccountId,
}

/// What ended an invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InviteAnswer {
    /// The invitee accepted.
    Accepted,
    /// The invitee declined.
    Declined,
    /// Someone who may took it back.
    Revoked,
}

/// Where an invite stands. All but the first are final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InviteState {
    /// Neither answered nor too old.
    Pending,
    /// Answered.
    Answered(InviteAnswer),
    /// Never answered, and too old now.
    Expired,
}

impl InviteState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Answered(InviteAnswer::Accepted),
        Self::Answered(InviteAnswer::Declined),
        Self::Answered(InviteAnswer::Revoked),
        Self::Expired,
    ];

    /// The console's word: `pending`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Answered(InviteAnswer::Accepted) => "accepted",
            Self::Answered(InviteAnswer::Declined) => "declined",
            Self::Answered(InviteAnswer::Revoked) => "revoked",
            Self::Expired => "expired",
        }
    }

    /// The API's word: `active` for what the console calls pending.
    #[must_use]
    pub fn api_name(self) -> &'static str {
        if self == Self::Pending { "active" } else { self.name() }
    }
}

impl Invite {
    /// Where it stands at a time.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> InviteState {
        match self.answer {
            Some(answer) => InviteState::Answered(answer),
            None if now >= self.expires => InviteState::Expired,
            None => InviteState::Pending,
        }
    }

    /// Whether it can still be answered.
    #[must_use]
    pub fn is_pending(&self, now: Timestamp) -> bool {
        self.state(now) == InviteState::Pending
    }
}

/// A client id and the digest of its secret, with which a program acts as an account.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiCredential {
    /// The client name, for people.
    pub name: Text,
    /// The client id.
    pub client_id: Text,
    /// SHA-256 of the client secret, which is shown once and kept nowhere.
    pub digest: [u8; 32],
    /// The account whose roles it inherits everywhere.
    pub account: AccountId,
    /// When it was made. It never expires.
    pub created: Timestamp,
}

impl Project {
    /// Whether it is one of the tenant era.
    #[must_use]
    pub fn is_tenant(&self) -> bool {
        self.organization.is_none()
    }

    /// `project` or `tenant`
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.is_tenant() { "tenant" } else { "project" }
    }

    /// How a role is spelled here.
    #[must_use]
    pub fn role_name(&self, role: ProjectRole) -> &'static str {
        if self.is_tenant() { role.tenant_name() } else { role.console_name() }
    }
}

/// Whether two e-mail addresses are the same mailbox here: case does not matter.
#[must_use]
pub fn same_email(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Whether a text can be an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
        && !text.contains(char::is_whitespace)
}
