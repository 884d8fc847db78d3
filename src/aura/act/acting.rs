//! The one who acts, and what every act needs.

use crate::aura::capability::{OrganizationCapability, ProjectCapability};
use crate::aura::change::Change;
use crate::aura::console::Console;
use crate::aura::decide::{Decision, Subject};
use crate::aura::fresh::Fresh;
use crate::aura::id::{AccountId, OrganizationId, ProjectId};
use crate::aura::node::{Organization, Project};
use crate::aura::refusal::{Kind, Refusal};
use crate::text::Text;

/// The changes an act makes, or why it is refused.
pub type Planned = Result<Vec<Change>, Refusal>;

/// An account that acts.
pub struct Acting<'a> {
    /// The console as it is.
    pub console: &'a Console,
    /// Who acts.
    pub account: AccountId,
    /// What is generated on the way.
    pub fresh: Fresh<'a>,
}

impl<'a> Acting<'a> {
    /// Refuses unless the caller has the capability in the organization.
    pub(super) fn may_in_organization(
        &self,
        organization: OrganizationId,
        capability: OrganizationCapability,
        subject: Subject,
    ) -> Result<(), Refusal> {
        any_of(vec![self.console.decide_in_organization(
            self.account,
            organization,
            capability,
            subject,
        )])
    }

    /// Refuses unless the caller has the capability in the project.
    pub(super) fn may_in_project(
        &self,
        project: ProjectId,
        capability: ProjectCapability,
    ) -> Result<(), Refusal> {
        any_of(vec![self.console.decide_in_project(self.account, project, capability)])
    }

    /// Refuses unless the caller has the one capability in the project or the other one in the
    /// project's organization: the two tables grant independently of each other.
    pub(super) fn may_in_project_or_organization(
        &self,
        project: ProjectId,
        capability: ProjectCapability,
        or: OrganizationCapability,
    ) -> Result<(), Refusal> {
        let mut decisions = vec![self.console.decide_in_project(self.account, project, capability)];
        if let Some(organization) = self.console.project(project).and_then(|it| it.organization) {
            let subject = Subject { project: Some(project), other: None };
            decisions.push(self.console.decide_in_organization(
                self.account,
                organization,
                or,
                subject,
            ));
        }
        any_of(decisions)
    }

    pub(super) fn project(&self, id: ProjectId) -> Result<&'a Project, Refusal> {
        self.console.project(id).ok_or_else(|| Refusal::missing(Kind::Project, ""))
    }

    pub(super) fn organization(&self, id: OrganizationId) -> Result<&'a Organization, Refusal> {
        self.console.organization(id).ok_or_else(|| Refusal::missing(Kind::Organization, ""))
    }

    pub(super) fn email(&self, account: AccountId) -> Text {
        self.console.account(account).map(|it| it.email.clone()).unwrap_or_default()
    }
}

/// Refuses when none of the decisions is a yes.
pub(super) fn any_of(decisions: Vec<Decision>) -> Result<(), Refusal> {
    if decisions.iter().any(Decision::is_allowed) {
        Ok(())
    } else {
        Err(Refusal::Denied(decisions))
    }
}

/// `project` or `tenant`, as a kind.
pub(super) fn kind_of(project: &Project) -> Kind {
    if project.is_tenant() { Kind::Tenant } else { Kind::Project }
}
