//! The inactivity policy: members who have not been seen for long leave their organization.

use super::change::Change;
use super::console::Console;
use super::id::{AccountId, OrganizationId};
use super::node::Organization;
use super::role::{OrganizationRole, ProjectRole};
use super::setting::{INACTIVITY_THRESHOLD, SSO_ONLY, SettingValue};
use jiff::{SignedDuration, Timestamp};

impl Console {
    /// The changes that remove one member whom a policy no longer bears, if there is one. Asked again
    /// after each removal, because the last owner of an organization and the last admin of a project
    /// stay, as do exempt members and those of whom no activity is known, such as service accounts.
    #[must_use]
    pub fn next_inactive(&self, now: Timestamp) -> Option<Vec<Change>> {
        self.organizations().find_map(|(id, organization)| {
            let since = now.checked_sub(threshold(organization)?).ok()?;
            let mut members = organization.members.iter();
            let (account, _) = members.find(|(account, member)| {
                let seen = self.account(**account).and_then(|it| it.last_activity);
                !member.is_exempt
                    && seen.is_some_and(|seen| seen <= since)
                    && !self.is_last_owner(**account, organization)
                    && !self.is_last_admin(**account, id)
            })?;
            Some(self.leaving(*account, id))
        })
    }

    fn is_last_owner(&self, account: AccountId, organization: &Organization) -> bool {
        let owners = organization.members.iter();
        let mut owners = owners.filter(|(_, member)| member.role == OrganizationRole::Owner);
        owners.clone().any(|(owner, _)| *owner == account) && !owners.any(|it| *it.0 != account)
    }

    fn is_last_admin(&self, account: AccountId, organization: OrganizationId) -> bool {
        self.projects_of(organization).any(|(_, project)| {
            let mut admins =
                project.members.iter().filter(|(_, role)| **role == ProjectRole::Admin);
            admins.clone().any(|(admin, _)| *admin == account) && !admins.any(|it| *it.0 != account)
        })
    }

    /// What takes a member out of an organization and all its projects.
    fn leaving(&self, account: AccountId, organization: OrganizationId) -> Vec<Change> {
        let of_projects = self
            .projects_of(organization)
            .filter(|(_, it)| it.members.contains_key(&account))
            .map(|(project, _)| Change::ProjectMemberSet { project, account, role: None });
        let last = Change::OrganizationMemberSet { organization, account, member: None };
        of_projects.chain([last]).collect()
    }
}

/// How long members may stay away; none without a policy, which single sign-on excludes.
fn threshold(organization: &Organization) -> Option<SignedDuration> {
    if organization.settings.get(SSO_ONLY) == Some(&SettingValue::Switch(true)) {
        return None;
    }
    match organization.settings.get(INACTIVITY_THRESHOLD) {
        Some(SettingValue::Number(days)) => Some(SignedDuration::from_hours(24 * days)),
        _ => None,
    }
}
