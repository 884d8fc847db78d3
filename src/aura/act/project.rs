//! Projects and tenants.

use super::acting::{Acting, Planned, kind_of};
use crate::aura::capability::{OrganizationCapability, ProjectCapability};
use crate::aura::change::Change;
use crate::aura::decide::Subject;
use crate::aura::id::{OrganizationId, ProjectId};
use crate::aura::node::{InviteAnswer, OrganizationMember, Project};
use crate::aura::refusal::Refusal;
use crate::aura::role::{OrganizationRole, ProjectRole};
use crate::aura::setting::{SettingValue, TOOL_AUTHENTICATION};

impl Acting<'_> {
    /// Creates a project in an organization; the caller becomes its admin.
    ///
    /// # Errors
    /// When the caller may not, or the name is taken there.
    pub fn create_project(&mut self, name: &str, organization: OrganizationId) -> Planned {
        let needed = OrganizationCapability::CreateProject;
        self.may_in_organization(organization, needed, Subject::default())?;
        self.check_project_name(name, Some(organization), None)?;
        let settings = &self.organization(organization)?.settings;
        let is_on = settings.get(TOOL_AUTHENTICATION) == Some(&SettingValue::Switch(true));
        Ok(vec![self.new_project(name, Some(organization), is_on)])
    }

    /// Signs up for a tenant, as its first admin.
    ///
    /// # Errors
    /// When the name is taken.
    pub fn create_tenant(&mut self, name: &str) -> Planned {
        self.check_project_name(name, None, None)?;
        Ok(vec![self.new_project(name, None, false)])
    }

    /// Renames a project or tenant.
    ///
    /// # Errors
    /// When the caller may not, or the name is taken beside it.
    pub fn rename_project(&self, project: ProjectId, name: &str) -> Planned {
        self.may_in_project(project, ProjectCapability::EditName)?;
        self.check_project_name(name, self.project(project)?.organization, Some(project))?;
        Ok(vec![Change::ProjectRenamed { project, name: name.into() }])
    }

    /// Deletes a project, which nobody may: without users and resources it stays.
    ///
    /// # Errors
    /// Always.
    pub fn drop_project(&self, project: ProjectId) -> Planned {
        self.may_in_project(project, ProjectCapability::DeleteProject)?;
        Ok(Vec::new())
    }

    /// Moves a project to another organization.
    ///
    /// UNKNOWN: what becomes of members and pending invites. Here a member who does not belong to the
    /// destination joins it as `ORG_MEMBER`, since nobody is in a project without being in its
    /// organization; pending invites are revoked.
    ///
    /// # Errors
    /// When the caller does not own both organizations, or the name is taken in the destination.
    pub fn transfer_project(&self, project: ProjectId, to: OrganizationId) -> Planned {
        let node = self.project(project)?;
        let from = node.organization.ok_or_else(|| Refusal::TenantHasNone {
            tenant: node.name.clone(),
            what: "it cannot be transferred",
        })?;
        let needed = OrganizationCapability::TransferProjects;
        let subject = Subject { project: Some(project), other: Some(to) };
        self.may_in_organization(from, needed, subject)?;
        if from == to {
            return Err(Refusal::SameOrganization(node.name.clone()));
        }
        self.check_project_name(&node.name, Some(to), Some(project))?;
        let destination = self.organization(to)?;
        let mut changes = vec![Change::ProjectTransferred { project, organization: to }];
        for account in node.members.keys().filter(|it| !destination.members.contains_key(it)) {
            let member = OrganizationMember { role: OrganizationRole::Member, is_exempt: false };
            changes.push(Change::OrganizationMemberSet {
                organization: to,
                account: *account,
                member: Some(member),
            });
        }
        let now = self.fresh.now;
        for (invite, it) in self.console.invites() {
            if it.is_pending(now) && it.projects.contains_key(&project) {
                changes.push(Change::InviteAnswered { invite, answer: InviteAnswer::Revoked });
            }
        }
        Ok(changes)
    }

    pub(super) fn new_project(
        &mut self,
        name: &str,
        organization: Option<OrganizationId>,
        tool_authentication: bool,
    ) -> Change {
        let id = ProjectId::after(self.console.projects.keys().next_back());
        let project = Project {
            uuid: self.fresh.uuid(),
            name: name.into(),
            organization,
            tool_authentication,
            settings: Default::default(),
            members: [(self.account, ProjectRole::Admin)].into(),
        };
        Change::ProjectCreated { id, project: Box::new(project) }
    }

    /// Names are unique in an organization, and among tenants.
    fn check_project_name(
        &self,
        name: &str,
        organization: Option<OrganizationId>,
        but: Option<ProjectId>,
    ) -> Result<(), Refusal> {
        let is_taken = |(id, it): &(ProjectId, &Project)| {
            it.organization == organization && it.name == name && Some(*id) != but
        };
        match self.console.projects().find(is_taken) {
            Some((_, taken)) => {
                Err(Refusal::Taken { kind: kind_of(taken), name: taken.name.clone() })
            }
            None => Ok(()),
        }
    }

    /// Sets tool authentication of all instances of a project or, with `for_new`, of those to come.
    ///
    /// # Errors
    /// When the caller may not, or the project is a tenant.
    pub fn set_project_tool_authentication(
        &self,
        project: ProjectId,
        is_on: bool,
        for_new: bool,
    ) -> Planned {
        self.may_configure_tool_authentication(project)?;
        if for_new {
            return Ok(vec![Change::ProjectToolAuthenticationSet { project, is_on }]);
        }
        // Instances without tool authentication are not on the page: they are passed over.
        let instances = self.console.instances_of(project);
        Ok(instances
            .filter(|(_, it)| it.tier.has_tool_authentication())
            .map(|(id, it)| {
                let mut instance = Box::new(it.clone());
                instance.tool_authentication = is_on;
                Change::InstanceSet { id, instance: Some(instance) }
            })
            .collect())
    }

    pub(super) fn may_configure_tool_authentication(
        &self,
        project: ProjectId,
    ) -> Result<(), Refusal> {
        let node = self.project(project)?;
        let organization = node.organization.ok_or_else(|| Refusal::TenantHasNone {
            tenant: node.name.clone(),
            what: "it has no tool authentication",
        })?;
        let needed = OrganizationCapability::ConfigureToolAuthentication;
        let subject = Subject { project: Some(project), other: None };
        self.may_in_organization(organization, needed, subject)
    }
}
