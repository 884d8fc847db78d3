//! Answers: the console's things as the API shows them. Who may see them is not decided here.

use crate::aura::console::Console;
use crate::aura::id::{AccountId, InviteId, OrganizationId, ProjectId};
use crate::text::Text;
use jiff::Timestamp;
use serde::Serialize;

/// An organization or project: `GET /organizations`, `GET /organizations/{org_id}/projects`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedJson {
    /// The uuid.
    pub id: Text,
    /// The name.
    pub name: Text,
}

/// A user of an organization: `GET /organizations/{org_id}/users/{user_id}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrganizationUserJson {
    /// The uuid.
    pub user_id: Text,
    /// The e-mail address.
    pub email: Text,
    /// One role.
    pub organization_roles: [&'static str; 1],
    /// When the user was last seen.
    pub last_activity_at: Option<Timestamp>,
    /// Whether the inactivity policy spares the user.
    pub exempt_from_automatic_removal: bool,
    /// `not_enrolled`: second factors are not modelled; `non_applicable` for service accounts.
    pub mfa_enrollment_status: &'static str,
    /// None.
    pub mfa_enrolled_methods: [(); 0],
    /// The projects the user is in.
    pub projects: Vec<ProjectRolesJson>,
}

/// A project a user is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectRolesJson {
    /// The project's uuid.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// One role.
    pub project_roles: [&'static str; 1],
}

/// A user of a project: `GET /organizations/{org_id}/projects/{project_id}/users`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectUserJson {
    /// The uuid.
    pub user_id: Text,
    /// The e-mail address.
    pub email: Text,
    /// One role.
    pub project_roles: [&'static str; 1],
}

/// An invite: `GET /organizations/{org_id}/invites`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InviteJson {
    /// The uuid.
    pub id: Text,
    /// Who is invited.
    pub email: Text,
    /// The organization's uuid.
    pub organization_id: Text,
    /// One role.
    pub organization_roles: [&'static str; 1],
    /// The projects.
    pub project_invites: Vec<ProjectInviteJson>,
    /// `active`, `accepted`, `declined`, `revoked`, `expired`
    pub status: &'static str,
    /// When it ceases to be valid.
    pub expires_at: Timestamp,
    /// The uuid of who sent it.
    pub invited_by: Text,
}

/// A project inside an invite, in the vocabulary of invites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectInviteJson {
    /// The project's uuid.
    pub project_id: Text,
    /// One role: `namespace-…`.
    pub project_roles: [&'static str; 1],
}

impl Console {
    /// An organization.
    #[must_use]
    pub fn organization_json(&self, id: OrganizationId) -> Option<NamedJson> {
        let it = self.organization(id)?;
        Some(NamedJson { id: it.uuid.clone(), name: it.name.clone() })
    }

    /// The projects of an organization.
    #[must_use]
    pub fn projects_json(&self, organization: OrganizationId) -> Vec<NamedJson> {
        self.projects_of(organization)
            .map(|(_, it)| NamedJson { id: it.uuid.clone(), name: it.name.clone() })
            .collect()
    }

    /// One user of an organization, with the projects.
    #[must_use]
    pub fn organization_user_json(
        &self,
        organization: OrganizationId,
        account: AccountId,
    ) -> Option<OrganizationUserJson> {
        let member = self.organization(organization)?.members.get(&account)?;
        let it = self.account(account)?;
        let in_project = |(_, project): (ProjectId, &crate::aura::Project)| {
            let role = project.members.get(&account)?;
            Some(ProjectRolesJson {
                id: project.uuid.clone(),
                name: project.name.clone(),
                project_roles: [role.api_name()],
            })
        };
        Some(OrganizationUserJson {
            user_id: it.uuid.clone(),
            email: it.email.clone(),
            organization_roles: [member.role.api_name()],
            last_activity_at: it.last_activity,
            exempt_from_automatic_removal: member.is_exempt,
            mfa_enrollment_status: if it.is_service { "non_applicable" } else { "not_enrolled" },
            mfa_enrolled_methods: [],
            projects: self.projects_of(organization).filter_map(in_project).collect(),
        })
    }

    /// The users of an organization.
    #[must_use]
    pub fn organization_users_json(&self, id: OrganizationId) -> Vec<OrganizationUserJson> {
        let members = self.organization(id).into_iter().flat_map(|it| it.members.keys());
        members.filter_map(|account| self.organization_user_json(id, *account)).collect()
    }

    /// The users of a project.
    #[must_use]
    pub fn project_users_json(&self, project: ProjectId) -> Vec<ProjectUserJson> {
        let members = self.project(project).into_iter().flat_map(|it| &it.members);
        let user = |(account, role): (&AccountId, &crate::aura::ProjectRole)| {
            let it = self.account(*account)?;
            let (user_id, email) = (it.uuid.clone(), it.email.clone());
            Some(ProjectUserJson { user_id, email, project_roles: [role.api_name()] })
        };
        members.filter_map(user).collect()
    }

    /// An invite; none for one to a tenant, which the API does not know.
    #[must_use]
    pub fn invite_json(&self, id: InviteId, now: Timestamp) -> Option<InviteJson> {
        let it = self.invite(id)?;
        let (organization, role) = it.organization?;
        let project = |(id, role): (&ProjectId, &crate::aura::ProjectRole)| {
            let project_id = self.project(*id)?.uuid.clone();
            Some(ProjectInviteJson { project_id, project_roles: [role.invite_api_name()] })
        };
        Some(InviteJson {
            id: it.uuid.clone(),
            email: it.email.clone(),
            organization_id: self.organization(organization)?.uuid.clone(),
            organization_roles: [role.invite_api_name()],
            project_invites: it.projects.iter().filter_map(project).collect(),
            status: it.state(now).api_name(),
            expires_at: it.expires,
            invited_by: self.account(it.invited_by)?.uuid.clone(),
        })
    }

    /// The invites of an organization, pending and past.
    #[must_use]
    pub fn invites_json(&self, organization: OrganizationId, now: Timestamp) -> Vec<InviteJson> {
        self.invites()
            .filter(|(_, it)| it.organization.is_some_and(|(of, _)| of == organization))
            .filter_map(|(id, _)| self.invite_json(id, now))
            .collect()
    }
}
