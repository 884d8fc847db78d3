//! Organizations and their settings.

use super::acting::{Acting, Planned};
use crate::aura::capability::OrganizationCapability as Capability;
use crate::aura::change::Change;
use crate::aura::decide::Subject;
use crate::aura::id::{OrganizationId, ProjectId};
use crate::aura::node::{Organization, OrganizationMember, Settings};
use crate::aura::refusal::{Kind, Refusal};
use crate::aura::role::OrganizationRole;
use crate::aura::setting::{
    INACTIVITY_THRESHOLD, INACTIVITY_WARNINGS, SSO_ONLY, Setting, SettingValue, TOOL_AUTHENTICATION,
};
use crate::aura::tier::Tier;
use jiff::Timestamp;

/// The end of 2025-05-29: organizations created later have tool authentication on.
fn has_tool_authentication(created: Timestamp) -> bool {
    const SECOND_AFTER_THE_DAY: i64 = 1_748_563_200;
    created.as_second() >= SECOND_AFTER_THE_DAY
}

impl Acting<'_> {
    /// Signs up for an organization, as its first owner; with a project, as its first admin.
    ///
    /// # Errors
    /// When the name is taken.
    pub fn create_organization(
        &mut self,
        name: &str,
        plan: Tier,
        first_project: Option<&str>,
    ) -> Planned {
        if self.console.organization_named(name).is_ok() {
            return Err(Refusal::Taken { kind: Kind::Organization, name: name.into() });
        }
        let id = OrganizationId::after(self.console.organizations.keys().next_back());
        let created = self.fresh.now;
        let is_on = has_tool_authentication(created);
        let owner = OrganizationMember { role: OrganizationRole::Owner, is_exempt: false };
        let organization = Organization {
            uuid: self.fresh.uuid(),
            name: name.into(),
            plan,
            created,
            settings: [(TOOL_AUTHENTICATION, SettingValue::Switch(is_on))].into(),
            members: [(self.account, owner)].into(),
        };
        let organization = Box::new(organization);
        let mut changes = vec![Change::OrganizationCreated { id, organization }];
        if let Some(project) = first_project {
            changes.push(self.new_project(project, Some(id), is_on));
        }
        Ok(changes)
    }

    /// Renames an organization.
    ///
    /// # Errors
    /// When the caller may not, or the name is taken.
    pub fn rename_organization(&self, organization: OrganizationId, name: &str) -> Planned {
        self.may_in_organization(organization, Capability::UpdateOrg, Subject::default())?;
        if self.console.organization_named(name).is_ok_and(|other| other != organization) {
            return Err(Refusal::Taken { kind: Kind::Organization, name: name.into() });
        }
        Ok(vec![Change::OrganizationRenamed { organization, name: name.into() }])
    }

    /// Drops an organization without projects.
    ///
    /// DIFFERS: Aura has no such act; a model needs one.
    ///
    /// # Errors
    /// When the caller is no owner, or the organization has projects.
    pub fn drop_organization(&self, organization: OrganizationId) -> Planned {
        self.may_in_organization(organization, Capability::DropOrganization, Subject::default())?;
        let projects = self.console.projects_of(organization).count();
        if projects > 0 {
            let organization = self.organization(organization)?.name.clone();
            return Err(Refusal::HasProjects { organization, projects });
        }
        Ok(vec![Change::OrganizationDropped { organization }])
    }

    /// Sets a setting of an organization or, without value, removes it.
    ///
    /// # Errors
    /// When the caller may not, the value is not of the setting's kind, or another setting excludes
    /// it.
    pub fn set_setting(
        &self,
        organization: OrganizationId,
        setting: &'static Setting,
        value: Option<SettingValue>,
    ) -> Planned {
        self.may_in_organization(organization, setting.capability, Subject::default())?;
        let node = self.organization(organization)?;
        check_value(setting, value.as_ref())?;
        check_together(&node.settings, setting.key, value.as_ref())?;
        Ok(vec![Change::SettingSet { organization, key: setting.key, value }])
    }

    /// Sets a setting otherwise in one project or, without value, no longer.
    ///
    /// # Errors
    /// As [`Self::set_setting`], and when the setting is for whole organizations only.
    pub fn set_project_setting(
        &self,
        project: ProjectId,
        setting: &'static Setting,
        value: Option<SettingValue>,
    ) -> Planned {
        let node = self.project(project)?;
        let needed = match value {
            Some(_) => Capability::UpdateProjectSettings,
            None => Capability::DeleteProjectSettings,
        };
        let organization = node.organization.ok_or_else(|| Refusal::TenantHasNone {
            tenant: node.name.clone(),
            what: "it has no settings",
        })?;
        let subject = Subject { project: Some(project), other: None };
        self.may_in_organization(organization, needed, subject)?;
        if !setting.is_on_project_level {
            let reason = "it is set for whole organizations";
            return Err(Refusal::SettingConflict { setting: setting.key, reason });
        }
        check_value(setting, value.as_ref())?;
        Ok(vec![Change::ProjectSettingSet { project, key: setting.key, value }])
    }
}

fn check_value(setting: &'static Setting, value: Option<&SettingValue>) -> Result<(), Refusal> {
    match value {
        Some(value) if !setting.takes(value) => {
            Err(Refusal::SettingValue { setting: setting.key, expected: setting.expected() })
        }
        _ => Ok(()),
    }
}

/// The inactivity policy: each warning comes before the threshold, and there is no policy when single
/// sign-on is the only way to log in.
fn check_together(
    settings: &Settings,
    key: &'static str,
    value: Option<&SettingValue>,
) -> Result<(), Refusal> {
    let now = |other| if other == key { value } else { settings.get(other) };
    let conflict = |reason| Err(Refusal::SettingConflict { setting: key, reason });
    let threshold = now(INACTIVITY_THRESHOLD);
    if threshold.is_some() && now(SSO_ONLY) == Some(&SettingValue::Switch(true)) {
        return conflict("there is no inactivity policy where single sign-on is the only login");
    }
    match (threshold, now(INACTIVITY_WARNINGS)) {
        (Some(SettingValue::Number(days)), Some(SettingValue::Numbers(warnings)))
            if warnings.iter().any(|warning| warning >= days) =>
        {
            conflict("each warning must come before the threshold")
        }
        (None, Some(_)) => conflict("warnings need a threshold"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::has_tool_authentication;

    #[test]
    fn tool_authentication_is_on_after_the_29th_of_may_2025() {
        assert!(!has_tool_authentication("2025-05-29T23:59:59Z".parse().unwrap()));
        assert!(has_tool_authentication("2025-05-30T00:00:00Z".parse().unwrap()));
    }
}
