//! Members of organizations and projects: adding, changing roles, removing.

use super::acting::{Acting, Planned, kind_of};
use crate::aura::capability::{OrganizationCapability, ProjectCapability};
use crate::aura::change::Change;
use crate::aura::decide::Subject;
use crate::aura::id::{AccountId, OrganizationId, ProjectId};
use crate::aura::node::OrganizationMember;
use crate::aura::refusal::{Kind, Refusal};
use crate::aura::role::{OrganizationRole, ProjectRole};

/// What one is a member of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Where {
    /// An organization
    Organization(OrganizationId),
    /// A project or tenant
    Project(ProjectId),
}

impl Acting<'_> {
    /// Makes a member of an organization a member of one of its projects, without an invite.
    ///
    /// The API has this, the console does not; who may is taken to be who may invite to the project.
    ///
    /// # Errors
    /// When the caller may not, or the account is not in the organization, or is in the project.
    pub fn add_member(&self, account: AccountId, project: ProjectId, role: ProjectRole) -> Planned {
        self.may_in_project_or_organization(
            project,
            ProjectCapability::InviteUsers,
            OrganizationCapability::InviteUsersToProjects,
        )?;
        let node = self.project(project)?;
        let organization = node.organization.ok_or_else(|| Refusal::TenantHasNone {
            tenant: node.name.clone(),
            what: "its users are invited",
        })?;
        let organization = self.organization(organization)?;
        if !organization.members.contains_key(&account) {
            return Err(Refusal::NotMember {
                email: self.email(account),
                kind: Kind::Organization,
                name: organization.name.clone(),
            });
        }
        if node.members.contains_key(&account) {
            return Err(Refusal::AlreadyMember {
                email: self.email(account),
                kind: kind_of(node),
                name: node.name.clone(),
            });
        }
        Ok(vec![Change::ProjectMemberSet { project, account, role: Some(role) }])
    }

    /// Changes a member's role in an organization.
    ///
    /// Making an owner takes `add-owner`, unmaking one `delete-owners`. Between admin and member the
    /// capability is taken to be the one that invites them (inferred; no row of its own).
    ///
    /// # Errors
    /// When the caller may not, there is no such member, or the last owner would be gone.
    pub fn set_organization_role(
        &self,
        account: AccountId,
        organization: OrganizationId,
        role: OrganizationRole,
    ) -> Planned {
        let present = self.console.organization_role(account, organization);
        let may =
            |capability| self.may_in_organization(organization, capability, Subject::default());
        if role == OrganizationRole::Owner {
            may(OrganizationCapability::AddOwner)?;
        }
        if present == Some(OrganizationRole::Owner) {
            may(OrganizationCapability::DeleteOwners)?;
        }
        if role != OrganizationRole::Owner && present != Some(OrganizationRole::Owner) {
            may(OrganizationCapability::InviteNonOwners)?;
        }
        let mut member = self.organization_member(account, organization)?;
        if role != OrganizationRole::Owner {
            self.keep_an_owner("alter member", account, organization)?;
        }
        member.role = role;
        Ok(vec![Change::OrganizationMemberSet { organization, account, member: Some(member) }])
    }

    /// Spares a member of an organization from the inactivity policy, or no longer.
    ///
    /// # Errors
    /// When the caller may not, or there is no such member.
    pub fn set_exempt(
        &self,
        account: AccountId,
        organization: OrganizationId,
        is_exempt: bool,
    ) -> Planned {
        let needed = OrganizationCapability::ConfigureInactivityPolicy;
        self.may_in_organization(organization, needed, Subject::default())?;
        let member = self.organization_member(account, organization)?;
        let member = Some(OrganizationMember { is_exempt, ..member });
        Ok(vec![Change::OrganizationMemberSet { organization, account, member }])
    }

    /// Changes a member's role in a project or tenant.
    ///
    /// # Errors
    /// When the caller may not, there is no such member, or the last admin would be gone.
    pub fn set_project_role(
        &self,
        account: AccountId,
        project: ProjectId,
        role: ProjectRole,
    ) -> Planned {
        self.may_in_project(project, ProjectCapability::EditRoles)?;
        self.project_member(account, project)?;
        if role != ProjectRole::Admin {
            self.keep_an_admin("alter member", account, project)?;
        }
        Ok(vec![Change::ProjectMemberSet { project, account, role: Some(role) }])
    }

    /// Removes a member from an organization and from all its projects.
    ///
    /// # Errors
    /// When the caller may not, there is no such member, or the organization would lose its last
    /// owner or one of its projects its last admin.
    pub fn remove_from_organization(
        &self,
        account: AccountId,
        organization: OrganizationId,
    ) -> Planned {
        let needed = match self.console.organization_role(account, organization) {
            Some(OrganizationRole::Owner) => OrganizationCapability::DeleteOwners,
            _ => OrganizationCapability::InviteNonOwners,
        };
        self.may_in_organization(organization, needed, Subject::default())?;
        self.organization_member(account, organization)?;
        self.keep_an_owner("remove member", account, organization)?;
        let mut changes = Vec::new();
        for (project, node) in self.console.projects_of(organization) {
            if node.members.contains_key(&account) {
                self.keep_an_admin("remove member", account, project)?;
                changes.push(Change::ProjectMemberSet { project, account, role: None });
            }
        }
        changes.push(Change::OrganizationMemberSet { organization, account, member: None });
        Ok(changes)
    }

    /// Removes a member from a project or tenant; the organization keeps the member.
    ///
    /// # Errors
    /// When the caller may not, there is no such member, or the last admin would be gone.
    pub fn remove_from_project(&self, account: AccountId, project: ProjectId) -> Planned {
        self.may_in_project(project, ProjectCapability::DeleteUsers)?;
        self.project_member(account, project)?;
        self.keep_an_admin("remove member", account, project)?;
        Ok(vec![Change::ProjectMemberSet { project, account, role: None }])
    }

    fn organization_member(
        &self,
        account: AccountId,
        organization: OrganizationId,
    ) -> Result<OrganizationMember, Refusal> {
        let node = self.organization(organization)?;
        node.members.get(&account).copied().ok_or_else(|| Refusal::NotMember {
            email: self.email(account),
            kind: Kind::Organization,
            name: node.name.clone(),
        })
    }

    fn project_member(&self, account: AccountId, project: ProjectId) -> Result<(), Refusal> {
        let node = self.project(project)?;
        if node.members.contains_key(&account) {
            return Ok(());
        }
        Err(Refusal::NotMember {
            email: self.email(account),
            kind: kind_of(node),
            name: node.name.clone(),
        })
    }

    /// Refuses when `account` is the only owner.
    fn keep_an_owner(
        &self,
        act: &'static str,
        account: AccountId,
        organization: OrganizationId,
    ) -> Result<(), Refusal> {
        let node = self.organization(organization)?;
        let mut owners =
            node.members.iter().filter(|(_, member)| member.role == OrganizationRole::Owner);
        if owners.any(|(owner, _)| *owner != account) || !node.members.contains_key(&account) {
            return Ok(());
        }
        let email = self.email(account);
        Err(Refusal::LastOwner { act, email, organization: node.name.clone() })
    }

    /// Refuses when `account` is the only admin.
    fn keep_an_admin(
        &self,
        act: &'static str,
        account: AccountId,
        project: ProjectId,
    ) -> Result<(), Refusal> {
        let node = self.project(project)?;
        let mut admins = node.members.iter().filter(|(_, role)| **role == ProjectRole::Admin);
        if admins.any(|(admin, _)| *admin != account) {
            return Ok(());
        }
        Err(Refusal::LastAdmin {
            act,
            email: self.email(account),
            word: node.word(),
            project: node.name.clone(),
            role: node.role_name(ProjectRole::Admin),
        })
    }
}
