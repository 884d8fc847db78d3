//! Invites: sending, accepting, declining, taking back.

use super::account::check_email;
use super::acting::{Acting, Planned, kind_of};
use crate::aura::capability::{OrganizationCapability, ProjectCapability};
use crate::aura::change::Change;
use crate::aura::decide::Subject;
use crate::aura::id::{InviteId, OrganizationId, ProjectId};
use crate::aura::node::{Invite, InviteAnswer, OrganizationMember, same_email};
use crate::aura::refusal::{Kind, Refusal};
use crate::aura::role::{OrganizationRole, ProjectRole};
use crate::text::Text;
use jiff::SignedDuration;
use std::collections::BTreeMap;

/// How long an invite can be answered. UNKNOWN: the API shows when an invite expires, no document
/// says how long it lasts.
pub const INVITE_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What someone is invited to.
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    /// The organization and the role in it; none for a tenant.
    pub organization: Option<(OrganizationId, OrganizationRole)>,
    /// The projects or the tenant, each with the role in it.
    pub projects: BTreeMap<ProjectId, ProjectRole>,
}

impl Invitation {
    /// An invite to a project or tenant. The role in the project's organization is `ORG_MEMBER`, as
    /// in the console, unless another is given, as the API can.
    ///
    /// # Errors
    /// When there is no such project, or a tenant is given a role in an organization.
    pub fn to_project(
        console: &crate::aura::Console,
        project: ProjectId,
        role: ProjectRole,
        organization_role: Option<OrganizationRole>,
    ) -> Result<Self, Refusal> {
        let node = console.project(project);
        let node = node.ok_or_else(|| Refusal::missing(Kind::Project, ""))?;
        if node.is_tenant() && organization_role.is_some() {
            let what = "an invite to it gives no role in one";
            return Err(Refusal::TenantHasNone { tenant: node.name.clone(), what });
        }
        let role_there = organization_role.unwrap_or(OrganizationRole::Member);
        Ok(Self {
            organization: node.organization.map(|organization| (organization, role_there)),
            projects: [(project, role)].into(),
        })
    }
}

