//! Who may do what, and why: the caller's role, the cell of the table, then the footnote.
//!
//! Organization and project roles are separate: no role of an organization brings one in its
//! projects, and a pending invite brings nothing.

use super::capability::{
    Condition, DatabaseCapability, Mark, OrganizationCapability, ProjectCapability,
};
use super::console::Console;
use super::database_role::DatabaseRole;
use super::id::{AccountId, InstanceId, OrganizationId, ProjectId};
use super::refusal::Kind;
use crate::text::Text;
use std::fmt::{Display, Formatter};

/// A capability of any level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Of an organization
    Organization(OrganizationCapability),
    /// Of a project or tenant
    Project(ProjectCapability),
    /// Of an instance's database
    Database(DatabaseCapability),
}

impl Capability {
    /// Its name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Organization(it) => it.id(),
            Self::Project(it) => it.id(),
            Self::Database(it) => it.id(),
        }
    }
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// No.
    Refused,
    /// Yes under a condition that was not part of the question.
    Conditional,
}

impl Verdict {
    /// `allowed`, `refused`, `conditional`
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Refused => "refused",
            Self::Conditional => "conditional",
        }
    }
}

/// What decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Because {
    /// The role has the capability, or does not.
    Role,
    /// There is no role: the account is not a member.
    NotMember,
    /// The role has it under this condition.
    Condition(Condition),
    /// Tool authentication is off: whoever comes needs a database user.
    ToolAuthenticationIsOff,
    /// The console role brings no database role.
    NoDatabaseRole,
}

/// An answer with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    pub because: Because,
    /// Who was asked about.
    pub email: Text,
    /// What was asked about, as it is spelled there.
    pub capability: String,
    /// What it was asked of: an organization, a project, a tenant, an instance.
    pub kind: Kind,
    /// Its name.
    pub place: Text,
    /// The role held there.
    pub role: Option<String>,
    /// The roles that have the capability.
    pub holders: Vec<String>,
}

impl Decision {
    /// Whether the answer is an unconditional yes.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.verdict == Verdict::Allowed
    }

    /// The reason alone: `PROJECT_VIEWER does not have it (PROJECT_ADMIN does)`.
    #[must_use]
    pub fn reason(&self) -> String {
        let role = self.role.as_deref().unwrap_or("no role");
        match self.because {
            Because::Role if self.verdict == Verdict::Allowed => format!("{role} has it"),
            Because::Role => format!("{role} does not have it ({})", self.who_has_it()),
            Because::NotMember => {
                format!("not a member of {} '{}' ({})", self.kind, self.place, self.who_has_it())
            }
            Because::Condition(condition) => format!("{role} has it only {}", condition.text()),
            Because::ToolAuthenticationIsOff => {
                "tool authentication is off, so a database user and its own roles are needed"
                    .to_owned()
            }
            Because::NoDatabaseRole => {
                format!("{role} brings no predefined database role; the database's own roles count")
            }
        }
    }

    fn who_has_it(&self) -> String {
        match self.holders.as_slice() {
            [] => "nobody does".to_owned(),
            [one] => format!("{one} does"),
            many => format!("{} do", many.join(", ")),
        }
    }
}

impl Display for Decision {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let may = if self.verdict == Verdict::Refused { "may not" } else { "may" };
        let Self { email, capability, kind, place, .. } = self;
        write!(f, "'{email}' {may} '{capability}' on {kind} '{place}': {}.", self.reason())
    }
}

/// What a question about an organization is about, beside the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject {
    /// The project whose members are listed, or that moves.
    pub project: Option<ProjectId>,
    /// The other organization of a transfer.
    pub other: Option<OrganizationId>,
}

impl Console {
    /// Whether an account has a capability in an organization.
    #[must_use]
    pub fn decide_in_organization(
        &self,
        account: AccountId,
        organization: OrganizationId,
        capability: OrganizationCapability,
        subject: Subject,
    ) -> Decision {
        let role = self.organization_role(account, organization);
        let met = |condition| self.is_met(condition, account, organization, subject);
        let (verdict, because) = match role {
            None => (Verdict::Refused, Because::NotMember),
            Some(role) => judge(capability.mark(role), met),
        };
        Decision {
            verdict,
            because,
            email: self.email(account),
            capability: capability.id().to_owned(),
            kind: Kind::Organization,
            place: self.organization(organization).map(|it| it.name.clone()).unwrap_or_default(),
            role: role.map(|role| role.console_name().to_owned()),
            holders: capability.holders().map(|role| role.console_name().to_owned()).collect(),
        }
    }

