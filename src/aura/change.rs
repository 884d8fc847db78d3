//! Changes: the only way to change a console, and what takes each one back.
//!
//! As in the system graph, a change holds everything that was generated for it (ids, secrets'
//! digests, times), so that applying the same changes again needs neither clock nor randomness.

use super::id::{AccountId, CredentialId, InstanceId, InviteId, OrganizationId, ProjectId};
use super::node::{
    Account, ApiCredential, Instance, Invite, InviteAnswer, Organization, OrganizationMember,
    Project,
};
use super::role::ProjectRole;
use super::setting::SettingValue;
use crate::text::Text;
use jiff::Timestamp;

/// One change of a console.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Someone signs up, or a service account is made.
    AccountCreated {
        /// Its number, not in use.
        id: AccountId,
        /// Its content.
        account: Box<Account>,
    },
    /// An account was active.
    AccountSeen {
        /// The account.
        account: AccountId,
        /// When.
        at: Timestamp,
    },
    /// An account's pages show another project.
    CurrentProjectSet {
        /// The account.
        account: AccountId,
        /// The project.
        project: Option<ProjectId>,
    },
    /// An organization appears, with its first owner.
    OrganizationCreated {
        /// Its number, not in use.
        id: OrganizationId,
        /// Its content.
        organization: Box<Organization>,
    },
    /// An organization's name changes.
    OrganizationRenamed {
        /// The organization.
        organization: OrganizationId,
        /// The new name, not taken.
        name: Text,
    },
    /// An organization without projects goes, with its invites.
    OrganizationDropped {
        /// The organization.
        organization: OrganizationId,
    },
    /// A setting of an organization is set or, without value, removed.
    SettingSet {
        /// The organization.
        organization: OrganizationId,
        /// Which.
        key: &'static str,
        /// Its value from now on.
        value: Option<SettingValue>,
    },
    /// A project sets a setting of its organization otherwise or, without value, no longer.
    ProjectSettingSet {
        /// The project.
        project: ProjectId,
        /// Which.
        key: &'static str,
        /// Its value from now on.
        value: Option<SettingValue>,
    },
    /// An account joins an organization, changes its role there or, without one, leaves it.
    OrganizationMemberSet {
        /// The organization.
        organization: OrganizationId,
        /// The account.
        account: AccountId,
        /// Its membership from now on.
        member: Option<OrganizationMember>,
    },
    /// A project or tenant appears, with its first admin.
    ProjectCreated {
        /// Its number, not in use.
        id: ProjectId,
        /// Its content.
        project: Box<Project>,
    },
    /// A project's name changes.
    ProjectRenamed {
        /// The project.
        project: ProjectId,
        /// The new name, not taken in its organization.
        name: Text,
    },
    /// A project moves to another organization.
    ProjectTransferred {
        /// The project.
        project: ProjectId,
        /// Where to.
        organization: OrganizationId,
    },
    /// An account joins a project, changes its role there or, without one, leaves it.
    ProjectMemberSet {
        /// The project.
        project: ProjectId,
        /// The account.
        account: AccountId,
        /// Its role from now on.
        role: Option<ProjectRole>,
    },
    /// New instances of a project get tool authentication from now on, or do not.
    ProjectToolAuthenticationSet {
        /// The project.
        project: ProjectId,
        /// Whether.
        is_on: bool,
    },
    /// An instance appears, changes or, without content, goes.
    InstanceSet {
        /// Its number.
        id: InstanceId,
        /// Its content from now on.
        instance: Option<Box<Instance>>,
    },
    /// An invite is sent.
    InviteCreated {
        /// Its number, not in use.
        id: InviteId,
        /// Its content.
        invite: Box<Invite>,
    },
    /// An invite is accepted, declined or revoked.
    InviteAnswered {
        /// The invite.
        invite: InviteId,
        /// How.
        answer: InviteAnswer,
    },
    /// API credentials appear or, without content, go.
    CredentialSet {
        /// Their number.
        id: CredentialId,
        /// Their content.
        credential: Option<Box<ApiCredential>>,
    },
}

/// What takes one change back. Undos must be played in reverse order.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a change whose undo is lost cannot be taken back"]
pub struct Undo(pub(super) Vec<Before>);

impl Undo {
    /// Whether the change changed nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }
}

/// What was in one place before; none when the place was empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Before {
    Account(AccountId, Option<Box<Account>>),
    Organization(OrganizationId, Option<Box<Organization>>),
    Project(ProjectId, Option<Box<Project>>),
    Instance(InstanceId, Option<Box<Instance>>),
    Invite(InviteId, Option<Box<Invite>>),
    Credential(CredentialId, Option<Box<ApiCredential>>),
}