impl Acting<'_> {
    /// Invites people, all to the same.
    ///
    /// # Errors
    /// When the caller may not invite to one of the places or with one of the roles, an address is
    /// none, or someone is a member there or has a pending invite already.
    pub fn invite(&mut self, emails: &[Text], invitation: &Invitation) -> Planned {
        self.may_invite(invitation)?;
        let mut changes = Vec::new();
        let mut id = InviteId::after(self.console.invites.keys().next_back());
        for (at, email) in emails.iter().enumerate() {
            check_email(email)?;
            // One address twice in a list is one invite.
            if emails.iter().take(at).any(|before| same_email(before, email)) {
                continue;
            }
            self.check_not_there(email, invitation)?;
            let created = self.fresh.now;
            let invite = Invite {
                uuid: self.fresh.uuid(),
                email: email.clone(),
                organization: invitation.organization,
                projects: invitation.projects.clone(),
                answer: None,
                created,
                expires: created.saturating_add(INVITE_LIFETIME).unwrap_or(created),
                invited_by: self.account,
            };
            changes.push(Change::InviteCreated { id, invite: Box::new(invite) });
            id = InviteId::after(Some(&id));
        }
        Ok(changes)
    }

    /// Accepts an invite sent to the caller: joins the organization and the projects. A role the
    /// caller has there already stays (UNKNOWN; a membership is never changed behind one's back).
    ///
    /// # Errors
    /// When the invite was sent to someone else, or can no longer be answered.
    pub fn accept(&self, invite: InviteId) -> Planned {
        let node = self.own_pending("accept", invite)?;
        let mut changes = vec![Change::InviteAnswered { invite, answer: InviteAnswer::Accepted }];
        if let Some((organization, role)) = node.organization
            && self.console.organization_role(self.account, organization).is_none()
        {
            changes.push(Change::OrganizationMemberSet {
                organization,
                account: self.account,
                member: Some(OrganizationMember { role, is_exempt: false }),
            });
        }
        for (project, role) in &node.projects {
            if self.console.project_role(self.account, *project).is_none() {
                changes.push(Change::ProjectMemberSet {
                    project: *project,
                    account: self.account,
                    role: Some(*role),
                });
            }
        }
        Ok(changes)
    }

    /// Declines an invite sent to the caller.
    ///
    /// # Errors
    /// As [`Self::accept`].
    pub fn decline(&self, invite: InviteId) -> Planned {
        self.own_pending("decline", invite)?;
        Ok(vec![Change::InviteAnswered { invite, answer: InviteAnswer::Declined }])
    }

    /// Takes an invite back. Who may delete users of its projects may, and who may invite with its
    /// role to its organization (the second: inferred).
    ///
    /// # Errors
    /// When the caller may not, or the invite is answered or expired.
    pub fn revoke(&self, invite: InviteId) -> Planned {
        let node = self.invite_node(invite)?;
        self.may_revoke(node)?;
        self.check_pending("revoke", node)?;
        Ok(vec![Change::InviteAnswered { invite, answer: InviteAnswer::Revoked }])
    }

    /// The pending invites sent to the caller.
    pub fn own_invites(&self) -> impl Iterator<Item = InviteId> {
        let email = self.email(self.account);
        let now = self.fresh.now;
        self.console
            .invites()
            .filter(move |(_, it)| same_email(&it.email, &email) && it.is_pending(now))
            .map(|(id, _)| id)
    }

    fn may_invite(&self, invitation: &Invitation) -> Result<(), Refusal> {
        for project in invitation.projects.keys() {
            self.may_in_project_or_organization(
                *project,
                ProjectCapability::InviteUsers,
                OrganizationCapability::InviteUsersToProjects,
            )?;
        }
        match invitation.organization {
            // ORG_MEMBER comes with every invite to a project.
            Some((_, OrganizationRole::Member)) if !invitation.projects.is_empty() => Ok(()),
            Some((organization, role)) => self.may_in_organization(
                organization,
                capability_to_invite(role),
                Subject::default(),
            ),
            None => Ok(()),
        }
    }

    fn may_revoke(&self, invite: &Invite) -> Result<(), Refusal> {
        let mut decisions = Vec::new();
        for project in invite.projects.keys() {
            let needed = ProjectCapability::DeleteUsers;
            decisions.push(self.console.decide_in_project(self.account, *project, needed));
        }
        // Of several projects the caller must be admin of each; the organization's word suffices.
        if !decisions.is_empty() && decisions.iter().all(crate::aura::Decision::is_allowed) {
            return Ok(());
        }
        decisions.retain(|decision| !decision.is_allowed());
        if let Some((organization, role)) = invite.organization {
            decisions.push(self.console.decide_in_organization(
                self.account,
                organization,
                capability_to_invite(role),
                Subject::default(),
            ));
        }
        super::acting::any_of(decisions)
    }

    /// Refuses what a person has already.
    fn check_not_there(&self, email: &Text, invitation: &Invitation) -> Result<(), Refusal> {
        let account = self.console.account_of(email);
        let email = email.clone();
        for project in invitation.projects.keys() {
            let node = self.project(*project)?;
            let (kind, name) = (kind_of(node), node.name.clone());
            if account.is_some_and(|account| node.members.contains_key(&account)) {
                return Err(Refusal::AlreadyMember { email, kind, name });
            }
            if self.is_invited(&email, |it| it.projects.contains_key(project)) {
                return Err(Refusal::AlreadyInvited { email, kind, name });
            }
        }
        if let (Some((organization, _)), true) =
            (invitation.organization, invitation.projects.is_empty())
        {
            let node = self.organization(organization)?;
            let (kind, name) = (Kind::Organization, node.name.clone());
            if account.is_some_and(|account| node.members.contains_key(&account)) {
                return Err(Refusal::AlreadyMember { email, kind, name });
            }
            let is_same = |it: &Invite| {
                it.projects.is_empty() && it.organization.is_some_and(|(of, _)| of == organization)
            };
            if self.is_invited(&email, is_same) {
                return Err(Refusal::AlreadyInvited { email, kind, name });
            }
        }
        Ok(())
    }

    fn is_invited(&self, email: &str, to: impl Fn(&Invite) -> bool) -> bool {
        let now = self.fresh.now;
        self.console
            .invites()
            .any(|(_, it)| it.is_pending(now) && same_email(&it.email, email) && to(it))
    }

    fn own_pending(&self, act: &'static str, invite: InviteId) -> Result<&Invite, Refusal> {
        let node = self.invite_node(invite)?;
        if !same_email(&node.email, &self.email(self.account)) {
            return Err(Refusal::InviteOfAnother { act, invite: node.uuid.clone() });
        }
        self.check_pending(act, node)?;
        Ok(node)
    }

    fn check_pending(&self, act: &'static str, node: &Invite) -> Result<(), Refusal> {
        if node.is_pending(self.fresh.now) {
            return Ok(());
        }
        let state = node.state(self.fresh.now).name();
        Err(Refusal::InviteIsOver { act, invite: node.uuid.clone(), state })
    }

    fn invite_node(&self, invite: InviteId) -> Result<&Invite, Refusal> {
        self.console.invite(invite).ok_or_else(|| Refusal::missing(Kind::Invite, ""))
    }
}

fn capability_to_invite(role: OrganizationRole) -> OrganizationCapability {
    match role {
        OrganizationRole::Owner => OrganizationCapability::InviteOwners,
        OrganizationRole::Admin | OrganizationRole::Member => {
            OrganizationCapability::InviteNonOwners
        }
    }
}