    /// Whether an account has a capability in a project or tenant.
    #[must_use]
    pub fn decide_in_project(
        &self,
        account: AccountId,
        project: ProjectId,
        capability: ProjectCapability,
    ) -> Decision {
        let role = self.project_role(account, project);
        let is_tenant = self.project(project).is_some_and(super::Project::is_tenant);
        let met =
            |_| Some(self.instances_of(project).any(|(_, instance)| instance.tier.has_metrics()));
        let (verdict, because) = match role {
            None => (Verdict::Refused, Because::NotMember),
            Some(role) => judge(capability.mark(role), met),
        };
        let spelled = |role: super::ProjectRole| {
            if is_tenant { role.tenant_name() } else { role.console_name() }.to_owned()
        };
        let id = capability.id();
        Decision {
            verdict,
            because,
            email: self.email(account),
            capability: if is_tenant { super::in_tenant_words(id) } else { id.to_owned() },
            kind: if is_tenant { Kind::Tenant } else { Kind::Project },
            place: self.project(project).map(|it| it.name.clone()).unwrap_or_default(),
            role: role.map(spelled),
            holders: capability.holders().map(spelled).collect(),
        }
    }

    /// Whether an account may do something in an instance's database without a database user: what
    /// tool authentication brings.
    #[must_use]
    pub fn decide_in_database(
        &self,
        account: AccountId,
        instance: InstanceId,
        capability: DatabaseCapability,
    ) -> Decision {
        let node = self.instance(instance);
        let dbid = node.map(|it| it.dbid.clone()).unwrap_or_default();
        let console_role = node.and_then(|it| self.project_role(account, it.project));
        let role = node.and_then(|it| DatabaseRole::of(console_role?, it.tier));
        let is_on = node.is_some_and(|it| it.tool_authentication);
        let (verdict, because) = match (console_role, role) {
            (None, _) => (Verdict::Refused, Because::NotMember),
            (Some(_), _) if !is_on => (Verdict::Refused, Because::ToolAuthenticationIsOff),
            (Some(_), None) => (Verdict::Refused, Because::NoDatabaseRole),
            (Some(_), Some(role)) => judge(capability.mark(role), |_| None),
        };
        let spelled = match role {
            Some(role) if is_on => Some(role.name(&dbid)),
            _ => console_role.map(|role| role.console_name().to_owned()),
        };
        // Only roles that exist on this tier can be had here.
        let here = node.map(|it| DatabaseRole::on(it.tier)).unwrap_or_default();
        Decision {
            verdict,
            because,
            email: self.email(account),
            capability: capability.id().to_owned(),
            kind: Kind::Instance,
            place: node.map(|it| it.name.clone()).unwrap_or_default(),
            role: spelled,
            holders: capability
                .holders()
                .filter(|role| here.contains(role))
                .map(|role| role.name(&dbid))
                .collect(),
        }
    }

    /// The predefined database role an account connects to an instance with; none when tool
    /// authentication is off there, or the account's role brings none.
    #[must_use]
    pub fn database_role(&self, account: AccountId, instance: InstanceId) -> Option<DatabaseRole> {
        let instance = self.instance(instance).filter(|it| it.tool_authentication)?;
        DatabaseRole::of(self.project_role(account, instance.project)?, instance.tier)
    }

    fn email(&self, account: AccountId) -> Text {
        self.account(account).map(|it| it.email.clone()).unwrap_or_default()
    }

    /// Whether a condition holds; none when the question does not say.
    fn is_met(
        &self,
        condition: Condition,
        account: AccountId,
        organization: OrganizationId,
        subject: Subject,
    ) -> Option<bool> {
        match condition {
            Condition::CallerIsMemberOfProject => {
                subject.project.map(|project| self.project_role(account, project).is_some())
            }
            Condition::CallerIsOwnerOfBothOrganizations => subject.other.map(|other| {
                let is_owner = |organization| {
                    self.organization_role(account, organization)
                        == Some(super::OrganizationRole::Owner)
                };
                is_owner(organization) && is_owner(other)
            }),
            Condition::PlanAllowsProjects => {
                Some(self.organization(organization)?.plan.may_create_projects())
            }
            Condition::ProjectHasInstancesWithMetrics => None,
        }
    }
}

fn judge(mark: Mark, met: impl FnOnce(Condition) -> Option<bool>) -> (Verdict, Because) {
    match mark {
        Mark::Yes => (Verdict::Allowed, Because::Role),
        Mark::No => (Verdict::Refused, Because::Role),
        Mark::When(condition) => match met(condition) {
            Some(true) => (Verdict::Allowed, Because::Role),
            Some(false) => (Verdict::Refused, Because::Condition(condition)),
            None => (Verdict::Conditional, Because::Condition(condition)),
        },
    }
}
