//! The state of a console, and looking things up in it.

use super::id::{AccountId, CredentialId, InstanceId, InviteId, OrganizationId, ProjectId};
use super::node::{Account, ApiCredential, Instance, Invite, Organization, Project, same_email};
use super::refusal::{Kind, Refusal};
use super::role::{OrganizationRole, ProjectRole};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Everything a console knows. Changed by [`apply`](Console::apply) only.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Console {
    pub(super) accounts: BTreeMap<AccountId, Account>,
    pub(super) organizations: BTreeMap<OrganizationId, Organization>,
    pub(super) projects: BTreeMap<ProjectId, Project>,
    pub(super) instances: BTreeMap<InstanceId, Instance>,
    pub(super) invites: BTreeMap<InviteId, Invite>,
    pub(super) credentials: BTreeMap<CredentialId, ApiCredential>,
}

macro_rules! tables {
    ($($one:ident $table:ident $id:ident $node:ident $doc:literal;)*) => {
        impl Console {
            $(
                #[doc = concat!("The ", $doc, " with this id.")]
                #[must_use]
                pub fn $one(&self, id: $id) -> Option<&$node> {
                    self.$table.get(&id)
                }

                #[doc = concat!("Every ", $doc, ", in order of creation.")]
                pub fn $table(&self) -> impl Iterator<Item = ($id, &$node)> {
                    self.$table.iter().map(|(id, node)| (*id, node))
                }
            )*
        }
    };
}

tables! {
    account accounts AccountId Account "account";
    organization organizations OrganizationId Organization "organization";
    project projects ProjectId Project "project or tenant";
    instance instances InstanceId Instance "instance";
    invite invites InviteId Invite "invite";
    credential credentials CredentialId ApiCredential "pair of API credentials";
}

impl Console {
    /// The account of an e-mail address.
    #[must_use]
    pub fn account_of(&self, email: &str) -> Option<AccountId> {
        self.accounts().find(|(_, account)| same_email(&account.email, email)).map(|(id, _)| id)
    }

    /// The account of an e-mail address.
    ///
    /// # Errors
    /// When nobody has signed up with it.
    pub fn need_account(&self, email: &str) -> Result<AccountId, Refusal> {
        self.account_of(email).ok_or_else(|| Refusal::missing(Kind::Account, email))
    }

    /// The organization with this name or uuid.
    ///
    /// # Errors
    /// When there is none.
    pub fn organization_named(&self, name: &str) -> Result<OrganizationId, Refusal> {
        self.organizations()
            .find(|(_, it)| it.name == name || it.uuid == name)
            .map(|(id, _)| id)
            .ok_or_else(|| Refusal::missing(Kind::Organization, name))
    }

    /// The project with this name or uuid, in an organization or in any.
    ///
    /// # Errors
    /// When there is none, or several organizations have one.
    pub fn project_named(
        &self,
        name: &str,
        organization: Option<OrganizationId>,
    ) -> Result<ProjectId, Refusal> {
        let is_it = |it: &Project| {
            !it.is_tenant()
                && (it.name == name || it.uuid == name)
                && (organization.is_none() || it.organization == organization)
        };
        let mut found = self.projects().filter(|(_, it)| is_it(it)).map(|(id, _)| id);
        match (found.next(), found.next()) {
            (Some(id), None) => Ok(id),
            (Some(_), Some(_)) => {
                Err(Refusal::Ambiguous { kind: Kind::Project, name: name.into() })
            }
            (None, _) => Err(Refusal::missing(Kind::Project, name)),
        }
    }

    /// The tenant with this name or uuid.
    ///
    /// # Errors
    /// When there is none.
    pub fn tenant_named(&self, name: &str) -> Result<ProjectId, Refusal> {
        self.projects()
            .find(|(_, it)| it.is_tenant() && (it.name == name || it.uuid == name))
            .map(|(id, _)| id)
            .ok_or_else(|| Refusal::missing(Kind::Tenant, name))
    }

    /// The instance with this name or dbid, in a project or in any.
    ///
    /// # Errors
    /// When there is none, or several projects have one.
    pub fn instance_named(
        &self,
        name: &str,
        project: Option<ProjectId>,
    ) -> Result<InstanceId, Refusal> {
        let is_it = |it: &Instance| {
            (it.name == name || it.dbid == name)
                && project.is_none_or(|project| it.project == project)
        };
        let mut found = self.instances().filter(|(_, it)| is_it(it)).map(|(id, _)| id);
        match (found.next(), found.next()) {
            (Some(id), None) => Ok(id),
            (Some(_), Some(_)) => {
                Err(Refusal::Ambiguous { kind: Kind::Instance, name: name.into() })
            }
            (None, _) => Err(Refusal::missing(Kind::Instance, name)),
        }
    }

    /// The invite with this uuid.
    ///
    /// # Errors
    /// When there is none.
    pub fn invite_named(&self, uuid: &str) -> Result<InviteId, Refusal> {
        self.invites()
            .find(|(_, it)| it.uuid == uuid)
            .map(|(id, _)| id)
            .ok_or_else(|| Refusal::missing(Kind::Invite, uuid))
    }

    /// The role of an account in an organization.
    #[must_use]
    pub fn organization_role(
        &self,
        account: AccountId,
        organization: OrganizationId,
    ) -> Option<OrganizationRole> {
        Some(self.organization(organization)?.members.get(&account)?.role)
    }

    /// The role of an account in a project.
    #[must_use]
    pub fn project_role(&self, account: AccountId, project: ProjectId) -> Option<ProjectRole> {
        self.project(project)?.members.get(&account).copied()
    }

    /// The projects of an organization.
    pub fn projects_of(
        &self,
        organization: OrganizationId,
    ) -> impl Iterator<Item = (ProjectId, &Project)> {
        self.projects().filter(move |(_, it)| it.organization == Some(organization))
    }

    /// The instances of a project.
    pub fn instances_of(
        &self,
        project: ProjectId,
    ) -> impl Iterator<Item = (InstanceId, &Instance)> {
        self.instances().filter(move |(_, it)| it.project == project)
    }

    /// The account that a client id and secret belong to.
    #[must_use]
    pub fn authenticate(&self, client_id: &str, secret: &str) -> Option<AccountId> {
        use subtle::ConstantTimeEq;
        let (_, credential) = self.credentials().find(|(_, it)| it.client_id == client_id)?;
        let digest: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
        bool::from(digest.ct_eq(&credential.digest)).then_some(credential.account)
    }
}
